"""Fitting a ranking model on labelled subjects, and freezing it into the numbers a night predicts with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline

from models.frozen import FrozenModel, Member
from models.linear import Matrix, Vector
from models.logistic import SignedLogistic
from models.measures import Measure, fingerprint
from models.preparation import Preparation

PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Weights of the squared coefficients that cross-validation chooses from, in units of observations."""

REFITS = 25
"""Members of the bootstrap ensemble: enough for the 10th and 90th percentile, few enough for every night."""

FOLDS = 5


@dataclass(frozen=True)
class Examples:
    """n subjects at training dates: n x f feature values (NaN where null), outcomes 0/1, subject ids and dates.

    A subject may stand here at several dates; folds and resamples keep its rows together. Rows are sorted by date
    and subject, so that the same extracts give the same model.
    """

    values: Matrix
    outcomes: npt.NDArray[np.int64]
    subjects: npt.NDArray[np.str_]
    dates: tuple[date, ...]

    @property
    def positive_subjects(self) -> int:
        """Distinct subjects with a positive outcome at any date."""
        return len(set(self.subjects[self.outcomes == 1].tolist()))


def pipeline(measures: Sequence[Measure], penalty: float) -> Pipeline:
    """Preparation and signed logistic regression over the measures' columns, in their order."""
    signs = (*(measure.sign for measure in measures), *(0 for _ in measures))
    return Pipeline(
        [
            ("prepare", Preparation(tuple(measure.shape for measure in measures))),
            ("weigh", SignedLogistic(signs, penalty)),
        ]
    )


def fit(examples: Examples, measures: Sequence[Measure], penalty: float) -> Pipeline:
    """A pipeline fitted to the examples; raises ValueError when their outcomes are all alike."""
    return pipeline(measures, penalty).fit(examples.values, examples.outcomes)


def choose_penalty(examples: Examples, measures: Sequence[Measure], seed: int) -> float:
    """The penalty with the least log loss over folds of whole subjects; the larger one where two are equal.

    Log loss and not AUC, because what the list prints is a probability.
    """
    folds = min(FOLDS, examples.positive_subjects)
    if folds < 2:
        return PENALTIES[-1]
    cut = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    parts = [
        (train, test)
        for train, test in cut.split(examples.values, examples.outcomes, examples.subjects)
        if 0 < examples.outcomes[train].sum() < len(train)
    ]

    def loss(penalty: float) -> float:
        return sum(
            float(
                log_loss(
                    examples.outcomes[test],
                    pipeline(measures, penalty)
                    .fit(examples.values[train], examples.outcomes[train])
                    .predict_proba(examples.values[test])[:, 1],
                    labels=[0, 1],
                    normalize=False,
                )
            )
            for train, test in parts
        )

    return min(reversed(PENALTIES), key=loss)


def freeze(
    fitted: Pipeline,
    examples: Examples,
    measures: Sequence[Measure],
    *,
    list_name: str,
    source: str,
    trained_until: date,
    baseline_feature: str,
    seed: int,
) -> FrozenModel:
    """The numbers of a fitted pipeline with its ensemble and its one-feature baseline.

    Raises ValueError when no measure is called `baseline_feature`.
    """
    names = tuple(measure.name for measure in measures)
    if baseline_feature not in names:
        raise ValueError(f"the baseline {baseline_feature!r} is not a declared feature of {list_name}")
    prepare: Preparation = fitted["prepare"]
    weigh: SignedLogistic = fitted["weigh"]
    inputs = prepare.transform(examples.values)
    varied = (prepare.missing_centre_ > 0) & (prepare.missing_centre_ < 1)
    return FrozenModel(
        list_name=list_name,
        source=source,
        trained_until=trained_until,
        fingerprint=fingerprint(measures),
        features=names,
        log=tuple(measure.shape == "log" for measure in measures),
        centre=_numbers(prepare.centre_),
        scale=_numbers(prepare.scale_),
        missing_centre=_numbers(np.where(varied, prepare.missing_centre_, 0.0)),
        member=_member(weigh),
        ensemble=tuple(
            _member(_again(weigh, inputs, examples, weights)) for weights in _resamples(examples, seed, REFITS)
        ),
        baseline_feature=baseline_feature,
        baseline=_baseline(inputs, examples, names.index(baseline_feature), len(names)),
    )


def _resamples(examples: Examples, seed: int, how_many: int) -> list[Vector]:
    """Bootstrap weights of every row, drawn per subject (Poisson bootstrap) until each draw has both outcomes."""
    dice = np.random.default_rng(seed)
    distinct, place = np.unique(examples.subjects, return_inverse=True)
    drawn: list[Vector] = []
    while len(drawn) < how_many:
        weights = dice.poisson(1.0, len(distinct)).astype(np.float64)[place]
        if 0 < (weights * examples.outcomes).sum() < weights.sum():
            drawn.append(weights)
    return drawn


def _again(weigh: SignedLogistic, inputs: Matrix, examples: Examples, weights: Vector) -> SignedLogistic:
    return SignedLogistic(weigh.signs, weigh.penalty).fit(inputs, examples.outcomes, weights)


def _baseline(inputs: Matrix, examples: Examples, place: int, features: int) -> Member:
    # Two numbers from hundreds of rows need no penalty to speak of; a small one keeps a separable city finite.
    fitted = SignedLogistic(penalty=0.1).fit(inputs[:, [place, features + place]], examples.outcomes)
    return _member(fitted)


def _member(weigh: SignedLogistic) -> Member:
    weights = weigh.coef_[0]
    half = len(weights) // 2
    return Member(float(weigh.intercept_[0]), _numbers(weights[:half]), _numbers(weights[half:]))


def _numbers(values: Vector) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
