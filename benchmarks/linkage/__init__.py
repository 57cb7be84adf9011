"""How well records of one person or company are found to be one: `python -m benchmarks.linkage --case NAME`."""
