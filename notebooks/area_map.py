"""A map of areas without tiles: each area is what lies nearest to its middle, within reach of it, coloured by a number.

It is a schema and says so: borders are drawn half-way between middles and not surveyed. Areas whose number may not be
told are grey, whatever it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup, escape

from notebooks.words import Word

BANDS = (5, 10, 20, 40)
"""Least number of each colour, from light to dark."""

_WIDTH, _MARGIN, _MOST_HEIGHT = 1040, 14, 760
_CORNERS = 40
_LETTER = 13.0
"""Width of a Chinese character of a name, with some air."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """One area: its name, middle in degrees, and its number; null where it may not be told."""

    name: str
    longitude: float
    latitude: float
    number: int | None


def area_map(areas: Sequence[Area], unit: Word) -> Markup:
    """The map as SVG; nothing where no area has a middle. `unit` is what is counted."""
    if not areas:
        return Markup("")
    middles, height = _projected(areas)
    reach = _reach(middles)
    cells = [_cell(place, middles, reach) for place in range(len(areas))]
    # Texts above all cells, so that no neighbour covers them.
    drawn = "".join(_drawn(area, cell, unit) for area, cell in zip(areas, cells, strict=True))
    drawn += "".join(_written(area, cell) for area, cell in zip(areas, cells, strict=True))
    told = sum(area.number is not None for area in areas)
    return Markup(
        f'<svg class="areas" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}" role="img" '
        f'aria-label="{told} / {len(areas)}">{drawn}</svg>'
    )


def legend(unit: Word) -> Markup:
    """The colours and what they stand for, in both languages."""
    ends = [*BANDS[1:], None]
    bands = [
        (f"band-{place}", f"{least}–{end - 1}" if end else f"≥ {least}")
        for place, (least, end) in enumerate(zip(BANDS, ends, strict=True))
    ]
    keys = "".join(
        f'<span class="key"><svg width="22" height="14"><rect class="{kind}" width="22" height="14" rx="2"/></svg> '
        f"{text}</span>"
        for kind, text in bands
    )
    grey = '<svg width="22" height="14"><rect class="withheld" width="22" height="14" rx="2"/></svg>'
    return Markup(
        f'<p class="legend"><span lang="zh">{escape(unit.zh)}</span><span lang="en"> {escape(unit.en)}</span> {keys}'
        f'<span class="key">{grey} <span lang="zh">显示同一模式的不足五个，或为保护别处的小数字而不公布</span>'
        '<span lang="en"> fewer than five share a pattern, or withheld to protect a small number elsewhere</span>'
        "</span></p>"
    )


def _kind(area: Area) -> str:
    return "withheld" if area.number is None else f"band-{sum(area.number >= least for least in BANDS) - 1}"


def _drawn(area: Area, cell: list[Point], unit: Word) -> str:
    outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in cell)
    number = "—" if area.number is None else f"{area.number}"
    title = f"{escape(area.name)}: {number} {escape(unit.zh)} {escape(unit.en)}"
    return f'<g class="{_kind(area)}"><title>{title}</title><polygon points="{outline}"/></g>'


def _written(area: Area, cell: list[Point]) -> str:
    """The number of an area, and its name where the cell has room for it."""
    x, y = _centre(cell)
    texts = []
    if area.number is not None:
        texts.append(f'<text class="number" x="{x:.1f}" y="{y + 5:.1f}">{area.number}</text>')
    below = 18 if texts else 4
    if min(_width(cell, y + below), _width(cell, y + below - _LETTER)) >= len(area.name) * _LETTER:
        texts.append(f'<text x="{x:.1f}" y="{y + below:.1f}">{escape(area.name)}</text>')
    return f'<g class="{_kind(area)}">{"".join(texts)}</g>' if texts else ""


def _centre(cell: list[Point]) -> Point:
    """Centre of gravity of a polygon."""
    area = across = down = 0.0
    for (x, y), (next_x, next_y) in _sides(cell):
        turn = x * next_y - next_x * y
        area, across, down = area + turn / 2, across + (x + next_x) * turn / 6, down + (y + next_y) * turn / 6
    return across / area, down / area


def _width(cell: list[Point], y: float) -> float:
    """How wide a convex polygon is at a height; 0 above and below it."""
    met = [
        one[0] + (y - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
        for one, other in _sides(cell)
        if (one[1] <= y) != (other[1] <= y)
    ]
    return max(met) - min(met) if met else 0.0


def _sides(cell: list[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(cell, [*cell[1:], *cell[:1]], strict=True)


def _projected(areas: Sequence[Area]) -> tuple[list[Point], float]:
    """Middles on the drawing, north above, and its height. A degree of longitude is as short as it is there."""
    squeeze = math.cos(math.radians(median(area.latitude for area in areas)))
    flat = [(area.longitude * squeeze, -area.latitude) for area in areas]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    # Room for half a cell on every side.
    room = _reach(flat) if len(flat) > 1 else 1.0
    scale = min((_WIDTH - 2 * _MARGIN) / (wide + 2 * room), (_MOST_HEIGHT - 2 * _MARGIN) / (high + 2 * room))
    aside = (_WIDTH - (wide + 2 * room) * scale) / 2
    points = [(aside + (x - left + room) * scale, _MARGIN + (y - top + room) * scale) for x, y in flat]
    return points, 2 * _MARGIN + (high + 2 * room) * scale


def _reach(points: Sequence[Point]) -> float:
    """How far an area reaches from its middle: most of the way to its third neighbour's."""
    if len(points) < 2:
        return _WIDTH / 8
    near = [sorted(math.dist(one, other) for other in points)[min(3, len(points) - 1)] for one in points]
    return 0.8 * median(near) or 1.0


def _cell(place: int, middles: Sequence[Point], reach: float) -> list[Point]:
    """The disc around a middle, cut half-way to every other."""
    x, y = middles[place]
    turn = 2 * math.pi / _CORNERS
    cell = [(x + reach * math.cos(turn * k), y + reach * math.sin(turn * k)) for k in range(_CORNERS)]
    for other in middles:
        if 0 < math.dist((x, y), other) < 2 * reach:
            cell = _nearer(cell, (x, y), other)
    return cell


def _nearer(cell: list[Point], mine: Point, other: Point) -> list[Point]:
    """The part of a convex polygon that lies nearer to one point than to another (Sutherland and Hodgman)."""
    towards = (other[0] - mine[0], other[1] - mine[1])
    half = ((mine[0] + other[0]) / 2, (mine[1] + other[1]) / 2)

    def beyond(point: Point) -> float:
        return (point[0] - half[0]) * towards[0] + (point[1] - half[1]) * towards[1]

    kept: list[Point] = []
    for one, following in _sides(cell):
        first, second = beyond(one), beyond(following)
        if first <= 0:
            kept.append(one)
        if (first <= 0) != (second <= 0):
            share = first / (first - second)
            kept.append((one[0] + share * (following[0] - one[0]), one[1] + share * (following[1] - one[1])))
    return kept
