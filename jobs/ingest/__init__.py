"""From delivered bytes to typed rows: decode, find the header, read the values, check the rows.

Plain Python without Spark, so that each step can be tried on a file in hand; `jobs.ingest_extracts` runs it in Spark's
tasks.
"""
