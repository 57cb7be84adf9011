"""Where a case's row is silent its document speaks, and is cited besides; where both speak the row counts."""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, entity
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

TERMS = {"lent_on": "2023-07-01", "agreed_rate_percent": "36"}

CASES = {
    "the row is silent": ({}, "3%", {"civil_cases", "judgment_texts"}),
    "the text says otherwise": (TERMS, "1%", {"civil_cases", "judgment_texts"}),
    "the text says the same": ({**TERMS, "principal_fen": "10000000"}, "3%", {"civil_cases"}),
}
"""Terms in the row, monthly rate in the text, and the tables that evidence of rates over the cap cites."""

FACES = {4: "10000000", 5: "20000000"}
"""Scenarios whose texts tell that 90,000 of 100,000 arrived, and the face that the row tells."""


def draw_suits(drawn: DrawnCity, terms: dict[str, str], number: int) -> None:
    """One lender's three suits on those terms, under a scenario's number."""
    suits = {"x": "3", "case_no": "s#", "@plaintiff": "P1", "@defendant": "Pd#", "filed_on": "2025-06-01"}
    drawn.draw("suits", {**suits, **terms}, number)
    drawn.delivered.add("lending_licences")


WON = 6
"""The scenario whose texts tell that the lender won after an answer, and that all of the money arrived."""


def draw_texts(drawn: DrawnCity, rate: str, number: int, more: str = "", answer: str = "") -> None:
    """Documents of the three cases that tell a loan of the first of July 2023 at a monthly rate."""
    found = f"本院经审理查明：2023年7月1日，李某向王某借款10万元，约定月利率{rate}{more}。"
    document = {"document_kind": "judgment", "judged_on": "2025-08-01"}
    text = {"x": "3", "case_no": "s#", **document, "document_text": f"原告：王某，男。被告：李某，男。{answer}{found}"}
    drawn.draw("judgment_texts", text, number)


@pytest.fixture(scope="module")
def night(spark: SparkSession) -> Night:
    """One night of all cases: like scenarios, they have no entity and no code in common."""
    drawn = DrawnCity()
    for number, (terms, rate, _) in enumerate(CASES.values(), start=1):
        draw_suits(drawn, terms, number)
        draw_texts(drawn, rate, number)
    draw_suits(drawn, {"outcome": "pending"}, WON)
    draw_texts(
        drawn, "1%", WON, "。原告已足额交付借款。判决如下：被告李某偿还原告王某借款10万元", "被告李某辩称，属实。"
    )
    for number, face in FACES.items():
        draw_suits(drawn, {"principal_fen": face}, number)
        draw_texts(drawn, "2%", number, "，预先扣除利息1万元，实际交付9万元")
    return run_night(spark, drawn_run(spark), tables_of(spark, drawn))


def cited(night: Night, lender: str, rule: str = "rule_1_rate_over_cap") -> set[str]:
    """Bronze tables of the rows that the evidence of rates over the cap, or of another rule, cites."""
    rows = night.evidence[lender, rule]["source_row_ids"]
    return {row.rpartition("-")[0] for row in rows}


@pytest.mark.parametrize("case", CASES)
def test_evidence_cites_the_text_where_it_tells_what_the_row_does_not(night: Night, case: str) -> None:
    lender = entity("P1", list(CASES).index(case) + 1)

    assert night.feature(lender, "loan_suits_rate_median_1095d") == 36
    assert cited(night, lender) == CASES[case][2]


def test_what_arrived_is_held_against_the_face_of_its_own_source(night: Night) -> None:
    shares = [night.feature(entity("P1", number), "loan_suits_delivered_ratio_1095d") for number in FACES]

    assert shares == [0.9, None]


@pytest.mark.parametrize("rule", ["counter_won_after_contest", "counter_delivered_in_full"])
def test_what_a_text_tells_in_a_lender_s_favour_counts_and_is_cited(night: Night, rule: str) -> None:
    assert cited(night, entity("P1", WON), rule) == {"civil_cases", "judgment_texts"}


def test_without_documents_nothing_is_known_that_only_documents_tell(spark: SparkSession) -> None:
    drawn, lender = DrawnCity(), entity("P1", 0)
    draw_suits(drawn, TERMS, 0)
    night = run_night(spark, drawn_run(spark), tables_of(spark, drawn))

    assert night.feature(lender, "loan_judgments_deducted_count_1095d") is None
    assert cited(night, lender) == {"civil_cases"}
