"""Thresholds, notaries, fundraising, candidate grounds and citations, by hand-written examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from law import fundraising, lending
from law.grounds import CLOSED_LIST, candidate_grounds
from law.loading import TABLES, LawError
from law.registry import citation, citations, stale_tables

IN_2024 = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("measure", "subject", "at_least", "unit"),
    [
        ("loans", "person", 10, "loans"),
        ("loans", "company", 10, "loans"),
        ("rate_above", "person", 36, "percent a year"),
        ("amount_lent", "person", 2_000_000 * 100, "fen"),
        ("amount_lent", "company", 10_000_000 * 100, "fen"),
        ("amount_gained", "person", 800_000 * 100, "fen"),
        ("amount_gained", "company", 4_000_000 * 100, "fen"),
        ("borrowers", "person", 50, "borrowers"),
        ("borrowers", "company", 150, "borrowers"),
    ],
)
def test_illegal_lending_since_2019_10_21(
    measure: lending.IllegalLendingMeasure, subject: lending.Subject, at_least: float, unit: str
) -> None:
    threshold = lending.illegal_lending_threshold(measure, subject, date(2019, 10, 21))
    assert threshold is not None
    assert (threshold.at_least, threshold.unit, threshold.law) == (at_least, unit, "illegal_lending_2019")
    assert threshold.window_days == (2 * 365 if measure == "loans" else None)
    assert lending.illegal_lending_threshold(measure, subject, date(2019, 10, 20)) is None


def test_zhejiang_has_four_tests_of_a_professional_lender_and_they_are_not_all() -> None:
    tiers = lending.professional_lender_tiers("zhejiang", IN_2024)
    assert [(tier.suits_at_least, tier.window_days, tier.amount_at_least_fen) for tier in tiers] == [
        (20, 3 * 365, None),
        (10, 365, None),
        (5, 365, 1_000_000 * 100),
        (3, 365, 10_000_000 * 100),
    ]
    assert not any(tier.complete for tier in tiers)
    assert {tier.law for tier in tiers} <= citations().keys()


def test_fujian_and_unheard_of_places_have_none() -> None:
    assert lending.professional_lender_tiers("fujian", IN_2024) == ()
    assert lending.professional_lender_tiers("elsewhere", IN_2024) == ()


def test_notaries_may_not_make_two_kinds_of_deed_since_august_2017() -> None:
    rules = {rule.deed_kind: rule for rule in lending.notary_rules()}
    assert rules.keys() == {"enforceable_debt", "power_to_sell_home"}
    for rule in rules.values():
        assert (rule.from_on.year, rule.from_on.month) == (2017, 8)
        assert citation(rule.id).source in rule.source


def test_the_cap_does_not_bind_licensed_lenders() -> None:
    licences = lending.cap_exempt_licences(IN_2024)
    assert {"bank", "small_loan", "pawn", "guarantee", "leasing", "factoring", "asset_management"} <= licences
    assert "consulting" not in licences


def test_fundraising_has_three_elements_since_2021_05_01_and_no_verified_bands() -> None:
    assert fundraising.elements(date(2021, 4, 30)) == ()
    assert fundraising.elements(date(2021, 5, 1)) == (
        "regulation_737_licence", "regulation_737_promised_return", "regulation_737_unspecified_public",
    )  # fmt: skip
    assert fundraising.published_bands() == ()


def test_only_deprivation_of_political_rights_is_statute() -> None:
    kinds = {ground.id: ground.kind for ground in candidate_grounds(date(2026, 3, 4))}
    assert kinds == {
        "deprivation_of_political_rights": "statute",
        "criminal_punishment": "policy",
        "listed_judgment_debtor": "policy",
    }
    assert kinds.keys() <= citations().keys()


@pytest.mark.parametrize(
    "row",
    [
        "village_tyrant,policy,criminal_judgments,村霸,village tyrant,某意见,,,,",
        "clan_power,policy,criminal_judgments,宗族势力,clan,某意见,,,,",
        "cult_member,policy,criminal_judgments,邪教,cult,某意见,,,,",
        "petitioner,policy,judgment_debtors,非法上访,petitions,某意见,,,,",
        "administrative_punishment,policy,criminal_judgments,治安处罚,administrative punishment,某意见,,,,",
        "opened_case,policy,opened_cases,被立案侦查,under investigation,某意见,,,,",
    ],
)
def test_nothing_else_can_be_made_a_ground(tmp_path: Path, row: str) -> None:
    (tmp_path / "candidate_grounds.csv").write_text((TABLES / "candidate_grounds.csv").read_text() + row + "\n")
    with pytest.raises(LawError, match="the list is closed"):
        candidate_grounds(IN_2024, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("criminal_punishment,policy", "criminal_punishment,statute", "kind must be policy"),
        ("judgment_debtor,policy,judgment_debtors", "judgment_debtor,policy,opened_cases", "document judgment_debtors"),
        ("listed_judgment_debtor", "clan_power", "the list is closed"),
    ],
)
def test_a_ground_cannot_change_its_kind_or_its_documents(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (TABLES / "candidate_grounds.csv").read_text()
    (tmp_path / "candidate_grounds.csv").write_text(text.replace(old, new))
    with pytest.raises(LawError, match=message):
        candidate_grounds(IN_2024, tmp_path)


def test_a_ground_ends_by_its_date_and_not_by_deletion(tmp_path: Path) -> None:
    lines = (TABLES / "candidate_grounds.csv").read_text().splitlines()
    ended = list(lines)
    ended[2] = "criminal_punishment,policy,criminal_judgments,曾受刑事处罚,punished for a crime,test,,2025-12-31,,"
    (tmp_path / "candidate_grounds.csv").write_text("\n".join(ended))
    assert len(candidate_grounds(date(2025, 12, 31), tmp_path)) == len(CLOSED_LIST)
    assert "criminal_punishment" not in {ground.id for ground in candidate_grounds(date(2026, 1, 1), tmp_path)}
    (tmp_path / "less").mkdir()
    (tmp_path / "less" / "candidate_grounds.csv").write_text(
        "\n".join(line for number, line in enumerate(lines) if number != 2)
    )
    with pytest.raises(LawError, match="lacks criminal_punishment"):
        candidate_grounds(IN_2024, tmp_path / "less")


@pytest.mark.parametrize(
    "id",
    [
        *(f"trap_loan_2019_step{step}" for step in range(1, 6)), "rate_cap_2015", "rate_cap_2020",
        "illegal_lending_2019", "notary_2017_08", "professional_lender_zhejiang_2018", "regulation_737_licence",
    ],
)  # fmt: skip
def test_evidence_rules_can_cite(id: str) -> None:
    found = citation(id)
    assert found.title_zh
    assert found.title_en
    assert found.source
    assert "http" not in found.source


def test_nobody_can_cite_what_is_not_written_down() -> None:
    with pytest.raises(LawError, match=r"law/citations\.csv"):
        citation("rule_of_thumb")


def test_a_page_is_told_of_a_table_past_its_day_and_of_no_other() -> None:
    assert stale_tables(date(2025, 6, 19)) == []
    (stale,) = stale_tables(date(2025, 6, 20))
    assert (stale.table, stale.entry) == ("lpr", "lpr_2025_05")
    assert "law/lpr.csv" in stale.sentence_en
    assert "law/lpr.csv" in stale.sentence_zh


def test_an_exemption_that_ended_exempts_nobody_and_one_past_its_check_still_does(tmp_path: Path) -> None:
    text = (TABLES / "cap_exemptions.csv").read_text(encoding="utf-8")
    ended = text.replace("〔2020〕27号）,,,,check the text of the reply", "〔2020〕27号）,,2023-12-31,,", 1)
    (tmp_path / "cap_exemptions.csv").write_text(
        ended.replace("第一条第二款,,,,", "第一条第二款,,,2023-12-31,"), encoding="utf-8"
    )
    assert "small_loan" not in lending.cap_exempt_licences(IN_2024, tmp_path)
    assert {"small_loan", "bank"} <= lending.cap_exempt_licences(date(2023, 12, 31), tmp_path)
    assert "bank" in lending.cap_exempt_licences(IN_2024, tmp_path)
