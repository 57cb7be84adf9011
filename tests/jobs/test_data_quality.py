"""What a night's data was worth, told from a drawn night's files, rejections and accepted rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from expectations.contracts import contracts
from jobs.data_quality import data_quality, files_not_read
from jobs.run import Run
from jobs.small_tables import arrow_schema
from jobs.warehouse import Manifest, TablePart, Warehouse

AS_OF = date(2026, 3, 4)
OLD, NEW = date(2026, 2, 1), date(2026, 3, 3)


def commit(warehouse: Warehouse, number: int, tables: dict[str, list[dict[str, Any]]]) -> None:
    """One committed batch with the drawn rows; what a row leaves out is null."""
    parts = {}
    for table, rows in tables.items():
        path, schema = warehouse.batch_path(table, f"run{number}"), arrow_schema(table)
        warehouse.arrow.create_dir(path, recursive=True)
        drawn = pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema)
        parquet.write_table(drawn, f"{path}/part-0.parquet")
        parts[table] = TablePart(path, len(rows), "d", "s")
    manifest = Manifest("ingest_extracts", "", f"run{number}", "synthetic_city", "r", parts)
    warehouse.commit_batch(manifest, number)


def file(name: str, known_on: date, rows_in: int, quarantined: int = 0, **other: Any) -> dict[str, Any]:
    told = {
        "source": "synthetic_city",
        "department": "courts",
        "table": name,
        "source_file": f"courts/{name}/{known_on}/a.csv",
        "source_place": f"courts/{name}/{known_on}, file 1",
        "status": "read",
        "rows_in": rows_in,
        "rows_accepted": rows_in - quarantined,
        "rows_quarantined": quarantined,
        "known_on": known_on,
    }
    return {**told, **other}


def rejection(rule: str, known_on: date, record: str | None) -> dict[str, Any]:
    return {"department": "courts", "table": "civil_cases", "rule": rule, "known_on": known_on, "source_row_id": record}


@pytest.fixture
def quality(make_run: Callable[..., Run]) -> dict[str, dict[str, Any]]:
    """The entry of each table after two batches, of which a night on 2026-03-01 read the first."""
    run = make_run(AS_OF)
    warehouse = Warehouse(run.settings.warehouse)
    case = {"source_row_id": "r1", "known_on": NEW, "source_file": "f", "source_row": 2}
    commit(
        warehouse,
        1,
        {
            "quarantine.delivered_files": [file("civil_cases", OLD, 10, 4), file("enforcements", OLD, 4)],
            "quarantine.rejected_rows": [
                rejection("not_a_date", OLD, "r1"),
                rejection("not_a_date", OLD, "r2"),
                rejection("duplicate_row", OLD, "r3"),
                # Nobody knows whose row this was: a later file that was read stands in for it.
                rejection("unknown_column", OLD, None),
            ],
        },
    )
    commit(
        warehouse,
        2,
        {
            "quarantine.delivered_files": [
                file("civil_cases", NEW, 5, 1),
                file("case_parties", NEW, 0, status="unreadable", reason="empty_file"),
            ],
            "quarantine.rejected_rows": [rejection("row_cut_short", NEW, None)],
            "bronze.civil_cases": [case],
        },
    )
    warehouse.commit(Manifest("rank_lists", "as_of=2026-03-01", "run3", "synthetic_city", "r", {}))
    return {row["table"]: row for held in data_quality(run) for row in held["tables"]}


def test_what_came_since_the_night_before_is_counted(quality: dict[str, dict[str, Any]]) -> None:
    told = quality["civil_cases"]
    assert (told["new_files"], told["new_rows_in"], told["new_rows_accepted"], told["new_rows_quarantined"]) == (
        1,
        5,
        4,
        1,
    )
    assert told["reasons"] == [["row_cut_short", 1]]
    assert told["trend"] == [["2026-02-01", 10], ["2026-03-03", 5]]


def test_a_record_that_came_right_later_is_resolved_and_a_repeat_is_no_loss(
    quality: dict[str, dict[str, Any]],
) -> None:
    told = quality["civil_cases"]
    assert (told["resolved"], told["open"], told["repeats"]) == (2, 2, 1)


def test_a_row_that_was_cut_short_before_its_number_stays_open_and_is_told_apart(
    quality: dict[str, dict[str, Any]],
) -> None:
    # Of the two open rows r2 has a number; of the file that was not taken apart a later one stands in for the row.
    assert quality["civil_cases"]["record_unknown"] == 1
    assert quality["enforcements"]["record_unknown"] == 0


def test_what_lists_miss_is_named(quality: dict[str, dict[str, Any]]) -> None:
    assert quality["civil_cases"]["misses"] == []
    assert quality["case_parties"]["unread"] == [
        {"file": "courts/case_parties/2026-03-03, file 1", "reason": "empty_file"}
    ]
    assert ["companies", "rule_3_hotline_calls"] in quality["hotline_tickets"]["misses"], "it never came"
    assert quality["case_parties"]["misses"], "its file could not be read"
    assert quality["hotline_tickets"]["last_delivered"] is None


def test_a_file_that_was_not_read_is_new_until_a_night_has_told_of_it(make_run: Callable[..., Run]) -> None:
    run = make_run(AS_OF)
    warehouse = Warehouse(run.settings.warehouse)
    unread = {"status": "unmapped", "reason": "no_table_of_that_name"}
    files = [file("none", day, 0, table=None, **unread) for day in (OLD, NEW)]
    commit(warehouse, 1, {"quarantine.delivered_files": files})
    warehouse.commit(Manifest("rank_lists", "as_of=2026-03-01", "run3", "synthetic_city", "r", {}))

    told = files_not_read(warehouse, "synthetic_city", AS_OF)

    assert told == [
        {"file": f"courts/none/{day}, file 1", **unread, "new": new} for day, new in ((OLD, False), (NEW, True))
    ]


def test_what_is_past_its_retention_is_counted_and_kept(make_run: Callable[..., Run]) -> None:
    run = make_run(AS_OF)
    warehouse = Warehouse(run.settings.warehouse)
    days = contracts()["fund_flows"].retention_days
    last_day, too_old = AS_OF - timedelta(days=days), AS_OF - timedelta(days=days + 1)

    def flow(record: str, known_on: date) -> dict[str, Any]:
        return {"source_row_id": record, "known_on": known_on, "source_file": "f", "source_row": 2}

    refused = {"department": "banks", "table": "fund_flows", "rule": "not_a_date", "source_row_id": None}
    batches = {
        too_old: ([flow("old", too_old), flow("came again", too_old)], [{**refused, "known_on": too_old}]),
        last_day: ([flow("came again", last_day), flow("kept", last_day)], [{**refused, "known_on": last_day}]),
    }
    for number, (known_on, (flows, rejected)) in enumerate(batches.items(), start=1):
        commit(
            warehouse,
            number,
            {
                "quarantine.delivered_files": [file("fund_flows", known_on, 3, 1, department="banks")],
                "quarantine.rejected_rows": rejected,
                "bronze.fund_flows": flows,
            },
        )

    told = {row["table"]: row for held in data_quality(run) for row in held["tables"]}

    assert told["fund_flows"]["past_retention"] == 2, "one record and one refused row"
    assert told["civil_cases"]["past_retention"] == 0


def test_every_contract_has_its_entry(quality: dict[str, dict[str, Any]]) -> None:
    assert set(quality) == set(contracts())
