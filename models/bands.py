"""Bands of disputes: probabilities (or shares of rules) with stated cut-offs.

Colour bands of cities differ from place to place and none is published with its derivation. Ours say what they cut: the
probability that somebody is hurt in the same dispute within 90 days. In a city like those studied about 0.7 % of
disputes come to that.
"""

from __future__ import annotations

from typing import Literal

Band = Literal["low", "moderate", "high", "urgent"]

PROBABILITY_CUTS: tuple[tuple[float, Band], ...] = ((0.08, "urgent"), (0.03, "high"), (0.01, "moderate"))
"""Least probability of each band, for a model's scores; anything below the last is low."""

RULE_CUTS: tuple[tuple[float, Band], ...] = ((0.50, "urgent"), (0.33, "high"), (0.16, "moderate"))
"""Least share of rules of each band, where no model was trained: about three, two and one facts on record."""


def band(score: float, method: str) -> Band:
    """The band of a dispute's score; `method` (model or rules_only) says which cut-offs hold."""
    for least, name in PROBABILITY_CUTS if method == "model" else RULE_CUTS:
        if score >= least:
            return name
    return "low"
