"""What a run is held against: the deliveries before, committed or in the same batch, and the tables it refers to."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from expectations import suites
from jobs import checking
from jobs.attempt import Attempt
from jobs.check_pages import night_checks
from jobs.faults import Fault
from jobs.part_files import Piece
from jobs.reader import table_ddl
from jobs.registry import job
from jobs.run import Run
from jobs.settings import Settings
from jobs.warehouse import Manifest, Warehouse
from tests.drawn_tables import bronze

NIGHT = date(2026, 3, 4)
INGEST = job("ingest_extracts")
Deliver = Callable[..., Manifest]


@pytest.fixture
def deliver(spark: SparkSession, settings: Settings, make_run: Callable[..., Run]) -> Deliver:
    """Commit a batch of deliveries of villages: rows of each by the day it became known, and why a file lacks some."""

    def committed(rows: dict[date, int], reason: str | None = None, **values: Any) -> Manifest:
        run_id = f"{max(rows):%Y%m%d}T010000Z-{len(rows)}-{sum(rows.values())}"
        run = make_run(as_of=max(rows) + timedelta(days=1), run_id=run_id, pages=settings.home / f".pages-{run_id}")
        drawn = [
            {
                "source_row_id": f"{day}-{number}",
                "known_on": day,
                "village_code": f"v{number}",
                "village_name": "石塘村",
                "village_kind": "village" if number % 2 else "community",
                "district_code": "350203",
                "street": "中华",
                **values,
            }
            for day, count in rows.items()
            for number in range(count)
        ]
        how = ("read", reason, "utf-8")
        files = [
            ("s", "civil_affairs", "villages", f"{day}.csv", str(day), *how, count, count, 0, 1, "0", day)
            for day, count in rows.items()
        ]
        made = {
            "bronze.villages": bronze(spark, "villages", drawn),
            "quarantine.delivered_files": spark.createDataFrame(files, table_ddl("quarantine.delivered_files")),
        }
        run.parts.write_here(
            Piece(table, day, frame.where(F.col("known_on") == F.lit(day)).toArrow())
            for table, frame in made.items()
            for day, count in rows.items()
            if count or table != "bronze.villages"
        )
        attempt = Attempt(INGEST, run, Warehouse(settings.warehouse))
        attempt.write(made, small=True)
        manifest = attempt.manifest("r", {}, [])
        attempt.commit(manifest)
        return manifest

    return committed


def days(count: int) -> list[date]:
    return [NIGHT - timedelta(days=30 * back) for back in range(count, 0, -1)]


def of(manifest: Manifest, *kinds: str) -> list[tuple[object, object, object]]:
    return [
        (check["check"], tuple(check["columns"]), check["passed"])  # type: ignore[arg-type]
        for check in manifest.checks
        if check["check"] in kinds and check["table"] == "bronze.villages"
    ]


def test_a_delivery_is_held_against_those_of_earlier_batches(deliver: Deliver) -> None:
    first = deliver(dict.fromkeys(days(7)[:6], 40))
    usual = deliver({days(7)[6]: 40})
    assert of(first, "volume", "headers") == of(usual, "volume", "headers")
    assert of(usual, "volume", "headers") == [("volume", (), True), ("headers", ("reason",), True)]
    assert of(usual, "drift") == [("drift", ("village_kind",), True)]

    odd = deliver({NIGHT: 200}, "absent_columns:街道", village_kind="village")

    assert of(odd, "volume", "headers", "drift") == [
        ("volume", (), False),
        ("drift", ("village_kind",), False),
        ("headers", ("reason",), False),
    ]
    assert {check["severity"] for check in odd.checks if check["passed"] is False} == {"warn"}


def test_the_newest_of_a_first_batch_is_held_against_the_others_in_it(deliver: Deliver) -> None:
    found = of(deliver({**dict.fromkeys(days(6), 40), NIGHT: 2}), "volume", "drift")
    assert found == [("volume", (), False), ("drift", (), None)]


def test_a_delivery_without_an_accepted_row_is_not_silent(deliver: Deliver) -> None:
    deliver(dict.fromkeys(days(6), 40))
    manifest = deliver({NIGHT: 0})
    assert of(manifest, "volume") == [("volume", (), False)]
    assert not [check for check in manifest.checks if check["passed"] is False and check["severity"] == "fail"]


def test_a_late_folder_that_counts_for_a_day_already_held_is_checked_by_itself(deliver: Deliver) -> None:
    deliver({**dict.fromkeys(days(6), 40), NIGHT: 40})
    assert of(deliver({NIGHT: 0}), "volume") == [("volume", (), False)]


def test_a_first_delivery_has_nothing_to_be_held_against(deliver: Deliver) -> None:
    manifest = deliver({NIGHT: 40})
    unmade = [check for check in manifest.checks if check["passed"] is None]
    assert [check["check"] for check in unmade] == ["volume", "drift", "headers"]
    assert {check["note"] for check in unmade} == {"fewer than 5 earlier deliveries: not checked"}


def test_spark_finds_what_pandas_finds(deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(dict.fromkeys(days(6), 40))
    on_pandas = deliver({NIGHT: 200}, village_kind="village").checks
    monkeypatch.setattr(suites, "PANDAS_ROWS", 0)

    on_spark = deliver({NIGHT + timedelta(days=1): 200}, village_kind="village").checks

    differing = [one for one in zip(on_pandas, on_spark, strict=True) if one[0]["passed"] != one[1]["passed"]]
    # The second time it is the seventh delivery, and one of the deliveries before was as odd as this.
    assert [pair[0]["check"] for pair in differing] in ([], ["volume"])


def test_no_recorded_result_carries_a_value_of_a_row(deliver: Deliver) -> None:
    deliver(dict.fromkeys(days(6), 40))
    recorded = json.dumps(deliver({NIGHT: 200}, "unknown_column:石塘村").checks, ensure_ascii=False)
    assert "bronze.villages" in recorded
    assert not any(value in recorded for value in ("石塘村", "350203", "中华", 'v1"'))


# --- references -----------------------------------------------------------------------------------------------------


@pytest.fixture
def link(spark: SparkSession, settings: Settings, make_run: Callable[..., Run]) -> Callable[..., None]:
    """Commit the night's linked tables with these entities."""

    def committed(*entities: str) -> None:
        known_on = NIGHT - timedelta(days=1)
        run = make_run(as_of=NIGHT, run_id="20260304T010000Z-linked", pages=settings.home / ".pages-linked")
        made = {table: spark.createDataFrame([], table_ddl(table)) for table in job("link_identities").writes}
        rows = [(entity, "person", 1, ["courts"], 1.0, True, False) for entity in entities]
        made["linked.entities"] = spark.createDataFrame(rows, table_ddl("linked.entities"))
        links = [
            (f"r{entity}", "case_parties", "party", known_on, entity, "person", False, "citizen_id", 1.0, "", "")
            for entity in entities
        ]
        made["linked.crosswalks"] = spark.createDataFrame(links, table_ddl("linked.crosswalks"))
        attempt = Attempt(job("link_identities"), run, Warehouse(settings.warehouse))
        attempt.write(made, small=True)
        attempt.commit(attempt.manifest("r", {}, []))

    return committed


def graph(spark: SparkSession, settings: Settings, run: Run, to_entity: str) -> Attempt:
    edge = ("e1", "sues", "P1", to_entity, None, None, 1, None, ["courts"], ["r1"])
    made = {
        "graph.edges": spark.createDataFrame([edge], table_ddl("graph.edges")),
        "graph.members": spark.createDataFrame([], table_ddl("graph.members")),
    }
    attempt = Attempt(job("build_graph"), run, Warehouse(settings.warehouse))
    attempt.write(made, small=True)
    return attempt


@pytest.mark.parametrize("in_memory_rows", [0, 1_000], ids=["on Spark", "on pandas"])
def test_an_edge_to_nobody_stops_the_night(
    spark: SparkSession,
    settings: Settings,
    make_run: Callable[..., Run],
    link: Callable[..., None],
    in_memory_rows: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "IN_MEMORY_ROWS", in_memory_rows)
    monkeypatch.setattr(suites, "PANDAS_ROWS", in_memory_rows)
    link("P1", "P2")
    run = make_run(as_of=NIGHT)

    found = graph(spark, settings, run, "P2").checks
    assert [one.columns for one in found if one.check == "references"] == [("from_entity",), ("to_entity",)]
    assert all(one.passed for one in found)
    with pytest.raises(Fault, match=r"graph.edges breaks its contract.*column to_entity, found_in linked.entities"):
        graph(spark, settings, run, "P3")


@pytest.mark.parametrize("in_memory_rows", [0, 1_000], ids=["on Spark", "on pandas"])
def test_each_element_of_a_list_of_ids_must_be_found(
    spark: SparkSession,
    settings: Settings,
    make_run: Callable[..., Run],
    in_memory_rows: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "IN_MEMORY_ROWS", in_memory_rows)
    lists = spark.createDataFrame([("C1", ["v1", "v2"]), ("C2", [])], "subject_id string, evidence_ids array<string>")
    evidence = spark.createDataFrame([("v1",), ("v3",)], "evidence_id string")
    tables = {"lists.companies": lists, "features.evidence_items": evidence}
    warehouse, run = Warehouse(settings.warehouse), make_run(as_of=NIGHT)
    attempt = Attempt(job("rank_lists"), run, warehouse)
    parts = {}
    for table, frame in tables.items():
        frame.write.parquet(attempt.path(table))
        parts[table] = checking.TablePart(attempt.path(table), frame.count(), "", "")
    (reference,) = [
        one for one in checking.REFERENCES if (one.table, one.column) == ("lists.companies", "evidence_ids")
    ]

    (result,) = checking.Checking(job("rank_lists"), run, warehouse, parts, tables)._reference(reference)

    assert (result.passed, result.severity, result.columns) == (False, "fail", ("evidence_ids",))


# --- the night's pages ----------------------------------------------------------------------------------------------


def test_a_nights_results_are_its_jobs_and_the_batches_that_are_new_to_it(
    deliver: Deliver, settings: Settings, make_run: Callable[..., Run], link: Callable[..., None]
) -> None:
    deliver(dict.fromkeys(days(2), 3))
    warehouse = Warehouse(settings.warehouse)
    link("P1")
    first = warehouse.batches("ingest_extracts")[0]

    def ranked(night: date, *batches: Manifest) -> None:
        read = {"quarantine.delivered_files": {f"batch={batch.run_id}": "" for batch in batches}}
        warehouse.commit(Manifest("rank_lists", f"as_of={night}", f"{night}-r", "s", "r", {}, read))

    ranked(NIGHT, first)
    assert {"bronze.villages", "linked.entities"} <= set(night_checks(warehouse, NIGHT))
    second = deliver({NIGHT: 3}, village_kind="village")
    ranked(NIGHT + timedelta(days=1), first, second)
    found = night_checks(warehouse, NIGHT + timedelta(days=1))
    assert [one.recorded() for one in found["bronze.villages"]] == [
        check for check in second.checks if check["table"] == "bronze.villages"
    ]
