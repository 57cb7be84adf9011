"""Links by stated rules, where no trained linkage model is in force: a name together with something else that agrees.

Each rule is stated with the belief that a link of its kind is right. It links a mention without a valid number to
everybody with one who fits; where several do, resolution cuts all of them off again, because nobody can say who it is.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import Column

VERSION = "rules-1"
"""Changes with any rule, so that a night knows that yesterday's links were made by others."""

MOST_HOLDERS_OF_A_PHONE = 5
"""A number written behind more names than this is an office's, an agent's or a made-up one: it links nobody."""

PROBABILITY = {
    "registration_no": 0.99,
    "name_and_phone": 0.97,
    "company_name": 0.97,
    "name_birth_and_address": 0.95,
    "name_and_birth": 0.90,
    "name_only": 0.90,
}
"""That a link of this level is right: stated beliefs, to be held against the synthetic city by the linkage benchmark.
`name_only` holds together mentions of one name behind which no code is known: names are unique within a register."""


def person_links(normal: DataFrame) -> DataFrame:
    """Links (`schemas.EDGES`) of persons' mentions without a valid id to those with one of the same name who share
    the phone, or the birth date. `normal` holds normalised mentions with `mention_id`.

    What reporters and victims say helps nobody else to be linked: their mentions are linked and link nobody.
    """
    people = normal.where("kind = 'person' AND name IS NOT NULL")
    known = people.where("NOT links_only AND own_id IS NOT NULL")
    sought = people.where("own_id IS NULL")
    own_phones = (
        people.where("NOT links_only AND phone IS NOT NULL")
        .groupBy("phone")
        .agg(F.count_distinct("name").alias("holders"))
        .where(f"holders <= {MOST_HOLDERS_OF_A_PHONE}")
        .select("phone")
    )
    phone = _links(sought, _first(known.join(own_phones, on="phone"), "phone"), ["name", "phone"], "name_and_phone")
    birth = _links(sought, _first(known, "birth_on"), ["name", "birth_on"], "name_and_birth")
    home = ["name", "birth_on", "address"]
    at_home = _links(sought, _first(known, "birth_on", "address"), home, "name_birth_and_address")
    return phone.union(birth).union(at_home)


def company_links(normal: DataFrame) -> DataFrame:
    """Links (`schemas.EDGES`) of companies' mentions without a valid code: to every company with one that shares the
    register's own number, and to every one that bears the name; else to each other by the same.

    Two codes behind one registration number are linked too: resolution parts them again and sends them to review.
    """
    mentioned = normal.where("kind = 'company'")
    coded = mentioned.where("NOT links_only AND own_id IS NOT NULL")
    sought = mentioned.where("own_id IS NULL")
    registered = _first(coded, "registration_no", named=False)
    rival = registered.groupBy("registration_no").agg(F.min("held").alias("least"))
    rivals = registered.join(rival, on="registration_no").where("held <> least")
    return reduce(
        DataFrame.union,
        [
            _links(sought, registered, ["registration_no"], "registration_no"),
            rivals.select(*_edge(F.col("held"), F.col("least"), "registration_no")),
            _star(sought, registered, "registration_no", "registration_no"),
            _links(sought, _first(coded, "name", named=False), ["name"], "company_name"),
            _star(sought, _first(coded, "name", named=False), "name", "name_only"),
        ],
    )


def _first(known: DataFrame, *columns: str, named: bool = True) -> DataFrame:
    """One row per number and values of the columns, with the first mention (`held`) that has them."""
    keys = [*(["name"] if named else []), *columns]
    present = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    return known.where(present).groupBy("own_id", *keys).agg(F.min("mention_id").alias("held")).drop("own_id")


def _links(sought: DataFrame, held: DataFrame, keys: list[str], level: str) -> DataFrame:
    return sought.join(held, on=keys).select(*_edge(F.col("mention_id"), F.col("held"), level))


def _star(sought: DataFrame, coded: DataFrame, key: str, level: str) -> DataFrame:
    """Links among mentions that share a value behind which no number is known, all to the first that speaks."""
    free = sought.where(f"{key} IS NOT NULL").join(coded.select(key), on=key, how="left_anti")
    first = free.where("NOT links_only").groupBy(key).agg(F.min("mention_id").alias("held"))
    return (
        free.join(first, on=key).where("mention_id <> held").select(*_edge(F.col("mention_id"), F.col("held"), level))
    )


def _edge(one: Column, other: Column, level: str) -> list[Column]:
    return [
        F.least(one, other).alias("left_id"),
        F.greatest(one, other).alias("right_id"),
        F.lit(PROBABILITY[level]).alias("probability"),
        F.lit(level).alias("level"),
    ]
