"""Written addresses linked to the bureau's standard addresses, set by set.

A text is taken apart into a head (areas and the road or village, `address_names`) and numbers (`address_parts`), and
held against every standard address of that name and number whose areas the text allows. One that fits is the address
meant; of several, or of none, nobody guesses. A department's own code of an address counts before its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from identifiers.addresses import address_form
from models.linking.address_levels import AREAS, CODE, UNKNOWN_COMMUNITY
from models.linking.address_names import AddressNames
from models.linking.address_parts import parts_of
from models.linking.database import scratch_database

if TYPE_CHECKING:
    import duckdb

WRITTEN = pa.schema(
    {
        "source_row_id": pa.string(),
        "table": pa.string(),
        "role": pa.string(),
        "links_only": pa.bool_(),
        "address": pa.string(),
        "address_code": pa.string(),
    }
)
"""An address as a row gives it: its text in normal form (`address_form`), the department's own code of it, or both."""

LISTED = pa.schema(
    {name: pa.string() for name in ("address_id", "address_code", "full_address", "street", "community")}
)
"""A standard address as the bureau lists it, with the pseudonymous id of its code."""

PLACED = pa.schema(
    {
        **{name: WRITTEN.field(name).type for name in ("source_row_id", "table", "role", "links_only")},
        "address_id": pa.string(),
        "level": pa.string(),
        "probability": pa.float64(),
    }
)
"""What a written address became: the pseudonymous id of its standard address, null where none or several fit, with the
parts of the reason joined by +, and the probability, null without an address."""

METHOD = (
    """CASE WHEN address_id IS NULL THEN 'none' WHEN level LIKE 'code%' THEN 'address_code' ELSE 'address_text' END"""
)
"""Spark SQL: what linked a written address of `PLACED`."""


def linked_addresses(written: pa.Table, listed: pa.Table) -> pa.Table:
    """Each written address (`WRITTEN`) with its standard address (`PLACED`), row for row in any order.

    `listed` holds the standard addresses in force (`LISTED`), each code once.
    """
    with scratch_database() as city:
        city.register("written", written)
        forms = pa.array((address_form(text) for text in listed["full_address"].to_pylist()), pa.string())
        city.register("listed", listed.append_column("form", forms))
        city.execute(f"CREATE TEMP TABLE listed_parts AS {parts_of('SELECT DISTINCT form FROM listed')}")
        names = _names(city)
        city.execute(_DOORS)
        _call_estates(city, names)
        city.execute(_STANDARD)
        city.execute(f"CREATE TEMP TABLE texts AS {parts_of(_TEXTS)}")
        _read_heads(city, names)
        city.execute(_FITTING)
        return city.sql(_PLACED).to_arrow_table().cast(PLACED)


def _names(city: duckdb.DuckDBPyConnection) -> AddressNames:
    """The names that the list bears, and table `learnt`: which of them each head of the list has."""
    names = AddressNames()
    heads = city.sql(
        "SELECT DISTINCT head, coalesce(street, '') AS street, coalesce(community, '') AS community "
        "FROM listed JOIN listed_parts USING (form) ORDER BY ALL"
    )
    learnt = [
        {"head": head, "street": street, "community": community, "name": found[0], "area": found[1]}
        for head, street, community in heads.fetchall()
        if (found := names.learn(head, street, community)) is not None
    ]
    city.register("learnt", pa.Table.from_pylist(learnt, schema=_LEARNT))
    return names


def _call_estates(city: duckdb.DuckDBPyConnection, names: AddressNames) -> None:
    """Table `estates`: the names under which buildings are known besides their road, by area."""
    found = city.sql(
        "SELECT DISTINCT called, area FROM doors WHERE estate IS NOT NULL AND block IS NOT NULL ORDER BY ALL"
    )
    estates = [{"called": called, "area": area, "name": names.call(called, area)} for called, area in found.fetchall()]
    city.register("estates", pa.Table.from_pylist(estates, schema=_ESTATES))


def _read_heads(city: duckdb.DuckDBPyConnection, names: AddressNames) -> None:
    """Tables `meant`, the places that the head of a text may mean, and `unread`, why it means none."""
    read = {head: names.read(head) for (head,) in city.sql("SELECT DISTINCT head FROM texts ORDER BY 1").fetchall()}
    meant = [{"head": head, **place._asdict()} for head, (places, _) in read.items() for place in places]
    unread = [{"head": head, "reason": reason} for head, (_, reason) in read.items() if reason is not None]
    city.register("meant", pa.Table.from_pylist(meant, schema=_MEANT))
    city.register("unread", pa.Table.from_pylist(unread, schema=_UNREAD))


_LEARNT = pa.schema(
    {**{name: pa.string() for name in ("head", "street", "community", "name")}, "area": pa.int64()},
)
_MEANT = pa.schema(
    {"head": pa.string(), "name": pa.string(), "area": pa.int64(), "written": pa.string(), "unknown": pa.bool_()}
)
_ESTATES = pa.schema({"called": pa.string(), "area": pa.int64(), "name": pa.string()})
_UNREAD = pa.schema({"head": pa.string(), "reason": pa.string()})

# A number behind 号 without a mark is a second number: 300号之1. `finer` is '' for a house without one.
_DOORS = """
CREATE TEMP TABLE doors AS
SELECT address_id, name, area, concat(number, '-' || second) AS number, coalesce(finer, '') AS finer,
    estate, concat(estate, regexp_extract(building, '^.*[期区]')) AS called, entrance,
    regexp_replace(building, '^.*[期区]', '') AS block
FROM listed JOIN listed_parts USING (form)
JOIN learnt ON learnt.head = listed_parts.head
    AND learnt.street = coalesce(listed.street, '') AND learnt.community = coalesce(listed.community, '')
WHERE number IS NOT NULL
"""

# A building is known by its estate too, without road and house number: 300号金榜花园3栋 is 金榜花园3栋.
_STANDARD = """
CREATE TEMP TABLE standard AS
WITH named AS (
    SELECT address_id, name, area, number, finer, estate FROM doors
    UNION ALL
    SELECT address_id, estates.name, area, block, coalesce('/' || entrance, ''), NULL
    FROM doors JOIN estates USING (called, area) WHERE block IS NOT NULL
)
SELECT one.*, EXISTS (
    FROM named AS other
    WHERE one.name = other.name AND one.area = other.area AND one.number = other.number
        AND (one.finer = '' AND other.finer <> '' OR one.finer <> '' AND starts_with(other.finer, one.finer || '/'))
) AS divided
FROM named AS one
"""

_TEXTS = "SELECT DISTINCT address AS form FROM written WHERE address IS NOT NULL"

# Every way to understand the numbers of a text. Who writes a building does not mean the house as a whole where the list
# knows its buildings (`whole_only`). A number without a mark may be a room, a building, an entrance or a second house
# number; it is the last where the list writes it that very way, and where two estates share a house number the one that
# the text names is meant (`literal`).
_FITTING = """
CREATE TEMP TABLE fitting AS
WITH understood AS (
    SELECT form, head, number, '' AS finer, finer IS NOT NULL AS whole_only, false AS literal, estate AS in_estate
    FROM texts WHERE number IS NOT NULL
    UNION ALL SELECT form, head, number, building, true, false, estate FROM texts WHERE building <> finer
    UNION ALL SELECT form, head, number, finer, false, false, estate FROM texts WHERE finer IS NOT NULL
    UNION ALL SELECT form, head, number, second, false, false, estate FROM texts WHERE second IS NOT NULL
    UNION ALL SELECT form, head, number, '/' || second, false, false, estate FROM texts WHERE second IS NOT NULL
    UNION ALL SELECT form, head, number || '-' || second, '', false, dashed, estate FROM texts WHERE second IS NOT NULL
)
SELECT form, address_id, written, unknown, finer, literal OR coalesce(in_estate = estate, false) AS literal
FROM understood JOIN meant USING (head) JOIN standard USING (name, area, number, finer)
WHERE NOT (whole_only AND divided);

DELETE FROM fitting WHERE NOT literal AND form IN (SELECT form FROM fitting WHERE literal)
"""


def _believed(beliefs: Mapping[str, float]) -> str:
    """SQL: the belief of each of some levels."""
    return "MAP {" + ", ".join(f"'{level}': CAST({belief} AS DOUBLE)" for level, belief in beliefs.items()) + "}"


_PLACED = f"""
WITH found AS (
    SELECT form, any_value(address_id) AS address_id,
        concat('door+', CASE WHEN any_value(finer) <> '' THEN 'building+' END, any_value(written),
               CASE WHEN any_value(unknown) THEN '+unknown_community' END) AS level,
        CASE WHEN any_value(unknown) THEN {UNKNOWN_COMMUNITY} ELSE {_believed(AREAS)}[any_value(written)] END AS belief
    FROM fitting GROUP BY form HAVING count(*) = 1
),
of_text AS (
    SELECT form, found.address_id, belief,
        CASE WHEN found.form IS NOT NULL THEN level
             WHEN several.form IS NOT NULL THEN 'several'
             WHEN number IS NULL THEN coalesce(unfit, 'no_number')
             ELSE coalesce(reason, 'no_such_number') END AS level
    FROM texts LEFT JOIN found USING (form) LEFT JOIN unread USING (head)
    LEFT JOIN (SELECT DISTINCT form FROM fitting) AS several USING (form)
),
coded AS (
    SELECT source_row_id, role, listed.address_id AS code_id,
        CASE WHEN bool_or(fitting.address_id = listed.address_id) THEN 'code_and_text'
             WHEN count(fitting.form) > 0 THEN 'code_against_text'
             ELSE 'code' END AS code_level
    FROM written JOIN listed USING (address_code) LEFT JOIN fitting ON fitting.form = written.address
    GROUP BY ALL
)
SELECT source_row_id, "table", role, links_only, coalesce(code_id, of_text.address_id) AS address_id,
    coalesce(code_level, concat_ws('+', CASE WHEN address_code IS NOT NULL THEN 'unknown_code' END, level)) AS level,
    CASE WHEN code_level IS NULL THEN belief ELSE {_believed(CODE)}[code_level] END AS probability
FROM written LEFT JOIN of_text ON of_text.form = written.address LEFT JOIN coded USING (source_row_id, role)
"""
