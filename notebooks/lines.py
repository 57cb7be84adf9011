"""Rows of tables as plain values for the templates: nulls are None, arrays are lists, citations grouped by file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd


def plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict per row; NaN and NaT become None, arrays lists."""
    return [{str(name): _value(held) for name, held in row.items()} for row in table.to_dict("records")]


def _value(held: Any) -> Any:
    if isinstance(held, np.ndarray | list):
        return [_value(item) for item in held]
    if isinstance(held, dict):
        return {name: _value(item) for name, item in held.items()}
    return None if pd.isna(held) else held


def list_lines(list_name: str, table: pd.DataFrame, evidence: pd.DataFrame) -> list[dict[str, Any]]:
    """A list's rows by rank, each with its evidence and counter-evidence.

    `evidence` holds the items of every listed subject; an item of another list that names the same subject is left out.
    """
    mine = evidence[evidence["list_name"] == list_name]
    by_subject = {subject: evidence_lines(rows) for subject, rows in mine.groupby("subject_id", sort=False)}
    lines = []
    for row in plain(table):
        items = by_subject.get(row["subject_id"], [])
        against = set(row["counter_evidence_ids"] or ())
        row["for_items"] = [item for item in items if item["evidence_id"] not in against]
        row["against_items"] = [item for item in items if item["evidence_id"] in against]
        row["steps_found"] = sorted({int(item["step"]) for item in row["for_items"] if item["step"] is not None})
        lines.append(row)
    return lines


def evidence_lines(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Evidence rows with `cited`: (file as it is told, rows of it) pairs."""
    return [{**row, "cited": cited_rows(row["citations"] or ())} for row in plain(rows)]


def cited_rows(citations: Iterable[str]) -> list[tuple[str, str]]:
    """Citations grouped by file: ("courts/civil_cases/2026-02-28, file 1", "12, 40")."""
    grouped: dict[str, list[str]] = {}
    for citation in citations:
        file, _, row = citation.rpartition("#")
        grouped.setdefault(file or citation, []).append(row)
    return [(file, ", ".join(sorted(rows, key=lambda row: (len(row), row)))) for file, rows in sorted(grouped.items())]


def by_batches(checks: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Checks that did not hold, each once with the number of batches in which it did not."""
    same: dict[str, list[dict[str, Any]]] = {}
    for check in checks:
        same.setdefault(str(sorted(check.items())), []).append(check)
    return [(found[0], len(found)) for found in same.values()]
