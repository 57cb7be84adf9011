"""WHEN tables become tables: thin jobs, one runner, one reader, one registry, settings, command line."""
