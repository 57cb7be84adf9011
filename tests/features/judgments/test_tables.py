"""Rows of facts from rows of texts."""

from __future__ import annotations

from datetime import date

from pyspark.sql import SparkSession

from features.judgments.tables import judgment_facts
from tests.features.judgments.drawn_judgments import judgment


def test_a_text_becomes_a_row_of_facts_and_what_is_no_judgment_a_row_of_nulls(spark: SparkSession) -> None:
    found = "2014年1月1日，李某1向王某1借款10万元，约定月利率2%，2014年7月1日前还清，由赵某1提供连带责任保证。"
    texts = spark.createDataFrame(
        [("row1", "案1", judgment(found)), ("row2", "案2", "今天天气很好。"), ("row3", "案3", None)],
        "source_row_id string, case_no string, document_text string",
    )

    rows = {row.source_row_id: row for row in judgment_facts(texts).collect()}

    assert set(rows) == {"row1", "row2", "row3"}
    one = rows["row1"]
    assert (one.case_no, one.principal_fen, one.agreed_rate_monthly_percent) == ("案1", 10_000_000, 2.0)
    assert (one.first_loan_on, one.due_on) == (date(2014, 1, 1), date(2014, 7, 1))
    assert (one.defendant_absent, one.has_guarantor, one.withdrawn) == (True, True, None)
    assert {(party.role, party.name) for party in one.parties} >= {("plaintiff", "王某1"), ("guarantor", "赵某1")}
    assert one.sentences["principal_fen"].endswith(found)
    for name in ("row2", "row3"):
        facts = rows[name].asDict()
        assert all(facts[column] in (None, [], {}) for column in facts if column not in ("source_row_id", "case_no"))
