"""Facts from the texts of private-lending judgments, each with the sentence it came from.

A text is cut into the sections that courts write it in (`sections`, by the words of `openings`); days, stretches of
time, sums and rates are found in running text (`days`, `durations`, `sums`, `rates`); and loans, terms, parties and
delivery are read off them (`loans`, `terms`, `parties`, `delivery`, `interest`, `rulings`); `holdings` is what the
court's reasons decide. `principal` and `first_days` hold the claim, the findings, the reasons and the order against
each other. What the court found outranks what the plaintiff states, a defendant's claims are never facts, and what is
unsure is null. Patterns are declared as data
(`pattern.Pattern`), each with what it means and an invented example. Where two readings
stand, docs/decisions/two_readings_of_a_loan.md says which holds.
"""

from features.judgments.facts import FIELDS, Facts, read_judgment

__all__ = ["FIELDS", "Facts", "read_judgment"]
