"""Measurements: each is `python -m benchmarks.<name>` and ends with one line of JSON."""
