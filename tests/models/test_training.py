"""Training refuses what it cannot learn, and measures on a date it has not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from models.card import Facts, card
from models.fitting import Examples
from models.lists import PLANS, ListPlan
from models.measures import Measure
from models.training import TooFewCases, held_out, train_list
from tests.models.drawn import MEASURES, SUITS, UNTIL, examples


@dataclass(frozen=True)
class DrawnPlan(ListPlan):
    """The lenders' list over three drawn features."""

    def measures(self) -> tuple[Measure, ...]:
        return MEASURES


PLAN = DrawnPlan("lenders", "mingjing-lenders", 365, 50, 90, SUITS.name)


def with_cases(given: Examples, cases: int) -> Examples:
    outcomes = np.zeros(len(given.outcomes), dtype=np.int64)
    outcomes[:cases] = 1
    return replace(given, outcomes=outcomes)


def test_four_cases_are_too_few_and_five_are_enough() -> None:
    with pytest.raises(TooFewCases, match="4 subjects with a known case among 400 rows, 5 needed"):
        train_list(PLAN, with_cases(examples(), 4), "synthetic_city", 7)
    assert train_list(PLAN, with_cases(examples(), 5), "synthetic_city", 7).frozen.source == "synthetic_city"


def test_one_subject_with_a_case_on_many_dates_is_one_case() -> None:
    given = with_cases(examples(), 20)
    with pytest.raises(TooFewCases, match="1 subjects"):
        train_list(PLAN, replace(given, subjects=np.array(["C1"] * 20 + [f"D{n}" for n in range(380)])), "x", 7)


def test_cases_alone_teach_nothing() -> None:
    given = examples(30)
    with pytest.raises(TooFewCases, match="without a case"):
        train_list(PLAN, with_cases(given, 25), "x", 7)


def test_a_date_is_held_out_and_the_telling_model_beats_the_telling_rules_nobody_evidenced() -> None:
    newest = replace(examples(seed=12), dates=tuple(date(2025, 9, 4) for _ in range(400)))
    told = held_out(PLAN, examples(), newest, {}, "synthetic_city", 7)
    assert told is not None
    assert (told.date, told.rules.auc) == (date(2025, 9, 4), 0.5)
    assert told.model.auc > 0.7
    assert told.recorded()["held_out_auc"] == told.model.auc
    assert "rules_ece" not in told.recorded()


def test_nothing_is_measured_where_there_is_nothing_to_find() -> None:
    assert held_out(PLAN, examples(), with_cases(examples(), 0), {}, "synthetic_city", 7) is None
    assert held_out(PLAN, with_cases(examples(), 1), examples(), {}, "synthetic_city", 7) is None


def test_the_card_says_what_a_reader_must_know() -> None:
    trained = train_list(PLAN, examples(), "synthetic_city", 7)
    facts = Facts(trained.frozen, trained.penalty, 7, "abc", 400, 50, {UNTIL.isoformat(): 50}, 3, None)
    text = card(PLAN, facts)
    for said in ("weak negative", "never scores real extracts", "3 rows", "no date could be held out", SUITS.name):
        assert said in text
    assert facts.metrics()["positives_20250304"] == 50


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_list_names_features_that_are_declared(plan: ListPlan) -> None:
    names = {measure.name for measure in plan.measures()}
    assert plan.baseline in names
    assert plan.either_way | plan.against <= names
    assert not plan.either_way & plan.against
    assert not [name for name in names if any(word in name for word in ("sex", "age_years", "district", "flow"))]
