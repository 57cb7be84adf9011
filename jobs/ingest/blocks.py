"""What a block of rows becomes: as they were written, as bronze holds them, and what bronze does not take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from jobs.ingest.columns import strings

Row = tuple[int, list[str]]


class Rejected(NamedTuple):
    """One row that bronze does not take; `text` is the row as delivered, joined by tabs.

    `row_id` is the record's id, as bronze would hold it; null where the row could not be read far enough to know it.
    """

    number: int
    column: str | None
    rule: str
    text: str
    row_id: str | None = None


@dataclass(frozen=True)
class Accepted:
    """Rows of one block as bronze holds them, column by column; `values` follow the contract's columns, as text."""

    numbers: pa.Int64Array
    row_ids: pa.StringArray
    event_on: pa.Date32Array
    event_on_basis: pa.StringArray
    flags: pa.ListArray
    withdrawn: pa.BooleanArray
    values: tuple[pa.StringArray, ...]

    def __len__(self) -> int:
        return len(self.numbers)


class Block(NamedTuple):
    """What became of a block of rows read under the contract of `table`; every row of it is in one of the two."""

    table: str
    accepted: Accepted | None
    rejected: list[Rejected]


@dataclass(frozen=True)
class Written:
    """Rows of a block as they were written, all as wide as the header: numbers, columns, and a row's cells as text."""

    numbers: Sequence[int]
    columns: Sequence[pa.StringArray]
    text: Callable[[int], str]

    def __len__(self) -> int:
        return len(self.numbers)

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> Written:
        """Rows that were taken apart one by one."""
        columns = [strings(cells) for cells in zip(*(cells[:width] for _, cells in rows), strict=True)]
        return cls([number for number, _ in rows], columns, lambda index: "\t".join(rows[index][1]))


def without(accepted: Accepted, broken: Iterable[int]) -> Accepted | None:
    """The block without some of its rows; None where that leaves nothing."""
    mask = np.ones(len(accepted), bool)
    mask[list(broken)] = False
    if not mask.any():
        return None
    kept = pa.array(mask)
    single = {one.name: getattr(accepted, one.name).filter(kept) for one in fields(Accepted) if one.name != "values"}
    return Accepted(**single, values=tuple(values.filter(kept) for values in accepted.values))
