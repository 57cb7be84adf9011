"""How well a ranking did on subjects it was not fitted to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, roc_auc_score

from models.linear import Vector

BINS = 10


@dataclass(frozen=True)
class Measured:
    """AUC, average precision, precision among the first k and calibration error; NaN where no outcome is positive.

    `ece` is null for rankings that are no probabilities (rules).
    """

    subjects: int
    positives: int
    auc: float
    average_precision: float
    precision_at: dict[int, float]
    ece: float | None

    def recorded(self, prefix: str) -> dict[str, float]:
        """The numbers by name, for MLflow; what is not a number is left out."""
        named = {
            "subjects": float(self.subjects),
            "positives": float(self.positives),
            "auc": self.auc,
            "average_precision": self.average_precision,
            **{f"p_at_{k}": value for k, value in self.precision_at.items()},
            **({} if self.ece is None else {"ece": self.ece}),
        }
        return {f"{prefix}_{name}": value for name, value in named.items() if np.isfinite(value)}


def measure(outcomes: npt.NDArray[np.int64], scores: Vector, capacity: int, *, probabilities: bool = True) -> Measured:
    """Measure scores of n subjects in a fixed order (ties count as ties, and at the cut in that order)."""
    positives = int(outcomes.sum())
    both = 0 < positives < len(outcomes)
    order = np.argsort(-scores, kind="stable")
    return Measured(
        subjects=len(outcomes),
        positives=positives,
        auc=float(roc_auc_score(outcomes, scores)) if both else float("nan"),
        average_precision=float(average_precision_score(outcomes, scores)) if both else float("nan"),
        precision_at={k: float(outcomes[order[:k]].mean()) for k in sorted({10, capacity}) if len(outcomes) >= 1},
        ece=calibration_error(outcomes, scores) if probabilities and len(outcomes) else None,
    )


def calibration_error(outcomes: npt.NDArray[np.int64], scores: Vector) -> float:
    """Expected calibration error over ten bins of equally many subjects (fewer where there are fewer subjects)."""
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, min(BINS, len(order)))
    away = [len(part) * abs(float(outcomes[part].mean()) - float(scores[part].mean())) for part in parts]
    return sum(away) / len(order)
