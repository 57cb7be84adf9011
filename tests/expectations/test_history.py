"""A new delivery against the earlier ones: what is news, what is not, and what cannot be said yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from pyspark.sql import SparkSession

from expectations import suites
from expectations.checks import Check, CheckResult
from expectations.contracts import contracts
from expectations.history import (
    MONEY_EDGES,
    TOO_FEW,
    TOO_SMALL,
    ColumnPast,
    Delivery,
    Past,
    bucket_counts,
    drift_checks,
    freshness_check,
    header_check,
    longest_gap,
    missing_departments,
    row_bounds,
    stability_bound,
    stability_index,
    volume_check,
)
from expectations.suites import Held, check_rows

NIGHT = date(2026, 3, 4)
CASES = "bronze.civil_cases"
CAUSES = contracts()["civil_cases"].column("cause").held_values


def delivered(*rows: int, headers: tuple[str, ...] = ()) -> tuple[Delivery, ...]:
    return tuple(
        Delivery(NIGHT - timedelta(days=30 * (len(rows) - place)), count, frozenset(headers))
        for place, count in enumerate(rows)
    )


@pytest.fixture(params=["on pandas", "on Spark"])
def ask(request: pytest.FixtureRequest, spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Asks checks of rows, on either engine."""
    if request.param == "on Spark":
        monkeypatch.setattr(suites, "PANDAS_ROWS", 0)

    def asked(checks: list[Check], rows: pd.DataFrame, ddl: str) -> list[CheckResult]:
        frame = spark.createDataFrame(rows.astype(object).where(rows.notna(), None), ddl)
        held = Held(len(rows), dict.fromkeys(rows.columns, ""), lambda columns: rows[columns], frame)
        return check_rows(CASES, checks, held)

    return asked


def missed(results: list[CheckResult]) -> list[tuple[str, ...]]:
    return [result.columns for result in results if result.passed is False]


# --- volume ---------------------------------------------------------------------------------------------------------


def test_rows_as_many_as_ever_are_no_news() -> None:
    assert row_bounds([100, 104, 96, 101, 99, 100]) == (60, 140)


def test_one_broken_delivery_does_not_widen_the_bounds() -> None:
    assert row_bounds([100, 104, 96, 0, 101, 99, 100, 5_000]) == (60, 140)


def test_a_delivery_without_rows_is_news_where_every_one_had_some() -> None:
    assert row_bounds([2, 3, 1, 2, 4, 2])[0] == 1
    assert row_bounds([2, 0, 1, 2, 4, 2])[0] == 0


def test_quarters_and_their_stragglers_are_both_no_news() -> None:
    low, high = row_bounds([110, 6, 1, 117, 8, 1, 117, 11, 2])
    assert low <= 2
    assert high >= 125


def bounds(past: list[Delivery], known_on: date) -> tuple[int, int]:
    """Fewest and most rows that `volume_check` lets pass."""
    asked = dict(volume_check(Past(tuple(past)), known_on).arguments)
    return asked["min_value"], asked["max_value"]


def nights(first: date, *rows: int) -> list[Delivery]:
    return [Delivery(first + timedelta(days=place), count) for place, count in enumerate(rows)]


MONTHS = list(delivered(*[300] * 12))  # the last one on the 2nd of February, 30 days before NIGHT


def test_the_first_night_after_months_may_hold_one_night_s_rows() -> None:
    low, high = bounds(MONTHS, MONTHS[-1].known_on + timedelta(days=1))

    assert 1 <= low <= 10 <= high, "a thirtieth of 300 rows"
    assert high >= 300, "or a register, whole as ever"


def test_a_first_night_without_the_rows_that_a_night_surely_has_is_seen() -> None:
    low, _ = bounds(MONTHS, MONTHS[-1].known_on + timedelta(days=1))
    assert low == 1

    seldom, _ = bounds(list(delivered(*[60] * 12)), MONTHS[-1].known_on + timedelta(days=1))
    assert seldom == 0, "two rows a night are often none"


def test_a_month_is_held_against_months_and_not_against_the_nights_between() -> None:
    past = [*MONTHS, *nights(MONTHS[-1].known_on + timedelta(days=1), 10, 10, 9)]

    low, high = bounds(past, past[-1].known_on + timedelta(days=30))

    assert low > 30, "a tenth of a month's rows is a collapse"
    assert low <= 300 <= high


def test_after_five_nights_a_night_is_held_against_nights() -> None:
    past = [*MONTHS, *nights(MONTHS[-1].known_on + timedelta(days=1), 100, 104, 96, 101, 99)]

    low, high = bounds(past, past[-1].known_on + timedelta(days=1))

    assert 20 < low <= 100 <= high < 300
    assert (
        "5 earlier deliveries after a wait as long" in volume_check(Past(tuple(past)), NIGHT - timedelta(days=24)).note
    )


def test_rows_of_nights_that_were_not_delivered_may_come_at_once() -> None:
    past = nights(NIGHT - timedelta(days=20), *[100] * 20)

    low, high = bounds(past, NIGHT + timedelta(days=9))

    assert low <= 100, "a register comes whole"
    assert high >= 1_000, "ten nights of rows"


def test_a_delivery_that_came_in_part_is_seen(ask: Any) -> None:
    check = volume_check(Past(delivered(10, 11, 9, 10, 10, 12)), NIGHT)

    assert [one.passed for one in ask([check], pd.DataFrame({"case_no": ["a"] * 10}), "case_no string")] == [True]
    (result,) = ask([check], pd.DataFrame({"case_no": ["a"] * 40}), "case_no string")
    assert (result.passed, result.severity) == (False, "warn")
    assert result.bounds == {"min_value": 1, "max_value": 23}


def test_fewer_than_five_deliveries_say_nothing_and_the_result_says_so(ask: Any) -> None:
    past = Past(delivered(10, 10, 10, 10))
    checks = [volume_check(past, NIGHT), header_check("civil_cases", past), *drift_checks(CASES, past, 100)]

    results = ask(checks, pd.DataFrame({"reason": [None]}), "reason string")

    assert [(result.passed, result.note) for result in results] == [(None, TOO_FEW)] * 3


# --- freshness ------------------------------------------------------------------------------------------------------


def test_the_usual_gap_and_half_of_it_are_let_pass() -> None:
    assert longest_gap([30, 31, 30, 28, 31]) == 45
    assert longest_gap([1, 1, 1, 1]) == 3


def test_one_long_gap_is_no_habit_and_two_are() -> None:
    assert longest_gap([30, 31, 300, 28, 31]) == 47
    assert longest_gap([10, 10, 71, 10, 10, 71]) == 93  # quarters with two stragglers each


@pytest.mark.parametrize(("last", "passed"), [(NIGHT - timedelta(days=40), True), (NIGHT - timedelta(days=50), False)])
def test_a_department_later_than_ever_is_seen(ask: Any, last: date, passed: bool) -> None:
    days = [last - timedelta(days=30 * back) for back in range(6)]
    others = [NIGHT - timedelta(days=1)] * 6
    rows = pd.DataFrame({"department": ["courts"] * 6 + ["tax"] * 6, "known_on": days + others})

    (result,) = ask([freshness_check("courts", days, NIGHT)], rows, "department string, known_on date")

    assert result.passed is passed
    assert result.bounds["department"] == "courts"


def test_a_department_that_delivered_seldom_is_not_judged() -> None:
    assert not freshness_check("courts", [NIGHT, NIGHT - timedelta(days=9)], NIGHT).possible


def every(gap: int, times: int, last: date) -> list[date]:
    return [last - timedelta(days=gap * back) for back in range(times)]


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        (every(91, 6, NIGHT - timedelta(days=80)), False),  # quarterly
        (every(91, 6, NIGHT - timedelta(days=140)), True),
        (every(30, 6, NIGHT - timedelta(days=40)), False),  # monthly
        (every(30, 6, NIGHT - timedelta(days=46)), True),
        (every(1, 28, NIGHT - timedelta(days=1)), False),  # nightly
        (every(1, 29, NIGHT - timedelta(days=8)), True),
        ([NIGHT - timedelta(days=35)], False),  # once: a month and some days
        ([NIGHT - timedelta(days=36)], True),
        (every(91, 2, NIGHT - timedelta(days=80)), False),
        (every(1, 2, NIGHT - timedelta(days=30)), False),
    ],
)
def test_a_department_is_missing_when_it_is_later_than_its_habit(days: list[date], missing: bool) -> None:
    delivered_on = {"courts": [NIGHT - timedelta(days=1)], "tax": days}
    assert missing_departments(delivered_on, NIGHT) == (("tax",) if missing else ())


# --- headers --------------------------------------------------------------------------------------------------------


def test_a_header_that_was_always_there_and_is_not_is_seen(ask: Any) -> None:
    rows = pd.DataFrame({"table": ["civil_cases", "case_parties"], "reason": [None, "absent_columns:案号"]})
    files = "table string, reason string"
    past = Past(delivered(*[10] * 6, headers=("absent_columns:结案日期",)))
    check = header_check("civil_cases", past)

    assert missed(ask([check], rows, files)) == []
    rows["reason"] = ["absent_columns:结案日期", None]
    assert missed(ask([check], rows, files)) == []
    rows["reason"] = ["unknown_column:张三", None]
    (result,) = ask([check], rows, files)
    assert result.passed is False
    # A header may be a row that was taken for one.
    assert not {"张三", "结案日期"} & set(str(result.recorded()))
    assert "张三" not in str(result.recorded())


# --- drift ----------------------------------------------------------------------------------------------------------


def cases(causes: list[str | None], principals: list[int | None], courts: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({"cause": causes, "principal_fen": principals, "court": courts})


CASES_DDL = "cause string, principal_fen bigint, court string"
LENT = [None if place % 4 == 0 else 10_000 * (1 + place % 7) ** 3 for place in range(400)]
USUAL = cases(
    [CAUSES[place % len(CAUSES)] for place in range(400)],
    LENT,
    [None if place % 10 == 0 else "某区法院" for place in range(400)],
)


def past_of(rows: pd.DataFrame) -> Past:
    columns = {
        name: ColumnPast(
            len(rows),
            int(rows[name].isna().sum()),
            tuple(bucket_counts(rows[name].to_numpy(), buckets)) if buckets else (),
        )
        for name, buckets in (("cause", CAUSES), ("principal_fen", MONEY_EDGES), ("court", ()))
    }
    return Past(delivered(*[len(rows)] * 6), columns)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"cause": [CAUSES[0]] * 300 + list(USUAL["cause"][:100])}, [("cause",)]),
        # Written in 万元 and read as yuan.
        ({"principal_fen": [None if amount is None else amount * 10_000 for amount in LENT]}, [("principal_fen",)]),
        ({"court": [None] * 200 + ["某区法院"] * 200}, [("court",)]),
    ],
    ids=["as ever", "another mix of causes", "amounts in another unit", "many more nulls"],
)
def test_what_has_moved_is_seen_and_nothing_else(ask: Any, changed: dict[str, Any], expected: list[Any]) -> None:
    rows = USUAL.assign(**changed)

    results = ask(drift_checks(CASES, past_of(USUAL), len(rows)), rows, CASES_DDL)

    assert {result.columns for result in results} == {("cause",), ("principal_fen",), ("court",)}
    assert missed(results) == expected
    assert all(result.severity == "warn" for result in results)
    assert "某区法院" not in str([result.recorded() for result in results])


def test_a_handful_of_rows_has_no_shares(ask: Any) -> None:
    results = ask(drift_checks(CASES, past_of(USUAL), 12), USUAL[:12], CASES_DDL)
    assert [(result.passed, result.note) for result in results] == [(None, TOO_SMALL)]


def test_counts_are_by_category_or_range_and_nulls_come_last() -> None:
    texts, amounts = pd.Series(["a", "b", None, "a", "?"]), pd.Series([1.0, 100, None, 99, 5_000])
    assert bucket_counts(texts.to_numpy(), ("a", "b", "c")) == [2, 1, 0, 1]
    assert bucket_counts(amounts.to_numpy(), (100, 1_000)) == [2, 1, 1, 1]


def test_the_index_is_zero_for_equal_shares_and_grows_with_the_shift() -> None:
    assert stability_index([1_000, 3_000], [10_000, 30_000]) == pytest.approx(0, abs=1e-5)
    # 0.25 ln(0.5 / 0.25) + 0.25 ln(0.75 / 0.5)
    assert stability_index([50_000, 50_000], [25_000, 75_000]) == pytest.approx(0.2747, abs=1e-3)


def test_few_rows_are_allowed_a_larger_index() -> None:
    # The 0.999 quantile of chi-square with 2 degrees is 13.8.
    assert stability_bound([100, 100, 100], 300) == pytest.approx(13.8 * (1 / 300 + 1 / 300), rel=0.03)
    assert stability_bound([100, 100, 100], 30) > stability_bound([100, 100, 100], 3_000)
