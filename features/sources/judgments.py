"""What the text of a case's document adds to the case's row.

The row outranks the text: a department typed it to be counted. Where the row is silent and the text tells, the text
fills it; where the text tells something, or something else, it is cited besides.
"""

from __future__ import annotations

from features.sources.reading import CITED, Inputs, place
from features.sql import literal

MONTHS_A_YEAR = 12

_FACTS = (
    "principal_fen",
    "net_fen",
    "delivered_in_full",
    "agreed_rate_monthly_percent",
    "overdue_rate_monthly_percent",
    "first_loan_on",
    "due_on",
    "transfer_method",
    "interest_deducted",
    "guarantors",
    "document_kind",
    "outcome",
    "defendant_absent",
)

_JUDGED = ("for_plaintiff", "partly", "against_plaintiff")

_ENDS = {
    "judgment": _JUDGED,
    "ruling": ("withdrawn", "dismissed_unheard"),
    "mediation_agreement": ("mediated",),
}
"""How a document of each kind can say that the suit ended. A ruling that secures a claim or names a court ends none."""

_ENDED = " or ".join(
    f"text.document_kind = {literal(kind)} and text.outcome in {literal(outcomes)}" for kind, outcomes in _ENDS.items()
)

ANSWERABLE = "role in ('defendant', 'guarantor')"
"""SQL for: a row of bronze.case_parties is of somebody who could have come to answer. A party entered twice is two,
which leaves unknown who came."""

LAST_DOCUMENT = "document_kind = 'judgment' as is_judgment, event_on, source_row_id"
"""Members of a struct whose greatest is the document of a case that counts: the judgment, and of several the last."""

# Of several sued a text says no more than that one of them stayed away: whether anybody answered is unknown then. Where
# the row has a suit end without a hearing, nobody was to come.
TOLD_CONTESTED = f"""if(
  text.document_kind = 'judgment' and text.outcome in {literal(_JUDGED)}
    and coalesce(outcome not in ('withdrawn', 'mediated'), true) and (not text.defendant_absent or answerable = 1),
  not text.defendant_absent,
  null
)"""
"""SQL for whether a defendant came, by a document's `text`, where a case's row (`outcome`) leaves it open: null where
the document does not say it either. `answerable` are the rows of `ANSWERABLE` in the case."""

_TOLD = {
    "principal_fen": "text.principal_fen",
    # What arrived a text holds against its own face, so where the row tells another one the two make no share.
    "delivered_fen": "if(coalesce(principal_fen = text.principal_fen, true), "
    "coalesce(text.net_fen, if(text.delivered_in_full, text.principal_fen, null)), null)",
    "agreed_rate_percent": f"round(text.agreed_rate_monthly_percent * {MONTHS_A_YEAR}, 2)",
    "lent_on": "text.first_loan_on",
    "due_on": "text.due_on",
    "outcome": f"if({_ENDED}, text.outcome, null)",
    "contested": TOLD_CONTESTED,
}

_ROW = {"outcome": "nullif(outcome, 'pending')"}
"""What the row tells in a column that has a word for "not yet"."""

FILLED = tuple(_TOLD)
"""Columns of bronze.civil_cases that a text can fill."""


def case_texts(inputs: Inputs) -> str:
    """One case with a document that was read: case_no, and `text`, a struct of its facts, its day of delivery and row.

    Of several documents the judgment counts, and of several the last.
    """
    return inputs.kept(
        "case_texts",
        lambda: (
            f"""
            select case_no, max(struct({LAST_DOCUMENT}, known_on, {CITED} as cited, {", ".join(_FACTS)})) as text
            from {place("features.judgment_facts")}
            group by case_no
            """
        ),
    )


def answerable_parties() -> str:
    """One case with `answerable`: its rows of `ANSWERABLE`."""
    return f"""
        select case_no, count(*) as answerable
        from {place("bronze.case_parties")}
        where {ANSWERABLE}
        group by case_no
        """


def filled() -> str:
    """SQL for the columns of FILLED from a case's row, its `text` and `answerable` (`answerable_parties`), and for
    `cited`: the row, then the text where it tells what the row does not."""
    columns = [f"coalesce({_ROW.get(column, column)}, {told}) as {column}" for column, told in _TOLD.items()]
    adds = " or ".join(f"({told} is not null and not {column} <=> {told})" for column, told in _TOLD.items())
    return ", ".join((*columns, f"if({adds}, concat({CITED}, text.cited), {CITED}) as cited"))
