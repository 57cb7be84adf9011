"""Every feature by its drawn scenarios, who stands in which table, and what an empty night makes."""

from __future__ import annotations

import pytest
from drawn_city import STEPS, DrawnCity, Expectation, entity, read_all
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession

from features.catalogue import FEATURES, FEATURES_BY_TABLE
from features.evidence import RULES

DRAWN = read_all()
RULE_NAMES = {rule.name for rule in RULES}
OF_GROUPS, OF_DISPUTES, OF_LINKS, OF_BANKS = 1, 2, 3, 4
"""Scenarios of the night that four tests share. No register of licences was delivered in it."""

ON_FEATURES = [expected for expected in DRAWN.expected if expected.name not in {*RULE_NAMES, STEPS}]


@pytest.fixture(scope="module")
def small_night(spark: SparkSession) -> Night:
    """A night of four scenarios without an entity or a code in common."""
    drawn = DrawnCity()
    _draw_groups(drawn)
    _draw_disputes(drawn)
    _draw_links(drawn)
    _draw_banks(drawn)
    return run_night(spark, drawn_run(spark), tables_of(spark, drawn))


def _draw_groups(drawn: DrawnCity) -> None:
    suits = {"x": "3", "case_no": "s#", "@plaintiff": "P#", "@defendant": "Pd#", "filed_on": "2025-06-01"}
    drawn.draw("suits", suits, OF_GROUPS)
    for place, member in enumerate(("P1", "P2", "P3", "Pa", "Pn")):
        group = "G1" if member in ("P1", "P2") else f"G{place}"
        drawn.draw("members", {"@entity": member, "@community": group}, OF_GROUPS)
    drawn.draw("members", {"@entity": "Px", "@community": "G2", "role": "intermediary"}, OF_GROUPS)


def _draw_disputes(drawn: DrawnCity) -> None:
    old = {"occurred_on": "2025-12-03", "@reporter": "Pa", "@respondent": "Pb", "@dispute": "D1"}
    recent = {"occurred_on": "2025-12-04", "@reporter": "Pc", "@respondent": "Pd", "@dispute": "D2"}
    drawn.draw("police_incidents", old, OF_DISPUTES)
    drawn.draw("police_incidents", recent, OF_DISPUTES)


def _draw_links(drawn: DrawnCity) -> None:
    suit = {"case_no": "a", "@plaintiff": "P1~0.9", "@defendant": "Pd~0.4", "filed_on": "2025-06-01"}
    wages = {"case_no": "w", "cause": "labour", "@plaintiff": "P1~0.5", "@defendant": "Cx", "filed_on": "2025-06-01"}
    deed = {"deed_no": "n", "deed_kind": "loan_contract", "@creditor": "P1~0.8", "notarised_on": "2025-06-01"}
    drawn.draw("suits", suit, OF_LINKS)
    drawn.draw("suits", wages, OF_LINKS)
    drawn.draw("notarised_debts", deed, OF_LINKS)


def _draw_banks(drawn: DrawnCity) -> None:
    home = {"x": "30", "registration_no": "m#", "registered_on": "2025-06-01", "@mortgagee": "C1", "@mortgagor": "P#"}
    deed = {"x": "20", "deed_no": "d#", "deed_kind": "enforceable_debt", "notarised_on": "2025-06-01"}
    drawn.draw("mortgages", home, OF_BANKS)
    drawn.draw("notarised_debts", deed | {"@creditor": "C1", "@debtor": "P#"}, OF_BANKS)


def test_a_bank_is_no_private_lender_where_no_register_of_licences_was_delivered(small_night: Night) -> None:
    bank = entity("C1", OF_BANKS)
    row = small_night.features["features.lenders"][bank]
    unknown = ("licensed", "mortgages_owners_distinct_730d")
    assert {name: row[name] for name in unknown} == dict.fromkeys(unknown)
    assert [rule for subject, rule in small_night.evidence if subject == bank] == []


@pytest.mark.parametrize("expected", ON_FEATURES, ids=lambda e: f"{e.name}-{e.entity}")
def test_feature_has_the_value_worked_out_by_hand(night: Night, expected: Expectation) -> None:
    assert night.feature(expected.entity, expected.name) == expected.value


def test_every_feature_has_an_example_with_a_value() -> None:
    shown = {expected.name for expected in ON_FEATURES if expected.value is not None}
    assert {entry.name for held in FEATURES.values() for entry in held} - shown == set()


def test_there_are_at_least_sixty_features_of_lenders_and_of_groups() -> None:
    assert min(len(FEATURES["lenders"]), len(FEATURES["lender_groups"])) >= 60


def test_a_lender_with_agents_and_officers_alone_is_no_group(small_night: Night) -> None:
    groups = small_night.features["features.lender_groups"]
    assert [group for group in groups if group.startswith(f"G{OF_GROUPS:03d}")] == [entity("G1", OF_GROUPS)]


def test_tables_have_one_column_per_declaration(night: Night) -> None:
    for table, declared in FEATURES_BY_TABLE.items():
        row = next(iter(night.features[table].values()))
        assert [name for name in row if name in {entry.name for entry in declared}] == [e.name for e in declared]


def test_values_lie_within_their_declared_bounds(night: Night) -> None:
    outside = [
        (entry.name, row[entry.name])
        for table, declared in FEATURES_BY_TABLE.items()
        for row in night.features[table].values()
        for entry in declared
        if row[entry.name] is not None
        and (row[entry.name] < entry.bounds[0] or (entry.bounds[1] is not None and row[entry.name] > entry.bounds[1]))
    ]
    assert outside == []


def test_who_never_lent_is_no_lender(night: Night) -> None:
    number = _scenario("rule_3_power_to_sell_home", "negative")
    assert entity("P1", number) not in night.features["features.lenders"]


def test_borrowers_and_reporters_are_no_lenders(night: Night) -> None:
    number = _scenario("rule_5_harassment", "positive")
    lenders = night.features["features.lenders"]
    assert [name for name in ("P1", "Pb1", "Pb2") if entity(name, number) in lenders] == ["P1"]


def test_property_managers_and_traders_on_assigned_claims_are_no_lenders(night: Night) -> None:
    number = _scenario("rule_5_suits_in_series", "negative")
    lenders = night.features["features.lenders"]
    assert [name for name in ("C1", "C2", "P1") if entity(name, number) in lenders] == ["P1"]


def test_a_licensed_lender_is_counted_by_its_licence(night: Night) -> None:
    lenders = night.features["features.lenders"]
    held = lenders[entity("C1", _scenario("counter_licence_in_force", "positive"))]["licensed"]
    revoked = lenders[entity("C1", _scenario("counter_licence_in_force", "negative"))]["licensed"]
    assert (held, revoked) == (True, False)


def test_a_dispute_without_a_recent_event_is_left_out(small_night: Night) -> None:
    assert set(small_night.features["features.disputes"]) == {entity("D2", OF_DISPUTES)}


def test_what_no_department_delivered_is_unknown_and_what_it_delivered_without_a_row_is_zero(
    spark: SparkSession,
) -> None:
    drawn = DrawnCity()
    drawn.draw("company_penalties", {"@company": "C1", "decided_on": "2025-05-01"})
    drawn.draw("honours", {"@company": "C2"})
    night = run_night(spark, drawn_run(spark), tables_of(spark, drawn))
    one, other = (night.features["features.companies"][entity(name, 0)] for name in ("C1", "C2"))
    assert one["company_penalties_decided_count_730d"] == 1
    assert other["company_penalties_decided_count_730d"] == 0
    assert one["tax_penalties_decided_count_730d"] is None
    assert other["inspections_findings_count_known730d"] is None


def test_the_weakest_link_is_that_of_the_rows_behind_the_features(small_night: Night) -> None:
    assert small_night.features["features.lenders"][entity("P1", OF_LINKS)]["weakest_link"] == 0.8


def test_a_night_without_any_row_makes_empty_tables(spark: SparkSession) -> None:
    night = run_night(spark, drawn_run(spark), tables_of(spark, DrawnCity()))
    assert [len(rows) for rows in night.features.values()] == [0, 0, 0, 0]
    assert night.evidence == {}


def _scenario(subject: str, kind: str) -> int:
    return DRAWN.numbers[subject, kind]
