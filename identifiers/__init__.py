"""Checks and normal forms of ids, codes, phones, names, addresses, amounts and dates; redaction; keyed pseudonyms.

Pure Python on scalars, so that the same function serves a pandas series, an Arrow batch and a test. Nothing here knows
of Spark, of a contract or of a clock.
"""
