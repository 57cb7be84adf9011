"""The job: delivered files to typed tables, quarantine, and one row per file that adds up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

from expectations.contracts import contracts
from jobs import ingest_extracts
from jobs.attempt import Attempt
from jobs.faults import Fault
from jobs.ingest_extracts import transform
from jobs.reader import Reader, table_ddl
from jobs.registry import job
from jobs.run import Run
from jobs.runner import LANDING_DDL
from jobs.settings import Settings
from jobs.warehouse import Warehouse

DAY = date(2026, 1, 31)
RESIDENTS = "登记编号,姓名,公民身份号码,出生日期,联系电话,现住地址,网格编号,登记日期\n"


@pytest.fixture
def landed(spark: SparkSession, tmp_path: Path) -> Callable[..., DataFrame]:
    def land(files: dict[str, str], source: str = "xiamen", known_on: date = DAY) -> DataFrame:
        rows: list[tuple[Any, ...]] = []
        for name, text in files.items():
            department, table, delivered, _ = name.split("/")
            path = tmp_path / "landing" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="gb18030")
            day = date.fromisoformat(delivered)
            place = f"{department}/{table}/{delivered}, file {len(rows) + 1}"
            held = (name, place, str(path), path.stat().st_size, None, None, None)
            rows.append((source, department, table, day, known_on, *held))
        return spark.createDataFrame(rows, LANDING_DDL)

    return land


@pytest.mark.parametrize("read_here_bytes", [0, 1_000_000], ids=["in Spark's tasks", "in one process"])
def test_every_table_comes_back_with_its_columns_and_every_file_adds_up(
    landed: Callable[..., DataFrame],
    make_run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    read_here_bytes: int,
) -> None:
    monkeypatch.setattr(ingest_extracts, "READ_HERE_BYTES", read_here_bytes)
    files = {
        "police/residents/2026-01-31/a.csv": RESIDENTS
        + "R1,张三,11010519491231002X,1949-12-31,13800138000,某路1号,G1,2020-01-01\n"
        + "R2,李四,110105194912310021,,,,,\n"
        + "R3,,,,,,,\n",
        "police/residents/2026-01-31/b.csv": RESIDENTS + "R1,张三,,,,,,\n",
        "hotline/hotline_tickets/2026-01-31/c.csv": "工单编号,受理日期\nT1,2026-01-30\nT2,昨天\n",
        "xiamen/unmapped/2026-01-31/d.csv": "甲\n",
        "courts/civil_cases/2026-01-31/e.csv": "",
    }

    made = transform({"landing.files": landed(files)}, make_run())

    assert set(made) == set(job("ingest_extracts").writes)
    for table, frame in made.items():
        assert sorted(frame.columns) == sorted(frame.sparkSession.createDataFrame([], table_ddl(table)).columns), table
    residents = {row["register_no"]: row for row in made["bronze.residents"].collect()}
    assert residents["R1"]["birth_on"] == date(1949, 12, 31)
    assert residents["R1"]["event_on"] == date(2020, 1, 1)
    assert (residents["R1"]["source_file"], residents["R1"]["source_row"]) == ("police/residents/2026-01-31/a.csv", 2)
    assert residents["R2"]["flags"] == ["citizen_id_bad_check_digit"]
    rejected = {(row["table"], row["source_row"], row["column"], row["rule"]) for row in rejections(made).collect()}
    assert rejected == {
        ("residents", 4, "name", "missing_required"),
        ("residents", 2, None, "duplicate_key"),
        ("hotline_tickets", 3, "received_on", "not_a_date"),
    }
    accounts = {row["source_file"][-5:]: row for row in made["quarantine.delivered_files"].collect()}
    assert {
        name: tuple(row[f"rows_{part}"] for part in ("in", "accepted", "quarantined")) for name, row in accounts.items()
    } == {
        "a.csv": (3, 2, 1),
        "b.csv": (1, 0, 1),
        "c.csv": (2, 1, 1),
        "d.csv": (0, 0, 0),
        "e.csv": (0, 0, 0),
    }
    assert [accounts[name]["status"] for name in ("a.csv", "d.csv", "e.csv")] == ["read", "unmapped", "unreadable"]
    assert accounts["a.csv"]["encoding"] == "gb18030"
    assert accounts["a.csv"]["known_on"] == DAY


def rejections(made: dict[str, DataFrame]) -> DataFrame:
    return made["quarantine.rejected_rows"]


def test_ids_are_unique_among_what_becomes_known_on_one_day(
    landed: Callable[..., DataFrame], make_run: Callable[..., Run]
) -> None:
    # Two deliveries that turned up behind a night become known together: the later one holds.
    files = {
        "police/residents/2026-01-30/a.csv": RESIDENTS + "R1,张三,,,,旧址,,\n",
        "police/residents/2026-01-31/a.csv": RESIDENTS + "R1,张三,,,,新址,,\n",
    }

    made = transform({"landing.files": landed(files, known_on=date(2026, 2, 1))}, make_run())

    assert [row["address"] for row in made["bronze.residents"].collect()] == ["新址"]
    assert [row["rule"] for row in rejections(made).collect()] == ["superseded"]
    assert rejections(made).select(F.count_distinct("rejection_id")).first()[0] == 1


def test_reading_twice_gives_the_same_rows(landed: Callable[..., DataFrame], make_run: Callable[..., Run]) -> None:
    files = {"police/residents/2026-01-31/a.csv": RESIDENTS + "".join(f"R{n},张三,,,,,,\n" for n in range(50))}

    first, second = (transform({"landing.files": landed(files)}, make_run()) for _ in range(2))

    assert sorted(first["bronze.residents"].collect()) == sorted(second["bronze.residents"].collect())


def test_a_file_whose_rows_do_not_add_up_stops_the_job() -> None:
    exact = Row(source_place="courts/civil_cases/2026-01-31, file 1", rows_in=3, rows_accepted=2, rows_quarantined=1)
    lost = Row(source_place="courts/civil_cases/2026-01-31, file 2", rows_in=3, rows_accepted=1, rows_quarantined=1)

    ingest_extracts._require_identity([exact])
    with pytest.raises(Fault, match=r"rows of courts/civil_cases/2026-01-31, file 2 were lost"):
        ingest_extracts._require_identity([exact, lost])


def test_a_file_that_a_night_must_not_miss_stops_it(
    landed: Callable[..., DataFrame], make_run: Callable[..., Run]
) -> None:
    files = {
        "courts/judgment_debtors/2026-01-31/a.csv": "名单\n1\n",
        "hotline/hotline_tickets/2026-01-31/b.csv": "新列\n1\n",
    }

    with pytest.raises(Fault, match=r"judgment_debtors/2026-01-31, file 1, cannot be read \(missing_col.*Ask courts"):
        transform({"landing.files": landed(files)}, make_run())

    files.pop("courts/judgment_debtors/2026-01-31/a.csv")
    made = transform({"landing.files": landed(files)}, make_run())
    assert [row["status"] for row in made["quarantine.delivered_files"].collect()] == ["refused"]


def test_a_record_taken_back_by_its_key_is_known_before_and_not_after(
    landed: Callable[..., DataFrame], make_run: Callable[..., Run], spark: SparkSession, settings: Settings
) -> None:
    later = date(2026, 2, 10)
    files = {"police/residents/2026-01-31/a.csv": RESIDENTS + "R1,张三,,,,,,\nR2,李四,,,,,,\n"}
    withdrawals = {"police/residents/2026-02-10/b.csv": "登记编号,操作类型\nR1,删除\n"}
    warehouse = Warehouse(settings.warehouse)
    for number, (delivery, known_on) in enumerate([(files, DAY), (withdrawals, later)]):
        run = make_run(run_id=f"2026030{number}T020000Z-test", pages=settings.home / f".pages-{number}")
        made = transform({"landing.files": landed(delivery, known_on=known_on)}, run)
        made = {table: made[table] for table in ("bronze.residents", "quarantine.delivered_files")}
        attempt = Attempt(job("ingest_extracts"), run, warehouse)
        attempt.write(made, small=True)
        attempt.commit(attempt.manifest("r", {}))

    def names(as_of: date) -> list[str]:
        frame = Reader(spark, warehouse, as_of).read("bronze.residents")
        return sorted(row["name"] for row in frame.collect())

    assert names(later) == ["张三", "李四"], "known until it was taken back"
    assert names(date(2026, 2, 11)) == ["李四"]


@pytest.mark.parametrize("small_rows", [100, 0], ids=["in one process", "in Spark"])
@pytest.mark.parametrize(("record", "deletion"), [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_a_deletion_wins_over_its_record_in_another_file_of_the_delivery(
    landed: Callable[..., DataFrame],
    make_run: Callable[..., Run],
    spark: SparkSession,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    record: str,
    deletion: str,
    small_rows: int,
) -> None:
    monkeypatch.setattr("jobs.reader.SMALL_ROWS", small_rows)
    files = {
        f"police/residents/2026-01-31/{record}": RESIDENTS + "R1,张三,,,,,,\nR2,李四,,,,,,\n",
        f"police/residents/2026-01-31/{deletion}": "登记编号,操作类型\nR1,删除\n",
    }
    run = make_run(pages=settings.home / ".pages-0")
    made = transform({"landing.files": landed(dict(sorted(files.items())))}, run)
    made = {table: made[table] for table in ("bronze.residents", "quarantine.delivered_files")}
    attempt = Attempt(job("ingest_extracts"), run, Warehouse(settings.warehouse))
    attempt.write(made, small=True)
    attempt.commit(attempt.manifest("r", {}))

    rows = Reader(spark, Warehouse(settings.warehouse), date(2026, 2, 1)).read("bronze.residents").collect()

    assert [row["name"] for row in rows] == ["李四"]
    assert sum(row["rows_quarantined"] for row in made["quarantine.delivered_files"].collect()) == 0


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("L1,,,,,,\nL2,,,,,,\n", r"none of its 2 rows was accepted"),
        (None, "missing_column"),
    ],
)
def test_a_file_of_which_nothing_was_accepted_stops_a_night_too(
    landed: Callable[..., DataFrame], make_run: Callable[..., Run], rows: str | None, why: str
) -> None:
    header = ",".join(column.header for column in contracts()["judgment_debtors"]) + "\n"
    text = header + rows if rows else "名单\n1\n"

    with pytest.raises(Fault, match=why):
        transform({"landing.files": landed({"courts/judgment_debtors/2026-01-31/a.csv": text})}, make_run())


def test_a_refused_sheet_beside_one_that_was_read_stops_a_night_too() -> None:
    account = Row(status="read", reason="absent_columns:撤销日期; unknown_column: column 5")
    assert ingest_extracts._unread(account) == "unknown_column: column 5"
    assert ingest_extracts._unread(Row(status="read", reason="absent_columns:撤销日期")) is None


def test_a_file_of_repeats_alone_stops_nothing(landed: Callable[..., DataFrame], make_run: Callable[..., Run]) -> None:
    contract = contracts()["judgment_debtors"]
    row = {"date": "2026-01-02", "citizen_id": "11010519491231002X"}
    text = ",".join(column.header for column in contract) + "\n"
    text += ",".join(row.get(column.type, f"{column.name}1") if column.required else "" for column in contract) + "\n"
    files = {f"courts/judgment_debtors/2026-01-31/{name}.csv": text for name in "ab"}

    made = transform({"landing.files": landed(files)}, make_run())

    assert [row["rule"] for row in rejections(made).collect()] == ["duplicate_row"]


@pytest.mark.parametrize("read_here_bytes", [0, 1_000_000], ids=["in Spark's tasks", "in one process"])
def test_what_is_not_opened_is_accounted_for_and_told_without_its_name(
    landed: Callable[..., DataFrame],
    make_run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    read_here_bytes: int,
) -> None:
    monkeypatch.setattr(ingest_extracts, "READ_HERE_BYTES", read_here_bytes)
    files = landed(
        {
            "police/residents/2026-01-31/a.csv": RESIDENTS + "R1,张三,,,,,,\n",
            "police/residents/2026-01-31/张三丰_11010519491231002X.csv": RESIDENTS,
            "hotline/hotline_tickets/2026-01-31/c.csv": "工单编号,受理日期,办案民警张三丰13800138000\nT1,2026-01-30,\n",
        }
    )
    telling = F.col("source_file").contains("张三丰")
    files = files.withColumn("status", F.when(telling, F.lit("unreadable")).otherwise(F.col("status")))
    files = files.withColumn("reason", F.when(telling, F.lit("file_not_permitted")).otherwise(F.col("reason")))

    made = transform({"landing.files": files}, make_run())

    accounts = {row["source_file"][-5:]: row for row in made["quarantine.delivered_files"].collect()}
    assert (accounts["X.csv"]["status"], accounts["X.csv"]["reason"]) == ("unreadable", "file_not_permitted")
    assert (accounts["X.csv"]["rows_in"], accounts["X.csv"]["sha256"]) == (0, None)
    assert (accounts["c.csv"]["status"], accounts["c.csv"]["reason"]) == ("refused", "unknown_column: column 3")
    said = [line.split("ingest_extracts: ")[1] for line in capfd.readouterr().err.splitlines() if "_extracts: " in line]
    assert said == [
        "hotline/hotline_tickets/2026-01-31, file 3: refused (unknown_column: column 3), 1 rows",
        "police/residents/2026-01-31, file 2: unreadable (file_not_permitted)",
        "3 files, 2 of them not read; 2 rows, 1 of them in quarantine",
    ]
