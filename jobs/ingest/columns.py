"""Columns of written cells to columns of values as bronze holds them, with what rejects a row or raises a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jobs.ingest.plain import PlainCells, plain_cells
from jobs.ingest.plans import Plan
from jobs.ingest.values import YEAR_FIRST, Cell, CellReader, DateOrder, party_id, reader

REMEMBERED = 50_000
"""Cells of one column remembered with what they turned out to be: categories, places and odd spellings repeat."""


class ReadColumn:
    """One column of a block: the values as text, and by row index the cells that broke a rule or raised a doubt."""

    def __init__(self, values: pa.StringArray, noted: dict[int, Cell] | None = None) -> None:
        self.values = values
        self.noted = noted or {}


@dataclass
class ColumnReader:
    """Reads one column block after block: plain cells all at once, each other spelling once."""

    read: CellReader
    plain: PlainCells | None
    remembered: dict[str, Cell] = field(default_factory=dict)

    def __call__(self, written: pa.StringArray) -> ReadColumn:
        """A column's cells, as written, to its values."""
        if self.plain is None:
            return self._each(written)
        mask, values = self.plain(written)
        others = np.flatnonzero(~mask.to_numpy(zero_copy_only=False))
        if not len(others):
            return ReadColumn(values)
        rest = self._each(written.take(pa.array(others)))
        noted = {int(others[index]): cell for index, cell in rest.noted.items()}
        return ReadColumn(pc.replace_with_mask(values, pc.invert(mask), rest.values), noted)

    def _each(self, written: pa.StringArray) -> ReadColumn:
        spellings = written.dictionary_encode()
        cells = [self._cell(text) for text in spellings.dictionary.to_pylist()]
        values = pa.array([cell.value for cell in cells], pa.string()).take(spellings.indices)
        odd = [place for place, cell in enumerate(cells) if cell.rule or cell.doubt or cell.redacted]
        if not odd:
            return ReadColumn(values)
        places = spellings.indices.to_numpy()
        rows = np.flatnonzero(np.isin(places, odd))
        return ReadColumn(values, {int(row): cells[places[row]] for row in rows})

    def _cell(self, text: str) -> Cell:
        cell = self.remembered.get(text)
        if cell is None:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            cell = self.remembered[text] = self.read(text)
        return cell


class ColumnReaders:
    """Reads every column of a plan."""

    def __init__(self, plan: Plan, *, epoch_1904: bool = False) -> None:
        mapping = plan.mapping
        order = DateOrder(mapping.day_first, mapping.month_first) if mapping else YEAR_FIRST
        order = order._replace(epoch_1904=epoch_1904)
        self._columns = plan.columns
        self._constants = plan.constants
        self._kinds = {m.id_number: m.kind_column for m in plan.contract.mentions if m.id_number and m.kind_column}
        self._readers: dict[tuple[str, str | None], ColumnReader] = {}
        for column in plan.columns:
            unit = plan.units.get(column.name, "yuan")
            read = reader(column, unit, order)
            self._readers[column.name, None] = ColumnReader(read, plain_cells(column, unit))
            for kind in ("person", "company") if column.name in self._kinds else ():
                of_kind = _party_number(column.name, kind, read)
                self._readers[column.name, kind] = ColumnReader(of_kind, plain_cells(column, unit, kind))

    def read(self, written: Mapping[str, pa.StringArray], rows: int) -> dict[str, ReadColumn]:
        """Every column of the contract, by name and in its order; one that the file lacks has its constant or null."""
        found: dict[str, ReadColumn] = {}
        for column in self._columns:
            cells = written.get(column.name)
            if cells is None:
                constant = pa.array([self._constants.get(column.name, "")], pa.string())
                cells = constant.take(pa.array(np.zeros(rows, np.int64)))
            elif column.name in self._kinds:
                continue
            found[column.name] = self._readers[column.name, None](cells)
        for name, kind in self._kinds.items():
            if name in written:
                found[name] = self._by_kind(name, written[name], found[kind].values)
        return {column.name: found[column.name] for column in self._columns}

    def _by_kind(self, name: str, written: pa.StringArray, kinds: pa.StringArray) -> ReadColumn:
        """A column of party numbers, each read as the number that its party's kind has."""
        parts: list[pa.StringArray] = []
        order: list[np.ndarray[Any, Any]] = []
        noted: dict[int, Cell] = {}
        groups = kinds.dictionary_encode("encode")
        for place, kind in enumerate(groups.dictionary.to_pylist()):
            rows = np.flatnonzero(groups.indices.to_numpy() == place)
            part = self._readers[name, kind](written.take(pa.array(rows)))
            noted |= {int(rows[index]): cell for index, cell in part.noted.items()}
            parts.append(part.values)
            order.append(rows)
        back = np.argsort(np.concatenate(order), kind="stable")
        return ReadColumn(pa.concat_arrays(parts).take(pa.array(back)), noted)


def _party_number(name: str, kind: str, read: CellReader) -> CellReader:
    def read_cell(written: str) -> Cell:
        cell = read(written)
        return cell if cell.value is None else party_id(name, written, kind)

    return read_cell


def strings(cells: Sequence[str | None]) -> pa.StringArray:
    """Cells as one Arrow array."""
    return pa.array(cells, pa.string())
