"""Parquet files to rows of text. Runs in the process of `jobs.ingest.apart`."""

from __future__ import annotations

from collections.abc import Iterator

from jobs.ingest.cells import cell_text
from jobs.ingest.sheets import CELLS_IN_A_SHEET, COLUMNS_IN_A_ROW, Sheet, Undecodable

_BATCH_ROWS = 4096


def sheets(raw: bytes) -> Iterator[Sheet]:
    """The one sheet of a Parquet file; its rows are numbered by their place, from 1.

    Raises Undecodable, and whatever the reader raises.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_memory_pool(pa.system_memory_pool())
    file = pq.ParquetFile(pa.BufferReader(raw), page_checksum_verification=True)
    names = list(file.schema_arrow.names)
    if len(names) > COLUMNS_IN_A_ROW:
        raise Undecodable("too_many_columns")
    if file.metadata.num_rows * len(names) > CELLS_IN_A_SHEET:
        raise Undecodable("sheet_too_large")

    def rows() -> Iterator[tuple[int, list[str]]]:
        before = 0
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, use_threads=False):
            columns = [_in_microseconds(column).to_pylist() for column in batch.columns]
            for number, values in enumerate(zip(*columns, strict=True), before + 1):
                yield number, [cell_text(value) for value in values]
            before += batch.num_rows

    def _in_microseconds(column: pa.Array) -> pa.Array:
        # Python knows no nanoseconds, and nobody writes them.
        if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
            return column.cast(pa.timestamp("us", column.type.tz), safe=False)
        return column

    yield Sheet(rows(), names)
