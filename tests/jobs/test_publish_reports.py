"""Publishing a night: pages appear whole beside a committed lineage, or the old ones stay."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from identifiers.pseudonyms import Pseudonyms
from jobs import publish_reports
from jobs.algorithm_record import departments
from jobs.lineage import committed_manifests, table_versions
from jobs.reader import read_pandas
from jobs.registry import REGISTRY, job
from jobs.runner import Runner
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from tests.notebooks.drawn_night import AS_OF, RUN_ID, delivered, full_night, write_night

PAGES = {
    "index.html",
    "ranked_lists.html",
    "candidate_checks.html",
    "algorithm_record.html",
    "algorithm_record.json",
    "checks",
    "clue_map.html",
    "data_quality.html",
    "identity_doubts.html",
    "lender_groups.html",
}


@pytest.fixture
def runner(spark: SparkSession, settings: Settings) -> Runner:
    Pseudonyms.from_key_file(settings.key_file, create=True)
    write_night(settings, full_night())
    return Runner(spark, settings, "fedcba")


def _published(settings: Settings) -> Path:
    return settings.reports / AS_OF.isoformat()


def test_a_night_is_published_with_its_lineage(runner: Runner, settings: Settings) -> None:
    manifest = runner.run(job("publish_reports"), AS_OF, "20260304T030000Z-a")

    assert {path.name for path in _published(settings).iterdir()} == PAGES
    lineage = read_pandas(Warehouse(settings.warehouse), "lineage.table_versions", AS_OF)
    assert len(lineage) == manifest.tables["lineage.table_versions"].rows
    assert set(lineage["job"]) == {entry.name for entry in REGISTRY} - {"publish_reports"}
    lists = lineage[(lineage["table"] == "lists.lenders") & (lineage["input_table"] == "scores.lenders")]
    assert list(lists["digest"]) == ["digest of lists.lenders"]
    assert not [path for path in settings.home.iterdir() if path.name.startswith(".pages")]


def test_a_notebook_that_fails_leaves_the_old_pages(
    runner: Runner, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _published(settings).mkdir(parents=True)
    (_published(settings) / "index.html").write_text("yesterday's reading")

    def fail(run: object) -> None:
        raise RuntimeError("ranked_lists.ipynb failed")

    monkeypatch.setattr(publish_reports, "write_pages", fail)
    with pytest.raises(RuntimeError, match="ranked_lists"):
        runner.run(job("publish_reports"), AS_OF, "20260304T030000Z-a")

    assert [path.name for path in _published(settings).iterdir()] == ["index.html"]
    assert Warehouse(settings.warehouse).newest("publish_reports", f"as_of={AS_OF}") is None


def test_the_record_is_the_same_whenever_the_night_is_published(runner: Runner, settings: Settings) -> None:
    told = []
    for run_id in ("20260304T030000Z-a", "20260304T040000Z-b"):
        runner.run(job("publish_reports"), AS_OF, run_id)
        told.append((_published(settings) / "algorithm_record.json").read_text(encoding="utf-8"))

    assert told[0] == told[1]
    lenders = json.loads(told[0])["lists"]["lenders"]
    assert (lenders["scored"], lenders["eligible"], lenders["listed"]) == (2, 1, 1)
    assert [way["method"] for way in lenders["methods"]] == ["rules_only"]


def test_departments_are_missing_from_the_36th_day_or_never_came(settings: Settings) -> None:
    write_night(
        settings,
        {
            "quarantine.delivered_files": [
                delivered("courts", "civil_cases", known_on=AS_OF - timedelta(days=35)),
                delivered("police", "police_incidents", known_on=AS_OF - timedelta(days=36)),
                delivered("grid", "grid_incidents", rows_accepted=0),
            ]
        },
    )

    missing, never = departments(Warehouse(settings.warehouse), "synthetic_city", AS_OF)

    assert missing == ["police"]
    assert "grid" in never
    assert "courts" not in never


def test_lineage_leads_from_a_list_back_to_the_landing_folder(settings: Settings) -> None:
    write_night(settings, full_night())

    rows = table_versions(committed_manifests(Warehouse(settings.warehouse), AS_OF))

    by_table = {(row[0], row[6], row[7]) for row in rows}
    assert ("lists.lenders", "quarantine.delivered_files", f"batch={RUN_ID}") in by_table
    assert ("quarantine.delivered_files", "landing.files", "courts/civil_cases/2026-02-28") in by_table
    assert ("bronze.reviews", None, None) in by_table
    assert len(rows) == len({row[:2] + row[6:8] for row in rows})


def test_a_batch_that_came_after_the_night_is_no_part_of_it(settings: Settings) -> None:
    write_night(settings, full_night())
    write_night(settings, full_night(), as_of=AS_OF + timedelta(days=1), run_id="20260305T020000Z-later")

    manifests = committed_manifests(Warehouse(settings.warehouse), AS_OF)

    assert {manifest.run_id for manifest in manifests} == {RUN_ID}
