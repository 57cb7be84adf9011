"""Disputes: the events between the same two parties, over the departments that people bring their quarrels to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from identifiers.pseudonyms import Pseudonyms

CATEGORIES: dict[str, tuple[str, ...] | None] = {
    "grid_incidents": ("dispute", "family", "debt"),
    "hotline_tickets": (
        "debt_collection",
        "neighbours",
        "property_service",
        "consumer",
        "wages",
        "prepaid_card",
    ),
    "mediations": None,
    "police_incidents": ("dispute", "domestic_violence", "harassment", "fight"),
}
"""Categories of each table that are quarrels between two parties; None: every row of it is. A theft, a hazard, an
enquiry or an unclassified call is nobody's dispute with anybody."""

EVENT_DDL = (
    "dispute_id string, source_row_id string, table string, department string, event_on date, known_on date, "
    "parties_known boolean"
)


def disputes(tables: Mapping[str, DataFrame], crosswalk: DataFrame, pseudonyms: Pseudonyms) -> DataFrame:
    """`linked.disputes`: one row per event.

    Events whose two parties are both known share an id made from the pair, whoever of them reports. An event with a
    party that is anonymous, or that nothing links (it could never be met again), is a dispute of its own with
    `parties_known` false. The link to the reporter goes into the id and nowhere else.
    """
    events = reduce(lambda left, right: left.union(right), [_events(tables, name) for name in sorted(CATEGORIES)])
    parties = (
        crosswalk.where(f"table IN {tuple(sorted(CATEGORIES))} AND method <> 'alone'")
        .groupBy("source_row_id")
        .agg(F.min("entity_id").alias("smaller"), F.max("entity_id").alias("larger"))
    )

    def named(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            known = frame["smaller"].notna() & (frame["smaller"] != frame["larger"])
            frame["parties_known"] = known
            frame["dispute_id"] = [
                pseudonyms.of("dispute", smaller, larger) if both else pseudonyms.of("dispute", row)
                for both, smaller, larger, row in zip(
                    known, frame["smaller"], frame["larger"], frame["source_row_id"], strict=True
                )
            ]
            yield frame.drop(columns=["smaller", "larger"])[[part.split()[0] for part in EVENT_DDL.split(", ")]]

    return events.join(parties, on="source_row_id", how="left").mapInPandas(named, schema=EVENT_DDL)


def _events(tables: Mapping[str, DataFrame], table: str) -> DataFrame:
    categories = CATEGORIES[table]
    quarrels = "true" if categories is None else f"category IN {categories}"
    return (
        tables[f"bronze.{table}"]
        .where(quarrels)
        .selectExpr("source_row_id", f"'{table}' AS table", "department", "event_on", "known_on")
    )
