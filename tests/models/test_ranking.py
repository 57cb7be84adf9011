"""Ranks, ties, the cut, and what would change a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models import rules
from models.evidence import Evidence
from models.lists import PLANS
from models.ranking import Standing, Surroundings, lines
from tests.models.drawn import evidence

AS_OF = date(2026, 3, 4)
AROUND = Surroundings(AS_OF, "run", 5, ("tax",))
LENDERS = replace(PLANS["lenders"], capacity=2)
ITEMS = (evidence("v1", step=1, departments=("courts",)), evidence("v2", step=5, departments=("police",)))


def standing(subject: str, score: float, items: tuple[Evidence, ...] = ITEMS, **overrides: Any) -> Standing:
    scores = {
        "subject_id": subject,
        "entity_kind": "company",
        "method": "rules_only",
        "model_name": None,
        "model_version": None,
        "score": score,
        "score_low": None,
        "score_high": None,
        "band": None,
    }
    reasons = tuple(
        {
            "feature": item.rule,
            "value": item.value,
            "contribution": 0.17,
            "sentence_zh": item.sentence_zh,
            "sentence_en": item.sentence_en,
        }
        for item in items
        if item.speaks_for
    )
    return Standing(scores | overrides, items, reasons, 0.9, "unreviewed", {})


def test_the_highest_score_is_first_and_equal_scores_share_a_rank_by_id() -> None:
    given = [standing("C2", 0.3), standing("C3", 0.5), standing("C1", 0.3)]
    made = lines(PLANS["lenders"], given, AROUND)
    assert [(row["subject_id"], row["rank"], row["rank_with_ties"]) for row in made] == [
        ("C3", 1, 1),
        ("C1", 2, 2),
        ("C2", 3, 2),
    ]


def test_no_more_lines_than_capacity() -> None:
    made = lines(LENDERS, [standing(f"C{n}", n / 10) for n in range(5)], AROUND)
    assert [row["subject_id"] for row in made] == ["C4", "C3"]


def test_a_line_holds_what_a_reader_needs_to_weigh_it() -> None:
    counter = evidence("v0", rule="counter_licence", speaks_for=False, step=None, departments=("finance",))
    (row,) = lines(LENDERS, [standing("C1", 0.4, (*ITEMS, counter))], AROUND)
    assert row["evidence_ids"] == ["v1", "v2"]
    assert row["counter_evidence_ids"] == ["v0"]
    assert row["departments"] == ["courts", "police"]
    assert (row["steps_evidenced"], row["steps_observable"]) == (2, 5)
    assert row["departments_missing"] == ["tax"]
    assert (row["as_of"], row["expires_on"]) == (AS_OF, date(2026, 6, 2))
    assert row["weakest_link"] == 0.9


def test_a_line_says_which_evidence_its_place_rests_on() -> None:
    weak = standing("C1", rules.score(ITEMS))
    (same,) = lines(LENDERS, [weak], AROUND)
    assert same["would_change_en"].startswith(f"if “{ITEMS[0].sentence_en}” did not hold, the score would go from")
    assert same["would_change_en"].endswith("; nor could it then be listed at all.")
    (other,) = lines(LENDERS, [replace(weak, reasons=weak.reasons[1:])], AROUND)
    assert (
        f"if the records behind “{ITEMS[0].sentence_en}” were corrected, it could no longer" in other["would_change_en"]
    )
    assert "不再符合列入条件" in other["would_change_zh"]


def test_a_line_that_no_single_record_decides_does_not_say_so() -> None:
    steady = tuple(evidence(f"v{n}", rule=f"rule_{n}", step=n, departments=("courts", "police")) for n in (1, 3, 5))
    (row,) = lines(LENDERS, [standing("C1", rules.score(steady), steady)], AROUND)
    assert "be listed" not in row["would_change_en"]


def test_a_score_that_would_fall_below_the_last_line_says_so() -> None:
    near = [standing("C1", rules.score(ITEMS)), standing("C2", 0.3), standing("C3", 0.2)]
    first, _ = lines(LENDERS, near, AROUND)
    assert "below the 0.300 of the last line" in first["would_change_en"]


def test_with_a_model_the_strongest_reason_is_taken_off_the_log_odds() -> None:
    from_model = standing("C1", 0.5, method="model", model_name="mingjing-lenders", model_version="3")
    reasons = ({**from_model.reasons[0], "contribution": 1.0986122887},)
    (row,) = lines(LENDERS, [replace(from_model, reasons=reasons)], AROUND)
    assert "from 0.500 to 0.250" in row["would_change_en"]  # odds of 1 : 1 become 1 : 3


def test_disputes_have_a_service_and_no_steps() -> None:
    features = {"dispute_events_family_violence_max_365d": 1.0, "dispute_events_failed_mediation_count_365d": 0.0}
    given = replace(standing("D1", 0.1, (), entity_kind="dispute", band="low"), features=features)
    (row,) = lines(PLANS["disputes"], [given], AROUND)
    assert (row["service"], row["steps_evidenced"], row["steps_observable"]) == (
        "domestic_violence_support",
        None,
        None,
    )
    assert row["expires_on"] == date(2026, 4, 3)
    assert row["would_change_en"]
