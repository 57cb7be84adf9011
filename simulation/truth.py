"""The hidden truth: one CSV per kind, outside landing, written as the city grows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

TRUTH_FILES: dict[str, tuple[str, ...]] = {
    "people": (
        "person_id",
        "block",
        "name",
        "birth_on",
        "male",
        "citizen_id",
        "household",
        "district_code",
        "community_code",
        "grid_code",
    ),
    "companies": ("company_id", "block", "name", "credit_code", "registration_no", "industry", "owner_id"),
    "rings": (
        "ring_id",
        "design",
        "block",
        "disguise",
        "steps",
        "started_on",
        "ended_on",
        "fate",
        "opened_on",
        "judgment_effective_on",
        "people",
        "companies",
        "borrowers",
    ),
    "ring_members": ("ring_id", "entity_id", "kind", "role"),
    "loans": (
        "loan_id",
        "lender_kind",
        "agent_id",
        "lender_id",
        "borrower_id",
        "lent_on",
        "due_on",
        "face_fen",
        "delivered_fen",
        "annual_percent",
        "in_cash",
        "previous_loan_id",
        "steps",
        "traces",
    ),
    "look_alikes": ("look_alike_id", "kind", "block", "entity_id", "of_ring"),
    "lenders": ("agent_id", "kind", "entity_id", "charge", "opened_on"),
    "fundraisers": (
        "fundraiser_id",
        "kind",
        "block",
        "company_id",
        "started_on",
        "collapsed_on",
        "opened_on",
        "honest",
    ),
    "rogue_companies": ("company_id", "block", "kind", "started_on", "charge", "opened_on"),
    "disputes": (
        "dispute_id",
        "block",
        "kind",
        "event_no",
        "on",
        "department",
        "first_party",
        "second_party",
        "threat",
        "weapon",
        "earlier_events",
        "failed_mediation",
        "days_since_last",
        "hazard_90d",
        "violent_within_90d",
        "violent_on",
    ),
    "candidates": (
        "nomination_no",
        "person_id",
        "community_code",
        "case",
        "expected_statute",
        "expected_policy",
        "document_no",
    ),
    "labels": ("kind", "entity_id", "charge", "happened_on", "known_on", "document_no"),
    "records": ("file", "row", "role", "entity_id", "damage", "address_code"),
    "versions": ("file", "row", "what", "days"),
}
"""Columns of every truth file; docs/city_format.md says what each means."""


class Truth:
    """Open truth files; rows go straight to disk, so memory does not grow with the city."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._streams: dict[str, TextIO] = {}
        self._writers: dict[str, Any] = {}
        for name, columns in TRUTH_FILES.items():
            stream = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self._streams[name] = stream
            self._writers[name] = csv.writer(stream, lineterminator="\n")
            self._writers[name].writerow(columns)

    def add(self, name: str, *values: object) -> None:
        """One row of a truth file: as many values as it has columns; None is written empty, dates in ISO form."""
        if len(values) != len(TRUTH_FILES[name]):
            raise ValueError(f"truth/{name}.csv has {len(TRUTH_FILES[name])} columns, got {len(values)} values")
        self._writers[name].writerow(values)

    def add_lines(self, name: str, lines: Iterable[str]) -> None:
        """Ready-made lines, for the large files whose values never need quoting."""
        self._streams[name].writelines(lines)

    def __enter__(self) -> Truth:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in self._streams.values():
            stream.close()


def joined(values: Iterable[object]) -> str:
    """Several values in one cell, joined by `;`."""
    return ";".join(str(value) for value in sorted(values, key=str))
