"""Columns of views that look at the subject's other rows: what came before, how much within a time.

They are added last, so that a group's look over the rows of all its members. The columns of one layer may use those of
the layers before it.
"""

from __future__ import annotations

TWO_YEARS_DAYS = 730
"""The time within which the opinion on illegal lending counts loans (law/illegal_lending.csv; a test holds the two)."""

YEAR_DAYS = 365

_BEFORE_IN_TIME = "partition by subject_id order by event_on, case_no"
_DAY = "datediff(event_on, date'2000-01-01')"

EXTENSION_LAG_DAYS = 60
"""A later loan of the same lender to the same borrower, no smaller, extends the one before when made at most so long
after that fell due."""

EXTENSION_LEAD_DAYS = 15
"""Or at most so long before it falls due: a loan made long before is another one."""

EXTENSION_TERM_DAYS = 365
"""Days from loan to loan, where no due day is known."""

_EARLIER = "over (partition by subject_id, debtor_id order by event_on, principal_fen, due_on)"

_EXTENDED = f"""coalesce(
  principal_fen >= lag(principal_fen) {_EARLIER} and event_on between
    coalesce(date_sub(lag(due_on) {_EARLIER}, {EXTENSION_LEAD_DAYS}), lag(event_on) {_EARLIER})
    and coalesce(
      date_add(lag(due_on) {_EARLIER}, {EXTENSION_LAG_DAYS}),
      date_add(lag(event_on) {_EARLIER}, {EXTENSION_TERM_DAYS})
    ),
  false
)"""

_TWO_YEARS = f"""over (
  partition by subject_id order by {_DAY} range between {TWO_YEARS_DAYS - 1} preceding and current row
)"""

SEQUENCES: dict[str, tuple[dict[str, str], ...]] = {
    "loan_suits": (
        {
            "gap_days": f"datediff(event_on, lag(event_on) over ({_BEFORE_IN_TIME}))",
            "one_court": "if(event_on is null or court is null, null, count(*) over (partition by subject_id, court"
            f" order by {_DAY} range between {YEAR_DAYS - 1} preceding and current row))",
            "same_day": "if(event_on is null, null, count(*) over (partition by subject_id, event_on))",
        },
    ),
    "loan_debtors": (
        {
            "creditors": "size(collect_set(member_id) over (partition by subject_id, debtor_id))",
            "sued_before": "lag(case_no) over (partition by subject_id, debtor_id order by event_on, case_no)"
            " is not null",
        },
    ),
    "loan_suit_parties": (
        {
            "appeared_before": "lag(case_no) over (partition by subject_id, role, party_id order by event_on, case_no)"
            " is not null",
        },
    ),
    "loans": (
        {
            "extended": _EXTENDED,
            "gap_days": "datediff(event_on, lag(event_on) over"
            " (partition by subject_id order by event_on, debtor_id, principal_fen))",
        },
        {
            # What the opinion counts within any two years, and not only in the last two.
            "two_years": f"sum(if(counts and not extended, 1, 0)) {_TWO_YEARS}",
        },
    ),
    "loan_chains": (
        {
            "again": "row_number() over (partition by subject_id, debtor_id order by event_on, growth) > 1",
        },
    ),
    "notarised_debts": (
        {
            "notary_before": "lag(deed_no) over (partition by subject_id, notary_id order by event_on, deed_no)"
            " is not null and notary_id is not null",
        },
    ),
    "shared_debtors": (
        {
            "lenders": "size(collect_set(other_id) over (partition by subject_id, debtor_id))",
        },
    ),
}
"""By view: its layers of columns, each with its SQL."""
