"""Rows of text to accepted and rejected rows of one contract, a block of rows at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.contracts.declaration import STATES, WITHDRAWN
from expectations.sources.declaration import header_form
from identifiers.pseudonyms import SEPARATOR, Pseudonyms
from identifiers.writing import half_width
from jobs.ingest.blocks import Accepted, Block, Rejected, Row, Written, without
from jobs.ingest.columns import ColumnReaders, ReadColumn, strings
from jobs.ingest.headers import Binding
from jobs.ingest.persons import LONGEST_SUBJECT, SUBJECT_IS_A_PERSON, is_person, units
from jobs.ingest.plans import Plan
from jobs.ingest.repeats import SeenRecords, overtaken
from jobs.ingest.sheets import BrokenLine
from jobs.ingest.values import DESTROYED, MISSING, UNKNOWN_CATEGORY, Cell, month_only

Broken = tuple[str | None, str]
"""The column that broke a rule, if one column did, and the rule."""

NO_HEADER_ABOVE = "cell_without_header"
CUT_SHORT = "row_cut_short"

UNDER_MERGED_CELL = "under_merged_cell"
"""Doubt of a row that lacks a value which stands in a merged cell above it."""

_NAME_TYPES = frozenset({"person_name", "company_name", "party_name"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_JOINT = "\x1f"
_NOTHING = "\x1e"


@dataclass
class RowReader:
    """Reads the rows of one sheet under a plan; `title_year` is the year its file's name or title says, if any.

    `merged` says of a row's number whether a value of it stands in a merged cell above, `epoch_1904` that numbers in
    columns of dates count from 1904-01-01.
    """

    plan: Plan
    binding: Binding
    width: int
    source_file: str
    delivered: date
    title_year: int | None
    pseudonyms: Pseudonyms
    seen: SeenRecords
    merged: Callable[[int], bool] | None = None
    epoch_1904: bool = False

    def __post_init__(self) -> None:
        self._columns = ColumnReaders(self.plan, epoch_1904=self.epoch_1904)
        names = [column.name for column in self.plan.columns]
        self._key_places = tuple(names.index(name) for name in self.plan.key)
        self._unnamed = tuple(index for index in range(self.width) if index not in self.binding.named)

    def read(self, rows: Iterable[Row]) -> Block:
        """Accept or reject each row of a block."""
        odd: list[tuple[Row, str]] = []
        block = self.read_written(Written.of(list(self._well_formed(rows, odd)), self.width))
        if not odd:
            return block
        row_ids = self._known_ids([row for row, _ in odd if not isinstance(row[1], BrokenLine)])
        rejected = [Rejected(number, None, rule, "\t".join(row), row_ids.get(number)) for (number, row), rule in odd]
        return Block(block.table, block.accepted, rejected + block.rejected)

    def read_written(self, written: Written) -> Block:
        """Accept or reject each row of a block, all as wide as the header."""
        if not len(written):
            return Block(self.plan.table, None, [])
        cells = {name: written.columns[place] for name, place in self.binding.places.items()}
        columns = self._columns.read(cells, len(written))
        withdrawn, broken = self._states(written)
        broken |= self._persons(columns, written) | self._broken(columns, withdrawn)
        values = tuple(column.values for column in columns.values())
        kept = np.array([index for index in range(len(written)) if index not in broken]) if broken else None
        row_ids = self._row_ids(written.numbers, values)
        contents = pc.binary_join_element_wise(
            *values, pc.cast(withdrawn, pa.string()), _JOINT, null_handling="replace", null_replacement=_NOTHING
        ).to_pylist()
        alive = range(len(written)) if kept is None else kept.tolist()
        if WITHDRAWN in self.binding.places:
            earlier = overtaken(alive, row_ids, contents)
            broken |= {index: (None, rule) for index, rule in earlier.items()}
            alive = [index for index in alive if index not in earlier]
        broken |= self._repeats(alive, row_ids, contents, withdrawn)
        rejected = [
            Rejected(written.numbers[index], *broken[index], written.text(index), row_ids[index])
            for index in sorted(broken)
        ]
        event_on, basis = self._events(columns, written)
        accepted = Accepted(
            pa.array(written.numbers, pa.int64()),
            strings(row_ids),
            event_on,
            basis,
            self._flags(columns, written),
            withdrawn,
            values,
        )
        return Block(self.plan.table, without(accepted, broken) if broken else accepted, rejected)

    def _repeats(
        self, alive: Sequence[int], row_ids: Sequence[str], contents: Sequence[str], withdrawn: pa.BooleanArray
    ) -> dict[int, Broken]:
        """Row index -> what kind of repeat it is, of rows whose record another file, or this one before, has said."""
        found: dict[int, Broken] = {}
        taken_back = _true_at(withdrawn)
        for state in (False, True) if taken_back else (False,):
            rows = [index for index in alive if (index in taken_back) == state] if taken_back else alive
            said = [row_ids[index] for index in rows], self.delivered, [contents[index] for index in rows]
            repeats = self.seen.repeats(*said, withdrawn=state)
            found |= {rows[index]: (None, rule) for index, rule in repeats.items()}
        return found

    def _well_formed(self, rows: Iterable[Row], odd: list[tuple[Row, str]]) -> Iterator[Row]:
        """Rows with as many cells as the header; the others are `odd`, for their values have shifted."""
        for number, row in rows:
            rule = None
            if isinstance(row, BrokenLine):
                rule = row.rule
            elif len(row) < self.width:
                rule = CUT_SHORT
            elif any(map(str.strip, row[self.width :])) or any(row[index].strip() for index in self._unnamed):
                rule = NO_HEADER_ABOVE
            if rule:
                odd.append(((number, row), rule))
            else:
                yield number, row

    def _known_ids(self, rows: Sequence[Row]) -> dict[int, str]:
        """Row number -> the record's id, of rows not as wide as the header whose cells hold the key all the same."""
        if not rows or not self._key_places:
            return {}
        written = Written.of([(number, row + [""] * (self.width - len(row))) for number, row in rows], self.width)
        places = self.binding.places
        cells = {name: written.columns[places[name]] for name in self.plan.key if name in places}
        values = tuple(column.values for column in self._columns.read(cells, len(rows)).values())
        keys = [values[place].to_pylist() for place in self._key_places]
        row_ids = zip(written.numbers, self._row_ids(written.numbers, values), zip(*keys, strict=True), strict=True)
        return {number: row_id for number, row_id, key in row_ids if all(key)}

    def _states(self, written: Written) -> tuple[pa.BooleanArray, dict[int, Broken]]:
        """Which rows take their record back, and the rows whose word for it nobody declared."""
        place, rows = self.binding.places.get(WITHDRAWN), len(written)
        if place is None:
            return pa.repeat(pa.scalar(False), rows), {}
        spellings = written.columns[place].dictionary_encode()
        said = [half_width(text) for text in spellings.dictionary.to_pylist()]
        states = pa.array([False if not word else STATES.get(word) for word in said], pa.bool_()).take(
            spellings.indices
        )
        unknown = np.flatnonzero(states.is_null().to_numpy(zero_copy_only=False))
        return states, {int(index): (WITHDRAWN, UNKNOWN_CATEGORY) for index in unknown}

    def _broken(self, columns: dict[str, ReadColumn], withdrawn: pa.BooleanArray) -> dict[int, Broken]:
        """Row index -> the first column that breaks a rule, and the rule.

        Of a row that takes its record back only the key must be read: what else cannot be is a doubt.
        """
        broken: dict[int, Broken] = {}
        taken_back = _true_at(withdrawn)
        names = [columns[column.name].values for column in self.plan.columns if column.type in _NAME_TYPES]
        for column in self.plan.columns:
            noted, in_key = columns[column.name].noted, column.name in self.plan.key
            for index, cell in list(noted.items()):
                if cell.rule is None:
                    continue
                if index in taken_back and not in_key:
                    noted[index] = Cell(None, doubt=None if cell.rule == MISSING else f"{cell.rule}:{column.name}")
                # Without its number the row still says whom it is about when it has a name.
                elif cell.rule == DESTROYED and not column.required and any(held[index].as_py() for held in names):
                    noted[index] = Cell(None, doubt=f"{DESTROYED}:{column.name}")
                else:
                    broken.setdefault(index, (column.name, cell.rule))
            if in_key:
                values = columns[column.name].values
                broken = {row: (column.name, MISSING) for row in taken_back if not values[row].is_valid} | broken
        return broken

    def _persons(self, columns: dict[str, ReadColumn], written: Written) -> dict[int, Broken]:
        """Rows of tables about companies whose subject is a natural person."""
        found: dict[int, Broken] = {}
        mapping = self.plan.mapping
        for mention in self.plan.contract.mentions:
            if mention.kind != "company":
                continue
            # What offices publish mixes persons in; a department's own company column was filled in as one.
            may_be = mapping is not None or self.plan.contract.column(mention.name).type == "party_name"
            names = columns[mention.name].values
            open_ones = np.flatnonzero(~units(names).to_numpy(zero_copy_only=False))
            numbers = columns[mention.id_number].values if mention.id_number else None
            for index in open_ones.tolist():
                name = names[index].as_py()
                number = numbers[index].as_py() if numbers is not None else None
                if len(name) <= LONGEST_SUBJECT and is_person(name, number, unnumbered=may_be):
                    found[index] = (mention.name, SUBJECT_IS_A_PERSON)
        for header, marks in mapping.person_when if mapping else ():
            place = self.binding.others.get(header_form(header))
            for index, text in enumerate(written.columns[place].to_pylist()) if place is not None else ():
                if half_width(text) in marks:
                    found[index] = (header, SUBJECT_IS_A_PERSON)
        return found

    def _row_ids(self, numbers: Sequence[int], values: tuple[pa.StringArray, ...]) -> list[str]:
        table = pa.scalar(self.plan.table)
        keys = [pc.replace_substring_regex(values[place], r"[\s\x{3000}]+", "") for place in self._key_places]
        keyed = pc.binary_join_element_wise(table, *keys, SEPARATOR) if keys else pa.nulls(len(numbers), pa.string())
        if not keyed.null_count:
            return self.pseudonyms.of_joined("row", keyed)
        # Without its key only a row's place in its file tells it apart.
        place = pc.binary_join_element_wise(table, self.source_file, pc.cast(pa.array(numbers), pa.string()), SEPARATOR)
        return self.pseudonyms.of_joined("row", pc.coalesce(keyed, place))

    def _events(self, columns: dict[str, ReadColumn], written: Written) -> tuple[pa.Date32Array, pa.StringArray]:
        """When each row's event was, and how that is known."""
        column, mapping, rows = self.plan.contract.event_on, self.plan.mapping, len(written)
        recorded = pc.cast(columns[column].values, pa.date32()) if column else pa.nulls(rows, pa.date32())
        place = self.binding.others.get(header_form(mapping.year_header)) if mapping and mapping.year_header else None
        years = (
            pa.repeat(pa.scalar(self.title_year, pa.int64()), rows)
            if place is None
            else pa.array([only_year(text) for text in written.columns[place].to_pylist()], pa.int64())
        )
        basis = pc.if_else(pc.is_valid(recorded), "recorded", pc.if_else(pc.is_valid(years), "title_year", "unknown"))
        months = (
            [index for index, cell in columns[column].noted.items() if cell.doubt == month_only(column)]
            if column
            else []
        )
        if months:
            of_a_month = pa.array(np.isin(np.arange(rows), months))
            basis = pc.if_else(of_a_month, "recorded_month", basis)
        if recorded.null_count and years.null_count < rows:
            first_days = pc.binary_join_element_wise(pc.cast(years, pa.string()), "01-01", "-")
            recorded = pc.coalesce(recorded, pc.cast(first_days, pa.date32()))
        return recorded, basis

    def _flags(self, columns: dict[str, ReadColumn], written: Written) -> pa.ListArray:
        """Each row's doubts, and how much was removed from its texts."""
        flags: dict[int, list[str]] = {}
        redacted: dict[int, int] = {}
        for column in columns.values():
            for index, cell in column.noted.items():
                if cell.doubt:
                    flags.setdefault(index, []).append(cell.doubt)
                if cell.redacted:
                    redacted[index] = redacted.get(index, 0) + cell.redacted
        for index, count in redacted.items():
            flags.setdefault(index, []).append(f"redacted:{count}")
        if self.merged:
            for index, number in enumerate(written.numbers):
                if self.merged(number):
                    flags.setdefault(index, []).append(UNDER_MERGED_CELL)
        none: list[str] = []
        return pa.array([flags.get(index, none) for index in range(len(written))], pa.list_(pa.string()))


def _true_at(values: pa.BooleanArray) -> set[int]:
    return set(np.flatnonzero(pc.fill_null(values, False).to_numpy(zero_copy_only=False)).tolist())


def only_year(*texts: str) -> int | None:
    """The year that texts name, or None where they name none or several."""
    years = {int(year) for text in texts for year in _YEAR.findall(half_width(text))}
    return years.pop() if len(years) == 1 else None
