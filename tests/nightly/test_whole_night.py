"""A whole night over a small synthetic city, in one session: what is committed, who is named where, and once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from itertools import chain, count
from pathlib import Path

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


NAMED = "欧阳试验"
NAMED_ID = "11010519491231002X"
NAMED_PHONE = "13800138000"
"""Somebody after whom files are named, whom a header names, and whose row is refused."""


@dataclass(frozen=True)
class Night:
    """A night that was run: its settings, runner, each job's manifest, and what it printed."""

    settings: Settings
    runner: Runner
    manifests: dict[str, Manifest]
    said: str

    def read(self, table: str) -> pd.DataFrame:
        return read_pandas(Warehouse(self.settings.warehouse), table, AS_OF)


def run_ids(prefix: str) -> Iterator[str]:
    return (f"20260304T02000{number}Z-{prefix}" for number in count())


@pytest.fixture(scope="module")
def night(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The first night of a city of 1,500, before anything was trained; some files are named after somebody."""
    settings = Settings.from_environment({"MINGJING_HOME": str(tmp_path_factory.mktemp("home"))})
    settings.make_folders()
    simulate(
        settings.landing, settings.home / "truth", people=1_500, seed=7, as_of=AS_OF, progress=lambda message: None
    )
    _name_files_after_somebody(settings.landing)
    runner = Runner(spark, settings, "tests")
    ids = run_ids("first")
    with redirect_stdout(StringIO()) as out, redirect_stderr(out):
        manifests = run_in_process(runner, AS_OF, lambda: next(ids))
    return Night(settings, runner, manifests, out.getvalue())


def _name_files_after_somebody(landing: Path) -> None:
    """Every file of the courts, and three more: one with a header nobody declared, a damaged one, and a stray one."""
    for sidecar in sorted((landing / "courts").glob("*/*/_delivery.json")):
        held = json.loads(sidecar.read_text(encoding="utf-8"))
        renamed = {f"{NAMED}_{NAMED_ID}_{name}": told for name, told in held["files"].items()}
        for name in held["files"]:
            (sidecar.parent / name).rename(sidecar.parent / f"{NAMED}_{NAMED_ID}_{name}")
        sidecar.write_text(json.dumps({**held, "files": renamed}), encoding="utf-8")
    folder = sorted((landing / "hotline/hotline_tickets").iterdir())[0]
    row = f"{NAMED},2026-01-01,{NAMED_PHONE}"
    (folder / f"{NAMED}.csv").write_text(f"工单编号,受理日期,{NAMED}{NAMED_PHONE}\n{row}\n", encoding="utf-8")
    (folder / f"{NAMED_ID}.xlsx").write_bytes(b"PK\x03\x04" + NAMED.encode())
    (landing / f"{NAMED}.csv").write_text(row, encoding="utf-8")


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


def test_later_layers_pages_manifests_and_logs_name_nobody(night: Night) -> None:
    vault = night.read("linked.identities")
    # Words of two characters, and a street or district alone, stand in many a sentence.
    lengths = {"name": 3, "number": 11, "phone": 11, "address": 8, "context": 8}
    lengths |= {"id_seen": 11, "door": 8, "sound": 8, "stem": 7}
    # A home, company or office stands in the vault behind the word of its kind, which a leak would leave out.
    vault["context"] = vault["context"].str.partition(" ")[2]
    held = {name: vault[name][vault[name].str.len() >= length] for name, length in lengths.items()}
    assert all(len(values) for values in held.values())
    values = {*chain.from_iterable(held.values()), NAMED, NAMED_ID, NAMED_PHONE}
    assert len(values) > 2_000
    texts = {"what the night printed": night.said}
    for manifest in night.manifests.values():
        for table, part in manifest.tables.items():
            if not table.startswith(MAY_NAME):
                texts[table] = arrow_dataset.dataset(part.path, format="parquet").to_table().to_pandas().to_csv()
    kept = [*night.settings.reports.rglob("*.*"), *Path(night.settings.warehouse).glob("_manifests/**/*.json")]
    texts |= {str(path.relative_to(night.settings.home)): path.read_text(encoding="utf-8") for path in kept}
    forms = {path.rpartition(".")[2] for path in texts if path.startswith("reports/")}
    assert forms >= {"html", "json"}
    assert any("/checks/" in path for path in texts), "Great Expectations' pages are among them"
    found = {place: sorted(named) for place, text in texts.items() if (named := _named(text, values))}
    assert not found, f"people are named in {sorted(found)}"


def test_evidence_cites_a_file_named_after_somebody_by_its_place(night: Night) -> None:
    cited = {citation for citations in night.read("features.evidence_items")["citations"] for citation in citations}
    files = night.read("quarantine.delivered_files")
    places = set(files.loc[files["source_file"].str.contains(NAMED), "source_place"])

    assert places & {citation.partition("#")[0] for citation in cited}
    assert {citation.partition("#")[0] for citation in cited} <= set(files["source_place"])
    assert {"hotline_tickets", None} <= set(files.loc[files["status"] != "read", "table"])


def _named(text: str, values: set[str]) -> set[str]:
    """Those of the values that stand in a text. By their beginnings: there are thousands of them."""
    beginning: dict[str, list[str]] = {}
    for value in values:
        beginning.setdefault(value[:3], []).append(value)
    return {
        value
        for place in range(len(text))
        for value in beginning.get(text[place : place + 3], ())
        if text.startswith(value, place)
    }


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
