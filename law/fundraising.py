"""What makes taking money illegal fundraising (regulation 737), and the bands nobody has verified."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from law.loading import TABLES, Entry, read_table


@cache
def _rows(folder: Path) -> tuple[Entry, ...]:
    return read_table("fundraising", ("measure", "value", "unit"), folder)


def elements(on: date, folder: Path = TABLES) -> tuple[str, ...]:
    """Citation ids of the elements of illegal fundraising in force on a day, all of which must be shown together: no
    licence, promised return, unspecified public. Empty before 2021-05-01. Raises LawError when the table is
    malformed."""
    return tuple(
        row.id for row in _rows(folder) if row.text("measure") != "bands" and row.in_force(on) and row.checked(on)
    )


def published_bands(folder: Path = TABLES) -> tuple[float, ...]:
    """Cut-offs of a published city index between its bands; empty, because the ones in circulation are unverified."""
    row = next((row for row in _rows(folder) if row.text("measure") == "bands"), None)
    return tuple(float(part) for part in row.values["value"].split()) if row else ()
