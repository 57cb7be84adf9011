"""How often rows of one person agree, counted where a valid number says that they are one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.linking.person_comparisons import level_reached
from models.linking.person_records import gaps

if TYPE_CHECKING:
    import duckdb

COUNTED = ("name", "birth", "phone", "address")
"""Comparisons whose levels rows of one number can show."""

LEAST_ROWS = 100
"""Rows that must tell something of a comparison; of fewer nothing is counted."""


def agreement(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, float]]:
    """By comparison the share of rows at each level seen, of those that tell something: a row of each person with a
    valid number (`telling`) held against all other rows of the number together, as a description is held against a
    person.

    Of birth dates the recorded one is held against the number's. Which row speaks for a person is drawn by a hash of
    its id, so that the order of the rows changes nothing.
    """
    for statement in (_DRAWN, _NAMED, _OTHERS, _HELD):
        connection.execute(statement)
    shares: dict[str, dict[str, float]] = {}
    for comparison in COUNTED:
        counts = dict(
            connection.sql(
                f"SELECT level, count(*) FROM (SELECT {level_reached(comparison)} AS level FROM held_against) "
                "WHERE level IS NOT NULL GROUP BY level ORDER BY level"
            ).fetchall()
        )
        told = sum(counts.values())
        if told >= LEAST_ROWS:
            shares[comparison] = {level: count / told for level, count in counts.items()}
    return shares


def _listed(column: str) -> str:
    return f"list(DISTINCT {column}) FILTER ({column} IS NOT NULL)"


# Reporters' and victims' rows say nothing of anybody else.
_DRAWN = """
CREATE OR REPLACE TEMP TABLE drawn AS
FROM telling WHERE number IS NOT NULL AND NOT links_only
QUALIFY row_number() OVER (PARTITION BY number ORDER BY md5(mention_id)) = 1
    AND count(*) OVER (PARTITION BY number) > 1
"""

_NAMED = """
CREATE OR REPLACE TEMP TABLE named AS
WITH borne AS (
    SELECT number, name, any_value(sound) AS sound, count(*) AS times FROM telling
    WHERE name IS NOT NULL AND NOT links_only AND number IN (SELECT number FROM drawn)
      AND mention_id NOT IN (SELECT mention_id FROM drawn)
    GROUP BY number, name
)
SELECT number, arg_max(name, (times, name)) AS name, arg_max(sound, (times, name)) AS sound, list(name) AS names
FROM borne GROUP BY number
"""

_OTHERS = f"""
CREATE OR REPLACE TEMP TABLE others AS
SELECT number, any_value(birth) AS birth, {_listed("phone")} AS phones, {_listed("door")} AS doors,
       {_listed("building")} AS buildings
FROM telling
WHERE NOT links_only AND number IN (SELECT number FROM drawn) AND mention_id NOT IN (SELECT mention_id FROM drawn)
GROUP BY number
"""


def _of_row(column: str) -> str:
    return f"list_filter([drawn.{column}], lambda x: x IS NOT NULL)"


_HELD = f"""
CREATE OR REPLACE TEMP TABLE held_against AS
SELECT drawn.name AS name_l, {_of_row("name")} AS names_l, drawn.sound AS sound_l, {gaps("drawn.name")} AS gaps_l,
       drawn.name_pattern AS name_pattern_l, drawn.recorded_birth AS birth_l, {_of_row("phone")} AS phones_l,
       {_of_row("door")} AS doors_l, {_of_row("building")} AS buildings_l, CAST([] AS varchar[]) AS contexts_l,
       CAST([] AS varchar[]) AS homes_l,
       named.name AS name_r, coalesce(names, []) AS names_r, named.sound AS sound_r,
       {gaps("named.name")} AS gaps_r, CAST(NULL AS varchar) AS name_pattern_r, others.birth AS birth_r,
       coalesce(phones, []) AS phones_r, coalesce(doors, []) AS doors_r, coalesce(buildings, []) AS buildings_r,
       CAST([] AS varchar[]) AS contexts_r, CAST([] AS varchar[]) AS homes_r
FROM drawn JOIN others USING (number) LEFT JOIN named USING (number)
"""
