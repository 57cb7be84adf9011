"""The runner's promises: nothing half-done shows, reruns agree, runs at once do no harm, late rows come tomorrow."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest
from pyarrow import parquet
from pyspark.sql import DataFrame, SparkSession

from jobs.attempt import Attempt
from jobs.digests import frame_digest
from jobs.faults import Fault, as_fault
from jobs.part_files import Piece
from jobs.reader import Reader, read_pandas, table_ddl
from jobs.registry import job
from jobs.run import Run
from jobs.runner import Runner
from jobs.settings import Settings
from jobs.small_tables import SMALL_ROWS, arrow_schema
from jobs.warehouse import AlreadyCommitted, TablePart, Warehouse

VILLAGES_DIGEST = "49fc846b70476f8cca1022fa331a7deeb56f65162397ec4d1f08ac32d848d02f"
NIGHT = date(2026, 3, 4)
VETTING = job("vet_candidates")
CHECKS = "lists.candidate_checks"


def village(
    row: str, name: str, known_on: date, withdrawn: bool | None = None, source_file: str | None = None
) -> Piece:
    """One version of a village's record, as ingest hands it over."""
    held = {
        "source_row_id": row,
        "source": "s",
        "department": "civil_affairs",
        "source_file": source_file or f"f-{known_on}.csv",
        "source_place": f"civil_affairs/villages/{known_on}, file 1",
        "source_row": 2,
        "event_on_basis": "unknown",
        "known_on": known_on,
        "flags": [],
        "withdrawn": withdrawn,
        "village_code": row,
        "village_name": name,
        "village_kind": "village",
        "district_code": "350203",
        "street": "中华",
    }
    return Piece("bronze.villages", known_on, pa.Table.from_pylist([held], arrow_schema("bronze.villages")))


@pytest.fixture
def runner(spark: SparkSession, settings: Settings) -> Runner:
    return Runner(spark, settings, "revision-of-a-test")


@pytest.fixture
def vets(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Mapping[str, DataFrame], Run], DataFrame]], None]:
    """Put a function in the place of the vetting job's transform."""

    def put(make: Callable[[Mapping[str, DataFrame], Run], DataFrame]) -> None:
        module = ModuleType("jobs.vet_candidates")
        module.transform = lambda tables, run: {CHECKS: make(tables, run)}  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "jobs.vet_candidates", module)

    return put


@pytest.fixture(autouse=True)
def _linked(spark: SparkSession, settings: Settings, make_run: Callable[..., Run]) -> None:
    """The partitions that vetting reads, empty, for one night."""
    run = make_run(as_of=NIGHT, run_id="20260304T010000Z-linked", pages=settings.home / ".pages-linked")
    attempt = Attempt(job("link_identities"), run, Warehouse(settings.warehouse))
    attempt.write(
        {table: spark.createDataFrame([], table_ddl(table)) for table in job("link_identities").writes}, small=True
    )
    attempt.commit(attempt.manifest("revision-of-a-test", {}, []))
    snapshot = job("snapshot_reviews")
    attempt = Attempt(snapshot, replace(run, pages=settings.home / ".pages-reviews"), Warehouse(settings.warehouse))
    attempt.write({table: spark.createDataFrame([], table_ddl(table)) for table in snapshot.writes}, small=True)
    attempt.commit(attempt.manifest("revision-of-a-test", {}, []))


def checks(run: Run, *nominations: str, outcome: str = "no_document_found") -> DataFrame:
    rows = [
        (n, None, "v1", "rights_deprived", "statute", outcome, [], [], "无", "none", run.as_of, "unreviewed")
        for n in nominations
    ]
    return run.spark.createDataFrame(rows, table_ddl(CHECKS))


def visible(settings: Settings) -> Iterator[str]:
    return iter(read_pandas(Warehouse(settings.warehouse), CHECKS, NIGHT)["nomination_id"])


def test_a_run_becomes_visible_with_its_manifest(runner: Runner, vets, settings: Settings) -> None:
    vets(lambda tables, run: checks(run, "n1", "n2"))

    manifest = runner.run(VETTING, NIGHT, "20260304T020000Z-a")

    assert sorted(visible(settings)) == ["n1", "n2"]
    assert manifest.tables[CHECKS].rows == 2
    assert manifest.code_revision == "revision-of-a-test"
    assert manifest.inputs["linked.crosswalks"].keys() == {"as_of=2026-03-04/20260304T010000Z-linked"}
    assert all(check["passed"] for check in manifest.checks)


def test_a_warehouse_can_move(runner: Runner, vets, settings: Settings) -> None:
    vets(lambda tables, run: checks(run, "n1", "n2"))
    runner.run(VETTING, NIGHT, "20260304T020000Z-a")
    moved = settings.home / "elsewhere"

    Path(settings.warehouse).rename(moved)

    assert sorted(read_pandas(Warehouse(str(moved)), CHECKS, NIGHT)["nomination_id"]) == ["n1", "n2"]


def test_a_job_that_fails_leaves_nothing_visible_and_nothing_behind(runner: Runner, vets, settings: Settings) -> None:
    def fail(tables: Mapping[str, DataFrame], run: Run) -> DataFrame:
        raise ValueError("a fault of ours")

    vets(fail)
    with pytest.raises(ValueError, match="a fault of ours"):
        runner.run(VETTING, NIGHT, "20260304T020000Z-a")

    with pytest.raises(Fault, match=r"lists.candidate_checks was not made for 2026-03-04. Run `mingjing run vet_cand"):
        list(visible(settings))
    assert not list(Path(settings.warehouse).glob("lists/**/*.parquet"))
    assert not list(settings.home.glob(".pages-vet*"))


@pytest.mark.parametrize("writer", ["rows", "manifest"])
def test_a_full_disk_leaves_nothing_visible_and_a_second_try_works(
    runner: Runner, vets, settings: Settings, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    vets(lambda tables, run: checks(run, "n1"))
    if writer == "rows":
        monkeypatch.setattr("jobs.small_tables.parquet.write_table", full)
    else:
        monkeypatch.setattr(Warehouse, "_put", full)
    with pytest.raises(OSError, match="No space left") as stopped:
        runner.run(VETTING, NIGHT, "20260304T020000Z-a")

    fault = as_fault(stopped.value)
    assert fault is not None
    assert fault.cause == "the disk is full"
    with pytest.raises(Fault, match="was not made"):
        list(visible(settings))
    assert not list(Path(settings.warehouse).glob("lists/**/*.parquet"))
    monkeypatch.undo()
    vets(lambda tables, run: checks(run, "n1"))
    runner.run(VETTING, NIGHT, "20260304T030000Z-b")
    assert list(visible(settings)) == ["n1"]


def test_a_file_that_waits_is_told_beside_those_that_are_read(
    runner: Runner, settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for day in ("2026-03-01", "2062-03-02"):
        path = settings.landing / "hotline" / "hotline_tickets" / day / "a.csv"
        path.parent.mkdir(parents=True)
        path.write_text("工单编号\n", encoding="utf-8")

    def stop(*_: object) -> None:
        raise Fault("stopped here", "nothing to do")

    monkeypatch.setattr("jobs.ingest_extracts.transform", stop)
    with pytest.raises(Fault, match="stopped here"):
        runner.run(job("ingest_extracts"), NIGHT, "20260304T020000Z-test")

    assert "1 file waits, hotline/hotline_tickets/2062-03-02 among them" in capfd.readouterr().err


def test_two_ingests_of_one_delivery_at_once_keep_one(settings: Settings, make_run: Callable[..., Run]) -> None:
    warehouse = Warehouse(settings.warehouse)
    ingest = job("ingest_extracts")
    attempts = [
        Attempt(ingest, make_run(as_of=NIGHT, run_id=f"2026030{day}", pages=settings.home / f".pages-{day}"), warehouse)
        for day in (1, 2)
    ]
    manifests = [
        replace(
            attempt.manifest("r", {}, []), deliveries={"courts/civil_cases/2026-03-01": {"f0": {"sha256": "digest"}}}
        )
        for attempt in attempts
    ]
    attempts[0].commit(manifests[0])
    with pytest.raises(Fault, match="another run ingested these deliveries at the same time"):
        attempts[1].commit(manifests[1])

    assert [manifest.run_id for manifest in warehouse.batches("ingest_extracts")] == ["20260301"]
    with pytest.raises(AlreadyCommitted):
        warehouse.commit_batch(manifests[1], 1)


def test_a_run_killed_before_its_commit_is_not_visible(
    runner: Runner, vets, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    vets(lambda tables, run: checks(run, "half"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    # A killed process tidies nothing up: what it wrote stays, and must still not exist for any reader.
    monkeypatch.setattr(Attempt, "manifest", killed)
    monkeypatch.setattr(Attempt, "discard", lambda self: None)
    with pytest.raises(KeyboardInterrupt):
        runner.run(VETTING, NIGHT, "20260304T020000Z-a")

    assert list(Path(settings.warehouse).glob("lists/candidate_checks/as_of=2026-03-04/*/*.parquet"))
    with pytest.raises(Fault, match="was not made"):
        list(visible(settings))


def test_a_rerun_gives_the_same_digest_under_a_new_run(runner: Runner, vets, settings: Settings) -> None:
    vets(lambda tables, run: checks(run, "n1", "n2", "n3"))
    first = runner.run(VETTING, NIGHT, "20260304T020000Z-a")
    vets(lambda tables, run: checks(run, "n3", "n1", "n2").repartition(3))
    second = runner.run(VETTING, NIGHT, "20260304T030000Z-b")

    assert first.tables[CHECKS].digest == second.tables[CHECKS].digest
    assert first.run_id != second.run_id
    vets(lambda tables, run: checks(run, "n3", "n1", "other"))
    assert runner.run(VETTING, NIGHT, "20260304T040000Z-c").tables[CHECKS].digest != first.tables[CHECKS].digest


def test_two_runs_of_one_partition_at_once_do_not_harm_each_other(
    settings: Settings, make_run: Callable[..., Run]
) -> None:
    warehouse = Warehouse(settings.warehouse)
    runs = [
        make_run(as_of=NIGHT, run_id=f"20260304T0{hour}0000Z-x", pages=settings.home / f".pages-{hour}")
        for hour in (2, 3)
    ]
    attempts = [Attempt(VETTING, run, warehouse) for run in runs]
    for attempt, name in zip(attempts, ("first", "second"), strict=True):
        attempt.write({CHECKS: checks(attempt.run, name)}, small=True)
    for attempt in reversed(attempts):  # the one begun first commits last
        attempt.commit(attempt.manifest("r", {}, []))

    assert list(visible(settings)) == ["second"]


def test_only_the_newest_runs_of_a_partition_are_kept(runner: Runner, vets, settings: Settings) -> None:
    vets(lambda tables, run: checks(run, "n1"))
    for hour in (2, 3, 4):
        runner.run(VETTING, NIGHT, f"20260304T0{hour}0000Z-x")

    kept = sorted(path.name for path in Path(settings.warehouse).glob("lists/candidate_checks/as_of=2026-03-04/*"))
    assert kept == ["20260304T030000Z-x", "20260304T040000Z-x"]


def test_a_table_that_breaks_its_contract_is_not_published(runner: Runner, vets, settings: Settings) -> None:
    vets(lambda tables, run: checks(run, "n1", outcome="rejected"))

    with pytest.raises(Fault, match=r"breaks its contract: ExpectColumnValuesToBeInSet \(column outcome\)"):
        runner.run(VETTING, NIGHT, "20260304T020000Z-a")
    with pytest.raises(Fault, match="was not made"):
        list(visible(settings))


def test_an_undeclared_column_is_a_fault_of_ours(runner: Runner, vets) -> None:
    vets(lambda tables, run: checks(run, "n1").selectExpr("*", "'x' AS name"))

    with pytest.raises(RuntimeError, match="undeclared \\['name'\\]"):
        runner.run(VETTING, NIGHT, "20260304T020000Z-a")


def test_pages_are_published_only_with_the_commit(runner: Runner, vets, settings: Settings) -> None:
    def with_page(tables: Mapping[str, DataFrame], run: Run) -> DataFrame:
        (run.pages / "index.html").write_text("a page")
        assert not (settings.reports / "2026-03-04").exists()
        return checks(run, "n1")

    vets(with_page)
    runner.run(VETTING, NIGHT, "20260304T020000Z-a")

    assert (settings.reports / "2026-03-04" / "index.html").read_text() == "a page"


@pytest.mark.parametrize("by_tasks", [False, True], ids=["written here", "written by tasks"])
@pytest.mark.parametrize("small_rows", [SMALL_ROWS, 0])
def test_a_night_reads_what_was_known_before_it_and_the_latest_version_of_each_record(
    spark: SparkSession,
    settings: Settings,
    make_run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    by_tasks: bool,
    small_rows: int,
) -> None:
    monkeypatch.setattr("jobs.reader.SMALL_ROWS", small_rows)
    run = make_run(as_of=NIGHT, pages=settings.home / ".pages-ingest")
    attempt = Attempt(job("ingest_extracts"), run, Warehouse(settings.warehouse))
    versions = [
        village("r1", "旧名", date(2026, 1, 31)),
        village("r1", "新名", date(2026, 2, 28)),
        village("r2", "次日", NIGHT),
        village("r3", "撤村", date(2026, 1, 31), False),
        village("r3", "撤村", date(2026, 2, 28), True),
    ]
    if by_tasks:
        run.parts.write_by_tasks(spark.range(1), lambda batches: [one for _ in batches for one in versions])
    else:
        run.parts.write_here(versions)
    # The check that no row is known on or after its night is what this test goes round: later batches hold later rows.
    attempt.parts = {
        table: TablePart(attempt.path(table), part.rows, part.digest, "-") for table, part in run.parts.written.items()
    }
    # Whoever wrote them, the rows and so the digest are the same.
    assert attempt.parts["bronze.villages"].digest == VILLAGES_DIGEST
    assert frame_digest(run.parts.frame("bronze.villages")) == (5, VILLAGES_DIGEST)
    attempt.commit(attempt.manifest("r", {}, []))

    def names(as_of: date) -> list[str]:
        frame = Reader(spark, Warehouse(settings.warehouse), as_of).read("bronze.villages")
        return sorted(row.village_name for row in frame.collect())

    assert names(date(2026, 2, 28)) == ["撤村", "旧名"], "what is taken back later was known then"
    assert names(NIGHT) == ["新名"]
    assert names(date(2026, 3, 5)) == ["新名", "次日"]


@pytest.mark.parametrize("small_rows", [SMALL_ROWS, 0], ids=["in one process", "in Spark"])
def test_an_older_delivery_that_turns_up_late_overturns_no_newer_one(
    spark: SparkSession,
    settings: Settings,
    make_run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    small_rows: int,
) -> None:
    monkeypatch.setattr("jobs.reader.SMALL_ROWS", small_rows)
    first, last, late = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1)
    old, older = (f"civil_affairs/villages/2026-01-{day}/a.csv" for day in (31, 20))
    new = "civil_affairs/villages/2026-02-28/a.csv"
    run = make_run(as_of=NIGHT, pages=settings.home / ".pages-ingest")
    attempt = Attempt(job("ingest_extracts"), run, Warehouse(settings.warehouse))
    run.parts.write_here(
        [
            village("r1", "新名", last, source_file=new),
            village("r1", "旧名", late, source_file=older),
            village("r2", "撤村", last, True, source_file=new),
            village("r2", "撤村", late, source_file=older),
            village("r3", "旧名", first, source_file=old),
            village("r3", "补报", late, source_file=old),
        ]
    )
    attempt.parts = {
        table: TablePart(attempt.path(table), part.rows, part.digest, "-") for table, part in run.parts.written.items()
    }
    attempt.commit(attempt.manifest("r", {}, []))

    rows = Reader(spark, Warehouse(settings.warehouse), NIGHT).read("bronze.villages").collect()

    assert {row["source_row_id"]: row["village_name"] for row in rows} == {"r1": "新名", "r3": "补报"}


def test_a_column_newer_than_every_batch_reads_as_null(settings: Settings, make_run: Callable[..., Run]) -> None:
    run = make_run(as_of=NIGHT, pages=settings.home / ".pages-ingest")
    attempt = Attempt(job("ingest_extracts"), run, Warehouse(settings.warehouse))
    run.parts.write_here([village("r1", "旧名", date(2026, 1, 31))])
    attempt.parts = {
        table: TablePart(attempt.path(table), part.rows, part.digest, "-") for table, part in run.parts.written.items()
    }
    for file in Path(attempt.path("bronze.villages")).rglob("*.parquet"):
        parquet.write_table(parquet.read_table(file).drop_columns("street"), file)
    attempt.commit(attempt.manifest("r", {}, []))

    rows = read_pandas(Warehouse(settings.warehouse), "bronze.villages", NIGHT, columns=["village_name", "street"])

    assert rows["village_name"].tolist() == ["旧名"]
    assert rows["street"].isna().tolist() == [True]
