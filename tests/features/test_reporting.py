"""Reporting never counts against the reporter: whatever P reports, P's rows stay as they were, byte for byte."""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, entity
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

P = entity("P1", 0)
C = entity("C1", 0)

BY_P: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "police_incidents",
        {
            "occurred_on": "2026-02-01",
            "category": "harassment",
            "narrative": "欠款",
            "@reporter": "P1~0.6",
            "@respondent": "P2",
        },
    ),
    (
        "police_incidents",
        {
            "occurred_on": "2026-02-02",
            "category": "harassment",
            "narrative": "借款",
            "@reporter": "P1",
            "@respondent": "P1",
        },
    ),
    (
        "hotline_tickets",
        {"received_on": "2026-02-01", "category": "debt_collection", "@caller": "P1~0.4", "@respondent": "P2"},
    ),
    (
        "hotline_tickets",
        {"received_on": "2026-02-01", "category": "investment", "@caller": "C1~0.4", "@respondent": "C2"},
    ),
    ("grid_incidents", {"occurred_on": "2026-02-01", "category": "debt", "@reporter": "P1~0.4", "@respondent": "P2"}),
    ("mediations", {"accepted_on": "2026-02-01", "category": "debt", "@applicant": "P1~0.4", "@respondent": "P2"}),
    ("fundraising_complaints", {"received_on": "2026-02-01", "@complainant": "C1~0.4", "@company": "C2"}),
    (
        "suits",
        {
            "case_no": "w",
            "cause": "labour",
            "@plaintiff": "P1~0.4",
            "@defendant": "C1",
            "@agent": "Pa",
            "filed_on": "2026-01-01",
        },
    ),
    (
        "suits",
        {
            "case_no": "v",
            "cause": "sale",
            "@plaintiff": "C1~0.4",
            "@defendant": "P2",
            "@agent": "Pb",
            "filed_on": "2026-01-01",
        },
    ),
    (
        "enforcements",
        {"basis": "judgment", "basis_no": "w", "filed_on": "2026-02-01", "@applicant": "P1~0.4", "@debtor": "C1"},
    ),
)
"""Reports, complaints, petitions and suits on anything but a loan, made by P or, for companies, by C."""


def _city() -> DrawnCity:
    drawn = DrawnCity()
    loan = {"@plaintiff": "P1", "@agent": "Pb", "filed_on": "2025-06-01", "outcome": "withdrawn"}
    drawn.draw("suits", {**loan, "x": "6", "case_no": "a#", "@defendant": "Pd#"})
    drawn.draw(
        "suits", {"case_no": "b", "@plaintiff": "P2", "@defendant": "Pe", "@agent": "Pb", "filed_on": "2025-06-01"}
    )
    borrower = {"occurred_on": "2025-07-01", "category": "harassment", "narrative": "催收借款", "@respondent": "P1"}
    drawn.draw("police_incidents", {**borrower, "x": "2", "@reporter": "Pd#"})
    drawn.draw("company_penalties", {"x": "2", "@company": "C1", "decided_on": "2025-06-01"})
    return drawn


def _delivering_city() -> DrawnCity:
    """The same city where every department that P will report to has delivered a file, if one without rows: the first
    row that anybody ever made is one of P's."""
    drawn = _city()
    drawn.delivered |= {table for table, _ in BY_P}
    return drawn


def _rows(night: Night, subject: str) -> str:
    features = {table: rows.get(subject) for table, rows in night.features.items()}
    evidence = sorted(str(row) for (owner, _), row in night.evidence.items() if owner == subject)
    return f"{features} {evidence}"


@pytest.fixture(scope="module")
def before(spark: SparkSession) -> Night:
    """The night before anybody reported anything else."""
    return run_night(spark, drawn_run(spark), tables_of(spark, _city()))


@pytest.fixture(scope="module")
def delivering(spark: SparkSession) -> Night:
    """The night of the city in which every department delivers, before P reported anything."""
    return run_night(spark, drawn_run(spark), tables_of(spark, _delivering_city()))


@pytest.mark.parametrize("times", [1, 5])
def test_reports_made_by_somebody_change_nothing_that_is_said_of_them(
    spark: SparkSession, delivering: Night, times: int
) -> None:
    drawn = _delivering_city()
    for table, row in BY_P:
        drawn.draw(table, {**row, "x": str(times)})
    after = run_night(spark, drawn_run(spark), tables_of(spark, drawn))
    assert _rows(after, P) == _rows(delivering, P)
    assert _rows(after, C) == _rows(delivering, C)
    assert (P, "rule_5_harassment") in after.evidence


def test_what_is_said_of_the_one_reported_does_change(spark: SparkSession, before: Night) -> None:
    drawn = _city()
    drawn.draw(
        "hotline_tickets",
        {"received_on": "2026-02-01", "category": "debt_collection", "@caller": "Pz", "@respondent": "P2"},
    )
    after = run_night(spark, drawn_run(spark), tables_of(spark, drawn))
    reporters = "harassment_reports_reporters_distinct_365d"
    assert before.feature(entity("P2", 0), reporters) == 0
    assert after.feature(entity("P2", 0), reporters) == 1
