"""Valid numbers beside names that cannot be their holder's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyspark.sql import DataFrame

from identifiers import credit_codes
from identifiers.han import name_sound, simplified
from identifiers.pseudonyms import Pseudonyms
from models.linking import Comparison, Linked, Verdict, link
from models.linking.anothers_numbers import Owned, doubts_of, owned
from models.linking.person_neighbours import PAST
from models.linking.vault import NORMAL, with_ids
from tests.drawn_tables import Row, citizen_id, credit_code
from tests.models.linking.test_nights import BEFORE_THE_FIRST
from tests.models.linking.test_person_edges import KEY as PEOPLE_KEY
from tests.models.linking.test_person_edges import MODEL, normal

KEY = Pseudonyms(b"0123456789abcdef0123456789abcdef")
WITH_IDS = NORMAL.append(pa.field("mention_id", pa.string()))
ONE, OTHER = citizen_id(1), citizen_id(2, "19900202")


def rows(
    *names: str | None, number: str = ONE, kind: str = "person", links_only: bool = False, born: date | None = None
) -> list[dict[str, Any]]:
    (own_id,) = KEY.of_each("person", [[number]])
    return [
        {
            "source_row_id": f"{number[-4:]}-{place}-{name}",
            "role": "party",
            "kind": kind,
            "links_only": links_only,
            "name": name,
            "sound": name and name_sound(simplified(name)),
            "number": number,
            "own_id": own_id,
            "alone_id": f"alone {place}",
            "birth_on": date(1980, 1, 1),
            "recorded_birth_on": born,
        }
        for place, name in enumerate(names)
    ]


def made(*parts: list[dict[str, Any]]) -> Owned:
    return owned(with_ids(pa.Table.from_pylist([row for part in parts for row in part], NORMAL)), KEY)


def taken(answer: Owned) -> set[str]:
    """Names of the mentions whose number was taken off."""
    lost = [row for row in answer.mentions.to_pylist() if row["number"] is None]
    assert all((row["own_id"], row["birth_on"], row["number_of_another"]) == (None, None, ONE) for row in lost)
    return {row["name"] for row in lost}


def test_a_row_under_a_strangers_name_loses_the_number_of_the_others() -> None:
    answer = made(rows("陈小明", "陈小明", "陈晓明", "林大海"))
    assert taken(answer) == {"林大海"}
    (dispute,) = answer.disputes
    assert dispute.kind == "anothers_number"
    assert dispute.stranger.endswith("林大海/party")
    assert (
        answer.turned.to_pylist() == [row["source_row_id"] for row in rows("陈小明", "陈小明", "陈晓明", "林大海")][-1:]
    )


@pytest.mark.parametrize(
    "names",
    [
        ("陈小明", "陈小明", "程晓鸣"),  # one sound
        ("陈小明", "陳小明", "陈大明"),  # a sign in common
        ("陈小明", "陈小明", "CHEN XIAOMING"),  # of no Chinese sign nothing can be said
        ("陈小明", "陈小明", None),
    ],
)
def test_a_name_that_can_be_the_holders_keeps_the_number(names: tuple[str | None, ...]) -> None:
    answer = made(rows(*names))
    assert (taken(answer), answer.disputes) == (set(), ())


def test_where_no_name_prevails_the_number_stays_and_its_entity_waits() -> None:
    for names in (
        ("陈小明", "林大海"),
        ("陈小明", "陈小明", "林大海", "林大海"),
        ("陈小明", "陈小明", "林大海", "黄国强"),
    ):
        answer = made(rows(*names))
        assert taken(answer) == set()
        assert {dispute.kind for dispute in answer.disputes} == {"torn_number"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("陈大海", True),
        ("陈海", True),
        ("陈小海", False),  # a sign of the given name
        ("陈大鸣", False),  # a syllable of it
        ("CHEN DAHAI", False),
    ],
)
def test_of_a_name_with_the_surname_alone_in_common_a_reviewer_is_told_and_the_number_stays(
    name: str, told: bool
) -> None:
    answer = made(rows("陈小明", "陈小明", name))
    assert taken(answer) == set()
    assert [dispute.kind for dispute in answer.disputes] == ["surname_alone"] * told


HOLDERS, ANOTHERS = date(1980, 1, 1), date(1975, 5, 5)


def test_of_two_names_the_one_remains_that_records_no_other_birth_date() -> None:
    for born in (HOLDERS, None):
        answer = made(rows("陈小明", born=born), rows("林大海", born=ANOTHERS))
        assert [row["name"] for row in answer.mentions.to_pylist() if row["number"] is None] == ["林大海"]
        assert [row["birth_on"] for row in answer.mentions.to_pylist()] == [HOLDERS, ANOTHERS]
        assert [dispute.kind for dispute in answer.disputes] == ["anothers_number"]


def test_most_rows_of_a_number_count_before_a_birth_date() -> None:
    answer = made(rows("陈小明", born=ANOTHERS), rows("陈小明", "陈小明"), rows("林大海"))
    assert taken(answer) == {"林大海"}


def test_where_both_names_record_another_birth_date_or_none_nobody_knows() -> None:
    for one, other in ((ANOTHERS, ANOTHERS), (HOLDERS, HOLDERS), (None, HOLDERS)):
        answer = made(rows("陈小明", born=one), rows("林大海", born=other))
        assert (taken(answer), [dispute.kind for dispute in answer.disputes]) == (set(), ["torn_number"])


def test_reporters_and_companies_are_neither_asked_nor_changed() -> None:
    reported = rows("林大海", "林大海", "林大海", links_only=True)
    assert (taken(made(rows("陈小明"), reported)), made(rows("陈小明"), reported).disputes) == (set(), ())
    assert made(rows("甲公司", "甲公司", "乙店", kind="company")).disputes == ()


def test_a_number_is_given_back_when_the_others_are_gone() -> None:
    held = made(rows("陈小明", "陈小明", "林大海"), rows("黄国强", number=OTHER))
    left = held.mentions.filter(pc.not_equal(held.mentions["name"], "陈小明"))
    again = owned(left, KEY)
    assert taken(again) == set()
    fresh = made(rows("陈小明", "陈小明", "林大海")[2:], rows("黄国强", number=OTHER))
    assert again.mentions.to_pylist() == fresh.mentions.to_pylist()
    assert len(again.turned) == 1


CHEN, LIN, HUANG = ({"name": name, "id_number": ONE} for name in ("陈小明", "林大海", "黄国强"))
NO_NAMES = pa.schema({"source_row_id": pa.string(), "name": pa.string()}).empty_table()


@dataclass(frozen=True)
class Night:
    """The rows `r0/x`, `r1/x`, ... of a first night, linked with verdicts: whose each is, and what is in doubt."""

    owned: Owned
    linked: Linked

    @property
    def doubts(self) -> list[tuple[str, str, str]]:
        return [(one.kind, one.left_id[:2], one.right_id[:2]) for one in self.linked.doubts]

    @property
    def held(self) -> set[str]:
        return {row for row, entity in self.entities.items() if entity in self.linked.held}

    @property
    def entities(self) -> dict[str, str]:
        found = {row["mention_id"]: row["entity_id"] for row in self.linked.mentions.to_pylist()}
        return {
            row["mention_id"][:2]: found.get(row["mention_id"], row["own_id"] or row["alone_id"])
            for row in self.owned.mentions.to_pylist()
        }

    @property
    def together(self) -> set[str]:
        """The rows of each entity, as r0r1."""
        whose = self.entities
        return {"".join(row for row in whose if whose[row] == entity) for entity in whose.values()}


def linked(rows: Sequence[Row], *verdicts: tuple[str, str, str]) -> Night:
    given = [Verdict(f"{left}/x", f"{right}/x", word) for word, left, right in verdicts]
    made = owned(pa.Table.from_pylist(normal(*rows).to_pylist(), WITH_IDS), PEOPLE_KEY, given)
    compare = Comparison(made.mentions, NO_NAMES, PEOPLE_KEY, lambda _: PAST.empty_table(), MODEL)
    night = link(made.mentions, compare, "v1", BEFORE_THE_FIRST, made.verdicts, lambda kind, one: f"new-{one}")
    return Night(made, replace(night, doubts=[*night.doubts, *doubts_of(made.disputes, night)]))


def test_a_verdict_on_a_torn_number_speaks_for_every_row_of_the_name() -> None:
    torn = linked([CHEN, CHEN, LIN, LIN])
    assert (torn.together, torn.held, torn.doubts) == (
        {"r0r1r2r3"},
        {"r0", "r1", "r2", "r3"},
        [("torn_number", "r0", "r2")],
    )
    parted = linked([CHEN, CHEN, LIN, LIN], ("must_not_link", "r2", "r0"))
    assert "r0r1" in parted.together
    assert not {parted.entities["r2"], parted.entities["r3"]} & {parted.entities["r0"]}
    assert (parted.held, parted.doubts) == (set(), [])
    assert parted.owned.refuted == {"r2/x", "r3/x"}
    one = linked([CHEN, CHEN, LIN, LIN], ("must_link", "r2", "r0"))
    assert (one.together, one.held, one.doubts) == ({"r0r1r2r3"}, set(), [])


def test_the_holder_named_first_loses_the_number_to_the_other() -> None:
    parted = linked([CHEN, LIN], ("must_not_link", "r0", "r1"))
    assert parted.owned.refuted == {"r0/x"}
    assert parted.owned.mentions["number"].to_pylist() == [None, ONE]


def test_of_three_names_a_verdict_on_two_leaves_the_third_in_doubt() -> None:
    left = linked([CHEN, LIN, HUANG], ("must_not_link", "r1", "r0"))
    assert (left.together, left.held, left.doubts) == ({"r0r2", "r1"}, {"r0", "r2"}, [("torn_number", "r0", "r2")])


def test_a_verdict_gives_a_number_back_to_every_row_of_the_name() -> None:
    rows = [CHEN, CHEN, CHEN, LIN, LIN]
    off = linked(rows)
    assert ("r0r1r2" in off.together, off.doubts) == (True, [("anothers_number", "r0", "r3")])
    back = linked(rows, ("must_link", "r3", "r0"))
    assert (back.together, back.doubts) == ({"r0r1r2r3r4"}, [])
    confirmed = linked(rows, ("must_not_link", "r3", "r0"))
    assert ("r0r1r2" in confirmed.together, confirmed.doubts) == (True, [])
    assert confirmed.owned.refuted == {"r3/x", "r4/x"}


def test_a_verdict_settles_whose_number_it_is_where_the_surname_alone_is_shared() -> None:
    son = {"name": "陈大海", "id_number": ONE}
    told = linked([CHEN, CHEN, son, son])
    assert (told.together, told.held, told.doubts) == ({"r0r1r2r3"}, set(), [("surname_alone", "r0", "r2")])
    one = linked([CHEN, CHEN, son, son], ("must_link", "r0", "r2"))
    assert (one.together, one.doubts) == ({"r0r1r2r3"}, [])
    two = linked([CHEN, CHEN, son, son], ("must_not_link", "r2", "r0"))
    assert ("r0r1" in two.together, two.owned.refuted, two.doubts) == (True, {"r2/x", "r3/x"}, [])


def test_a_verdict_on_something_else_settles_nothing() -> None:
    somebody = {"name": "吴文华", "phone": "13800000009"}
    night = linked([CHEN, CHEN, LIN, LIN, somebody], ("must_not_link", "r4", "r0"), ("must_not_link", "r4", "r2"))
    assert (night.held, night.doubts) == ({"r0", "r1", "r2", "r3"}, [("torn_number", "r0", "r2")])


def test_a_verdict_on_two_rows_of_one_name_is_about_the_row_alone() -> None:
    night = linked([CHEN, CHEN, CHEN], ("must_not_link", "r2", "r0"))
    assert (night.together, night.owned.refuted) == ({"r0r1", "r2"}, {"r2/x"})


def test_of_rows_of_a_name_that_verdicts_speak_of_apart_each_is_as_its_own_says() -> None:
    night = linked([CHEN, CHEN, LIN, LIN], ("must_not_link", "r2", "r0"), ("must_link", "r3", "r0"))
    assert night.together == {"r0r1r3", "r2"}


def test_who_bears_a_refuted_number_links_nobody_to_it() -> None:
    """A namesake by a sign, with another phone: whoever has that phone is not the holder."""
    holder = {**CHEN, "phone": "13800000001"}
    other, hers = ({"name": "陈小强", "phone": "13900000002", "id_number": number} for number in (ONE, None))
    believed = linked([holder, holder, other, hers])
    assert believed.together == {"r0r1r2r3"}
    refuted = linked([holder, holder, other, hers], ("must_not_link", "r2", "r0"))
    assert refuted.together == {"r0r1", "r2r3"}


def test_a_refuted_row_is_compared_by_what_else_it_says() -> None:
    lin = {"name": "林大海", "id_number": OTHER, "phone": "13800000002"}
    night = linked([CHEN, lin, {**lin, "id_number": ONE}], ("must_not_link", "r2", "r0"))
    assert night.together == {"r0", "r1r2"}


def test_of_two_numbers_of_one_person_the_row_named_first_gives_its_own_up() -> None:
    lin = {"name": "林大海", "id_number": OTHER}
    night = linked([lin, lin, CHEN], ("must_link", "r1", "r2"))
    assert (night.together, night.owned.refuted) == ({"r0", "r1r2"}, {"r1/x"})
    # The stranger's copied number is off anyway, whoever is named first.
    rows = [CHEN, CHEN, LIN, lin]
    for ends in (("r2", "r3"), ("r3", "r2")):
        given = linked(rows, ("must_link", *ends))
        assert (given.together, given.owned.refuted) == ({"r0r1", "r2r3"}, set())


def test_a_report_takes_the_number_off_nobody_but_itself() -> None:
    report = {**CHEN, "links_only": True}
    night = linked([CHEN, report], ("must_not_link", "r0", "r1"))
    assert (night.owned.refuted, night.doubts) == (set(), [("verdict_without_effect", "r0", "r1")])
    assert linked([CHEN, report], ("must_not_link", "r1", "r0")).owned.refuted == {"r1/x"}


def test_a_companys_code_is_taken_off_with_the_organisation_code_in_it_and_given_back() -> None:
    code = next(one for one in map(credit_code, count(1)) if credit_codes.organisation_code(one))
    two = rows("厦门甲公司", "厦门乙公司", number=code, kind="company")
    drawn = [{**row, "organisation_code": code[8:17], "own_id": KEY.of("company", code)} for row in two]
    table = with_ids(pa.Table.from_pylist(drawn, NORMAL))
    ends = table["mention_id"].to_pylist()
    off = owned(table, KEY, [Verdict(ends[1], ends[0], "must_not_link")])
    lost = off.mentions.to_pylist()[1]
    assert [lost[name] for name in ("number", "own_id", "organisation_code")] == [None, None, None]
    assert (lost["number_of_another"], lost["birth_on"]) == (code, date(1980, 1, 1))
    again = owned(off.mentions, KEY)
    assert again.mentions.equals(table)
    assert again.turned.to_pylist() == [lost["source_row_id"]]


def test_a_verdict_on_a_record_that_is_gone_is_said() -> None:
    night = linked([CHEN], ("must_not_link", "r0", "r9"), ("must_link", "r8", "r9"))
    assert night.doubts == [("verdict_without_effect", "r0", "r9"), ("verdict_without_effect", "r8", "r9")]


def test_what_a_strangers_row_says_is_not_the_holders(
    link: Callable[[dict[str, list[Row]]], dict[str, DataFrame]],
) -> None:
    """Two rows of the holder, and a third's deed with the number of the row above: it links to its own person."""
    chen = {"register_no": "1", "name": "陈小明", "citizen_id": ONE, "phone": "13800000001"}
    lin = {"register_no": "2", "name": "林大海", "citizen_id": OTHER, "phone": "13800000002"}
    deeds = [
        {"deed_no": f"d{place}", "deed_kind": "enforceable_debt", "notarised_on": date(2025, 5, 1), **creditor}
        for place, creditor in enumerate(
            {"creditor_name": name, "creditor_kind": "person", "creditor_id_number": ONE, "creditor_phone": phone}
            for name, phone in (("陈小明", None), ("林大海", "13800000002"))
        )
    ]
    linked = link({"residents": [chen, lin], "notarised_debts": deeds})
    whose: dict[tuple[str, str], set[str]] = {}
    vault = {row["source_row_id"]: row for row in linked["linked.identities"].collect()}
    for row in linked["linked.crosswalks"].collect():
        whose.setdefault((row["table"], vault[row["source_row_id"]]["name"]), set()).add(row["entity_id"])
    assert whose["notarised_debts", "林大海"] == whose["residents", "林大海"]
    assert whose["notarised_debts", "陈小明"] == whose["residents", "陈小明"]
    (doubt,) = linked["linked.review_items"].collect()
    assert (doubt["kind"], doubt["held_ids"]) == ("anothers_number", [])
    assert set(doubt["entity_ids"]) == whose["residents", "林大海"] | whose["residents", "陈小明"]
    assert ONE not in str(doubt)
