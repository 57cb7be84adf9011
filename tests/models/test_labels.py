"""Who counts as a case: only by documents of the office, and only as the person or company they name."""

from __future__ import annotations

from datetime import date

import pytest
from pyspark.sql import DataFrame, SparkSession

from models import labels

BEGIN = date(2025, 3, 4)


@pytest.fixture
def crosswalks(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(
        [
            ("o1", "opened_cases", "suspect", "P1", "person", False),
            ("o2", "opened_cases", "suspect", "C2", "company", False),
            ("j1", "criminal_judgments", "defendant", "P3", "person", False),
            ("i1", "police_incidents", "reporter", "P4", "person", True),
            ("f1", "company_officers", "officer", "P1", "person", False),
            ("f1", "company_officers", "company", "C5", "company", False),
            ("f2", "company_officers", "officer", "P1", "person", False),
            ("f2", "company_officers", "company", "C6", "company", False),
            ("f3", "company_officers", "officer", "P1", "person", False),
            ("f3", "company_officers", "company", "C7", "company", False),
        ],
        "source_row_id string, table string, role string, entity_id string, entity_kind string, links_only boolean",
    )


def bronze(spark: SparkSession, **rows: list[tuple[object, ...]]) -> dict[str, DataFrame]:
    return {
        "bronze.opened_cases": spark.createDataFrame(rows.get("opened", []), "source_row_id string, charge string"),
        "bronze.criminal_judgments": spark.createDataFrame(
            rows.get("judged", []), "source_row_id string, charge string, status string"
        ),
        "bronze.lending_licences": spark.createDataFrame(
            rows.get("licences", []), "source_row_id string, revoked_on date"
        ),
        "bronze.companies": spark.createDataFrame(rows.get("companies", []), "source_row_id string, revoked_on date"),
    }


def ids(frame: DataFrame) -> set[str]:
    return {row[0] for row in frame.collect()}


def test_lending_crimes_mark_a_lender_and_others_do_not(spark: SparkSession, crosswalks: DataFrame) -> None:
    tables = bronze(
        spark,
        opened=[("o1", "extortion"), ("o2", "theft")],
        judged=[("j1", "fraud", "effective")],
    )
    assert ids(labels.marked(labels.lender_marks(tables), crosswalks)) == {"P1", "P3"}


@pytest.mark.parametrize("status", ["under_appeal", "quashed", "acquitted", "sealed"])
def test_a_judgment_that_is_not_in_effect_marks_nobody(spark: SparkSession, crosswalks: DataFrame, status: str) -> None:
    tables = bronze(spark, judged=[("j1", "fraud", status)])
    assert ids(labels.marked(labels.lender_marks(tables), crosswalks)) == set()


def test_a_reporter_is_marked_by_no_row(spark: SparkSession, crosswalks: DataFrame) -> None:
    marks = spark.createDataFrame([("i1", "reporter")], "source_row_id string, role string")
    assert ids(labels.marked(marks, crosswalks)) == set()


def test_revoked_licences_and_companies_mark_companies(spark: SparkSession) -> None:
    tables = bronze(
        spark,
        licences=[("l1", BEGIN), ("l2", None)],
        companies=[("c1", BEGIN), ("c2", None)],
        judged=[("j1", "fundraising_fraud", "effective"), ("j2", "fundraising_fraud", "under_appeal")],
    )
    assert ids(labels.company_marks(tables)) == {"l1", "c1", "j1"}


def test_a_company_answers_for_its_legal_representative_and_for_no_other_officer(
    spark: SparkSession, crosswalks: DataFrame
) -> None:
    officers = spark.createDataFrame(
        [
            ("f1", "legal_representative", None),
            ("f2", "supervisor", None),
            ("f3", "legal_representative", date(2024, 1, 1)),
        ],
        "source_row_id string, office string, left_on date",
    )
    tables = bronze(spark, opened=[("o1", "fundraising_fraud"), ("o2", "illegal_deposit_taking")])
    subjects = labels.marked(labels.company_marks(tables), crosswalks)
    assert ids(labels.answered_for(subjects, officers, crosswalks, BEGIN)) == {"C2", "C5"}


def test_an_entity_is_found_under_the_name_it_had_then(spark: SparkSession, crosswalks: DataFrame) -> None:
    then = spark.createDataFrame(
        [("f1", "officer", "Pold", False), ("f1", "company", "C5", False), ("x1", "officer", "P9", False)],
        "source_row_id string, role string, entity_id string, links_only boolean",
    )
    subjects = spark.createDataFrame([("P1", "person")], "entity_id string, entity_kind string")
    assert ids(labels.as_named_then(subjects, crosswalks, then)) == {"Pold"}


def test_a_recorded_injury_in_a_fight_is_an_outcome_of_its_dispute(spark: SparkSession) -> None:
    incidents = spark.createDataFrame(
        [
            ("i1", "fight", "minor", BEGIN),
            ("i2", "domestic_violence", "serious", date(2025, 6, 1)),
            ("i3", "fight", "none", BEGIN),
            ("i4", "dispute", "minor", BEGIN),
            ("i5", "fight", "minor", None),
            ("i6", "fight", "minor", BEGIN),
        ],
        "source_row_id string, category string, injury string, event_on date",
    )
    disputes = spark.createDataFrame(
        [(f"D{n}", f"i{n}") for n in range(1, 6)], "dispute_id string, source_row_id string"
    )
    found = {(row[0], row[1]) for row in labels.injuries(incidents, disputes).collect()}
    assert found == {("D1", BEGIN), ("D2", date(2025, 6, 1))}
