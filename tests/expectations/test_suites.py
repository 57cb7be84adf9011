"""Suites made from declarations: what they ask of a table, and that they see when it does not hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations import suites
from expectations.boundaries import boundary_checks
from expectations.checks import CheckResult
from expectations.suites import Held, check_rows, check_table
from jobs.reader import table_ddl
from jobs.registry import REGISTRY
from models.linking.doubts import KINDS

NIGHT = date(2026, 3, 4)
Draw = Callable[..., DataFrame]


@pytest.fixture
def villages(spark: SparkSession) -> Draw:
    def draw(*rows: dict[str, Any]) -> DataFrame:
        good = {
            "source_row_id": "r1",
            "source": "s",
            "department": "civil_affairs",
            "source_file": "f.csv",
            "source_place": "civil_affairs/villages/2026-01-31, file 1",
            "source_row": 2,
            "event_on": None,
            "event_on_basis": "unknown",
            "known_on": date(2026, 1, 31),
            "flags": [],
            "withdrawn": False,
            "village_code": "v1",
            "village_name": "甲村",
            "village_kind": "village",
            "district_code": "350203",
            "street": "中华",
        }
        return spark.createDataFrame([{**good, **row} for row in rows], table_ddl("bronze.villages"))

    return draw


def checked(frame: DataFrame, table: str = "bronze.villages") -> list[CheckResult]:
    types = {column.name: column.dataType.simpleString() for column in frame.schema}
    held = Held(frame.count(), types, lambda columns: frame.select(*columns).toPandas(), frame)
    return check_table(table, held, NIGHT)


def failures(frame: DataFrame, table: str = "bronze.villages") -> list[tuple[str, str]]:
    results = checked(frame, table)
    return [(result.expectation, result.detail) for result in results if not result.passed]


def test_a_table_that_keeps_its_contract_passes(villages: Draw) -> None:
    assert failures(villages({}, {"source_row_id": "r2", "village_code": "v2"}, {"withdrawn": True})) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"village_name": None}], ("ExpectColumnValuesToNotBeNull", "column village_name")),
        ([{"village_kind": "city"}], ("ExpectColumnValuesToBeInSet", "column village_kind")),
        ([{}, {}], ("ExpectCompoundColumnsToBeUnique", "columns source_row_id, known_on, withdrawn")),
        ([{"known_on": NIGHT}], ("ExpectColumnMaxToBeBetween", f"column known_on, max_value {NIGHT}")),
    ],
)
@pytest.mark.parametrize("pandas_rows", [0, 1_000], ids=["on Spark", "on pandas"])
def test_what_a_contract_forbids_is_seen(
    villages: Draw,
    rows: list[dict[str, Any]],
    expected: tuple[str, str],
    pandas_rows: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(suites, "PANDAS_ROWS", pandas_rows)

    assert failures(villages(*rows)) == [expected]


@pytest.mark.parametrize("pandas_rows", [0, 1_000], ids=["on Spark", "on pandas"])
def test_a_row_that_takes_its_record_back_needs_no_more_than_its_key(
    villages: Draw, pandas_rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suites, "PANDAS_ROWS", pandas_rows)
    bare = {"source_row_id": "r2", "village_name": None, "village_kind": None, "withdrawn": True}

    assert failures(villages({}, bare)) == []
    assert failures(villages({}, {**bare, "village_code": None})) == [
        ("ExpectColumnValuesToNotBeNull", "column village_code")
    ]


@pytest.mark.parametrize("pandas_rows", [0, 1_000], ids=["on Spark", "on pandas"])
def test_a_column_of_another_type_or_without_a_declaration_breaks_the_schema(
    villages: Draw, pandas_rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suites, "PANDAS_ROWS", pandas_rows)
    schema = ("ExpectTableColumnsToMatchSet", "16 declared columns")

    assert failures(villages({}).withColumn("street", F.lit(7))) == [
        schema,
        ("ExpectColumnValuesToNotBeNull", "column street"),
    ]
    assert failures(villages({}).withColumn("mood", F.lit("good"))) == [schema]
    assert schema in failures(villages({}).drop("street"))


def test_the_same_record_may_come_again_in_a_later_delivery(villages: Draw) -> None:
    assert failures(villages({}, {"known_on": date(2026, 2, 28)})) == []


def test_beyond_the_pandas_size_spark_finds_the_same(villages: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = villages({}, {}, {"source_row_id": "r2", "village_kind": "city", "village_name": None})
    on_pandas = failures(frame)
    monkeypatch.setattr(suites, "PANDAS_ROWS", 0)

    assert failures(frame) == on_pandas
    assert len(on_pandas) == 3


def test_an_empty_table_passes_whatever_speaks_of_values(spark: SparkSession) -> None:
    empty = spark.createDataFrame([], table_ddl("bronze.villages"))
    assert failures(empty) == []
    assert ("ExpectTableColumnsToMatchSet", "16 declared columns") in failures(empty.drop("street"))


def test_results_carry_no_value_of_a_row(villages: Draw) -> None:
    results = checked(villages({"village_name": "石塘村", "village_kind": "石塘村"}))
    assert not any("石塘村" in str(result) for result in results)
    assert any(not result.passed for result in results)


@pytest.mark.parametrize("table", sorted({table for job in REGISTRY for table in job.writes}))
def test_every_table_that_a_job_writes_has_a_suite(table: str) -> None:
    checks = boundary_checks(table, NIGHT)
    assert any(
        check.expectation in ("ExpectCompoundColumnsToBeUnique", "ExpectColumnProportionOfUniqueValuesToBeBetween")
        for check in checks
    )


def test_no_event_date_at_all_is_no_late_one() -> None:
    held = Held.of(pd.DataFrame({"event_on": pd.Series([None, None], dtype=object)}))
    late = [check for check in boundary_checks("bronze.companies", date(2026, 3, 4)) if check.columns == ("event_on",)]
    assert [check.severity for check in late] == ["warn"]
    assert [result.passed for result in check_rows("bronze.companies", late, held)] == [True]


def test_every_kind_of_doubt_that_linking_has_passes_its_boundary() -> None:
    """A doubt of a kind that the boundary does not know would stop the night that meets it."""
    checks = boundary_checks("linked.review_items", NIGHT)
    sets = [dict(check.arguments) for check in checks if check.expectation == "ExpectColumnValuesToBeInSet"]
    assert {"column": "kind", "value_set": tuple(KINDS)} in sets
