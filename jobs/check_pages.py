"""The night's check results as Great Expectations' Data Docs, under `checks/` beside the night's pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from expectations.checks import CheckResult
from expectations.data_docs import write_data_docs
from jobs.lineage import committed_manifests
from jobs.run import Run
from jobs.warehouse import Warehouse

CHECKS = "checks"
"""Folder of the pages under reports/<as_of>/."""


def write_check_pages(run: Run) -> None:
    """Write the pages of every check that led to this night into `run.pages`."""
    found = night_checks(Warehouse(run.settings.warehouse), run.as_of)
    write_data_docs(run.pages / CHECKS, found, run.as_of)


def night_checks(warehouse: Warehouse, as_of: date) -> Mapping[str, list[CheckResult]]:
    """Recorded results by table: of the night's jobs, and of the batches that the night before had not read.

    Where nothing new was delivered, the batch that came last stands for what is held.
    """
    manifests = committed_manifests(warehouse, as_of)
    batches = [manifest for manifest in manifests if not manifest.partition]
    read_before = _read_by_the_night_before(warehouse, as_of)
    new = [batch for batch in batches if f"batch={batch.run_id}" not in read_before] or batches[-1:]
    found: dict[str, list[CheckResult]] = defaultdict(list)
    for manifest in [*new, *(one for one in manifests if one.partition)]:
        # Batches are never rewritten: what a release before this one committed names no kind of check.
        for record in (record for record in manifest.checks if "check" in record):
            found[str(record["table"])].append(CheckResult.from_record(record))
    return found


def _read_by_the_night_before(warehouse: Warehouse, as_of: date) -> frozenset[str]:
    nights = [part for part in warehouse.partitions("rank_lists") if part < f"as_of={as_of.isoformat()}"]
    last = warehouse.newest("rank_lists", max(nights)) if nights else None
    return frozenset(last.inputs.get("quarantine.delivered_files", {})) if last else frozenset()
