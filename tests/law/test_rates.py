"""Caps on interest, by hand-written examples."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from law.loading import TABLES, LawError
from law.rates import interest_segments, lpr_percent, rate_cap_percent, rate_cap_periods


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2019, 8, 19), None), (date(2019, 8, 20), 4.25), (date(2019, 9, 20), 4.20), (date(2019, 11, 20), 4.15),
        (date(2020, 2, 20), 4.05), (date(2020, 4, 20), 3.85), (date(2021, 12, 19), 3.85), (date(2021, 12, 20), 3.80),
        (date(2022, 1, 20), 3.70), (date(2022, 8, 22), 3.65), (date(2023, 6, 20), 3.55), (date(2023, 8, 21), 3.45),
        (date(2024, 7, 22), 3.35), (date(2024, 10, 21), 3.10), (date(2025, 5, 19), 3.10), (date(2025, 5, 20), 3.00),
    ],
)  # fmt: skip
def test_the_lpr_of_each_day(on: date, percent: float | None) -> None:
    assert lpr_percent(on) == percent


@pytest.mark.parametrize(
    ("contract_on", "percent", "void_above", "law"),
    [
        (date(2015, 9, 1), 24.0, 36.0, "rate_cap_2015"),
        (date(2020, 8, 19), 24.0, 36.0, "rate_cap_2015"),
        (date(2020, 8, 20), 15.4, None, "rate_cap_2020"),  # 4 x 3.85
        (date(2022, 1, 20), 14.8, None, "rate_cap_2020"),  # 4 x 3.70
        (date(2025, 5, 20), 12.0, None, "rate_cap_2020"),  # 4 x 3.00
    ],
)
def test_the_cap_of_a_contract(contract_on: date, percent: float, void_above: float | None, law: str) -> None:
    answer = rate_cap_percent(contract_on)
    assert (answer.percent, answer.void_above_percent, answer.law) == (percent, void_above, law)


@pytest.mark.parametrize(
    ("contract_on", "reason"),
    [(date(2015, 8, 31), "no cap is known"), (date(2035, 1, 1), "update the LPR table")],
)
def test_outside_the_tables_the_cap_is_unknown_and_says_why(contract_on: date, reason: str) -> None:
    answer = rate_cap_percent(contract_on)
    assert not answer.known
    assert answer.law is None
    assert reason in answer.reason_en
    assert answer.reason_zh


def test_an_old_contract_is_segmented_at_the_change_of_the_law() -> None:
    old, later = interest_segments(date(2019, 1, 1), date(2021, 12, 31), sued_on=date(2022, 2, 1))
    assert (old.from_on, old.until_on, old.cap.percent, old.cap.void_above_percent) == (
        date(2019, 1, 1), date(2020, 8, 19), 24.0, 36.0,
    )  # fmt: skip
    assert (later.from_on, later.until_on, later.cap.percent) == (date(2020, 8, 20), date(2021, 12, 31), 14.8)


def test_later_interest_of_an_old_contract_is_unknown_without_a_suit() -> None:
    _, later = interest_segments(date(2019, 1, 1), date(2021, 12, 31), sued_on=None)
    assert not later.cap.known


def test_a_new_contract_and_an_old_one_that_ended_in_time_are_one_segment() -> None:
    assert [s.cap.percent for s in interest_segments(date(2021, 1, 1), date(2023, 1, 1), None)] == [15.4]
    assert [s.cap.percent for s in interest_segments(date(2019, 1, 1), date(2020, 8, 19), None)] == [24.0]


def test_periods_say_the_same_as_the_question_day_by_day() -> None:
    periods = rate_cap_periods()
    for period in periods:
        for day in (period.from_on, period.until_on):
            assert rate_cap_percent(day).percent == period.percent
    assert periods[0].from_on == date(2015, 9, 1)
    assert not rate_cap_percent(date.fromordinal(periods[-1].until_on.toordinal() + 1)).known
    for before, after in pairwise(periods):
        assert after.from_on.toordinal() == before.until_on.toordinal() + 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2019-09-19", "2019-09-18", "day after in_force_until of lpr_2019_08"),
        ("lpr_2019_09,4.20", "lpr_2019_08,4.20", "stands twice"),
        ("4.20,percent", "4,20,percent", "quote values with commas"),
        ("4.20,percent", "four,percent", "digits and a point"),
        ("2019-08-20,", "2019-8-20,", "YYYY-MM-DD"),
        ("id,percent,unit", "id,rate,unit", "the header must be id,percent,unit"),
        ("2025-06-19", "2025-01-01", "ends before it begins"),
    ],
)
def test_a_malformed_table_answers_nothing(tmp_path: Path, old: str, new: str, message: str) -> None:
    for name in ("lpr.csv", "rate_caps.csv"):
        text = (TABLES / name).read_text()
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == "lpr.csv" else text)
    with pytest.raises(LawError, match=message):
        rate_cap_percent(date(2020, 8, 20), tmp_path)


def test_a_table_saved_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "lpr.csv").write_bytes((TABLES / "lpr.csv").read_text().encode("gb18030"))
    with pytest.raises(LawError, match="CSV UTF-8"):
        lpr_percent(date(2020, 8, 20), tmp_path)


def test_a_reader_can_add_a_row_without_touching_code(tmp_path: Path) -> None:
    lines = (TABLES / "lpr.csv").read_text().splitlines()
    lines[-1] = "lpr_2025_05,3.00,percent a year,test,2025-05-20,2025-12-19,,"
    lines.append("lpr_2025_12,2.90,percent a year,test,2025-12-20,,2026-01-19,")
    (tmp_path / "lpr.csv").write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    (tmp_path / "rate_caps.csv").write_text((TABLES / "rate_caps.csv").read_text())
    assert rate_cap_percent(date(2025, 12, 25), tmp_path).percent == 11.6  # 4 x 2.90
    assert not rate_cap_percent(date(2026, 1, 20), tmp_path).known
