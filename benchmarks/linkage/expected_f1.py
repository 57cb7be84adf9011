"""Where to cut predicted probabilities, without knowing the truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Cut(NamedTuple):
    """A cut on probability, and the F1 that the probabilities promise for the pairs at or above it."""

    threshold: float
    expected_f1: float


def f1_cut(probability: npt.NDArray[np.float64]) -> Cut:
    """The cut that maximises the expected F1 of pairs, were the probabilities true; shape (pairs,), no nulls.

    Of the k likeliest pairs the sum of their probabilities is expected to match, of all pairs the sum of all: so the F1
    of every k can be read off. At the best k it holds that the cut is half the F1 reached (Lipton, Elkan and
    Naryanaswamy 2014, Optimal thresholding of classifiers to maximize F1 measure): a further pair helps as long as it
    is likelier than that. The same holds for a merge of clusters and the mean probability of the pairs it makes.

    Raises ValueError where there is no pair, or a value that is no probability.
    """
    if not len(probability):
        raise ValueError("no pair, so no cut: check that the blocking rules find candidates")
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ValueError("probabilities lie between 0 and 1 and none is missing")
    ordered = np.sort(probability)[::-1]
    matches = np.cumsum(ordered)
    expected = 2 * matches / (np.arange(1, len(ordered) + 1) + max(matches[-1], np.finfo(float).tiny))
    best = float(expected.max())
    return Cut(round(best / 2, 6), round(best, 6))
