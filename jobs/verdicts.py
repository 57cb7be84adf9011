"""Verdicts on who is who at the command line: recorded about mentions, and written out as a file."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import TextIO

from jobs.faults import Fault
from jobs.reader import read_pandas
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from review.schema import PastVerdictRow
from review.verdicts import VerdictStore


def judge(settings: Settings, options: argparse.Namespace, on: date, known_on: date) -> int:
    """Record a verdict on the two mentions that are meant."""
    one, other = mention_of(settings, options.left), mention_of(settings, options.right)
    recorded = VerdictStore(settings.review_url).record(
        one, other, options.verdict, options.reviewer, options.reason, on, known_on
    )
    print(f"recorded as {recorded} on {one} and {other}; nights after {known_on} obey it")
    return 0


def export(settings: Settings, out: Path | None) -> int:
    """Write every verdict there is, those taken back too, as CSV with a header line; to the screen without a file."""
    rows = VerdictStore(settings.review_url).history()
    if out is None:
        _write(sys.stdout, rows)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            _write(file, rows)
    return 0


def mention_of(settings: Settings, given: str) -> str:
    """The mention that is meant: itself, or, of an entity of the last night, the first of those linked most surely.

    A verdict holds mentions and no entity, because entities merge and split, and a verdict makes them do so. Raises
    Fault when the last night knows no such entity.
    """
    if "/" in given:
        return given
    warehouse = Warehouse(settings.warehouse)
    night = warehouse.last_night("link_identities")
    columns = ["entity_id", "source_row_id", "role", "links_only", "probability"]
    rows = read_pandas(warehouse, "linked.crosswalks", night, {"entity_id": [given]}, columns) if night else None
    speaking = [] if rows is None else rows[~rows["links_only"]].to_dict("records")
    if not speaking:
        raise Fault(f"no entity {given} in the last night", "Name a mention as source_row_id/role, or an entity's id")
    first = min(speaking, key=lambda row: (-row["probability"], row["source_row_id"], row["role"]))
    return f"{first['source_row_id']}/{first['role']}"


def _write(file: TextIO, rows: list[PastVerdictRow]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(PastVerdictRow._fields)
    writer.writerows(rows)
