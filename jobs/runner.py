"""The only writer: reads as of a day, lets a job transform, checks, writes whole partitions, commits last."""

from __future__ import annotations

import importlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from identifiers.pseudonyms import Pseudonyms
from jobs.attempt import Attempt
from jobs.faults import Fault
from jobs.fresh_files import FreshFile, FreshFiles, fresh_files
from jobs.night_before import NightBefore
from jobs.part_files import PartFiles
from jobs.progress import say
from jobs.reader import Reader
from jobs.registry import LANDING, Job
from jobs.run import Run
from jobs.sessions import fit_to
from jobs.settings import Settings
from jobs.warehouse import Manifest, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LANDING_DDL = (
    "source string, department string, table string, delivered date, known_on date, source_file string, "
    "source_place string, uri string, bytes bigint, status string, reason string, handed_over_sha256 string"
)
"""Columns of `landing.files`: one delivered file, still undecoded; nights with `as_of` after `known_on` may read it.
`status` and `reason` are null, or say why it must not be opened. `handed_over_sha256` is null where nobody said it."""

BYTES_A_ROW = 100
"""Of a delivered file, about; the rows of files are not known before they are read."""


@dataclass(frozen=True)
class Runner:
    """Runs registered jobs for one session, warehouse and code revision."""

    spark: SparkSession
    settings: Settings
    code_revision: str

    def run(self, job: Job, as_of: date, run_id: str) -> Manifest:
        """Run one job for one day and return the manifest it committed.

        A rerun gives the same rows under a new run id. Raises Fault where the cause is ours or the machine's and a
        remedy is known; whatever happens before the commit leaves nothing visible.
        """
        begun = time.monotonic()
        say(job.name, as_of, "reading")
        warehouse = Warehouse(self.settings.warehouse)
        reader = Reader(self.spark, warehouse, as_of)
        # A new key would give everybody a new id: it is made once, before the first batch, and never again.
        key_file, first = self.settings.key_file, not warehouse.batches("ingest_extracts")
        pseudonyms = Pseudonyms.from_key_file(key_file, create=first)
        fresh: tuple[FreshFile, ...] = ()
        if job.delivered:
            found = fresh_files(self.settings, warehouse, pseudonyms, as_of)
            fresh = found.due
            if not fresh:
                return self._nothing_new(warehouse, job, as_of, found)
            if found.waiting:
                say(job.name, as_of, found.told)
        # What the last night wrote is looked up and not worked through: it makes no work larger.
        before = reader.night_before(job)
        run = self._run(job, as_of, run_id, warehouse, fresh, pseudonyms, before)
        attempt = Attempt(job, run, warehouse)
        try:
            names = [name for name in job.reads if name != LANDING]
            tables = reader.on_demand(names) if job.on_demand else reader.read_all(names)
            if LANDING in job.reads:
                tables = {**tables, LANDING: self._landed(fresh)}
            landed = sum(file.bytes for file in fresh)
            small = fit_to(self.spark, self.settings, sum(reader.rows_held.values()) + landed // BYTES_A_ROW)
            transform = importlib.import_module(f"jobs.{job.name}").transform
            made = transform(tables, run)
            if set(made) != set(job.writes):
                raise RuntimeError(f"{job.name} returned {sorted(made)} where the registry says {sorted(job.writes)}")
            attempt.write(made, small=small)
            manifest = attempt.manifest(self.code_revision, reader.inputs, fresh)
            attempt.commit(manifest)
        except BaseException:
            attempt.discard()
            raise
        finally:
            self.spark.catalog.clearCache()
        say(
            job.name,
            as_of,
            f"done: {sum(part.rows for part in manifest.tables.values()):,} rows in "
            f"{len(manifest.tables)} tables, {time.monotonic() - begun:.1f} s",
        )
        return manifest

    def _run(
        self,
        job: Job,
        as_of: date,
        run_id: str,
        warehouse: Warehouse,
        fresh: Sequence[FreshFile],
        pseudonyms: Pseudonyms,
        before: NightBefore,
    ) -> Run:
        # A staging folder beside reports/, so that publishing is a rename on one file system.
        pages = self.settings.reports.parent / f".pages-{job.name}-{run_id}"
        return Run(
            as_of,
            run_id,
            self.settings.seed,
            self._source(warehouse, fresh),
            self.settings.jurisdiction,
            self.spark,
            pseudonyms,
            self.settings,
            pages,
            PartFiles(self.spark, warehouse, run_id),
            before,
        )

    def _source(self, warehouse: Warehouse, fresh: Sequence[FreshFile]) -> str:
        batches = warehouse.batches("ingest_extracts")
        known = batches[0].source if batches else None
        new = fresh[0].source if fresh else None
        if known and new and known != new:
            raise Fault(
                f"this warehouse holds {known} and the new extracts are {new}'s",
                "Give each source a MINGJING_HOME of its own",
            )
        return new or known or self.settings.source

    def _nothing_new(self, warehouse: Warehouse, job: Job, as_of: date, fresh: FreshFiles) -> Manifest:
        batches = warehouse.batches(job.name)
        if not batches:
            raise Fault(
                f"every extract under {self.settings.landing} was delivered on or after {as_of}: {fresh.told}",
                "A night reads what was delivered before its as-of date: choose a later --as-of",
            )
        say(job.name, as_of, f"no new delivery{f'; {fresh.told}' if fresh.told else ''}")
        return batches[-1]

    def _landed(self, fresh: Sequence[FreshFile]) -> DataFrame:
        rows = [
            (
                file.source,
                file.department,
                file.table,
                file.delivered,
                file.known_on,
                file.source_file,
                file.source_place,
                # What is not opened may have a name that no text holds.
                file.source_file if file.status else str(file.path),
                file.bytes,
                file.status,
                file.reason,
                file.handed_over_sha256,
            )
            for file in fresh
        ]
        return self.spark.createDataFrame(rows, LANDING_DDL)
