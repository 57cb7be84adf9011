"""What the pawn and the renting ring leave behind, and how they differ from the others."""

from __future__ import annotations

from collections import Counter
from datetime import date

from simulation.courts import COURTS
from tests.simulation.conftest import City
from tests.simulation.extracts import delivered, truth_rows


def ring_of(city: City, design: str) -> dict[str, str]:
    return next(row for row in truth_rows(city.truth, "rings") if row["design"] == design)


def members_of(city: City, design: str) -> dict[str, str]:
    """Role of each member of the design's first ring."""
    ring_id = ring_of(city, design)["ring_id"]
    return {
        row["entity_id"]: row["role"] for row in truth_rows(city.truth, "ring_members") if row["ring_id"] == ring_id
    }


def loans_of(city: City, design: str) -> list[dict[str, str]]:
    ring_id = ring_of(city, design)["ring_id"]
    return [row for row in truth_rows(city.truth, "loans") if row["agent_id"] == ring_id]


def parties(city: City, table: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    """(row as written, entity by role) of every row of a table that names somebody."""
    told: dict[tuple[str, int], dict[str, str]] = {}
    for row in truth_rows(city.truth, "records"):
        if row["file"].split("/")[1] == table:
            told.setdefault((row["file"], int(row["row"])), {})[row["role"]] = row["entity_id"]
    return [
        (cells, told[one.name, place])
        for one in delivered(city.landing, table)
        for place, cells in enumerate(one.rows, start=one.first_row)
        if (one.name, place) in told
    ]


def suits_by(city: City, plaintiffs: set[str]) -> list[tuple[str, str, str]]:
    """(cause, court, plaintiff) of every suit that one of them brought."""
    cases = {row["case_no"]: row for one in delivered(city.landing, "civil_cases") for row in one.rows}
    found = {
        row["case_no"]: named["party"]
        for row, named in parties(city, "case_parties")
        if row["role"] == "原告" and named["party"] in plaintiffs and row["case_no"] in cases
    }
    return [(cases[case_no]["cause"], cases[case_no]["court"], plaintiff) for case_no, plaintiff in found.items()]


def test_a_pawn_ring_is_a_family_that_lends_to_shopkeepers(town: City) -> None:
    people = {row["person_id"]: row for row in truth_rows(town.truth, "people")}
    roles = members_of(town, "pawn")
    boss = next(people[entity] for entity, role in roles.items() if role == "boss")
    kin = [
        people[entity]
        for entity, role in roles.items()
        if role == "nominee"
        and (people[entity]["household"] == boss["household"] or people[entity]["name"][0] == boss["name"][0])
    ]
    assert kin
    keepers = {row["owner_id"] for row in truth_rows(town.truth, "companies")}
    assert {row["borrower_id"] for row in loans_of(town, "pawn")} <= keepers


def test_a_pledge_brings_its_whole_price_and_is_signed_for_again_with_another_of_the_family(town: City) -> None:
    loans = {row["loan_id"]: row for row in loans_of(town, "pawn")}
    assert all(row["face_fen"] == row["delivered_fen"] for row in loans.values())
    again = [row for row in loans.values() if row["previous_loan_id"]]
    assert again
    for row in again:
        before = loans[row["previous_loan_id"]]
        assert row["lender_id"] != before["lender_id"]
        assert int(row["face_fen"]) > int(before["face_fen"])


def test_a_pawned_home_is_sold_to_one_of_the_family_for_less_than_its_worth(town: City) -> None:
    roles = members_of(town, "pawn")
    clients = {row["borrower_id"] for row in loans_of(town, "pawn")}
    bought = [
        row
        for row, named in parties(town, "house_transfers")
        if named.get("buyer") in roles and named.get("seller") in clients
    ]
    assert bought
    assert all(row["transfer_kind"] == "买卖" and not row["power_deed_no"] for row in bought)


def test_the_licence_of_a_bought_pawnshop_ran_out_before_the_ring_came(town: City) -> None:
    fronts = {entity for entity, role in members_of(town, "pawn").items() if role == "front"}
    ran_out = [
        date(*map(int, row["valid_until"].split("/")))
        for row, named in parties(town, "lending_licences")
        if named["company"] in fronts
    ]
    assert ran_out
    assert all(day < date.fromisoformat(ring_of(town, "pawn")["started_on"]) for day in ran_out)


def test_a_pawn_ring_goes_to_court_to_settle_and_presses_nobody(town: City) -> None:
    assert suits_by(town, set(members_of(town, "pawn")))
    assert not any("5" in row["steps"].split(";") for row in loans_of(town, "pawn"))


def test_a_tenant_keeps_a_rebate_and_the_agency_gets_the_rest_back(town: City) -> None:
    loans, roles = loans_of(town, "renting"), members_of(town, "renting")
    assert all(int(row["delivered_fen"]) < 0.13 * int(row["face_fen"]) for row in loans)
    tenants = {row["borrower_id"] for row in loans}
    agencies = {entity for entity, role in roles.items() if role == "front"}
    flows = [named for _, named in parties(town, "fund_flows")]
    assert any(named.get("payer") in agencies and named.get("payee") in tenants for named in flows)
    assert any(named.get("payer") in tenants and named.get("payee") in agencies for named in flows)
    assert not any(named.get("payer") in tenants and roles.get(named.get("payee", "")) == "nominee" for named in flows)


def test_notes_of_tenants_are_sued_on_by_few_who_live_elsewhere(town: City) -> None:
    roles = members_of(town, "renting")
    suits = suits_by(town, {entity for entity, role in roles.items() if role == "nominee"})
    lending = [(court, plaintiff) for cause, court, plaintiff in suits if cause == "民间借贷纠纷"]
    tenants = {row["borrower_id"] for row in loans_of(town, "renting")}
    home = {
        row["person_id"]: COURTS[row["district_code"]]
        for row in truth_rows(town.truth, "people")
        if row["person_id"] in tenants
    }
    most = Counter(plaintiff for _, plaintiff in lending).most_common(1)[0][1]
    assert most >= 3
    assert len({court for court, _ in lending}) < len(set(home.values()))


def test_an_agency_is_sued_by_owners_and_holds_their_powers_to_let(small_city: City) -> None:
    agencies = {entity for entity, role in members_of(small_city, "renting").items() if role == "front"}
    powers = [row for row, named in parties(small_city, "notarised_powers") if named["attorney"] in agencies]
    assert powers
    assert {row["power_kind"] for row in powers} == {"房屋出租委托"}
    sued = [row for row, named in parties(small_city, "case_parties") if named["party"] in agencies]
    assert any(row["role"] == "被告" for row in sued)
