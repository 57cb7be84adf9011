"""The view of disputes: a dispute's events with the few facts that departments record of each.

The subject is the dispute, never a person: an event counts for the dispute it belongs to, whoever reported it.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from features.sources.reading import Inputs, cited, recorded, says, union
from features.wording import DEBT_WORDS

INJURY_LEVELS = (("none", 0), ("minor", 1), ("serious", 2))
"""Injury to a party in this incident as an ordinal; nothing else about anybody's body is read."""

EVENT_TABLES = ("police_incidents", "grid_incidents", "hotline_tickets", "mediations")
"""Tables whose rows can be an event of a dispute."""

UNNAMED = 0.5
"""Link of an event that names nobody: as weak as a name alone."""

_DEBT_CATEGORIES = ("debt", "debt_collection")
_FAMILY_CATEGORIES = ("domestic_violence", "family")


def dispute_events(inputs: Inputs) -> DataFrame:
    """View dispute_events."""
    events = inputs.tables["linked.disputes"].select(
        "source_row_id",
        F.col("dispute_id").alias("subject_id"),
        F.col("table").alias("via"),
    )
    facts = union([_facts(inputs, table) for table in EVENT_TABLES])
    joined = events.join(facts, "source_row_id", how="inner").join(_links(inputs), "source_row_id", how="left")
    earlier = Window.partitionBy("subject_id").orderBy("happened_on", "source_row_id")
    return joined.select(
        "subject_id",
        F.col("happened_on").alias("event_on"),
        "known_on",
        F.coalesce("link", F.lit(UNNAMED)).alias("link"),
        "cited",
        "via",
        "department",
        "threat",
        "weapon",
        "injury_level",
        "debt",
        "family_violence",
        "family",
        "failed_mediation",
        "agreed_mediation",
        F.datediff(F.lit(inputs.as_of), "happened_on").alias("days_ago"),
        F.datediff("happened_on", F.lag("happened_on").over(earlier)).alias("gap_days"),
    )


def _links(inputs: Inputs) -> DataFrame:
    """The least probability among the parties of a row: what a dispute's identity rests on."""
    of_events = inputs.all_mentions().where(F.col("table").isin(*EVENT_TABLES))
    return of_events.groupBy("source_row_id").agg(F.min("probability").alias("link"))


def _facts(inputs: Inputs, table: str) -> DataFrame:
    rows = inputs.bronze(table)
    behind = (recorded().alias("happened_on"), "known_on", "department", cited().alias("cited"))
    return rows.select("source_row_id", *behind, *_columns(table))


def _columns(table: str) -> list[Column]:
    category = F.col("category")
    in_police = table == "police_incidents"
    asked = table in ("police_incidents", "grid_incidents")
    injury: Column = F.lit(None).cast("int")
    for word, level in INJURY_LEVELS if in_police else ():
        injury = F.when(F.col("injury") == word, level).otherwise(injury)
    debt = F.coalesce(category.isin(*_DEBT_CATEGORIES), F.lit(False)) | F.coalesce(
        says("narrative", DEBT_WORDS), F.lit(False)
    )
    return [
        (F.col("threat") if asked else F.lit(None).cast("boolean")).alias("threat"),
        (F.col("weapon") if in_police else F.lit(None).cast("boolean")).alias("weapon"),
        injury.alias("injury_level"),
        debt.alias("debt"),
        F.coalesce(category == "domestic_violence", F.lit(False)).alias("family_violence"),
        F.coalesce(category.isin(*_FAMILY_CATEGORIES), F.lit(False)).alias("family"),
        ((F.col("outcome") == "failed") if table == "mediations" else F.lit(False)).alias("failed_mediation"),
        ((F.col("outcome") == "agreed") if table == "mediations" else F.lit(False)).alias("agreed_mediation"),
    ]
