"""Verdicts on who is who at the command line: recorded about mentions, and written out as a file."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from jobs.faults import Fault
from jobs.reader import read_pandas
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from review.schema import PastVerdictRow
from review.verdicts import BY_NUMBER, VerdictStore, against_a_number


def judge(settings: Settings, options: argparse.Namespace, on: date, known_on: date) -> int:
    """Record a verdict on the two mentions that are meant; first the one whose number is lost where one is.

    Raises Fault for a mention that the last night does not know, and where a verdict speaks against a number and does
    not say whose.
    """
    rows = [_row_of(settings, given) for given in (options.left, options.right)]
    if options.refute is not None:
        refuted = _mention(_row_of(settings, options.refute))
        if refuted not in map(_mention, rows):
            raise Fault(f"{refuted} is neither of the two mentions", "Name the one whose number is not its own")
        rows.sort(key=lambda row: _mention(row) != refuted)
    elif against_a_number(options.verdict, *rows):
        raise Fault(
            f"{options.verdict} speaks against the valid number of one of the two",
            f"Say whose it is not: --refute {_mention(rows[0])}, or --refute {_mention(rows[1])}",
        )
    else:
        # A number that was taken off a row, or that a report bears, is never the other's to lose.
        rows.sort(key=lambda row: row["method"] in BY_NUMBER and not row["links_only"])
    one, other = map(_mention, rows)
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


def _row_of(settings: Settings, given: str) -> dict[str, Any]:
    """The last night's crosswalk of the mention that is meant: itself, or, of an entity, the first of those linked most
    surely.

    A verdict holds mentions and no entity, because entities merge and split, and a verdict makes them do so. Raises
    Fault when the last night knows no such mention or entity.
    """
    warehouse = Warehouse(settings.warehouse)
    night = warehouse.last_night("link_identities")
    source_row_id, is_mention, role = given.rpartition("/")
    only = {"source_row_id": [source_row_id], "role": [role]} if is_mention else {"entity_id": [given]}
    columns = ["entity_id", "source_row_id", "role", "links_only", "method", "probability"]
    rows = read_pandas(warehouse, "linked.crosswalks", night, only, columns)[columns].itertuples() if night else []
    held = [dict(zip(columns, row[1:], strict=True)) for row in rows]
    found = [row for row in held if is_mention or not row["links_only"]]
    if not found:
        kind = "mention" if is_mention else "entity"
        raise Fault(f"no {kind} {given} in the last night", "Name a mention as source_row_id/role, or an entity's id")
    return min(found, key=lambda row: (-row["probability"], _mention(row)))


def _mention(row: dict[str, Any]) -> str:
    return f"{row['source_row_id']}/{row['role']}"


def _write(file: TextIO, rows: list[PastVerdictRow]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(PastVerdictRow._fields)
    writer.writerows(rows)
