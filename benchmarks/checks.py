"""What checks cost: `python -m benchmarks.checks [--rows N]`.

One delivery of civil cases is written as Parquet and checked twice in one session: by the suite that a night runs
(contract, volume and drift), for which Great Expectations computes its own metrics over the rows, and by an aggregate
written by hand that asks the same. The second of two runs of each counts, for the first pays for compiling. Progress
goes to stderr; the last line on stdout is one JSON object: `rows`, `gx_seconds`, `aggregate_seconds`, `ratio`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from expectations import suites
from expectations.boundaries import boundary_checks, declared_types
from expectations.checks import Check
from expectations.contracts import contracts
from expectations.contracts.declaration import Column
from expectations.history import (
    ColumnPast,
    Delivery,
    Past,
    bucket_counts,
    buckets_of,
    drift_checks,
    stability_index,
    volume_check,
)
from expectations.suites import Held, check_table
from jobs.sessions import fit_to, start_spark
from jobs.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import Column as SparkColumn
    from pyspark.sql import DataFrame, Row, SparkSession

TABLE = "bronze.civil_cases"
DELIVERED = date(2026, 3, 3)
AS_OF = DELIVERED + timedelta(days=1)
RUNS = 2

Found = TypeVar("Found")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one JSON object; returns 1 when the two ways do not find the same."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description="What checks cost on Spark.")
    parser.add_argument("--rows", type=int, default=5_000_000, help="rows to check (default 5000000)")
    rows = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory(prefix="mingjing-checks-") as home:
        settings = Settings.from_environment({**os.environ, "MINGJING_HOME": home})
        settings.make_folders()
        spark = start_spark(settings, "benchmark checks")
        try:
            fit_to(spark, settings, rows)
            return measure(spark, rows, Path(home) / "cases")
        finally:
            spark.stop()


def measure(spark: SparkSession, rows: int, path: Path) -> int:
    """Write the rows, check them both ways, print the figures."""
    _written(spark, rows).write.parquet(str(path))
    frame = spark.read.parquet(str(path))
    also = _history(frame, rows)
    checks = [*boundary_checks(TABLE, AS_OF), *also]
    types = {column.name: column.dataType.simpleString() for column in frame.schema}
    held = Held(rows, types, lambda columns: frame.select(*columns).toPandas(), frame)
    # However few rows are asked for, it is Spark that is measured.
    suites.PANDAS_ROWS = 0
    by_gx, gx_seconds = _timed("Great Expectations", lambda: check_table(TABLE, held, AS_OF, also))
    by_hand, aggregate_seconds = _timed("by hand", lambda: _by_hand(frame, checks))
    found = [result.passed for result in by_gx]
    if found != by_hand:
        differing = [result.detail for result, hand in zip(by_gx, by_hand, strict=True) if result.passed != hand]
        print(f"the two ways differ in: {'; '.join(differing)}", file=sys.stderr)
        return 1
    figures = {
        "rows": rows,
        "gx_seconds": round(gx_seconds, 2),
        "aggregate_seconds": round(aggregate_seconds, 2),
        "ratio": round(gx_seconds / aggregate_seconds, 2),
        "checks": len(checks),
    }
    print(json.dumps(figures))
    return 0


def _timed(name: str, run: Callable[[], list[Found]]) -> tuple[list[Found], float]:
    seconds = 0.0
    found: list[Found] = []
    for _ in range(RUNS):
        begun = time.monotonic()
        found = run()
        seconds = time.monotonic() - begun
        print(f"{name}: {seconds:.2f} s", file=sys.stderr, flush=True)
    return found, seconds


def _written(spark: SparkSession, rows: int) -> DataFrame:
    """Rows of the contract: keys that differ, every category, every tenth optional value missing."""
    from pyspark.sql import functions as F

    number = F.col("id")
    contract = contracts()[TABLE.removeprefix("bronze.")]
    made = {
        "source_row_id": F.substring(F.sha2(number.cast("string"), 256), 1, 24),
        "source": F.lit("benchmark"),
        "department": F.lit(contract.department),
        "source_file": F.concat(F.lit("courts/civil_cases/"), (number % 40).cast("string")),
        "source_place": F.concat(F.lit("courts/civil_cases, file "), (number % 40).cast("string")),
        "source_row": number,
        "event_on": F.date_sub(F.lit(DELIVERED), (number % 2_000).cast("int")),
        "event_on_basis": F.lit("recorded"),
        "known_on": F.lit(DELIVERED),
        "flags": F.array().cast("array<string>"),
        "withdrawn": F.lit(False),
        **{column.name: _values(column) for column in contract},
    }
    types = declared_types(TABLE)
    return spark.range(rows).select(*(made[name].cast(kind).alias(name) for name, kind in types.items()))


def _values(column: Column) -> SparkColumn:
    from pyspark.sql import functions as F

    number = F.col("id")
    if column.type == "category":
        categories = F.array(*(F.lit(value) for value in column.held_values))
        values = categories[(number % len(column.held_values)).cast("int")]
    elif column.type == "date":
        values = F.date_sub(F.lit(DELIVERED), (number % 2_000).cast("int"))
    elif column.type == "boolean":
        values = number % 2 == 0
    elif column.type in ("money", "percent", "integer"):
        values = number * 7_919 % 100_000_000 if column.type == "money" else number % 36
    else:
        values = F.concat(F.lit(f"{column.name}-"), (number % 100_000).cast("string"))
    return values if column.required else F.when(number % 10 != 0, values)


def _history(frame: DataFrame, rows: int) -> list[Check]:
    """Volume and drift against earlier deliveries that were like this one."""
    contract = contracts()[TABLE.removeprefix("bronze.")]
    sample = frame.limit(20_000).toPandas()
    past = {}
    for column in contract:
        values, buckets = sample[column.name].to_numpy(), buckets_of(column)
        counts = tuple(bucket_counts(values, buckets)) if buckets else ()
        past[column.name] = ColumnPast(len(sample), int(sample[column.name].isna().sum()), counts)
    earlier = tuple(Delivery(DELIVERED - timedelta(days=back), rows) for back in range(28, 0, -1))
    history = Past(earlier, past)
    return [volume_check(history, DELIVERED), *drift_checks(TABLE, history, rows)]


def _by_hand(frame: DataFrame, checks: Sequence[Check]) -> list[bool]:
    """Every check but the key's in one select of sums, the key in a count of its own: together they would be slower."""
    from pyspark.sql import functions as F

    asked = [check for check in checks if check.kind not in ("schema", "keys")]
    columns = [_aggregate(check).alias(f"a{place}") for place, check in enumerate(asked)]
    found = frame.agg(F.count("*").alias("rows"), *columns).collect()[0]
    (key,) = (check for check in checks if check.kind == "keys")
    distinct = frame.select(F.count_distinct(*key.columns)).collect()[0][0]
    held = iter(_holds(check, found, found[f"a{place}"]) for place, check in enumerate(asked))
    answers = {"schema": set(frame.columns) == set(declared_types(TABLE)), "keys": distinct == found["rows"]}
    return [answers[check.kind] if check.kind in answers else next(held) for check in checks]


def _aggregate(check: Check) -> SparkColumn:
    from pyspark.sql import functions as F

    given = dict(check.arguments)
    column = F.col(given["column"]) if "column" in given else F.lit(1)
    if check.expectation == "ExpectColumnValuesToNotBeNull":
        where = given.get("row_condition")
        asked = F.lit(True) if where is None else F.col(where[0]) == where[1]
        return F.sum(F.when(column.isNull() & asked, 1).otherwise(0))
    if check.expectation == "ExpectColumnValuesToBeInSet":
        return F.sum(F.when(~column.isin(list(given["value_set"])), 1).otherwise(0))
    if check.expectation == "ExpectColumnValuesToBeBetween":
        outside = column < given["min_value"] if "min_value" in given else column > given["max_value"]
        return F.sum(F.when(outside, 1).otherwise(0))
    if check.expectation == "ExpectColumnMaxToBeBetween":
        return F.max(column)
    if check.expectation == "ExpectColumnStabilityIndexToBeAtMost":
        return F.array(*(F.count(F.when(one, 1)) for one in [*_within(column, given["buckets"]), column.isNull()]))
    return F.count(column)


def _within(column: SparkColumn, buckets: Sequence[str | int]) -> Iterator[SparkColumn]:
    if isinstance(buckets[0], str):
        yield from (column == bucket for bucket in buckets)
        return
    yield column < buckets[0]
    yield from ((column >= low) & (column < high) for low, high in pairwise(buckets))
    yield column >= buckets[-1]


def _holds(check: Check, row: Row, value: Any) -> bool:
    given = dict(check.arguments)
    if check.expectation == "ExpectColumnMaxToBeBetween":
        return value is None or (value < given["max_value"] if given.get("strict_max") else value <= given["max_value"])
    if check.expectation == "ExpectColumnStabilityIndexToBeAtMost":
        return stability_index(given["expected"], value) <= given["max_value"]
    if check.expectation == "ExpectColumnProportionOfNonNullValuesToBeBetween":
        return bool(given["min_value"] <= value / row["rows"] <= given["max_value"])
    if check.expectation == "ExpectTableRowCountToBeBetween":
        return bool(given["min_value"] <= row["rows"] <= given["max_value"])
    return value == 0


if __name__ == "__main__":
    sys.exit(main())
