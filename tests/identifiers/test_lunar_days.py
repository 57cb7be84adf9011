"""Days of the traditional calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from identifiers.lunar_days import from_lunar, lunar_year_of


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "on"),
    [
        (1985, 1, 1, False, date(1985, 2, 20)),
        (2016, 1, 1, False, date(2016, 2, 8)),
        (2016, 12, 20, False, date(2017, 1, 17)),
        (2017, 6, 1, False, date(2017, 6, 24)),
        (2017, 6, 1, True, date(2017, 7, 23)),
        (2017, 7, 1, False, date(2017, 8, 22)),
        (2020, 8, 15, False, date(2020, 10, 1)),
        (2033, 11, 1, True, date(2033, 12, 22)),
        (2044, 12, 30, False, date(2045, 2, 16)),
    ],
)
def test_a_lunar_day_is_a_common_one(year: int, month: int, day: int, leap: bool, on: date) -> None:
    assert from_lunar(year, month, day, leap=leap) == on
    assert lunar_year_of(on) == year


@pytest.mark.parametrize(
    "told", [(2016, 13, 1), (2016, 0, 1), (2016, 12, 31), (2016, 1, 0), (1984, 1, 1), (2045, 1, 1)]
)
def test_what_is_no_lunar_day_is_refused(told: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no "):
        from_lunar(*told)


def test_only_a_leap_month_is_one() -> None:
    with pytest.raises(ValueError, match="no "):
        from_lunar(2016, 6, 1, leap=True)


def test_years_follow_each_other_without_a_gap() -> None:
    for year in range(1985, 2044):
        last = from_lunar(year + 1, 1, 1) - timedelta(days=1)
        assert last in (from_lunar(year, 12, 29), _thirtieth(year))
        assert lunar_year_of(last) == year


def _thirtieth(year: int) -> date | None:
    try:
        return from_lunar(year, 12, 30)
    except ValueError:
        return None
