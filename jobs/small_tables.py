"""Tables that fit one machine's memory, read and written by it, and handed to Spark as rows it already holds.

A city's night is mostly such tables. Read by Spark, each delivery is a file to open in a task of its own and a size
that the planner can only guess; read here, thirty departments' rows take about a second, and Spark knows how many there
are, joins them without a shuffle, and leaves out whatever an empty table would have been joined to. Written by Spark, a
first batch of a thousand small files takes most of a minute.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from expectations.boundaries import declared_types
from expectations.contracts.declaration import WITHDRAWN

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from jobs.warehouse import Warehouse

SMALL_ROWS = 100_000
"""Rows up to which a table is read here: some tens of megabytes. Larger ones are Spark's, with equal rows."""

IN_PLAN_ROWS = 1_000
"""Rows up to which a table may stand in the plan itself."""

PARTITIONS_PER_CORE = 4
"""Of a table that is handed over. Spark makes one of every ten thousand rows, and a file of each that it writes."""

VERSION = ("source_row_id", "known_on", WITHDRAWN, "source_file", "source_row")
"""What tells versions of one record apart, and their order within one day's delivery; the last of them counts. A
deletion comes after whatever else its delivery says of the record."""

_DELIVERED = "delivered on"

DELIVERED_ON = "^[^/]+/[^/]+/([0-9]{4}-[0-9]{2}-[0-9]{2})/"
"""The day of a delivery in a `source_file`. Versions go by it first: a delivery that turns up behind later ones is the
older one all the same."""


_KINDS: dict[str, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "int": pa.int32(),
    "array<string>": pa.list_(pa.string()),
    "array<int>": pa.list_(pa.int32()),
}


def delivered_rows(warehouse: Warehouse, paths: Iterable[str], ddl: str, known_before: date) -> pa.Table:
    """The rows of some delivered folders known before a day, in the columns of `ddl`; one a folder lacks is null."""
    columns = to_arrow_schema(schema_of(ddl), timezone="UTC")
    known = pc.field("known_on") < pc.scalar(known_before)
    parts = [warehouse.dataset(path, columns).to_table(filter=known) for path in paths]
    return pa.concat_tables([columns.empty_table(), *parts])


def partition_rows(warehouse: Warehouse, path: str, schema: StructType | None = None) -> pa.Table:
    """Every row of one folder, with the columns of `schema` or of its files."""
    columns = None if schema is None else to_arrow_schema(schema, timezone="UTC")
    return warehouse.dataset(path, columns).to_table()


def write_small(warehouse: Warehouse, path: str, rows: pa.Table) -> None:
    """Write a table into a folder of its own, as Spark would."""
    folder = warehouse.local_path(path)
    warehouse.arrow.create_dir(folder, recursive=True)
    # One file even without rows: its columns are what a reader of an open-ended table goes by.
    parquet.write_table(rows, f"{folder}/part-0.parquet", compression="zstd", filesystem=warehouse.arrow)


def in_force(rows: pa.Table) -> pa.Table:
    """Of each record the version delivered last, and nothing of records that were taken back with it."""
    newest = newest_versions(rows)
    if not pc.any(newest[WITHDRAWN]).as_py():
        return newest
    return newest.filter(pc.invert(pc.fill_null(newest[WITHDRAWN], False)))


def newest_versions(rows: pa.Table) -> pa.Table:
    """Of each record the version delivered last."""
    ids = rows["source_row_id"]
    if len(rows) == pc.count_distinct(ids).as_py():
        return rows
    order = [(name, "ascending", "at_start") for name in (VERSION[0], _DELIVERED, *VERSION[1:])]
    with_day = rows.append_column(_DELIVERED, delivered_on(rows))
    ordered = rows.take(pc.sort_indices(with_day, order))
    ids = ordered["source_row_id"].combine_chunks()
    last = pa.concat_arrays([pc.not_equal(ids[:-1], ids[1:]), pa.array([True])])
    return ordered.filter(last)


def delivered_on(rows: pa.Table) -> pa.ChunkedArray:
    """The day each row was delivered on, as ISO text: the one that its file says, else the day it became known."""
    day = pc.extract_regex(rows["source_file"], DELIVERED_ON.replace("(", "(?P<day>"))
    return pc.coalesce(pc.struct_field(day, "day"), pc.cast(rows["known_on"], pa.string()))


def handed_over(spark: SparkSession, rows: pa.Table, schema: StructType | None = None) -> DataFrame:
    """The rows as Spark's, which knows their number."""
    # Spark stops at a batch without rows, whatever comes after it, and takes no table without any batch. A file of
    # which no row was known yet leaves an empty one.
    held = [batch for batch in rows.to_batches() if len(batch)]
    frame = spark.createDataFrame(pa.Table.from_batches(held) if held else rows.schema.empty_table(), schema)
    # Every rule of the planner walks through the rows that stand in a plan: beyond a few they go out of it.
    if len(rows) <= IN_PLAN_ROWS:
        return frame
    return frame.coalesce(PARTITIONS_PER_CORE * spark.sparkContext.defaultParallelism).localCheckpoint()


@cache
def schema_of(ddl: str) -> StructType:
    """A schema string as Spark's own type; needs a session."""
    return StructType.fromDDL(ddl)


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The declared columns of a table, as Arrow types; raises KeyError when nothing declares it."""
    return pa.schema([(column, _KINDS[kind]) for column, kind in declared_types(table).items()])
