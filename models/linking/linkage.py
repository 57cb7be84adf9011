"""One night's linking: tonight's mentions against yesterday's registry, and what came of it.

Yesterday's registry is replayed: two mentions that stood there unchanged, and that nothing around them disturbs, keep
the link they had or had not. Only pairs with a mention that is new, changed or disturbed are compared again. A full
rebuild compares everybody and keeps the same promise, so that both end in the same partition: resolution is one
function of mentions, links, verdicts and yesterday's ids.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from models.linking.changes import entity_changes
from models.linking.doubts import KINDS, Doubt
from models.linking.levels import NUMBER_METHODS
from models.linking.schemas import ALONE
from models.linking.spread import resolved
from models.linking.verdicts import Verdict

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from models.linking.resolution import Renamed

Compare = Callable[[DataFrame, DataFrame | None], DataFrame]
"""Links (`schemas.EDGES`) above the threshold among some mentions, from the mentions and the ids (`mention_id`) one
of which each link must touch; None asks for all."""

MENTION_ID = "concat(source_row_id, '/', role) AS mention_id"
"""Spark SQL: the id of a mention."""

_DESCRIPTION = """shiftrightunsigned(
    CASE kind WHEN 'person' THEN xxhash64(name, phone, birth_on, address) ELSE xxhash64(name) END, 1) AS description"""

DOUBT_DDL = (
    "kind string, left_id string, right_id string, probability double, entity_ids array<string>, "
    "held_ids array<string>, explanation_zh string, explanation_en string"
)


@dataclass(frozen=True)
class Registry:
    """What an earlier night committed: `linked.crosswalks` and `linked.links`, both without rows before the first."""

    crosswalks: DataFrame
    links: DataFrame


@dataclass(frozen=True)
class Linked:
    """What a night's linking found.

    `mentions` are the normalised ones with `entity_id`, `level`, `probability` and `conflict` (its entity waits for a
    reviewer); `links`, `doubts` and `changes` become `linked.links`, `linked.review_items` and `linked.entity_changes`.
    """

    mentions: DataFrame
    links: DataFrame
    doubts: DataFrame
    changes: DataFrame


def link(
    normal: DataFrame,
    compare: Compare,
    version: str,
    registry: Registry,
    verdicts: Sequence[Verdict],
    renamed: Renamed,
) -> Linked:
    """Link the normalised mentions (`NORMAL_DDL` with `mention_id`), comparing no more than the registry leaves open.

    `version` names what `compare` compares by: links of another version are all made again.
    """
    asked = asked_for(normal, registry, version)
    links = links_tonight(normal, compare, asked, registry).localCheckpoint()
    found, doubts = resolved(_involved(normal, links, verdicts, registry), links, verdicts, renamed)
    mentions = _linked(normal, found, sorted({one for doubt in doubts for one in doubt.held}))
    return Linked(
        mentions,
        links.withColumn("version", F.lit(version)),
        doubt_rows(normal.sparkSession, doubts),
        entity_changes(mentions, registry.crosswalks, verdicts),
    )


def asked_for(normal: DataFrame, registry: Registry, version: str) -> DataFrame | None:
    """Ids (`mention_id`) of the mentions whose links have to be made again; None where all have.

    Those are the mentions that the registry does not hold as they are, the entities that one of its mentions has left
    or was linked into, whole, and reporters and victims attached to any of them: what remains of such an entity may be
    held together by nothing, or by links that were not needed while the mention was there.
    """
    made_by = [row[0] for row in registry.links.select("version").distinct().limit(2).collect()]
    if made_by != [version]:
        return None
    known = registry.crosswalks.selectExpr(MENTION_ID, "known_on", "entity_id", "links_only")
    as_known = ["mention_id", "known_on"]
    new = normal.join(known, on=as_known, how="left_anti").select("mention_id")
    gone = known.join(normal, on=as_known, how="left_anti").select("mention_id", "entity_id").localCheckpoint()
    if gone.isEmpty():
        return new.localCheckpoint()
    ends = registry.links.selectExpr("left_id AS mention_id", "right_id AS other_id").union(
        registry.links.selectExpr("right_id AS mention_id", "left_id AS other_id")
    )
    near = gone.join(ends, on="mention_id").selectExpr("other_id AS mention_id")
    entities = gone.select("entity_id").union(known.join(near, on="mention_id").select("entity_id")).distinct()
    disturbed = known.join(entities, on="entity_id", how="left_semi").select("mention_id")
    attached = (
        disturbed.join(ends, on="mention_id")
        .selectExpr("other_id AS mention_id")
        .join(known.where("links_only"), on="mention_id", how="left_semi")
    )
    return reduce(DataFrame.union, [new, disturbed, attached]).distinct().localCheckpoint()


def links_tonight(normal: DataFrame, compare: Compare, asked: DataFrame | None, registry: Registry) -> DataFrame:
    """Links that touch a mention asked for, made now, and the registry's between all others."""
    columns = ["left_id", "right_id", "probability", "level"]
    if asked is None:
        return compare(normal, None).select(columns)
    replayed = registry.links
    for side in ("left_id", "right_id"):
        replayed = replayed.join(asked.withColumnRenamed("mention_id", side), on=side, how="left_anti")
    return compare(normal, asked).select(columns).union(replayed.select(columns))


def touching(links: DataFrame, asked: DataFrame | None) -> DataFrame:
    """The links with an end that was asked for; all where `asked` is None."""
    if asked is None:
        return links
    of_left = links.join(asked.withColumnRenamed("mention_id", "left_id"), on="left_id", how="left_semi")
    others = links.join(asked.withColumnRenamed("mention_id", "left_id"), on="left_id", how="left_anti")
    of_right = others.join(asked.withColumnRenamed("mention_id", "right_id"), on="right_id", how="left_semi")
    return of_left.unionByName(of_right)


def _involved(normal: DataFrame, links: DataFrame, verdicts: Sequence[Verdict], registry: Registry) -> DataFrame:
    """The mentions (`MENTIONS`) that resolution has to look at: ends of links and verdicts, and holders of yesterday's
    ids that are not their own. All others are their number's entity, or alone."""
    named = sorted({end for one in verdicts for end in (one.left_id, one.right_id)})
    ends = reduce(
        DataFrame.union,
        [
            links.selectExpr("left_id AS mention_id"),
            links.selectExpr("right_id AS mention_id"),
            normal.sparkSession.createDataFrame([(one,) for one in named], "mention_id string"),
        ],
    ).distinct()
    numbers = registry.crosswalks.where(f"method IN {NUMBER_METHODS}").select("entity_id").distinct()
    was = (
        registry.crosswalks.where("NOT links_only")
        .join(numbers, on="entity_id", how="left_anti")
        .selectExpr(MENTION_ID, "entity_id AS was")
    )
    joined = (
        normal.selectExpr("mention_id", "kind", "own_id", "alone_id", "links_only", _DESCRIPTION)
        .join(was, on="mention_id", how="left")
        .join(ends.withColumn("linked", F.lit(True)), on="mention_id", how="left")
    )
    inherited = was.join(normal.select("mention_id", "alone_id"), on="mention_id").where("was <> alone_id")
    named_after = inherited.selectExpr("was AS alone_id", "true AS named_after").distinct()
    return (
        joined.join(named_after, on="alone_id", how="left")
        .where("linked OR was <> alone_id OR named_after")
        .selectExpr("mention_id", "kind", "own_id", "alone_id", "links_only", "description", "was")
    )


def _linked(normal: DataFrame, entities: DataFrame, held: list[str]) -> DataFrame:
    spark = normal.sparkSession
    found = entities.withColumnRenamed("level", "found_level")
    waiting = spark.createDataFrame([(one, True) for one in held], "entity_id string, conflict boolean")
    columns = [column for column in normal.columns if column not in ("number", "own_id")]
    refuted = "coalesce(number_refuted, false)"
    return (
        normal.join(found.withColumnRenamed("probability", "found_probability"), on="mention_id", how="left")
        .selectExpr(
            *columns,
            f"CASE WHEN NOT {refuted} THEN number END AS number",
            f"CASE WHEN NOT {refuted} THEN own_id END AS own_id",
            "coalesce(entity_id, own_id, alone_id) AS entity_id",
            """coalesce(found_level, CASE WHEN own_id IS NULL THEN 'alone'
               WHEN kind = 'person' THEN 'citizen_id' ELSE 'credit_code' END) AS level""",
            f"coalesce(found_probability, CASE WHEN own_id IS NULL THEN {ALONE}D ELSE 1D END) AS probability",
        )
        .join(waiting, on="entity_id", how="left")
        .withColumn("conflict", F.expr("coalesce(conflict, false)"))
    )


def doubt_rows(spark: SparkSession, doubts: Sequence[Doubt]) -> DataFrame:
    """`linked.review_items`: one row per doubt."""
    rows = [
        (
            one.kind,
            one.left_id,
            one.right_id,
            one.probability,
            list(one.entity_ids),
            list(one.held),
            *KINDS[one.kind],
        )
        for one in doubts
    ]
    return spark.createDataFrame(rows, DOUBT_DDL)
