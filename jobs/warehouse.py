"""Where tables and their manifests lie, and the only way a partition becomes visible.

A run writes its tables into folders of its own and commits by putting one manifest in place, last. What no manifest
names does not exist: a killed run leaves folders that nobody reads. Two runs of one partition never share a folder,
so neither can harm the other; readers take the newest committed run.

    <layer>/<table>/as_of=2026-11-22/<run id>/part-*.parquet          a later layer
    bronze/<table>/batch=<run id>/delivered=2026-10-31/part-*.parquet  a batch of deliveries
    _manifests/<job>/as_of=2026-11-22/<run id>.json
    _manifests/ingest_extracts/<number>.json                           one per batch, numbered, never replaced
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as arrow_dataset
from pyarrow import fs

if TYPE_CHECKING:
    import pandas as pd

RUNS_KEPT = 2
"""Committed runs of one partition that stay: the newest, and the one a reader may still be reading."""


@dataclass(frozen=True)
class TablePart:
    """One table's rows as one run wrote them. A manifest keeps `path` without the root, so that a home can move."""

    path: str
    rows: int
    digest: str
    schema_hash: str


FileProof = dict[str, str | int | None]
"""`sha256` of a file, null where it was not opened, its size in `bytes`, and that none of its rows is lost: `rows_in`,
`rows_accepted` and `rows_quarantined`, of which the first is the sum of the others."""


@dataclass(frozen=True)
class Manifest:
    """What is known of one committed run. `inputs` maps a table to {partition: digest of what was read}."""

    job: str
    partition: str
    run_id: str
    source: str
    code_revision: str
    tables: dict[str, TablePart]
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    checks: list[dict[str, object]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    deliveries: dict[str, dict[str, FileProof]] = field(default_factory=dict)
    """Ingest only: delivery -> {file id: what became of the file} that this batch covers. A file's id is keyed from its
    path under landing: files may be named after people."""

    def to_json(self, root: str) -> str:
        """The manifest as it is kept under a warehouse's root."""
        held = asdict(self)
        for part in held["tables"].values():
            part["path"] = part["path"].removeprefix(f"{root}/")
        return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str, root: str) -> Manifest:
        """The manifest that was kept under a root, with the paths of its parts below it."""
        held = json.loads(text)
        held["tables"] = {
            name: TablePart(**{**part, "path": f"{root}/{part['path']}"}) for name, part in held["tables"].items()
        }
        return cls(**held)


class AlreadyCommitted(Exception):
    """Another run took the number of this batch first."""


class Warehouse:
    """Paths, manifests and commits under one root (a local folder or a URI that Arrow and Spark both know)."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")
        self._fs: fs.FileSystem = fs.LocalFileSystem()
        self._base = self.root
        self._batches: dict[str, Manifest] = {}
        if "://" in root:
            self._fs, self._base = fs.FileSystem.from_uri(self.root)

    def part_path(self, table: str, partition: str, run_id: str) -> str:
        """Folder that a run writes a later layer's table into."""
        layer, name = table.split(".")
        return f"{self.root}/{layer}/{name}/{partition}/{run_id}"

    def batch_path(self, table: str, run_id: str) -> str:
        """Folder that an ingest run writes a table into, with `delivered=` folders below it."""
        layer, name = table.split(".")
        return f"{self.root}/{layer}/{name}/batch={run_id}"

    def newest(self, job: str, partition: str) -> Manifest | None:
        """The newest committed run of a partition, or None. Run ids sort by the time they were begun."""
        names = self._names(f"_manifests/{job}/{partition}")
        return self._read(f"_manifests/{job}/{partition}/{names[-1]}") if names else None

    def batches(self, job: str) -> list[Manifest]:
        """Every committed batch of a job that writes deliveries, in the order of commitment."""
        return [self._batch(f"_manifests/{job}/{name}") for name in self._names(f"_manifests/{job}")]

    def _batch(self, path: str) -> Manifest:
        # A batch's manifest never changes, and every table that is read asks for all of them.
        if path not in self._batches:
            self._batches[path] = self._read(path)
        return self._batches[path]

    def covered_files(self, job: str = "ingest_extracts") -> dict[str, str]:
        """Id of each file that a committed batch has accounted for -> its delivery."""
        covered = (manifest.deliveries.items() for manifest in self.batches(job))
        return {file: delivery for deliveries in covered for delivery, files in deliveries for file in files}

    def sizes_read(self, job: str = "ingest_extracts") -> dict[str, int]:
        """Id of each file that a committed batch has accounted for -> its bytes then, where the batch says them."""
        covered = (files for manifest in self.batches(job) for files in manifest.deliveries.values())
        proofs = (proof for files in covered for proof in files.items())
        return {file: size for file, proof in proofs if isinstance(size := proof.get("bytes"), int)}

    def partitions(self, job: str) -> list[str]:
        """Partitions of a job with a committed run, sorted."""
        selector = fs.FileSelector(f"{self._base}/_manifests/{job}", allow_not_found=True)
        return sorted(
            info.base_name
            for info in self._fs.get_file_info(selector)
            if info.type == fs.FileType.Directory and self._names(f"_manifests/{job}/{info.base_name}")
        )

    def last_night(self, job: str = "rank_lists") -> date | None:
        """The latest as-of with a committed night, or None before the first."""
        nights = [part.removeprefix("as_of=") for part in self.partitions(job)]
        return date.fromisoformat(max(nights)) if nights else None

    def commit(self, manifest: Manifest) -> None:
        """Make a run's partition visible, then drop runs of it that no reader needs."""
        folder = f"_manifests/{manifest.job}/{manifest.partition}"
        self._put(folder, f"{manifest.run_id}.json", manifest.to_json(self.root), exclusive=False)
        for stale in self._names(folder)[:-RUNS_KEPT]:
            old = self._read(f"{folder}/{stale}")
            # The manifest goes first: a partition without one does not exist, one without rows would be a lie.
            self._fs.delete_file(f"{self._base}/{folder}/{stale}")
            for part in old.tables.values():
                self.drop(part.path)

    def commit_batch(self, manifest: Manifest, number: int) -> None:
        """Make a batch visible as the number-th of its job; raises AlreadyCommitted when that number is taken."""
        self._put(f"_manifests/{manifest.job}", f"{number:08d}.json", manifest.to_json(self.root), exclusive=True)

    def drop(self, path: str) -> None:
        """Delete a run's own folder, if it is there."""
        inner = path.replace(self.root, self._base, 1)
        if self._fs.get_file_info(inner).type == fs.FileType.Directory:
            self._fs.delete_dir(inner)

    def read_columns(self, path: str, columns: list[str]) -> pd.DataFrame:
        """Columns of a part without Spark; dates come as `datetime.date`, nulls as None or NaN."""
        return self.dataset(path).to_table(columns=columns).to_pandas()

    def dataset(self, path: str, schema: pa.Schema | None = None) -> arrow_dataset.Dataset:
        """A part as Arrow reads it, with the columns of `schema` or of its files."""
        return arrow_dataset.dataset(self.local_path(path), schema=schema, filesystem=self._fs, format="parquet")

    def delivered_files(self, path: str) -> dict[date, list[str]]:
        """Files of a batch's part by the day their rows became known; empty where nothing was written."""
        selector = fs.FileSelector(self.local_path(path), recursive=True, allow_not_found=True)
        found: dict[date, list[str]] = {}
        for info in sorted(self._fs.get_file_info(selector), key=lambda info: info.path):
            folder = info.path.rsplit("/", 2)[-2]
            if info.path.endswith(".parquet") and folder.startswith("delivered="):
                found.setdefault(date.fromisoformat(folder.removeprefix("delivered=")), []).append(info.path)
        return found

    def local_path(self, path: str) -> str:
        """A part's path as the Arrow file system names it."""
        return path.replace(self.root, self._base, 1)

    @property
    def arrow(self) -> fs.FileSystem:
        """The Arrow file system, for reading without Spark."""
        return self._fs

    def _names(self, folder: str) -> list[str]:
        selector = fs.FileSelector(f"{self._base}/{folder}", allow_not_found=True)
        return sorted(info.base_name for info in self._fs.get_file_info(selector) if info.base_name.endswith(".json"))

    def _read(self, path: str) -> Manifest:
        with self._fs.open_input_stream(f"{self._base}/{path}") as stream:
            return Manifest.from_json(stream.read().decode(), self.root)

    def _put(self, folder: str, name: str, text: str, *, exclusive: bool) -> None:
        self._fs.create_dir(f"{self._base}/{folder}", recursive=True)
        final = f"{self._base}/{folder}/{name}"
        if exclusive and self._fs.get_file_info(final).type != fs.FileType.NotFound:
            raise AlreadyCommitted(name)
        # Written under a name that no reader lists, then put in place by one rename.
        draft = f"{final}.draft-{os.getpid()}"
        with self._fs.open_output_stream(draft) as stream:
            stream.write(text.encode())
        if isinstance(self._fs, fs.LocalFileSystem) and exclusive:
            # A link fails where the name is taken; a rename would replace the other run's manifest.
            try:
                os.link(draft, final)
            except FileExistsError:
                raise AlreadyCommitted(name) from None
            finally:
                Path(draft).unlink()
        else:
            self._fs.move(draft, final)
