"""Persons over nights: comparing what changed ends in the links, entities and doubts of comparing everybody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.linking import Compared, Disturbed, Linked, Registry, Verdict, link, owned
from models.linking.normal_forms import NORMAL_DDL, normal_frame
from models.linking.person_edges import person_edges
from models.linking.person_neighbours import PAST, ChangedPersons
from models.linking.person_records import MOST_HOLDERS
from models.linking.verdicts import MUST_LINK, MUST_NOT_LINK
from tests.drawn_tables import citizen_id
from tests.models.linking.kept import CROSSWALKS, NO_LINKS, kept
from tests.models.linking.test_person_edges import KEY, MODEL

Row = dict[str, Any]
TODAY = date(2026, 3, 1)
NAMES = ("陈国强", "陈国宝", "程国强", "陈强国", "CHEN GUOQIANG", "陈小明", "林大山", "林小山", "陈*强", "陈某", None)
BORN = ("19800101", "19800110", "19751212")
TYPES = {"string": pa.string(), "boolean": pa.bool_(), "date": pa.date32()}
NORMAL = pa.schema({name: TYPES[kind] for name, kind in (column.split() for column in NORMAL_DDL.split(", "))})
VALUES = {
    "name": "name",
    "citizen_id": "number",
    "phone": "phone",
    "address": "address",
    "birth_on": "birth_on",
    "context": "context",
}


def drawn(dice: random.Random, row: str, known_on: date) -> Row:
    """A row about somebody of a small town, where phones, homes and companies are shared by too many now and then."""
    number = citizen_id(dice.randrange(12), dice.choice(BORN))
    masked, wrong = f"{number[:6]}{'*' * 8}{number[14:]}", number[:15] + str((int(number[15]) + 1) % 10) + number[16:]
    shown = dice.choice(
        [None, None, ("home", home(dice)), ("company", f"厦门市鑫盛{dice.choice('达发隆')}咨询有限公司")]
    )
    return {
        "source_row_id": row,
        "table": "houses" if shown else "drawn",
        "department": "police",
        "role": "x",
        "links_only": dice.random() < 0.15,
        "known_on": known_on,
        "declared_kind": "person",
        "kind": None,
        "registration_no": None,
        "name": dice.choice(NAMES),
        "id_number": dice.choice([number, number, None, None, masked, wrong]),
        "phone": dice.choice([None, f"1380000000{dice.randrange(4)}"]),
        "address": dice.choice([None, home(dice)]),
        "birth_on": dice.choice([None, date(1980, 1, 1), date(1980, 1, 10)]),
        "context_kind": shown and shown[0],
        "context": shown and shown[1],
    }


def home(dice: random.Random) -> str:
    return f"厦门市思明区厦禾路{300 + dice.randrange(3)}号{dice.choice(['', '605室', '606室'])}"


class Town:
    """A night's mentions of persons, linked by the stated chances."""

    def __init__(self, rows: Sequence[Row], verdicts: Sequence[Verdict] = (), before: Town | None = None) -> None:
        frame = pd.DataFrame(rows, columns=list(drawn(random.Random(0), "", TODAY)), dtype=object)
        self.normal = pa.Table.from_pandas(normal_frame(frame, KEY), schema=NORMAL, preserve_index=False)
        ids = pc.binary_join_element_wise(self.normal["source_row_id"], self.normal["role"], "/")
        made = owned(self.normal.append_column("mention_id", ids), KEY, verdicts)
        self.normal, self.verdicts = made.mentions, made.verdicts
        bearing = self.normal.filter(self.normal["number_of_another"].is_valid())
        self.without_number = set(bearing["source_row_id"].to_pylist())
        self.turned = self.without_number ^ before.without_number if before else set()

    def linked(self, registry: Registry, past: pa.Table) -> Linked:
        def compare(disturbed: Disturbed | None) -> Compared:
            changed = None if disturbed is None else self.changed(disturbed, past)
            made = person_edges(self.normal, MODEL, KEY, changed, threads=1)
            links = made.links.filter(pc.field("probability") >= MODEL.threshold)
            return Compared(links, made.mentions, made.kinds)

        normal, registry = (self.normal, registry) if not len(registry.links) else kept(self.normal, registry)
        return link(normal, compare, "v1", registry, self.verdicts, lambda kind, one: f"Pnew{one}")

    @staticmethod
    def changed(disturbed: Disturbed, past: pa.Table) -> ChangedPersons:
        of_left = pc.is_in(past["entity_id"], disturbed.left["entity_id"].combine_chunks())
        return ChangedPersons(disturbed.mentions, past.filter(of_left))

    def placed(self, night: Linked) -> pd.DataFrame:
        """The mentions with entity, level and probability."""
        every = self.normal.to_pandas().merge(night.mentions.to_pandas(), on="mention_id", how="left")
        every["entity_id"] = every["entity_id"].fillna(every["own_id"]).fillna(every["alone_id"])
        as_alone = every["own_id"].notna().map({True: "citizen_id", False: "alone"})
        return every.assign(method=every["level"].fillna(as_alone), entity_kind=every["kind"])

    def committed(self, night: Linked) -> tuple[Registry, pa.Table]:
        """What the next night is handed: crosswalk and links, and the vault's values."""
        placed = self.placed(night).rename(columns={"level": "link_level", "probability": "link_probability"})
        crosswalk = pa.Table.from_pandas(placed[CROSSWALKS.names], schema=CROSSWALKS, preserve_index=False)
        speaking = placed[~placed["links_only"]]
        rows = [
            {"entity_id": row["entity_id"], "attribute": attribute, "value": str(row[column])}
            for row in speaking.to_dict("records")
            for attribute, column in VALUES.items()
            if row[column] is not None
        ]
        return Registry(crosswalk, night.links), pa.Table.from_pylist(rows, schema=PAST)


def rows_of(table: pa.Table) -> list[str]:
    return sorted(map(str, table.to_pylist()))


def assert_as_rebuilt(
    yesterday: Sequence[Row],
    today: Sequence[Row],
    judged: Sequence[Verdict] = (),
    judged_today: Sequence[Verdict] = (),
) -> pd.DataFrame:
    """The mentions of today, placed by comparing what changed as by comparing everybody."""
    before = Town(yesterday, judged)
    first = before.linked(Registry(CROSSWALKS.empty_table(), NO_LINKS), PAST.empty_table())
    registry, past = before.committed(first)
    town = Town(today, judged_today, before)
    registry = as_turned(registry, town.turned)
    tonight, rebuilt = town.linked(registry, past), town.linked(Registry(registry.crosswalks, NO_LINKS), past)
    assert rows_of(tonight.links) == rows_of(rebuilt.links)
    assert town.placed(tonight).equals(town.placed(rebuilt))
    assert rows_of(tonight.changes) == rows_of(rebuilt.changes)
    assert tonight.doubts == rebuilt.doubts
    return town.placed(tonight)


def as_turned(registry: Registry, rows: set[str]) -> Registry:
    """As the job does it: a row whose number is another's now, or its own again, is taken for changed."""
    held = registry.crosswalks
    turned = pc.is_in(held["source_row_id"], pa.array(sorted(rows), pa.string()))
    known_on = pc.if_else(turned, None, held["known_on"])
    return replace(registry, crosswalks=held.set_column(held.column_names.index("known_on"), "known_on", known_on))


def next_day(rows: Sequence[Row], dice: random.Random) -> list[Row]:
    """Some rows are withdrawn, some corrected, some arrive."""
    tomorrow = TODAY + timedelta(days=1)
    left = [row for row in rows if dice.random() > 0.05]
    kept = [drawn(dice, row["source_row_id"], tomorrow) if dice.random() < 0.05 else row for row in left]
    return kept + [drawn(dice, f"n{place}", tomorrow) for place in range(dice.randrange(4))]


def drawn_verdicts(dice: random.Random, rows: Sequence[Row]) -> list[Verdict]:
    """Verdicts on rows of one number, and on any two."""
    bearing = sorted((row["id_number"], row["source_row_id"]) for row in rows if row["id_number"])
    pairs = [[one, other] for (number, one), (its, other) in pairwise(bearing) if number == its]
    if len(rows) > 1:
        pairs += [sorted(dice.sample([row["source_row_id"] for row in rows], 2)) for _ in range(2)]
    return [
        Verdict(*(f"{row}/x" for row in dice.sample(pair, 2)), dice.choice([MUST_LINK, MUST_NOT_LINK]))
        for pair in pairs
        if dice.random() < 0.7
    ]


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_what_changed_compared_ends_where_everybody_compared_does(dice: random.Random) -> None:
    yesterday = [drawn(dice, f"r{place}", TODAY) for place in range(dice.randrange(10, 60))]
    today = next_day(yesterday, dice)
    judged = drawn_verdicts(dice, yesterday)
    still = [one for one in judged if dice.random() < 0.5]
    assert_as_rebuilt(yesterday, today, judged, [*still, *drawn_verdicts(dice, today)])


@pytest.mark.parametrize("seed", range(6))
def test_a_value_that_becomes_common_or_rare_is_told_by_what_the_vault_holds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two names behind a phone, home or company are too many here, so that every night turns some."""
    for column in MOST_HOLDERS:
        monkeypatch.setitem(MOST_HOLDERS, column, 2)
    dice = random.Random(seed)
    yesterday = [drawn(dice, f"r{place}", TODAY) for place in range(40)]
    assert_as_rebuilt(yesterday, next_day(yesterday, dice))


def told(row: str, **values: Any) -> Row:
    """A row that says nothing but these values."""
    return {
        **dict.fromkeys(drawn(random.Random(0), row, TODAY)),
        "source_row_id": row,
        "table": "drawn",
        "role": "x",
        "department": "police",
        "declared_kind": "person",
        "links_only": False,
        "known_on": TODAY,
        **values,
    }


def test_who_was_compared_by_a_home_is_compared_again_when_its_owner_goes() -> None:
    """Two owners of one name keep a report of that name apart from both; the one who stays gets it."""
    shown = {"name": "陈国强", "context_kind": "home", "context": "厦门市思明区厦禾路300号605室"}
    rows = [told(f"r{place}", id_number=citizen_id(place, "19800101"), **shown) for place in range(2)]
    rows.append(told("r2", **shown))
    town = assert_as_rebuilt(rows, rows[1:])
    assert len(set(town["entity_id"])) == 1


def test_a_refuted_row_that_goes_with_its_verdict_leaves_no_link() -> None:
    """What it said under the number is no more what the number's holder is compared by."""
    number = citizen_id(1, "19800101")
    rows = [told(f"r{place}", name="陈小明", id_number=number, phone="13800000001") for place in range(2)]
    rows.append(told("r2", name="陈大勇", id_number=number, phone="13900000002"))
    rows.append(told("r3", name="陈大勇", phone="13800000001"))
    verdict = Verdict("r2/x", "r0/x", MUST_NOT_LINK)
    assert_as_rebuilt(rows, [rows[0], rows[1], rows[3]], [verdict])
    assert_as_rebuilt(rows, rows, [verdict])
    assert_as_rebuilt(rows, rows, [], [verdict])


def test_only_partners_with_a_fitting_name_are_compared() -> None:
    """Of three who share a phone a new row is compared with its namesake alone."""
    phone = "13800000001"
    rows = [
        told(f"r{place}", name=name, phone=phone, id_number=citizen_id(place, "19800101"))
        for place, name in enumerate(("陈国强", "林大山", "王小明"))
    ]
    town = Town([*rows, told("new", name="陈国强", phone=phone)])
    made = person_edges(town.normal, MODEL, KEY, ChangedPersons(["new/x"]), threads=1)
    assert made.links.select(["left_id", "right_id"]).to_pylist() == [{"left_id": "new/x", "right_id": "r0/x"}]
