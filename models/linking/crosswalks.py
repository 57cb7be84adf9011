"""What linking writes down: who every mention is, who there is, and who is in doubt."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import functions as F

from models.linking.doubts import KINDS
from models.linking.levels import explanation_of, method_of, words_of
from models.linking.schemas import ALONE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from models.linking.linkage import Linked

DOUBT_DDL = (
    "kind string, left_id string, right_id string, probability double, entity_ids array<string>, "
    "held_ids array<string>, explanation_zh string, explanation_en string, agreed_zh string, agreed_en string"
)

_WAITING_DDL = "entity_id string, conflict boolean, torn boolean"


def placed(normal: DataFrame, night: Linked, refuted: Collection[str] = ()) -> DataFrame:
    """Who the normalised mentions (`NORMAL_DDL` with `mention_id`) are: with `entity_id`, `level`, `probability` and
    `conflict`; and `link_level` and `link_probability`, as the night found them, of those that it says something of.

    `conflict` is true where the entity waits for a reviewer; where that is over whose its number is, no row is surer
    than half. Who is alone although its row bears a valid number is told whether a reviewer took it off, of the
    mentions that are `refuted`, or all other rows of the number.
    """
    spark = normal.sparkSession
    renamed = {"entity_id": "as_whom", "level": "as_found", "probability": "as_sure"}
    # In one chunk: Spark stops at one without rows, whatever comes after it.
    found = spark.createDataFrame(night.mentions.combine_chunks()).withColumnsRenamed(renamed)
    torn = night.torn
    waiting = spark.createDataFrame([(one, True, one in torn) for one in night.held], _WAITING_DDL)
    taken_off = F.col("number_of_another").isNotNull()
    why = F.when(F.col("mention_id").isin(*refuted), "number_refuted").otherwise("number_of_another")
    return (
        normal.join(found, on="mention_id", how="left")
        .selectExpr(
            *normal.columns,
            "as_found AS link_level",
            "as_sure AS link_probability",
            "coalesce(as_whom, own_id, alone_id) AS entity_id",
            """coalesce(as_found, CASE WHEN own_id IS NULL THEN 'alone'
               WHEN kind = 'person' THEN 'citizen_id' ELSE 'credit_code' END) AS level""",
            f"coalesce(as_sure, CASE WHEN own_id IS NULL THEN {ALONE}D ELSE 1D END) AS probability",
        )
        .withColumn("level", F.when(taken_off & (F.col("level") == "alone"), why).otherwise(F.col("level")))
        .join(waiting, on="entity_id", how="left")
        .withColumn("conflict", F.expr("coalesce(conflict, false)"))
        .withColumn("probability", F.expr(f"if(torn, least(probability, {ALONE}D), probability)"))
        .drop("torn")
    )


def review_items(spark: SparkSession, night: Linked) -> DataFrame:
    """`linked.review_items`: one row per doubt, with what agreed between the two mentions in question, in words."""
    agreed = _surest(night)
    rows = [
        (
            one.kind,
            one.left_id,
            one.right_id,
            one.probability,
            list(one.entity_ids),
            list(one.held),
            *KINDS[one.kind],
            *(words_of(agreed[ends]) if (ends := (one.left_id, one.right_id)) in agreed else (None, None)),
        )
        for one in night.doubts
    ]
    return spark.createDataFrame(rows, DOUBT_DDL)


def _surest(night: Linked) -> dict[tuple[str, str], str]:
    """The level of the surest link between the two mentions of each doubt; nothing of those that none links."""
    ends = {(one.left_id, one.right_id) for one in night.doubts}
    links = night.links.filter(pc.is_in(night.links["left_id"], pa.array([left for left, _ in ends], pa.string())))
    columns = (links.sort_by("probability")[name].to_pylist() for name in ("left_id", "right_id", "level"))
    return {(left, right): level for left, right, level in zip(*columns, strict=True) if (left, right) in ends}


def crosswalks(linked: DataFrame) -> DataFrame:
    """`linked.crosswalks`: one row per mention. `linked` holds normalised mentions with entity, level, probability."""
    return linked.selectExpr(
        "source_row_id",
        "table",
        "role",
        "known_on",
        "entity_id",
        "kind AS entity_kind",
        "links_only",
        f"{method_of('level')} AS method",
        "probability",
        f"{explanation_of('level', 0)} AS explanation_zh",
        f"{explanation_of('level', 1)} AS explanation_en",
    )


def entities(linked: DataFrame) -> DataFrame:
    """`linked.entities`: one row per person or company that a row says something of; reporters' rows are left out."""
    made = {
        "entity_kind": "first(kind)",
        "records": "count(DISTINCT source_row_id)",
        "departments": "sort_array(collect_set(department))",
        "weakest_link": "min(probability)",
        "has_valid_number": "max(number IS NOT NULL)",
        "conflict": "max(conflict)",
    }
    return (
        linked.where("NOT links_only")
        .groupBy("entity_id")
        .agg(*(F.expr(how).alias(name) for name, how in made.items()))
    )
