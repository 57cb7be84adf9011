"""Scoring a night: by the approved model of its own source, by rules otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyspark.sql import DataFrame, SparkSession

from expectations.layers import LAYER_TABLES
from jobs.faults import Fault
from jobs.run import Run
from jobs.score_entities import transform
from models import registry
from models.fitting import Examples, fit, freeze
from models.frozen import FrozenModel
from models.lists import PLANS

AS_OF = date(2026, 3, 4)
MakeRun = Callable[..., Run]
Draw = Callable[..., dict[str, DataFrame]]


def table(spark: SparkSession, name: str, rows: Sequence[Mapping[str, Any]] = ()) -> DataFrame:
    """A table with its declared columns (and its features); what a row does not name is null."""
    ddl = LAYER_TABLES[name].ddl
    list_name = name.removeprefix("features.")
    if list_name in PLANS:
        ddl += "".join(f", {measure.name} double" for measure in PLANS[list_name].measures())
    columns = spark.createDataFrame([], ddl).columns
    return spark.createDataFrame([tuple(row.get(column) for column in columns) for row in rows], ddl)


def item(subject: str, step: int | None, department: str, **values: Any) -> dict[str, Any]:
    list_name = values.pop("list_name", "lenders")
    return {
        "evidence_id": f"v{subject}{step}{department}",
        "list_name": list_name,
        "subject_id": subject,
        "rule": f"rule_{step or 'case'}_{department}",
        "polarity": "for",
        "step": step,
        "sentence_zh": f"{department}有记录",
        "sentence_en": f"{department} has records",
        "departments": [department],
        "source_row_ids": ["r1", "r2"],
        "citations": ["a#1", "a#2"],
        "last_on": date(2026, 1, 1),
    } | values


@pytest.fixture
def draw(spark: SparkSession) -> Draw:
    def make(**rows: Sequence[Mapping[str, Any]]) -> dict[str, DataFrame]:
        names = {
            "approvals": "bronze.model_approvals",
            "entities": "linked.entities",
            "mentions": "linked.crosswalks",
            "events": "linked.disputes",
            "lenders": "features.lenders",
            "companies": "features.companies",
            "disputes": "features.disputes",
            "evidence": "features.evidence_items",
        }
        return {full: table(spark, full, rows.get(short, ())) for short, full in names.items()}

    return make


def by_subject(frame: DataFrame) -> dict[str, dict[str, Any]]:
    return {row["subject_id"]: row.asDict(recursive=True) for row in frame.collect()}


LENDER = {"entity_id": "C1", "entity_kind": "company", "licensed": False, "loan_suits_filed_count_365d": 5.0}


def test_without_an_approved_model_the_rules_rank_and_say_so(draw: Draw, make_run: MakeRun) -> None:
    run = make_run(AS_OF)
    made = transform(
        draw(lenders=[LENDER], evidence=[item("C1", 1, "courts"), item("C1", 5, "police")]),
        run,
    )
    row = by_subject(made["scores.lenders"])["C1"]
    assert (row["method"], row["model_name"], row["model_version"]) == ("rules_only", None, None)
    assert row["score"] == pytest.approx(0.17 * 2 + 0.05 * (1 - 1 / 2) + 0.05 * (1 - 1 / 2))
    assert (row["score_low"], row["score_high"]) == (None, None)
    assert row["baseline_score"] == 5 / (5 + 5)
    assert (row["eligible"], row["why_not"]) == (True, None)
    assert run.facts["model.lenders"] == "rules_only"
    reasons = [each.asDict() for each in made["scores.reasons"].orderBy("place").collect()]
    assert [(each["place"], each["feature"]) for each in reasons] == [(1, "rule_1_courts"), (2, "rule_5_police")]
    assert reasons[0]["sentence_en"] == "courts has records"


def test_who_may_not_be_listed_has_a_row_with_the_reason(draw: Draw, make_run: MakeRun) -> None:
    made = transform(
        draw(
            lenders=[LENDER, LENDER | {"entity_id": "C2", "licensed": True}, LENDER | {"entity_id": "C3"}],
            entities=[{"entity_id": "C3", "entity_kind": "company", "conflict": True}],
            evidence=[item("C1", 1, "courts"), item("C2", 1, "courts"), item("C3", 1, "courts")],
        ),
        make_run(AS_OF),
    )
    rows = by_subject(made["scores.lenders"])
    assert {key: row["why_not"] for key, row in rows.items()} == {
        "C1": "one_step_only",
        "C2": "licensed",
        "C3": "identity_conflict",
    }
    assert not any(row["eligible"] for row in rows.values())


def test_whom_linking_holds_has_no_score_and_nothing_that_comes_of_one(draw: Draw, make_run: MakeRun) -> None:
    made = transform(
        draw(
            lenders=[LENDER, LENDER | {"entity_id": "C2"}],
            entities=[{"entity_id": "C2", "entity_kind": "company", "conflict": True}],
            evidence=[item("C1", 1, "courts"), item("C2", 1, "courts"), item("C2", 5, "police")],
        ),
        make_run(AS_OF),
    )
    rows = by_subject(made["scores.lenders"])
    told = ("score", "score_low", "score_high", "baseline_score", "band")
    assert [rows["C2"][name] for name in told] == [None] * len(told)
    assert (rows["C2"]["eligible"], rows["C2"]["why_not"]) == (False, "identity_conflict")
    assert rows["C1"]["score"] > 0
    assert {row["subject_id"] for row in made["scores.reasons"].collect()} == {"C1"}


def test_a_dispute_with_a_party_that_linking_holds_is_not_scored(draw: Draw, make_run: MakeRun) -> None:
    parties = {"call-1": ("P1", "P2"), "call-2": ("P2", "P3")}
    made = transform(
        draw(
            disputes=[{"dispute_id": "D1"}, {"dispute_id": "D2"}],
            evidence=[item(one, None, "police", list_name="disputes") for one in ("D1", "D2")],
            entities=[{"entity_id": f"P{n}", "entity_kind": "person", "conflict": n == 3} for n in (1, 2, 3)],
            mentions=[
                {"source_row_id": row, "role": role, "entity_id": entity}
                for row, both in parties.items()
                for role, entity in zip(("reporter", "respondent"), both, strict=True)
            ],
            events=[
                {"dispute_id": "D1", "source_row_id": "call-1"},
                {"dispute_id": "D2", "source_row_id": "call-2"},
            ],
        ),
        make_run(AS_OF),
    )
    rows = by_subject(made["scores.disputes"])
    assert [(rows[key]["why_not"], rows[key]["band"]) for key in ("D1", "D2")] == [
        (None, "moderate"),
        ("identity_conflict", None),
    ]
    assert rows["D2"]["score"] is None


def test_disputes_have_a_band_and_without_evidence_are_not_listed(draw: Draw, make_run: MakeRun) -> None:
    fact = item("D1", None, "police", list_name="disputes")
    made = transform(draw(disputes=[{"dispute_id": "D1"}, {"dispute_id": "D2"}], evidence=[fact]), make_run(AS_OF))
    rows = by_subject(made["scores.disputes"])
    assert [(rows[key]["band"], rows[key]["eligible"]) for key in ("D1", "D2")] == [("moderate", True), ("low", False)]
    assert rows["D1"]["entity_kind"] == "dispute"


def test_an_empty_night_makes_empty_tables(draw: Draw, make_run: MakeRun) -> None:
    made = transform(draw(), make_run(AS_OF))
    assert {name: frame.count() for name, frame in made.items()} == {
        "scores.lenders": 0,
        "scores.companies": 0,
        "scores.disputes": 0,
        "scores.reasons": 0,
    }


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, FrozenModel]:
    """A registry with one lenders' model, trained on lenders whose suits raise the chance of a case."""
    plan = PLANS["lenders"]
    measures = plan.measures()
    dice = np.random.default_rng(2)
    values = dice.poisson(2.0, (300, len(measures))).astype(float)
    values[dice.random(values.shape) < 0.1] = np.nan
    suits = np.nan_to_num(values[:, [measure.name for measure in measures].index(plan.baseline)])
    outcomes = (dice.random(300) < 1 / (1 + np.exp(3 - suits))).astype(np.int64)
    given = Examples(values, outcomes, np.array([f"C{n:03d}" for n in range(300)]), tuple([date(2025, 3, 4)] * 300))
    fitted = fit(given, measures, 3.0)
    frozen = freeze(
        fitted,
        given,
        measures,
        list_name="lenders",
        source="synthetic_city",
        trained_until=date(2025, 3, 4),
        baseline_feature=plan.baseline,
        seed=7,
    )
    home: Path = tmp_path_factory.mktemp("registered")
    uri = f"sqlite:///{home / 'mlflow.db'}"
    metrics = {f"{way}_auc": 0.5 for way in ("held_out", "baseline", "rules")}
    training = registry.Training(params={}, metrics=metrics, tags={}, card="card", inputs={})
    registry.register(uri, (home / "artifacts").as_uri(), plan.model_name, fitted, frozen, training)
    return uri, frozen


def approval(**values: Any) -> dict[str, Any]:
    return {
        "approval_id": "a1",
        "model_name": "mingjing-lenders",
        "model_version": "1",
        "source": "synthetic_city",
        "approver": "somebody",
        "reason": "first",
        "approved_on": date(2026, 3, 1),
        "known_on": date(2026, 3, 1),
    } | values


def with_registry(make_run: MakeRun, uri: str, **overrides: Any) -> Run:
    from dataclasses import replace

    run = make_run(AS_OF, **overrides)
    return replace(run, settings=replace(run.settings, mlflow_uri=uri))


def test_the_approved_model_scores_and_its_reasons_add_up(
    draw: Draw, make_run: MakeRun, registered: tuple[str, FrozenModel]
) -> None:
    uri, model = registered
    run = with_registry(make_run, uri)
    lenders = [LENDER | {"entity_id": f"C{n}", "loan_suits_filed_count_365d": float(n)} for n in range(4)]
    made = transform(draw(lenders=lenders, approvals=[approval()]), run)
    rows = by_subject(made["scores.lenders"])
    assert {row["method"] for row in rows.values()} == {"model"}
    assert {(row["model_name"], row["model_version"]) for row in rows.values()} == {("mingjing-lenders", "1")}
    assert rows["C0"]["score"] < rows["C3"]["score"]
    assert all(row["score_low"] <= row["score"] <= row["score_high"] for row in rows.values())
    values = np.full((1, len(model.features)), np.nan)
    values[0, model.features.index("loan_suits_filed_count_365d")] = 3.0
    assert rows["C3"]["score"] == model.score(values).score[0]
    assert run.facts["model.lenders"] == "mingjing-lenders/1"
    assert run.facts["model.companies"] == "rules_only"
    assert json.loads(run.facts["measured.lenders"])["rules"] == {"auc": 0.5}
    assert "measured.companies" not in run.facts
    first = made["scores.reasons"].where("subject_id = 'C3' and place = 1").collect()[0]
    assert first["feature"] == "loan_suits_filed_count_365d"
    assert first["sentence_en"] == "filed 3 loan suits in the last 365 days"


@pytest.mark.parametrize(
    "refused",
    [
        approval(known_on=AS_OF),
        approval(source="beijing_open"),
        approval(model_name="mingjing-companies-of-old"),
    ],
    ids=["approved too late", "approved for another source", "another model"],
)
def test_an_approval_that_is_not_of_this_night_and_source_is_not_in_force(
    draw: Draw, make_run: MakeRun, registered: tuple[str, FrozenModel], refused: dict[str, Any]
) -> None:
    run = with_registry(make_run, registered[0])
    made = transform(draw(lenders=[LENDER], approvals=[refused]), run)
    assert by_subject(made["scores.lenders"])["C1"]["method"] == "rules_only"


def test_a_model_of_the_synthetic_city_never_scores_real_extracts_even_when_approved_for_them(
    draw: Draw, make_run: MakeRun, registered: tuple[str, FrozenModel]
) -> None:
    run = with_registry(make_run, registered[0], source="beijing_open")
    made = transform(draw(lenders=[LENDER], approvals=[approval(source="beijing_open")]), run)
    assert by_subject(made["scores.lenders"])["C1"]["method"] == "rules_only"
    assert "trained on synthetic_city" in run.facts["refused.lenders"]


def test_an_approved_version_that_the_registry_does_not_hold_stops_the_night(
    draw: Draw, make_run: MakeRun, registered: tuple[str, FrozenModel]
) -> None:
    run = with_registry(make_run, registered[0])
    with pytest.raises(Fault, match="no mingjing-lenders version 8"):
        transform(draw(lenders=[LENDER], approvals=[approval(model_version="8")]), run)


def test_of_two_approvals_the_later_one_is_in_force(
    draw: Draw, make_run: MakeRun, registered: tuple[str, FrozenModel]
) -> None:
    run = with_registry(make_run, registered[0])
    older = approval(approval_id="a0", model_version="8", known_on=date(2026, 2, 1), approved_on=date(2026, 2, 1))
    transform(draw(lenders=[LENDER], approvals=[older, approval()]), run)
    assert run.facts["model.lenders"] == "mingjing-lenders/1"
