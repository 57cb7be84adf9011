"""Who acts: rings of every design, look-alikes of every kind, fundraisers, disputes, candidates, labels."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from simulation.dice import Streams
from simulation.disputes import best_auc, hazard
from simulation.elections import CASES
from simulation.look_alikes import KINDS
from simulation.places import lay_out
from simulation.plans import LEAST_RINGS, cast_agents, cut
from simulation.rings import DESIGNS
from tests.simulation.conftest import AS_OF, City
from tests.simulation.extracts import delivered, truth_rows


def test_each_design_has_a_ring_of_four_to_twenty_five(small_city: City) -> None:
    rings = truth_rows(small_city.truth, "rings")
    assert sorted(row["design"] for row in rings) == sorted(design.name for design in DESIGNS[:LEAST_RINGS])
    assert LEAST_RINGS == len(rings) == small_city.summary.rings
    for row in rings:
        members = [
            member for member in truth_rows(small_city.truth, "ring_members")
            if member["ring_id"] == row["ring_id"] and member["kind"] == "person"
        ]  # fmt: skip
        assert 4 <= len(members) == int(row["people"]) <= 25
        assert sum(member["role"] == "boss" for member in members) == 1


def test_designs_differ_in_the_steps_they_use(town: City) -> None:
    steps: dict[str, set[str]] = {}
    design = {row["ring_id"]: row["design"] for row in truth_rows(town.truth, "rings")}
    for loan in truth_rows(town.truth, "loans"):
        if loan["lender_kind"] == "ring":
            steps.setdefault(design[loan["agent_id"]], set()).update(loan["steps"].split(";"))
        else:
            assert loan["steps"] == ""
    assert "4" not in steps["consulting"]
    assert "3" not in steps["car_leasing"]
    assert {"3", "4"} <= steps["housing"]
    assert {"3", "5"} <= steps["student_loans"]
    assert steps["pawn"] == {"1", "3", "4"}
    assert steps["renting"] == {"1", "2", "3"}


@pytest.mark.parametrize(
    ("people", "rings", "designs"),
    [
        (1_000, 6, 6),
        (150_000, 6, 6),
        (180_000, 7, 6),
        (200_000, 8, 8),
        (225_000, 9, 8),
        (250_000, 10, 10),
        (500_000, 20, 10),
    ],
)
def test_later_designs_come_where_there_is_a_ring_of_every_one(people: int, rings: int, designs: int) -> None:
    streams = Streams(5)
    blocks = cut(lay_out(people, streams), staff=100)
    cast_agents(blocks, people, streams)
    cast = sorted((ring for plan in blocks for ring in plan.rings), key=lambda ring: ring.uid)
    assert len(cast) == rings
    assert [ring.design for ring in cast[:designs]] == list(DESIGNS[:designs])
    assert len({ring.design.name for ring in cast}) == designs


def test_a_city_of_a_million_has_forty_rings_three_tenths_judged() -> None:
    streams = Streams(5)
    blocks = cut(lay_out(1_000_000, streams), staff=500)
    cast_agents(blocks, 1_000_000, streams)
    rings = [ring for plan in blocks for ring in plan.rings]
    assert len(rings) == 4 * 10
    assert Counter(ring.fate for ring in rings) == {"adjudicated": 12, "opened": 10, "free": 18}
    assert len([entry for plan in blocks for entry in plan.look_alikes]) == 5 * 40
    assert len([uid for plan in blocks for uid in plan.fundraisers]) == 3 * 10
    assert len([uid for plan in blocks for uid in plan.honest]) == 10 * 30
    assert max(plan.people for plan in blocks) < 15_000


def test_judgments_follow_one_to_three_years_after_the_start(town: City) -> None:
    judged = [row for row in truth_rows(town.truth, "rings") if row["fate"] == "adjudicated"]
    assert judged
    for row in judged:
        delay = date.fromisoformat(row["judgment_effective_on"]) - date.fromisoformat(row["started_on"])
        assert 365 <= delay.days <= 3 * 365
        assert row["started_on"] < row["opened_on"] < row["judgment_effective_on"] < AS_OF.isoformat()


def test_look_alikes_of_every_kind_five_for_a_ring(town: City) -> None:
    look_alikes = truth_rows(town.truth, "look_alikes")
    assert {row["kind"] for row in look_alikes} == set(KINDS)
    assert len(look_alikes) == 5 * town.summary.rings == town.summary.look_alikes


def test_no_look_alike_belongs_to_a_ring(town: City) -> None:
    members = {row["entity_id"] for row in truth_rows(town.truth, "ring_members")}
    usurers = {row["entity_id"] for row in truth_rows(town.truth, "lenders")}
    assert not members & {row["entity_id"] for row in truth_rows(town.truth, "look_alikes")}
    assert not members & usurers


def test_honest_people_have_no_lending_case(town: City) -> None:
    crimes = {"sham_litigation", "extortion", "collecting_illegal_debt", "illegal_business", "usurious_relending"}
    accused = {row["entity_id"] for row in truth_rows(town.truth, "labels") if row["charge"] in crimes}
    honest = {row["entity_id"] for row in truth_rows(town.truth, "look_alikes")}
    honest |= {row["company_id"] for row in truth_rows(town.truth, "fundraisers") if row["honest"] == "1"}
    assert not accused & honest


def test_fund_flows_exist_for_opened_cases_only(town: City) -> None:
    opened = {row["case_no"] for one in delivered(town.landing, "opened_cases") for row in one.rows}
    flows = {row["case_no"] for one in delivered(town.landing, "fund_flows") for row in one.rows}
    assert flows
    assert flows <= opened


def test_a_bank_hands_over_the_accounts_of_suspects_and_of_their_companies(town: City) -> None:
    suspects = {row["entity_id"] for row in truth_rows(town.truth, "labels") if row["kind"] == "opened_case"}
    lent = [row for row in truth_rows(town.truth, "loans") if row["lender_kind"] in ("ring", "usurer")]
    seen = {row["lender_id"] for row in lent if "flow" in row["traces"].split(";")}
    unseen = {row["lender_id"] for row in lent if "flow" not in row["traces"].split(";")}

    assert seen & suspects
    assert not unseen & suspects, "whose account is opened, all of whose loans are seen"
    companies = {row["company_id"] for row in truth_rows(town.truth, "companies")}
    assert seen - suspects <= companies, "nobody's account who is not a suspect"
    assert unseen - companies, "of a ring that was found some lenders were not"


def test_a_flow_of_money_is_older_than_its_extract(town: City) -> None:
    for one in delivered(town.landing, "fund_flows"):
        assert all(date.fromisoformat(row["paid_on"]) < one.day for row in one.rows)


def test_every_label_has_its_dates_and_stands_in_a_delivery(town: City) -> None:
    tables = {"opened_case": "opened_cases", "effective_judgment": "criminal_judgments"}
    numbers = {
        kind: {row["case_no"] for one in delivered(town.landing, table) for row in one.rows}
        for kind, table in tables.items()
    }
    labels = truth_rows(town.truth, "labels")
    assert {row["kind"] for row in labels} == {"opened_case", "effective_judgment", "licence_revoked"}
    missing = 0
    for row in labels:
        assert date.fromisoformat(row["happened_on"]) < date.fromisoformat(row["known_on"])
        if row["kind"] in numbers:
            missing += row["document_no"] not in numbers[row["kind"]]
    assert missing < 0.05 * len(labels), "only late records of the last days may be missing"


def test_fundraisers_hold_no_licence(town: City) -> None:
    licensed = {
        row["entity_id"] for row in truth_rows(town.truth, "records")
        if row["file"].startswith("finance/lending_licences")
    }  # fmt: skip
    fundraisers = truth_rows(town.truth, "fundraisers")
    assert Counter(row["honest"] for row in fundraisers) == {"0": 3, "1": 30}
    assert not licensed & {row["company_id"] for row in fundraisers}


def test_the_hazard_rises_with_what_makes_a_dispute_dangerous() -> None:
    calm = hazard(threat=False, weapon=False, earlier=0, failed=False, days_since=None)
    assert hazard(threat=True, weapon=False, earlier=0, failed=False, days_since=None) > calm
    assert hazard(threat=False, weapon=True, earlier=0, failed=False, days_since=None) > calm
    assert hazard(threat=False, weapon=False, earlier=3, failed=False, days_since=400) > calm
    assert hazard(threat=False, weapon=False, earlier=0, failed=True, days_since=None) > calm
    again = hazard(threat=False, weapon=False, earlier=1, failed=False, days_since=5)
    assert again > hazard(threat=False, weapon=False, earlier=1, failed=False, days_since=200)


def test_best_auc_of_hazards_drawn_by_hand() -> None:
    # One event of hazard 0.5 and one of 0.25: right pairs 0.5 * 0.75, ties 0.5 * (0.5 * 0.5 + 0.25 * 0.75).
    right, ties = 0.5 * 0.75, 0.5 * (0.5 * 0.5 + 0.25 * 0.75)
    assert best_auc([0.5, 0.25]) == pytest.approx((right + ties) / ((0.5 + 0.25) * (0.5 + 0.75)))
    assert best_auc([0.3, 0.3]) == pytest.approx(0.5)
    assert best_auc([]) is None


def test_the_ceiling_of_disputes_is_recorded(town: City) -> None:
    summary = json.loads((town.truth / "city.json").read_text("utf-8"))["summary"]
    disputes = truth_rows(town.truth, "disputes")
    assert summary["best_auc"] == town.summary.best_auc
    assert 0.65 < summary["best_auc"] < 0.9
    assert best_auc([float(row["hazard_90d"]) for row in disputes]) == pytest.approx(summary["best_auc"], abs=1e-3)
    assert summary["disputes"] == len({row["dispute_id"] for row in disputes})
    assert 0.003 < sum(float(row["hazard_90d"]) for row in disputes) / len(disputes) < 0.014


def test_violence_leaves_an_injury(town: City) -> None:
    hurt = Counter(
        row["occurred_on"].replace("/", "-")
        for one in delivered(town.landing, "police_incidents")
        for row in one.rows
        if row["injury"] in ("轻微", "严重") and row["category"] in ("打架", "家庭暴力")
    )
    for row in truth_rows(town.truth, "disputes"):
        if row["violent_within_90d"] == "1":
            assert row["violent_on"] > row["on"]
    assert sum(hurt.values()) <= sum(row["violent_within_90d"] == "1" for row in truth_rows(town.truth, "disputes")) + 5


def test_candidates_have_every_kind_of_paper(town: City) -> None:
    candidates = truth_rows(town.truth, "candidates")
    assert {row["case"] for row in candidates} == {"clean", *CASES}
    nominated = {row["nomination_no"]: row for one in delivered(town.landing, "nominations") for row in one.rows}
    documents = {row["case_no"]: row for one in delivered(town.landing, "criminal_judgments") for row in one.rows} | {
        row["listing_no"]: row for one in delivered(town.landing, "judgment_debtors") for row in one.rows
    }
    for row in candidates:
        if row["nomination_no"] not in nominated:
            continue
        number = nominated[row["nomination_no"]]["candidate_citizen_id"]
        assert (number == "") == (row["case"] == "missing_id")
        if row["document_no"]:
            document = documents[row["document_no"]]
            named = document.get("defendant_citizen_id") or document.get("debtor_id_number")
            assert (named == number) == (not row["case"].startswith("namesake"))


def test_candidates_have_no_paper_but_that_of_their_case(town: City) -> None:
    standing = {row["person_id"]: row["document_no"] for row in truth_rows(town.truth, "candidates")}
    for row in truth_rows(town.truth, "labels"):
        if row["kind"] == "effective_judgment" and row["entity_id"] in standing:
            assert row["document_no"] == standing[row["entity_id"]]
