"""The review database: what a night reads of it, and what it refuses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from expectations.layers import MODEL_APPROVALS, REVIEWS
from review.database import ReviewError
from review.schema import ApprovalRow, ReviewRow, metadata
from review.store import AccessRefused, ReviewStore
from review.verdicts import VerdictStore

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
POSTGRES = os.environ.get("MINGJING_TEST_POSTGRES", "")
"""URL of an empty PostgreSQL database that tests may fill; without one they run on SQLite alone."""


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'review.db'}"
        return
    yield POSTGRES
    engine = create_engine(POSTGRES)
    metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def store(url: str) -> ReviewStore:
    return ReviewStore(url, reveals_per_day=3)


def decide(store: ReviewStore, decision: str = "dismissed", on: date = MONDAY, known_on: date | None = None) -> str:
    return store.record_decision("lenders", "Pabc", decision, "reviewer one", "a friend's loan", on, known_on)


def test_the_rows_are_the_columns_of_bronze() -> None:
    assert ReviewRow._fields == tuple(name for name, _, _ in REVIEWS.columns)
    assert ApprovalRow._fields == tuple(name for name, _, _ in MODEL_APPROVALS.columns)


def test_a_night_reads_a_decision_from_the_day_after_it_is_known(store: ReviewStore) -> None:
    review_id = decide(store)
    assert store.reviews_known_before(MONDAY) == []
    assert store.reviews_known_before(TUESDAY) == [
        ReviewRow(
            review_id, "decision", "lenders", "Pabc", "dismissed", "reviewer one", "a friend's loan", MONDAY, MONDAY
        )
    ]


def test_a_decision_entered_late_is_known_late(store: ReviewStore) -> None:
    decide(store, on=MONDAY, known_on=TUESDAY)
    assert store.reviews_known_before(TUESDAY) == []
    assert [row.decided_on for row in store.reviews_known_before(WEDNESDAY)] == [MONDAY]


def test_a_correction_is_read_as_a_review_of_its_own_kind(store: ReviewStore) -> None:
    store.record_correction("disputes", "Dabc", "reviewer two", "another person", MONDAY, source_row_id="rabc")
    (row,) = store.reviews_known_before(TUESDAY)
    assert (row.kind, row.decision, row.list_name, row.subject_id) == ("correction", "corrected", "disputes", "Dabc")


def test_rows_come_in_the_order_in_which_they_became_known(store: ReviewStore) -> None:
    decide(store, "confirmed", on=TUESDAY)
    decide(store, "dismissed", on=MONDAY)
    store.record_correction("lenders", "Pabc", "reviewer one", "wrong row", MONDAY)
    assert [row.decision for row in store.reviews_known_before(WEDNESDAY)] == ["dismissed", "corrected", "confirmed"]


def test_an_undo_hides_a_decision_from_later_nights_and_from_no_earlier_one(store: ReviewStore) -> None:
    review_id = decide(store, on=MONDAY)
    store.undo_decision(review_id, "reviewer two", "wrong entity", TUESDAY)
    assert [row.review_id for row in store.reviews_known_before(TUESDAY)] == [review_id]
    assert store.reviews_known_before(WEDNESDAY) == []


def test_only_a_decision_that_stands_can_be_undone(store: ReviewStore) -> None:
    review_id = decide(store, on=TUESDAY)
    with pytest.raises(ReviewError, match="before it is known"):
        store.undo_decision(review_id, "reviewer two", "wrong entity", MONDAY)
    undo = store.undo_decision(review_id, "reviewer two", "wrong entity", TUESDAY)
    for gone in (review_id, undo, "decision-99", "correction-1", "nonsense"):
        with pytest.raises(ReviewError, match=r"take back|taken back"):
            store.undo_decision(gone, "reviewer two", "again", WEDNESDAY)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"list_name": "relatives"}, "no list"),
        ({"decision": "guilty"}, "no decision"),
        ({"decision": "undone"}, "no decision"),
        ({"reviewer": " "}, "reviewer is missing"),
        ({"reason": ""}, "reason is missing"),
        ({"subject_id": ""}, "subject is missing"),
        ({"known_on": date(2026, 3, 1)}, "before it is decided"),
    ],
)
def test_a_decision_without_a_name_a_reason_or_a_known_word_is_refused(
    store: ReviewStore, change: dict[str, object], message: str
) -> None:
    given: dict[str, object] = {
        "list_name": "lenders", "subject_id": "Pabc", "decision": "confirmed", "reviewer": "reviewer one",
        "reason": "seen the deed", "decided_on": MONDAY,
    }  # fmt: skip
    with pytest.raises(ReviewError, match=message):
        store.record_decision(**{**given, **change})  # type: ignore[arg-type]
    assert store.reviews_known_before(WEDNESDAY) == []


def test_the_last_approval_known_before_a_night_is_in_force(store: ReviewStore) -> None:
    store.approve_model("mingjing-lenders", "1", "synthetic_city", "head", "first", MONDAY)
    store.approve_model("mingjing-lenders", "2", "synthetic_city", "head", "better", TUESDAY)
    assert [row.model_version for row in store.approvals_known_before(MONDAY)] == []
    assert [row.model_version for row in store.approvals_known_before(TUESDAY)] == ["1"]
    assert [row.model_version for row in store.approvals_known_before(WEDNESDAY)] == ["1", "2"]
    assert store.approvals_known_before(TUESDAY) == [
        ApprovalRow("approval-1", "mingjing-lenders", "1", "synthetic_city", "head", "first", MONDAY, MONDAY)
    ]


def test_an_approval_needs_an_approver_and_a_reason(store: ReviewStore) -> None:
    with pytest.raises(ReviewError, match="approver is missing"):
        store.approve_model("mingjing-lenders", "1", "synthetic_city", "", "first", MONDAY)


def test_looks_behind_pseudonyms_are_logged_and_limited_by_person_and_day(store: ReviewStore) -> None:
    left = [store.log_access("analyst", f"P{number}", "check the deed", MONDAY) for number in range(3)]
    assert left == [2, 1, 0]
    with pytest.raises(AccessRefused, match="3 names a day"):
        store.log_access("analyst", "P9", "check the deed", MONDAY)
    assert store.reveals_on(MONDAY, "analyst") == 3
    assert store.log_access("analyst", "P9", "check the deed", TUESDAY) == 2
    assert store.log_access("another", "P9", "check the deed", MONDAY) == 2


def test_the_log_keeps_refusals_and_can_be_read_for_one_entity(store: ReviewStore) -> None:
    for number in range(3):
        store.log_access("analyst", f"P{number}", "check the deed", MONDAY)
    with pytest.raises(AccessRefused):
        store.log_access("analyst", "P9", "one more", MONDAY)
    assert [row.granted for row in store.accesses()] == [True, True, True, False]
    assert [(row.who, row.purpose, row.granted) for row in store.accesses("P9")] == [("analyst", "one more", False)]


@pytest.mark.parametrize(("who", "entity", "purpose"), [("", "P1", "x"), ("a", "", "x"), ("a", "P1", "  ")])
def test_a_look_without_a_person_an_entity_or_a_purpose_is_refused(
    store: ReviewStore, who: str, entity: str, purpose: str
) -> None:
    with pytest.raises(ReviewError, match="is missing"):
        store.log_access(who, entity, purpose, MONDAY)
    assert store.accesses() == []


def test_looks_at_the_same_moment_do_not_pass_the_limit_together(url: str) -> None:
    store = ReviewStore(url, reveals_per_day=3)

    def look(number: int) -> bool:
        try:
            store.log_access("analyst", f"P{number}", "check the deed", MONDAY)
        except AccessRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        granted = list(pool.map(look, range(12)))
    assert sum(granted) <= 3
    assert store.reveals_on(MONDAY, "analyst") == sum(granted) > 0


def test_two_different_people_sign_a_candidates_papers(store: ReviewStore) -> None:
    assert store.sign_candidate("rabc", "clerk one", MONDAY) == 1
    with pytest.raises(ReviewError, match="signed already"):
        store.sign_candidate("rabc", "clerk one", TUESDAY)
    assert store.sign_candidate("rabc", "clerk two", TUESDAY) == 0
    assert [row.signer for row in store.signatures_known_before(TUESDAY)] == ["clerk one"]
    assert [row.signer for row in store.signatures_known_before(WEDNESDAY)] == ["clerk one", "clerk two"]


@pytest.mark.parametrize("table", sorted(metadata.tables))
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id + 100", "DELETE FROM {table}"])
def test_no_row_can_be_changed_or_deleted_even_by_hand(
    url: str, store: ReviewStore, table: str, statement: str
) -> None:
    decide(store)
    store.record_correction("lenders", "Pabc", "reviewer one", "wrong row", MONDAY)
    store.approve_model("mingjing-lenders", "1", "synthetic_city", "head", "first", MONDAY)
    store.log_access("analyst", "P1", "check the deed", MONDAY)
    store.sign_candidate("rabc", "clerk one", MONDAY)
    VerdictStore(url).record("r1/plaintiff", "r2/creditor", "must_link", "reviewer one", "one signature", MONDAY)
    engine = create_engine(url)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement.format(table=table)))
    with engine.begin() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table} WHERE id < 100")).scalar_one() == 1
    engine.dispose()


def test_the_file_is_its_owners_and_what_is_in_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "var" / "review.db"
    decide(ReviewStore(f"sqlite:///{path}"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(ReviewStore(f"sqlite:///{path}").reviews_known_before(TUESDAY)) == 1


def test_a_file_that_others_may_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "review.db"
    path.touch(mode=0o644)
    with pytest.raises(ReviewError, match="chmod 600"):
        ReviewStore(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "message"),
    [("sqlite://", "name a file"), ("no url at all", "MINGJING_REVIEW_URL"), ("nosuchdb://x/y", "MINGJING_REVIEW_URL")],
)
def test_a_url_that_cannot_work_says_where_it_came_from(url: str, message: str) -> None:
    with pytest.raises(ReviewError, match=message):
        ReviewStore(url)


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "review.db"
    path.write_text("not a database, " * 100)
    path.chmod(0o600)
    with pytest.raises(ReviewError, match="does not answer"):
        ReviewStore(f"sqlite:///{path}")
