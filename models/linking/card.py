"""The card of a person linkage version: what it learnt from, what each agreement is worth, what it is not for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.linking.person_comparisons import WORDS

if TYPE_CHECKING:
    from models.linking.person_comparisons import Chance
    from models.linking.training import TrainedLinkage

_ELSE = {
    "name_differs": ("姓名不同", "another name"),
    "context_differs": ("无相同房屋、单位或公证处", "no home, company or notary office in common"),
}
"""Levels that never make a link, which no row is explained by."""

_NOT_FOR = (
    "**Not for** deciding about anybody: a link says that two records are likely of one person, its probability and "
    "the levels behind it stand beside every row, and a reviewer's verdict stands above it. Not for another source's "
    "records."
)


def linkage_card(trained: TrainedLinkage, tags: Mapping[str, str]) -> str:
    """The card as Markdown; shares and counts, and no name, id or pseudonym."""
    model, metrics = trained.model, trained.metrics
    told = ", ".join(f"{name} {value}" for name, value in sorted(tags.items()))
    lines = [
        "# Person linkage",
        "",
        f"Says how likely two records of `{model.source}` are of one person where no valid id says so. A valid citizen "
        "id needs no model.",
        "",
        f"**Trained** without anybody's answer on what was known before {model.trained_until}: "
        f"{metrics['people']:,.0f} people with a valid id and {metrics['descriptions']:,.0f} descriptions without one.",
        "",
        f"**A link** needs a probability of {model.threshold:g}: stated, not tuned. Before any comparison two "
        f"descriptions are of one person with a probability of {model.probability:.3g}. A name's own frequency takes "
        f"the place of the usual one: {metrics['names_kept']:,.0f} frequent names are held as keyed pseudonyms.",
        "",
        "**Measured**: not here, for training sees no answers. `python -m benchmarks.linkage` measures the method on "
        "cities whose truth is known.",
        "",
        _NOT_FOR,
        "",
        "m: how often records of one person reach the level; u: how often those of two people do. The weight is "
        "log2(m / u): above 0 it speaks for one person, below 0 against. Splink draws it in `charts/`.",
        "",
        "| level | in words | 中文 | m | u | weight |",
        "|---|---|---|---|---|---|",
        *(_row(level, chance) for level, chance in model.chances.items()),
        "",
        f"Comparisons `{model.comparisons}`, {told}.",
    ]
    return "\n".join(lines) + "\n"


def _row(level: str, chance: Chance) -> str:
    zh, en = (WORDS | _ELSE)[level]
    return f"| `{level}` | {en} | {zh} | {chance.m:.3g} | {chance.u:.3g} | {math.log2(chance.m / chance.u):+.1f} |"
