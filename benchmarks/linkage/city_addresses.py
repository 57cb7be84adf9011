"""Written addresses linked to standard ones, against the buildings that a city's writer meant."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from identifiers.addresses import address_form
from models.linking.addresses import LISTED, WRITTEN, linked_addresses

WORST = 10


def addresses_against(truth: Path, answer: Path, home: Path, as_of: date) -> dict[str, object]:
    """Measures of the mentions' addresses whose true building is known, and on stderr the kinds with most errors.

    `address_precision` is the share of links that are right, `address_recall` that of right links among the texts that
    a careful reader could place: those that name road and number, and enough of the areas around it that no other
    standard address fits. It is worked out from the true building and what stands in the text, without our reading of
    it. Nothing where truth does not say which building a record's address means.
    """
    if "address_code" not in pd.read_csv(truth / "records.csv", nrows=0):
        return {}
    with duckdb.connect() as city:
        city.execute(_LISTED.format(bronze=home / "warehouse" / "bronze" / "standard_addresses"), [as_of])
        city.create_function("address_form", address_form, ["VARCHAR"], "VARCHAR")
        city.execute(_KNOWN.format(answer=answer, records=truth / "records.csv"))
        written = city.sql(_WRITTEN).to_arrow_table().cast(WRITTEN)
        listed = city.sql(f"SELECT {', '.join(LISTED.names)} FROM listed").to_arrow_table().cast(LISTED)
        begun = time.monotonic()
        city.register("linked", linked_addresses(written, listed))
        seconds = time.monotonic() - begun
        city.execute(_PLACEABLE)
        texts, placeable, links, right, found = city.sql(_COUNTS).fetchall()[0]
        for what, wrong in _ERRORS.items():
            print(_worst(city, what, wrong), file=sys.stderr, flush=True)
    return {
        "addresses": texts,
        "address_placeable": round(placeable / texts, 6) if texts else 1.0,
        "address_precision": round(right / links, 6) if links else 1.0,
        "address_recall": round(found / placeable, 6) if placeable else 1.0,
        "address_seconds": round(seconds, 2),
    }


def _worst(city: duckdb.DuckDBPyConnection, what: str, wrong: str) -> str:
    kinds = city.sql(
        "SELECT count(*) AS n, level, role, coalesce(nullif(damage, ''), 'as it should be') "
        f"FROM judged WHERE {wrong} GROUP BY ALL ORDER BY n DESC, 2, 3, 4"
    ).fetchall()
    lines = [f"  {count:>7,}  {level} | {role} ({damage})" for count, level, role, damage in kinds[:WORST]]
    return "\n".join([f"addresses: {what} by kind, {sum(kind[0] for kind in kinds):,} texts:", *lines])


# The code takes the place of its pseudonym: this is a benchmark's own answer, and nobody's data.
_LISTED = """
CREATE TABLE listed AS
SELECT address_code AS address_id, address_code, full_address, street, community FROM '{bronze}/**/*.parquet'
WHERE known_on < ? AND NOT coalesce(withdrawn, false)
QUALIFY row_number() OVER (PARTITION BY address_code ORDER BY known_on DESC, source_file DESC, source_row DESC) = 1
"""

_KNOWN = """
CREATE TABLE known AS
SELECT source_file || '/' || source_row AS place, held.role, address, address_code AS true_code, damage
FROM '{answer}' AS held JOIN read_csv('{records}', all_varchar = true) AS truth
    ON truth.file = source_file AND CAST(truth.row AS BIGINT) = source_row AND truth.role = held.role
WHERE address IS NOT NULL AND truth.address_code IS NOT NULL
"""

_WRITTEN = """
SELECT place AS source_row_id, '' AS "table", role, false AS links_only, address, NULL AS address_code FROM known
"""

# A rival has the same road and number. It is ruled out by an area that the text writes and the rival does not lie in.
_PLACEABLE = """
CREATE TABLE houses AS
WITH formed AS (SELECT *, address_form(full_address) AS form FROM listed),
taken AS (
    SELECT *, regexp_extract(form, '市([^市区县]+)[区县]', 1) AS district,
        CASE WHEN contains(form, community) THEN substr(form, instr(form, community) + length(community))
             ELSE regexp_extract(form, '(?:区|县|街道|镇)([^区县镇]+)$', 1) END AS house
    FROM formed
)
SELECT address_code, district, street, community, regexp_replace(house, '号$', '') AS house
FROM taken WHERE house <> '';

CREATE TABLE placeable AS
WITH said AS (
    SELECT place, role, houses.*, replace(address, house, '') AS around
    FROM known JOIN houses ON true_code = address_code
    WHERE regexp_matches(address, regexp_escape(house) || '([^0-9]|$)')
)
SELECT place, role FROM said
WHERE NOT EXISTS (
    FROM houses AS rival
    WHERE rival.house = said.house AND rival.address_code <> said.address_code
        AND NOT (rival.district <> said.district AND contains(around, said.district)
                 OR rival.street <> said.street AND contains(around, said.street)
                 OR rival.community <> said.community AND contains(around, said.community))
);

CREATE VIEW judged AS
SELECT known.*, level, address_id, placeable.place IS NOT NULL AS placeable, address_id = true_code AS right
FROM known JOIN linked ON place = source_row_id AND known.role = linked.role
LEFT JOIN placeable ON known.place = placeable.place AND known.role = placeable.role
"""

_COUNTS = """
SELECT count(*), count(*) FILTER (placeable), count(address_id), count(*) FILTER ("right"),
    count(*) FILTER ("right" AND placeable)
FROM judged
"""

_ERRORS = {"false links": 'NOT "right"', "misses": "placeable AND address_id IS NULL"}
