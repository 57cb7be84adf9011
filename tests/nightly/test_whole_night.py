"""A whole night over a small synthetic city, in one session: what is committed, who is named where, and once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pandas as pd
import pyarrow.dataset as arrow_dataset
import pytest
from pyspark.sql import SparkSession

from expectations.contracts import contracts
from jobs.night import run_in_process
from jobs.reader import read_pandas
from jobs.registry import REGISTRY, job
from jobs.runner import Runner
from jobs.settings import Settings
from jobs.warehouse import Manifest, Warehouse
from simulation import simulate

AS_OF = date(2026, 3, 4)
MAY_NAME = ("bronze.", "quarantine.", "linked.identities")


@dataclass(frozen=True)
class Night:
    """A night that was run: its settings, runner, and each job's manifest."""

    settings: Settings
    runner: Runner
    manifests: dict[str, Manifest]

    def read(self, table: str) -> pd.DataFrame:
        return read_pandas(Warehouse(self.settings.warehouse), table, AS_OF)


def run_ids(prefix: str) -> Iterator[str]:
    return (f"20260304T02000{number}Z-{prefix}" for number in count())


@pytest.fixture(scope="module")
def night(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The first night of a city of 1,500, before anything was trained."""
    settings = Settings.from_environment({"MINGJING_HOME": str(tmp_path_factory.mktemp("home"))})
    settings.make_folders()
    simulate(
        settings.landing, settings.home / "truth", people=1_500, seed=7, as_of=AS_OF, progress=lambda message: None
    )
    runner = Runner(spark, settings, "tests")
    ids = run_ids("first")
    return Night(settings, runner, run_in_process(runner, AS_OF, lambda: next(ids)))


def test_every_job_committed_every_table(night: Night) -> None:
    assert {job.name: sorted(night.manifests[job.name].tables) for job in REGISTRY} == {
        job.name: sorted(job.writes) for job in REGISTRY
    }


def test_no_check_failed(night: Night) -> None:
    failed = [check for manifest in night.manifests.values() for check in manifest.checks if not check["passed"]]
    assert not [check for check in failed if check["severity"] == "fail"]


def test_rows_in_are_rows_accepted_and_rows_quarantined(night: Night) -> None:
    files = night.read("quarantine.delivered_files").query("rows_in.notnull()")
    assert len(files) > 50
    assert (files["rows_in"] == files["rows_accepted"] + files["rows_quarantined"]).all()


@pytest.mark.parametrize("name", ["lenders", "companies", "disputes"])
def test_a_list_row_says_what_it_rests_on(night: Night, name: str) -> None:
    rows = night.read(f"lists.{name}")
    evidence = set(night.read("features.evidence_items")["evidence_id"])
    assert len(rows), "a city has somebody for every list"
    assert list(rows.sort_values("rank")["rank"]) == list(range(1, len(rows) + 1))
    assert (rows["method"] == "rules_only").all(), "nothing was trained yet, and the list says so"
    assert (rows["review_status"] == "unreviewed").all()
    assert (rows["expires_on"] > rows["as_of"]).all()
    for row in rows.itertuples():
        assert len(row.reasons), f"{row.subject_id} is on the list without a reason"
        assert {*row.evidence_ids, *row.counter_evidence_ids} <= evidence


def test_evidence_cites_rows_that_exist(night: Night) -> None:
    items = night.read("features.evidence_items")
    known = {row for table in _bronze(night) for row in night.read(table)["source_row_id"]}
    cited = {row for rows in items["source_row_ids"] for row in rows}
    assert cited
    assert cited <= known


def test_later_layers_and_pages_name_nobody(night: Night) -> None:
    vault = night.read("linked.identities")
    telling = vault[vault["attribute"].isin(["citizen_id", "phone"])]["value"]
    values = {value for value in telling if len(value) >= 11}
    assert len(values) > 500
    found = []
    for manifest in night.manifests.values():
        for table, part in manifest.tables.items():
            if not table.startswith(MAY_NAME):
                text = arrow_dataset.dataset(part.path, format="parquet").to_table().to_pandas().to_csv()
                found += [table for value in values if value in text]
    for page in sorted(night.settings.reports.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        found += [page.name for value in values if value in text]
    assert not found, f"a citizen id or phone number stands in {sorted(set(found))}"


def test_pages_are_published_with_the_commit(night: Night) -> None:
    assert (night.settings.reports / AS_OF.isoformat() / "index.html").exists()


def test_late_rows_change_tomorrow_and_never_yesterday(night: Night) -> None:
    """A night made again gives the same rows, though records dated into its past were delivered and read since."""
    ids = run_ids("again")
    before = len(night.read("bronze.judgment_debtors"))
    late = AS_OF - timedelta(days=30)
    folder = night.settings.landing / "courts" / "judgment_debtors" / late.isoformat()
    folder.mkdir(parents=True)
    headers = [column.header for column in contracts()["judgment_debtors"]]
    row = {"名单编号": "late-1", "发布日期": (late - timedelta(days=300)).isoformat(), headers[3]: "甲某乙"}
    (folder / "late.csv").write_text(
        ",".join(headers) + "\n" + ",".join(row.get(header, "") for header in headers) + "\n", encoding="utf-8"
    )
    (folder / "_delivery.json").write_text(json.dumps({"source": "synthetic_city"}))
    tomorrow = AS_OF + timedelta(days=1)
    night.runner.run(job("ingest_extracts"), tomorrow, next(ids))

    assert len(night.read("bronze.judgment_debtors")) == before
    seen = read_pandas(Warehouse(night.settings.warehouse), "bronze.judgment_debtors", tomorrow)
    assert "late-1" in set(seen["listing_no"])
    again = [one for one in REGISTRY if one.name not in {"ingest_extracts", "publish_reports"}]
    second = run_in_process(night.runner, AS_OF, lambda: next(ids), again)
    for name, manifest in second.items():
        first = night.manifests[name]
        assert {table: part.digest for table, part in manifest.tables.items()} == {
            table: part.digest for table, part in first.tables.items()
        }, f"{name} gave other rows than the night before the late ones came"


def _bronze(night: Night) -> list[str]:
    manifest = night.manifests["ingest_extracts"]
    return [table for table, part in manifest.tables.items() if table.startswith("bronze.") and part.rows]
