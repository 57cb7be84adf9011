"""Valid numbers beside names that cannot be their holder's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from pyspark.sql import DataFrame

from identifiers.han import name_sound, simplified
from identifiers.pseudonyms import Pseudonyms
from models.linking.anothers_numbers import Owned, owned
from models.linking.vault import NORMAL, with_ids
from tests.drawn_tables import Row, citizen_id

KEY = Pseudonyms(b"0123456789abcdef0123456789abcdef")
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
    assert not dispute.torn
    assert dispute.stranger.endswith("林大海/party")
    assert (
        answer.turned.to_pylist() == [row["source_row_id"] for row in rows("陈小明", "陈小明", "陈晓明", "林大海")][-1:]
    )


@pytest.mark.parametrize(
    "names",
    [
        ("陈小明", "陈小明", "程晓鸣"),  # one sound
        ("陈小明", "陳小明", "陈大海"),  # a sign in common
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
        assert {dispute.torn for dispute in answer.disputes} == {True}


HOLDERS, ANOTHERS = date(1980, 1, 1), date(1975, 5, 5)


def test_of_two_names_the_one_remains_that_records_no_other_birth_date() -> None:
    for born in (HOLDERS, None):
        answer = made(rows("陈小明", born=born), rows("林大海", born=ANOTHERS))
        assert [row["name"] for row in answer.mentions.to_pylist() if row["number"] is None] == ["林大海"]
        assert [row["birth_on"] for row in answer.mentions.to_pylist()] == [HOLDERS, ANOTHERS]
        assert [dispute.torn for dispute in answer.disputes] == [False]


def test_most_rows_of_a_number_count_before_a_birth_date() -> None:
    answer = made(rows("陈小明", born=ANOTHERS), rows("陈小明", "陈小明"), rows("林大海"))
    assert taken(answer) == {"林大海"}


def test_where_both_names_record_another_birth_date_or_none_nobody_knows() -> None:
    for one, other in ((ANOTHERS, ANOTHERS), (HOLDERS, HOLDERS), (None, HOLDERS)):
        answer = made(rows("陈小明", born=one), rows("林大海", born=other))
        assert (taken(answer), [dispute.torn for dispute in answer.disputes]) == (set(), [True])


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
