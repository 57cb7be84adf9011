"""The only writer: reads as of a day, lets a job transform, checks, writes whole partitions, commits last."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.suites import CheckResult, check_table
from identifiers.pseudonyms import Pseudonyms

from jobs import landing
from jobs.digests import schema_hash, table_digest
from jobs.faults import Fault
from jobs.reader import Reader, table_ddl
from jobs.registry import LANDING, Job
from jobs.run import Run
from jobs.settings import Settings
from jobs.warehouse import AlreadyCommitted, Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LANDING_DDL = (
    "source string, department string, table string, delivered date, known_on date, source_file string, "
    "uri string, bytes bigint"
)
"""Columns of `landing.files`: one delivered file, still undecoded; `known_on` is the day a night may first count from."""

WRITERS = 4
"""Tables of one job written at once: Spark fills two cores better with several small writes than with one."""


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
        _say(job.name, as_of, "reading")
        warehouse = Warehouse(self.settings.warehouse)
        reader = Reader(self.spark, warehouse, as_of)
        fresh = self._fresh(warehouse, as_of) if job.delivered else []
        if job.delivered and not fresh:
            return self._nothing_new(warehouse, job, as_of)
        run = self._run(job, as_of, run_id, self._source(warehouse, fresh))
        attempt = _Attempt(job, run, warehouse)
        try:
            tables = {
                name: self._landed(fresh, warehouse) if name == LANDING else reader.read(name) for name in job.reads
            }
            transform = importlib.import_module(f"jobs.{job.name}").transform
            made = transform(tables, run)
            if set(made) != set(job.writes):
                raise RuntimeError(f"{job.name} returned {sorted(made)} where the registry says {sorted(job.writes)}")
            attempt.write(made)
            manifest = attempt.manifest(self, reader.inputs, fresh)
            attempt.commit(manifest)
        except BaseException:
            attempt.discard()
            raise
        finally:
            self.spark.catalog.clearCache()
        _say(
            job.name,
            as_of,
            f"done: {sum(part.rows for part in manifest.tables.values()):,} rows in "
            f"{len(manifest.tables)} tables, {time.monotonic() - begun:.1f} s",
        )
        return manifest

    def _run(self, job: Job, as_of: date, run_id: str, source: str) -> Run:
        # A staging folder beside reports/, so that publishing is a rename on one file system.
        pages = self.settings.reports.parent / f".pages-{job.name}-{run_id}"
        return Run(
            as_of,
            run_id,
            self.settings.seed,
            source,
            self.settings.jurisdiction,
            self.spark,
            Pseudonyms.from_key_file(self.settings.key_file),
            self.settings,
            pages,
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
        covered = _covered(warehouse)
        # By file, not by folder: what a department adds to a folder that a night has read must not vanish.
        left = [
            replace(
                delivery,
                files=tuple(path for path in delivery.files if (delivery.key, delivery.name_of(path)) not in covered),
            )
            for delivery in found
            if delivery.delivered < as_of
        ]
        return [delivery for delivery in left if delivery.files]

    def _nothing_new(self, warehouse: Warehouse, job: Job, as_of: date) -> Manifest:
        batches = warehouse.batches(job.name)
        if not batches:
            raise Fault(
                f"every extract under {self.settings.landing} was delivered on or after {as_of}",
                "A night reads what was delivered before its as-of date: choose a later --as-of",
            )
        _say(job.name, as_of, "no new delivery")
        return batches[-1]

    def _landed(self, fresh: list[landing.Delivery], warehouse: Warehouse) -> DataFrame:
        # A folder that turns up behind a night that was already run must not change that night's rerun: its rows
        # count as known from the last night on.
        last_night = warehouse.last_night()
        rows = [
            (
                delivery.source,
                delivery.department,
                delivery.table,
                delivery.delivered,
                max(delivery.delivered, last_night) if last_night else delivery.delivered,
                str(path.relative_to(self.settings.landing)),
                str(path),
                path.stat().st_size,
            )
            for delivery in fresh
            for path in delivery.files
        ]
        return self.spark.createDataFrame(rows, LANDING_DDL)


@dataclass
class _Attempt:
    """The folders of one run that is not yet visible."""

    job: Job
    run: Run
    warehouse: Warehouse

    def __post_init__(self) -> None:
        self.parts: dict[str, TablePart] = {}
        self.checks: list[CheckResult] = []
        self.run.pages.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, table: str) -> str:
        if self.job.delivered:
            return self.warehouse.batch_path(table, self.run.run_id)
        return self.warehouse.part_path(table, f"as_of={self.run.as_of.isoformat()}", self.run.run_id)

    def write(self, made: Mapping[str, DataFrame]) -> None:
        """Write, read back, check and digest every table; raises Fault when a failing check forbids the commit."""
        with ThreadPoolExecutor(WRITERS) as pool:
            done = list(pool.map(lambda item: self._write_one(*item), sorted(made.items())))
        for table, part, written in done:
            self.parts[table] = part
            self.checks += check_table(table, written, rows=part.rows, as_of=self.run.as_of)
        for check in self.checks:
            if not check.passed:
                _say(
                    self.job.name,
                    self.run.as_of,
                    f"{check.severity}: {check.table} {check.expectation}: {check.detail}",
                )
        broken = [check for check in self.checks if not check.passed and check.severity == "fail"]
        if broken:
            first = broken[0]
            raise Fault(
                f"{first.table} breaks its contract: {first.expectation} ({first.detail})"
                + (f", and {len(broken) - 1} more checks failed" if len(broken) > 1 else ""),
                f"Nothing was published. Mend the extract or the job, then run `mingjing run {self.job.name} "
                f"--as-of {self.run.as_of}`",
            )

    def _write_one(self, table: str, frame: DataFrame) -> tuple[str, TablePart, DataFrame]:
        path = self.path(table)
        frame = self._as_declared(table, frame)
        if self.job.delivered:
            from pyspark.sql import functions as F

            frame.withColumn("delivered", F.col("known_on")).repartition("delivered").write.partitionBy(
                "delivered"
            ).parquet(path)
        else:
            frame.write.parquet(path)
        written = self.run.spark.read.schema(frame.schema).parquet(path)
        rows, digest = table_digest(written)
        return table, TablePart(path, rows, digest, schema_hash(frame)), written

    def _as_declared(self, table: str, frame: DataFrame) -> DataFrame:
        """The frame with its declared columns in their order and types; raises RuntimeError when one is missing."""
        declared = self.run.spark.createDataFrame([], table_ddl(table)).schema
        missing = [name for name in declared.names if name not in frame.columns]
        extra = [name for name in frame.columns if name not in declared.names]
        if missing or (extra and not table.startswith("features.")) or (extra and table == "features.evidence_items"):
            raise RuntimeError(f"{self.job.name} made {table} without {missing} and with undeclared {extra}")
        columns = [frame[name].cast(declared[name].dataType).alias(name) for name in declared.names]
        return frame.select(*columns, *sorted(extra))

    def manifest(self, runner: Runner, inputs: dict[str, dict[str, str]], fresh: list[landing.Delivery]) -> Manifest:
        return Manifest(
            job=self.job.name,
            partition="" if self.job.delivered else f"as_of={self.run.as_of.isoformat()}",
            run_id=self.run.run_id,
            source=self.run.source,
            code_revision=runner.code_revision,
            tables=self.parts,
            inputs=inputs,
            checks=[check.recorded() for check in self.checks],
            facts=dict(sorted(self.run.facts.items())),
            settings=runner.settings.recorded(),
            deliveries={
                delivery.key: {delivery.name_of(path): landing.file_digest(path) for path in delivery.files}
                for delivery in fresh
            },
        )

    def commit(self, manifest: Manifest) -> None:
        if self.job.delivered:
            number = len(self.warehouse.batches(self.job.name)) + 1
            mine = {(key, name) for key, files in manifest.deliveries.items() for name in files}
            try:
                if mine & _covered(self.warehouse):
                    raise AlreadyCommitted(str(number))
                self.warehouse.commit_batch(manifest, number)
            except AlreadyCommitted:
                raise Fault(
                    "another run ingested these deliveries at the same time",
                    "Nothing was lost: run the job again, it takes what is left",
                ) from None
            shutil.rmtree(self.run.pages, ignore_errors=True)
            return
        published = self.run.settings.reports / self.run.as_of.isoformat()
        staged = any(self.run.pages.iterdir())
        self.warehouse.commit(manifest)
        if staged:
            publish(self.run.pages, published)
        else:
            self.run.pages.rmdir()

    def discard(self) -> None:
        """Remove whatever this attempt wrote; errors here would hide the one that brought us here."""
        for table in self.job.writes:
            try:
                self.warehouse.drop(self.path(table))
            except OSError as error:
                print(f"could not remove an unpublished folder of {table}: {error}", file=sys.stderr)
        shutil.rmtree(self.run.pages, ignore_errors=True)


def _covered(warehouse: Warehouse) -> set[tuple[str, str]]:
    """(delivery, file) of every file that a committed batch has read."""
    return {
        (key, name)
        for manifest in warehouse.batches("ingest_extracts")
        for key, files in manifest.deliveries.items()
        for name in files
    }


def publish(staged: Path, published: Path) -> None:
    """Put a staged folder of pages in place of an older one; a reader sees the old pages or the new, never a mix."""
    published.parent.mkdir(parents=True, exist_ok=True)
    old = published.with_name(f".{published.name}.old-{os.getpid()}")
    if published.exists():
        published.rename(old)
    staged.rename(published)
    shutil.rmtree(old, ignore_errors=True)


def _say(job: str, as_of: date, text: str) -> None:
    print(f"[{as_of}] {job}: {text}", file=sys.stderr, flush=True)
