"""A trained model as numbers: what a version in the registry holds and all that a night needs to predict."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from models.linear import CLIP, Matrix, Vector, probability, rounded, shaped

INTERVAL = (0.1, 0.9)
"""Quantiles of the ensemble that bound the 80 % interval."""


class Scored(NamedTuple):
    """n scores in 0..1, the ends of their intervals, the baseline beside them, and n x f contributions in log-odds."""

    score: Vector
    low: Vector
    high: Vector
    baseline: Vector
    contributions: Matrix


@dataclass(frozen=True)
class Member:
    """One linear model: an intercept and, per feature, the weight of its value and of its being missing."""

    intercept: float
    values: tuple[float, ...]
    missing: tuple[float, ...]


@dataclass(frozen=True)
class FrozenModel:
    """A model version: `features` in the order of every other sequence here.

    log-odds = intercept + sum over features of weight x (value in standard deviations, clipped) + missing weight x
    (is missing - how often it was missing in training). So a contribution is the distance from a subject that is
    average in that feature, and the contributions add up to the score exactly.
    """

    list_name: str
    source: str
    trained_until: date
    fingerprint: str
    features: tuple[str, ...]
    log: tuple[bool, ...]
    centre: tuple[float, ...]
    scale: tuple[float, ...]
    missing_centre: tuple[float, ...]
    member: Member
    ensemble: tuple[Member, ...]
    baseline_feature: str
    baseline: Member
    """Its `values` and `missing` hold one number each, for `baseline_feature`."""

    def score(self, values: Matrix) -> Scored:
        """Score n x f feature values (NaN where null). Every row is computed by itself, whatever rows stand beside it.

        Raises ValueError when the columns are not as many as the model's features.
        """
        if values.shape[1] != len(self.features):
            raise ValueError(f"the model reads {len(self.features)} features, not {values.shape[1]}")
        standard, indicators = self._prepared(values)
        contributions = self._contributions(self.member, standard, indicators)
        score = probability(self.member.intercept + contributions.sum(axis=1))
        refits = np.array(
            [
                probability(other.intercept + self._contributions(other, standard, indicators).sum(axis=1))
                for other in self.ensemble
            ]
        )
        low, high = np.quantile(refits, INTERVAL, axis=0)
        place = self.features.index(self.baseline_feature)
        beside = (
            self.baseline.intercept
            + standard[:, place] * self.baseline.values[0]
            + indicators[:, place] * self.baseline.missing[0]
        )
        return Scored(
            rounded(score),
            rounded(np.minimum(low, score)),
            rounded(np.maximum(high, score)),
            rounded(probability(beside)),
            rounded(contributions),
        )

    def _prepared(self, values: Matrix) -> tuple[Matrix, Matrix]:
        log, centre, scale, missing_centre = self._arrays
        held = shaped(values, log)
        missing = np.isnan(held)
        standard = np.clip((np.where(missing, centre, held) - centre) / scale, -CLIP, CLIP)
        return standard, missing - missing_centre

    @staticmethod
    def _contributions(member: Member, standard: Matrix, indicators: Matrix) -> Matrix:
        # Products column by column, not a matrix product: BLAS sums in an order that depends on the number of rows.
        return np.ascontiguousarray(standard * np.array(member.values) + indicators * np.array(member.missing))

    @cached_property
    def _arrays(self) -> tuple[np.ndarray, ...]:
        return tuple(np.array(held) for held in (self.log, self.centre, self.scale, self.missing_centre))

    def to_json(self) -> str:
        """The model as text; numbers are written so that reading gives back the very same ones."""
        held = asdict(self)
        held["trained_until"] = self.trained_until.isoformat()
        return json.dumps(held, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> FrozenModel:
        """The model that `to_json` wrote; raises KeyError or TypeError when the text is of another form."""
        held: dict[str, Any] = json.loads(text)
        held["trained_until"] = date.fromisoformat(held["trained_until"])
        for name in ("member", "baseline"):
            held[name] = _member(held[name])
        held["ensemble"] = tuple(_member(each) for each in held["ensemble"])
        listed: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in held.items()
        }
        return cls(**listed)


def _member(held: dict[str, Any]) -> Member:
    return Member(float(held["intercept"]), tuple(held["values"]), tuple(held["missing"]))
