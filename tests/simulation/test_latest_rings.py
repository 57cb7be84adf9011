"""What bridge finance and the phone hire leave behind: designs that come from ten rings on."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.simulation.conftest import City
from tests.simulation.extracts import delivered, truth_rows
from tests.simulation.test_later_rings import loans_of, members_of, steps_of, suits, suits_on_loans
from tests.simulation.test_rings import parties


def firms_of(city: City) -> dict[str, set[str]]:
    """The firms, sole traders among them, of each founder."""
    firms: dict[str, set[str]] = defaultdict(set)
    for row in truth_rows(city.truth, "companies"):
        firms[row["owner_id"]].add(row["company_id"])
    return firms


def test_the_two_use_steps_as_no_earlier_design_does(latest_town: City) -> None:
    assert steps_of(loans_of(latest_town, "bridge")) == {"1", "2", "3", "4"}
    assert steps_of(loans_of(latest_town, "phone_hire")) == {"1", "4", "5"}


def test_bridge_money_is_lent_for_days_to_owners_of_firms_less_what_is_kept_back(latest_town: City) -> None:
    firms = firms_of(latest_town)
    first = [row for row in loans_of(latest_town, "bridge") if not row["previous_loan_id"]]
    assert {row["borrower_id"] for row in first} <= set(firms)
    assert all(0.9 <= int(row["delivered_fen"]) / int(row["face_fen"]) < 0.971 for row in first)
    assert min(int(row["face_fen"]) for row in first) >= 10_000_000


def test_a_larger_note_names_another_financier(latest_town: City) -> None:
    loans = {row["loan_id"]: row for row in loans_of(latest_town, "bridge")}
    again = [(row, loans[row["previous_loan_id"]]) for row in loans.values() if row["previous_loan_id"]]
    assert again
    for row, before in again:
        assert row["lender_id"] != before["lender_id"]
        assert int(row["face_fen"]) > int(before["face_fen"])


def test_financiers_sue_in_their_own_name_and_visit_nobody(latest_town: City) -> None:
    roles = members_of(latest_town, "bridge")
    brought = suits_on_loans(latest_town, "bridge")
    assert len(brought) > 15
    assert {roles[suit["原告"]] for suit in brought} == {"boss", "nominee"}
    assert not any("5" in row["steps"].split(";") for row in loans_of(latest_town, "bridge"))


def test_a_firm_stands_surety_for_its_owner(latest_town: City) -> None:
    firms = firms_of(latest_town)
    sureties = [(suit["保证人"], suit["被告"]) for suit in suits_on_loans(latest_town, "bridge") if "保证人" in suit]
    assert sureties
    assert all(surety in firms[owner] for surety, owner in sureties)


def test_shares_and_offices_of_owners_pass_to_the_ring(latest_town: City) -> None:
    roles, firms = members_of(latest_town, "bridge"), firms_of(latest_town)
    theirs = {firm for row in loans_of(latest_town, "bridge") for firm in firms[row["borrower_id"]]}
    for table, role in (("company_shareholders", "holder"), ("company_officers", "officer")):
        taken = [
            named
            for _, named in parties(latest_town, table)
            if named.get("company") in theirs and named.get(role) in roles
        ]
        assert taken, table
    changed = [
        row["change_kind"] for row, named in parties(latest_town, "company_changes") if named["company"] in theirs
    ]
    assert {"法定代表人变更", "股东变更"} <= set(changed)


def test_a_phone_brings_half_of_what_the_hire_comes_to(latest_town: City) -> None:
    for row in loans_of(latest_town, "phone_hire"):
        assert 0.37 < int(row["delivered_fen"]) / int(row["face_fen"]) < 0.66


def test_a_hire_is_the_platforms_or_a_note_to_a_keeper_of_a_shop(latest_town: City) -> None:
    roles = members_of(latest_town, "phone_hire")
    lenders = {row["lender_id"] for row in loans_of(latest_town, "phone_hire")}
    assert {roles[lender] for lender in lenders} == {"front", "nominee"}
    shops = {
        row["owner_id"]
        for row in truth_rows(latest_town.truth, "companies")
        if row["company_id"] in roles and row["industry"] == "retail"
    }
    assert {lender for lender in lenders if roles[lender] == "nominee"} <= shops


def test_hires_are_sued_on_by_the_platform_in_series_and_notes_by_keepers(latest_town: City) -> None:
    roles = members_of(latest_town, "phone_hire")
    hires = Counter(suit["原告"] for suit in suits(latest_town, "租赁合同纠纷") if suit.get("原告") in roles)
    assert hires.most_common(1)[0][1] >= 5
    assert {roles[plaintiff] for plaintiff in hires} == {"front"}
    assert {roles[suit["原告"]] for suit in suits_on_loans(latest_town, "phone_hire")} == {"nominee"}


def test_a_hire_made_enforceable_goes_straight_to_enforcement(latest_town: City) -> None:
    roles = members_of(latest_town, "phone_hire")
    deeds = {
        row["deed_no"]
        for row, named in parties(latest_town, "notarised_debts")
        if roles.get(named.get("creditor", "")) == "front"
    }
    enforced = {row["basis_no"] for one in delivered(latest_town.landing, "enforcements") for row in one.rows}
    assert deeds & enforced


def test_the_next_phone_is_sold_to_another_keeper(latest_town: City) -> None:
    loans = {row["loan_id"]: row for row in loans_of(latest_town, "phone_hire")}
    again = [(row, loans[row["previous_loan_id"]]) for row in loans.values() if row["previous_loan_id"]]
    assert again
    roles = members_of(latest_town, "phone_hire")
    for row, before in again:
        assert "4" in steps_of([row]) & steps_of([before])
        if roles[row["lender_id"]] == "nominee":
            assert row["lender_id"] != before["lender_id"]
