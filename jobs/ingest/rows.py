"""Rows of text to accepted and rejected rows of one contract, a block of rows at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from expectations.contracts.declaration import Column
from expectations.sources.declaration import header_form
from identifiers.pseudonyms import Pseudonyms
from identifiers.writing import half_width
from jobs.ingest.headers import Binding
from jobs.ingest.persons import LONGEST_SUBJECT, SUBJECT_IS_A_PERSON, is_person
from jobs.ingest.plans import Plan
from jobs.ingest.values import DESTROYED, YEAR_FIRST, Cell, CellReader, DateOrder, party_id, reader

Row = tuple[int, list[str]]
Written = Sequence[Sequence[str]]
"""Cells of a block as they were written, by column of the file."""
Broken = tuple[str | None, str]
"""The column that broke a rule, if one column did, and the rule."""

SUPERSEDED = "superseded"
DUPLICATE_KEY = "duplicate_key"
DUPLICATE_ROW = "duplicate_row"
NO_HEADER_ABOVE = "cell_without_header"
CUT_SHORT = "row_cut_short"

_NAME_TYPES = frozenset({"person_name", "company_name", "party_name"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_REMEMBERED = 20_000
"""Cells of one column remembered with what they turned out to be: dates, categories and places repeat."""


class Rejected(NamedTuple):
    """One row that bronze does not take; `text` is the row as delivered, joined by tabs."""

    number: int
    column: str | None
    rule: str
    text: str


class Accepted(NamedTuple):
    """One row as bronze holds it; `values` follow the contract's columns."""

    number: int
    row_id: str
    event_on: date | None
    event_on_basis: str
    flags: list[str]
    values: tuple[str | None, ...]


class Block(NamedTuple):
    """What became of a block of rows; every row of it is in one of the two."""

    accepted: list[Accepted]
    rejected: list[Rejected]


class SeenRecords:
    """Records of one table that become known on one day, so that none is accepted twice.

    Deliveries are read the latest first: of two that become known together the later corrects the earlier.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[date, int]] = {}

    def rule_broken(self, row_id: str, delivered: date, values: tuple[str | None, ...]) -> str | None:
        """None for a record not seen yet, else what kind of repeat this is."""
        content = hash(values)
        first = self._seen.get(row_id)
        if first is None:
            self._seen[row_id] = (delivered, content)
            return None
        if first[0] != delivered:
            return SUPERSEDED
        return DUPLICATE_ROW if first[1] == content else DUPLICATE_KEY


@dataclass
class RowReader:
    """Reads the rows of one sheet under a plan; `title_year` is the year its file's name or title says, if any."""

    plan: Plan
    binding: Binding
    width: int
    source_file: str
    delivered: date
    title_year: int | None
    pseudonyms: Pseudonyms
    seen: SeenRecords

    def __post_init__(self) -> None:
        mapping = self.plan.mapping
        order = DateOrder(mapping.day_first, mapping.month_first) if mapping else YEAR_FIRST
        self._readers: dict[str, CellReader] = {
            column.name: reader(column, self.plan.units.get(column.name, "yuan"), order) for column in self.plan.columns
        }
        self._remembered: dict[str, dict[str, Cell]] = {column.name: {} for column in self.plan.columns}
        self._kinds = {m.id_number: m.kind_column for m in self.plan.contract.mentions if m.id_number and m.kind_column}
        names = [column.name for column in self.plan.columns]
        self._key_places = tuple(names.index(name) for name in self.plan.key)
        self._unnamed = tuple(index for index in range(self.width) if index not in self.binding.named)

    def read(self, rows: Iterable[Row]) -> Block:
        """Accept or reject each row of a block."""
        rejected: list[Rejected] = []
        kept = list(self._well_formed(rows, rejected))
        if not kept:
            return Block([], rejected)
        written = list(zip(*(cells[: self.width] for _, cells in kept), strict=True))
        columns = {column.name: self._read_column(column, written, len(kept)) for column in self.plan.columns}
        self._read_parties(written, columns)
        broken = self._persons(columns, written) | self._broken(columns)
        flags = _flags(columns.values())
        accepted: list[Accepted] = []
        events = self._events(columns, written, len(kept))
        by_row = zip(*(column.values for column in columns.values()), strict=True)
        for index, ((number, row), event, values) in enumerate(zip(kept, events, by_row, strict=True)):
            rule = broken.get(index)
            if rule is None:
                row_id = self._row_id(number, values)
                repeat = self.seen.rule_broken(row_id, self.delivered, values)
                if repeat is None:
                    accepted.append(Accepted(number, row_id, *event, flags.get(index, []), values))
                    continue
                rule = (None, repeat)
            rejected.append(Rejected(number, *rule, "\t".join(row)))
        return Block(accepted, rejected)

    def _well_formed(self, rows: Iterable[Row], rejected: list[Rejected]) -> Iterator[Row]:
        """Rows with as many cells as the header; the others are rejected, for their values have shifted."""
        for number, row in rows:
            rule = None
            if len(row) < self.width:
                rule = CUT_SHORT
            elif any(map(str.strip, row[self.width :])) or any(row[index].strip() for index in self._unnamed):
                rule = NO_HEADER_ABOVE
            if rule:
                rejected.append(Rejected(number, None, rule, "\t".join(row)))
            else:
                yield number, row

    def _read_column(self, column: Column, written: Written, rows: int) -> _ReadColumn:
        read, remembered = self._readers[column.name], self._remembered[column.name]
        place = self.binding.places.get(column.name)
        found = _ReadColumn()
        if place is None:
            found.take([read(self.plan.constants.get(column.name, ""))] * rows)
            return found
        cells = []
        for text in written[place]:
            cell = remembered.get(text)
            if cell is None:
                if len(remembered) >= _REMEMBERED:
                    remembered.clear()
                cell = remembered[text] = read(text)
            cells.append(cell)
        found.take(cells)
        return found

    def _read_parties(self, written: Written, columns: dict[str, _ReadColumn]) -> None:
        """Read party numbers again where the party's kind says which number it must be."""
        for name, kind in self._kinds.items():
            place = self.binding.places.get(name)
            if place is None:
                continue
            texts = zip(written[place], columns[name].values, columns[kind].values, strict=True)
            for index, (text, value, is_kind) in enumerate(texts):
                if value is not None and is_kind is not None:
                    columns[name].put(index, party_id(name, text, is_kind))

    def _broken(self, columns: dict[str, _ReadColumn]) -> dict[int, Broken]:
        """Row index -> the first column that breaks a rule, and the rule."""
        broken: dict[int, Broken] = {}
        names = [columns[column.name].values for column in self.plan.columns if column.type in _NAME_TYPES]
        for column in self.plan.columns:
            found = columns[column.name]
            for index, cell in list(found.noted.items()):
                if cell.rule is None:
                    continue
                # Without its number the row still says whom it is about when it has a name.
                named = any(values[index] for values in names)
                if cell.rule == DESTROYED and named and not column.required:
                    found.put(index, Cell(None, doubt=f"{DESTROYED}:{column.name}"))
                else:
                    broken.setdefault(index, (column.name, cell.rule))
        return broken

    def _persons(self, columns: dict[str, _ReadColumn], written: Written) -> dict[int, Broken]:
        """Rows of tables about companies whose subject is a natural person."""
        found: dict[int, Broken] = {}
        mapping = self.plan.mapping
        for mention in self.plan.contract.mentions:
            if mention.kind != "company":
                continue
            # What offices publish mixes persons in; a department's own company column was filled in as one.
            may_be = mapping is not None or self.plan.contract.column(mention.name).type == "party_name"
            names = columns[mention.name].values
            numbers = columns[mention.id_number].values if mention.id_number else [None] * len(names)
            for index, (name, number) in enumerate(zip(names, numbers, strict=True)):
                if name and len(name) <= LONGEST_SUBJECT and is_person(name, number, unnumbered=may_be):
                    found[index] = (mention.name, SUBJECT_IS_A_PERSON)
        for header, marks in mapping.person_when if mapping else ():
            place = self.binding.others.get(header_form(header))
            for index, text in enumerate(written[place]) if place is not None else ():
                if half_width(text) in marks:
                    found[index] = (header, SUBJECT_IS_A_PERSON)
        return found

    def _row_id(self, number: int, values: tuple[str | None, ...]) -> str:
        key = [values[place] for place in self._key_places]
        parts = ["".join(value.split()) for value in key if value is not None]
        if not parts or len(parts) < len(key):
            # Without its key only a row's place in its file tells it apart.
            return self.pseudonyms.of("row", self.plan.table, self.source_file, str(number))
        return self.pseudonyms.of("row", self.plan.table, *parts)

    def _events(
        self, columns: dict[str, _ReadColumn], written: Written, rows: int
    ) -> Iterator[tuple[date | None, str]]:
        """When each row's event was, and how that is known."""
        column, mapping = self.plan.contract.event_on, self.plan.mapping
        recorded: Sequence[str | None] = columns[column].values if column else [None] * rows
        place = self.binding.others.get(header_form(mapping.year_header)) if mapping and mapping.year_header else None
        for index, day in enumerate(recorded):
            if day:
                yield date.fromisoformat(day), "recorded"
                continue
            year = self.title_year if place is None else only_year(written[place][index])
            yield (date(year, 1, 1), "title_year") if year else (None, "unknown")


class _ReadColumn:
    """One column of a block: the values, and the cells that broke a rule or raised a doubt by row index."""

    def __init__(self) -> None:
        self.values: list[str | None] = []
        self.noted: dict[int, Cell] = {}

    def take(self, cells: Sequence[Cell]) -> None:
        """Hold a column's cells."""
        self.values = [cell[0] for cell in cells]
        self.noted = {index: cell for index, cell in enumerate(cells) if cell[1] or cell[2] or cell[3]}

    def put(self, index: int, cell: Cell) -> None:
        """Replace one cell."""
        self.values[index] = cell.value
        self.noted.pop(index, None)
        if cell.rule or cell.doubt or cell.redacted:
            self.noted[index] = cell


def _flags(columns: Iterable[_ReadColumn]) -> dict[int, list[str]]:
    """Row index -> its doubts, and how much was removed from its texts."""
    flags: dict[int, list[str]] = {}
    redacted: dict[int, int] = {}
    for column in columns:
        for index, cell in column.noted.items():
            if cell.doubt:
                flags.setdefault(index, []).append(cell.doubt)
            if cell.redacted:
                redacted[index] = redacted.get(index, 0) + cell.redacted
    for index, count in redacted.items():
        flags.setdefault(index, []).append(f"redacted:{count}")
    return flags


def only_year(*texts: str) -> int | None:
    """The year that texts name, or None where they name none or several."""
    years = {int(year) for text in texts for year in _YEAR.findall(half_width(text))}
    return years.pop() if len(years) == 1 else None
