"""Where evidence is put on the map, who stands nowhere, and how long a map stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

from features.evidence import dossier_only
from jobs.clue_maps import month_maps
from jobs.reader import table_ddl
from jobs.registry import job
from jobs.run import Run
from tests.drawn_tables import Row, bronze, night_before

OLD_TOWN, HARBOUR = "350203/中华街道/中山社区", "350203/厦港街道/沙坡尾社区"
HARASSMENT, MORTGAGES = "rule_5_harassment", "rule_1_homes_mortgaged"

READ = ("companies", "grid_incidents", "hotline_tickets", "mortgages", "police_incidents", "standard_addresses")
"""Departments' tables that a map reads, all of them among those of weigh_evidence."""

MakeRun = Callable[..., Run]
Draw = Callable[..., Mapping[str, DataFrame]]


def address(code: str, area: str, grid: str, longitude: str | None = "118.08") -> dict[str, Any]:
    district, street, community = area.split("/")
    place = {"district_code": district, "street": street, "community": community, "grid_code": grid}
    return {"address_code": code, "full_address": code, **place, "longitude": longitude, "latitude": "24.45"}


ADDRESSES: list[Row] = [
    address("a1", OLD_TOWN, "g1"),
    address("a2", OLD_TOWN, "g1", longitude="118.10"),
    # The map's error: one house of the old town's grid, entered in the harbour.
    address("a3", HARBOUR, "g1", longitude=None),
    address("a4", HARBOUR, "g2", longitude="unknown"),
]


def item(subject: str, *rows: str, rule: str = HARASSMENT, **known: Any) -> dict[str, Any]:
    return {
        "evidence_id": f"{subject}/{rule}",
        "list_name": "companies" if rule.endswith("complaints") else "lenders",
        "subject_id": subject,
        "rule": rule,
        "polarity": "for",
        "source_row_ids": list(rows),
        **known,
    }


@pytest.fixture
def draw(spark: SparkSession) -> Draw:
    """The tables of a night with evidence, departments' rows by table, and companies by entity and grid; those whose id
    starts with Ct are sole traders."""

    def made(
        evidence: list[dict[str, Any]],
        registered: Mapping[str, str] | None = None,
        **rows: list[Row],
    ) -> Mapping[str, DataFrame]:
        held: dict[str, list[Row]] = {"standard_addresses": ADDRESSES, **rows}
        held["companies"] = [
            {
                "source_row_id": f"row of {entity}",
                "registration_no": entity,
                "name": entity,
                "company_kind": "sole_trader" if entity.startswith("Ct") else "limited",
                "grid_code": grid,
            }
            for entity, grid in (registered or {}).items()
        ]
        named = [
            {"source_row_id": f"row of {entity}", "table": "companies", "role": "company", "entity_id": entity}
            for entity in registered or {}
        ]
        tables = {f"bronze.{name}": bronze(spark, name, held.get(name, [])) for name in READ}
        tables["linked.crosswalks"] = _table(
            spark, "linked.crosswalks", [{**one, "links_only": False} for one in named]
        )
        tables["linked.standard_addresses"] = _table(
            spark, "linked.standard_addresses", [{**one, "address_id": one["address_code"]} for one in ADDRESSES]
        )
        tables["linked.addresses"] = _table(
            spark,
            "linked.addresses",
            [
                {**one, "role": "place", "address_id": code}
                for one in held.get("mortgages", [])
                if (code := one.get("address_code"))
            ],
        )
        tables["features.evidence_items"] = _table(spark, "features.evidence_items", evidence)
        return tables

    return made


def _table(spark: SparkSession, name: str, rows: list[dict[str, Any]]) -> DataFrame:
    empty = spark.createDataFrame([], table_ddl(name))
    return spark.createDataFrame([{column: row.get(column) for column in empty.columns} for row in rows], empty.schema)


def told(made: Mapping[str, DataFrame], list_name: str = "lenders") -> dict[str, tuple[int, list[int], list[str]]]:
    rows = made["maps.clue_areas"].where(f"list_name = '{list_name}' AND subjects IS NOT NULL").collect()
    return {row.area_code: (row.subjects, row.steps, row.rules) for row in rows}


def total(made: Mapping[str, DataFrame], list_name: str = "lenders") -> Any:
    (row,) = made["maps.clue_totals"].where(f"list_name = '{list_name}'").collect()
    return row


def calls(count: int, grid: str, first: int = 0) -> list[Row]:
    return [
        {"source_row_id": f"j{place}", "incident_no": f"j{place}", "occurred_on": date(2025, 6, 1), "grid_code": grid}
        for place in range(first, first + count)
    ]


def test_evidence_lies_where_its_rows_happened(draw: Draw, make_run: MakeRun) -> None:
    incidents = [*calls(6, "g1"), *calls(5, "g2", first=6)]
    # Each of the first six lenders is reported at one door of the old town, and the mortgages lie in the harbour.
    evidence = [item(f"P{place}", f"j{place}", f"j{place}", "s1") for place in range(11)]
    evidence += [item(f"P{place}", f"m{place}", rule=MORTGAGES) for place in range(5)]
    homes: list[Row] = [
        {"source_row_id": f"m{place}", "registration_no": f"m{place}", "address_code": "a4"} for place in range(5)
    ]

    made = month_maps(draw(evidence, police_incidents=incidents, mortgages=homes), make_run())

    assert told(made) == {
        OLD_TOWN: (6, [5], [HARASSMENT]),
        HARBOUR: (10, [1, 5], [MORTGAGES, HARASSMENT]),
    }
    assert (total(made).subjects, total(made).areas, total(made).areas_told, total(made).unplaced) == (16, 2, 2, None)
    middles = {row.area_code: (row.middle_longitude, row.middle_latitude) for row in made["maps.clue_areas"].collect()}
    assert middles == {OLD_TOWN: (118.09, 24.45), HARBOUR: (None, 24.45)}


def test_a_company_without_such_a_row_lies_at_its_registered_address_and_a_person_nowhere(
    draw: Draw, make_run: MakeRun
) -> None:
    companies = {f"C{place}": "g2" for place in range(5)}
    # One of them was reported in the old town: that is where its evidence lies.
    evidence = [item(f"C{place}", "s1") for place in range(4)] + [item("C4", "j0", "s1")]
    evidence += [item(f"P{place}", "s1") for place in range(5)]
    tables = draw(evidence, companies, police_incidents=calls(1, "g1"))

    made = month_maps(tables, make_run())

    # Four are too few to be told, and so is the one.
    assert told(made) == {}
    assert (total(made).subjects, total(made).unplaced) == (5, 5)


def test_a_sole_trader_may_live_where_they_are_registered_and_lies_nowhere(draw: Draw, make_run: MakeRun) -> None:
    traders = {f"Ct{place}": "g2" for place in range(6)}

    made = month_maps(draw([item(trader, "s1") for trader in traders], traders), make_run())

    assert told(made) == {}
    assert (total(made).subjects, total(made).unplaced) == (None, 6)


def test_what_speaks_for_a_subject_and_what_rests_on_an_opened_case_is_not_mapped(
    draw: Draw, make_run: MakeRun
) -> None:
    opened = sorted(dossier_only())[0]
    evidence = [item(f"P{place}", f"j{place}", polarity="against", rule="counter_single_loan") for place in range(6)]
    evidence += [item(f"P{place}", f"j{place}", rule=opened) for place in range(6)]

    made = month_maps(draw(evidence, police_incidents=calls(6, "g1")), make_run())

    assert (told(made), total(made).subjects, total(made).unplaced) == ({}, None, None)


def test_companies_have_a_map_of_their_own(draw: Draw, make_run: MakeRun) -> None:
    companies = {f"C{place}": "g1" if place < 6 else "g2" for place in range(12)}
    evidence = [item(name, "t1", rule="rule_3_complaints") for name in companies]

    made = month_maps(draw(evidence, companies), make_run())

    assert told(made) == {}
    assert told(made, "companies") == {area: (6, [3], ["rule_3_complaints"]) for area in (OLD_TOWN, HARBOUR)}


def test_a_month_has_one_map(draw: Draw, make_run: MakeRun) -> None:
    evidence = [item(f"P{place}", f"j{place}") for place in range(12)]
    incidents = [*calls(6, "g1"), *calls(6, "g2", first=6)]
    tables = draw(evidence[:-1], police_incidents=incidents)
    first = month_maps(tables, make_run(date(2026, 3, 4)))
    before = night_before(first, make_run())

    same = month_maps(draw(evidence, police_incidents=incidents), make_run(date(2026, 3, 31), before=before))
    new = month_maps(draw(evidence, police_incidents=incidents), make_run(date(2026, 4, 1), before=before))

    assert [same[name].collect() for name in sorted(same)] == [first[name].collect() for name in sorted(first)]
    assert (told(same)[HARBOUR][0], total(same).map_as_of) == (5, date(2026, 3, 4))
    assert (told(new)[HARBOUR][0], total(new).map_as_of) == (6, date(2026, 4, 1))


def test_the_job_that_draws_reads_what_a_map_reads() -> None:
    assert {"linked.crosswalks", *(f"bronze.{name}" for name in READ)} <= set(job("weigh_evidence").reads)


def test_a_city_without_standard_addresses_has_an_empty_map(draw: Draw, make_run: MakeRun) -> None:
    made = month_maps(draw([item("P1", "j0")], standard_addresses=[]), make_run())
    assert made["maps.clue_areas"].count() == 0
    assert (total(made).areas, total(made).subjects) == (0, 0)
