"""What earlier deliveries say a new one should be like: how many rows, how soon, with which headers and which values.

All of these warn. A department may rightly deliver half as much in February, and a list made without it says so; but
somebody should look. Fewer than `FEWEST` earlier deliveries say nothing yet, and the result then says that.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from expectations.checks import Check
from expectations.contracts import contracts
from expectations.contracts.declaration import Column

DELIVERIES = 28
"""Earlier deliveries a new one is held against."""

FEWEST = 5
"""Earlier deliveries without which nothing can be said."""

SPREADS = 4.0
"""Robust standard deviations (1.4826 times the median absolute deviation) that a count may lie off the median."""

LEAST_SHARE = 0.3
"""Part of the median that a count may lie off it however steady the counts were: holidays are no news."""

ALIKE = 2.0
"""Times a wait for a delivery may be as long or as short as another's and count as one of the same kind: nights are not
months, and February is a month."""

SURELY_SOME = 7
"""Rows expected from which none at all is news: by chance alone it happens once in a thousand times (e to the -7)."""

FRESH_DAYS = 35
"""Days without a delivery that are no news of a department whose habit nobody knows yet: a month and a few days."""

LEAST_ROWS = 20
"""Rows of a delivery below which its shares say nothing."""

SHIFTED = 0.25
"""Population stability index from which credit scoring speaks of another population (Siddiqi, Credit Risk Scorecards,
2006)."""

NULL_SHARE = 0.10
"""Change of a column's share of nulls that is always let pass."""

MONEY_EDGES: tuple[int, ...] = tuple(round(10 ** (step / 2)) for step in range(4, 25))
"""Edges in fen, two to a power of ten, from 1 yuan to 10 billion: amounts in the wrong unit move by eight of them."""

_FAR_OUT = 3.09
"""Standard normal quantile of 0.999: one false alarm in a thousand steady columns."""


@dataclass(frozen=True)
class Delivery:
    """One delivery of one table: the day it became known, rows accepted, and what the files' headers lacked or had."""

    known_on: date
    rows: int
    headers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ColumnPast:
    """A column over the earlier deliveries: rows, rows without a value, and rows in each bucket where it has buckets.

    `counts` follow `buckets_of`, with the rows without a value last.
    """

    rows: int
    nulls: int
    counts: tuple[int, ...] = ()

    def __add__(self, other: ColumnPast) -> ColumnPast:
        """The rows of both."""
        counts = tuple(one + more for one, more in zip(self.counts, other.counts, strict=True))
        return ColumnPast(self.rows + other.rows, self.nulls + other.nulls, counts)


@dataclass(frozen=True)
class Past:
    """What is known of a table's earlier deliveries, the latest `DELIVERIES` of them, oldest first."""

    deliveries: tuple[Delivery, ...]
    columns: Mapping[str, ColumnPast] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether anything can be said."""
        return len(self.deliveries) >= FEWEST

    @property
    def told(self) -> str:
        """How much there is, in words."""
        return f"held against the {len(self.deliveries)} deliveries before"


TOO_SMALL = f"fewer than {LEAST_ROWS} rows: shares not checked"
TOO_FEW = f"fewer than {FEWEST} earlier deliveries: not checked"


def volume_check(past: Past, known_on: date) -> Check:
    """Rows of a delivery that became known on a day, against earlier ones; without bounds where they are too few.

    Like is held against like: deliveries for which the wait was as long. Where those are too few the department has
    changed its habit, and a delivery may then hold as many rows as its days of waiting ask for, by the rate of the
    earlier ones, or as many as those: a register comes whole however often it comes.
    """
    name = "ExpectTableRowCountToBeBetween"
    if not past.enough:
        return Check("volume", name, (), "warn", note=TOO_FEW, possible=False)
    counts = [delivery.rows for delivery in past.deliveries]
    gaps = gaps_between([*(delivery.known_on for delivery in past.deliveries), known_on])
    wait, usual = gaps[-1], median(gaps[:-1])
    # How long the first one was waited for is not known.
    alike = [rows for rows, gap in zip(counts[1:], gaps, strict=False) if wait / ALIKE <= gap <= wait * ALIKE]
    if len(alike) >= FEWEST:
        (low, high), note = row_bounds(alike), f"held against {len(alike)} earlier deliveries after a wait as long"
    else:
        bounds = (row_bounds(counts), row_bounds(counts, wait / usual))
        low, high = min(least for least, _ in bounds), max(most for _, most in bounds)
        note = f"{past.told}, by their rows and by their rows a day: {wait} days of waiting, usually {usual:g}"
    return Check("volume", name, (("min_value", low), ("max_value", high)), "warn", note=note)


def row_bounds(counts: Sequence[int], share: float = 1.0) -> tuple[int, int]:
    """Fewest and most rows that are no news after deliveries of these counts, for one of `share` times their wait.

    Median and median absolute deviation, so that one broken delivery does not widen them; no narrower than chance
    (the root of the median), than `LEAST_SHARE`, or than that share beyond the second least and second most: quarters
    come large and their stragglers small. No rows at all are news where every delivery had some, unless so short a
    wait makes none likely.
    """
    expected = sorted(count * share for count in counts)
    middle = median(expected)
    spread = 1.4826 * median(abs(count - middle) for count in expected)
    off = max(SPREADS * spread, SPREADS * math.sqrt(middle), LEAST_SHARE * middle)
    low, high = min(middle - off, (1 - LEAST_SHARE) * expected[1]), max(middle + off, (1 + LEAST_SHARE) * expected[-2])
    some = expected[0] > 0 and (share >= 1 or middle >= SURELY_SOME)
    return max(math.floor(low), int(some)), math.ceil(high)


def freshness_check(department: str, days: Sequence[date], as_of: date) -> Check:
    """How long ago a department delivered last, against the gaps between its deliveries.

    `days` are the days it delivered on, in any order; the check is asked of its rows in quarantine.delivered_files.
    """
    told: tuple[tuple[str, Any], ...] = (("department", department),)
    name, gaps = "ExpectColumnMaxToBeBetween", gaps_between(days)
    if len(gaps) + 1 < FEWEST:
        return Check("freshness", name, (("column", "known_on"),), "warn", told, TOO_FEW, possible=False)
    usual = longest_gap(gaps)
    since = as_of - timedelta(days=usual)
    return Check(
        "freshness",
        name,
        (("column", "known_on"), ("min_value", since), ("row_condition", ("department", department))),
        "warn",
        told=(*told, ("min_value", since)),
        note=f"usually every {median(gaps):g} days; {usual} are let pass",
    )


def missing_departments(delivered: Mapping[str, Collection[date]], as_of: date) -> tuple[str, ...]:
    """Departments of which nothing came for longer than the gaps between their deliveries let pass; sorted.

    `delivered` are the days each delivered on; a department that never did is not in it. One that delivered fewer than
    `FEWEST` times gets `FRESH_DAYS` at the least.
    """

    def let_pass(days: Collection[date]) -> int:
        gaps = gaps_between(days)
        known = longest_gap(gaps) if gaps else 0
        return known if len(gaps) + 1 >= FEWEST else max(known, FRESH_DAYS)

    return tuple(sorted(name for name, days in delivered.items() if (as_of - max(days)).days > let_pass(days)))


def gaps_between(days: Collection[date]) -> list[int]:
    """Days from each delivery to the next, for the last `DELIVERIES` of them; `days` are in any order."""
    return [(later - earlier).days for earlier, later in pairwise(sorted(set(days))[-DELIVERIES - 1 :])]


def longest_gap(gaps: Sequence[int]) -> int:
    """Days without a delivery that are no news after gaps of these many days: at least one and a half usual ones.

    Nor less than the second longest and a share of it: after quarterly extracts come stragglers at short gaps.
    """
    middle = median(gaps)
    spread = 1.4826 * median(abs(gap - middle) for gap in gaps)
    second = sorted(gaps)[-2] if len(gaps) > 1 else middle
    return math.ceil(max(middle + SPREADS * spread, 1.5 * middle, middle + 2, (1 + LEAST_SHARE) * second))


def header_check(table: str, past: Past) -> Check:
    """What files of a new delivery lack or have against the declaration, against what earlier ones did.

    Asked of the rows of `table` (without its layer) in quarantine.delivered_files. Headers stand in the arguments
    alone: a file without a header could put a value in their place.
    """
    name = "ExpectColumnValuesToBeInSet"
    if not past.enough:
        return Check("headers", name, (("column", "reason"),), "warn", (), TOO_FEW, possible=False)
    known = sorted(frozenset().union(*(delivery.headers for delivery in past.deliveries)))
    # An empty set is no argument; an empty reason is never written.
    arguments = (("column", "reason"), ("value_set", tuple(known or [""])), ("row_condition", ("table", table)))
    note = f"absent or unknown headers {past.told}, which had {len(known)} such findings"
    return Check("headers", name, arguments, "warn", told=(("value_set", ("as before",)),), note=note)


def drift_checks(table: str, past: Past, rows: int) -> list[Check]:
    """Shares of nulls, of categories and of sizes of amounts in a delivery of `rows` rows, against earlier ones."""
    if not past.enough or rows < LEAST_ROWS:
        why = TOO_SMALL if past.enough else TOO_FEW
        return [Check("drift", "ExpectColumnStabilityIndexToBeAtMost", (), "warn", note=why, possible=False)]
    found = []
    for column in contracts()[table.removeprefix("bronze.")]:
        held, buckets = past.columns.get(column.name), buckets_of(column)
        if held is None or not held.rows:
            continue
        if buckets and held.counts:
            found.append(_stable(column.name, buckets, held, rows, past))
        elif not column.required:
            found.append(_as_empty(column.name, held, rows, past))
    return found


def buckets_of(column: Column) -> tuple[str, ...] | tuple[int, ...]:
    """The buckets in which a column's values are counted: its categories, or edges for money; none for all others."""
    if column.type == "category":
        return column.held_values
    return MONEY_EDGES if column.type == "money" else ()


def _stable(name: str, buckets: Sequence[str | int], held: ColumnPast, rows: int, past: Past) -> Check:
    most = round(max(SHIFTED, stability_bound(held.counts, rows)), 3)
    return Check(
        "drift",
        "ExpectColumnStabilityIndexToBeAtMost",
        (("column", name), ("buckets", tuple(buckets)), ("expected", held.counts), ("max_value", most)),
        "warn",
        told=(("max_value", most),),
        note=past.told,
    )


def _as_empty(name: str, held: ColumnPast, rows: int, past: Past) -> Check:
    usual = 1 - held.nulls / held.rows
    # A share of exactly 0 or 1 has no spread of its own: count one row more of each kind.
    smooth = (held.rows - held.nulls + 1) / (held.rows + 2)
    off = max(NULL_SHARE, SPREADS * math.sqrt(smooth * (1 - smooth) * (1 / rows + 1 / held.rows)))
    low, high = round(max(usual - off, 0.0), 4), round(min(usual + off, 1.0), 4)
    limits = (("column", name), ("min_value", low), ("max_value", high))
    return Check("drift", "ExpectColumnProportionOfNonNullValuesToBeBetween", limits, "warn", note=past.told)


def bucket_counts(values: Any, buckets: Sequence[str | int]) -> list[int]:
    """Values (an array with None or NaN for no value) in each bucket, then those without a value.

    Numbers fall into the ranges below the first edge, between edges (lower one included), and from the last one on.
    Texts that are no bucket count nowhere: that they are not allowed is another check.
    """
    import pandas as pd

    empty = pd.isna(values)
    held = values[~empty]
    if isinstance(buckets[0], str):
        found = pd.Series(held).value_counts()
        within = [int(found.get(bucket, 0)) for bucket in buckets]
    else:
        places = np.searchsorted(np.asarray(buckets, float), held.astype(float), side="right")
        within = np.bincount(places, minlength=len(buckets) + 1).tolist()
    return [*within, int(empty.sum())]


def stability_index(expected: Sequence[int], found: Sequence[int]) -> float:
    """Population stability index: the sum of (p - q) ln(p / q) over buckets, half a row added to each."""
    p, q = (np.asarray(counts, float) + 0.5 for counts in (expected, found))
    p, q = p / p.sum(), q / q.sum()
    return float(((p - q) * np.log(p / q)).sum())


def stability_bound(expected: Sequence[int], rows: int) -> float:
    """Index that `rows` rows of an unchanged population exceed once in a thousand times.

    Without change the index is about chi-square of one less than the buckets times (1 / n + 1 / m) (Yurdakul,
    Statistical properties of population stability index, 2018); the quantile is Wilson and Hilferty's.
    """
    free = max(sum(count > 0 for count in expected) - 1, 1)
    quantile = free * (1 - 2 / (9 * free) + _FAR_OUT * math.sqrt(2 / (9 * free))) ** 3
    return quantile * (1 / max(sum(expected), 1) + 1 / max(rows, 1))
