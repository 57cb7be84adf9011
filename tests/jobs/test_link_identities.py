"""Two nights of the job: what is new is linked to yesterday's entities, and a rebuild says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pyspark.sql import DataFrame

from jobs import link_identities
from jobs.link_identities import transform
from jobs.reader import table_ddl
from jobs.run import Run
from jobs.settings import LINKAGE_ENGINES
from models.linking import person_edges
from models.linking.disputes import CATEGORIES
from tests.drawn_tables import Row, citizen_id, credit_code, first_night, night, night_before
from tests.models.linking.test_person_edges import MODEL

Tables = dict[str, list[Row]]
Linked = dict[str, DataFrame]
LATER = date(2026, 3, 3)


def creditor(deed: str, **values: Any) -> Row:
    kept = {name: values.pop(name) for name in ("known_on",) if name in values}
    return {
        "source_row_id": f"deed-{deed}",
        "deed_no": deed,
        "deed_kind": "loan_contract",
        "notarised_on": date(2025, 5, 1),
        **{f"creditor_{name}": value for name, value in values.items()},
        **kept,
    }


def resident(number: int, name: str, **values: Any) -> Row:
    row = {"source_row_id": f"resident-{number}", "register_no": str(number), "name": name}
    return {**row, "citizen_id": citizen_id(number), **values}


CHEN, LIN = resident(1, "陈小明", phone="13800000001"), resident(2, "林大山", phone="13800000002")
BASE: Tables = {
    "residents": [CHEN, LIN],
    "notarised_debts": [
        creditor("1", name="陈小明", phone="13800000001"),
        creditor("2", name="林大山", phone="13800000002"),
        creditor("3", name="王陌生", phone="13800000003"),
    ],
    "companies": [{"registration_no": "R1", "name": "厦门鑫海投资咨询有限公司", "credit_code": credit_code(1)}],
    "company_penalties": [{"source_row_id": "pen1", "decision_no": "1", "company_name": "北京东方食品厂"}],
}


@pytest.fixture
def link(make_run: Callable[..., Run]) -> Callable[..., Linked]:
    """One night: drawn tables, the night before it, verdicts as (left, right, word)."""
    run = make_run()

    def linked(
        tables: Tables, before: Linked | None = None, verdicts: list[tuple[str, str, str]] | None = None
    ) -> Linked:
        handed = first_night(run.spark) | night(run.spark, tables, also=CATEGORIES)
        tonight = replace(run, before=night_before(before or {}, run))
        rows = [(f"verdict-{n}", *one, "reviewer", "seen", LATER, LATER) for n, one in enumerate(verdicts or [], 1)]
        handed["bronze.link_verdicts"] = run.spark.createDataFrame(rows, table_ddl("bronze.link_verdicts"))
        return {name: frame.localCheckpoint() for name, frame in transform(handed, tonight).items()}

    return linked


def crosswalk(linked: Linked) -> dict[str, tuple[str, str, float]]:
    rows = linked["linked.crosswalks"].collect()
    return {f"{row.source_row_id}/{row.role}": (row.entity_id, row.method, row.probability) for row in rows}


def why(linked: Linked, row: str) -> str:
    (told,) = linked["linked.crosswalks"].where(f"source_row_id = '{row}'").collect()
    return str(told.explanation_en)


def test_a_second_night_says_what_a_rebuild_says(link: Callable[..., Linked]) -> None:
    """New records, a corrected one, a withdrawn one, and a name that another person turns out to bear."""
    first = link(BASE)
    second: Tables = {
        **BASE,
        "residents": [CHEN, LIN, resident(3, "王陌生", phone="13800000003", known_on=LATER)],
        "notarised_debts": [
            creditor("1", name="陈小明", phone="13800000002", known_on=LATER),  # corrected: no longer Chen's phone
            BASE["notarised_debts"][2],
            creditor("4", name="林大山", phone="13800000002", known_on=LATER),
        ],
        "company_penalties": [
            *BASE["company_penalties"],
            {"source_row_id": "pen2", "decision_no": "2", "company_name": "北京东方食品厂", "known_on": LATER},
        ],
    }
    tonight = link(second, first)
    rebuilt = link(second, {"linked.crosswalks": first["linked.crosswalks"]})
    for table in tonight:
        assert sorted(map(str, tonight[table].collect())) == sorted(map(str, rebuilt[table].collect())), table
    before, after = crosswalk(first), crosswalk(tonight)
    assert after["deed-4/creditor"][0] == after["resident-2/resident"][0] == before["resident-2/resident"][0]
    assert after["deed-1/creditor"][1] == "alone"
    assert after["deed-3/creditor"][0] == after["resident-3/resident"][0]
    assert after["pen2/company"][0] == after["pen1/company"][0] == before["pen1/company"][0]
    changes = {(row.kind, row.why) for row in tonight["linked.entity_changes"].collect()}
    assert changes == {("split", "record_changed"), ("renamed", "new_links")}


def test_a_verdict_is_obeyed_and_can_be_taken_back(link: Callable[..., Linked]) -> None:
    first = link(BASE)
    judged = link(BASE, first, [("deed-3/creditor", "resident-1/resident", "must_link")])
    assert crosswalk(judged)["deed-3/creditor"] == (crosswalk(first)["resident-1/resident"][0], "verdict", 1.0)
    again = link(BASE, judged)
    assert crosswalk(again) == crosswalk(first)


def test_two_numbers_that_a_link_joins_go_to_review_and_are_not_scored(link: Callable[..., Linked]) -> None:
    officer = {"appointment_no": "a", "registration_no": "R1", "credit_code": credit_code(2), "officer_name": "陈小明"}
    made = link({**BASE, "company_officers": [officer]})
    (item,) = made["linked.review_items"].collect()
    assert item.kind == "two_numbers"
    assert item.explanation_zh
    assert item.agreed_en == "the registration number is one company's in the register"
    held = {row.entity_id for row in made["linked.entities"].where("conflict").collect()}
    assert held == set(item.held_ids) == set(item.entity_ids)
    assert len(held) == 2


def test_a_refuted_number_is_kept_apart_in_the_vault(link: Callable[..., Linked]) -> None:
    stranger = creditor("5", name="赵某人", id_number=citizen_id(1))
    tables = {**BASE, "notarised_debts": [stranger]}
    first = link(tables)
    assert crosswalk(first)["deed-5/creditor"][0] == crosswalk(first)["resident-1/resident"][0]
    judged = link(tables, first, [("deed-5/creditor", "resident-1/resident", "must_not_link")])
    other = crosswalk(judged)["deed-5/creditor"][0]
    assert other != crosswalk(first)["resident-1/resident"][0]
    vault = judged["linked.identities"].where(f"entity_id = '{other}'").collect()
    assert [(row.number, row.number_of_another) for row in vault] == [(None, citizen_id(1))]
    assert why(judged, "deed-5").startswith("a reviewer's verdict: its valid number is not its own")
    (change,) = judged["linked.entity_changes"].collect()
    assert (change.kind, change.why) == ("split", "verdict")


def test_whose_number_is_anothers_by_all_other_rows_is_told_so(link: Callable[..., Linked]) -> None:
    copied = creditor("5", name="赵大海", id_number=citizen_id(1))
    again = creditor("6", name="陈小明", id_number=citizen_id(1))
    made = link({**BASE, "notarised_debts": [copied, again]})
    assert crosswalk(made)["deed-5/creditor"][1] == "alone"
    assert why(made, "deed-5").startswith("its valid number was not used: all other rows of it bear another name")


def test_a_verdict_on_a_record_that_is_gone_is_shown_to_a_reviewer(link: Callable[..., Linked]) -> None:
    (item,) = link(BASE, None, [("deed-9/creditor", "resident-1/resident", "must_link")])[
        "linked.review_items"
    ].collect()
    assert (item.kind, item.left_id, item.right_id) == (
        "verdict_without_effect",
        "deed-9/creditor",
        "resident-1/resident",
    )


def flow(number: str, case_no: str) -> Row:
    return {
        "source_row_id": f"flow-{number}",
        "flow_no": number,
        "case_no": case_no,
        "paid_on": date(2025, 5, 1),
        "payer_name": "陈小明",
        "payer_id_number": citizen_id(1),
    }


def test_fund_flows_link_to_nobody_until_their_case_is_delivered_as_opened(link: Callable[..., Linked]) -> None:
    flows = {"fund_flows": [flow("1", "opened"), flow("2", "never opened")]}
    opened = {"source_row_id": "case-1", "case_no": "opened", "suspect_no": "1"}

    first = link({**BASE, **flows, "opened_cases": [opened, {**opened, "source_row_id": "case-2", "suspect_no": "2"}]})
    second = link({**BASE, **flows, "opened_cases": [{**opened, "case_no": "never opened"}]}, first)

    assert [row for row in crosswalk(first) if row.startswith("flow")] == ["flow-1/payer"]
    assert crosswalk(first)["flow-1/payer"][0] == crosswalk(first)["resident-1/resident"][0]
    assert [row for row in crosswalk(second) if row.startswith("flow")] == ["flow-2/payer"]


def test_what_compares_persons_is_a_setting_and_changes_no_row(
    make_run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_identities, "approved_version", lambda *_: "1")
    monkeypatch.setattr(link_identities, "_model", lambda *_: MODEL)
    engines = []
    asked = person_edges.scored
    monkeypatch.setattr(person_edges, "scored", lambda *given: engines.append(given[2]) or asked(*given))
    run = make_run()
    made = {}
    for engine in LINKAGE_ENGINES:
        handed = first_night(run.spark) | night(run.spark, BASE, also=CATEGORIES)
        set_to = replace(run, settings=replace(run.settings, linkage_engine=engine))
        made[engine] = transform(handed, set_to)
    assert engines == [None, run.spark]
    assert crosswalk(made["spark"]) == crosswalk(made["duckdb"])
    assert crosswalk(made["spark"])["deed-1/creditor"][1] == "comparison"
