"""A court's sentence is read behind a citation as a name is: for a purpose, and written down first."""

from __future__ import annotations

from datetime import date

import pytest

from jobs.settings import Settings
from notebooks import reading
from review.store import AccessRefused, ReviewStore
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import Row, full_night

CASE = "courts/civil_cases/2026-02-28, file 1"
TEXTS = "courts/judgment_texts/2026-02-28, file 1"
SENTENCE = "李某向王某借款10万元，约定月利率2%。"
TEXT = f"本院经审理查明：{SENTENCE}王某以现金方式支付。"


def night_with_document(**known: object) -> dict[str, list[Row]]:
    """The full night, with the document of the case in row 12, which evidence about a listed lender cites."""
    place = {
        "source_row_id": "t1",
        "source_place": TEXTS,
        "source_row": 3,
        "case_no": "案1",
        "known_on": date(2026, 2, 28),
    }
    first = TEXT.index(SENTENCE)
    at = {"fact": "principal_fen", "first_character": first, "end_character": first + len(SENTENCE)}
    return {
        **full_night(),
        "bronze.civil_cases": [
            {
                "source_row_id": "r1",
                "source_place": CASE,
                "source_row": 12,
                "case_no": "案1",
                "known_on": date(2026, 2, 28),
            }
        ],
        "bronze.judgment_texts": [{**place, "document_text": TEXT, **known}],
        "features.judgment_facts": [{**place, "principal_fen": 10_000_000, "sentences": [at]}],
    }


def test_the_sentence_behind_a_cited_case_is_shown_and_the_look_is_logged(
    open_night: OpenNight, settings: Settings
) -> None:
    open_night(night_with_document())

    shown = reading.read_sentences(f"{CASE}#12", "confirmation", note="file 12")

    assert shown.values.tolist() == [[f"{TEXTS}#3", "principal_fen", 10_000_000, SENTENCE]]
    log = ReviewStore(settings.review_url).accesses(f"{CASE}#12")
    assert [(row.purpose, row.granted) for row in log] == [("confirmation: file 12", True)]


def test_a_case_without_a_document_has_no_sentence(open_night: OpenNight) -> None:
    open_night(night_with_document())

    assert reading.read_sentences(f"{CASE}#7", "audit").empty


def test_a_document_that_no_evidence_cites_is_refused_and_the_attempt_is_logged(
    open_night: OpenNight, settings: Settings
) -> None:
    open_night(night_with_document())

    with pytest.raises(AccessRefused, match="no evidence"):
        reading.read_sentences(f"{TEXTS}#3", "audit")

    assert len(ReviewStore(settings.review_url).accesses(f"{TEXTS}#3")) == 1


def test_a_document_delivered_anew_since_is_not_cut_at_the_old_places(open_night: OpenNight) -> None:
    open_night(night_with_document(source_row=4))

    with pytest.raises(ValueError, match="delivered anew"):
        reading.read_sentences(f"{CASE}#12", "audit")


@pytest.mark.parametrize(("citation", "purpose"), [(f"{CASE}#12", ""), (CASE, "audit")])
def test_without_a_purpose_or_a_row_nothing_is_shown_or_logged(
    open_night: OpenNight, settings: Settings, citation: str, purpose: str
) -> None:
    open_night(night_with_document())

    with pytest.raises(ValueError, match=r"state the purpose|cite a row"):
        reading.read_sentences(citation, purpose)

    assert ReviewStore(settings.review_url).accesses() == []


def test_no_sentence_is_read_while_pages_are_made(open_night: OpenNight, monkeypatch: pytest.MonkeyPatch) -> None:
    open_night(night_with_document())
    monkeypatch.setenv("MINGJING_PAGES", "pages")

    with pytest.raises(AccessRefused, match="published page"):
        reading.read_sentences(f"{CASE}#12", "audit")
