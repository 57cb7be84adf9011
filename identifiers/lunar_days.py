"""Days of the traditional calendar (农历) as days of the common one.

GB/T 33661-2017 reckons its months from the moon, so that they are a table. The rows are those of the packages lunardate
0.3.0 and borax 4.1.3, which agree on every day from 1985-02-20 to 2045-02-16.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIRST = date(1985, 2, 20)
"""The first day of the first year of the table."""
# Of each year: a 1, then a bit for each month in turn, 1 where it has 30 days, and at last four bits that say behind
# which month the leap month stands, 0 where there is none.
# fmt: off
_YEARS = (
    0x16a50, 0x16d40, 0x35b46, 0x1ab60, 0x19570, 0x292f5, 0x14970, 0x164b0, 0x2d4a3, 0x1ea50,
    0x2d658, 0x15ac0, 0x1ab60, 0x326d5, 0x192e0, 0x1c960, 0x3a954, 0x1d4a0, 0x1da50, 0x2b552,
    0x156a0, 0x355b7, 0x125d0, 0x192d0, 0x392b5, 0x1a950, 0x1b4a0, 0x36aa4, 0x1ad50, 0x2ab59,
    0x14ba0, 0x1a5b0, 0x2a576, 0x152b0, 0x1a930, 0x2e954, 0x16aa0, 0x1ad50, 0x29b52, 0x14b60,
    0x34ae6, 0x1a4e0, 0x1d260, 0x3d265, 0x1d530, 0x15aa0, 0x2d6a3, 0x196d0, 0x295db, 0x14ad0,
    0x1a4d0, 0x3a4b6, 0x1d250, 0x1d520, 0x3b545, 0x1b5a0, 0x156d0, 0x295b2, 0x149b0, 0x34977,
)
# fmt: on


def from_lunar(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The day that a lunar year (2016 begins on 2016-02-08), month (12 is 腊月) and day name; `leap` says 闰月.

    Raises ValueError where there is no such day, or the year is not within 1985 to 2044.
    """
    begins = _new_year(year)
    lengths, leap_month = _months(year)
    place = month - 1 + int(leap or 0 < leap_month < month)
    if not 1 <= month <= 12 or (leap and month != leap_month) or not 1 <= day <= lengths[place]:
        raise ValueError("no such day of the lunar calendar")
    return begins + timedelta(days=sum(lengths[:place]) + day - 1)


def lunar_year_of(on: date) -> int:
    """The lunar year in which a day lies. Raises ValueError outside 1985-02-20 to 2045-02-16."""
    before = on.year == _FIRST.year + len(_YEARS) or on < _new_year(on.year)
    return on.year - 1 if before else on.year


def _new_year(year: int) -> date:
    if not 0 <= year - _FIRST.year < len(_YEARS):
        raise ValueError("no year of the table")
    return _FIRST + timedelta(days=sum(sum(_months(one)[0]) for one in range(_FIRST.year, year)))


def _months(year: int) -> tuple[list[int], int]:
    """(days of each month of a lunar year in its order, the month behind which a leap one stands, else 0)."""
    row = _YEARS[year - _FIRST.year]
    return [29 + int(bit) for bit in f"{row >> 4:b}"[1:]], row & 0xF
