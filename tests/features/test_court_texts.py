"""Where a case's row is silent its document speaks, and is cited besides; where both speak the row counts."""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, entity
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

P = entity("P1", 0)
TERMS = {"lent_on": "2023-07-01", "agreed_rate_percent": "36"}


def text_of(rate: str) -> dict[str, str]:
    """Documents of three cases that tell a loan of the first of July 2023 at a monthly rate."""
    found = f"本院经审理查明：2023年7月1日，李某向王某借款10万元，约定月利率{rate}。"
    document = {"document_kind": "judgment", "judged_on": "2025-08-01"}
    return {"x": "3", "case_no": "s#", **document, "document_text": f"原告：王某，男。被告：李某，男。{found}"}


def night_of(spark: SparkSession, terms: dict[str, str], *texts: dict[str, str]) -> Night:
    """One lender's three suits on those terms, with the documents of their cases."""
    drawn = DrawnCity()
    drawn.draw(
        "suits", {"x": "3", "case_no": "s#", "@plaintiff": "P1", "@defendant": "Pd#", "filed_on": "2025-06-01", **terms}
    )
    for text in texts:
        drawn.draw("judgment_texts", text)
    return run_night(spark, drawn_run(spark), tables_of(spark, drawn))


def cited(night: Night) -> set[str]:
    """Bronze tables of the rows that the evidence of rates over the cap cites."""
    rows = night.evidence[P, "rule_1_rate_over_cap"]["source_row_ids"]
    return {row.rpartition("-")[0] for row in rows}


@pytest.mark.parametrize(
    ("terms", "rate", "expected"),
    [
        ({}, "3%", {"civil_cases", "judgment_texts"}),
        (TERMS, "1%", {"civil_cases", "judgment_texts"}),
        ({**TERMS, "principal_fen": "10000000"}, "3%", {"civil_cases"}),
    ],
    ids=["the row is silent", "the text says otherwise", "the text says the same"],
)
def test_evidence_cites_the_text_where_it_tells_what_the_row_does_not(
    spark: SparkSession, terms: dict[str, str], rate: str, expected: set[str]
) -> None:
    night = night_of(spark, terms, text_of(rate))

    assert night.feature(P, "loan_suits_rate_median_1095d") == 36
    assert cited(night) == expected


def test_without_documents_nothing_is_known_that_only_documents_tell(spark: SparkSession) -> None:
    night = night_of(spark, TERMS)

    assert night.feature(P, "loan_judgments_deducted_count_1095d") is None
    assert cited(night) == {"civil_cases"}
