"""Read what departments delivered: typed rows to bronze, refused rows to quarantine, every file accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema

from expectations.contracts import contracts
from expectations.contracts.declaration import BRONZE_COLUMNS
from jobs.faults import Fault
from jobs.ingest.records import (
    ACCEPTED,
    FILE,
    FILE_HELD,
    RECORD_DDL,
    RECORD_SCHEMA,
    REJECTED,
    REJECTED_HELD,
    FileReader,
)
from jobs.reader import table_ddl
from jobs.registry import LANDING, SOURCE_TABLES
from jobs.run import Run
from jobs.small_tables import schema_of

READ_HERE_BYTES = 32_000_000
"""Up to here one process reads the files (about 5 MB a second) about as soon as Spark's Python workers do, which take
their time to start; a night's new deliveries are a hundredth of it."""

TASKS_PER_CORE = 4
"""Files are dealt out by table and day, unevenly: with several tasks for each core no core waits long for the last."""

ROWS_PER_TASK = 200_000

REJECTED_ROWS, DELIVERED_FILES = "quarantine.rejected_rows", "quarantine.delivered_files"


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """`landing.files` to all departments' bronze tables, `quarantine.rejected_rows` and `quarantine.delivered_files`.

    Files are decoded once; every table is a selection of the kept result. Raises Fault when the rows of a file do not
    add up: rows in = rows accepted + rows quarantined.
    """
    records = _records(tables[LANDING], run).persist(StorageLevel.MEMORY_AND_DISK)
    accounts = _accounts(records).collect()
    _require_identity(accounts)
    rows: Counter[str] = Counter()
    for account in accounts:
        rows[account["table"]] += account["rows_accepted"]
    made = {table: _bronze(records, table, rows[table.removeprefix("bronze.")]) for table in SOURCE_TABLES}
    rejected = _few(_rejected(records), sum(account["rows_quarantined"] for account in accounts))
    files_read = run.spark.createDataFrame(accounts, table_ddl(DELIVERED_FILES))
    return {**made, REJECTED_ROWS: rejected, DELIVERED_FILES: files_read}


def _records(landed: DataFrame, run: Run) -> DataFrame:
    """Every delivered file read, as records.

    A record may come twice among what becomes known on one day, so one reader takes all of that; of two versions the
    one delivered last is read first and wins.
    """
    read = FileReader(run.pseudonyms)
    order = ("table", "known_on", F.col("delivered").desc(), "source_file")
    size = landed.agg(F.sum("bytes")).collect()[0][0] or 0
    if size <= READ_HERE_BYTES:
        files = landed.orderBy(*order).toArrow()
        return run.spark.createDataFrame(pa.Table.from_batches(read(files.to_batches()), RECORD_SCHEMA), RECORD_DDL)
    tasks = run.spark.sparkContext.defaultParallelism * TASKS_PER_CORE
    return landed.repartition(tasks, *order[:2]).sortWithinPartitions(*order).mapInArrow(read, RECORD_DDL)


def _few(frame: DataFrame, rows: int) -> DataFrame:
    """The frame in as few partitions as its rows fill: most tables are small, and a task costs more than its rows."""
    return frame.coalesce(1 + rows // ROWS_PER_TASK)


def _bronze(records: DataFrame, table: str, rows: int) -> DataFrame:
    if not rows:
        schema = schema_of(table_ddl(table))
        return records.sparkSession.createDataFrame(to_arrow_schema(schema, timezone="UTC").empty_table(), schema)
    contract = contracts()[table.removeprefix("bronze.")]
    common = {"source_row_id": "row_id"}
    columns = [F.col(common.get(name, name)).alias(name) for name, _ in BRONZE_COLUMNS]
    values = [
        F.col("held")[place].cast(column.spark_type).alias(column.name) for place, column in enumerate(contract.columns)
    ]
    mine = (F.col("record") == ACCEPTED) & (F.col("table") == contract.table)
    return _few(records.where(mine).select(*columns, *values), rows)


def _rejected(records: DataFrame) -> DataFrame:
    return records.where(F.col("record") == REJECTED).select(
        F.col("row_id").alias("rejection_id"),
        "source",
        "department",
        "table",
        "source_file",
        "source_row",
        *(F.col("held")[place].alias(name) for place, name in enumerate(REJECTED_HELD)),
        "known_on",
    )


def _accounts(records: DataFrame) -> DataFrame:
    """One row per file: what was found in it, and what the other records say became of it."""

    def count(record: str) -> F.Column:
        return F.count(F.when(F.col("record") == record, True))

    its = F.first(F.when(F.col("record") == FILE, F.struct("table", "held")), ignorenulls=True)
    grouped = records.groupBy("source", "department", "source_file", "known_on").agg(
        its.alias("its"), count(ACCEPTED).alias("rows_accepted"), count(REJECTED).alias("rows_quarantined")
    )
    held = {name: F.col("its.held")[place] for place, name in enumerate(FILE_HELD)}
    return grouped.select(
        "source",
        "department",
        F.col("its.table").alias("table"),
        "source_file",
        held["status"].alias("status"),
        held["reason"].alias("reason"),
        held["encoding"].alias("encoding"),
        held["rows_in"].cast("bigint").alias("rows_in"),
        "rows_accepted",
        "rows_quarantined",
        held["bytes"].cast("bigint").alias("bytes"),
        held["sha256"].alias("sha256"),
        "known_on",
    )


def _require_identity(accounts: Iterable[Row]) -> None:
    lost = [
        account["source_file"]
        for account in accounts
        if account["rows_in"] != account["rows_accepted"] + account["rows_quarantined"]
    ]
    if lost:
        raise Fault(
            f"rows of {', '.join(sorted(lost)[:3])} were lost on the way in",
            "Nothing was published: keep the file and report it, this is an error of Mingjing's",
        )
