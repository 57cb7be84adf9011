"""What the text of a case's document adds to the case's row.

The row outranks the text: a department typed it to be counted. Where the row is silent and the text tells, the text
fills it; where the text tells something, or something else, it is cited besides.
"""

from __future__ import annotations

from features.sources.reading import CITED, Inputs, place

MONTHS_A_YEAR = 12

_FACTS = (
    "principal_fen",
    "net_fen",
    "agreed_rate_monthly_percent",
    "overdue_rate_monthly_percent",
    "first_loan_on",
    "due_on",
    "transfer_method",
    "interest_deducted",
    "guarantors",
)

_TOLD = {
    "principal_fen": "text.principal_fen",
    # A text names what arrived only where that is less than the face: its own face, so where the row tells another one
    # the two make no share.
    "delivered_fen": "if(coalesce(principal_fen = text.principal_fen, true), text.net_fen, null)",
    "agreed_rate_percent": f"round(text.agreed_rate_monthly_percent * {MONTHS_A_YEAR}, 2)",
    "lent_on": "text.first_loan_on",
    "due_on": "text.due_on",
}

FILLED = tuple(_TOLD)
"""Columns of bronze.civil_cases that a text can fill."""


def case_texts(inputs: Inputs) -> str:
    """One case with a document that was read: case_no, and `text`, a struct of its facts, its day of delivery and row.

    Of several documents the judgment counts, and of several the last.
    """
    order = "document_kind = 'judgment' as is_judgment, event_on, source_row_id"
    return inputs.kept(
        "case_texts",
        lambda: (
            f"""
            select case_no, max(struct({order}, known_on, {CITED} as cited, {", ".join(_FACTS)})) as text
            from {place("features.judgment_facts")}
            group by case_no
            """
        ),
    )


def filled() -> str:
    """SQL for the columns of FILLED from a case's row and its `text`, and for `cited`: the row, then the text where it
    tells what the row does not."""
    columns = [f"coalesce({column}, {told}) as {column}" for column, told in _TOLD.items()]
    adds = " or ".join(f"({told} is not null and not {column} <=> {told})" for column, told in _TOLD.items())
    return ", ".join((*columns, f"if({adds}, concat({CITED}, text.cited), {CITED}) as cited"))
