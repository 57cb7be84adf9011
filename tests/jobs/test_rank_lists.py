"""The three lists of a night: who is on them, in what order, and what a dismissal does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

from expectations.layers import LAYER_TABLES
from features.evidence import dossier_only
from jobs.rank_lists import transform
from jobs.run import Run
from models import services

AS_OF = date(2026, 3, 4)
Draw = Callable[..., dict[str, DataFrame]]
MakeRun = Callable[..., Run]

NAMES = {
    "lenders": "scores.lenders",
    "companies": "scores.companies",
    "disputes": "scores.disputes",
    "reasons": "scores.reasons",
    "evidence": "features.evidence_items",
    "lender_features": "features.lenders",
    "company_features": "features.companies",
    "dispute_features": "features.disputes",
    "reviews": "bronze.reviews",
    "files": "quarantine.delivered_files",
}


@pytest.fixture
def draw(spark: SparkSession) -> Draw:
    def table(name: str, rows: Sequence[Mapping[str, Any]]) -> DataFrame:
        ddl = LAYER_TABLES[name].ddl
        if name == "features.disputes":
            ddl += "".join(f", {column} double" for column in services.READ)
        columns = spark.createDataFrame([], ddl).columns
        return spark.createDataFrame([tuple(row.get(column) for column in columns) for row in rows], ddl)

    def make(**rows: Sequence[Mapping[str, Any]]) -> dict[str, DataFrame]:
        return {full: table(full, rows.get(short, ())) for short, full in NAMES.items()}

    return make


def scored(subject: str, score: float, **values: Any) -> dict[str, Any]:
    return {
        "subject_id": subject,
        "entity_kind": "company",
        "method": "rules_only",
        "score": score,
        "baseline_score": 0.0,
        "eligible": True,
    } | values


def item(subject: str, step: int | None, department: str, **values: Any) -> dict[str, Any]:
    return {
        "evidence_id": f"v{subject}{step}{department}",
        "list_name": "lenders",
        "subject_id": subject,
        "rule": f"rule_{step}_{department}",
        "polarity": "for",
        "step": step,
        "sentence_zh": f"{department}有记录",
        "sentence_en": f"{department} has records",
        "departments": [department],
        "source_row_ids": ["r1"],
        "citations": ["a#1"],
        "last_on": date(2026, 1, 10),
    } | values


def delivered(department: str, table: str, known_on: date, **values: Any) -> dict[str, Any]:
    return {
        "source": "synthetic_city",
        "department": department,
        "table": table,
        "source_file": f"{department}/{table}/{known_on}",
        "status": "read",
        "rows_accepted": 3,
        "known_on": known_on,
    } | values


def dismissed(subject: str, decided_on: date, **values: Any) -> dict[str, Any]:
    return {
        "review_id": f"w{subject}{decided_on}",
        "kind": "decision",
        "list_name": "lenders",
        "subject_id": subject,
        "decision": "dismissed",
        "reviewer": "somebody",
        "reason": "a real debt",
        "decided_on": decided_on,
        "known_on": decided_on,
    } | values


TWO = (scored("C1", 0.4), scored("C2", 0.3))


def listed(made: Mapping[str, DataFrame], name: str = "lists.lenders") -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in made[name].orderBy("rank").collect()]


def test_a_line_has_everything_that_stands_behind_it(draw: Draw, make_run: MakeRun) -> None:
    made = transform(
        draw(
            lenders=[scored("C1", 0.4)],
            lender_features=[{"entity_id": "C1", "weakest_link": 0.83}],
            evidence=[
                item("C1", 5, "police"),
                item("C1", 1, "courts"),
                item("C1", None, "finance", polarity="against", rule="counter_licence"),
            ],
            reasons=[
                {"list_name": "lenders", "subject_id": "C1", "place": place, "feature": f"rule_{place}_x"}
                | {"contribution": 0.2, "sentence_zh": "句", "sentence_en": f"sentence {place}"}
                for place in (2, 1)
            ],
            files=[
                delivered("courts", "civil_cases", date(2026, 3, 1)),
                delivered("courts", "case_parties", date(2026, 3, 1)),
                delivered("tax", "tax_filings", date(2025, 12, 1)),
            ],
        ),
        make_run(AS_OF),
    )
    (row,) = listed(made)
    assert (row["rank"], row["rank_with_ties"], row["subject_id"], row["score"]) == (1, 1, "C1", 0.4)
    assert (row["as_of"], row["expires_on"]) == (AS_OF, date(2026, 6, 2))
    assert [reason["sentence_en"] for reason in row["reasons"]] == ["sentence 1", "sentence 2"]
    assert row["evidence_ids"] == ["vC11courts", "vC15police"]
    assert row["counter_evidence_ids"] == ["vC1Nonefinance"]
    assert row["steps_evidenced"] == 2
    assert row["steps_observable"] > 0
    assert row["departments"] == ["courts", "police"]
    assert "tax" in row["departments_missing"], "it delivered long ago"
    assert "grid" in row["departments_missing"], "it never delivered"
    assert "courts" not in row["departments_missing"]
    assert row["weakest_link"] == 0.83
    assert row["review_status"] == "unreviewed"
    assert "listed" in row["would_change_en"]
    assert row["run_id"] == "20260304T020000Z-test"


def test_only_who_may_be_listed_is_listed(draw: Draw, make_run: MakeRun) -> None:
    not_allowed = scored("C9", 0.9, eligible=False, why_not="licensed")
    made = transform(draw(lenders=[*TWO, not_allowed]), make_run(AS_OF))
    assert [row["subject_id"] for row in listed(made)] == ["C1", "C2"]


def test_whom_a_reviewer_dismissed_stays_away_until_something_newer_happens(draw: Draw, make_run: MakeRun) -> None:
    old = item("C1", 1, "courts", last_on=date(2026, 1, 10))
    new = item("C1", 5, "police", last_on=date(2026, 2, 20))
    decision = dismissed("C1", date(2026, 2, 1))
    away = transform(draw(lenders=TWO, evidence=[old], reviews=[decision]), make_run(AS_OF))
    back = transform(draw(lenders=TWO, evidence=[old, new], reviews=[decision]), make_run(AS_OF))
    assert [row["subject_id"] for row in listed(away)] == ["C2"]
    assert [(row["subject_id"], row["review_status"]) for row in listed(back)] == [
        ("C1", "dismissed"),
        ("C2", "unreviewed"),
    ]


def test_what_an_opened_case_shows_brings_nobody_back(draw: Draw, make_run: MakeRun) -> None:
    opened = item("C1", 2, "banks", last_on=date(2026, 2, 20)) | {"rule": sorted(dossier_only())[0]}
    made = transform(draw(lenders=TWO, evidence=[opened], reviews=[dismissed("C1", date(2026, 2, 1))]), make_run(AS_OF))
    assert [row["subject_id"] for row in listed(made)] == ["C2"]


def test_newer_counter_evidence_brings_nobody_back(draw: Draw, make_run: MakeRun) -> None:
    counter = item("C1", None, "finance", polarity="against", last_on=date(2026, 2, 20))
    made = transform(
        draw(lenders=TWO, evidence=[counter], reviews=[dismissed("C1", date(2026, 2, 1))]), make_run(AS_OF)
    )
    assert [row["subject_id"] for row in listed(made)] == ["C2"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        dismissed("C1", date(2026, 2, 1), list_name="companies"),
        dismissed("C1", AS_OF),
    ],
    ids=["on another list", "not yet known"],
)
def test_a_review_of_something_else_changes_nothing(draw: Draw, make_run: MakeRun, elsewhere: dict[str, Any]) -> None:
    made = transform(draw(lenders=TWO, reviews=[elsewhere]), make_run(AS_OF))
    first, _ = listed(made)
    assert (first["subject_id"], first["review_status"]) == ("C1", "unreviewed")


def test_a_correction_is_shown_and_brings_nobody_back(draw: Draw, make_run: MakeRun) -> None:
    corrected = dismissed("C1", date(2026, 2, 2), kind="correction", decision="corrected")
    shown = transform(draw(lenders=TWO, reviews=[corrected]), make_run(AS_OF))
    assert [row["review_status"] for row in listed(shown)] == ["corrected", "unreviewed"]
    away = transform(draw(lenders=TWO, reviews=[dismissed("C1", date(2026, 2, 1)), corrected]), make_run(AS_OF))
    assert [row["subject_id"] for row in listed(away)] == ["C2"]


def test_the_latest_of_two_decisions_holds(draw: Draw, make_run: MakeRun) -> None:
    reviews = [dismissed("C1", date(2026, 1, 20)), dismissed("C1", date(2026, 2, 1), decision="confirmed")]
    made = transform(draw(lenders=TWO, reviews=reviews), make_run(AS_OF))
    assert listed(made)[0]["review_status"] == "confirmed"


def test_each_list_has_its_capacity(draw: Draw, make_run: MakeRun) -> None:
    many = [scored(f"C{n:03d}", n / 1000) for n in range(120)]
    made = transform(draw(lenders=many, companies=many, disputes=many), make_run(AS_OF))
    assert {name: frame.count() for name, frame in made.items()} == {
        "lists.lenders": 50,
        "lists.companies": 50,
        "lists.disputes": 100,
    }
    assert listed(made)[0]["subject_id"] == "C119"


def test_a_dispute_is_offered_a_service_and_expires_in_thirty_days(draw: Draw, make_run: MakeRun) -> None:
    features = {"dispute_id": "D1", services.FAMILY_VIOLENCE: 1.0, "weakest_link": 1.0}
    made = transform(
        draw(disputes=[scored("D1", 0.2, entity_kind="dispute", band="moderate")], dispute_features=[features]),
        make_run(AS_OF),
    )
    (row,) = listed(made, "lists.disputes")
    assert (row["band"], row["service"], row["expires_on"]) == (
        "moderate",
        "domestic_violence_support",
        date(2026, 4, 3),
    )
    assert (row["steps_evidenced"], row["steps_observable"]) == (None, None)


def test_an_empty_night_makes_empty_lists(draw: Draw, make_run: MakeRun) -> None:
    made = transform(draw(), make_run(AS_OF))
    assert {name: frame.count() for name, frame in made.items()} == dict.fromkeys(
        ("lists.lenders", "lists.companies", "lists.disputes"), 0
    )
