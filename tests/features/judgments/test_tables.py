"""Rows of facts from rows of texts."""

from __future__ import annotations

from datetime import date

import pytest
from drawn_tables import bronze
from pyspark.sql import Row, SparkSession

from features.judgments import FIELDS
from features.judgments.tables import FACT_TYPES, SCHEMA, judgment_facts
from tests.features.judgments.drawn_judgments import judgment

FOUND = "2014年1月1日，李某1向王某1借款10万元，约定月利率2%，2014年7月1日前还清，由赵某1提供连带责任保证。"
TEXT = judgment(FOUND)


@pytest.fixture(scope="module")
def rows(spark: SparkSession) -> dict[str, Row]:
    """The facts of a judgment, of a text that is none, of a row without a text, and of a sum run together, by case."""
    texts = [
        {"case_no": "案1", "document_text": TEXT},
        {"case_no": "案2", "document_text": "今天天气很好。"},
        {"case_no": "案3"},
        {"case_no": "案4", "document_text": TEXT.replace("10万元", "99999999999999万元")},
    ]
    drawn = [{"document_kind": "judgment", "judged_on": date(2015, 3, 1), **text} for text in texts]
    return {
        row.case_no: row
        for row in judgment_facts(bronze(spark, "judgment_texts", drawn), bronze(spark, "case_parties", [])).collect()
    }


def test_a_text_becomes_a_row_of_facts(rows: dict[str, Row]) -> None:
    one = rows["案1"]
    assert (one.document_kind, one.event_on) == ("judgment", date(2015, 3, 1))
    assert (one.principal_fen, one.agreed_rate_monthly_percent) == (10_000_000, 2.0)
    assert (one.first_loan_on, one.due_on) == (date(2014, 1, 1), date(2014, 7, 1))
    assert (one.defendant_absent, one.has_guarantor, one.guarantors, one.withdrawn) == (True, True, 1, None)


def test_a_fact_is_kept_with_the_place_of_its_sentence_and_nobodys_name(rows: dict[str, Row]) -> None:
    places = {place.fact: TEXT[place.first_character : place.end_character] for place in rows["案1"].sentences}
    assert places["principal_fen"].endswith(FOUND)
    assert "缺席" in places["defendant_absent"] or "未到庭" in places["defendant_absent"]
    assert not any(name in str(rows["案1"]) for name in ("王某", "李某", "赵某"))


@pytest.mark.parametrize("case_no", ["案2", "案3"])
def test_what_is_no_judgment_has_a_row_without_facts(rows: dict[str, Row], case_no: str) -> None:
    facts = rows[case_no].asDict()
    assert facts["source_row_id"]
    assert [facts[name] for name in (*FIELDS, "guarantors")] == [None] * (len(FIELDS) + 1)
    assert facts["sentences"] == []


def test_a_sum_that_no_loan_has_is_unsure(rows: dict[str, Row]) -> None:
    facts = rows["案4"].asDict()
    assert facts["principal_fen"] is None
    assert facts["agreed_rate_monthly_percent"] == 2.0
    assert [place["fact"] for place in facts["sentences"] if place["fact"] == "principal_fen"] == []


def test_every_fact_has_a_column() -> None:
    assert tuple(FACT_TYPES) == FIELDS
    assert set(FIELDS) < set(SCHEMA.names)


def test_agents_are_told_by_their_row_and_never_by_name(spark: SparkSession) -> None:
    head = "原告：王某，男。委托诉讼代理人：钱某，律师。被告：李某，男。委托诉讼代理人：孙某，律师。"
    text = {"case_no": "a", "document_kind": "judgment", "document_text": head, "source_row_id": "t"}
    agents = [
        {"case_no": "a", "role": "agent", "party_name": name, "source_row_id": row}
        for row, name in (("r1", "孙某"), ("r2", "钱某"), ("r3", "周某"), ("r4", None))
    ]
    other = {"case_no": "b", "role": "agent", "party_name": "钱某", "source_row_id": "r5"}
    facts = judgment_facts(bronze(spark, "judgment_texts", [text]), bronze(spark, "case_parties", [*agents, other]))
    assert [tuple(one) for one in facts.collect()[0].agents] == [
        ("r1", False, "other_side"),
        ("r2", True, "professional"),
    ]
