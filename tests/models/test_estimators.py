"""The two estimators of ours keep scikit-learn's contract."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from models.logistic import SignedLogistic
from models.preparation import Preparation


@parametrize_with_checks([Preparation(), SignedLogistic()])
def test_keeps_the_contract_of_scikit_learn(estimator: Any, check: Any) -> None:
    check(estimator)


def test_without_signs_it_is_scikit_learns_logistic_regression() -> None:
    dice = np.random.default_rng(3)
    inputs = dice.normal(size=(300, 4))
    outcomes = (inputs[:, 0] + dice.normal(size=300) > 1).astype(int)
    ours = SignedLogistic(penalty=2.0).fit(inputs, outcomes)
    theirs = LogisticRegression(C=1 / 2.0, tol=1e-10, max_iter=1000).fit(inputs, outcomes)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, atol=1e-4)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, atol=1e-4)


def test_a_sign_is_held_where_the_data_say_otherwise_and_kept_where_they_agree() -> None:
    inputs = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]] * 10)
    outcomes = np.array([1, 1, 0, 0] * 10)
    against = SignedLogistic(signs=(1, 1)).fit(inputs, outcomes)
    agreed = SignedLogistic(signs=(-1, -1)).fit(inputs, outcomes)
    assert against.coef_.tolist() == [[0.0, 0.0]]
    assert (agreed.coef_ < 0).all()


def test_the_average_prediction_is_the_average_outcome() -> None:
    dice = np.random.default_rng(5)
    inputs = dice.normal(size=(500, 3))
    outcomes = (dice.random(500) < 0.06).astype(int)
    fitted = SignedLogistic(penalty=10.0).fit(inputs, outcomes)
    assert fitted.predict_proba(inputs)[:, 1].mean() == pytest.approx(outcomes.mean(), abs=1e-6)


def test_a_null_stands_at_the_average_and_speaks_through_its_indicator() -> None:
    values = np.array([[2.0, 2.0], [np.nan, 3.0], [4.0, 4.0]])
    made = Preparation().fit(values)
    prepared = made.transform(values)
    assert made.centre_.tolist() == [(2 + 4) / 2, (2 + 3 + 4) / 3]
    assert prepared[1, 0] == 0
    assert prepared[:, 2].tolist() == pytest.approx([-1 / 3, 1 - 1 / 3, -1 / 3])


def test_a_feature_that_was_never_missing_has_a_silent_indicator() -> None:
    made = Preparation().fit(np.array([[2.0], [4.0]]))
    assert made.transform(np.array([[np.nan]])).tolist() == [[0.0, 0.0]]


def test_counts_of_long_tails_count_by_their_logarithm() -> None:
    values = np.array([[0.0], [1.0], [1000.0]])
    plain, log = (Preparation(shapes=(shape,)).fit_transform(values)[:, 0] for shape in ("plain", "log"))
    assert (plain[1] - plain[0]) / (plain[2] - plain[1]) < 0.01
    assert (log[1] - log[0]) / (log[2] - log[1]) > 0.1
