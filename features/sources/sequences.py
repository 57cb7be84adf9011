"""Columns of views that look at the subject's other rows: what came before, how much within a time.

They are added last, so that a group's look over the rows of all its members. The columns of one layer may use those of
the layers before it.
"""

from __future__ import annotations

from datetime import date

from features.sources.relations import CHAIN_GROWTH, CHAIN_LAG_DAYS, CHAIN_LEAD_DAYS, CHAIN_TERM_DAYS
from features.sql import literal
from law.lending import illegal_lending_threshold

YEAR_DAYS = 365

_BEFORE_IN_TIME = "partition by subject_id order by event_on, case_no"
_DAY = "datediff(event_on, date'2000-01-01')"

_EARLIER = "over (partition by subject_id, debtor_id order by event_on, principal_fen, due_on)"

# By law an extension is the same loan. Where something was paid back, the loan that goes on is smaller than the one
# before: near the due day every sum up to the balance with fees is taken for it. Without a due day only the sum says
# that a loan follows on another.
_EXTENDED = f"""coalesce(
  if(
    lag(due_on) {_EARLIER} is null,
    principal_fen >= lag(principal_fen) {_EARLIER}
      and event_on <= date_add(lag(event_on) {_EARLIER}, {CHAIN_TERM_DAYS}),
    event_on between date_sub(lag(due_on) {_EARLIER}, {CHAIN_LEAD_DAYS})
      and date_add(lag(due_on) {_EARLIER}, {CHAIN_LAG_DAYS})
  )
  and not coalesce(principal_fen > lag(principal_fen) {_EARLIER} * {literal(CHAIN_GROWTH[1])}, false),
  false
)"""


def own_part(sum_fen: str) -> str:
    """SQL for the subject's part of what all plaintiffs of a suit, or all who sued on a loan, have together.

    Shares that cannot be told are equal, whether each may ask for the whole or not (民法典 art. 517 and 521), and no
    record tells them. Of a group's sum count the parts of the members who stand behind the record.
    """
    return f"{sum_fen} * least(behind, plaintiffs) div plaintiffs"


def sequences(view: str, as_of: date) -> tuple[dict[str, str], ...]:
    """The layers of columns that a view has on that night, each column with its SQL; none for most views."""
    if view != "loans":
        return _SEQUENCES.get(view, ())
    gap = "datediff(event_on, lag(event_on) over (partition by subject_id order by event_on, debtor_id, principal_fen))"
    parts = {f"own_{column}": own_part(column) for column in ("principal_fen", "lent_fen")}
    return ({"extended": _EXTENDED, "gap_days": gap, **parts}, _loans_counted(as_of))


def _loans_counted(as_of: date) -> dict[str, str]:
    """What the opinion on illegal lending counts within any time of the length it names, and not only in the last; null
    where law/ names none for the night."""
    opinion = illegal_lending_threshold("loans", "person", as_of)
    if opinion is None or opinion.window_days is None:
        return dict.fromkeys(("two_years", "two_years_borrowers"), "cast(null as bigint)")
    within = f"""over (
      partition by subject_id order by {_DAY} range between {opinion.window_days - 1} preceding and current row
    )"""
    return {
        "two_years": f"sum(if(counts and not extended, 1, 0)) {within}",
        "two_years_borrowers": f"size(collect_set(if(counts and not extended, debtor_id, null)) {within})",
    }


_SEQUENCES: dict[str, tuple[dict[str, str], ...]] = {
    "loan_suits": (
        {
            "gap_days": f"datediff(event_on, lag(event_on) over ({_BEFORE_IN_TIME}))",
            "one_court": "if(event_on is null or court is null, null, count(*) over (partition by subject_id, court"
            f" order by {_DAY} range between {YEAR_DAYS - 1} preceding and current row))",
            "same_day": "if(event_on is null, null, count(*) over (partition by subject_id, event_on))",
            **{
                f"own_{column}": own_part(column)
                for column in ("principal_fen", "face_found_fen", "delivered_found_fen")
            },
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
    "loan_suit_agents": (
        {
            "appeared_before": "lag(case_no) over (partition by subject_id, agent_id order by event_on, case_no)"
            " is not null",
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
