"""Every rule by its drawn scenarios, and what holds for every row of evidence."""

from __future__ import annotations

from datetime import date

import pytest
from drawn_city import AS_OF, DrawnCity, Expectation, entity, read_all
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

from expectations.layers import LAYER_TABLES
from features.catalogue import FEATURES
from features.declaration import Feature
from features.declaration import tables_of as needed_by
from features.evidence import MEASURES, RULES, Rule, measured, observable_steps
from features.evidence.declaration import check_rules, tables_needed
from features.sources import VIEWS
from law.lending import illegal_lending_threshold
from law.registry import citation

DRAWN = read_all()
RULE_NAMES = {rule.name for rule in RULES}
ON_RULES = [expected for expected in DRAWN.expected if expected.name in RULE_NAMES]


@pytest.mark.parametrize("expected", ON_RULES, ids=lambda e: f"{e.name}-{e.entity}")
def test_rule_speaks_or_is_silent_as_drawn(night: Night, expected: Expectation) -> None:
    row = night.evidence.get((expected.entity, expected.name))
    assert (row["value"] if row else None) == expected.value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_positive_and_a_negative_scenario(rule: Rule) -> None:
    drawn = [expected.value is not None for expected in ON_RULES if expected.name == rule.name]
    assert {True, False} <= set(drawn)
    assert {(rule.name, "positive"), (rule.name, "negative")} <= set(DRAWN.numbers)


def test_every_row_cites_rows_that_exist_and_the_law_it_stands_on(night: Night, drawn: DrawnCity) -> None:
    known = {row["source_row_id"] for rows in drawn.rows.values() for row in rows}
    laws = {rule.name: rule.law for rule in RULES}
    for (_, rule), row in night.evidence.items():
        assert 0 < len(row["source_row_ids"]) <= 20
        assert set(row["source_row_ids"]) <= known
        assert row["source_row_ids"] == sorted(row["source_row_ids"])
        assert len(row["citations"]) == len(row["source_row_ids"])
        assert row["law"] == laws[rule]


def test_a_row_says_file_and_row_in_the_order_of_its_source_rows(night: Night) -> None:
    row = night.evidence[entity("C1", DRAWN.numbers["rule_1_several_departments", "positive"]), _SEVERAL]
    assert row["departments"] == ["market", "tax"]
    files = [citation.split("#")[0] for citation in row["citations"]]
    assert files == [f"{table}/2026-01-05, file 1" for table in ("market/company_penalties", "tax/tax_penalties")]


def test_a_rule_that_rests_on_two_departments_cites_both(night: Night) -> None:
    number = DRAWN.numbers["rule_1_scope_without_lending", "positive"]
    row = night.evidence[entity("C1", number), "rule_1_scope_without_lending"]
    assert row["departments"] == ["courts", "market"]
    assert row["last_on"] == date(2025, 6, 1)


def test_an_office_still_held_and_a_name_still_borne_are_no_new_event(night: Night) -> None:
    office = night.evidence[entity("P1", DRAWN.numbers["rule_1_officers_lend", "positive"]), "rule_1_officers_lend"]
    name = night.evidence[entity("C1", DRAWN.numbers["rule_5_feature_words", "positive"]), "rule_5_feature_words"]
    assert (office["last_on"], name["last_on"]) == (date(2025, 6, 1), None)


def test_sentences_hold_value_and_threshold_and_no_placeholder(night: Night) -> None:
    row = night.evidence[entity("P1", DRAWN.numbers["rule_2_delivered_short", "positive"]), "rule_2_delivered_short"]
    assert row["sentence_en"] == (
        "of loans of which a court found what arrived, 80% of the face did (held against 90%), "
        "and it sued more than one"
    )
    assert row["sentence_zh"] == "在法院查明交付额的借款中，实际交付仅占面额80%（参照90%），且起诉的借款人不止一名"
    assert [r for r in night.evidence.values() if "{" in r["sentence_zh"] + r["sentence_en"]] == []


def test_more_than_twenty_rows_are_cited_by_twenty_that_show_every_department(spark: SparkSession) -> None:
    drawn = DrawnCity()
    drawn.draw("companies", {"@company": "C1", "name": "甲", "business_scope": "零售", "established_on": "2020-01-01"})
    suits = {"x": "30", "case_no": "s#", "@plaintiff": "C1", "@defendant": "Pd#", "filed_on": "2025-06-01"}
    drawn.draw("suits", suits)
    drawn.delivered.add("lending_licences")
    night = run_night(spark, drawn_run(spark), tables_of(spark, drawn))
    row = night.evidence[entity("C1", 0), "rule_1_scope_without_lending"]
    assert (row["value"], len(row["source_row_ids"]), row["departments"]) == (30, 20, ["courts", "market"])


def test_steps_are_observable_where_a_rule_has_all_its_tables() -> None:
    courts = {"bronze.civil_cases", "bronze.case_parties"}
    assert observable_steps("lenders", courts) == {1, 2, 3, 4, 5}
    assert observable_steps("lenders", {"notarised_debts"}) == {3}
    assert observable_steps("lenders", set()) == set()
    assert observable_steps("disputes", courts) == set()


def test_penalties_lists_and_inspections_alone_show_compliance_and_names() -> None:
    published = {"company_penalties", "tax_penalties", "abnormal_listings", "inspections", "permits", "honours"}
    assert observable_steps("companies", published) == {1, 5}


def test_rules_hold_together() -> None:
    held = {name: measured(name) for name in MEASURES}
    named = {name: {column for column, _, _ in LAYER_TABLES[f"features.{name}"].columns} for name in MEASURES}
    assert check_rules(RULES, held, named) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.law], ids=lambda rule: rule.name)
def test_every_law_is_written_down(rule: Rule) -> None:
    assert citation(str(rule.law)).title_zh


def test_the_measure_of_illegal_lending_is_the_opinions() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "rule_1_lends_to_many"]
    opinion = illegal_lending_threshold("loans", "person", AS_OF)
    held = rule.on(AS_OF)
    assert opinion is not None
    assert held is not None
    assert held.threshold == opinion.at_least == 10
    assert rule.on(date(2019, 10, 20)) is None


def test_a_place_without_a_test_of_a_professional_lender_has_no_such_evidence(spark: SparkSession) -> None:
    drawn = DrawnCity()
    suits = {"x": "30", "case_no": "s#", "court": "甲法院", "@plaintiff": "P1", "@defendant": "Pd#"}
    drawn.draw("suits", {**suits, "filed_on": "2025-06-01"})
    drawn.delivered |= {"company_officers", "lending_licences"}
    rules = {rule for _, rule in run_night(spark, drawn_run(spark, "fujian"), tables_of(spark, drawn)).evidence}
    assert "rule_5_suits_in_series" in rules
    assert "rule_5_professional_lender" not in rules


def test_one_of_a_thing_has_no_plural(night: Night) -> None:
    number = DRAWN.numbers["rule_4_debt_passed_on", "positive"]
    row = night.evidence[entity("P1", number), "rule_4_debt_passed_on"]
    assert row["sentence_en"].startswith(
        "1 borrower had a debt followed about its due day by a loan of a related lender"
    )


def test_illegal_lending_says_of_how_many_loans_nobody_knows_the_rate(night: Night) -> None:
    number = DRAWN.numbers["rule_1_lends_to_many", "positive"]
    row = night.evidence[entity("P1", number), "rule_1_lends_to_many"]
    assert (row["value"], row["threshold"]) == (10, 10)
    assert row["sentence_zh"] == (
        "两年内向5名以上的人出借10笔（《非法放贷意见》为10次；三年内可计的出借中10笔实际利率不明，亦计入）"
    )
    assert len(row["source_row_ids"]) == 10


@pytest.mark.parametrize(("rule", "loans"), [("sum", 10), ("borrowers", 50)])
def test_what_is_serious_says_of_how_many_loans_nobody_knows_the_rate(night: Night, rule: str, loans: int) -> None:
    name = f"rule_1_serious_{rule}_person"
    row = night.evidence[entity("P1", DRAWN.numbers[name, "positive"]), name]
    assert f"中{loans}笔实际利率不明，亦计入）" in row["sentence_zh"]
    assert f"nobody knows the actual rate of {loans} of the" in row["sentence_en"]


def test_fund_flows_feed_evidence_and_no_feature() -> None:
    held = {name: {entry.name: entry for entry in entries} for name, entries in FEATURES.items()}
    of_features = [needed_by(entry, held[name], VIEWS) for name, entries in FEATURES.items() for entry in entries]
    assert not any("fund_flows" in tables for tables in of_features)
    assert not any(
        "fund_flows" in VIEWS[e.source].uses for es in FEATURES.values() for e in es if isinstance(e, Feature)
    )
    assert any("fund_flows" in tables_needed(rule, measured(rule.list_name), VIEWS) for rule in RULES)


_SEVERAL = "rule_1_several_departments"
