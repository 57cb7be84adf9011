"""Delivered rows straight to the files of a run: whoever reads a delivery writes it, and no row goes through Java.

Rows that a Python process holds as Arrow tables were once handed to Spark, shuffled, and written by it: two thirds of a
large ingest. Here they are written where they are, and their digests made on the way. What is written is the run's own
and shows when the run commits, as everything else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import count, groupby
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as parquet
from pyspark import TaskContext
from pyspark.sql.pandas.types import to_arrow_schema

from jobs.digests import hashes_of, row_hashes, table_digest
from jobs.reader import table_ddl
from jobs.small_tables import SMALL_ROWS, handed_over, partition_rows, schema_of
from jobs.warehouse import Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HELD_BYTES = 64_000_000
"""Arrow memory that waits until it fills a file; as much again is being written."""


class Piece(NamedTuple):
    """Rows of one table, named with its layer, that became known on one day: the table's declared columns."""

    table: str
    known_on: date
    rows: pa.Table


class Part(NamedTuple):
    """What was written of one table: its rows in Spark, their number and their digest."""

    frame: DataFrame
    rows: int
    digest: str


class _File(NamedTuple):
    table: str
    path: str
    hashes: bytes


@dataclass(frozen=True)
class PartFiles:
    """The files of one run that reads deliveries; `written` says what they hold, by table."""

    spark: SparkSession
    warehouse: Warehouse
    run_id: str
    written: dict[str, Part] = field(default_factory=dict)

    def write_here(self, pieces: Iterable[Piece]) -> None:
        """Write pieces that this process makes."""
        self._take(_PieceWriter(self.warehouse.root, self.run_id, "here").files(pieces))

    def write_by_tasks(self, rows: DataFrame, pieces: Callable[[Iterable[pa.RecordBatch]], Iterator[Piece]]) -> None:
        """Write the pieces that Spark's tasks make of some rows.

        What a task wrote that was then lost and done again stays behind unnamed, and goes.
        """
        found = rows.mapInArrow(_TaskWriter(self.warehouse.root, self.run_id, pieces), _FILE_DDL).toArrow()
        files = [_File(**row) for row in found.to_pylist()]
        named = {file.path for file in files}
        for table in {file.table for file in files}:
            for paths in self.warehouse.delivered_files(self._folder(table)).values():
                for path in {*paths} - named:
                    self.warehouse.arrow.delete_file(path)
        self._take(files)

    def frame(self, table: str) -> DataFrame:
        """A table's rows in Spark, however many were written."""
        part = self.written.get(table)
        schema = schema_of(table_ddl(table))
        return part.frame if part else handed_over(self.spark, to_arrow_schema(schema).empty_table(), schema)

    def _take(self, files: Iterable[_File]) -> None:
        by_table = sorted(files, key=lambda file: file.table)
        for table, its in groupby(by_table, key=lambda file: file.table):
            rows, digest = table_digest(hashes_of(file.hashes) for file in its)
            self.written[table] = Part(self._read(table, rows), rows, digest)

    def _read(self, table: str, rows: int) -> DataFrame:
        schema, folder = schema_of(table_ddl(table)), self._folder(table)
        if rows <= SMALL_ROWS:
            return handed_over(self.spark, partition_rows(self.warehouse, folder, schema), schema)
        return self.spark.read.schema(schema).option("recursiveFileLookup", True).parquet(folder)

    def _folder(self, table: str) -> str:
        return self.warehouse.batch_path(table, self.run_id)


@dataclass
class _PieceWriter:
    """Writes pieces as files of `HELD_BYTES` at most, one file at a time beside whoever makes the pieces."""

    root: str
    run_id: str
    name: str

    def files(self, pieces: Iterable[Piece]) -> Iterator[_File]:
        """What was written, file by file."""
        warehouse, held, size = Warehouse(self.root), defaultdict[tuple[str, date], list[pa.Table]](list), 0
        places = count()
        under_way: list[Future[_File]] = []

        def begin() -> Iterator[_File]:
            """Have what is held written, once what was held before is; nothing waits that could be let go."""
            while under_way:
                yield under_way.pop(0).result()
            for (table, known_on), parts in held.items():
                path = f"{warehouse.batch_path(table, self.run_id)}/delivered={known_on}"
                rows, name = pa.concat_tables(parts), f"part-{self.name}-{next(places)}.parquet"
                under_way.append(pool.submit(_written, warehouse, table, f"{path}/{name}", rows))
            held.clear()

        with ThreadPoolExecutor(1) as pool:
            for piece in pieces:
                held[piece.table, piece.known_on].append(piece.rows)
                size += piece.rows.nbytes
                if size > HELD_BYTES:
                    yield from begin()
                    size = 0
            yield from begin()
            yield from begin()


def _written(warehouse: Warehouse, table: str, path: str, rows: pa.Table) -> _File:
    place = warehouse.local_path(path)
    warehouse.arrow.create_dir(place.rpartition("/")[0], recursive=True)
    parquet.write_table(rows, place, compression="zstd", filesystem=warehouse.arrow)
    return _File(table, place, row_hashes(rows).tobytes())


_FILE_SCHEMA = pa.schema([("table", pa.string()), ("path", pa.string()), ("hashes", pa.binary())])
_FILE_DDL = "`table` string, path string, hashes binary"


@dataclass(frozen=True)
class _TaskWriter:
    """What one of Spark's tasks does."""

    root: str
    run_id: str
    pieces: Callable[[Iterable[pa.RecordBatch]], Iterator[Piece]]

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        task = TaskContext.get()
        # An attempt that is lost and made again must not write into the files of the first.
        name = f"{task.partitionId()}-{task.taskAttemptId()}" if task else "0"
        for file in _PieceWriter(self.root, self.run_id, name).files(self.pieces(batches)):
            yield pa.RecordBatch.from_pylist([file._asdict()], schema=_FILE_SCHEMA)
