"""Scores without a model: what each piece of evidence adds, with the arithmetic left visible."""

from __future__ import annotations

import pytest

from features.evidence import dossier_only
from models import rules
from models.evidence import Evidence
from tests.models.drawn import evidence


def score(*items: Evidence) -> float:
    return rules.score(items)


def test_no_evidence_is_a_score_of_zero() -> None:
    assert score() == 0


def test_one_step_from_one_department_adds_one_group() -> None:
    assert score(evidence(step=1)) == pytest.approx(0.17)


def test_a_second_step_outweighs_any_number_of_rules_in_the_first() -> None:
    crowded = [evidence(f"v{n}", step=1, departments=("courts", "police", "grid"), value=800.0) for n in range(30)]
    assert score(*crowded) < score(evidence("v1", step=1), evidence("v2", step=2))


def test_further_rules_and_departments_and_values_far_beyond_their_threshold_break_ties() -> None:
    plain = score(evidence("v1", step=1, value=10.0, threshold=10.0))
    further = score(evidence("v1", step=1, value=80.0, threshold=10.0))
    wider = score(evidence("v1", step=1, value=10.0, threshold=10.0, departments=("courts", "police")))
    more = score(*(evidence(name, step=1, value=10.0, threshold=10.0) for name in ("v1", "v2")))
    assert further == pytest.approx(plain + 0.05 * 3 / 3)
    assert wider == pytest.approx(plain + 0.05 * (1 - 1 / 2))
    assert more == pytest.approx(plain + 0.05 * (1 - 1 / 2))


def test_what_rests_on_an_opened_case_changes_no_score() -> None:
    items = [evidence("v1", step=1), evidence("v2", step=4), evidence("v3", speaks_for=False)]
    flows = [
        evidence(f"f{n}", rule=rule, step=2, departments=("banks",)) for n, rule in enumerate(sorted(dossier_only()))
    ]
    assert dossier_only() == {
        "rule_1_money_to_many",
        "rule_2_cash_taken",
        "rule_2_money_back",
        "rule_2_money_circle",
    }
    assert score(*items, *flows) == score(*items)
    assert rules.contributions([*items, *flows]) == [*rules.contributions(items), *(0.0 for _ in flows)]


def test_counter_evidence_takes_away_but_never_below_zero() -> None:
    for_it, against = evidence("v1", step=1), evidence("v2", speaks_for=False)
    assert score(for_it, against) == pytest.approx(0.17 - 0.08)
    assert score(against) == 0


def test_contributions_add_up_to_the_score() -> None:
    items = [
        evidence("v1", step=1),
        evidence("v2", step=1, value=40.0),
        evidence("v3", step=4, departments=("police",)),
    ]
    assert sum(rules.contributions(items)) == pytest.approx(score(*items))


def test_facts_of_a_dispute_count_one_by_one() -> None:
    threat, weapon = (evidence(name, rule=f"rule_case_{name}", step=None) for name in ("threat", "weapon"))
    assert score(threat, weapon) == pytest.approx(0.17 * 2 + 0.05 * (1 - 1 / 2))


def test_a_rule_that_is_yes_or_no_lies_nowhere_beyond_its_threshold() -> None:
    assert rules.beyond(None, 3.0) == rules.beyond(1.0, float("nan")) == 0
    assert rules.beyond(2.5, 10.0) == pytest.approx(2 / 3)  # two halvings of the three that count


def test_the_baseline_without_a_model_grows_with_the_feature_and_is_zero_where_it_is_unknown() -> None:
    assert rules.beside(None) == rules.beside(0.0) == 0
    assert rules.beside(5.0) == 5 / (5 + 5)
