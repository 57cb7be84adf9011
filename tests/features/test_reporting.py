"""Reporting never counts against the reporter: whatever P reports, P's rows stay as they were, byte for byte.

One town is drawn several times side by side, each under a number of its own: once for each count of reports, and once
for somebody's report on P's partner. All are looked at in one night before any report, and in one after.
"""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, entity
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

from features.catalogue import FEATURES_BY_TABLE

SUBJECTS = ("P1", "C1", "G1")
"""P, the company C, and the lender group that P belongs to, as the town is drawn."""

TIMES = {1: 1, 2: 5}
"""How often P and C make each report, by the number of their town."""

REPORTED = 3
"""The number of the town in which somebody reports P's partner, and P reports nothing."""

DOCUMENT = {
    "document_kind": "judgment",
    "judged_on": "2026-01-20",
    "document_text": "原告：王某，男。被告：李某，男。被告：赵某，男。"
    "本院经审理查明：2024年5月1日，李某向王某借款10万元，约定月利率2%，于2024年11月1日前归还，逾期按月利率3%支付利息，由赵某提供连带责任保证。"
    "王某当场预先扣除利息1万元，实际以现金方式交付9万元。",
}
"""What a court says of a loan, whatever the suit it stands in was about."""

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
    (
        "mediations",
        {
            "accepted_on": "2026-02-01",
            "category": "debt",
            "outcome": "agreed",
            "@applicant": "P1~0.4",
            "@respondent": "Pd1",
        },
    ),
    (
        "police_incidents",
        {
            "occurred_on": "2026-02-03",
            "category": "harassment",
            "threat": "yes",
            "narrative": "借款人上门威胁",
            "@reporter": "P1~0.4",
            "@respondent": "Pd1",
        },
    ),
    ("fundraising_complaints", {"received_on": "2026-02-01", "@complainant": "C1~0.4", "@company": "C2"}),
    (
        "suits",
        {
            "case_no": "w",
            "cause": "labour",
            "@plaintiff": "P1~0.4",
            "@defendant": "C1",
            "@agent": "Pa",
            "@witness": "Pw",
            "@guarantor": "P1~0.4",
            "court": "甲法院",
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
    ("judgment_texts", {"case_no": "w", **DOCUMENT}),
    ("judgment_texts", {"case_no": "v", **DOCUMENT}),
    (
        "enforcements",
        {"basis": "judgment", "basis_no": "w", "filed_on": "2026-02-01", "@applicant": "P1~0.4", "@debtor": "C1"},
    ),
)
"""Reports, complaints, petitions and suits on anything but a loan, made by P or, for companies, by C; and what courts
said in those suits."""


def _draw_town(drawn: DrawnCity, number: int) -> None:
    # Nobody came to answer, so that the agent is known to be the lenders'.
    came = {"@agent": "Pb", "filed_on": "2025-06-01", "contested": "no"}
    loan = {"@plaintiff": "P1", "outcome": "withdrawn", **came}
    drawn.draw("suits", {**loan, "x": "6", "case_no": "a#", "@defendant": "Pd#"}, number)
    drawn.draw("judgment_texts", {"x": "6", "case_no": "a#", **DOCUMENT}, number)
    drawn.draw("suits", {"x": "2", "case_no": "b#", "@plaintiff": "P2", "@defendant": "Pe", **came}, number)
    borrower = {"occurred_on": "2025-07-01", "category": "harassment", "narrative": "催收借款", "@respondent": "P1"}
    drawn.draw("police_incidents", {**borrower, "x": "2", "@reporter": "Pd#"}, number)
    drawn.draw("police_incidents", {**borrower, "threat": "yes", "@reporter": "Pz"}, number)
    drawn.draw("company_penalties", {"x": "2", "@company": "C1", "decided_on": "2025-06-01"}, number)
    drawn.draw("members", {"@entity": "P1", "@community": "G1"}, number)
    drawn.draw("members", {"@entity": "P2", "@community": "G1"}, number)
    loan = {"lent_on": "2024-01-10", "due_on": "2024-04-10", "principal_fen": "5000000", "court": "甲法院"}
    more = {"@plaintiff": "P1", "@defendant": "Pd1", "@witness": "Pw", "@guarantor": "Pg", "filed_on": "2025-07-01"}
    drawn.draw("suits", {"case_no": "c", **loan, **more}, number)
    drawn.draw("suits", {"case_no": "d", **loan, **more, "lent_on": "2024-04-10", "principal_fen": "6000000"}, number)
    deed = {"@creditor": "P1", "@debtor": "Pd2", "@notary": "Pn", "notarised_on": "2025-06-01"}
    drawn.draw("notarised_debts", {"x": "2", "deed_no": "n#", "deed_kind": "enforceable_debt", **deed}, number)
    drawn.draw("mortgages", {"@mortgagee": "P1", "@mortgagor": "Pd1", "registered_on": "2025-06-01"}, number)
    power = {"deed_no": "v", "power_kind": "power_to_sell_home", "notarised_on": "2025-06-01"}
    drawn.draw("notarised_powers", {**power, "@attorney": "P1", "@grantor": "Pd1"}, number)
    drawn.draw("judgment_debtors", {"@debtor": "Pd1", "listed_on": "2025-09-01"}, number)
    drawn.draw("company_officers", {"@company": "C2", "@officer": "P2", "office": "director"}, number)


def _delivering_city() -> DrawnCity:
    """All towns, where every department that P will report to has delivered a file, if one without rows: the first
    row that anybody ever made is one of P's."""
    drawn = DrawnCity()
    for number in (*TIMES, REPORTED):
        _draw_town(drawn, number)
    drawn.delivered |= {"lending_licences", *(table for table, _ in BY_P)}
    return drawn


def _rows(night: Night, subject: str) -> str:
    features = {table: rows.get(subject) for table, rows in night.features.items()}
    evidence = sorted(str(row) for (owner, _), row in night.evidence.items() if owner == subject)
    return f"{features} {evidence}"


@pytest.fixture(scope="module")
def delivering(spark: SparkSession) -> Night:
    """The night of the city in which every department delivers, before P reported anything."""
    return run_night(spark, drawn_run(spark), tables_of(spark, _delivering_city()))


@pytest.fixture(scope="module")
def reported(spark: SparkSession) -> Night:
    """The night of the same city after the reports."""
    drawn = _delivering_city()
    for number, times in TIMES.items():
        for table, row in BY_P:
            drawn.draw(table, {**row, "x": str(times)}, number)
    ticket = {"received_on": "2026-02-01", "category": "debt_collection", "@caller": "Pz", "@respondent": "P2"}
    drawn.draw("hotline_tickets", ticket, REPORTED)
    return run_night(spark, drawn_run(spark), tables_of(spark, drawn))


@pytest.mark.parametrize("number", sorted(TIMES))
def test_reports_made_by_somebody_change_nothing_that_is_said_of_them(
    delivering: Night, reported: Night, number: int
) -> None:
    for name in SUBJECTS:
        assert _rows(reported, entity(name, number)) == _rows(delivering, entity(name, number))
    assert (entity("P1", number), "rule_5_harassment") in reported.evidence


@pytest.mark.parametrize("number", sorted(TIMES))
def test_the_city_shows_most_features_of_p_and_of_its_group(delivering: Night, number: int) -> None:
    """What is unknown or zero before a report cannot show that the report changed nothing."""
    silent = {
        table: {
            name for name, value in delivering.features[table][entity(subject, number)].items() if value in (None, 0.0)
        }
        for table, subject in (("features.lenders", "P1"), ("features.lender_groups", "G1"))
    }
    declared = {table: {entry.name for entry in FEATURES_BY_TABLE[table]} for table in silent}
    spoken = {table: len(declared[table] - silent[table]) / len(declared[table]) for table in silent}
    assert min(spoken.values()) > 0.5, silent


def test_what_is_said_of_the_one_reported_does_change(delivering: Night, reported: Night) -> None:
    reporters = "harassment_reports_reporters_distinct_365d"
    assert delivering.feature(entity("P2", REPORTED), reporters) == 0
    assert reported.feature(entity("P2", REPORTED), reporters) == 1
