"""What a model needs to know of a declared feature: its shape and which way it may point."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from features.declaration import Declared, Unit
from features.sentences import sentence

Shape = Literal["plain", "log"]

_SHAPES: dict[Unit, Shape] = {
    "number": "log",
    "fen": "log",
    "days": "log",
    "share": "plain",
    "percent": "plain",
    "level": "plain",
    "yes_no": "plain",
}
"""Counts, sums of money and waiting times have tails that would drown the rest: they count by their logarithm."""

_WORDS = frozenset({"zh", "en", "note", "law"})
"""Fields of a declaration that say it in words: mending a translation or a citation must not retire a model."""


@dataclass(frozen=True)
class Measure:
    """One input of a ranking model.

    `sign` 1 lets the feature speak for the concern only, -1 against it only, 0 either way: a model of few cases must
    not learn that more suits are a good sign.
    """

    declared: Declared
    sign: int = 0

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def shape(self) -> Shape:
        return _SHAPES[self.declared.unit]

    def read_out(self, value: float | None) -> tuple[str, str]:
        """What the value says, in Chinese and English; null reads as unknown."""
        return sentence(self.declared, value)


def measures_of(declared: Iterable[Declared], signs: dict[str, int]) -> tuple[Measure, ...]:
    """The measures of a list's declarations, in their order; raises ValueError when a sign names no feature."""
    listed = tuple(declared)
    unknown = sorted(set(signs) - {each.name for each in listed})
    if unknown:
        raise ValueError(f"signs are held for features nobody declares: {', '.join(unknown)}")
    return tuple(Measure(each, signs.get(each.name, 0)) for each in listed)


def fingerprint(measures: Sequence[Measure]) -> str:
    """Digest of everything that decides what the columns mean to a model; the order of declarations does not matter."""
    told = sorted(
        json.dumps(
            [
                type(each.declared).__name__,
                {key: value for key, value in asdict(each.declared).items() if key not in _WORDS},
                each.shape,
                each.sign,
            ],
            sort_keys=True,
            default=str,
        )
        for each in measures
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
