"""A canonical digest of a table's rows: equal rows give equal digests, whatever their order, file layout or engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEFT_OUT = frozenset({"run_id"})
"""Columns that name the run rather than say something of the city."""

ROW_BYTES = 16
"""Kept of each row's SHA-256: digests tell accidents apart, and a city's hashes then fit one machine's memory."""

ROWS_AT_ONCE = 10_000

RowHashes = np.ndarray[Any, Any]
"""One line of two big-endian numbers per row."""

# Control characters stand in no text that was let in, so that two rows never look alike.
_BETWEEN_CELLS, _NULL, _BETWEEN_ITEMS, _BEHIND_COUNT = "\x1f", "\x1e", "\x1d", "\x1c"


def row_hashes(rows: pa.Table | pa.RecordBatch) -> RowHashes:
    """The hash of each row, columns in the order of their names and `run_id` left out."""
    names = sorted(name for name in rows.schema.names if name not in LEFT_OUT)
    table = rows if isinstance(rows, pa.Table) else pa.Table.from_batches([rows])
    return hashes_of(b"".join(map(_hashed, table.select(names).to_batches(ROWS_AT_ONCE))))


def hashes_of(held: bytes) -> RowHashes:
    """Hashes that were kept as bytes."""
    return np.frombuffer(held, ">u8").reshape(-1, ROW_BYTES // 8)


def table_digest(hashes: Iterable[RowHashes]) -> tuple[int, str]:
    """(rows, digest) of a table: SHA-256 over its sorted row hashes."""
    every = np.concatenate([hashes_of(b""), *hashes])
    ordered = every[np.lexsort((every[:, 1], every[:, 0]))]
    return len(ordered), hashlib.sha256(ordered.tobytes()).hexdigest()


NO_ROWS = table_digest([])
"""Rows and digest of a table without rows."""


def frame_digest(frame: DataFrame) -> tuple[int, str]:
    """`table_digest` of rows that Spark holds, hashed by its tasks."""
    found = frame.mapInArrow(_hashes_of_batches, "hashes binary").toArrow()
    return table_digest(hashes_of(held) for held in found["hashes"].to_pylist())


def schema_hash(frame: DataFrame) -> str:
    """Digest of the column names and types, for noticing drift between nights."""
    return hashlib.sha256(frame.schema.simpleString().encode()).hexdigest()[:16]


def _hashes_of_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield pa.RecordBatch.from_arrays([pa.array([row_hashes(batch).tobytes()], pa.binary())], ["hashes"])


def _hashed(rows: pa.RecordBatch) -> bytes:
    cells = [_text(column) for column in rows.columns]
    joined = pc.binary_join_element_wise(
        *cells, pa.scalar(_BETWEEN_CELLS, pa.large_string()), null_handling="replace", null_replacement=_NULL
    )
    offsets = np.frombuffer(joined.buffers()[1], np.int64)[: len(joined) + 1].tolist()
    text = memoryview(joined.buffers()[2] or b"")
    return b"".join(hashlib.sha256(text[start:end]).digest()[:ROW_BYTES] for start, end in pairwise(offsets))


def _text(column: pa.Array) -> pa.LargeStringArray:
    """Cells as text; null stays null."""
    kind = column.type
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        counts = pc.list_value_length(column)
        offsets = np.concatenate([[0], np.cumsum(pc.fill_null(counts, 0).to_numpy())]).astype(np.int32)
        items = pa.ListArray.from_arrays(offsets, pc.fill_null(pc.list_flatten(column), _NULL))
        joined = pc.binary_join(items, _BETWEEN_ITEMS)
        return pc.cast(
            pc.binary_join_element_wise(pc.cast(counts, pa.string()), joined, _BEHIND_COUNT), pa.large_string()
        )
    if pa.types.is_nested(kind):
        texts = [None if cell is None else json.dumps(cell, default=str) for cell in column.to_pylist()]
        return pa.array(texts, pa.large_string())
    return pc.cast(column, pa.large_string())
