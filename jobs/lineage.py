"""Lineage read off manifests: which partition was made from which, by which job and code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from jobs.registry import LANDING, REGISTRY
from jobs.warehouse import Manifest, TablePart, Warehouse

LINEAGE = "lineage.table_versions"

VersionRow = tuple[str, str, str, int, str, str, str | None, str | None, str | None]
"""A row of lineage.table_versions: table, partition, job, rows, digest, code_revision, and the input's three."""


def committed_manifests(warehouse: Warehouse, as_of: date) -> list[Manifest]:
    """The manifests a night stands on: the batches it read, then each job's newest run, in the order of the night.

    The job that writes the lineage is left out: it would tell of its own earlier run.
    """
    runs = [
        newest
        for job in REGISTRY
        if not job.delivered and LINEAGE not in job.writes
        if (newest := warehouse.newest(job.name, f"as_of={as_of.isoformat()}")) is not None
    ]
    # Not every batch there is: what was ingested after the night is no part of it.
    read = {version for manifest in runs for versions in manifest.inputs.values() for version in versions}
    batches = [batch for job in REGISTRY if job.delivered for batch in warehouse.batches(job.name)]
    return [batch for batch in batches if f"batch={batch.run_id}" in read] + runs


def table_versions(manifests: list[Manifest]) -> list[VersionRow]:
    """Rows of lineage.table_versions, sorted; a table that read nothing has one row with null inputs."""
    rows = {row for manifest in manifests for row in _versions(manifest)}
    return sorted(rows, key=lambda row: tuple(str(value or "") for value in row))


def _versions(manifest: Manifest) -> Iterator[VersionRow]:
    partition = manifest.partition or f"batch={manifest.run_id}"
    for table, part in manifest.tables.items():
        made = (table, partition, manifest.job, part.rows, part.digest, manifest.code_revision)
        inputs = list(_inputs(manifest, table, part))
        for name, version, digest in inputs:
            yield (*made, name, version, digest)
        if not inputs:
            yield (*made, None, None, None)


def _inputs(manifest: Manifest, table: str, part: TablePart) -> Iterator[tuple[str, str, str]]:
    if not manifest.deliveries:
        for name, versions in manifest.inputs.items():
            for version, digest in versions.items():
                yield name, version, digest
        return
    for delivery, files in manifest.deliveries.items():
        # A bronze table comes from the deliveries of its own name; quarantine accounts for all of them.
        if part.rows and table in (f"bronze.{delivery.split('/')[1]}", *_OF_EVERY_DELIVERY):
            held = "\n".join(f"{name}\t{told['sha256']}" for name, told in sorted(files.items()))
            yield LANDING, delivery, hashlib.sha256(held.encode()).hexdigest()


_OF_EVERY_DELIVERY = ("quarantine.rejected_rows", "quarantine.delivered_files")


def tables_made(manifests: list[Manifest]) -> list[dict[str, object]]:
    """One entry per table and partition, in the order of the night: rows, digest, and how many partitions it read."""
    return [
        {
            "table": table,
            "partition": manifest.partition or f"batch={manifest.run_id}",
            "job": manifest.job,
            "rows": part.rows,
            "digest": part.digest,
            "code_revision": manifest.code_revision,
            "inputs": {name: len(versions) for name, versions in sorted(manifest.inputs.items())}
            or ({LANDING: len(manifest.deliveries)} if manifest.deliveries else {}),
        }
        for manifest in manifests
        for table, part in sorted(manifest.tables.items())
    ]
