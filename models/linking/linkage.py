"""One night's linking: tonight's mentions against yesterday's registry, and what came of it.

Yesterday's registry is replayed: where nothing could make a link come out otherwise than yesterday it stands as it was,
and the rest is compared again. A full rebuild compares everybody and ends in the same partition: links are a function
of tonight's mentions, and entities one of mentions, links, verdicts and yesterday's ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.carried import LINKS_TONIGHT, REOPENED, RESOLVED_TONIGHT
from models.linking.changes import CHANGES
from models.linking.comparing import LEFT, Compare, Disturbed
from models.linking.database import scratch_database
from models.linking.doubts import TORN, Doubt, of_verdicts
from models.linking.levels import NUMBER_METHODS
from models.linking.schemas import EDGES, KEPT, LINKS, MENTIONS, RESOLVED, Compared
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
    mentions and `kept` (`schemas.KEPT`) says, in their order, whose they were yesterday.
    """

    crosswalks: pa.Table
    links: pa.Table
    kept: pa.Table = field(default_factory=KEPT.empty_table)


@dataclass(frozen=True)
class Linked:
    """What a night's linking found.

    `mentions` (`schemas.RESOLVED`) are those that are not simply their number's entity, or alone. `links`
    (`schemas.LINKS` with `version`), `doubts` and `changes` become `linked.links`, `linked.review_items` and
    `linked.entity_changes`.
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
        _register(night, normal, registry, verdicts)
        night.execute(_UNSETTLED)
        _make_links(night, compare, version)
        night.execute(REOPENED)
        night.execute(_INHERITED)
        involved = night.sql(_INVOLVED).to_arrow_table().cast(MENTIONS)
        joining = night.sql(f"SELECT {', '.join(EDGES.names)} FROM open_links").to_arrow_table().cast(EDGES)
        found, doubts = resolved(involved, joining, verdicts, renamed, spark)
        night.register("involved", involved)
        night.register("resolved", found)
        guarded = sorted({one for doubt in doubts for one in doubt.held})
        night.register("guarded", pa.table({"entity_id": pa.array(guarded, pa.string())}))
        mentions = night.sql(RESOLVED_TONIGHT).to_arrow_table().cast(RESOLVED)
        links = night.sql(LINKS_TONIGHT).to_arrow_table().cast(LINKS)
        changes = night.sql(CHANGES).to_arrow_table()
    doubts += of_verdicts(_without_mention(verdicts, involved["mention_id"]))
    of_version = pa.array([version] * len(links), pa.string())
    return Linked(mentions, links.add_column(len(EDGES), pa.field("version", pa.string()), of_version), doubts, changes)


def _register(
    night: duckdb.DuckDBPyConnection, normal: pa.Table, registry: Registry, verdicts: Sequence[Verdict]
) -> None:
    held = len(registry.kept)
    kept = normal.slice(0, held).append_column("was", registry.kept["entity_id"])
    for name in KEPT.names[1:]:
        kept = kept.append_column(name, registry.kept[name])
    tables = {
        "normal": normal,
        "kept": kept,
        "others": normal.slice(held),
        "crosswalks": registry.crosswalks,
        "past_links": registry.links,
    }
    for name, those in (("verdict_ends", verdicts), ("fresh_ends", [one for one in verdicts if one.fresh])):
        tables[name] = pa.table({side: pa.array([getattr(one, side) for one in those], pa.string()) for side in _SIDES})
    for name, table in tables.items():
        night.register(name, table)


def _without_mention(verdicts: Sequence[Verdict], here: pa.ChunkedArray) -> list[tuple[str, str]]:
    """Ends of the verdicts in force of which one is no mention of tonight's; `here` are those of these that are, and
    others."""
    standing = [(one.left_id, one.right_id) for one in in_force(verdicts)]
    ends = pa.array(sorted({end for pair in standing for end in pair}), pa.string())
    gone = set(ends.filter(pc.invert(pc.is_in(ends, value_set=here))).to_pylist())
    return [pair for pair in standing if not gone.isdisjoint(pair)]


def _make_links(night: duckdb.DuckDBPyConnection, compare: Compare, version: str) -> None:
    """Make the tables `links` (`schemas.LINKS`), of mentions that had to be compared made now and between all others
    the registry's, without an entity where that made them otherwise; and `parted`, the registry's that are no more."""
    versions = night.sql("SELECT DISTINCT version FROM past_links").fetchall()
    if versions == [(version,)]:
        compared, stays = _compared_again(night, compare), _STAYS
    else:
        compared, stays = compare(None).links, "false"
    night.register("compared_links", compared.select(EDGES.names).cast(EDGES))
    night.execute(_LINKS.format(stays=stays))


def _compared_again(night: duckdb.DuckDBPyConnection, compare: Compare) -> pa.Table:
    """Links of the mentions that had to be compared, and the tables that tell which of the registry's stay."""
    night.execute(_ASKED)
    asked = [one for (one,) in night.sql("SELECT mention_id FROM asked ORDER BY ALL").fetchall()]
    fresh, gone = (night.sql(query).to_arrow_table()["mention_id"].combine_chunks() for query in (_FRESH, _GONE))
    compared = Compared(EDGES.empty_table(), pa.array([], pa.string()))
    if asked:
        compared = compare(Disturbed(asked, night.sql(_LEFT).to_arrow_table().cast(LEFT), fresh, gone))
    night.register("compared", pa.table({"mention_id": compared.mentions}))
    night.execute("CREATE TEMP TABLE again AS SELECT mention_id FROM gone UNION SELECT mention_id FROM compared")
    night.register("compared_kinds", pa.table({"kind": pa.array(sorted(compared.kinds), pa.string())}))
    return compared.links


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

_STAYS = """
left_id NOT IN (FROM again) AND right_id NOT IN (FROM again)
AND left_id NOT IN (SELECT mention_id FROM normal SEMI JOIN past_links ON mention_id = left_id
                    WHERE kind IN (FROM compared_kinds))
"""

_LINKS = f"""
CREATE TEMP TABLE replayed AS SELECT {", ".join(LINKS.names)}, {{stays}} AS stays FROM past_links;
CREATE TEMP TABLE links AS
SELECT compared_links.*, entity_id
FROM compared_links LEFT JOIN (FROM replayed WHERE NOT stays) USING ({", ".join(EDGES.names)})
UNION ALL SELECT {", ".join(LINKS.names)} FROM replayed WHERE stays;
CREATE TEMP TABLE parted AS
FROM replayed ANTI JOIN compared_links USING ({", ".join(EDGES.names)}) WHERE NOT stays
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
    SELECT unnest([left_id, right_id]) AS mention_id FROM open_links UNION FROM judged
    UNION SELECT mention_id FROM inherited WHERE moved
    UNION SELECT mention_id FROM normal SEMI JOIN (FROM inherited WHERE moved) AS taken ON alone_id = was
    WHERE own_id IS NULL OR links_only
)
SELECT mention_id, kind, normal.own_id, normal.alone_id, normal.links_only,
       CAST(hash(CASE kind WHEN 'person' THEN [name, masked_name, id_seen, phone, address, CAST(birth_on AS varchar),
                                              context] ELSE [name] END) >> 1 AS bigint) AS description,
       CASE WHEN unsettled.mention_id IS NOT NULL THEN inherited.was
            WHEN normal.own_id IS NULL AND NOT normal.links_only THEN normal.alone_id END AS was
FROM normal SEMI JOIN ends USING (mention_id)
LEFT JOIN unsettled USING (mention_id) LEFT JOIN inherited USING (mention_id)
"""
