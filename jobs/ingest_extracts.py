"""Read what departments delivered: typed rows to bronze, refused rows to quarantine, every file accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F

from expectations.contracts import contracts
from expectations.contracts.layers import DELIVERED_FILES, REJECTED_ROWS
from jobs.faults import Fault
from jobs.ingest.files import DeliveredFile
from jobs.ingest.records import PIECE_DDL, FileReader, TaskReader, arrow_schema, unpacked
from jobs.reader import table_ddl
from jobs.registry import LANDING, SOURCE_TABLES
from jobs.run import Run
from jobs.small_tables import handed_over, schema_of

READ_HERE_BYTES = 32_000_000
"""Up to here one process reads the files about as soon as Spark's Python workers do, which take their time to start; a
night's new deliveries are a hundredth of it."""

TASKS_PER_CORE = 4
"""Files are dealt out by table and day, unevenly: with several tasks for each core no core waits long for the last."""

ROWS_PER_TASK = 200_000

WRITTEN = (*SOURCE_TABLES, REJECTED_ROWS.name, DELIVERED_FILES.name)


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """`landing.files` to all departments' bronze tables, `quarantine.rejected_rows` and `quarantine.delivered_files`.

    Files are decoded once; every table is a selection of the result. Raises Fault when the rows of a file do not add
    up (rows in = rows accepted + rows quarantined), and when nothing of a file could be read whose contract says that a
    night must not go on without it.
    """
    landed = tables[LANDING]
    size = landed.agg(F.sum("bytes")).collect()[0][0] or 0
    read = _read_here if size <= READ_HERE_BYTES else _read_by_tasks
    # A record may come twice among what becomes known on one day, so one reader takes all of that; of two versions the
    # one delivered last is read first and wins.
    made = read(landed, ("table", "known_on", F.col("delivered").desc(), "source_file"), run)
    accounts = made[DELIVERED_FILES.name].collect()
    _require_identity(accounts)
    _require_what_stops_a_night(accounts)
    return made


def _read_here(landed: DataFrame, order: tuple[str | F.Column, ...], run: Run) -> dict[str, DataFrame]:
    """Every table, from files that this process reads."""
    files = (DeliveredFile(**row.asDict()) for row in landed.orderBy(*order).collect())
    parts: dict[str, list[pa.Table]] = defaultdict(list)
    for piece in FileReader(run.pseudonyms).pieces(files):
        parts[piece.table].append(piece.rows)
    return {
        table: handed_over(
            run.spark,
            pa.concat_tables([arrow_schema(table).empty_table(), *parts[table]]),
            schema_of(table_ddl(table)),
        )
        for table in WRITTEN
    }


def _read_by_tasks(landed: DataFrame, order: tuple[str | F.Column, ...], run: Run) -> dict[str, DataFrame]:
    """Every table, from files that Spark's tasks read; what they found is kept until all tables are written."""
    tasks = run.spark.sparkContext.defaultParallelism * TASKS_PER_CORE
    dealt = landed.repartition(tasks, *order[:2]).sortWithinPartitions(*order)
    pieces = dealt.mapInArrow(TaskReader(FileReader(run.pseudonyms)), PIECE_DDL).persist(StorageLevel.MEMORY_AND_DISK)
    rows = {row["table"]: row["rows"] for row in pieces.groupBy("table").agg(F.sum("rows").alias("rows")).collect()}
    made = {}
    for table in WRITTEN:
        ddl, count = table_ddl(table), rows.get(table, 0)
        if not count:
            made[table] = handed_over(run.spark, arrow_schema(table).empty_table(), schema_of(ddl))
            continue
        # As few partitions as the rows fill: most tables are small, and a task costs more than its rows.
        held = pieces.where(F.col("table") == table).select("held").repartition(1 + count // ROWS_PER_TASK)
        made[table] = held.mapInArrow(unpacked, ddl)
    return made


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


def _require_what_stops_a_night(accounts: Iterable[Row]) -> None:
    for account in sorted(accounts, key=lambda each: each["source_file"]):
        unread = account["status"] in ("unreadable", "refused")
        if unread and account["table"] and contracts()[account["table"]].unreadable == "stop":
            raise Fault(
                f"{account['source_file']} cannot be read ({account['reason']}), and without it tonight's lists would "
                f"be wrong rather than thinner",
                f"Ask {account['department']} for it again and put it in place of this one under landing/; to run the "
                f"night without it, take the file out",
            )
