"""Precision and recall of the pairs that a partition puts together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class PairMeasures(NamedTuple):
    """Shares of pairs: of those put together, those that belong so; of those that belong, those put together."""

    precision: float
    recall: float
    f1: float


def pair_measures(answer: npt.NDArray[np.int64], truth: npt.NDArray[np.int64]) -> PairMeasures:
    """Measures of all pairs within clusters; both arrays give each record's cluster as a small whole number.

    Without any pair put together precision is 1, without any that belongs recall is 1.
    """
    both = _pairs(np.unique(np.stack([answer, truth]), axis=1, return_counts=True)[1])
    found, belonging = (_pairs(np.unique(side, return_counts=True)[1]) for side in (answer, truth))
    precision = both / found if found else 1.0
    recall = both / belonging if belonging else 1.0
    f1 = 2 * both / (found + belonging) if found + belonging else 1.0
    return PairMeasures(round(precision, 6), round(recall, 6), round(f1, 6))


def _pairs(sizes: npt.NDArray[np.int64]) -> int:
    return int((sizes * (sizes - 1) // 2).sum())
