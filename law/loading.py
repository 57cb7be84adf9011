"""Strict reading of the CSV tables: anything that is not exactly right is an error that names file, line and remedy."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

TABLES = Path(__file__).parent
"""Where the tables lie."""

_DATED = ("source", "in_force_from", "in_force_until", "valid_through", "note")


class LawError(Exception):
    """A legal table is malformed, or was asked for something it does not hold. Nothing may be computed from it."""


@dataclass(frozen=True)
class Entry:
    """One row of a table. Blank dates are open ends; `in_force_until` is the last day in force; past `valid_through`
    nobody has checked that the row still holds."""

    table: str
    line: int
    id: str
    values: Mapping[str, str]
    source: str
    in_force_from: date | None
    in_force_until: date | None
    valid_through: date | None
    note: str

    def in_force(self, on: date) -> bool:
        """Whether the row is in force on a day, by what is written; says nothing of `valid_through`."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_until is None or on <= self.in_force_until)

    def checked(self, on: date) -> bool:
        """Whether somebody has checked that the row holds on that day."""
        return self.valid_through is None or on <= self.valid_through

    def text(self, column: str) -> str:
        """The value of a column that must not be empty; raises LawError when it is."""
        if not self.values[column]:
            raise self.error(f"{column} is empty")
        return self.values[column]

    def decimal(self, column: str) -> Decimal | None:
        """The number in a column, null when it is empty; raises LawError when it is no number or negative."""
        if not self.values[column]:
            return None
        try:
            number = Decimal(self.values[column])
        except InvalidOperation:
            raise self.error(f"{column} is not a number: write it with digits and a point only") from None
        if not number.is_finite() or number < 0:
            raise self.error(f"{column} must not be negative")
        return number

    def whole(self, column: str) -> int | None:
        """The whole number in a column, null when it is empty; raises LawError when it is not whole."""
        number = self.decimal(column)
        if number is not None and number != int(number):
            raise self.error(f"{column} must be a whole number")
        return None if number is None else int(number)

    def error(self, problem: str) -> LawError:
        """A LawError that says where the row stands."""
        return LawError(f"law/{self.table}.csv line {self.line} ({self.id}): {problem}")


def read_table(table: str, columns: tuple[str, ...], folder: Path = TABLES) -> tuple[Entry, ...]:
    """Every row of `law/<table>.csv`, whose header must be id, `columns`, source and the three dates and note.

    Raises LawError when the file is missing, is not UTF-8, has another header, repeats an id, or holds a date that is
    not written YYYY-MM-DD or runs backwards.
    """
    path = folder / f"{table}.csv"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LawError(f"law/{table}.csv is missing: restore it from the repository") from None
    except UnicodeDecodeError:
        raise LawError(f"law/{table}.csv is not UTF-8: save it again as 'CSV UTF-8'") from None
    header = ("id", *columns, *_DATED)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(rows, ())) != header:
            raise LawError(f"law/{table}.csv line 1: the header must be {','.join(header)}")
        entries = tuple(_entry(table, rows.line_num, header, row) for row in rows)
    except csv.Error as error:
        raise LawError(f"law/{table}.csv line {rows.line_num}: {error}") from None
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise entry.error("this id stands twice: give the new row an id of its own")
        seen.add(entry.id)
    return entries


def _entry(table: str, line: int, header: tuple[str, ...], row: list[str]) -> Entry:
    if len(row) != len(header):
        raise LawError(
            f"law/{table}.csv line {line}: {len(row)} fields where {len(header)} belong: quote values with commas"
        )
    fields = {name: value.strip() for name, value in zip(header, row, strict=True)}
    if not fields["id"]:
        raise LawError(f"law/{table}.csv line {line}: the id is empty")
    dates = {
        name: _date(table, line, name, fields[name]) for name in ("in_force_from", "in_force_until", "valid_through")
    }
    entry = Entry(
        table=table,
        line=line,
        id=fields["id"],
        values={name: fields[name] for name in header if name not in _DATED},
        source=fields["source"],
        note=fields["note"],
        in_force_from=dates["in_force_from"],
        in_force_until=dates["in_force_until"],
        valid_through=dates["valid_through"],
    )
    for end in (entry.in_force_until, entry.valid_through):
        if entry.in_force_from and end and end < entry.in_force_from:
            raise entry.error("it ends before it begins")
    return entry


def _date(table: str, line: int, column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise LawError(f"law/{table}.csv line {line}: {column} must be written YYYY-MM-DD") from None
