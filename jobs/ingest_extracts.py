"""Read what departments delivered: typed rows to bronze, refused rows to quarantine, every file accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F

from expectations.contracts import contracts
from expectations.layers import DELIVERED_FILES, REJECTED_ROWS
from jobs.faults import Fault
from jobs.ingest.files import DeliveredFile
from jobs.ingest.records import FileReader
from jobs.ingest.repeats import REPEATS
from jobs.part_files import Piece
from jobs.progress import say
from jobs.registry import LANDING, SOURCE_TABLES
from jobs.run import Run
from jobs.small_tables import arrow_schema

READ_HERE_BYTES = 32_000_000
"""Up to here one process reads the files about as soon as Spark's Python workers do, which take their time to start; a
night's new deliveries are a hundredth of it."""

TASKS_PER_CORE = 4
"""Files are dealt out by table and day, unevenly: with several tasks for each core no core waits long for the last."""

WRITTEN = (*SOURCE_TABLES, REJECTED_ROWS.name, DELIVERED_FILES.name)


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """`landing.files` to all departments' bronze tables, `quarantine.rejected_rows` and `quarantine.delivered_files`.

    Files are decoded once and their rows written as they are read. Raises Fault when the rows of a file do not add
    up (rows in = rows accepted + rows quarantined). Raises it too when a file or a sheet of it could not be read, or no
    row of it was accepted, and its contract says that a night must not go on without it.
    """
    landed = tables[LANDING]
    size = landed.agg(F.sum("bytes")).collect()[0][0] or 0
    reader = _Reader(FileReader(run.pseudonyms))
    # A record may come twice among what becomes known on one day, so one reader takes all of that; of two versions the
    # one delivered last is read first and wins.
    order = ("table", "known_on", F.col("delivered").desc(), "source_file")
    if size <= READ_HERE_BYTES:
        run.parts.write_here(reader.pieces(row.asDict() for row in landed.orderBy(*order).collect()))
    else:
        tasks = run.spark.sparkContext.defaultParallelism * TASKS_PER_CORE
        dealt = landed.repartition(tasks, *order[:2]).sortWithinPartitions(*order)
        run.parts.write_by_tasks(dealt, reader.pieces_of_batches)
    made = {table: run.parts.frame(table) for table in WRITTEN}
    accounts = sorted(made[DELIVERED_FILES.name].collect(), key=lambda account: account["source_file"])
    _require_identity(accounts)
    _report(accounts, run)
    _require_what_stops_a_night(accounts, made[REJECTED_ROWS.name])
    return made


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of `landing.files` that may be opened, and accounts for the others."""

    files: FileReader

    def pieces(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Piece]:
        unopened: list[Mapping[str, Any]] = []

        def opened() -> Iterator[DeliveredFile]:
            for row in rows:
                if row["status"]:
                    unopened.append(row)
                else:
                    yield DeliveredFile(**{name: row[name] for name in _OF_FILE})

        yield from self.files.pieces(opened())
        yield from map(_unopened, unopened)

    def pieces_of_batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[Piece]:
        return self.pieces(chain.from_iterable(batch.to_pylist() for batch in batches))


_OF_FILE = tuple(field.name for field in fields(DeliveredFile))


def _unopened(row: Mapping[str, Any]) -> Piece:
    """The account of a file that was not opened."""
    counts = {"rows_in": 0, "rows_accepted": 0, "rows_quarantined": 0}
    schema = arrow_schema(DELIVERED_FILES.name)
    held = {**row, **counts, "table": row["table"] if row["table"] in contracts() else None}
    return Piece(
        DELIVERED_FILES.name,
        row["known_on"],
        pa.Table.from_pylist([{name: held.get(name) for name in schema.names}], schema),
    )


def _report(accounts: Sequence[Row], run: Run) -> None:
    """A line for each file that was not read, and what came of all: counts and places, no value."""
    for account in accounts:
        if account["status"] != "read":
            rows = f", {account['rows_in']:,} rows" if account["rows_in"] else ""
            told = f"{account['source_place']}: {account['status']} ({account['reason']}){rows}"
            say("ingest_extracts", run.as_of, told)
    total = {name: sum(account[name] for account in accounts) for name in ("rows_in", "rows_quarantined")}
    unread = sum(account["status"] != "read" for account in accounts)
    say(
        "ingest_extracts",
        run.as_of,
        f"{len(accounts):,} files, {unread:,} of them not read; {total['rows_in']:,} rows, "
        f"{total['rows_quarantined']:,} of them in quarantine",
    )


def _require_identity(accounts: Iterable[Row]) -> None:
    lost = [
        account["source_place"]
        for account in accounts
        if account["rows_in"] != account["rows_accepted"] + account["rows_quarantined"]
    ]
    if lost:
        raise Fault(
            f"rows of {'; '.join(lost[:3])} were lost on the way in",
            "Nothing was published: keep the file and report it, this is an error of Mingjing's",
        )


def _require_what_stops_a_night(accounts: Iterable[Row], rejected: DataFrame) -> None:
    stopping = [each for each in accounts if each["table"] and contracts()[each["table"]].unreadable == "stop"]
    # Rows that repeat others are no loss: a file of nothing else was read.
    without_rows = [
        each["source_file"] for each in stopping if each["rows_in"] and not each["rows_accepted"] and not _unread(each)
    ]
    lost = rejected.where(F.col("source_file").isin(without_rows) & ~F.col("rule").isin(*REPEATS))
    emptied = {row["source_file"] for row in lost.select("source_file").distinct().collect()} if without_rows else set()
    for account in stopping:
        why = _unread(account)
        if account["source_file"] in emptied:
            why = f"none of its {account['rows_in']:,} rows was accepted"
        if why:
            raise Fault(
                f"{account['source_place']}, cannot be read ({why}), and without it tonight's lists would be "
                f"wrong rather than thinner; files are counted by name",
                f"Ask {account['department']} for it again, take its folder out of landing/ and hand the delivery over "
                f"once more with `mingjing land`; to run the night without it, leave the folder out",
            )


def _unread(account: Row) -> str | None:
    """Why a file, or a sheet of it, was not read; null where all of it was."""
    if account["status"] in ("unreadable", "refused"):
        return str(account["reason"])
    refused = [part for part in (account["reason"] or "").split("; ") if part and not part.startswith("absent_columns")]
    return "; ".join(refused) or None
