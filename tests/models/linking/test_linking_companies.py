"""Which company a mention is, by code, registration number or name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pyspark.sql import DataFrame

from tests.drawn_tables import Row, citizen_id, credit_code

Link = Callable[[dict[str, list[Row]]], dict[str, DataFrame]]

XINHAI = {"registration_no": "R1", "name": "厦门鑫海投资咨询有限公司", "credit_code": credit_code(1)}


def who(linked: dict[str, DataFrame]) -> dict[tuple[str, str], Any]:
    return {(row.source_row_id, row.role): row for row in linked["linked.crosswalks"].collect()}


def penalty(place: int, name: str, code: str | None = None) -> Row:
    return {"source_row_id": f"pen{place}", "decision_no": str(place), "company_name": name, "credit_code": code}


def test_the_same_valid_code_is_one_company_whatever_the_name(link: Link) -> None:
    found = who(link({"companies": [XINHAI], "company_penalties": [penalty(1, "鑫海投资公司", credit_code(1))]}))
    assert found[("pen1", "company")].entity_id == found[("r-companies-1", "company")].entity_id
    assert found[("pen1", "company")].entity_id.startswith("C")
    assert found[("pen1", "company")].method == "credit_code"


def test_a_name_that_one_company_bears_links_and_so_does_its_site(link: Link) -> None:
    rows = [penalty(1, XINHAI["name"]), penalty(2, XINHAI["name"] + "（锅炉房）")]
    linked = link({"companies": [XINHAI], "company_penalties": rows})
    found = who(linked)
    assert {found[("pen1", "company")].probability, found[("pen2", "company")].probability} == {0.97}
    assert linked["linked.entities"].count() == 1


def test_a_name_that_two_codes_bear_links_to_neither(link: Link) -> None:
    other = {**XINHAI, "registration_no": "R2", "credit_code": credit_code(2)}
    linked = link({"companies": [XINHAI, other], "company_penalties": [penalty(1, XINHAI["name"])]})
    assert who(linked)[("pen1", "company")].method == "alone"
    assert linked["linked.entities"].count() == 3


def test_mentions_of_one_name_without_any_code_are_held_together(link: Link) -> None:
    linked = link({"company_penalties": [penalty(1, "北京东方食品厂"), penalty(2, "北京东方食品厂")]})
    assert [row.probability for row in linked["linked.crosswalks"].collect()] == [0.9, 0.9]
    assert [(row.records, row.has_valid_number) for row in linked["linked.entities"].collect()] == [(2, False)]


def test_mentions_of_a_general_name_stay_alone(link: Link) -> None:
    linked = link({"inspections": [{"company_name": "个体工商户"}, {"company_name": "个体工商户"}]})
    assert linked["linked.entities"].count() == 2


def test_the_registration_number_stands_in_for_a_missing_code(link: Link) -> None:
    officer = {
        "appointment_no": "a",
        "registration_no": "R1",
        "officer_name": "陈小明",
        "officer_citizen_id": citizen_id(1),
    }
    found = who(link({"companies": [XINHAI], "company_officers": [officer]}))
    seen = found[("r-company_officers-1", "company")]
    assert seen.entity_id == found[("r-companies-1", "company")].entity_id
    assert (seen.method, seen.probability) == ("registration_no", 0.99)


def test_a_registered_company_without_a_code_is_found_under_its_register_name(link: Link) -> None:
    uncoded = {**XINHAI, "credit_code": None}
    officer = {"appointment_no": "a", "registration_no": "R1", "company_name": "鑫海投资", "officer_name": "陈小明"}
    found = who(link({"companies": [uncoded], "company_officers": [officer]}))
    assert found[("r-company_officers-1", "company")].entity_id == found[("r-companies-1", "company")].entity_id


def test_one_registration_number_with_two_codes_sends_both_companies_to_review(link: Link) -> None:
    officer = {"appointment_no": "a", "registration_no": "R1", "credit_code": credit_code(2), "officer_name": "陈小明"}
    rows = link({"companies": [XINHAI], "company_officers": [officer]})["linked.entities"].collect()
    assert {row.entity_kind: row.conflict for row in rows} == {"company": True, "person": False}
    assert sum(row.entity_kind == "company" for row in rows) == 2


def test_companies_that_agree_are_not_in_conflict(link: Link) -> None:
    officer = {"appointment_no": "a", "registration_no": "R1", "credit_code": credit_code(1), "officer_name": "陈小明"}
    rows = link({"companies": [XINHAI], "company_officers": [officer]})["linked.entities"].collect()
    assert {row.conflict for row in rows} == {False}


def test_a_penalised_person_is_no_company(link: Link) -> None:
    found = who(link({"company_penalties": [penalty(1, "陈小明")]}))
    assert found[("pen1", "company")].entity_kind == "person"
    assert found[("pen1", "company")].method == "alone"


def test_many_rows_of_one_name_without_a_code_are_one_company_and_no_guard_doubts_it(link: Link) -> None:
    linked = link({"company_penalties": [penalty(place, "北京东方食品厂") for place in range(1, 31)]})
    assert [(row.records, row.conflict) for row in linked["linked.entities"].collect()] == [(30, False)]
    assert {row.method for row in linked["linked.crosswalks"].collect()} == {"company_name"}
    assert linked["linked.review_items"].count() == 0


def test_a_homophone_alone_is_too_little_for_a_link(link: Link) -> None:
    names = ("厦门祥和达酒店管理有限公司", "厦门详和达酒店管理有限公司")
    linked = link({"company_penalties": [penalty(place, name) for place, name in enumerate(names, start=1)]})
    assert {row.method for row in linked["linked.crosswalks"].collect()} == {"alone"}


def test_a_former_name_in_a_note_behind_a_name_links(link: Link) -> None:
    rows = [penalty(1, f"{XINHAI['name']}（曾用名：厦门鑫远贸易有限公司）"), penalty(2, "厦门鑫远贸易有限公司")]
    linked = link({"companies": [XINHAI], "company_penalties": rows})
    found = who(linked)
    theirs = found[("r-companies-1", "company")].entity_id
    assert [found[(f"pen{place}", "company")].entity_id for place in (1, 2)] == [theirs, theirs]
    assert "note behind a name" in found[("pen2", "company")].explanation_en
    held = {row.source_row_id: (row.name, row.former_name) for row in linked["linked.identities"].collect()}
    assert held["pen1"] == (XINHAI["name"], "厦门鑫远贸易有限公司")
    assert held["pen2"] == ("厦门鑫远贸易有限公司", None)


def test_a_former_name_in_the_register_of_changes_links(link: Link) -> None:
    change = {
        "change_no": "1",
        "registration_no": "R1",
        "company_name": XINHAI["name"],
        "credit_code": XINHAI["credit_code"],
        "change_kind": "name",
        "before_change": "厦门鑫远贸易有限公司",
        "after_change": XINHAI["name"],
        "changed_on": date(2025, 5, 1),
    }
    linked = link(
        {"companies": [XINHAI], "company_changes": [change], "company_penalties": [penalty(1, "厦门鑫远贸易有限公司")]}
    )
    found = who(linked)
    assert found[("pen1", "company")].entity_id == found[("r-companies-1", "company")].entity_id
    assert "former" in found[("pen1", "company")].explanation_en
