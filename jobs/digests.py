"""A canonical digest of a table's rows: equal rows give equal digests, whatever their order or file layout."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEFT_OUT = frozenset({"run_id"})
"""Columns that name the run rather than say something of the city."""


def table_digest(frame: DataFrame) -> tuple[int, str]:
    """(rows, digest) of a table: SHA-256 over the sorted SHA-256 of each row's JSON, `run_id` left out.

    Rows are hashed and sorted in 256 groups by their first byte, so no machine holds more than a part of them.
    """
    columns = sorted(name for name in frame.columns if name not in LEFT_OUT)
    row = F.sha2(F.to_json(F.struct(*columns), {"ignoreNullFields": "false"}), 256)
    groups = (
        frame.select(row.alias("row"))
        .groupBy(F.substring("row", 1, 2).alias("first"))
        .agg(F.count("*").alias("rows"), F.sha2(F.array_join(F.sort_array(F.collect_list("row")), ""), 256).alias("d"))
        .collect()
    )
    whole = hashlib.sha256("".join(f"{g['first']}{g['d']}" for g in sorted(groups, key=lambda g: g["first"])).encode())
    return sum(int(group["rows"]) for group in groups), whole.hexdigest()


def schema_hash(frame: DataFrame) -> str:
    """Digest of the column names and types, for noticing drift between nights."""
    return hashlib.sha256(frame.schema.simpleString().encode()).hexdigest()[:16]
