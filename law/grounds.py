"""The grounds a candidate check may look for. The list is closed.

Statute excludes one group only: those deprived of political rights. The 2019 joint-review opinion is policy, and
prints as policy. Whatever is not a court's document (村霸, clan, cult, petitions, rumours, an administrative
punishment) cannot be a ground: a row for it in the table is an error, and there is no code that could look for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from law.loading import TABLES, Entry, LawError, read_table

GroundKind = Literal["statute", "policy"]
GroundDocument = Literal["criminal_judgments", "judgment_debtors"]

CLOSED_LIST: dict[str, tuple[GroundKind, GroundDocument]] = {
    "deprivation_of_political_rights": ("statute", "criminal_judgments"),
    "criminal_punishment": ("policy", "criminal_judgments"),
    "listed_judgment_debtor": ("policy", "judgment_debtors"),
}
"""Ground id -> what it is and the only documents it may rest on. A ground ends by `in_force_until`, not by deletion."""


@dataclass(frozen=True)
class Ground:
    """A ground in force: its id, whether statute or policy makes it one, and the documents that can show it."""

    id: str
    kind: GroundKind
    document: GroundDocument
    title_zh: str
    title_en: str
    source: str


@cache
def _grounds(folder: Path) -> tuple[Entry, ...]:
    entries = read_table("candidate_grounds", ("kind", "document", "title_zh", "title_en"), folder)
    for entry in entries:
        if entry.id not in CLOSED_LIST:
            raise entry.error("no such ground: only a court's document can be one, and the list is closed")
        if (entry.text("kind"), entry.text("document")) != CLOSED_LIST[entry.id]:
            kind, document = CLOSED_LIST[entry.id]
            raise entry.error(f"kind must be {kind} and document {document}")
    missing = sorted(CLOSED_LIST.keys() - {entry.id for entry in entries})
    if missing:
        raise LawError(
            f"law/candidate_grounds.csv lacks {', '.join(missing)}: end a ground with in_force_until instead"
        )
    return entries


def candidate_grounds(on: date, folder: Path = TABLES) -> tuple[Ground, ...]:
    """The grounds in force on a day, in the table's order. Raises LawError when the table is malformed."""
    return tuple(
        Ground(entry.id, *CLOSED_LIST[entry.id], entry.text("title_zh"), entry.text("title_en"), entry.source)
        for entry in _grounds(folder)
        if entry.in_force(on) and entry.checked(on)
    )
