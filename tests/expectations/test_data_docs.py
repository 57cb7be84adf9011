"""Data Docs from recorded results: a page per table in Great Expectations' words, with no host, script or value."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from expectations.boundaries import boundary_checks
from expectations.checks import Check, CheckResult
from expectations.data_docs import write_data_docs
from expectations.history import TOO_FEW, Past, freshness_check, volume_check
from expectations.references import REFERENCES
from jobs.registry import REGISTRY

NIGHT = date(2026, 3, 4)


def results(table: str, *, missed: str = "") -> list[CheckResult]:
    """Every check of a table as a manifest keeps and gives it back; those on the column `missed` did not hold."""
    checks = [*boundary_checks(table, NIGHT), *(one.check for one in REFERENCES if one.table == table)]
    found = [check.result(table, missed not in check.columns) for check in checks]
    return [CheckResult.from_record(result.recorded()) for result in found]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "checks"
    tables = sorted({table for job in REGISTRY for table in job.writes})
    found = {table: results(table) for table in tables}
    found["bronze.villages"] = results("bronze.villages", missed="village_kind")
    found["bronze.villages"].append(volume_check(Past(()), NIGHT).result("bronze.villages", None))
    days = [date(2026, month, 1) for month in range(1, 7)]
    late = freshness_check("courts", days, NIGHT)
    found["quarantine.delivered_files"].append(late.result("quarantine.delivered_files", False))
    odd = Check("values", "ExpectColumnValuesToNotBeNull", (("column", "<b>"),), note="<script>alert(1)</script>")
    found["bronze.companies"].append(odd.result("bronze.companies", True))
    write_data_docs(folder, found, NIGHT)
    return folder


def words(page: Path) -> str:
    text = re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_every_table_has_a_page_and_the_index_leads_to_it(site: Path) -> None:
    linked = set(re.findall(r'href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8")))
    assert linked == {page.name for page in site.iterdir()} - {"index.html"}
    assert len(linked) == len({table for job in REGISTRY for table in job.writes})


def test_no_page_loads_or_runs_anything(site: Path) -> None:
    for page in site.iterdir():
        text = page.read_text(encoding="utf-8")
        assert "http" not in text.replace('http-equiv="Content-Security-Policy"', "")
        assert not re.search(r"<(script|img|link|iframe)", text)
        assert "default-src 'none'" in text


def test_a_page_says_what_held_what_did_not_and_what_was_not_asked(site: Path) -> None:
    said = words(site / "bronze.villages.html")
    assert "values must belong to this set: village community" in said
    assert "fail · values" in said
    assert f"Not checked volume: {TOO_FEW}" in said
    assert (site / "bronze.villages.html").read_text(encoding="utf-8").count("fa-times") == 2 + 1  # one in its style
    assert "found in linked.entities.entity_id" in words(site / "graph.edges.html")
    assert "department courts" in words(site / "quarantine.delivered_files.html")


def test_every_sentence_is_complete(site: Path) -> None:
    for page in site.iterdir():
        assert not re.search(r"\$[a-z]|unknown %|An unexpected Exception", words(page)), page.name


def test_the_index_counts_failures_warnings_and_what_was_not_asked(site: Path) -> None:
    said = words(site / "index.html")
    checks = len(boundary_checks("bronze.villages", NIGHT)) + 1
    assert f"bronze.villages {checks} 2 0 1 values: column village_kind" in said
    assert re.search(r"quarantine.delivered_files \d+ 0 1 0 freshness: column known_on, department courts", said)


def test_a_night_without_results_has_an_index_that_says_so(tmp_path: Path) -> None:
    (index,) = write_data_docs(tmp_path / "checks", {}, NIGHT)
    assert "No check was made for this night." in words(index)
