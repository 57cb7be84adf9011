"""One run's tables on their way: written where nobody looks, checked, digested, and then committed or thrown away."""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.checks import CheckResult
from expectations.layers import DELIVERED_FILES
from jobs.checking import Checking
from jobs.digests import NO_ROWS, frame_digest, row_hashes, schema_hash, table_digest
from jobs.faults import Fault
from jobs.fresh_files import FreshFile
from jobs.part_files import Part
from jobs.progress import say
from jobs.reader import table_ddl
from jobs.registry import Job
from jobs.run import Run
from jobs.small_tables import handed_over, partition_rows, schema_of, write_small
from jobs.warehouse import AlreadyCommitted, FileProof, Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WRITERS = 4
"""Tables of one job written at once: Spark fills two cores better with several small writes than with one."""

PROOF = ("sha256", "bytes", "rows_in", "rows_accepted", "rows_quarantined")
"""What a manifest keeps of each delivered file: what was read, and rows in = accepted + quarantined."""


@dataclass
class Attempt:
    """The folders of one run that is not yet visible."""

    job: Job
    run: Run
    warehouse: Warehouse

    def __post_init__(self) -> None:
        self.parts: dict[str, TablePart] = {}
        self.checks: list[CheckResult] = []
        self.committed = False
        self.run.pages.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, table: str) -> str:
        if self.job.delivered:
            return self.warehouse.batch_path(table, self.run.run_id)
        return self.warehouse.part_path(table, f"as_of={self.run.as_of.isoformat()}", self.run.run_id)

    def write(self, made: Mapping[str, DataFrame], *, small: bool) -> None:
        """Write, read back, check and digest every table; raises Fault when a failing check forbids the commit.

        Tables of `small` work are written by this process, those of large work by Spark's tasks, and those of a job
        that reads deliveries were written as they were read; the rows are equal.
        """
        frames = {table: self._as_declared(table, frame) for table, frame in sorted(made.items())}
        if self.job.delivered:
            parts = self.run.parts.written
        else:
            write_one = self._write_here if small else self._write_by_spark
            with ThreadPoolExecutor(WRITERS) as pool:
                parts = dict(zip(frames, pool.map(write_one, frames, frames.values()), strict=True))
        for table, frame in frames.items():
            # Of forty tables a night's deliveries fill a few, and readers pass over batches without rows.
            _, rows, digest = parts.get(table, (frame, *NO_ROWS))
            self.parts[table] = TablePart(self.path(table), rows, digest, schema_hash(frame))
        written = {table: parts[table].frame for table in frames if table in parts}
        self.checks = Checking(self.job, self.run, self.warehouse, self.parts, written).results()
        missed = [check for check in self.checks if check.passed is False]
        for check in missed:
            said = f"{check.severity}: {check.table} {check.check} {check.expectation}: {check.detail}"
            say(self.job.name, self.run.as_of, said)
        broken = [check for check in missed if check.severity == "fail"]
        if broken:
            first = broken[0]
            raise Fault(
                f"{first.table} breaks its contract: {first.expectation} ({first.detail})"
                + (f", and {len(broken) - 1} more checks failed" if len(broken) > 1 else ""),
                f"Nothing was published. Mend the extract or the job, then run `mingjing run {self.job.name} "
                f"--as-of {self.run.as_of}`",
            )

    def _write_here(self, table: str, frame: DataFrame) -> Part:
        path = self.path(table)
        write_small(self.warehouse, path, frame.toArrow())
        held = partition_rows(self.warehouse, path, frame.schema)
        return Part(handed_over(self.run.spark, held, frame.schema), *table_digest([row_hashes(held)]))

    def _write_by_spark(self, table: str, frame: DataFrame) -> Part:
        path = self.path(table)
        frame.write.parquet(path)
        held = self.run.spark.read.schema(frame.schema).parquet(path)
        return Part(held, *frame_digest(held))

    def _as_declared(self, table: str, frame: DataFrame) -> DataFrame:
        """The frame with its declared columns in their order and types; raises RuntimeError when one is missing."""
        declared = schema_of(table_ddl(table))
        held = frame.columns
        missing = [name for name in declared.names if name not in held]
        extra = [name for name in held if name not in declared.names]
        if missing or (extra and not table.startswith("features.")) or (extra and table == "features.evidence_items"):
            raise RuntimeError(f"{self.job.name} made {table} without {missing} and with undeclared {extra}")
        columns = [f"cast(`{one.name}` as {one.dataType.simpleString()}) as `{one.name}`" for one in declared]
        return frame.selectExpr(*columns, *(f"`{name}`" for name in sorted(extra)))

    def manifest(
        self, code_revision: str, inputs: dict[str, dict[str, str]], fresh: Sequence[FreshFile] = ()
    ) -> Manifest:
        """The manifest of what was written from delivered files and other inputs; nothing is visible until `commit`
        puts it in place."""
        return Manifest(
            job=self.job.name,
            partition="" if self.job.delivered else f"as_of={self.run.as_of.isoformat()}",
            run_id=self.run.run_id,
            source=self.run.source,
            code_revision=code_revision,
            tables=self.parts,
            inputs=inputs,
            checks=[check.recorded() for check in self.checks],
            facts=dict(sorted(self.run.facts.items())),
            settings=self.run.settings.recorded(),
            deliveries=self._covered(fresh) if fresh else {},
        )

    def _covered(self, fresh: Sequence[FreshFile]) -> dict[str, dict[str, FileProof]]:
        proofs = self.warehouse.read_columns(self.parts[DELIVERED_FILES.name].path, ["source_file", *PROOF])
        by_file = {
            str(row["source_file"]): {name: row[name] for name in PROOF} for row in proofs.to_dict(orient="records")
        }
        found: dict[str, dict[str, FileProof]] = {}
        for file in fresh:
            found.setdefault(file.delivery, {})[file.file_id] = by_file[file.source_file]
        return found

    def commit(self, manifest: Manifest) -> None:
        """Make everything visible: the manifest first, then the pages that go with it.

        Raises Fault when another run ingested one of these deliveries meanwhile.
        """
        if self.job.delivered:
            self._commit_batch(manifest)
        else:
            self.warehouse.commit(manifest)
        self.committed = True
        if any(self.run.pages.iterdir()):
            publish(self.run.pages, self.run.settings.reports / self.run.as_of.isoformat())
        else:
            self.run.pages.rmdir()

    def _commit_batch(self, manifest: Manifest) -> None:
        number = len(self.warehouse.batches(self.job.name)) + 1
        mine = {file for files in manifest.deliveries.values() for file in files}
        try:
            if mine & self.warehouse.covered_files().keys():
                raise AlreadyCommitted(str(number))
            self.warehouse.commit_batch(manifest, number)
        except AlreadyCommitted:
            raise Fault(
                "another run ingested these deliveries at the same time",
                "Nothing was lost: run the job again, it takes what is left",
            ) from None

    def discard(self) -> None:
        """Remove whatever this attempt wrote and did not commit; errors here would hide the one that brought us."""
        for table in () if self.committed else self.job.writes:
            try:
                self.warehouse.drop(self.path(table))
            except OSError as error:
                print(f"could not remove an unpublished folder of {table}: {error}", file=sys.stderr)
        shutil.rmtree(self.run.pages, ignore_errors=True)


def publish(staged: Path, published: Path) -> None:
    """Put a staged folder of pages in place of an older one: never a mix of both, and one publisher after the other.

    Between two renames there is an instant without pages; a run killed in it is made again to have them back.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    old = published.with_name(f".{published.name}.old")
    with (published.parent / ".publishing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(old, ignore_errors=True)
        if published.exists():
            published.rename(old)
        staged.rename(published)
        shutil.rmtree(old, ignore_errors=True)
