"""What became of yesterday's entities: the merge and split log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from models.linking.levels import literal_map
from models.linking.verdicts import Verdict

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WHY: dict[str, tuple[str, str]] = {
    "record_changed": ("部门更正了记录", "its department corrected a record"),
    "verdict": ("复核人员的结论", "a reviewer's verdict"),
    "new_links": (
        "记录新增或撤回、复核结论被撤回或比对模型更新，改变了连接",
        "new or withdrawn records, a verdict taken back or a new model changed what is linked",
    ),
}
"""Why a mention is now with another entity, in Chinese and English."""


def entity_changes(linked: DataFrame, earlier: DataFrame, verdicts: Sequence[Verdict]) -> DataFrame:
    """`linked.entity_changes`: one row per pair of an entity of yesterday's and another that has mentions of it now.

    `linked` holds tonight's mentions, `earlier` yesterday's crosswalk. A pair is a `split` where the old entity goes on
    or its mentions went several ways; else a `merge` where the new one also has others' mentions; else it is only
    `renamed`. Reporters and victims are left out: they are part of no entity.
    """
    named = sorted({end for one in verdicts for end in (one.left_id, one.right_id)})
    judged = linked.sparkSession.createDataFrame([(one, True) for one in named], "mention_id string, judged boolean")
    was = earlier.where("NOT links_only").selectExpr(
        "concat(source_row_id, '/', role) AS mention_id", "entity_id AS from_id", "known_on AS was_known_on"
    )
    now = linked.where("NOT links_only").select("mention_id", "entity_id", "known_on")
    pairs = (
        was.join(now.withColumnRenamed("entity_id", "to_id"), on="mention_id")
        .join(judged, on="mention_id", how="left")
        .groupBy("from_id", "to_id")
        .agg(
            F.expr("count(*)").alias("mentions"),
            F.expr("max(known_on <> was_known_on)").alias("changed"),
            F.expr("max(coalesce(judged, false))").alias("judged"),
        )
        .localCheckpoint()
    )
    going_on = now.selectExpr("entity_id AS from_id", "true AS goes_on").distinct()
    ways = pairs.groupBy("from_id").agg(F.expr("count(*)").alias("ways"), F.expr("max(judged)").alias("parted"))
    sources = pairs.groupBy("to_id").agg(F.expr("count(*)").alias("sources"), F.expr("max(judged)").alias("joined"))
    why = """CASE WHEN changed THEN 'record_changed'
                  WHEN parted OR joined THEN 'verdict' ELSE 'new_links' END"""
    return (
        pairs.where("from_id <> to_id")
        .join(ways, on="from_id")
        .join(sources, on="to_id")
        .join(going_on, on="from_id", how="left")
        .selectExpr(
            """CASE WHEN goes_on OR ways > 1 THEN 'split' WHEN sources > 1 THEN 'merge' ELSE 'renamed' END AS kind""",
            "from_id",
            "to_id",
            "mentions",
            f"{why} AS why",
        )
        .selectExpr("*", f"{_said(0)}[why] AS explanation_zh", f"{_said(1)}[why] AS explanation_en")
    )


def _said(language: int) -> str:
    return literal_map({key: words[language] for key, words in WHY.items()})
