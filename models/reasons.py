"""Why a subject has its score: rows of feature (or rule), value, contribution and a sentence in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.evidence import Evidence
from models.linear import DECIMALS, Vector
from models.measures import Measure

TOP = 5


class Reason(NamedTuple):
    """One reason; `value` is null where the feature is unknown or the rule is yes or no."""

    feature: str
    value: float | None
    contribution: float
    sentence_zh: str
    sentence_en: str


def of_model(measures: Sequence[Measure], values: Vector, contributions: Vector) -> list[Reason]:
    """The features that raise a subject's score most, strongest first, at most TOP.

    What lowers it is left to the counter-evidence, which cites rows. Equal contributions stand in the order of names.
    """
    raising = sorted(
        (place for place in range(len(measures)) if contributions[place] > 0),
        key=lambda place: (-contributions[place], measures[place].name),
    )
    told = []
    for place in raising[:TOP]:
        value = None if values[place] != values[place] else float(values[place])
        told.append(Reason(measures[place].name, value, float(contributions[place]), *measures[place].read_out(value)))
    return told


def of_rules(items: Sequence[Evidence], contributions: Sequence[float]) -> list[Reason]:
    """The evidence that raises a subject's share of rules most, strongest first, at most TOP."""
    raising = sorted(
        ((item, share) for item, share in zip(items, contributions, strict=True) if share > 0),
        key=lambda pair: (-round(pair[1], DECIMALS), pair[0].rule, pair[0].evidence_id),
    )
    return [
        Reason(item.rule, item.value, round(share, DECIMALS), item.sentence_zh, item.sentence_en)
        for item, share in raising[:TOP]
    ]
