"""Homes, powers, judgments' texts, changes of companies, arrears, committees, counts: by-products of what agents do."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from identifiers import citizen_ids
from identifiers.redaction import redact
from simulation.dice import Streams
from simulation.identity_numbers import CitizenIds
from simulation.judgment_texts import _day_in_numerals, _money, _rate
from tests.simulation.conftest import City
from tests.simulation.extracts import delivered, truth_rows


def rows(city: City, table: str) -> list[dict[str, str]]:
    return [row for one in delivered(city.landing, table) for row in one.rows]


def latest(city: City, table: str, key: str) -> dict[str, dict[str, str]]:
    """The last version of each record by its key."""
    return {row[key]: row for row in rows(city, table)}


def test_a_judgment_says_what_its_case_says(town: City) -> None:
    cases = latest(town, "civil_cases", "case_no")
    texts = latest(town, "judgment_texts", "case_no")
    corrected = {
        (row["file"], int(row["row"]))
        for row in truth_rows(town.truth, "versions")
        if row["what"] in ("to_be_corrected", "correction") and row["file"].startswith("courts/civil_cases")
    }
    assert corrected
    agree: Counter[bool] = Counter()
    for case_no, row in texts.items():
        case, text = cases[case_no], row["document_text"]
        assert case["cause"] == "民间借贷纠纷"
        assert case["outcome"] in ("支持原告", "部分支持", "驳回")
        assert row["judged_on"] == case["closed_on"]
        yuan = int(case["principal_fen"].split(".")[0])
        money = {f"{yuan}元", f"{yuan:,}元", f"{yuan / 10_000:g}万元"}
        days = [date.fromisoformat(case[name]) for name in ("lent_on", "due_on") if case[name]]
        said = [f"{day.year}年{day.month}月{day.day}日" in text for day in days]
        agree[any(word in text for word in money) and all(said)] += 1
        assert ("驳回原告" in text) == (case["outcome"] in ("驳回", "部分支持"))
    assert agree[True] > 30
    assert agree[False] <= 0.05 * agree[True], "only a sum that the court's clerk corrects may differ"


def test_lines_of_parties_carry_what_redaction_takes_away(town: City) -> None:
    texts = [row["document_text"] for row in rows(town, "judgment_texts")]
    named = sum("族，" in text for text in texts)
    assert named > 0.5 * len(texts)
    assert all("出生" in text for text in texts)
    for text in texts:
        kept, _ = redact(text)
        assert not re.search("[汉畲回]族|土家族|户籍地|福建省厦门市人|[0-9]{17}[0-9X]", kept)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 10, 21), "二〇二四年十月二十一日"),
        (date(2025, 3, 10), "二〇二五年三月十日"),
        (date(2023, 12, 5), "二〇二三年十二月五日"),
        (date(2024, 2, 20), "二〇二四年二月二十日"),
    ],
)
def test_a_judgment_is_dated_in_numerals(day: date, written: str) -> None:
    assert _day_in_numerals(day) == written


def test_sums_and_rates_are_written_in_many_ways() -> None:
    dice = Streams(3).dice("wording")
    assert {_money(dice, 15_000_000) for _ in range(60)} == {"150000元", "人民币150000元", "150,000元", "15万元"}
    assert {_money(dice, 1_234_500) for _ in range(60)} == {"12345元", "人民币12345元", "12,345元"}
    assert "约定月息2分" in {_rate(dice, 24.0) for _ in range(60)}
    assert not any("月" in _rate(dice, 10.0) for _ in range(60)), "ten percent a year is no round rate a month"


def test_rings_and_honest_people_hold_powers(town: City) -> None:
    powers = rows(town, "notarised_powers")
    assert {"售房全权委托", "售房委托（不含收取房款）", "诉讼委托"} <= {row["power_kind"] for row in powers}
    members = {row["entity_id"] for row in truth_rows(town.truth, "ring_members")}
    attorneys = [
        row["entity_id"] for row in truth_rows(town.truth, "records")
        if row["file"].startswith("notaries/notarised_powers") and row["role"] == "attorney"
    ]  # fmt: skip
    assert 0 < sum(entity in members for entity in attorneys) < len(attorneys)


def test_a_home_sold_by_somebody_else_was_sold_under_a_power(town: City) -> None:
    powers = {row["deed_no"] for row in rows(town, "notarised_powers")}
    by_power = [row for row in rows(town, "house_transfers") if row["power_deed_no"]]
    assert by_power
    for row in by_power:
        assert row["agent_name"]
    assert sum(row["power_deed_no"] not in powers for row in by_power) <= 1, "only a deed of the last days is missing"


def test_victims_of_a_housing_ring_lose_their_home(town: City) -> None:
    members = {row["entity_id"] for row in truth_rows(town.truth, "ring_members")}
    borrowers = {row["borrower_id"] for row in truth_rows(town.truth, "loans") if row["lender_kind"] == "ring"}
    told: dict[tuple[str, str], dict[str, str]] = {}
    for row in truth_rows(town.truth, "records"):
        if row["file"].startswith("housing/house_transfers"):
            told.setdefault((row["file"], row["row"]), {})[row["role"]] = row["entity_id"]
    lost = [sold for sold in told.values() if sold.get("agent") in members]
    assert lost
    assert all(sold["seller"] in borrowers for sold in lost)


def test_a_certificate_ends_when_the_home_changes_hands(town: City) -> None:
    homes = latest(town, "houses", "certificate_no")
    for row in rows(town, "house_transfers"):
        if row["certificate_no"] in homes:
            ended = homes[row["certificate_no"]]["cancelled_on"]
            assert ended in ("", row["transferred_on"])
    assert sum(bool(row["cancelled_on"]) for row in homes.values()) > 20


def test_whoever_mortgages_a_home_owns_one(town: City) -> None:
    owners = {
        row["entity_id"] for row in truth_rows(town.truth, "records") if row["file"].startswith("housing/houses")
    }  # fmt: skip
    mortgagors = {
        row["entity_id"] for row in truth_rows(town.truth, "records")
        if row["file"].startswith("housing/mortgages") and row["role"] == "mortgagor"
    }  # fmt: skip
    assert len(mortgagors - owners) < 0.05 * len(mortgagors), "members of one household may both sign"


def test_a_company_is_written_by_the_name_it_had(town: City) -> None:
    changes = [row for row in rows(town, "company_changes") if row["change_kind"] == "名称变更"]
    assert changes
    names: dict[str, list[tuple[date, str]]] = {}
    for one in delivered(town.landing, "companies"):
        for row in one.rows:
            names.setdefault(row["registration_no"], []).append((one.day, row["name"]))
    seen = 0
    for row in changes:
        written = dict(sorted(names.get(row["registration_no"], [])))
        if len(written) < 2:
            continue
        seen += 1
        assert list(written.values())[-1] == row["after_change"]
        assert row["before_change"] != row["after_change"]
    assert seen


def test_every_new_head_of_a_company_is_a_change(town: City) -> None:
    left = [row for row in rows(town, "company_officers") if row["left_on"] and row["office"] == "法定代表人"]
    told = {row["registration_no"] for row in rows(town, "company_changes") if row["change_kind"] == "法定代表人变更"}
    missing = [row for row in left if row["registration_no"] not in told]
    assert left
    assert len(missing) <= 0.1 * len(left), "only what comes late after the last night may be missing"


def test_published_arrears_are_of_companies_that_owed(town: City) -> None:
    owed = {row["company_name"] for row in rows(town, "tax_filings") if row["arrears_fen"]}
    published = rows(town, "tax_arrears")
    assert published
    assert sum(row["company_name"] in owed for row in published) > 0.8 * len(published)


def test_committees_stand_for_every_village(town: City) -> None:
    committees = {(row["village_code"], row["term"]) for row in rows(town, "committees")}
    villages = {row["village_code"] for row in rows(town, "villages")}
    assert {village for village, _ in committees} == villages
    assert len(committees) == 2 * len(villages)


def test_overdue_answers_are_counts_by_department_and_quarter(town: City) -> None:
    counted = rows(town, "overdue_answers")
    assert set(counted[0]) == {"responding_department", "period", "answers_due", "answers_overdue"}
    assert all(re.fullmatch(r"20[0-9]{2}Q[1-4]", row["period"]) for row in counted)
    assert len({row["period"] for row in counted}) >= 11
    assert all(int(row["answers_due"]) >= 0 for row in counted)


def test_volume_stays_near_three_records_a_person(town: City) -> None:
    assert town.summary.records < 3.9 * town.summary.people, "a small city is crowded by its rings"


def test_a_citizen_id_is_one_persons() -> None:
    dice, born = Streams(7).dice("ids"), date(1984, 6, 18)
    drawn = [ids.draw(dice, born, True) for ids in map(CitizenIds, range(100)) for _ in range(200)]

    assert len(set(drawn)) == len(drawn)
    assert all(citizen_ids.check(number).valid for number in drawn)
    assert {int(number[16]) % 2 for number in drawn} == {1}
