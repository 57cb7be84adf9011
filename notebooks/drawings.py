"""Small drawings in SVG: a score with its interval, five steps, a histogram; each says in text what it shows."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from markupsafe import Markup, escape

from notebooks.words import Word

BINS = 25
"""Columns of a histogram over 0..1: each is 0.04 wide."""

_BAR, _BAR_HEIGHT = 168, 18
_HIST, _HIST_HEIGHT = 520, 96
_SPARK, _SPARK_HEIGHT, _SPARK_COLUMNS = 112, 18, 28


def score_bar(score: float, low: float | None, high: float | None) -> Markup:
    """A score on a line from 0 to 1: a tick for the score, a band for its interval where one is known."""
    at = _place(score)
    band = ""
    said = f"{score:.3f}"
    if low is not None and high is not None:
        left, right = _place(low), _place(high)
        band = f'<rect class="band" x="{left:.1f}" y="4" width="{max(right - left, 1):.1f}" height="10" rx="2"/>'
        said += f" [{low:.3f}, {high:.3f}]"
    return Markup(
        f'<svg class="score" viewBox="0 0 {_BAR} {_BAR_HEIGHT}" width="{_BAR}" height="{_BAR_HEIGHT}" role="img" '
        f'aria-label="{said}"><title>{said}</title>'
        f'<line class="axis" x1="2" x2="{_BAR - 2}" y1="9" y2="9"/>'
        f'<line class="axis" x1="2" x2="2" y1="5" y2="13"/>'
        f'<line class="axis" x1="{_BAR - 2}" x2="{_BAR - 2}" y1="5" y2="13"/>'
        f'{band}<rect class="tick" x="{at - 1.5:.1f}" y="1" width="3" height="16" rx="1"/></svg>'
    )


def sparkline(values: Sequence[int]) -> Markup:
    """Columns of one number after another, the highest as high as the drawing; nothing for a single one or none.

    Few numbers have columns as wide as many have.
    """
    if len(values) < 2:
        return Markup("")
    highest, step = max(*values, 1), _SPARK / max(len(values), _SPARK_COLUMNS)
    bars = "".join(
        f'<rect x="{place * step:.1f}" y="{_SPARK_HEIGHT * (1 - value / highest):.1f}" width="{max(step - 1, 1):.1f}" '
        f'height="{max(_SPARK_HEIGHT * value / highest, 0.6):.1f}"/>'
        for place, value in enumerate(values)
    )
    said = f"{len(values)}: {', '.join(map(str, values))}"
    return Markup(
        f'<svg class="spark" viewBox="0 0 {_SPARK} {_SPARK_HEIGHT}" width="{_SPARK}" height="{_SPARK_HEIGHT}" '
        f'role="img" aria-label="{said}"><title>{said}</title>{bars}</svg>'
    )


def _place(score: float) -> float:
    return 2 + min(max(score, 0.0), 1.0) * (_BAR - 4)


def step_dots(steps: Sequence[Word], evidenced: Collection[int]) -> Markup:
    """One numbered dot per step, filled where evidence was found; each tells its step's name."""
    dots = []
    for number, step in enumerate(steps, start=1):
        kind = "found" if number in evidenced else "open"
        label = escape(
            f"{number} {step.zh} {step.en}: {'有证据 evidenced' if kind == 'found' else '无证据 not evidenced'}"
        )
        x = 11 + (number - 1) * 26
        dots.append(
            f'<g class="{kind}"><title>{label}</title><circle cx="{x}" cy="11" r="9.5"/>'
            f'<text x="{x}" y="15" text-anchor="middle">{number}</text></g>'
        )
    width = 22 + (len(steps) - 1) * 26
    said = f"{len(set(evidenced))} / {len(steps)}"
    return Markup(
        f'<svg class="dots" viewBox="0 0 {width} 22" width="{width}" height="22" role="img" aria-label="{said}">'
        f"{''.join(dots)}</svg>"
    )


def histogram(scores: Sequence[float], listed: Sequence[float]) -> Markup:
    """How many subjects have which score, the listed ones in the dark colour; heights grow with log(1 + count).

    A logarithm, because some thousands of low scores would flatten the fifty that are listed.
    """
    every, chosen = _counted(scores), _counted(listed)
    top = math.log1p(max(every, default=0)) or 1.0
    width = (_HIST - 20) / BINS
    bars = []
    for place, (count, dark) in enumerate(zip(every, chosen, strict=True)):
        if not count:
            continue
        x = 10 + place * width
        for kind, number in (("all", count), ("listed", dark)):
            height = math.log1p(number) / top * (_HIST_HEIGHT - 30)
            bars.append(
                f'<rect class="{kind}" x="{x + 1:.1f}" y="{_HIST_HEIGHT - 18 - height:.1f}" width="{width - 2:.1f}" '
                f'height="{height:.1f}"><title>{place / BINS:.2f}–{(place + 1) / BINS:.2f}: {count} ({dark})</title>'
                "</rect>"
            )
    cut = ""
    if listed:
        x = 10 + min(listed) * (_HIST - 20)
        cut = (
            f'<line class="cut" x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{_HIST_HEIGHT - 18}"/>'
            f'<text class="cut" x="{min(x + 5, _HIST - 70):.1f}" y="13">≥ {min(listed):.3f}</text>'
        )
    ticks = "".join(
        f'<text x="{10 + value * (_HIST - 20):.1f}" y="{_HIST_HEIGHT - 4}" text-anchor="middle">{value:g}</text>'
        for value in (0, 0.25, 0.5, 0.75, 1)
    )
    return Markup(
        f'<svg class="histogram" viewBox="0 0 {_HIST} {_HIST_HEIGHT}" width="{_HIST}" height="{_HIST_HEIGHT}" '
        f'role="img" aria-label="{len(scores)} / {len(listed)}">{"".join(bars)}'
        f'<line class="axis" x1="10" x2="{_HIST - 10}" y1="{_HIST_HEIGHT - 18}" y2="{_HIST_HEIGHT - 18}"/>'
        f"{cut}{ticks}</svg>"
    )


def _counted(scores: Sequence[float]) -> list[int]:
    counts = [0] * BINS
    for score in scores:
        counts[min(int(score * BINS), BINS - 1)] += 1
    return counts
