"""Read what departments delivered: typed rows to bronze, refused rows to quarantine, every file accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F

from expectations.contracts import contracts
from expectations.contracts.layers import DELIVERED_FILES, REJECTED_ROWS
from jobs.faults import Fault
from jobs.ingest.files import DeliveredFile
from jobs.ingest.records import FileReader
from jobs.registry import LANDING, SOURCE_TABLES
from jobs.run import Run

READ_HERE_BYTES = 32_000_000
"""Up to here one process reads the files about as soon as Spark's Python workers do, which take their time to start; a
night's new deliveries are a hundredth of it."""

TASKS_PER_CORE = 4
"""Files are dealt out by table and day, unevenly: with several tasks for each core no core waits long for the last."""

WRITTEN = (*SOURCE_TABLES, REJECTED_ROWS.name, DELIVERED_FILES.name)


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """`landing.files` to all departments' bronze tables, `quarantine.rejected_rows` and `quarantine.delivered_files`.

    Files are decoded once and their rows written as they are read. Raises Fault when the rows of a file do not add
    up (rows in = rows accepted + rows quarantined), and when nothing of a file could be read whose contract says that a
    night must not go on without it.
    """
    landed = tables[LANDING]
    size = landed.agg(F.sum("bytes")).collect()[0][0] or 0
    reader = FileReader(run.pseudonyms)
    # A record may come twice among what becomes known on one day, so one reader takes all of that; of two versions the
    # one delivered last is read first and wins.
    order = ("table", "known_on", F.col("delivered").desc(), "source_file")
    if size <= READ_HERE_BYTES:
        run.parts.write_here(reader.pieces(DeliveredFile(**row.asDict()) for row in landed.orderBy(*order).collect()))
    else:
        tasks = run.spark.sparkContext.defaultParallelism * TASKS_PER_CORE
        dealt = landed.repartition(tasks, *order[:2]).sortWithinPartitions(*order)
        run.parts.write_by_tasks(dealt, reader.pieces_of_batches)
    made = {table: run.parts.frame(table) for table in WRITTEN}
    accounts = made[DELIVERED_FILES.name].collect()
    _require_identity(accounts)
    _require_what_stops_a_night(accounts)
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
