"""A name is read one at a time, for a purpose, after it was written down, so many a day."""

from __future__ import annotations

import getpass
from datetime import date

import pytest

from jobs.settings import Settings
from notebooks import reading, revealing
from review.store import REVEALS_PER_DAY, AccessRefused, ReviewStore
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import AS_OF, CITIZEN_ID, DOUBTED, LENDER, NAME, PHONE

TODAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revealing, "_today", lambda: TODAY)


def test_a_listed_lender_is_revealed_and_the_look_is_logged(open_night: OpenNight, settings: Settings) -> None:
    open_night()

    held = reading.reveal(LENDER, "referral", note="file 12")

    # No home or office, no number that a reviewer refuted, and nothing that a reporter said.
    assert list(held.itertuples(index=False, name=None)) == [
        ("birth_on", "1980-01-01", 1, date(2026, 1, 5)),
        ("citizen_id", CITIZEN_ID, 2, AS_OF),
        ("name", NAME, 3, AS_OF),
        ("phone", PHONE, 1, AS_OF),
    ]
    assert list(held.columns) == ["attribute", "value", "records", "last_known_on"]
    log = ReviewStore(settings.review_url).accesses(LENDER)
    assert [(row.who, row.purpose, row.on, row.granted) for row in log] == [
        (getpass.getuser(), "referral: file 12", TODAY, True)
    ]


@pytest.mark.parametrize("purpose", ["", "curious", "referral and more"])
def test_without_a_stated_purpose_nothing_is_shown_or_logged(
    open_night: OpenNight, settings: Settings, purpose: str
) -> None:
    open_night()

    with pytest.raises(ValueError, match="state the purpose"):
        reading.reveal(LENDER, purpose)

    assert ReviewStore(settings.review_url).accesses() == []


def test_somebody_on_no_list_is_refused_and_the_attempt_is_logged(open_night: OpenNight, settings: Settings) -> None:
    open_night()
    nobody = "P" + "ee" * 10

    with pytest.raises(AccessRefused, match="none of the lists"):
        reading.reveal(nobody, "audit")

    assert len(ReviewStore(settings.review_url).accesses(nobody)) == 1


def test_who_is_in_doubt_may_be_revealed_to_settle_it(open_night: OpenNight, settings: Settings) -> None:
    open_night()

    reading.reveal(DOUBTED, "identity")

    assert [row.granted for row in ReviewStore(settings.review_url).accesses(DOUBTED)] == [True]


def test_a_party_to_a_listed_dispute_may_be_revealed(open_night: OpenNight) -> None:
    open_night()

    assert list(reading.reveal("P" + "4e" * 10, "mediation")["value"]) == []


def test_the_days_number_is_the_end_of_it(open_night: OpenNight, settings: Settings) -> None:
    open_night()
    store = ReviewStore(settings.review_url)
    for _ in range(REVEALS_PER_DAY):
        store.log_access(getpass.getuser(), LENDER, "referral", TODAY)

    with pytest.raises(AccessRefused, match="names a day"):
        reading.reveal(LENDER, "referral")


def test_no_name_is_revealed_while_pages_are_made(
    open_night: OpenNight, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_night()
    monkeypatch.setenv("MINGJING_PAGES", str(settings.reports / "2026-03-04"))

    with pytest.raises(AccessRefused, match="published page"):
        reading.reveal(LENDER, "referral")


CITED = "courts/civil_cases/2026-02-28, file 1"


def test_a_cited_file_is_found_and_the_look_is_logged(open_night: OpenNight, settings: Settings) -> None:
    open_night()

    assert reading.find_file(f"{CITED}#12", "audit") == "courts/civil_cases/2026-02-28/civil_cases.csv, row 12"
    log = ReviewStore(settings.review_url).accesses(CITED)
    assert [(row.purpose, row.granted) for row in log] == [("audit", True)]


def test_a_file_that_nobody_delivered_is_not_found_and_the_attempt_is_logged(
    open_night: OpenNight, settings: Settings
) -> None:
    open_night()

    with pytest.raises(ValueError, match=r"no file .*file 9"):
        reading.find_file("courts/civil_cases/2026-02-28, file 9", "audit")

    assert len(ReviewStore(settings.review_url).accesses()) == 1


def test_files_are_not_named_without_a_purpose(open_night: OpenNight) -> None:
    night = open_night()

    assert "source_file" not in night.files()
    with pytest.raises(ValueError, match="state the purpose"):
        reading.find_file(CITED, "")
