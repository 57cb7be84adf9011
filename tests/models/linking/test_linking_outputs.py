"""Entities, the vault, disputes; and that a reporter's row says nothing of the reporter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql.types import StructType

from expectations.contracts import contracts
from jobs.link_identities import transform
from jobs.reader import table_ddl
from jobs.run import Run
from tests.drawn_tables import Row, citizen_id, credit_code, first_night, night

Link = Callable[[dict[str, list[Row]]], dict[str, DataFrame]]

CHEN = {"register_no": "1", "name": "陈小明", "citizen_id": citizen_id(1), "phone": "13800000001"}
LIN = {"register_no": "2", "name": "林大山", "citizen_id": citizen_id(2), "phone": "13800000002"}
COMPANY = {"registration_no": "R1", "name": "厦门鑫海投资咨询有限公司", "credit_code": credit_code(1)}


def call(place: int, reporter: Row, respondent: Row, category: str = "dispute") -> Row:
    return {
        "source_row_id": f"call{place}",
        "incident_no": str(place),
        "occurred_on": date(2025, 6, place),
        "category": category,
        **{f"reporter_{name}": value for name, value in reporter.items()},
        **{f"respondent_{name}": value for name, value in respondent.items()},
    }


def party(resident: Row, **more: Any) -> Row:
    return {"name": resident["name"], "kind": "person", "id_number": resident["citizen_id"], **more}


def rows(frame: DataFrame) -> list[Any]:
    return sorted(frame.collect(), key=str)


def test_an_entity_counts_its_rows_departments_and_weakest_link(link: Link) -> None:
    suit = {
        "case_no": "c1",
        "party_no": "1",
        "role": "plaintiff",
        "filed_on": date(2025, 5, 1),
        "party_name": "陈小明",
        "party_phone": CHEN["phone"],
    }
    entity = link({"residents": [CHEN], "case_parties": [suit]})["linked.entities"].collect()[0]
    assert (entity.records, entity.departments, entity.weakest_link) == (2, ["courts", "police"], 0.97)
    assert entity.has_valid_number


def test_rows_of_a_number_under_two_names_are_no_surer_than_half(link: Link) -> None:
    stranger = {**CHEN, "register_no": "9", "name": "欧阳大海", "phone": "13800000009"}
    linked = link({"residents": [CHEN, LIN, stranger]})
    torn, sure = sorted(linked["linked.entities"].collect(), key=lambda row: row.weakest_link)
    assert (torn.records, torn.weakest_link, torn.conflict) == (2, 0.5, True)
    assert (sure.records, sure.weakest_link, sure.conflict) == (1, 1.0, False)
    doubted = linked["linked.crosswalks"].where(f"entity_id = '{torn.entity_id}'").collect()
    assert {(row.method, row.probability) for row in doubted} == {("citizen_id", 0.5)}


def test_the_vault_holds_each_mention_with_whose_it_is(link: Link) -> None:
    late = {**CHEN, "register_no": "9", "phone": "13800000009", "known_on": date(2026, 2, 1)}
    linked = link({"residents": [CHEN, late]})
    first, second = rows(linked["linked.identities"])
    assert (first.name, first.phone, first.birth_on) == ("陈小明", "13800000001", date(1980, 1, 1))
    assert (second.name, second.phone, second.known_on) == ("陈小明", "13800000009", date(2026, 2, 1))
    assert {first.entity_id, second.entity_id} == {row.entity_id for row in linked["linked.entities"].collect()}


def test_the_vault_says_by_what_link_a_row_came_to_its_entity_and_nothing_of_reporters(link: Link) -> None:
    named = {"name": "陈小明", "kind": "person", "phone": CHEN["phone"]}
    deed = {
        "deed_no": "d",
        "deed_kind": "loan_contract",
        "notarised_on": date(2025, 5, 1),
        "creditor_name": "陈小明",
        "creditor_phone": CHEN["phone"],
    }
    linked = link({"residents": [CHEN], "police_incidents": [call(1, named, {})], "notarised_debts": [deed]})
    held = {row.role: row for row in linked["linked.crosswalks"].collect()}
    assert held["creditor"].entity_id == held["reporter"].entity_id == held["resident"].entity_id
    vault = {row.role: row for row in linked["linked.identities"].collect()}
    told = {role: (row.entity_id, row.link_level, row.link_probability) for role, row in vault.items()}
    assert told["resident"] == (held["resident"].entity_id, None, None)
    assert told["creditor"] == (held["resident"].entity_id, "name_and_phone", held["creditor"].probability)
    assert told["reporter"] == (None, None, None)
    assert {row.entity_id for row in linked["linked.links"].collect()} == {held["resident"].entity_id, None}


def test_the_vault_holds_the_home_that_a_row_shows_its_owner_with(link: Link) -> None:
    house = {"owner_name": "陈小明", "address": "厦门市思明区厦禾路300号605室"}
    vault = link({"grid_houses": [house]})["linked.identities"].collect()
    assert [row.context for row in vault] == ["home 厦禾路300-605"]


def test_reports_leave_entities_and_vault_as_they_were(link: Link) -> None:
    """Metamorphic: add reports made by Chen, by a stranger and by a company, with new phones and addresses."""
    base: dict[str, list[Row]] = {"residents": [CHEN, LIN], "companies": [COMPANY]}
    reporters: list[Row] = [
        party(CHEN, phone="13911111111", address="思明区莲前西路1号"),
        {"name": "王陌生", "kind": "person", "id_number": citizen_id(77), "phone": CHEN["phone"]},
        {"name": "厦门新公司有限公司", "kind": "company", "id_number": credit_code(9)},
        {"name": COMPANY["name"], "kind": "company", "id_number": credit_code(9)},
    ]
    silent = {"respondent_name": None}
    reports = [{**call(place, one, {}), **silent} for place, one in enumerate(reporters, start=1)]
    before, after = link(base), link({**base, "police_incidents": reports})
    assert rows(before["linked.entities"]) == rows(after["linked.entities"])
    assert rows(before["linked.identities"]) == rows(after["linked.identities"].where("entity_id IS NOT NULL"))
    kept = after["linked.identities"].where("links_only").collect()
    assert [row.entity_id for row in kept] == [None] * 4, "kept for the next night, and in nobody's record"
    links = after["linked.crosswalks"].where("links_only").collect()
    assert len(links) == 4
    assert {row.table for row in links} == {"police_incidents"}


def test_a_reporters_words_help_nobody_to_be_linked(link: Link) -> None:
    deed = {
        "deed_no": "d",
        "deed_kind": "loan_contract",
        "notarised_on": date(2025, 5, 1),
        "creditor_name": "陈小明",
        "creditor_phone": "13999999999",
    }
    report = call(1, party(CHEN, phone="13999999999"), {})
    linked = link({"residents": [CHEN], "police_incidents": [report], "notarised_debts": [deed]})
    found = {row.role: row for row in linked["linked.crosswalks"].collect()}
    assert found["creditor"].method == "alone"
    assert found["reporter"].method == "citizen_id"


def test_events_between_the_same_two_are_one_dispute_whoever_reports(link: Link) -> None:
    calls = [call(1, party(CHEN), party(LIN)), call(2, party(LIN), party(CHEN))]
    events = link({"residents": [CHEN, LIN], "police_incidents": calls})["linked.disputes"].collect()
    assert len({event.dispute_id for event in events}) == 1
    assert {event.parties_known for event in events} == {True}
    assert events[0].dispute_id.startswith("D")


def test_an_anonymous_or_unlinked_party_makes_a_dispute_of_its_own(link: Link) -> None:
    calls = [
        call(1, {}, party(LIN)),
        call(2, {}, party(LIN)),
        call(3, {"name": "王陌生", "kind": "person"}, party(LIN)),
    ]
    events = link({"residents": [LIN], "police_incidents": calls})["linked.disputes"].collect()
    assert len({event.dispute_id for event in events}) == 3
    assert {event.parties_known for event in events} == {False}


def test_a_theft_is_no_dispute_and_a_quarrel_with_a_company_is(link: Link) -> None:
    shop = {"name": COMPANY["name"], "kind": "company", "id_number": COMPANY["credit_code"]}
    calls = [call(1, party(CHEN), party(LIN), "theft"), call(2, party(CHEN), shop)]
    events = link({"police_incidents": calls})["linked.disputes"].collect()
    assert [(event.source_row_id, event.parties_known) for event in events] == [("call2", True)]


def test_a_night_without_any_extract_links_nobody(make_run: Callable[..., Run]) -> None:
    run = make_run()
    linked = transform(first_night(run.spark) | night(run.spark, {}, also=contracts()), run)
    for table, frame in linked.items():
        assert frame.count() == 0
        assert set(frame.columns) == set(StructType.fromDDL(table_ddl(table)).names)


def test_the_plan_shows_neither_key_nor_id(link: Link, make_run: Callable[..., Run]) -> None:
    plan = link({"residents": [CHEN]})["linked.crosswalks"]._jdf.queryExecution().toString()
    assert make_run().pseudonyms.key.hex() not in plan
    assert str(make_run().pseudonyms.key) not in plan
