"""Caps on the interest of private loans, by the day the contract was formed.

From 2020-08-20 the cap is four times the one-year LPR of that day; from 2015-09-01 to 2020-08-19 interest is protected
up to 24 % and void above 36 % a year; before that the cap is unknown to us. The cap does not bind licensed lenders:
see `law.lending.cap_exempt_licences`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from law.loading import TABLES, Entry, LawError, read_table

_CAP_COLUMNS = ("method", "percent", "void_above_percent", "multiple", "unit")


@dataclass(frozen=True)
class Answer:
    """A cap in percent a year, or the reason why it is unknown.

    `percent` is what a court protects; `void_above_percent` is set where the law has a second line (36 %) between which
    and the first interest is neither protected nor void. `law` is the id of the citation, null when unknown.
    """

    percent: float | None
    void_above_percent: float | None
    law: str | None
    reason_zh: str
    reason_en: str

    @property
    def known(self) -> bool:
        return self.percent is not None


@dataclass(frozen=True)
class RatePeriod:
    """Contracts formed from `from_on` through `until_on` fall under one cap; both days are included."""

    from_on: date
    until_on: date
    percent: float
    void_above_percent: float | None
    law: str


@dataclass(frozen=True)
class InterestSegment:
    """Interest that runs from `from_on` through `until_on` falls under one answer."""

    from_on: date
    until_on: date
    cap: Answer


@cache
def _lpr(folder: Path) -> tuple[Entry, ...]:
    entries = _in_sequence(read_table("lpr", ("percent", "unit"), folder))
    for entry in entries:
        if entry.decimal("percent") is None:
            raise entry.error("percent is empty")
    return entries


@cache
def _caps(folder: Path) -> tuple[Entry, ...]:
    entries = _in_sequence(read_table("rate_caps", _CAP_COLUMNS, folder))
    for entry in entries:
        method = entry.text("method")
        if method not in ("fixed", "multiple_of_lpr"):
            raise entry.error("method must be fixed or multiple_of_lpr")
        if entry.decimal("percent" if method == "fixed" else "multiple") is None:
            raise entry.error(f"a {method} cap needs its number")
    return entries


def lpr_percent(on: date, folder: Path = TABLES) -> float | None:
    """The one-year loan prime rate in force on a day, percent a year; null before the first row and past the day
    through which the last one is checked. Raises LawError when the table is malformed."""
    for entry in _lpr(folder):
        if entry.in_force(on) and entry.checked(on):
            return float(entry.text("percent"))
    return None


def rate_cap_percent(contract_on: date, folder: Path = TABLES) -> Answer:
    """The cap for a contract formed on a day; unknown, with the reason, where the tables do not reach.

    Raises LawError when a table is malformed.
    """
    for entry in _caps(folder):
        if entry.in_force(contract_on):
            if not entry.checked(contract_on):
                return _unknown(
                    "利率上限表已过核对日期，需更新", "the table of caps is past the day it was checked: update it"
                )
            return _cap(entry, contract_on, folder)
    return _unknown("合同订立日不在利率上限表范围内，上限未知", "no cap is known for contracts of that day")


def interest_segments(
    contract_on: date, until_on: date, sued_on: date | None, folder: Path = TABLES
) -> tuple[InterestSegment, ...]:
    """Caps on the interest of one contract from its day through `until_on`, in order of time.

    Interest on a contract made before 2020-08-20 that runs after 2020-08-19 falls under four times the LPR of the day
    the suit was filed; without a suit that part is unknown. Raises ValueError when `until_on` comes first.
    """
    if until_on < contract_on:
        raise ValueError("interest cannot end before the contract")
    first = rate_cap_percent(contract_on, folder)
    old = next((entry for entry in _caps(folder) if entry.in_force(contract_on)), None)
    if old is None or old.in_force_until is None or until_on <= old.in_force_until:
        return (InterestSegment(contract_on, until_on, first),)
    if sued_on is None:
        later = _unknown("未起诉，后段利息上限未知", "no suit was filed, so the cap on later interest is unknown")
    else:
        later = rate_cap_percent(sued_on, folder)
    change = old.in_force_until
    return (
        InterestSegment(contract_on, change, first),
        InterestSegment(change + timedelta(days=1), until_on, later),
    )


def rate_cap_periods(folder: Path = TABLES) -> tuple[RatePeriod, ...]:
    """Every period with a known cap, in order and without overlap: `rate_cap_percent` as a table, to join with.

    A day in none of them has no known cap.
    """
    edges: set[date] = set()
    for entry in (*_caps(folder), *_lpr(folder)):
        if entry.in_force_from:
            edges.add(entry.in_force_from)
        last = min((day for day in (entry.in_force_until, entry.valid_through) if day), default=None)
        if last:
            edges.add(last + timedelta(days=1))
    days = sorted(edges)
    periods = []
    for start, after in pairwise(days):
        answer = rate_cap_percent(start, folder)
        if answer.percent is not None and answer.law is not None:
            until = after - timedelta(days=1)
            periods.append(RatePeriod(start, until, answer.percent, answer.void_above_percent, answer.law))
    return tuple(periods)


def _cap(entry: Entry, contract_on: date, folder: Path) -> Answer:
    fixed, multiple = entry.decimal("percent"), entry.decimal("multiple")
    if fixed is not None:
        void = entry.decimal("void_above_percent")
        return Answer(
            float(fixed),
            None if void is None else float(void),
            entry.id,
            f"受保护上限年利率{fixed}%" + (f"，超过{void}%部分无效" if void else ""),
            f"protected up to {fixed} % a year" + (f", void above {void} %" if void else ""),
        )
    lpr = next((row for row in _lpr(folder) if row.in_force(contract_on)), None)
    percent = lpr.decimal("percent") if lpr and lpr.checked(contract_on) else None
    if percent is None or multiple is None:
        return _unknown(
            "当日LPR未核对，上限未知，LPR表需更新",
            "the LPR of that day is not checked: cap unknown, update the LPR table",
        )
    return Answer(
        float(multiple * percent),
        None,
        entry.id,
        f"合同订立时一年期LPR {percent}%的{multiple}倍",
        f"{multiple} times the one-year LPR of {percent} % in force when the contract was formed",
    )


def _unknown(reason_zh: str, reason_en: str) -> Answer:
    return Answer(None, None, None, reason_zh, reason_en)


def _in_sequence(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The rows of a table in which each takes over from the one before: no gap, no overlap, only the last is open."""
    if not entries:
        raise LawError("a table of rates is empty: restore it from the repository")
    for before, entry in pairwise(entries):
        if before.in_force_until is None or entry.in_force_from != before.in_force_until + timedelta(days=1):
            raise entry.error(f"in_force_from must be the day after in_force_until of {before.id}")
    if entries[0].in_force_from is None:
        raise entries[0].error("in_force_from is empty")
    return entries
