"""Resolution on one machine or on Spark's: the same function, over everything at once or over parts that never meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from features.graph.components import components
from models.linking.doubts import Doubt
from models.linking.resolution import resolve
from models.linking.schemas import EDGES, MENTIONS, RESOLVED

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from models.linking.resolution import Renamed
    from models.linking.verdicts import Verdict

DRIVER_LINKS = 5_000_000
"""Links up to which one machine resolves: some 300 bytes each on the driver with their mentions. Beyond, Spark."""

PARTS = 200
"""Parts on Spark: a few hundred thousand links each at the size of a province."""

_DOUBTS = pa.schema(
    {
        "doubt": pa.string(),
        "left_id": pa.string(),
        "right_id": pa.string(),
        "sureness": pa.float64(),
        "entity_ids": pa.list_(pa.string()),
        "held": pa.list_(pa.string()),
    }
)
_EITHER = pa.unify_schemas([RESOLVED, _DOUBTS])


def resolved(
    involved: pa.Table,
    links: pa.Table,
    verdicts: Sequence[Verdict],
    renamed: Renamed,
    spark: SparkSession | None = None,
) -> tuple[pa.Table, list[Doubt]]:
    """The mentions' entities (`schemas.RESOLVED`) and the doubts, from mentions (`MENTIONS`) and links (`EDGES`).

    With a Spark session and more links than one machine should hold as objects, parts that never meet are resolved
    side by side; the rows are the same.
    """
    if spark is not None and len(links) > DRIVER_LINKS:
        return on_spark(
            spark.createDataFrame(involved.combine_chunks()),
            spark.createDataFrame(links.combine_chunks()),
            verdicts,
            renamed,
        )
    found = resolve(involved, links, verdicts, renamed)
    return found.mentions, list(found.doubts)


def on_spark(
    involved: DataFrame, links: DataFrame, verdicts: Sequence[Verdict], renamed: Renamed
) -> tuple[pa.Table, list[Doubt]]:
    """Mentions that a link, a number, an id or a verdict could bring together are resolved in the same part."""
    spark = involved.sparkSession
    pairs = [
        links.selectExpr("left_id AS one", "right_id AS other"),
        *(
            involved.selectExpr("mention_id AS one", f"{tie} AS other").where("other IS NOT NULL")
            for tie in ("own_id", "was", "alone_id")
        ),
        spark.createDataFrame([(one.left_id, one.right_id) for one in verdicts], "one string, other string"),
    ]
    whole = components(reduce(DataFrame.union, pairs), "spark").selectExpr(
        "entity_id AS mention_id", f"pmod(xxhash64(component_id), {PARTS}) AS part"
    )

    def part(mentions: pa.Table, joining: pa.Table) -> pa.Table:
        found = resolve(
            mentions.select(MENTIONS.names).cast(MENTIONS), joining.select(EDGES.names).cast(EDGES), verdicts, renamed
        )
        rows = [dict(zip(_DOUBTS.names, _row(doubt), strict=True)) for doubt in found.doubts]
        doubts = pa.Table.from_pylist(rows, schema=_DOUBTS)
        return pa.concat_tables([found.mentions, doubts], promote_options="default").select(_EITHER.names)

    placed = involved.join(whole, on="mention_id").groupBy("part")
    of_left = whole.selectExpr("mention_id AS left_id", "part AS its_part")
    joined = links.join(of_left, on="left_id").groupBy("its_part")
    made = placed.cogroup(joined).applyInArrow(part, from_arrow_schema(_EITHER)).localCheckpoint()
    doubts = made.where(F.col("doubt").isNotNull()).select(*_DOUBTS.names).collect()
    held = [Doubt(row[0], row[1], row[2], row[3], tuple(row[4]), tuple(row[5])) for row in doubts]
    return made.where(F.col("mention_id").isNotNull()).select(*RESOLVED.names).toArrow().cast(RESOLVED), held


def _row(doubt: Doubt) -> tuple[object, ...]:
    return (
        doubt.kind,
        doubt.left_id,
        doubt.right_id,
        doubt.probability,
        list(doubt.entity_ids),
        list(doubt.held),
    )
