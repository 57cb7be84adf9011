"""Verdicts on who is who: recorded, taken back, and never forgotten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.layers import LINK_VERDICTS
from models.linking.levels import NUMBER_METHODS
from review.database import ReviewError
from review.schema import VerdictRow
from review.verdicts import BY_NUMBER, VerdictStore

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
ONE, OTHER = "r1/plaintiff", "r2/creditor"


@pytest.fixture
def store(tmp_path: Path) -> VerdictStore:
    return VerdictStore(f"sqlite:///{tmp_path / 'review.db'}")


def judge(store: VerdictStore, verdict: str = "must_link", on: date = MONDAY, known_on: date | None = None) -> str:
    return store.record(ONE, OTHER, verdict, "reviewer one", "the same signature", on, known_on)


def test_a_number_tells_who_a_mention_is_by_the_methods_that_linking_names() -> None:
    """`review` imports no other room, so the two are written twice and held together here."""
    assert BY_NUMBER == NUMBER_METHODS


def test_the_rows_are_the_columns_of_bronze() -> None:
    assert VerdictRow._fields == tuple(name for name, _, _ in LINK_VERDICTS.columns)


def test_a_night_obeys_a_verdict_from_the_day_after_it_is_known(store: VerdictStore) -> None:
    verdict = judge(store)
    assert store.known_before(MONDAY) == []
    assert store.known_before(TUESDAY) == [
        VerdictRow(verdict, ONE, OTHER, "must_link", "reviewer one", "the same signature", MONDAY, MONDAY)
    ]


def test_a_verdict_taken_back_stays_in_the_history(store: VerdictStore) -> None:
    verdict = judge(store)
    undo = store.undo(verdict, "reviewer two", "another person after all", TUESDAY)
    assert [row.verdict_id for row in store.known_before(TUESDAY)] == [verdict]
    assert store.known_before(WEDNESDAY) == []
    assert [(row.verdict_id, row.verdict, row.undoes) for row in store.history()] == [
        (verdict, "must_link", None),
        (undo, "undone", verdict),
    ]


def test_only_a_verdict_that_stands_can_be_taken_back(store: VerdictStore) -> None:
    verdict = judge(store, on=TUESDAY)
    with pytest.raises(ReviewError, match="before it is known"):
        store.undo(verdict, "reviewer two", "wrong", MONDAY)
    undo = store.undo(verdict, "reviewer two", "wrong", TUESDAY)
    for gone in (verdict, undo, "verdict-99", "decision-1", "nonsense"):
        with pytest.raises(ReviewError, match=r"take back|taken back"):
            store.undo(gone, "reviewer two", "again", WEDNESDAY)


def test_verdicts_come_in_the_order_in_which_they_became_known(store: VerdictStore) -> None:
    judge(store, "must_link", on=MONDAY, known_on=TUESDAY)
    judge(store, "must_not_link", on=MONDAY)
    assert [row.verdict for row in store.known_before(WEDNESDAY)] == ["must_not_link", "must_link"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "perhaps"}, "no verdict"),
        ({"verdict": "undone"}, "no verdict"),
        ({"left_id": "Pabc"}, "no mention"),
        ({"right_id": " "}, "mention is missing"),
        ({"right_id": ONE}, "two mentions"),
        ({"reviewer": " "}, "reviewer is missing"),
        ({"reason": ""}, "reason is missing"),
        ({"known_on": date(2026, 3, 1)}, "before it is decided"),
    ],
)
def test_a_verdict_without_two_mentions_a_name_or_a_reason_is_refused(
    store: VerdictStore, change: dict[str, object], message: str
) -> None:
    given: dict[str, object] = {
        "left_id": ONE, "right_id": OTHER, "verdict": "must_link", "reviewer": "reviewer one",
        "reason": "the same signature", "decided_on": MONDAY,
    }  # fmt: skip
    with pytest.raises(ReviewError, match=message):
        store.record(**{**given, **change})  # type: ignore[arg-type]
    assert store.history() == []
