"""A canonical digest of a table's rows: equal rows give equal digests, whatever their order or file layout."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, Row

LEFT_OUT = frozenset({"run_id"})
"""Columns that name the run rather than say something of the city."""


NO_ROWS = (0, hashlib.sha256(b"").hexdigest())
"""Rows and digest of a table without rows."""


def table_digests(frames: Mapping[str, DataFrame]) -> dict[str, tuple[int, str]]:
    """(rows, digest) of each table: SHA-256 over the sorted SHA-256 of each row's JSON, `run_id` left out.

    Rows are hashed and sorted in 256 groups by their first byte, so no machine holds more than a part of them. All
    tables go through one Spark job: thirty small ones would each cost a job's overhead.
    """
    if not frames:
        return {}
    hashed = [
        frame.select(F.lit(table).alias("table"), _row_hash(frame).alias("row")) for table, frame in frames.items()
    ]
    groups = (
        reduce(lambda left, right: left.unionAll(right), hashed)
        .groupBy("table", F.substring("row", 1, 2).alias("first"))
        .agg(F.count("*").alias("rows"), F.sha2(F.array_join(F.sort_array(F.collect_list("row")), ""), 256).alias("d"))
        .collect()
    )
    return {table: _fold([group for group in groups if group["table"] == table]) for table in frames}


def _row_hash(frame: DataFrame) -> Column:
    columns = sorted(name for name in frame.columns if name not in LEFT_OUT)
    return F.sha2(F.to_json(F.struct(*columns), {"ignoreNullFields": "false"}), 256)


def _fold(groups: list[Row]) -> tuple[int, str]:
    whole = hashlib.sha256("".join(f"{g['first']}{g['d']}" for g in sorted(groups, key=lambda g: g["first"])).encode())
    return sum(int(group["rows"]) for group in groups), whole.hexdigest()


def schema_hash(frame: DataFrame) -> str:
    """Digest of the column names and types, for noticing drift between nights."""
    return hashlib.sha256(frame.schema.simpleString().encode()).hexdigest()[:16]
