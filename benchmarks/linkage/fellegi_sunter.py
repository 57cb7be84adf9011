"""Weights of a Fellegi-Sunter model, learnt from candidate pairs without labels.

Splink takes u, the share of a level among pairs of strangers, from random pairs. That is right where records of one
person are few. Where a person has ten records, most random pairs that share a postcode are one person, and u comes out
many times too high. Here each round takes the expected matches out of the counts before it divides. And all candidates
are learnt from together, where Splink learns block by block what the block does not fix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Levels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]

_MOST_ROUNDS = 100
_SETTLED = 1e-4
"""Largest change of an m at which learning ends: what Splink uses."""


@dataclass(frozen=True)
class ComparedPairs:
    """Pairs of records, compared; by comparison, two arrays (pairs,).

    `levels`: from 0, -1 where one side says nothing. `frequency`: share of records that hold the value which the pair
    shares, NaN where it shares none.
    """

    levels: Mapping[str, Levels]
    frequency: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(next(iter(self.levels.values())))


@dataclass(frozen=True)
class Weights:
    """What each comparison level says for or against a match, as natural logarithms of Bayes factors m/u."""

    prior_log_odds: float
    levels: Mapping[str, Floats]
    usual_frequency: Mapping[str, Floats]

    def log_factors(self, pairs: ComparedPairs) -> Floats:
        """Logarithms of Bayes factors (pairs, comparisons), NaN where one side says nothing.

        A rare value weighs more: the frequency that is usual at the level gives way to the value's own.
        """
        return np.stack([self._log_factor(name, pairs) for name in self.levels], axis=1)

    def probability(self, pairs: ComparedPairs) -> Floats:
        """Probability (pairs,) that the two records are one person's."""
        log_odds = self.prior_log_odds + np.nansum(self.log_factors(pairs), axis=1)
        made: Floats = 1 / (1 + np.exp(-log_odds))
        return made

    def _log_factor(self, name: str, pairs: ComparedPairs) -> Floats:
        level = pairs.levels[name]
        rarer = np.log(self.usual_frequency[name][level] / pairs.frequency[name])
        return np.where(level >= 0, self.levels[name][level] + np.nan_to_num(rarer, nan=0.0), np.nan)


def learn_weights(candidates: ComparedPairs, others: ComparedPairs, sizes: Mapping[str, int], pairs: float) -> Weights:
    """Expectation maximisation over the candidates; `others` are random pairs that are none, taken for strangers.

    `sizes` says how many levels each comparison has, and `pairs` how many pairs of records there are in all: the
    strangers are the candidates less the expected matches, and the others scaled up. So the rare levels that blocking
    rules look for carry no sampling error. It begins from the candidates' own shares in place of m: blocking has made
    matches many times commoner among them than among all pairs. Rounds end when no m moves by more than 1e-4.

    Raises RuntimeError where that does not happen within 100 rounds.
    """
    probability = np.full(len(candidates), 0.5)
    # How many pairs a candidate, or another, stands for.
    standing = np.concatenate([np.ones(len(candidates)), np.full(len(others), (pairs - len(candidates)) / len(others))])
    level = {name: np.concatenate([candidates.levels[name], others.levels[name]]) for name in sizes}
    before: dict[str, Floats] = {}
    for _ in range(_MOST_ROUNDS):
        shares, said, usual = {}, {}, {}
        strange = standing.copy()
        strange[: len(candidates)] -= probability
        for name, size in sizes.items():
            matched = _counts(candidates.levels[name], probability, size)
            strangers = _counts(level[name], strange, size)
            shares[name] = matched / matched.sum()
            said[name] = np.log(shares[name] * strangers.sum() / strangers)
            usual[name] = _usual(candidates.levels[name], candidates.frequency[name], probability, size)
        expected = probability.sum()
        weights = Weights(float(np.log(expected / (pairs - expected))), said, usual)
        probability = weights.probability(candidates)
        if before and max(np.abs(shares[name] - before[name]).max() for name in shares) < _SETTLED:
            return weights
        before = shares
    raise RuntimeError(f"weights did not settle in {_MOST_ROUNDS} rounds: check that candidates hold matches")


def _counts(level: Levels, weight: Floats, size: int) -> Floats:
    """Weighted number of pairs at each level, and half a pair more: a level never seen must keep a finite weight."""
    return np.bincount(level[level >= 0], weights=weight[level >= 0], minlength=size).astype(np.float64) + 0.5


def _usual(level: Levels, frequency: Floats, probability: Floats, size: int) -> Floats:
    """Mean frequency of the values that matches share at each level; 1 where they share none.

    Matches share a value as often as its frequency says, strangers as often as its square: so a value's factor is the
    level's, times some constant, divided by the frequency (Winkler 1989). With this constant the mean of 1/factor among
    matches stays 1, as it is without frequencies. It is also the chance that two records share the value at all, which
    Splink puts here. Strangers would give a constant too, but few of them share a rare value, and a wrong one weighs.
    """
    shared = (level >= 0) & ~np.isnan(frequency)
    weight = probability[shared]
    matched = np.bincount(level[shared], weights=weight, minlength=size)
    total = np.bincount(level[shared], weights=weight * frequency[shared], minlength=size)
    return np.divide(total, matched, out=np.ones(size), where=matched > 0)
