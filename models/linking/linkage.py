"""One night's linking: tonight's mentions against yesterday's registry, and what came of it.

Yesterday's registry is replayed: where nothing could make a link come out otherwise than yesterday it stands as it was,
and the rest is compared again. A full rebuild compares everybody and ends in the same partition: links are a function
of tonight's mentions, and entities one of mentions, links, verdicts and yesterday's ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.changes import CHANGES
from models.linking.comparing import LEFT, Compare, Disturbed
from models.linking.database import scratch_database
from models.linking.doubts import TORN, Doubt, of_verdicts
from models.linking.levels import NUMBER_METHODS
from models.linking.schemas import EDGES, MENTIONS
from models.linking.spread import resolved
from models.linking.verdicts import Verdict, in_force

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import SparkSession

    from models.linking.resolution import Renamed


@dataclass(frozen=True)
class Registry:
    """What an earlier night committed: `linked.crosswalks` and `linked.links`, both without rows before the first.

    Of mentions that are as they were a row of `crosswalks` can be left out: where they are the first of tonight's
    mentions and `kept` says, in their order, whose they were yesterday. Of reporters and victims nobody asks that.
    """

    crosswalks: pa.Table
    links: pa.Table
    kept: pa.ChunkedArray | None = None


@dataclass(frozen=True)
class Linked:
    """What a night's linking found.

    `mentions` (`schemas.RESOLVED`) are those that are not simply their number's entity, or alone. `links`, `doubts` and
    `changes` become `linked.links`, `linked.review_items` and `linked.entity_changes`.
    """

    mentions: pa.Table
    links: pa.Table
    doubts: Sequence[Doubt]
    changes: pa.Table

    @property
    def held(self) -> list[str]:
        """Entities that wait for a reviewer, sorted."""
        return sorted({one for doubt in self.doubts for one in doubt.held})

    @property
    def torn(self) -> set[str]:
        """Entities of numbers under two names, of which nobody knows whose they are."""
        return {one for doubt in self.doubts if doubt.kind == TORN for one in doubt.held}


def link(
    normal: pa.Table,
    compare: Compare,
    version: str,
    registry: Registry,
    verdicts: Sequence[Verdict],
    renamed: Renamed,
    spark: SparkSession | None = None,
) -> Linked:
    """Link the normalised mentions (`NORMAL_DDL` with `mention_id`), comparing no more than the registry leaves open.

    `version` names what `compare` compares by: links of another version are all made again. With a Spark session
    entities are worked out there.
    """
    with scratch_database() as night:
        night.register("normal", normal)
        kept = pa.chunked_array([], pa.string()) if registry.kept is None else registry.kept
        night.register("kept", normal.slice(0, len(kept)).append_column("was", kept))
        night.register("others", normal.slice(len(kept)))
        night.register("crosswalks", registry.crosswalks)
        night.register("past_links", registry.links)
        for name, those in (("verdict_ends", verdicts), ("fresh_ends", [one for one in verdicts if one.fresh])):
            ends = {side: pa.array([getattr(one, side) for one in those], pa.string()) for side in _SIDES}
            night.register(name, pa.table(ends))
        night.execute(_UNSETTLED)
        links = _links_tonight(night, compare, version)
        night.register("links", links)
        night.execute(_INHERITED)
        involved = night.sql(_INVOLVED).to_arrow_table().cast(MENTIONS)
        mentions, doubts = resolved(involved, links, verdicts, renamed, spark)
        night.register("involved", involved)
        night.register("resolved", mentions)
        changes = night.sql(CHANGES).to_arrow_table()
    doubts += of_verdicts(_without_mention(verdicts, involved["mention_id"]))
    of_version = pa.array([version] * len(links), pa.string())
    return Linked(mentions, links.append_column("version", of_version), doubts, changes)


def _without_mention(verdicts: Sequence[Verdict], here: pa.ChunkedArray) -> list[tuple[str, str]]:
    """Ends of the verdicts in force of which one is no mention of tonight's; `here` are those of these that are, and
    others."""
    standing = [(one.left_id, one.right_id) for one in in_force(verdicts)]
    ends = pa.array(sorted({end for pair in standing for end in pair}), pa.string())
    gone = set(ends.filter(pc.invert(pc.is_in(ends, value_set=here))).to_pylist())
    return [pair for pair in standing if not gone.isdisjoint(pair)]


def _links_tonight(night: duckdb.DuckDBPyConnection, compare: Compare, version: str) -> pa.Table:
    """Links of the mentions that had to be compared, made now, and the registry's between all others."""
    versions = night.sql("SELECT DISTINCT version FROM past_links").fetchall()
    if versions != [(version,)]:
        return compare(None).links.select(EDGES.names).cast(EDGES)
    night.execute(_ASKED)
    asked = [one for (one,) in night.sql("SELECT mention_id FROM asked ORDER BY ALL").fetchall()]
    if not asked:
        return night.sql(f"SELECT {', '.join(EDGES.names)} FROM past_links").to_arrow_table().cast(EDGES)
    fresh, gone = (night.sql(query).to_arrow_table()["mention_id"].combine_chunks() for query in (_FRESH, _GONE))
    compared = compare(Disturbed(asked, night.sql(_LEFT).to_arrow_table().cast(LEFT), fresh, gone))
    night.register("compared", pa.table({"mention_id": compared.mentions}))
    night.execute("CREATE TEMP TABLE again AS SELECT mention_id FROM gone UNION SELECT mention_id FROM compared")
    night.register("compared_kinds", pa.table({"kind": pa.array(sorted(compared.kinds), pa.string())}))
    replayed = night.sql(_REPLAYED).to_arrow_table().cast(EDGES)
    return pa.concat_tables([compared.links.select(EDGES.names).cast(EDGES), replayed]).combine_chunks()


_SIDES = ("left_id", "right_id")

# Mentions that are not as yesterday's registry holds them, or were then neither plainly their number's nor alone. What
# all others were yesterday is told by what they are. To whom a reporter or victim was attached changes nothing.
_UNSETTLED = f"""
CREATE TEMP TABLE past AS
SELECT concat(source_row_id, '/', role) AS mention_id, entity_kind, known_on, links_only AS attached,
       CASE WHEN NOT links_only THEN entity_id END AS was, coalesce(method IN {NUMBER_METHODS}, false) AS by_number
FROM crosswalks;
CREATE TEMP TABLE unsettled AS
SELECT coalesce(tonight.mention_id, past.mention_id) AS mention_id, entity_kind, was, attached,
       (tonight.known_on, tonight.links_only) IS DISTINCT FROM (past.known_on, attached) AS changed,
       tonight.mention_id IS NOT NULL AS here, past.mention_id IS NOT NULL AS known, own_id, alone_id,
       tonight.links_only
FROM others AS tonight FULL JOIN past USING (mention_id)
WHERE changed OR was <> coalesce(own_id, alone_id)
UNION ALL
SELECT mention_id, kind, was, links_only, false, true, true, own_id, alone_id, links_only
FROM kept WHERE was <> coalesce(own_id, alone_id);
CREATE TEMP TABLE judged AS
SELECT left_id AS mention_id FROM verdict_ends UNION SELECT right_id FROM verdict_ends;
CREATE TEMP TABLE judged_since AS
SELECT left_id AS mention_id FROM fresh_ends UNION SELECT right_id FROM fresh_ends
"""

# Mentions whose links have to be made again: those that the registry does not hold as they are, the entities that one
# of its mentions has left or was linked into, whole, and reporters and victims attached to any of them. What remains of
# such an entity may be held together by nothing, or by links that were not needed while the mention was there.
_ASKED = """
CREATE TEMP TABLE gone AS FROM unsettled WHERE changed AND known;
CREATE TEMP TABLE asked AS
WITH ends AS (
    SELECT left_id AS mention_id, right_id AS other_id FROM past_links
    UNION ALL SELECT right_id, left_id FROM past_links
    UNION ALL SELECT left_id, right_id FROM verdict_ends
    UNION ALL SELECT right_id, left_id FROM verdict_ends
),
near AS (SELECT other_id AS mention_id FROM gone JOIN ends USING (mention_id)),
entities AS (
    SELECT was FROM gone UNION SELECT was FROM unsettled SEMI JOIN near USING (mention_id)
    UNION SELECT coalesce(own_id, alone_id) FROM normal SEMI JOIN near USING (mention_id)
),
disturbed AS (
    SELECT mention_id FROM past SEMI JOIN entities USING (was)
    UNION ALL SELECT mention_id FROM kept SEMI JOIN entities USING (was)
),
reached AS (SELECT other_id AS mention_id FROM disturbed JOIN ends USING (mention_id))
SELECT mention_id FROM unsettled WHERE changed AND here
UNION SELECT mention_id FROM disturbed
UNION SELECT mention_id FROM normal SEMI JOIN reached USING (mention_id) WHERE links_only
"""

_FRESH = "SELECT mention_id FROM unsettled WHERE changed AND here ORDER BY ALL"
_GONE = "SELECT mention_id FROM gone ORDER BY ALL"

_LEFT = """
SELECT mention_id, was AS entity_id, entity_kind FROM gone WHERE NOT attached ORDER BY mention_id
"""

_REPLAYED = """
SELECT left_id, right_id, probability, level FROM past_links
WHERE left_id NOT IN (FROM again) AND right_id NOT IN (FROM again)
  AND left_id NOT IN (SELECT mention_id FROM normal SEMI JOIN past_links ON mention_id = left_id
                      WHERE kind IN (FROM compared_kinds))
"""

# Yesterday's ids that may be inherited and are not the mention's own: none of numbers', which stay the numbers', and
# none of reporters and victims.
_INHERITED = """
CREATE TEMP TABLE inherited AS
WITH numbers AS (
    SELECT was FROM past SEMI JOIN unsettled USING (was) WHERE by_number
    UNION ALL SELECT was FROM kept SEMI JOIN unsettled USING (was) WHERE was = own_id
)
SELECT mention_id, was, here AND was <> alone_id AS moved
FROM unsettled ANTI JOIN numbers USING (was) WHERE was IS NOT NULL AND NOT attached
"""

# Ends of links and verdicts, and holders of yesterday's ids that are not their own, or that others hold now. Everybody
# else is its number's entity, or alone.
_INVOLVED = """
WITH ends AS (
    SELECT left_id AS mention_id FROM links UNION SELECT right_id FROM links UNION SELECT mention_id FROM judged
    UNION SELECT mention_id FROM inherited WHERE moved
    UNION SELECT mention_id FROM normal SEMI JOIN (FROM inherited WHERE moved) AS taken ON alone_id = was
)
SELECT mention_id, kind, normal.own_id, normal.alone_id, normal.links_only,
       CAST(hash(CASE kind WHEN 'person' THEN [name, masked_name, id_seen, phone, address, CAST(birth_on AS varchar),
                                              context] ELSE [name] END) >> 1 AS bigint) AS description,
       CASE WHEN unsettled.mention_id IS NOT NULL THEN inherited.was
            WHEN normal.own_id IS NULL AND NOT normal.links_only THEN normal.alone_id END AS was
FROM normal SEMI JOIN ends USING (mention_id)
LEFT JOIN unsettled USING (mention_id) LEFT JOIN inherited USING (mention_id)
"""
