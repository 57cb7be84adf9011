"""Scores without a trained model: the share of rules that are evidenced, for minus against.

A city's first nights, and every city without investigated cases, rank by this. It is no probability, and every page
says so. What it adds up is written out here in full:

* each group of rules with evidence adds `GROUP`. A group is one of the five steps (lenders), one of the five dimensions
  (companies), or a rule by itself where it belongs to neither (disputes), five groups at most. Rules of one group
  share what it adds, so that one pattern told three ways is still one step;
* smaller parts break ties within the same number of groups and never outweigh one: further rules, further departments,
  and how far values lie beyond their thresholds (`MORE_RULES`, `MORE_DEPARTMENTS`, `BEYOND`; together under GROUP);
* each piece of counter-evidence takes `AGAINST` away, down to a score of zero;
* evidence that rests on an opened case adds nothing: it says that somebody was investigated, not that they lend.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from models.evidence import Evidence, departments

GROUP = 0.17
MORE_RULES = 0.05
MORE_DEPARTMENTS = 0.05
BEYOND = 0.05
AGAINST = 0.08
GROUPS = 5
DOUBLINGS = 3.0
"""Values this many doublings beyond their threshold count in full."""

BASELINE_HALF = 5.0
"""A baseline feature's value that reads as one half where no model has calibrated it."""


def contributions(items: Sequence[Evidence]) -> list[float]:
    """What each piece of evidence adds to the share of rules, in the order given; the score is their sum, in 0..1."""
    speaking = [item for item in items if item.speaks_for and item.ranks]
    sizes: dict[str, int] = {}
    for item in speaking:
        sizes[_group(item)] = sizes.get(_group(item), 0) + 1
    counted = min(len(sizes), GROUPS)
    shared = (
        MORE_RULES * (1 - 1 / len(speaking)) + MORE_DEPARTMENTS * (1 - 1 / max(len(departments(speaking)), 1))
        if speaking
        else 0.0
    )
    return [
        -AGAINST
        if not item.speaks_for
        else (
            GROUP * counted / (len(sizes) * sizes[_group(item)])
            + (shared + BEYOND * beyond(item.value, item.threshold)) / len(speaking)
        )
        if item.ranks
        else 0.0
        for item in items
    ]


def score(items: Sequence[Evidence]) -> float:
    """Share of rules evidenced for minus against, 0..1."""
    return min(max(sum(contributions(items)), 0.0), 1.0)


def beyond(value: float | None, threshold: float | None) -> float:
    """How far a value lies beyond its threshold, 0..1, in doublings either way; 0 for rules that are yes or no."""
    # Written so that NaN, the threshold of conditions on words, falls through to 0.
    if value is None or threshold is None or not (value > 0 and threshold > 0):
        return 0.0
    return min(abs(log2(value / threshold)), DOUBLINGS) / DOUBLINGS


def beside(value: float | None) -> float:
    """The one-feature baseline where no model calibrated it: 0 at 0 or unknown, one half at BASELINE_HALF."""
    return 0.0 if value is None or value <= 0 else value / (value + BASELINE_HALF)


def _group(item: Evidence) -> str:
    return item.rule if item.step is None else f"step {item.step}"
