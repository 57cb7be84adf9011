"""Nights in a row: only what is new or disturbed is compared, and the partition is that of a full rebuild."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.linking import Compared, Disturbed, Linked, Registry, Verdict, link
from models.linking.schemas import EDGES, NUMBER_LEVEL
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK
from tests.models.linking.kept import CROSSWALKS, NO_LINKS, kept

FIRST = date(2026, 3, 1)
NORMAL = pa.schema(
    {
        "mention_id": pa.string(),
        "kind": pa.string(),
        "name": pa.string(),
        "masked_name": pa.string(),
        "id_seen": pa.string(),
        "phone": pa.string(),
        "address": pa.string(),
        "birth_on": pa.date32(),
        "context": pa.string(),
        "own_id": pa.string(),
        "alone_id": pa.string(),
        "links_only": pa.bool_(),
        "known_on": pa.date32(),
    }
)


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

    records: Sequence[Record]
    compared: int = 0

    def normal(self) -> pa.Table:
        rows = [
            {
                "mention_id": one.id,
                "kind": "person",
                "name": f"{one.row} {one.about}",
                "own_id": one.number,
                "alone_id": f"Pa{one.row}",
                "links_only": one.attached,
                "known_on": one.known_on,
            }
            for one in self.records
        ]
        return pa.Table.from_pylist(rows, schema=NORMAL)

    def compare(self, disturbed: Disturbed | None) -> Compared:
        asked = None if disturbed is None else disturbed.mentions
        found = []
        for place, one in enumerate(self.records):
            for other in self.records[:place]:
                if asked is None or one.id in asked or other.id in asked:
                    self.compared += 1
                    sure = likeness(one, other)
                    if sure is not None:
                        low, high = sorted((one.id, other.id))
                        found.append({"left_id": low, "right_id": high, "probability": sure, "level": "name_only"})
        return Compared(pa.Table.from_pylist(found, schema=EDGES), pa.array(asked or [], pa.string()))

    def linked(self, registry: Registry, verdicts: Sequence[Verdict] = (), version: str = "v1") -> Linked:
        normal, registry = (self.normal(), registry) if not len(registry.links) else kept(self.normal(), registry)
        return link(normal, self.compare, version, registry, verdicts, lambda kind, one: f"Pnew{one}")

    def partition(self, night: Linked) -> dict[str, tuple[Any, ...]]:
        """Entity, level, probability and whether it waits, of every mention."""
        found = {row["mention_id"]: row for row in night.mentions.to_pylist()}
        made = {}
        for one in self.records:
            row = found.get(one.id)
            entity = row["entity_id"] if row else one.number or f"Pa{one.row}"
            level = row["level"] if row else NUMBER_LEVEL["person"] if one.number else "alone"
            made[one.id] = (entity, level, row and row["probability"], entity in night.held)
        return made

    def registry(self, night: Linked) -> Registry:
        """What the next night is handed."""
        held = self.partition(night)
        found = {row["mention_id"]: row for row in night.mentions.to_pylist()}
        rows = [
            {
                "source_row_id": one.row,
                "role": "party",
                "known_on": one.known_on,
                "entity_id": held[one.id][0],
                "links_only": one.attached,
                "method": held[one.id][1],
                **{f"link_{name}": found.get(one.id, {}).get(name) for name in ("level", "probability")},
            }
            for one in self.records
        ]
        return Registry(pa.Table.from_pylist(rows, schema=CROSSWALKS), night.links)


BEFORE_THE_FIRST = Registry(CROSSWALKS.empty_table(), NO_LINKS)


def rows(table: pa.Table) -> list[str]:
    return sorted(map(str, table.to_pylist()))


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


@given(st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_an_incremental_night_ends_in_the_partition_of_a_full_rebuild(dice: random.Random) -> None:
    """Three nights of arrivals, corrections, withdrawals and changing verdicts; the rebuild compares everybody."""
    records = next_day([], dice, FIRST, fresh=24)
    city = City(records)
    registry = city.registry(city.linked(BEFORE_THE_FIRST))
    for day in (1, 2, 3):
        records = next_day(records, dice, FIRST + timedelta(days=day), fresh=4)
        one, other, third, fourth = dice.sample(records, 4)
        verdicts = [Verdict(one.id, other.id, MUST_LINK), Verdict(third.id, fourth.id, MUST_NOT_LINK)]
        city, whole = City(records), City(records)
        tonight = city.linked(registry, verdicts)
        rebuilt = whole.linked(Registry(registry.crosswalks, NO_LINKS), verdicts)
        assert city.partition(tonight) == whole.partition(rebuilt)
        assert rows(tonight.links) == rows(rebuilt.links)
        assert rows(tonight.changes) == rows(rebuilt.changes)
        assert tonight.doubts == rebuilt.doubts
        assert city.compared <= whole.compared
        registry = city.registry(tonight)


def records_of(*about: int, known_on: date = FIRST) -> list[Record]:
    return [Record(f"r{place}", who, known_on) for place, who in enumerate(about)]


def test_a_quiet_night_compares_nobody_and_changes_nothing() -> None:
    city = City(records_of(1, 1, 5, 9, 9))
    first = city.linked(BEFORE_THE_FIRST)
    again = City(city.records)
    second = again.linked(city.registry(first))
    assert again.compared == 0
    assert again.partition(second) == city.partition(first)
    assert len(second.changes) == 0


def test_another_version_of_the_rules_compares_everybody_and_keeps_ids() -> None:
    city = City(records_of(1, 1, 5))
    first = city.linked(BEFORE_THE_FIRST)
    again = City(city.records)
    second = again.linked(city.registry(first), version="v2")
    assert again.compared == 3
    assert again.partition(second) == city.partition(first)
    assert set(second.links["version"].to_pylist()) == {"v2"}


def tomorrow(today: City, records: Sequence[Record], verdicts: Sequence[Verdict] = ()) -> tuple[City, Linked]:
    """The night after the first one of a city, with these records."""
    city = City(records)
    return city, city.linked(today.registry(today.linked(BEFORE_THE_FIRST)), verdicts)


def test_a_record_that_joins_two_entities_is_logged_as_a_merge() -> None:
    before = City(records_of(1, 1, 3))
    _, second = tomorrow(before, [*before.records, Record("r9", 2, FIRST + timedelta(days=1))])
    (merge,) = second.changes.to_pylist()
    assert (merge["kind"], merge["from_id"], merge["to_id"], merge["mentions"]) == ("merge", "Par2", "Par0", 1)
    assert merge["why"] == "new_links"


def test_a_verdict_that_parts_is_logged_and_taken_back_it_leaves_no_scar() -> None:
    before = City(records_of(1, 1))
    city, parted = tomorrow(before, before.records, [Verdict("r0/party", "r1/party", MUST_NOT_LINK)])
    (split,) = parted.changes.to_pylist()
    assert (split["kind"], split["from_id"], split["why"]) == ("split", "Par0", "verdict")
    again = city.linked(city.registry(parted))
    assert city.partition(again) == before.partition(before.linked(BEFORE_THE_FIRST))


def test_a_verdict_of_an_earlier_night_is_no_reason_for_what_new_records_join() -> None:
    verdict = Verdict("r0/party", "r1/party", MUST_LINK)
    first = City(records_of(1, 9, 11, 11))
    obeyed, second = tomorrow(first, first.records, [verdict])
    assert {change["why"] for change in second.changes.to_pylist()} == {"verdict"}
    city = City([*first.records, Record("r9", 10, FIRST + timedelta(days=9))])
    third = city.linked(obeyed.registry(second), [replace(verdict, fresh=False)])
    assert {change["why"] for change in third.changes.to_pylist()} == {"new_links"}


def test_a_verdict_that_takes_a_number_off_a_row_is_no_correction_of_its_department() -> None:
    """The job takes such a row for changed: yesterday's crosswalk is handed over without its day."""
    rows = [replace(one, number="Pnumber1") for one in records_of(1, 1)]
    before = City(rows)
    first = before.registry(before.linked(BEFORE_THE_FIRST))
    known_on = first.crosswalks.column_names.index("known_on")
    crosswalks = first.crosswalks.set_column(known_on, "known_on", pa.array([FIRST, None], pa.date32()))
    after = City([rows[0], replace(rows[1], number=None)])
    night = after.linked(Registry(crosswalks, first.links), [Verdict("r1/party", "r0/party", MUST_NOT_LINK)])
    (split,) = night.changes.to_pylist()
    assert (split["kind"], split["from_id"], split["why"]) == ("split", "Pnumber1", "verdict")


def test_a_withdrawn_record_takes_its_links_with_it() -> None:
    before = City(records_of(1, 2, 3))
    assert len({held[0] for held in before.partition(before.linked(BEFORE_THE_FIRST)).values()}) == 1
    city, second = tomorrow(before, [before.records[0], before.records[2]])
    assert len({held[0] for held in city.partition(second).values()}) == 2


def test_a_number_given_to_a_record_renames_its_entity() -> None:
    (alone,) = records_of(1)
    numbered = replace(alone, number="Pnumber1", known_on=FIRST + timedelta(days=1))
    _, second = tomorrow(City([alone]), [numbered])
    (change,) = second.changes.to_pylist()
    assert (change["kind"], change["to_id"], change["why"]) == ("renamed", "Pnumber1", "record_changed")


def chain(**differs: Sequence[str | None]) -> Linked:
    """Six mentions of one name and phone, each linked to the next and no more than likely; `differs` sets a column."""
    rows = [
        {
            "mention_id": f"r{place}/party",
            "kind": "person",
            "name": "陈国强",
            "phone": "13800000001",
            "alone_id": f"Pa{place}",
            "links_only": False,
            "known_on": FIRST,
            **{column: values[place] for column, values in differs.items()},
        }
        for place in range(6)
    ]
    ends = [(f"r{place}/party", f"r{place + 1}/party", 0.97, "name_exact+phone_exact") for place in range(5)]
    links = pa.Table.from_pylist([dict(zip(EDGES.names, one, strict=True)) for one in ends], schema=EDGES)
    normal = pa.Table.from_pylist(rows, schema=NORMAL)
    return link(normal, lambda _: Compared(links, pa.array([])), "v1", BEFORE_THE_FIRST, [], lambda kind, one: one)


def test_mentions_that_say_the_same_are_one_to_the_guards() -> None:
    assert chain().doubts == []


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("id_seen", [f"35020319800101{place}__X" for place in range(6)]),
        ("masked_name", [f"陈{'*' * (1 + place)}" for place in range(6)]),
        ("context", [f"company 鑫盛{place}" for place in range(6)]),
    ],
)
def test_mentions_that_differ_in_anything_compared_are_not_one_to_the_guards(column: str, values: list[str]) -> None:
    (doubt,) = chain(**{column: values}).doubts
    assert doubt.kind == "bridge"
