"""Nights in a row: only what is new or disturbed is compared, and the partition is that of a full rebuild."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from jobs.reader import table_ddl
from models.linking import Linked, Registry, Verdict, crosswalks, link
from models.linking.normal_forms import NORMAL_DDL
from models.linking.schemas import EDGES
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK

FIRST = date(2026, 3, 1)
SCHEMA = f"{NORMAL_DDL}, mention_id string"


@dataclass(frozen=True)
class Record:
    """One record's mention: who it says it is (`about`), delivered on a day."""

    row: str
    about: int
    known_on: date
    number: str | None = None
    attached: bool = False

    @property
    def id(self) -> str:
        return f"{self.row}/party"


def likeness(one: Record, other: Record) -> float | None:
    """Alike when they speak of neighbouring people, the more so the closer; always the same for the same two."""
    apart = abs(one.about - other.about)
    if apart > 1 or (one.attached and other.attached) or (one.number and other.number):
        return None
    sureness = random.Random(f"{min(one.id, other.id)} {one.about + other.about}").choice([0.9, 0.97, 0.995, 0.9999])
    return sureness if apart == 0 else 0.9


@dataclass
class City:
    """Compares records pair by pair, and counts the pairs it was asked for."""

    spark: SparkSession
    records: Sequence[Record]
    compared: int = 0

    def normal(self) -> DataFrame:
        fields = StructType.fromDDL(SCHEMA)
        rows = [
            {
                **dict.fromkeys(fields.names),
                "mention_id": one.id,
                "source_row_id": one.row,
                "role": "party",
                "table": "case_parties",
                "department": "courts",
                "links_only": one.attached,
                "known_on": one.known_on,
                "kind": "person",
                "name": f"{one.row} {one.about}",
                "number": one.number,
                "own_id": one.number,
                "alone_id": f"Pa{one.row}",
            }
            for one in self.records
        ]
        return self.spark.createDataFrame(pa.Table.from_pylist(rows, schema=to_arrow_schema(fields)))

    def compare(self, normal: DataFrame, asked: DataFrame | None) -> DataFrame:
        wanted = None if asked is None else {row[0] for row in asked.collect()}
        found = []
        for place, one in enumerate(self.records):
            for other in self.records[:place]:
                if wanted is None or one.id in wanted or other.id in wanted:
                    self.compared += 1
                    sure = likeness(one, other)
                    if sure is not None:
                        low, high = sorted((one.id, other.id))
                        found.append({"left_id": low, "right_id": high, "probability": sure, "level": "name_only"})
        return self.spark.createDataFrame(pa.Table.from_pylist(found, schema=EDGES))

    def linked(self, registry: Registry, verdicts: Sequence[Verdict] = (), version: str = "v1") -> Linked:
        return link(self.normal(), self.compare, version, registry, verdicts, lambda kind, one: f"Pnew{one}")


def no_registry(spark: SparkSession) -> Registry:
    return Registry(*(spark.createDataFrame([], table_ddl(table)) for table in ("linked.crosswalks", "linked.links")))


def registry_of(night: Linked) -> Registry:
    return Registry(crosswalks(night.mentions).localCheckpoint(), night.links.localCheckpoint())


def partition(night: Linked) -> dict[str, tuple[Any, ...]]:
    rows = night.mentions.select("mention_id", "entity_id", "level", "probability", "conflict").collect()
    return {row[0]: tuple(row[1:]) for row in rows}


def rows(frame: DataFrame) -> list[Any]:
    return sorted((tuple(row) for row in frame.collect()), key=str)


def next_day(records: Sequence[Record], dice: random.Random, today: date, fresh: int) -> list[Record]:
    """Some records are corrected, some withdrawn, some arrive."""
    left = [one for one in records if dice.random() > 0.1]
    changed = [replace(one, about=dice.randrange(25), known_on=today) if dice.random() < 0.1 else one for one in left]
    return changed + [
        Record(
            f"r{today.day}-{place}",
            dice.randrange(25),
            today,
            dice.choice([None, None, f"Pnumber{dice.randrange(4)}"]),
            dice.random() < 0.15,
        )
        for place in range(fresh)
    ]


@given(st.integers(0, 10**6))
@settings(max_examples=2, deadline=None, derandomize=True)
def test_an_incremental_night_ends_in_the_partition_of_a_full_rebuild(spark: SparkSession, seed: int) -> None:
    """Three nights of arrivals, corrections, withdrawals and changing verdicts; the rebuild compares everybody."""
    dice = random.Random(seed)
    records = next_day([], dice, FIRST, fresh=24)
    registry = registry_of(City(spark, records).linked(no_registry(spark)))
    for day in (1, 2):
        records = next_day(records, dice, FIRST + timedelta(days=day), fresh=4)
        one, other, third, fourth = dice.sample(records, 4)
        verdicts = [Verdict(one.id, other.id, MUST_LINK), Verdict(third.id, fourth.id, MUST_NOT_LINK)]
        city, whole = City(spark, records), City(spark, records)
        tonight = city.linked(registry, verdicts)
        rebuilt = whole.linked(Registry(registry.crosswalks, no_registry(spark).links), verdicts)
        assert partition(tonight) == partition(rebuilt)
        assert rows(tonight.links) == rows(rebuilt.links)
        assert rows(tonight.doubts) == rows(rebuilt.doubts)
        assert rows(tonight.changes) == rows(rebuilt.changes)
        assert city.compared <= whole.compared
        registry = registry_of(tonight)


def records_of(*about: int, known_on: date = FIRST) -> list[Record]:
    return [Record(f"r{place}", who, known_on) for place, who in enumerate(about)]


def test_a_quiet_night_compares_nobody_and_changes_nothing(spark: SparkSession) -> None:
    records = records_of(1, 1, 5, 9, 9)
    first = City(spark, records).linked(no_registry(spark))
    city = City(spark, records)
    second = city.linked(registry_of(first))
    assert city.compared == 0
    assert partition(second) == partition(first)
    assert second.changes.count() == 0


def test_another_version_of_the_rules_compares_everybody_and_keeps_ids(spark: SparkSession) -> None:
    records = records_of(1, 1, 5)
    first = City(spark, records).linked(no_registry(spark))
    city = City(spark, records)
    second = city.linked(registry_of(first), version="v2")
    assert city.compared == 3
    assert partition(second) == partition(first)
    assert {row["version"] for row in second.links.collect()} == {"v2"}


def test_a_record_that_joins_two_entities_is_logged_as_a_merge(spark: SparkSession) -> None:
    before = records_of(1, 1, 3)
    first = City(spark, before).linked(no_registry(spark))
    bridge = Record("r9", 2, FIRST + timedelta(days=1))
    second = City(spark, [*before, bridge]).linked(registry_of(first))
    (merge,) = second.changes.collect()
    assert (merge["kind"], merge["from_id"], merge["to_id"], merge["mentions"]) == ("merge", "Par2", "Par0", 1)
    assert merge["why"] == "new_links"


def test_a_verdict_that_parts_is_logged_and_taken_back_it_leaves_nothing(spark: SparkSession) -> None:
    records = records_of(1, 1)
    first = City(spark, records).linked(no_registry(spark))
    parted = City(spark, records).linked(registry_of(first), [Verdict("r0/party", "r1/party", MUST_NOT_LINK)])
    (split,) = parted.changes.collect()
    assert (split["kind"], split["from_id"], split["why"]) == ("split", "Par0", "verdict")
    again = City(spark, records).linked(registry_of(parted))
    assert partition(again) == partition(first)


def test_a_withdrawn_record_takes_its_links_with_it(spark: SparkSession) -> None:
    records = records_of(1, 2, 3)
    first = City(spark, records).linked(no_registry(spark))
    assert len({held[0] for held in partition(first).values()}) == 1
    second = City(spark, [records[0], records[2]]).linked(registry_of(first))
    assert len({held[0] for held in partition(second).values()}) == 2


def test_a_number_given_to_a_record_renames_its_entity(spark: SparkSession) -> None:
    (alone,) = records_of(1)
    first = City(spark, [alone]).linked(no_registry(spark))
    numbered = replace(alone, number="Pnumber1", known_on=FIRST + timedelta(days=1))
    (change,) = City(spark, [numbered]).linked(registry_of(first)).changes.collect()
    assert (change["kind"], change["to_id"], change["why"]) == ("renamed", "Pnumber1", "record_changed")
