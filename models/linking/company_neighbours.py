"""Which companies' mentions a night compares anew: those whose links can come out otherwise than yesterday.

A link of a company rests on numbers, names and values that several mentions hold. A changed mention touches those that
it holds or held yesterday, save where an unchanged mention with the same credit code stands before it: links lead to
the first of a company. From there a change goes on as `company_edges` does: a number tells a mention without a code its
company, then a name does; related names and shared values come last. Keys are hashes: of two values that fall together
more is compared than must be, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from models.linking import company_relations as relations
from models.linking.database import scratch_database

if TYPE_CHECKING:
    import duckdb

_READ = (
    "mention_id",
    "source_row_id",
    "role",
    "links_only",
    "kind",
    "name",
    "stem",
    "own_id",
    "registration_no",
    "organisation_code",
    "phone",
    "address",
)


@dataclass(frozen=True)
class ChangedCompanies:
    """What a night knows of the companies' mentions that changed since the last one.

    `rows` are the ids of source rows that are new, came in another version or are gone; `earlier` are the mentions in
    the last two as yesterday's night compared them (`NORMAL_DDL` with `mention_id`).
    """

    rows: pa.Array
    earlier: pa.Table


@dataclass(frozen=True)
class Neighbours:
    """Mentions among which every link of some of them (`compared`, by their ids) comes out as among all mentions."""

    normal: pa.Table
    compared: pa.Array


def company_neighbours(normal: pa.Table, former_names: pa.Table, changed: ChangedCompanies) -> Neighbours:
    """What must be compared anew of the normalised mentions (`NORMAL_DDL` with `mention_id`): all links with no end
    among the `compared`, and none that is gone, are as they were yesterday.

    `former_names` (`company_edges.FORMER_NAMES`) may be others than yesterday's for new rows only.
    """
    with scratch_database() as city:
        city.register("tonight", _placed(normal, np.arange(len(normal))))
        city.register("earlier", _placed(changed.earlier, -1 - np.arange(len(changed.earlier))))
        city.register("further_names", former_names)
        city.register("changed_rows", pa.table({"source_row_id": changed.rows}))
        city.execute(_HELD)
        for held, alike in (("numbers", "own"), ("names", "own"), ("said", "own, name")):
            city.execute(_TOUCHED.format(held=held, alike=alike))
        _follow(city)
        city.execute(_COMPARED)
        _add_related(city, _OPEN_NAMES_COMPARED, "true", "related_names")
        city.execute(_NEEDED)
        places = city.sql(_PLACES).to_arrow_table()["place"]
        compared = city.sql("SELECT mention_id FROM compared ORDER BY ALL").to_arrow_table()["mention_id"]
    return Neighbours(normal.select(_READ).take(places), compared.combine_chunks())


def _placed(mentions: pa.Table, places: np.ndarray) -> pa.Table:
    return mentions.select(_READ).append_column("place", pa.array(places, pa.int64()))


def _follow(city: duckdb.DuckDBPyConnection) -> None:
    """Adds to what changed mentions touch whatever can come out otherwise because of it."""
    added = True
    while added:
        ((added,),) = city.execute(_FOLLOW_NUMBERS).fetchall()
    city.execute(_FOLLOW_NAMES)
    _add_related(city, "FROM touched_names", "open", "doubtful_names")


def _add_related(city: duckdb.DuckDBPyConnection, asked: str, among: str, table: str) -> None:
    """Makes a table of the keys of the names that are asked for and of those among all that go with one of them."""
    spelt = city.sql(f"SELECT name FROM spellings WHERE key IN ({asked})").fetchall()
    stems = city.sql(f"SELECT name, stem FROM spellings WHERE {among}").fetchall()
    found = relations.perhaps_related((name for (name,) in spelt), dict(stems))
    city.register("found", pa.table({"name": pa.array(sorted(found), pa.string())}))
    city.execute(f"CREATE TEMP TABLE {table} AS SELECT key FROM spellings SEMI JOIN found USING (name)")
    city.unregister("found")


def _key(what: str, column: str) -> str:
    return f"CASE WHEN {column} IS NOT NULL THEN hash('{what}', {column}) END AS {what}"


# `open` is a mention that gets its company from others. `numbers`, `names` and `said` are the keys that mentions hold.
# Of unchanged mentions that bear one credit code and say the same the first stands for all, as in `company_mentions`.
_HELD = f"""
CREATE TEMP TABLE acting AS
SELECT hash(source_row_id) AS source, place AS person,
       hash('officer', coalesce(own_id, name || ' ' || phone)) AS officer
FROM (FROM tonight UNION ALL FROM earlier)
WHERE kind = 'person' AND role IN ('manager', 'officer') AND coalesce(own_id, name || ' ' || phone) IS NOT NULL;
CREATE TEMP TABLE firms AS
WITH told AS (
    SELECT place, mention_id, hash(source_row_id) AS source, links_only, own_id IS NULL OR links_only AS open,
           place < 0 OR source_row_id IN (FROM changed_rows) AS fresh, hash(own_id) AS own, {_key("name", "name")},
           {_key("registration_no", "registration_no")}, {_key("organisation_code", "organisation_code")},
           {_key("phone", "phone")}, {_key("address", "address")}
    FROM (FROM tonight UNION ALL FROM earlier) WHERE kind = 'company'
),
every AS (
    SELECT *, open OR fresh OR source IN (SELECT source FROM acting)
                  OR source IN (SELECT hash(source_row_id) FROM further_names) AS apart
    FROM told
)
SELECT * EXCLUDE apart FROM every WHERE apart
UNION ALL
SELECT arg_min(place, mention_id), min(mention_id), arg_min(source, mention_id), false, false, false, own, name,
       registration_no, organisation_code, phone, address
FROM every WHERE NOT apart GROUP BY ALL;
CREATE TEMP TABLE renamed AS
SELECT DISTINCT place, hash('name', further_names.name) AS key
FROM further_names JOIN firms ON hash(source_row_id) = source AND place >= 0;
CREATE TEMP VIEW numbers AS
SELECT place, registration_no AS key FROM firms WHERE registration_no IS NOT NULL
UNION ALL SELECT place, organisation_code FROM firms WHERE organisation_code IS NOT NULL;
CREATE TEMP VIEW names AS
SELECT place, name AS key FROM firms WHERE name IS NOT NULL UNION ALL FROM renamed;
CREATE TEMP VIEW said AS
SELECT place, phone AS key FROM firms WHERE NOT links_only AND name IS NOT NULL AND phone IS NOT NULL
UNION ALL SELECT place, address FROM firms WHERE NOT links_only AND name IS NOT NULL AND address IS NOT NULL
UNION ALL SELECT place, officer FROM firms JOIN acting USING (source) WHERE NOT links_only AND name IS NOT NULL;
CREATE TEMP TABLE spellings AS
WITH every AS (
    SELECT name, stem, own_id IS NULL OR links_only OR place < 0 AS open FROM (FROM tonight UNION ALL FROM earlier)
    WHERE kind = 'company' AND name IS NOT NULL
    UNION ALL SELECT name, NULL, true FROM further_names
)
SELECT hash('name', name) AS key, name, any_value(stem) AS stem, bool_and(open) AS open FROM every GROUP BY name;
"""

_TOUCHED = """
CREATE TEMP TABLE touched_{held} AS
WITH changed AS (SELECT place, key, own, name, open, mention_id FROM {held} JOIN firms USING (place) WHERE fresh),
before AS (
    SELECT key, {alike}, min(mention_id) AS first FROM {held} JOIN firms USING (place)
    WHERE NOT fresh AND NOT open AND key IN (SELECT key FROM changed) GROUP BY ALL
)
SELECT DISTINCT key FROM changed LEFT JOIN before USING (key, {alike})
WHERE open OR first IS NULL OR first > mention_id OR place IN (SELECT place FROM renamed)
"""

# A number tells its company to mentions without a code, which bear others. Of one that two companies bear those two are
# linked, and then all links of theirs are looked at.
_FOLLOW_NUMBERS = """
CREATE OR REPLACE TEMP TABLE followed AS
WITH holders AS (
    SELECT key, place, open, own FROM numbers JOIN firms USING (place) SEMI JOIN touched_numbers USING (key)
),
rival AS (SELECT key FROM holders WHERE NOT open GROUP BY key HAVING count(DISTINCT own) > 1)
SELECT DISTINCT place FROM holders WHERE open OR key IN (FROM rival);
INSERT INTO touched_numbers
SELECT DISTINCT key FROM numbers SEMI JOIN followed USING (place) WHERE key NOT IN (FROM touched_numbers)
"""

# A mention with two names carries a company from one to the other.
_CARRIED = """
WITH RECURSIVE carrying AS (SELECT place, key FROM names SEMI JOIN renamed USING (place)),
reached AS (
    {first}
    UNION SELECT other.key FROM reached JOIN carrying AS one USING (key) JOIN carrying AS other USING (place)
)
SELECT DISTINCT key FROM reached
"""

_FOLLOW_NAMES = f"""
INSERT INTO touched_names SELECT key FROM names SEMI JOIN followed USING (place);
CREATE OR REPLACE TEMP TABLE touched_names AS {_CARRIED.format(first="FROM touched_names")};
INSERT INTO touched_said
SELECT key FROM said SEMI JOIN followed USING (place)
UNION
SELECT key FROM said
SEMI JOIN (SELECT place FROM names JOIN firms USING (place) SEMI JOIN touched_names USING (key) WHERE open) AS told
    USING (place)
"""

# Every link has an open end, save between companies with one number.
_COMPARED = """
CREATE TEMP TABLE compared AS
WITH concerned AS (
    SELECT place FROM names SEMI JOIN doubtful_names USING (key)
    UNION SELECT place FROM said SEMI JOIN touched_said USING (key)
    UNION SELECT place FROM firms WHERE phone IN (FROM touched_said) OR address IN (FROM touched_said)
)
SELECT place, mention_id FROM firms
WHERE place >= 0 AND (place IN (FROM followed) OR open AND place IN (FROM concerned))
"""
_OPEN_NAMES_COMPARED = """
SELECT key FROM names SEMI JOIN compared USING (place) SEMI JOIN (FROM spellings WHERE open) AS free USING (key)
"""

# All that hold something that the compared hold; of the open ones among these what tells their company. A registration
# number tells first (`company_edges`), so an organisation code can tell what that told another: its holders come in
# before those of registration numbers are looked for.
_TELLING_NUMBERS = """
INSERT INTO needed
SELECT place FROM firms
WHERE {column} IN (SELECT {column} FROM firms SEMI JOIN needed USING (place) WHERE open)
  AND place NOT IN (FROM needed)
"""
_NEEDED = f"""
CREATE TEMP TABLE needed AS
SELECT place FROM compared
UNION SELECT place FROM names SEMI JOIN related_names USING (key)
UNION SELECT place FROM names WHERE key IN (SELECT key FROM names SEMI JOIN compared USING (place))
UNION SELECT place FROM numbers WHERE key IN (SELECT key FROM numbers SEMI JOIN compared USING (place))
UNION SELECT place FROM said WHERE key IN (
    SELECT key FROM said SEMI JOIN compared USING (place)
    UNION ALL SELECT unnest([phone, address]) FROM firms SEMI JOIN compared USING (place)
);
CREATE TEMP TABLE telling_names AS {
    _CARRIED.format(first="SELECT key FROM names JOIN firms USING (place) SEMI JOIN needed USING (place) WHERE open")
};
INSERT INTO needed SELECT place FROM names SEMI JOIN telling_names USING (key) WHERE place NOT IN (FROM needed);
{_TELLING_NUMBERS.format(column="organisation_code")};
{_TELLING_NUMBERS.format(column="registration_no")}
"""

_PLACES = """
SELECT place FROM needed WHERE place >= 0
UNION SELECT person FROM acting SEMI JOIN (FROM firms SEMI JOIN needed USING (place)) AS theirs USING (source)
WHERE person >= 0
ORDER BY ALL
"""
