"""What views read of law/: correcting a row there changes them without touching code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from drawn_city import AS_OF, DrawnCity
from feature_night import layer, tables_of
from pyspark.sql import SparkSession

from features.sources import Inputs, build, delivered, hearings, licences
from law.lending import professional_lender_tiers


def rows(spark: SparkSession, drawn: DrawnCity, view: str) -> list[Any]:
    """The rows of a view of a city for which Zhejiang's courts are asked."""
    tables = tables_of(spark, drawn) | {"features.judgment_facts": layer(spark, "features.judgment_facts", [])}
    inputs = Inputs(tables, AS_OF, delivered(tables["quarantine.delivered_files"]), "zhejiang")
    return inputs.query(build((view,), inputs)[view]).collect()


@pytest.fixture(scope="module")
def town() -> DrawnCity:
    """A pawnshop with a licence sues twice on 36 %, a person three times in one court."""
    drawn = DrawnCity()
    licence = {"@company": "C1", "licence_no": "l1", "licence_kind": "pawn", "granted_on": "2020-01-01"}
    drawn.draw("lending_licences", licence)
    terms = {"filed_on": "2025-06-01", "lent_on": "2023-07-01", "agreed_rate_percent": "36", "court": "甲法院"}
    drawn.draw("suits", {"x": "2", "case_no": "c#", "cause": "pawn", "@plaintiff": "C1", "@defendant": "Pd#", **terms})
    drawn.draw("suits", {"x": "3", "case_no": "p#", "@plaintiff": "P1", "@defendant": "Pe#", **terms})
    return drawn


def test_which_licences_the_cap_does_not_bind_is_read_from_the_law(
    spark: SparkSession, town: DrawnCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def over_cap() -> set[tuple[str, bool | None]]:
        return {(row["subject_id"][0], row["over_cap"]) for row in rows(spark, town, "loan_suits")}

    assert over_cap() == {("C", None), ("P", True)}
    monkeypatch.setattr(licences, "cap_exempt_licences", lambda on: frozenset({"bank"}))
    assert over_cap() == {("C", True), ("P", True)}


def test_to_meet_none_of_a_test_that_the_law_has_in_part_says_nothing(
    spark: SparkSession, town: DrawnCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def met() -> list[int | None]:
        return [row["tiers"] for row in rows(spark, town, "court_dockets") if row["subject_id"].startswith("P")]

    assert met() == [None]
    whole = tuple(replace(tier, complete=True) for tier in professional_lender_tiers("zhejiang", AS_OF))
    monkeypatch.setattr(hearings, "professional_lender_tiers", lambda jurisdiction, on: whole)
    assert met() == [0]
