"""Small whole extracts of several departments, and the ways in which files come to harm."""
