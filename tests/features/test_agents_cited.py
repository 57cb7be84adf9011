"""What is said of a lender's agents, or of one in common with another, shows the rows that say whose they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from drawn_city import AS_OF, DrawnCity, entity
from feature_night import tables_of
from pyspark.sql import SparkSession

from features.judgments.tables import judgment_facts
from features.sources import Inputs, build, delivered

SUITS = """
case_no | plaintiff | agent     | acts_for  | filed_on   | contested
a1      | P1        | Pa        |           | 2025-05-01 | yes
a2      | P1        | Pa~0.9    |           | 2025-06-01 | yes
a3      | P1        | Pa        | plaintiff | 2025-07-01 | yes
b1      | P2        | Pa        | plaintiff | 2025-05-01 | yes
b2      | P2        | Pa        |           | 2025-06-01 | no
c1      | P3        | Pc        |           | 2025-06-01 | yes
"""

TEXT = "原告：王某，男。委托诉讼代理人：钱大，福建某某律师事务所律师。被告：李某，男。本院经审理查明：李某向王某借款。"
TOLD_ON = date(2026, 1, 10)
"""The day on which the judgment in a1, which says whose agent it was, became known."""

Shown = Mapping[tuple[str, str], Mapping[str, Any]]


@pytest.fixture(scope="module")
def views(spark: SparkSession) -> Mapping[str, Shown]:
    """Rows of both views by subject and case, or by subject and other lender, with `cited` as (case, what)."""
    drawn = DrawnCity()
    header, *lines = ([cell.strip() for cell in line.split("|")] for line in SUITS.strip().splitlines())
    for line in lines:
        case = dict(zip(header, line, strict=True))
        named = {f"@{role}": case.pop(role) for role in ("plaintiff", "agent")}
        drawn.draw("suits", {**case, **named, "@defendant": "Pd"})
    next(row for row in drawn.rows["case_parties"] if row["role"] == "agent")["party_name"] = "钱大"
    told = {"case_no": "a1", "document_kind": "judgment", "judged_on": "2025-08-01", "document_text": TEXT}
    drawn.draw("judgment_texts", {**told, "known_on": TOLD_ON.isoformat()})
    tables = tables_of(spark, drawn)
    facts = judgment_facts(tables.pop("bronze.judgment_texts"), tables["bronze.case_parties"])
    inputs = Inputs(
        {**tables, "features.judgment_facts": facts}, AS_OF, delivered(tables["quarantine.delivered_files"])
    )
    told_by = {
        row["source_row_id"]: (row["case_no"].removeprefix("000"), row.get("role") or table)
        for table, rows in drawn.rows.items()
        for row in rows
    }

    def shown(view: str, beside: str) -> Shown:
        rows = (row.asDict() for row in inputs.query(build([view], inputs)[view]).collect())
        return {
            (row["subject_id"], row[beside].removeprefix("000") if beside == "case_no" else row[beside]): {
                **row,
                "cited": [told_by[one["source_row_id"]] for one in row["cited"]],
            }
            for row in rows
        }

    made = {
        "loan_suit_agents": shown("loan_suit_agents", "case_no"),
        "shared_agents": shown("shared_agents", "other_id"),
    }
    spark.catalog.clearCache()
    return made


def used(views: Mapping[str, Shown], lender: str, case_no: str) -> Mapping[str, Any]:
    return views["loan_suit_agents"][entity(lender, 0), case_no]


def test_an_agent_of_whom_a_judgment_tells_is_shown_with_it_and_known_since_it_came(views: Mapping[str, Shown]) -> None:
    row = used(views, "P1", "a1")

    assert row["cited"] == [("a1", "civil_cases"), ("a1", "agent"), ("a1", "judgment_texts")]
    assert row["known_on"] == TOLD_ON


def test_an_agent_entered_as_the_plaintiff_s_is_shown_with_the_own_row_alone(views: Mapping[str, Shown]) -> None:
    row = used(views, "P1", "a3")

    assert row["cited"] == [("a3", "civil_cases"), ("a3", "agent")]
    assert row["known_on"] == date(2025, 7, 2)


def test_where_another_suit_tells_whose_agent_it_was_the_one_known_first_is_shown(views: Mapping[str, Shown]) -> None:
    row = used(views, "P1", "a2")

    # a1 was filed before a3, and told only half a year later.
    assert row["cited"] == [("a2", "civil_cases"), ("a2", "agent"), ("a3", "civil_cases"), ("a3", "agent")]
    assert row["known_on"] == date(2025, 7, 2)


def test_a_row_is_no_surer_than_the_agent_is(views: Mapping[str, Shown]) -> None:
    assert (used(views, "P1", "a2")["link"], used(views, "P1", "a3")["link"]) == (0.9, 1)


def test_an_agent_of_nobody_knows_whom_is_shown_nowhere(views: Mapping[str, Shown]) -> None:
    assert {lender for lender, _ in views["loan_suit_agents"]} == {entity("P1", 0), entity("P2", 0)}


def test_an_agent_in_common_is_shown_by_the_last_two_suits_of_both(views: Mapping[str, Shown]) -> None:
    row = views["shared_agents"][entity("P1", 0), entity("P2", 0)]

    assert {case_no for case_no, _ in row["cited"]} == {"a3", "a2", "b1", "b2"}
    assert {case_no for case_no, what in row["cited"] if what == "agent"} == {"a3", "a2", "b1", "b2"}
    assert row["event_on"] == date(2025, 7, 1)
    assert row["known_on"] == date(2025, 7, 2)
    assert row["link"] == 0.9
