"""Persons: a valid citizen id first, then a name together with a phone or a birth date; never a name alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_HOLDERS_OF_A_PHONE = 5
"""A number written behind more names than this is an office's, an agent's or a made-up one: it links nobody."""

PROBABILITY = {"citizen_id": 1.0, "name_and_phone": 0.97, "name_birth_and_address": 0.95, "name_and_birth": 0.90}
"""That a link of this level is right. A valid number is taken at its word; the others are stated beliefs, to be held
against the synthetic city's truth by the linkage benchmark."""

ALONE = 0.5
"""Of a mention that nothing links: it may or may not be somebody we know."""


def link_persons(normal: DataFrame) -> DataFrame:
    """Normalised mentions (`NORMAL_DDL`) of persons with `entity_id`, `level` and `probability`.

    A mention without a valid id is linked to the one person with an id who shares its name and phone, else to the one
    who shares its name and birth date; when the two point at different people, or one of them at several, it stays
    alone. Two valid ids never meet in one entity, because entities are made of ids and only id-less mentions are
    linked to them. Reporters and victims are linked to people but never help anybody to be linked.
    """
    people = normal.where("kind = 'person'")
    # What may speak of a person: everything but reporters and victims, whose words are about somebody else.
    speaking = people.where("NOT links_only AND name IS NOT NULL")
    known = speaking.where("own_id IS NOT NULL")
    own_phones = (
        speaking.where("phone IS NOT NULL")
        .groupBy("phone")
        .agg(F.count_distinct("name").alias("holders"))
        .where(f"holders <= {MOST_HOLDERS_OF_A_PHONE}")
    )
    by_phone = _the_only_one(known.join(own_phones, on="phone", how="left_semi"), "phone")
    by_birth = _the_only_one(known, "birth_on")
    at_home = (
        known.where("address IS NOT NULL")
        .selectExpr("own_id AS by_birth_on", "address", "true AS same_address")
        .distinct()
    )
    numbered = people.where("own_id IS NOT NULL").selectExpr(
        *normal.columns, "own_id AS entity_id", "'citizen_id' AS level"
    )
    linked = (
        people.where("own_id IS NULL")
        .join(by_phone, on=["name", "phone"], how="left")
        .join(by_birth, on=["name", "birth_on"], how="left")
        .join(at_home, on=["by_birth_on", "address"], how="left")
        .selectExpr("*", f"{_LEVEL} AS level")
        .selectExpr(
            *normal.columns,
            "CASE WHEN level = 'alone' THEN alone_id ELSE coalesce(by_phone, by_birth_on) END AS entity_id",
            "level",
        )
    )
    return numbered.union(linked).selectExpr("*", f"{probability_of('level', PROBABILITY)} AS probability")


_LEVEL = """CASE
    WHEN by_phone <> by_birth_on THEN 'alone'
    WHEN by_phone IS NOT NULL THEN 'name_and_phone'
    WHEN same_address THEN 'name_birth_and_address'
    WHEN by_birth_on IS NOT NULL THEN 'name_and_birth'
    ELSE 'alone' END"""


def _the_only_one(known: DataFrame, attribute: str) -> DataFrame:
    """(name, attribute, by_<attribute>) where exactly one person with an id has both."""
    return (
        known.where(f"{attribute} IS NOT NULL")
        .groupBy("name", attribute)
        .agg(F.expr("if(min(own_id) = max(own_id), min(own_id), null)").alias(f"by_{attribute}"))
    )


def probability_of(level: str, probabilities: Mapping[str, float]) -> str:
    """Spark SQL: the probability of the level held in a column, `ALONE` for every level not named."""
    cases = " ".join(f"WHEN '{name}' THEN {value}D" for name, value in probabilities.items())
    return f"CASE {level} {cases} ELSE {ALONE}D END"
