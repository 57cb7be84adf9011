"""The arithmetic of a frozen linear model, in numpy alone: what a night computes is exactly what training fitted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]

CLIP = 4.0
"""Standard deviations at which a value stops counting for more: one wild amount must not decide a list."""

DECIMALS = 9
"""Scores and contributions are rounded here, far above the last bits in which machines differ."""


def shaped(values: Matrix, log: npt.NDArray[np.bool_]) -> Matrix:
    """n x f values with signed log1p where `log`; nulls stay NaN."""
    return np.where(log, np.sign(values) * np.log1p(np.abs(values)), values)


def probability(log_odds: Vector) -> Vector:
    """Logistic function, without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * np.asarray(log_odds))))


def log_odds(chance: float) -> float:
    """Inverse of `probability`; a chance of 0 or 1 is taken as 1e-12 from it."""
    held = min(max(chance, 1e-12), 1 - 1e-12)
    return float(np.log(held / (1 - held)))


def rounded(values: Matrix) -> Matrix:
    """Values rounded to 1e-9, with negative zero made zero, so that equal numbers are equal bytes."""
    return np.asarray(np.round(values, DECIMALS) + 0.0)
