"""One list's training: refuse where there is too little to learn from, measure on a held-out date, fit on all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from sklearn.pipeline import Pipeline

from models.evaluation import Measured, measure
from models.fitting import Examples, choose_penalty, fit, freeze
from models.frozen import FrozenModel
from models.linear import Vector
from models.lists import ListPlan

LEAST_POSITIVES = 5
"""Distinct subjects with a case: one for each fold of the cross-validation. Below that nothing tells a penalty from
another, and a model would learn the few by heart."""

LEAST_NEGATIVES = 20


class TooFewCases(Exception):
    """There is too little to learn from; the message says how much there is and how much is needed."""


@dataclass(frozen=True)
class Trained:
    """A fitted pipeline, its numbers and the penalty that cross-validation chose."""

    fitted: Pipeline
    frozen: FrozenModel
    penalty: float


@dataclass(frozen=True)
class HeldOut:
    """What model, baseline and rules did on the newest training date, and how many cases stood behind the model."""

    date: date
    train_positives: int
    model: Measured
    baseline: Measured
    rules: Measured

    def recorded(self) -> dict[str, float]:
        """The numbers by name, for MLflow."""
        return {
            **self.model.recorded("held_out"),
            **self.baseline.recorded("baseline"),
            **self.rules.recorded("rules"),
        }


def train_list(plan: ListPlan, given: Examples, source: str, seed: int) -> Trained:
    """Fit and freeze a list's model; raises TooFewCases where there are not enough outcomes of either kind."""
    require_cases(given)
    measures = plan.measures()
    penalty = choose_penalty(given, measures, seed)
    fitted = fit(given, measures, penalty)
    frozen = freeze(
        fitted,
        given,
        measures,
        list_name=plan.name,
        source=source,
        trained_until=max(given.dates),
        baseline_feature=plan.baseline,
        seed=seed,
    )
    return Trained(fitted, frozen, penalty)


def require_cases(given: Examples) -> None:
    """Raise TooFewCases unless there are enough subjects with a case, and enough without."""
    positives, negatives = given.positive_subjects, int((given.outcomes == 0).sum())
    if positives < LEAST_POSITIVES:
        raise TooFewCases(
            f"{positives} subjects with a known case among {len(given.dates)} rows, {LEAST_POSITIVES} needed"
        )
    if negatives < LEAST_NEGATIVES:
        raise TooFewCases(f"{negatives} rows without a case, {LEAST_NEGATIVES} needed")


def held_out(
    plan: ListPlan, earlier: Examples, newest: Examples, rules: Mapping[str, float], source: str, seed: int
) -> HeldOut | None:
    """What a model of the earlier dates did on the newest one; None where either has no case to learn or to find.

    `earlier` must hold only outcomes known before the newest date: a model of that day could not know more. `rules` are
    the shares of rules of the newest date by subject; a subject without evidence has 0.
    """
    positives = earlier.positive_subjects
    if positives < 2 or not 0 < newest.outcomes.sum() < len(newest.outcomes):
        return None
    measures = plan.measures()
    fitted = fit(earlier, measures, choose_penalty(earlier, measures, seed))
    frozen = freeze(
        fitted,
        earlier,
        measures,
        list_name=plan.name,
        source=source,
        trained_until=max(earlier.dates),
        baseline_feature=plan.baseline,
        seed=seed,
    )
    scored = frozen.score(newest.values)
    shares: Vector = np.array([rules.get(str(subject), 0.0) for subject in newest.subjects])
    return HeldOut(
        max(newest.dates),
        positives,
        measure(newest.outcomes, scored.score, plan.capacity),
        measure(newest.outcomes, scored.baseline, plan.capacity),
        measure(newest.outcomes, shares, plan.capacity, probabilities=False),
    )
