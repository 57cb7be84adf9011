"""The only writer: reads as of a day, lets a job transform, checks, writes whole partitions, commits last."""

from __future__ import annotations

import importlib
import time
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from identifiers.pseudonyms import Pseudonyms
from jobs import landing
from jobs.attempt import Attempt
from jobs.faults import Fault
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
    "uri string, bytes bigint"
)
"""Columns of `landing.files`: one delivered file, still undecoded; nights with `as_of` after `known_on` may read it."""

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
        fresh = self._fresh(warehouse, as_of) if job.delivered else []
        if job.delivered and not fresh:
            return self._nothing_new(warehouse, job, as_of)
        run = self._run(job, as_of, run_id, warehouse, fresh)
        attempt = Attempt(job, run, warehouse)
        try:
            tables = reader.read_all([name for name in job.reads if name != LANDING])
            if LANDING in job.reads:
                tables[LANDING] = self._landed(fresh, warehouse)
            landed = sum(path.stat().st_size for delivery in fresh for path in delivery.files)
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

    def _run(self, job: Job, as_of: date, run_id: str, warehouse: Warehouse, fresh: list[landing.Delivery]) -> Run:
        # A staging folder beside reports/, so that publishing is a rename on one file system.
        pages = self.settings.reports.parent / f".pages-{job.name}-{run_id}"
        return Run(
            as_of,
            run_id,
            self.settings.seed,
            self._source(warehouse, fresh),
            self.settings.jurisdiction,
            self.spark,
            # A new key would give everybody a new id: it is made once, before the first batch, and never again.
            Pseudonyms.from_key_file(self.settings.key_file, create=not warehouse.batches("ingest_extracts")),
            self.settings,
            pages,
            PartFiles(self.spark, warehouse, run_id),
        )

    def _source(self, warehouse: Warehouse, fresh: list[landing.Delivery]) -> str:
        batches = warehouse.batches("ingest_extracts")
        known = batches[0].source if batches else None
        new = landing.one_source(fresh)
        if known and new and known != new:
            raise Fault(
                f"this warehouse holds {known} and the new extracts are {new}'s",
                "Give each source a MINGJING_HOME of its own",
            )
        return new or known or self.settings.source

    def _fresh(self, warehouse: Warehouse, as_of: date) -> list[landing.Delivery]:
        found = landing.deliveries(self.settings.landing, self.settings.source)
        if not any(delivery.files for delivery in found):
            raise Fault(
                f"no extract lies under {self.settings.landing}",
                "Hand extracts over with `mingjing land FOLDER --source NAME`, "
                "or make a synthetic city with `mingjing simulate`",
            )
        covered, last_night = warehouse.covered_files(), warehouse.last_night()
        # By file, not by folder: what a department adds to a folder that a night has read must not vanish.
        left = [
            replace(
                delivery,
                files=tuple(path for path in delivery.files if (delivery.key, delivery.name_of(path)) not in covered),
            )
            for delivery in found
            if _known_on(delivery, last_night) < as_of
        ]
        return [delivery for delivery in left if delivery.files]

    def _nothing_new(self, warehouse: Warehouse, job: Job, as_of: date) -> Manifest:
        batches = warehouse.batches(job.name)
        if not batches:
            raise Fault(
                f"every extract under {self.settings.landing} was delivered on or after {as_of}",
                "A night reads what was delivered before its as-of date: choose a later --as-of",
            )
        say(job.name, as_of, "no new delivery")
        return batches[-1]

    def _landed(self, fresh: list[landing.Delivery], warehouse: Warehouse) -> DataFrame:
        last_night = warehouse.last_night()
        rows = [
            (
                delivery.source,
                delivery.department,
                delivery.table,
                delivery.delivered,
                _known_on(delivery, last_night),
                str(path.relative_to(self.settings.landing)),
                str(path),
                path.stat().st_size,
            )
            for delivery in fresh
            for path in delivery.files
        ]
        return self.spark.createDataFrame(rows, LANDING_DDL)


def _known_on(delivery: landing.Delivery, last_night: date | None) -> date:
    # A folder that turns up behind a night that was already run must not change that night's rerun: its rows count as
    # known from the last night on.
    return max(delivery.delivered, last_night) if last_night else delivery.delivered
