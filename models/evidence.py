"""Evidence rows as scoring and ranking read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from features.evidence import dossier_only


@dataclass(frozen=True)
class Evidence:
    """One row of features.evidence_items. `step` is null where the rule belongs to no step or dimension; `rows` is
    how many source rows it cites; `last_on` is null when none of them is dated."""

    evidence_id: str
    rule: str
    speaks_for: bool
    step: int | None
    value: float | None
    threshold: float | None
    sentence_zh: str
    sentence_en: str
    departments: tuple[str, ...]
    rows: int
    last_on: date | None

    @property
    def ranks(self) -> bool:
        """Whether it may count for a score or a place on a list; what rests on an opened case may not."""
        return self.rule not in dossier_only()

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Evidence:
        """The evidence in a row; raises ValueError when it speaks neither for nor against the concern."""
        if row["polarity"] not in ("for", "against"):
            raise ValueError(f"evidence {row['evidence_id']} has the polarity {row['polarity']!r}")
        return cls(
            evidence_id=row["evidence_id"],
            rule=row["rule"],
            speaks_for=row["polarity"] == "for",
            step=row["step"],
            value=row["value"],
            threshold=row["threshold"],
            sentence_zh=row["sentence_zh"],
            sentence_en=row["sentence_en"],
            departments=tuple(row["departments"] or ()),
            rows=int(row["rows"]),
            last_on=row["last_on"],
        )


ROW_TYPE = (
    "struct<evidence_id:string,rule:string,polarity:string,step:int,value:double,threshold:double,sentence_zh:string,"
    "sentence_en:string,departments:array<string>,rows:int,last_on:date>"
)
"""Spark type of what `Evidence.from_row` reads; `evidence_id` first, so that sorted arrays are in its order."""


def steps(items: Iterable[Evidence]) -> frozenset[int]:
    """Steps or dimensions that evidence for the concern was found in."""
    return frozenset(item.step for item in items if item.speaks_for and item.step is not None)


def departments(items: Iterable[Evidence]) -> frozenset[str]:
    """Departments whose rows speak for the concern."""
    return frozenset(department for item in items if item.speaks_for for department in item.departments)
