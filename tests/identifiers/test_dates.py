"""Dates, booleans and percentages, by example."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.booleans import parse_boolean
from identifiers.dates import parse_date
from identifiers.percents import parse_percent


@pytest.mark.parametrize(
    "written",
    [
        "2023-05-07",
        "2023/5/7",
        "2023.5.7",
        "20230507",
        "２０２３－０５－０７",
        "2023年5月7日",
        "2023 年 5 月 7 日",
        "二〇二三年五月七日",
        "二零二三年五月七日",
        "2023-05-07 00:00:00",
        "2023-05-07T10:30:00.000",
        "2023/5/7 0:00",
        "2023年5月7日10时30分",
        "2023-05-06T16:30:00Z",  # already the 7th in China
        "45053",
        "45053.75",
        45053,
        45053.75,
        20230507,
        date(2023, 5, 7),
        datetime(2023, 5, 7, 23, 59),  # noqa: DTZ001 - departments' times carry no zone
        datetime(2023, 5, 6, 16, 30, tzinfo=UTC),
    ],
)
def test_ways_of_writing_one_day(written: object) -> None:
    assert parse_date(written) == date(2023, 5, 7)


@pytest.mark.parametrize(
    "wrong",
    [
        "2023-05",
        "2023年5月",
        "2023-02-30",
        "20231301",
        "05/07/2023",
        "23-05-07",
        "1987",
        "长期",
        "2023-5月7",
        123,
        True,
    ],
)
def test_what_names_no_single_day_is_an_error(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date(wrong)


@pytest.mark.parametrize("blank", [None, "", "-", "无"])
def test_a_blank_is_no_date(blank: object) -> None:
    assert parse_date(blank) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_that_is_written_and_read_is_itself(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", str(serial), serial):
        assert parse_date(written) == day


@pytest.mark.parametrize(
    ("written", "answer"),
    [("是", True), ("1", True), ("true", True), ("Ｙ", True), ("√", True), (1, True), (True, True),
     ("否", False), ("0", False), ("false", False), ("无", False), (0, False), ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_yes_and_no(written: object, answer: bool | None) -> None:
    assert parse_boolean(written) is answer


def test_what_is_neither_yes_nor_no_is_an_error() -> None:
    with pytest.raises(ValueError, match="neither"):
        parse_boolean("也许")


@pytest.mark.parametrize(
    ("written", "percent"),
    [
        (24, 24.0), ("24", 24.0), ("24%", 24.0), ("２４％", 24.0), ("百分之二十四", 24.0), ("年利率24%", 24.0),
        ("月息2分", 24.0), ("2分", 24.0), ("月利率2%", 24.0), ("月息二分五厘", 30.0), ("2%/月", 24.0), ("20‰/月", 24.0),
        ("日利率0.05%", 18.0), ("日息万分之五", 18.0), ("年息二分", 20.0), ("百分之二点五", 2.5), ("0.24", 0.24),
        ("月息一分半", 18.0), ("月息俩分四厘", 28.8), ("月息1毛", 120.0), ("一角", 120.0),
        ("", None), (None, None),
    ],
)  # fmt: skip
def test_rates_as_percent_a_year(written: object, percent: float | None) -> None:
    assert parse_percent(written) == percent


@pytest.mark.parametrize("wrong", ["abc", "月息", "分", "24元", "2成", True, float("inf")])
def test_what_is_no_rate_is_an_error(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_percent(wrong)
