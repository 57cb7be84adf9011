"""The review database: tables, their closed vocabularies, and the triggers that make them append-only."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.schema import SchemaItem

LIST_NAMES = ("lenders", "companies", "disputes", "candidates")
DECISIONS = ("confirmed", "dismissed", "needs_more")
LINK_VERDICTS = ("must_link", "must_not_link")
UNDONE = "undone"
"""Held in `decisions` and `link_verdicts` for a row that takes another back; never handed to a night."""
CORRECTED = "corrected"


class ReviewRow(NamedTuple):
    """One row of bronze.reviews: a decision or a correction."""

    review_id: str
    kind: str
    list_name: str
    subject_id: str
    decision: str
    reviewer: str
    reason: str
    decided_on: date
    known_on: date


class ApprovalRow(NamedTuple):
    """One row of bronze.model_approvals."""

    approval_id: str
    model_name: str
    model_version: str
    source: str
    approver: str
    reason: str
    approved_on: date
    known_on: date


class AccessRow(NamedTuple):
    """One look behind a pseudonym, or one that was refused (`granted` false)."""

    who: str
    entity_id: str
    purpose: str
    on: date
    granted: bool


class SignatureRow(NamedTuple):
    """One person's signature under one candidate's checked papers."""

    nomination_id: str
    signer: str
    signed_on: date


class VerdictRow(NamedTuple):
    """One row of bronze.link_verdicts: two mentions that are one entity, or are not."""

    verdict_id: str
    left_id: str
    right_id: str
    verdict: str
    reviewer: str
    reason: str
    decided_on: date
    known_on: date


class PastVerdictRow(NamedTuple):
    """One row of the verdicts' history: as `VerdictRow`, or `undone` with the verdict that it takes back."""

    verdict_id: str
    left_id: str
    right_id: str
    verdict: str
    reviewer: str
    reason: str
    decided_on: date
    known_on: date
    undoes: str | None


metadata = MetaData()


def _identity() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _signed() -> tuple[Column[Any], ...]:
    """Who says it, why, on which day, and from when nights know it."""
    return (
        Column("reviewer", String(80), nullable=False),
        Column("reason", Text, nullable=False),
        Column("decided_on", Date, nullable=False),
        Column("known_on", Date, nullable=False),
    )


def _word(name: str, words: tuple[str, ...]) -> tuple[SchemaItem, ...]:
    """The column of what was decided, and what lets a later row take it back."""
    return (
        Column(name, String(20), nullable=False),
        # The row this one takes back; a row can be taken back once.
        Column("undoes", Integer, nullable=True, unique=True),
        CheckConstraint(f"{name} in {(*words, UNDONE)}", name=f"{name}_is_known"),
        CheckConstraint(f"({name} = '{UNDONE}') = (undoes is not null)", name=f"only_an_undone_{name}_undoes"),
    )


decisions = Table(
    "decisions",
    metadata,
    _identity(),
    Column("list_name", String(20), nullable=False),
    Column("subject_id", String(80), nullable=False),
    *_word("decision", DECISIONS),
    *_signed(),
    CheckConstraint(f"list_name in {LIST_NAMES}", name="decision_list_is_known"),
    sqlite_autoincrement=True,
)

corrections = Table(
    "corrections",
    metadata,
    _identity(),
    Column("list_name", String(20), nullable=False),
    Column("subject_id", String(80), nullable=False),
    # The department's row that is wrong; null when the line as a whole is objected to.
    Column("source_row_id", String(80), nullable=True),
    *_signed(),
    CheckConstraint(f"list_name in {LIST_NAMES}", name="correction_list_is_known"),
    sqlite_autoincrement=True,
)

link_verdicts = Table(
    "link_verdicts",
    metadata,
    _identity(),
    Column("left_id", String(160), nullable=False),
    Column("right_id", String(160), nullable=False),
    *_word("verdict", LINK_VERDICTS),
    *_signed(),
    sqlite_autoincrement=True,
)

model_approvals = Table(
    "model_approvals",
    metadata,
    _identity(),
    Column("model_name", String(120), nullable=False),
    Column("model_version", String(40), nullable=False),
    Column("source", String(80), nullable=False),
    Column("approver", String(80), nullable=False),
    Column("reason", Text, nullable=False),
    Column("approved_on", Date, nullable=False),
    Column("known_on", Date, nullable=False),
    sqlite_autoincrement=True,
)

access_log = Table(
    "access_log",
    metadata,
    _identity(),
    Column("who", String(80), nullable=False),
    Column("entity_id", String(80), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("on", Date, nullable=False),
    # 1, 2, 3 ... within a person's day; null for a refusal. Two looks at the same moment cannot both be the last one.
    Column("number_of_day", Integer, nullable=True),
    UniqueConstraint("who", "on", "number_of_day", name="looks_of_a_day_are_numbered"),
    sqlite_autoincrement=True,
)

signatures = Table(
    "signatures",
    metadata,
    _identity(),
    Column("nomination_id", String(80), nullable=False),
    Column("signer", String(80), nullable=False),
    Column("signed_on", Date, nullable=False),
    UniqueConstraint("nomination_id", "signer", name="one_person_signs_once"),
    sqlite_autoincrement=True,
)

for _table in metadata.tables.values():
    for _action in ("UPDATE", "DELETE"):
        event.listen(
            _table,
            "after_create",
            DDL(
                f"CREATE TRIGGER {_table.name}_no_{_action.lower()} BEFORE {_action} ON {_table.name} "
                f"BEGIN SELECT RAISE(ABORT, '{_table.name} is append-only'); END"
            ).execute_if(dialect="sqlite"),
        )
    event.listen(
        _table,
        "after_create",
        DDL(
            f"CREATE OR REPLACE FUNCTION {_table.name}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_table.name} is append-only'; END $$"
        ).execute_if(dialect="postgresql"),
    )
    event.listen(
        _table,
        "after_create",
        DDL(
            f"CREATE TRIGGER {_table.name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {_table.name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_table.name}_append_only()"
        ).execute_if(dialect="postgresql"),
    )
