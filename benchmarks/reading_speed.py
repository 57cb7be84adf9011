"""One large extract read three ways in one session: the night's ingest job, Spark's CSV reader, pandas with our checks.

All three write the same columns as Parquet. Ours is the whole job: it decodes, checks every cell, redacts, tells
repeats, makes ids, writes, runs every check at the boundary and commits. Spark's reader gets the contract's types as a
schema and checks nothing. pandas reads text and then does, cell by cell, what our job does: its values, ids and repeats
come from the same functions, and Great Expectations runs the same suite over them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from pyspark.sql import SparkSession

from benchmarks.extract import TABLE, write_extract
from expectations.boundaries import declared_types
from expectations.contracts import contracts
from expectations.contracts.declaration import BRONZE_COLUMNS
from expectations.suites import Held, check_table
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.values import Cell, reader
from jobs.land import land
from jobs.registry import job
from jobs.runner import Runner
from jobs.sessions import start_spark
from jobs.settings import Settings
from jobs.small_tables import arrow_schema

DELIVERED = pd.Timestamp("2025-12-31").date()
AS_OF = DELIVERED + timedelta(days=1)


WARM_UP_ROWS = 250_000
"""Read by both users of Java beforehand, so that neither pays for its start and its compiler: enough for large work."""


def speed(rows: int, make_settings: Callable[[Path], Settings], home: Path) -> dict[str, float]:
    """Megabytes a second of `rows` rows: `mb_per_s` (ours), `spark_csv_mb_per_s`, `pandas_mb_per_s`, `extract_mb`."""
    spark = start_spark(make_settings(home / "session"), "benchmark speed")
    try:
        _round(WARM_UP_ROWS, spark, make_settings(home / "warm-up"), ("spark_csv_mb_per_s", "mb_per_s"))
        return _round(rows, spark, make_settings(home / "measured"))
    finally:
        spark.stop()


def _round(rows: int, spark: SparkSession, settings: Settings, wanted: Collection[str] = ()) -> dict[str, float]:
    home = settings.home / "speed"
    path = home / "extract" / "courts" / TABLE / "enforcements.csv"
    path.parent.mkdir(parents=True)
    write_extract(path, rows)
    size = path.stat().st_size / 1e6
    land(home / "extract", source="xiamen", delivered=DELIVERED, settings=settings)
    ways: dict[str, Callable[[], object]] = {
        "mb_per_s": lambda: Runner(spark, settings, "benchmark").run(job("ingest_extracts"), AS_OF, "benchmark"),
        "spark_csv_mb_per_s": lambda: _by_spark(spark, path, home / "spark"),
        "pandas_mb_per_s": lambda: _by_pandas(path, home / "pandas.parquet"),
    }
    found = {"rows": float(rows), "extract_mb": round(size, 1)}
    for name in wanted or ways:
        begun = time.monotonic()
        ways[name]()
        seconds = time.monotonic() - begun
        print(f"{rows:,} rows, {name}: {seconds:.1f} s", file=sys.stderr)
        found[name] = round(size / seconds, 2)
    return found


def _by_spark(spark: SparkSession, path: Path, out: Path) -> None:
    kinds = {"date": "date", "integer": "bigint", "money": "decimal(18,2)", "percent": "double"}
    schema = ", ".join(f"`{column.name}` {kinds.get(column.type, 'string')}" for column in contracts()[TABLE])
    spark.read.schema(schema).option("header", True).csv(str(path)).write.parquet(str(out))


def _by_pandas(path: Path, out: Path) -> None:
    contract, pseudonyms = contracts()[TABLE], Pseudonyms(bytes(32))
    written = pd.read_csv(path, dtype=str, keep_default_na=False)
    held = pd.DataFrame(index=written.index)
    broken = pd.Series(False, index=written.index)
    flags: list[list[str]] = [[] for _ in range(len(written))]
    for column in contract:
        cells: list[Cell] = [*map(reader(column), written[column.header])]
        held[column.name] = [cell.value for cell in cells]
        broken |= pd.Series([cell.rule is not None for cell in cells], index=written.index)
        for doubts, cell in zip(flags, cells, strict=True):
            if cell.doubt:
                doubts.append(cell.doubt)
    held["source_row_id"] = pseudonyms.vectorised("row", *(held[name] for name in contract.key))
    around: dict[str, Any] = {
        "source": "xiamen",
        "department": contract.department,
        "source_file": path.name,
        "source_place": path.name,
        "event_on_basis": "recorded",
        "known_on": DELIVERED,
        "withdrawn": False,
    }
    held = held.assign(
        **around, flags=pd.Series(flags), source_row=range(2, len(held) + 2), event_on=held[contract.event_on]
    )
    held = held[~broken & ~held["source_row_id"].duplicated()]
    for column in contract:
        if column.type == "date":
            held[column.name] = pd.to_datetime(held[column.name]).dt.date
        elif column.type in ("money", "integer"):
            held[column.name] = held[column.name].astype("Int64")
    held["event_on"] = pd.to_datetime(held["event_on"]).dt.date
    names = [*(name for name, _ in BRONZE_COLUMNS), *(column.name for column in contract)]
    held = held[names]
    rows = Held(len(held), declared_types(f"bronze.{TABLE}"), lambda columns: held[columns])
    found = check_table(f"bronze.{TABLE}", rows, AS_OF)
    if any(result.passed is False and result.severity == "fail" for result in found):
        raise RuntimeError("the rival's rows break their contract")
    held.to_parquet(out, schema=arrow_schema(f"bronze.{TABLE}"), compression="zstd")
