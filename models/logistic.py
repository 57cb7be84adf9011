"""Logistic regression whose coefficients may be held to one side of zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from models.linear import Matrix, Vector, probability


class SignedLogistic(ClassifierMixin, BaseEstimator):
    """L2-penalised logistic regression with the signs of its coefficients held (two classes).

    `signs` has one entry per input: 1 forbids negative coefficients, -1 positive ones, 0 neither; None frees all.
    `penalty` is the weight of half the squared coefficients against the sum of log losses; the intercept goes free,
    so that the average prediction equals the average outcome (what makes the scores probabilities).
    Deterministic: the problem is convex and the start is always zero.
    """

    def __init__(self, signs: Sequence[int] | None = None, penalty: float = 1.0) -> None:
        self.signs = signs
        self.penalty = penalty

    def __sklearn_tags__(self):  # type: ignore[no-untyped-def]
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: npt.ArrayLike, y: npt.ArrayLike, sample_weight: npt.ArrayLike | None = None) -> Self:
        """Fit to n x p inputs and n outcomes; raises ValueError unless these are of exactly two classes.

        Source of the bounded fit: L-BFGS-B (Byrd, Lu, Nocedal, Zhu 1995) as scipy has it.
        """
        inputs, outcomes = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(outcomes)
        self.classes_, target = np.unique(outcomes, return_inverse=True)
        if len(self.classes_) > 2:
            raise ValueError(f"Only binary classification is supported. The target has {len(self.classes_)} classes")
        if len(self.classes_) < 2:
            raise ValueError("This classifier needs two classes; the data has one class")
        weight = _check_sample_weight(sample_weight, inputs, dtype=np.float64)
        signs = [0] * inputs.shape[1] if self.signs is None else list(self.signs)
        if len(signs) != inputs.shape[1]:
            raise ValueError(f"{inputs.shape[1]} inputs need as many signs, not {len(signs)}")
        held = np.column_stack([np.ones(len(inputs)), inputs])

        def loss(beta: Vector) -> tuple[float, Vector]:
            z = held @ beta
            away = weight * (probability(z) - target)
            slope = held.T @ away
            slope[1:] += self.penalty * beta[1:]
            value = float((weight * (np.logaddexp(0.0, z) - target * z)).sum())
            return value + 0.5 * self.penalty * float(beta[1:] @ beta[1:]), slope

        sides = [(0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs]
        found = minimize(
            loss,
            np.zeros(held.shape[1]),
            jac=True,
            method="L-BFGS-B",
            bounds=[(None, None), *sides],
            options={"maxiter": 2000, "ftol": 1e-13, "gtol": 1e-8},
        )
        self.coef_ = found.x[1:].reshape(1, -1)
        self.intercept_ = found.x[:1]
        self.n_iter_ = int(found.nit)
        return self

    def decision_function(self, X: npt.ArrayLike) -> Vector:
        """Log-odds of the second class, one per row."""
        check_is_fitted(self)
        inputs = validate_data(self, X, reset=False, dtype=np.float64)
        return np.asarray(inputs @ self.coef_[0] + self.intercept_[0])

    def predict_proba(self, X: npt.ArrayLike) -> Matrix:
        """n x 2 probabilities, in the order of `classes_`."""
        chance = probability(self.decision_function(X))
        return np.column_stack([1.0 - chance, chance])

    def predict(self, X: npt.ArrayLike) -> npt.NDArray[np.generic]:
        """The likelier class of each row."""
        log_odds = self.decision_function(X)
        return np.asarray(self.classes_[(log_odds > 0).astype(int)])
