"""What a model needs to know of a feature: its shape, what its null means, which way it may point, how it reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

NullMeans = Literal["zero", "unknown", "not_applicable"]
Shape = Literal["plain", "log"]


@dataclass(frozen=True)
class Measure:
    """One input of a ranking model, taken from a feature declaration.

    `shape` is log for counts and money, whose tails would otherwise drown everything else. `null_means` zero reads a
    null as 0; the other two give the null an indicator of its own. `sign` 1 lets the feature speak for the concern
    only, -1 against it only, 0 either way: a model of few cases must not learn that more suits are a good sign.
    `reads_zh` and `reads_en` are sentences with a `{value}` in them.
    """

    name: str
    shape: Shape
    null_means: NullMeans
    sign: int
    reads_zh: str
    reads_en: str
    unit: str = "count"


def fingerprint(measures: Sequence[Measure]) -> str:
    """Digest of everything that decides what the columns mean to a model; the order of declarations does not matter.

    The sentences are left out: mending a translation must not retire a model.
    """
    told = sorted(
        json.dumps({key: value for key, value in asdict(each).items() if not key.startswith("reads_")}, sort_keys=True)
        for each in measures
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
