"""Who is a related plaintiff where no document of a court says which agent is a party's relative."""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, entity
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession


@pytest.fixture(scope="module", params=["documents", "none"])
def night(spark: SparkSession, request: pytest.FixtureRequest) -> tuple[bool, Night]:
    """Two people with one agent, entered as theirs, and the firm of one of them, all in one court; and whether the
    city delivers documents, none of which speaks of the agent."""
    drawn, documents = DrawnCity(), request.param == "documents"
    if documents:
        drawn.delivered.add("judgment_texts")
    entered = {"@agent": "Pa", "acts_for": "plaintiff", "contested": "yes"}
    for plaintiff, agent in (("P1", entered), ("P2", entered), ("C1", {})):
        suits = {"x": "2", "case_no": f"{plaintiff}#", "court": "甲法院", "filed_on": "2025-06-01"}
        drawn.draw("suits", {**suits, "@plaintiff": plaintiff, "@defendant": f"Pd{plaintiff}#", **agent})
    drawn.draw("company_officers", {"@company": "C1", "@officer": "P1", "appointed_on": "2021-01-01"})
    return documents, run_night(spark, drawn_run(spark), tables_of(spark, drawn))


def test_an_agent_relates_where_documents_could_say_that_it_is_kin(night: tuple[bool, Night]) -> None:
    documents, made = night
    one, other = (made.feature(entity(name, 0), "related_lenders_others_distinct_1095d") for name in ("P1", "P2"))
    assert (one, other) == ((2, 1) if documents else (None, None))


def test_dockets_hold_suits_of_those_whom_no_kin_can_have_brought_together(night: tuple[bool, Night]) -> None:
    documents, made = night
    one, other = (made.feature(entity(name, 0), "court_dockets_suits_max_365d") for name in ("P1", "P2"))
    # Two suits each: those of P1's firm count in any case, those of the other who has the agent where kin is told.
    assert (one, other) == ((6, 4) if documents else (4, 2))


def test_an_office_relates_in_any_case(night: tuple[bool, Night]) -> None:
    _, made = night
    assert [made.feature(entity(name, 0), "lenders_by_office_others_distinct_1095d") for name in ("P1", "P2")] == [1, 0]
