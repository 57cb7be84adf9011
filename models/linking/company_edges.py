"""Links between mentions of companies: old numbers, names as they are written, near names with something else.

A valid credit code needs no link: the resolution joins its mentions by the code. No link joins two different codes,
save where one registration number stands beside both, which a person has to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from models.linking import company_relations as relations
from models.linking.company_evidence import SHARED, pointing
from models.linking.company_levels import COMPANY_LEVELS
from models.linking.company_mentions import FORMER_NAMES, READ
from models.linking.database import scratch_database
from models.linking.schemas import EDGES

if TYPE_CHECKING:
    import duckdb

_RELATED = {
    "same_but_for_form": relations.same_but_for_form,
    "same_but_for_trade_word": relations.same_but_for_trade_word,
    "same_but_for_place": relations.same_but_for_place,
    "homophone": relations.homophones,
}
_FOUND = pa.schema({"one": pa.int64(), "other": pa.int64(), "level": pa.string()})


def company_edges(normal: pa.Table, former_names: pa.Table | None = None) -> pa.Table:
    """Links between mentions of companies (`schemas.EDGES`), sorted by their ends: a function of the set of rows alone.

    `normal` holds normalised mentions (`NORMAL_DDL`) of companies, and of the persons in the same rows where officers
    shall count. `former_names` are rows of `FORMER_NAMES`. `COMPANY_LEVELS` holds the words of each level.

    The mentions of a group are linked to one of them, the one whose company is known where there is one, and not pair
    by pair. Reporters and victims (`links_only`) are linked to others, and no link between others rests on them.
    """
    with scratch_database() as city:
        city.register("normal", normal)
        city.register("further_names", FORMER_NAMES.empty_table() if former_names is None else former_names)
        city.execute(READ)
        city.execute(SHARED)
        city.execute(_PLACED)
        for column in ("registration_no", "organisation_code"):
            city.execute(_BY_NUMBER.format(column=column))
        _take_turns(city)
        for (turn,) in city.sql("SELECT DISTINCT turn FROM bearing ORDER BY turn").fetchall():
            city.execute(_BY_NAME.format(turn=turn))
        _add(city, _by_relations(city))
        _add(city, pointing(city))
        levels = [(level, held.probability) for level, held in COMPANY_LEVELS.items()]
        names, probabilities = zip(*levels, strict=True)
        city.register("levels", pa.table({"level": names, "probability": probabilities}))
        made = city.sql(_EDGES).to_arrow_table()
    return made.cast(EDGES).combine_chunks()


def _take_turns(city: duckdb.DuckDBPyConnection) -> None:
    """Says which names have to wait for others: a company found behind one name of a mention counts for its next."""
    holders: dict[str, list[int]] = defaultdict(list)
    for name, place in city.sql(_NAMES_OF_RENAMED).fetchall():
        holders[name].append(place)
    turns: dict[str, int] = {}
    last: dict[int, int] = {}
    for name in sorted(holders):
        turns[name] = 1 + max(last.get(place, -1) for place in holders[name])
        last |= dict.fromkeys(holders[name], turns[name])
    table = pa.table([list(turns), list(turns.values())], schema=pa.schema({"name": pa.string(), "turn": pa.int64()}))
    city.register("turns", table)
    city.execute(_BEARING)


class _Bearer(NamedTuple):
    """Who has a name: the place of the mention to which the others of the name are linked, and the company behind it
    if known."""

    place: int
    company: str | None


def _by_relations(city: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int, str]]:
    """Links between the bearers of names that differ no more than two names of one company do.

    Only a name of no known company gains a link, so only names that go with such a one are taken apart.
    """
    rows = city.sql(_BEARERS).to_arrow_table()
    sought = rows.filter(pc.is_null(rows["company"]))["name"].to_pylist()
    stems = zip(rows["name"].to_pylist(), rows["stem"].to_pylist(), strict=True)
    near = relations.perhaps_related(sought, dict(stems))
    chosen = rows.filter(pc.is_in(rows["name"], pa.array(sorted(near), pa.string())))
    columns = [chosen[name].to_pylist() for name in ("name", "hub", "company")]
    bearers = {name: _Bearer(place, company) for name, place, company in zip(*columns, strict=True)}
    names = relations.parsed(bearers)
    for level, related in _RELATED.items():
        for group in related(names):
            for hub, one in _related([bearers[name] for name in group]):
                yield hub.place, one.place, level


def _related(group: list[_Bearer]) -> Iterable[tuple[_Bearer, _Bearer]]:
    """The group's links: nobody's where two companies are known in it, else of one bearer to those of no company."""
    if len({one.company for one in group if one.company is not None}) > 1:
        return ()
    hub = min(group, key=lambda one: (one.company is None, one.place))
    return ((hub, one) for one in group if one.company is None)


def _add(city: duckdb.DuckDBPyConnection, found: Iterable[tuple[int, int, str]]) -> None:
    """Adds links behind all others; of those with one probability the first stands."""
    rows = list(found)
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    city.register("found", pa.table(columns, schema=_FOUND))
    city.execute("INSERT INTO links SELECT one, other, level, nextval('step'), '' FROM found")


# A name that only the register of changes gives has no stem at hand.
_BEARERS = """
WITH stems AS (SELECT name, any_value(stem) AS stem FROM said GROUP BY name)
SELECT name, hub, company, stem FROM bearers LEFT JOIN stems USING (name) ORDER BY name
"""

# A mention's company is known by its own number first. Its rank among others says whom a group is linked to: one with a
# number, else one with a known company, else the first.
_PLACED = """
CREATE TEMP TABLE placed AS
SELECT row_number() OVER (ORDER BY mention_id) - 1 AS place, *, own_id AS company FROM said;
CREATE TEMP VIEW ranked AS
SELECT *, (CAST(own_id IS NULL AS bigint) << 41) + (CAST(company IS NULL AS bigint) << 40) + place AS rank FROM placed;
CREATE TEMP SEQUENCE step;
CREATE TEMP TABLE links (one bigint, other bigint, level varchar, step bigint, name varchar);
CREATE TEMP TABLE bearers (name varchar, hub bigint, company varchar);
"""

# A number links as long as one company has it. Where two do, only the two are linked with each other: that is for a
# person to decide.
_BY_NUMBER = """
CREATE OR REPLACE TEMP TABLE grouped AS
SELECT {column}, arg_min(place, rank) AS hub, min(company) AS company, max(company) AS rival
FROM ranked WHERE {column} IS NOT NULL AND NOT links_only GROUP BY {column};
INSERT INTO links
SELECT hub, place, '{column}', 0, ''
FROM placed JOIN grouped USING ({column}) WHERE grouped.company IS NOT DISTINCT FROM rival
UNION ALL
SELECT hub, min(place), '{column}', 0, ''
FROM placed JOIN grouped USING ({column})
WHERE grouped.company <> rival AND NOT links_only AND own_id IS NOT NULL GROUP BY {column}, hub, own_id;
UPDATE placed SET company = grouped.company FROM grouped
WHERE placed.{column} = grouped.{column} AND grouped.company = rival AND placed.company IS NULL AND NOT links_only;
"""

_NAMES_OF_RENAMED = """
SELECT borne.name, place FROM borne SEMI JOIN renamed USING (source_row_id) JOIN placed USING (mention_id)
"""
_BEARING = """
CREATE TEMP TABLE bearing AS
SELECT borne.name, place, former, coalesce(turn, 0) AS turn
FROM borne JOIN (SELECT mention_id, place FROM placed) USING (mention_id) LEFT JOIN turns ON turns.name = borne.name
"""

# A name that one company or none has links its mentions; of a name that several have, a mention is linked to the one
# with its phone, else the one at its address, where few share that.
_BY_NAME = """
CREATE OR REPLACE TEMP TABLE grouped AS
SELECT bearing.name, arg_min(place, rank) AS hub, arg_min(former, rank) AS former, min(company) AS company,
       max(company) AS rival
FROM bearing JOIN ranked USING (place) WHERE turn = {turn} AND NOT links_only GROUP BY bearing.name;
INSERT INTO links
SELECT hub, place, CASE WHEN bearing.former OR grouped.former THEN 'former_name'
                     WHEN grouped.company IS NULL THEN 'name_only' ELSE 'company_name' END, 0, name
FROM bearing JOIN grouped USING (name) SEMI JOIN (SELECT place FROM placed WHERE company IS NULL) USING (place)
WHERE grouped.company IS NOT DISTINCT FROM rival;
CREATE OR REPLACE TEMP TABLE doubtful AS
SELECT bearing.name AS of_name, ranked.* FROM bearing JOIN grouped USING (name) JOIN ranked USING (place)
WHERE grouped.company <> rival;
INSERT INTO links
WITH telling AS (
    SELECT of_name, place, links_only, company, rank, unnest(['phone', 'address']) AS what,
           unnest([phone, address]) AS value
    FROM doubtful
),
known AS (
    SELECT of_name, what, value, arg_min(place, rank) AS hub
    FROM telling ANTI JOIN (FROM shared WHERE too_common) AS common USING (what, value)
    WHERE company IS NOT NULL AND value IS NOT NULL AND NOT links_only
    GROUP BY ALL HAVING min(company) = max(company)
)
SELECT hub, place, 'company_name_and_' || what, 0, of_name FROM telling JOIN known USING (of_name, what, value)
WHERE company IS NULL QUALIFY row_number() OVER (PARTITION BY of_name, place ORDER BY what DESC) = 1;
INSERT INTO bearers SELECT name, hub, company FROM grouped WHERE company IS NOT DISTINCT FROM rival;
UPDATE placed SET company = found.company
FROM (SELECT place, grouped.company FROM bearing JOIN grouped USING (name) WHERE grouped.company = rival) AS found
WHERE placed.place = found.place AND placed.company IS NULL AND NOT links_only;
"""

# Of several links between two mentions the surest. A mention needs none with itself or with its own number's.
_EDGES = """
WITH ends AS (
    SELECT least(one, other) AS one, greatest(one, other) AS other, level, probability, step, name
    FROM links JOIN levels USING (level) WHERE one <> other
),
surest AS (
    SELECT * FROM ends
    QUALIFY row_number() OVER (PARTITION BY one, other ORDER BY probability DESC, step, name, level) = 1
)
SELECT l.mention_id AS left_id, r.mention_id AS right_id, probability, level
FROM surest JOIN placed AS l ON one = l.place JOIN placed AS r ON other = r.place
WHERE coalesce(l.own_id <> r.own_id, TRUE) ORDER BY one, other
"""
