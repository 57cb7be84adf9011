"""WHAT must hold at each table boundary: contracts, source mappings, Great Expectations suites."""
