"""What of a count by area may be told, so that nobody can work out a cell of fewer than five subjects.

A cell is told where five subjects share a pattern: its number of subjects, and which patterns reach five. Nothing is
told of any other cell, not even that it is empty. A total is told where the cells that are not told come to five
subjects or more in two areas or more; to get there the smallest told cells are withheld too. So a total less what is
told is itself a cell of at least five, and no cell in it is bound to one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5
"""Subjects in a cell from which it may be told."""


@dataclass(frozen=True)
class Cell:
    """One area as it is: `subjects`, and how many of them show each pattern."""

    subjects: int
    patterns: Mapping[str, int]

    @property
    def common(self) -> tuple[str, ...]:
        """Patterns that at least five subjects show, sorted."""
        return tuple(sorted(name for name, subjects in self.patterns.items() if subjects >= LEAST))


@dataclass(frozen=True)
class Disclosure:
    """What may be told: by area its subjects and its patterns, and the sum over all areas; null where it would tell
    too much."""

    told: Mapping[str, tuple[int, tuple[str, ...]]]
    total: int | None


def disclosed(cells: Mapping[str, Cell]) -> Disclosure:
    """What may be told of all areas of one geography. `cells` holds every area, those with nobody too."""
    order = sorted(cells, key=lambda area: (cells[area].subjects, area))
    told = [area for area in order if cells[area].common]
    withheld = [area for area in order if not cells[area].common]
    while withheld and told and not _may_be_summed(withheld, cells):
        withheld.append(told.pop(0))
    summed = not withheld or _may_be_summed(withheld, cells)
    return Disclosure(
        {area: (cells[area].subjects, cells[area].common) for area in told},
        sum(cell.subjects for cell in cells.values()) if summed else None,
    )


def at_least_five(subjects: int) -> int | None:
    """A number by itself; null below five."""
    return subjects if subjects >= LEAST else None


def _may_be_summed(areas: list[str], cells: Mapping[str, Cell]) -> bool:
    return len(areas) > 1 and sum(cells[area].subjects for area in areas) >= LEAST
