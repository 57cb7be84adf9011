"""What people decide about what the pipeline found: a real database, append-only, apart from the nightly tables.

Decisions, corrections, model approvals, candidates' signatures and every look behind a pseudonym. Rows are only ever
added; taking something back is a row too. All days are passed in: nothing here reads a clock.
"""
