"""Clusters of records from scored pairs.

Connected components join whatever a chain of links joins, and one false link among thousands makes strangers one
person. Here clusters merge only where they agree as wholes. They do so in rounds: each cluster looks for the neighbour
it agrees with best, and two that choose each other merge. No order of rows and no chance plays a part: equal scores go
to the smaller label, and scores are compared at 1e-9.

Records are the numbers 0 .. n-1; a label is the smallest record of its cluster.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_DECIMALS = 9


def joint_evidence(
    n: int, left: Ints, right: Ints, log_factors: Floats, prior_log_odds: float, threshold_log_odds: float
) -> Ints:
    """Label (n,) of each record: clusters merge while what they say together reaches the cut.

    `log_factors` (pairs, comparisons) holds the logarithm of each comparison's Bayes factor m/u for each pair, NaN
    where one side says nothing. Between two clusters each comparison weighs as its mean over the pairs that can be
    compared, and the log odds that the clusters are one are the prior plus these means: the Fellegi-Sunter sum with a
    cluster in a record's place. So a record without a birth date is held against the birth dates of all that it would
    join, what one pair cannot say another does, and many agreeing members count once. Pairs that are not given count
    as unknown, so give all pairs of a component.

    Raises ValueError on a pair of a record with itself or a pair that stands twice.
    """
    known = ~np.isnan(log_factors)
    comparisons = log_factors.shape[1]
    values = np.concatenate([np.where(known, log_factors, 0.0), known.astype(np.float64)], axis=1)
    if (left == right).any():
        raise ValueError("a record is paired with itself")
    labels = np.arange(n, dtype=np.int64)
    one, other, sums = _added(n, np.minimum(left, right), np.maximum(left, right), values)
    if len(one) < len(left):
        raise ValueError("a pair stands twice")
    while True:
        means = np.divide(sums[:, :comparisons], np.maximum(sums[:, comparisons:], 1))
        scores = np.round(prior_log_odds + means.sum(axis=1), _DECIMALS)
        near = scores >= threshold_log_odds
        target = _mutual_best(n, one[near], other[near], scores[near])
        if target is None:
            return labels
        labels = target[labels]
        one, other = target[one], target[other]
        apart = one != other
        one, other = one[apart], other[apart]
        one, other, sums = _added(n, np.minimum(one, other), np.maximum(one, other), sums[apart])


def _mutual_best(n: int, one: Ints, other: Ints, scores: Floats) -> Ints | None:
    """For each label the label it becomes: the smaller one's where two are each other's best; None where none are."""
    if not len(one):
        return None
    ends, across, both = np.concatenate([one, other]), np.concatenate([other, one]), np.concatenate([scores, scores])
    order = np.lexsort((across, -both, ends))
    ends, across = ends[order], across[order]
    best = np.full(n, -1, dtype=np.int64)
    first = np.concatenate([[True], ends[1:] != ends[:-1]])
    best[ends[first]] = across[first]
    chosen = np.flatnonzero(best >= 0)
    smaller = chosen[(best[best[chosen]] == chosen) & (chosen < best[chosen])]
    target = np.arange(n, dtype=np.int64)
    target[best[smaller]] = smaller
    return target


def _added(n: int, low: Ints, high: Ints, values: Floats) -> tuple[Ints, Ints, Floats]:
    """Each pair of labels once, in order, with the sum of its values."""
    if not len(low):
        return low, high, values
    key = low * n + high
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first] // n, key[first] % n, np.add.reduceat(values[order], first, axis=0)
