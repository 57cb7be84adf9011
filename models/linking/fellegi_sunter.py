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

Levels = Mapping[str, npt.NDArray[np.int8]]
"""Each comparison's level, (pairs,), from 0; -1 where one side says nothing."""

Floats = npt.NDArray[np.float64]

_MOST_ROUNDS = 100
_SETTLED = 1e-4
"""Largest change of an m at which learning ends: what Splink uses."""

_FEWEST_SAMPLED = 100
"""Random pairs at a level under which its share is not read off the sample: a sampling error of 10 %."""


@dataclass(frozen=True)
class Weights:
    """What each comparison level says for or against a match, as natural logarithms of Bayes factors m/u."""

    prior_log_odds: float
    log_factors: Mapping[str, Floats]
    usual_frequency: Mapping[str, Floats]

    def factors(self, levels: Levels, frequency: Mapping[str, Floats]) -> Floats:
        """Bayes factors (pairs, comparisons), NaN where one side says nothing.

        `frequency` (pairs,) is the share of records that hold the value which a pair shares, NaN where it shares none.
        A rare value weighs more: the level's u gives way to the value's own frequency (Winkler 1989).
        """
        return np.stack([np.exp(self._log_factor(name, levels, frequency)) for name in self.log_factors], axis=1)

    def log_odds(self, levels: Levels, frequency: Mapping[str, Floats]) -> Floats:
        """Log odds (pairs,) that the two records are one person's."""
        total = np.full(len(next(iter(levels.values()))), self.prior_log_odds)
        for name in self.log_factors:
            total += np.nan_to_num(self._log_factor(name, levels, frequency), nan=0.0)
        return total

    def _log_factor(self, name: str, levels: Levels, frequency: Mapping[str, Floats]) -> Floats:
        level = levels[name]
        rarer = np.log(self.usual_frequency[name][level] / frequency[name])
        said = self.log_factors[name][level] + np.nan_to_num(rarer, nan=0.0)
        return np.where(level >= 0, said, np.nan)


def level_totals(sampled: Levels, candidates: Levels, sizes: Mapping[str, int], pairs: float) -> dict[str, Floats]:
    """How many of all `pairs` stand at each level of each comparison, from random pairs and from the candidates.

    A level that hardly any random pair reaches is one that blocking rules look for: there the candidates are counted.
    """
    totals = {}
    for name, size in sizes.items():
        drawn, found = (np.bincount(side[name][side[name] >= 0], minlength=size) for side in (sampled, candidates))
        share = pairs / len(sampled[name])
        totals[name] = np.where(drawn < _FEWEST_SAMPLED, found, np.maximum(drawn * share, found)).astype(np.float64)
    return totals


def learn_weights(
    candidates: Levels, frequency: Mapping[str, Floats], totals: Mapping[str, Floats], pairs: float
) -> Weights:
    """Expectation maximisation over candidate pairs; all other of the `pairs` are taken for strangers.

    It begins from the candidates' own shares in place of m: blocking has made matches many times commoner among them
    than among all pairs. Rounds end when no m moves by more than 1e-4.

    Raises RuntimeError where that does not happen within 100 rounds.
    """
    usual = {name: _usual(level, frequency[name], len(totals[name])) for name, level in candidates.items()}
    shown = {name: level >= 0 for name, level in candidates.items()}
    count = len(next(iter(candidates.values())))
    probability = np.full(count, 0.5)
    before: dict[str, Floats] = {}
    for _ in range(_MOST_ROUNDS):
        shares = {}
        log_factors = {}
        for name, level in candidates.items():
            matched = np.bincount(level[shown[name]], weights=probability[shown[name]], minlength=len(totals[name]))
            # Half a pair and one pair at a level never seen: a weight must stay finite.
            shares[name] = (matched + 0.5) / (matched + 0.5).sum()
            strangers = np.maximum(totals[name] - matched, 1.0)
            log_factors[name] = np.log(shares[name] * strangers.sum() / strangers)
        expected = probability.sum()
        weights = Weights(float(np.log(expected / (pairs - expected))), log_factors, usual)
        probability = 1 / (1 + np.exp(-weights.log_odds(candidates, frequency)))
        if before and max(np.abs(shares[name] - before[name]).max() for name in shares) < _SETTLED:
            return weights
        before = shares
    raise RuntimeError(f"weights did not settle in {_MOST_ROUNDS} rounds: check that candidates hold matches")


def _usual(level: npt.NDArray[np.int8], frequency: Floats, size: int) -> Floats:
    """Harmonic mean frequency of the shared values at each level; 1 where nothing is shared.

    Pairs at a level hold a value as often as its frequency squared, so that this mean is the chance that two records
    share some value: the u which a value's own frequency stands in for.
    """
    shared = (level >= 0) & ~np.isnan(frequency)
    inverse = np.bincount(level[shared], weights=1 / frequency[shared], minlength=size)
    return np.divide(np.bincount(level[shared], minlength=size), inverse, out=np.ones(size), where=inverse > 0)
