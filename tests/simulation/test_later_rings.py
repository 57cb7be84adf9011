"""What the card room and the mutual-aid co-operative leave behind: designs that only a large city has."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.simulation.conftest import City
from tests.simulation.extracts import delivered, truth_rows
from tests.simulation.test_rings import parties


def members_of(city: City, design: str) -> dict[str, str]:
    """Role of each member of any ring of the design."""
    rings = {row["ring_id"] for row in truth_rows(city.truth, "rings") if row["design"] == design}
    return {row["entity_id"]: row["role"] for row in truth_rows(city.truth, "ring_members") if row["ring_id"] in rings}


def loans_of(city: City, design: str) -> list[dict[str, str]]:
    rings = {row["ring_id"] for row in truth_rows(city.truth, "rings") if row["design"] == design}
    return [row for row in truth_rows(city.truth, "loans") if row["agent_id"] in rings]


def suits(city: City, cause: str) -> list[dict[str, str]]:
    """Entity by role (原告, 被告, ...) of every suit of a cause."""
    of_cause = {
        row["case_no"] for one in delivered(city.landing, "civil_cases") for row in one.rows if row["cause"] == cause
    }
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row, named in parties(city, "case_parties"):
        if row["case_no"] in of_cause:
            found[row["case_no"]][row["role"]] = named["party"]
    return list(found.values())


def suits_on_loans(city: City, design: str) -> list[dict[str, str]]:
    """Suits of lenders of the design against their borrowers; members also lend to friends, as everybody does."""
    lent = {(row["lender_id"], row["borrower_id"]) for row in loans_of(city, design)}
    return [suit for suit in suits(city, "民间借贷纠纷") if (suit.get("原告"), suit.get("被告")) in lent]


def steps_of(loans: list[dict[str, str]]) -> set[str]:
    return {step for row in loans for step in row["steps"].split(";")}


def test_the_two_use_steps_as_no_earlier_design_does(later_town: City) -> None:
    assert steps_of(loans_of(later_town, "gambling")) == {"1", "2", "5"}
    assert steps_of(loans_of(later_town, "mutual_aid")) == {"1", "3", "4", "5"}


def test_a_loan_has_the_trace_of_a_suit_when_its_lender_sued_on_it(later_town: City) -> None:
    for design in ("gambling", "mutual_aid"):
        traced = {
            (row["lender_id"], row["borrower_id"])
            for row in loans_of(later_town, design)
            if "suit" in row["traces"].split(";")
        }
        sued = {(suit["原告"], suit["被告"]) for suit in suits_on_loans(later_town, design)}
        assert sued
        assert sued <= traced
        assert len(traced - sued) <= 0.1 * len(traced), "only what came late to the last delivery is missing"


def test_one_night_at_the_table_is_owed_to_several(later_town: City) -> None:
    nights: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in loans_of(later_town, "gambling"):
        nights[row["borrower_id"], row["lent_on"]].add(row["lender_id"])
    assert 0.3 * len(nights) < sum(len(lenders) > 1 for lenders in nights.values()) < 0.9 * len(nights)


def test_money_of_a_note_by_bank_is_fetched_back(later_town: City) -> None:
    loans = loans_of(later_town, "gambling")
    assert {row["in_cash"] for row in loans} == {"0", "1"}
    for row in loans:
        assert ("2" in row["steps"].split(";")) == (row["in_cash"] == "0")
        assert int(row["delivered_fen"]) < 0.16 * int(row["face_fen"])
    by_bank = [row for row in loans if row["in_cash"] == "0"]
    faces = {(row["lender_id"], row["borrower_id"], int(row["face_fen"]) // 100) for row in by_bank}
    paid = {
        (named["payer"], named["payee"], round(float(row["amount_fen"].replace(",", ""))))
        for row, named in parties(later_town, "fund_flows")
        if "payee" in named and "payer" in named
    }
    assert len(faces & paid) > 10
    assert any((borrower, lender) in {entry[:2] for entry in paid} for lender, borrower, _ in faces & paid)


def test_the_tout_stands_surety_and_another_saw_the_money(later_town: City) -> None:
    roles = members_of(later_town, "gambling")
    brought = suits_on_loans(later_town, "gambling")
    assert {roles[suit["原告"]] for suit in brought} <= {"boss", "nominee"}
    assert {roles[suit["保证人"]] for suit in brought if "保证人" in suit} == {"collector"}
    witnesses = [(suit["证人"], suit["原告"]) for suit in brought if "证人" in suit]
    assert witnesses
    assert all(witness in roles and witness != plaintiff for witness, plaintiff in witnesses)


def test_a_card_room_is_told_of_by_neighbours_and_families_never_by_its_players(later_town: City) -> None:
    rooms = {entity for entity, role in members_of(later_town, "gambling").items() if role == "front"}
    players = {row["borrower_id"] for row in loans_of(later_town, "gambling")}
    told = [
        named for row, named in parties(later_town, "police_incidents")
        if named.get("respondent") in rooms and row["category"] == "其他"
    ]  # fmt: skip
    assert told
    assert any("reporter" not in named for named in told)
    assert not players & {named.get("reporter", "") for named in told}


def test_a_chest_lends_to_one_village_and_what_it_lends_arrives(later_town: City) -> None:
    home = {row["person_id"]: row["community_code"] for row in truth_rows(later_town.truth, "people")}
    villages: dict[str, set[str]] = defaultdict(set)
    for row in loans_of(later_town, "mutual_aid"):
        villages[row["agent_id"]].add(home[row["borrower_id"]])
        assert row["face_fen"] == row["delivered_fen"]
    assert all(len(places) == 1 for places in villages.values())


def test_a_note_falls_due_at_a_meeting_unless_a_month_was_missed(later_town: City) -> None:
    loans = loans_of(later_town, "mutual_aid")
    meetings = {(4, 5), (12, 22)}
    days = {row["loan_id"]: date.fromisoformat(row["due_on"]) for row in loans}
    kept = [row for row in loans if "3" not in row["steps"].split(";")]
    assert all((days[row["loan_id"]].month, days[row["loan_id"]].day) in meetings for row in kept)
    assert len(kept) < len(loans)


def test_a_larger_note_names_the_head_of_another_house(later_town: City) -> None:
    loans = {row["loan_id"]: row for row in loans_of(later_town, "mutual_aid")}
    again = [(row, loans[row["previous_loan_id"]]) for row in loans.values() if row["previous_loan_id"]]
    assert again
    for row, before in again:
        assert row["lender_id"] != before["lender_id"]
        assert int(row["face_fen"]) > int(before["face_fen"])
        assert "4" in steps_of([row]) & steps_of([before])


def test_a_debt_to_the_chest_is_signed_before_the_mediator_and_enforced(later_town: City) -> None:
    roles = members_of(later_town, "mutual_aid")
    borrowers = {row["borrower_id"] for row in loans_of(later_town, "mutual_aid")}
    taken = {
        row["mediation_no"]
        for row, named in parties(later_town, "mediations")
        if named["applicant"] in roles and named["respondent"] in borrowers
    }
    assert len(taken) >= 5
    enforced = [
        row for row, named in parties(later_town, "enforcements")
        if row["basis_no"] in taken and named["applicant"] in roles and row["basis"] == "调解书"
    ]  # fmt: skip
    assert enforced


def test_borrowers_of_a_chest_stand_surety_for_one_another(later_town: City) -> None:
    borrowers = {row["borrower_id"] for row in loans_of(later_town, "mutual_aid")}
    sureties = [suit["保证人"] for suit in suits_on_loans(later_town, "mutual_aid") if "保证人" in suit]
    assert sureties
    assert set(sureties) <= borrowers


def test_on_the_board_of_a_chest_sit_some_who_only_lent_their_name(later_town: City) -> None:
    roles = members_of(later_town, "mutual_aid")
    board: dict[str, set[str]] = defaultdict(set)
    for _, named in parties(later_town, "company_shareholders"):
        if roles.get(named["company"]) == "front":
            board[named["company"]].add(named["holder"])
    chests = [holders for holders in board.values() if len(holders) >= 3]
    assert chests
    for holders in chests:
        assert holders & set(roles)
        assert holders - set(roles)
