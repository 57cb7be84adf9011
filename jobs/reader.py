"""Reading as of a day: the one place that decides what a night may know.

Bronze and quarantine are batches of deliveries; the reader takes the rows with `known_on < as_of` and, of each record,
the version delivered last, unless that takes the record back. Every other layer is a whole partition per night.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.boundaries import declared_types
from jobs.faults import Fault
from jobs.night_before import Deliveries, NightBefore, delivered_parts
from jobs.registry import Job, producer
from jobs.settings import Settings
from jobs.small_tables import (
    DELIVERED_ON,
    SMALL_ROWS,
    VERSION,
    arrow_schema,
    delivered_rows,
    handed_over,
    in_force,
    partition_rows,
    schema_of,
)
from jobs.warehouse import Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

READERS = 4
"""Tables read at once."""

_RECORD_KEYS = {"quarantine.rejected_rows": None, "quarantine.delivered_files": None}
"""Delivered tables that keep every row: a rejection or a file is an event, not a version of something."""


def table_ddl(table: str) -> str:
    """Spark schema string of a table's declared columns; raises KeyError when no contract or layer declares it."""
    return ", ".join(f"`{column}` {kind}" for column, kind in declared_types(table).items())


@dataclass
class Reader:
    """Reads tables as of one day and remembers which partitions it read, for the manifest of whoever asked."""

    spark: SparkSession
    warehouse: Warehouse
    as_of: date
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    rows_held: dict[str, int] = field(default_factory=dict)
    """Rows in the partitions of each table read so far: how large the work is, known before it begins."""
    _parts: dict[str, list[TablePart]] = field(default_factory=dict)

    def read_all(self, tables: Sequence[str]) -> dict[str, DataFrame]:
        """Several tables at once."""
        return read_together(self.read, tables)

    def on_demand(self, tables: Sequence[str]) -> Mapping[str, DataFrame]:
        """Tables that are read when they are asked for; all stand among the inputs, and their rows are counted."""
        for table in tables:
            self._account(table)
        return _OnDemand(self.read, tables)

    def read(self, table: str) -> DataFrame:
        """The table as it was known at the start of `as_of`.

        Delivered tables that nobody delivered come back empty with their columns. A later layer that was not made
        for this day raises Fault, naming the job that makes it.
        """
        parts = self._account(table)
        return self._delivered(table, parts) if producer(table).delivered else self._partition(table, parts)

    def _account(self, table: str) -> list[TablePart]:
        """The parts that hold a table's rows, once they stand among the inputs. What is committed later is tomorrow's:
        the next night goes by what stands there."""
        if table in self._parts:
            return self._parts[table]
        job = producer(table)
        if job.delivered:
            parts = delivered_parts(self.warehouse, table, job.name)
        else:
            manifest = self.newest(table, job.name)
            parts = {f"{manifest.partition}/{manifest.run_id}": manifest.tables[table]}
        self.inputs[table] = {name: part.digest for name, part in sorted(parts.items())}
        self.rows_held[table] = sum(part.rows for part in parts.values())
        self._parts[table] = list(parts.values())
        return self._parts[table]

    def _delivered(self, table: str, parts: Sequence[TablePart]) -> DataFrame:
        from pyspark.sql import Window
        from pyspark.sql import functions as F

        ddl, paths = table_ddl(table), [part.path for part in parts]
        if self.rows_held[table] <= SMALL_ROWS:
            rows = delivered_rows(self.warehouse, paths, ddl, self.as_of)
            return handed_over(self.spark, rows if table in _RECORD_KEYS else in_force(rows), schema_of(ddl))
        # A column added to a contract since an older batch was written reads as null there.
        frame = self.spark.read.schema(ddl).option("recursiveFileLookup", True).parquet(*paths)
        known = frame.where(F.col("known_on") < F.lit(self.as_of))
        if table in _RECORD_KEYS:
            return known
        day = F.regexp_extract("source_file", DELIVERED_ON, 1)
        delivered = F.when(day != "", day).otherwise(F.col("known_on").cast("string"))
        latest = Window.partitionBy(VERSION[0]).orderBy(delivered.desc(), *(F.col(name).desc() for name in VERSION[1:]))
        return (
            known.withColumn("_version", F.row_number().over(latest))
            .where("_version = 1 AND NOT coalesce(withdrawn, false)")
            .drop("_version")
        )

    def _partition(self, table: str, parts: Sequence[TablePart]) -> DataFrame:
        (part,) = parts
        if part.rows <= SMALL_ROWS:
            return handed_over(self.spark, partition_rows(self.warehouse, part.path))
        return self.spark.read.parquet(part.path)

    def night_before(self, job: Job) -> NightBefore:
        """What a job goes on from, if it recalls any of its tables: the last night before `as_of` that it committed.

        A night made again goes on from the night that it went on from first, whatever was made in between.
        """
        night = _night_before(self.warehouse, job, self.as_of)
        parts = {table: night.tables[table] for table in job.recalls if table in night.tables} if night else {}
        for table in job.recalls:
            held = night is not None and table in parts
            self.inputs[table] = {f"{night.partition}/{night.run_id}": parts[table].digest} if night and held else {}
        if night is None:
            return NightBefore()
        tables = {table: self.warehouse.dataset(part.path, arrow_schema(table)) for table, part in parts.items()}
        known_before = date.fromisoformat(night.partition.removeprefix("as_of="))
        return NightBefore(tables, night.facts, Deliveries(self.warehouse, self.as_of, known_before, night.inputs))

    def newest(self, table: str, job: str) -> Manifest:
        """The manifest behind a table of this day; raises Fault when no run of its job committed one."""
        return committed(self.warehouse, table, job, self.as_of)


class _OnDemand(Mapping[str, "DataFrame"]):
    def __init__(self, read: Callable[[str], DataFrame], tables: Sequence[str]) -> None:
        self._read = cache(read)
        self._tables = dict.fromkeys(tables)

    def __getitem__(self, table: str) -> DataFrame:
        if table not in self._tables:
            raise KeyError(table)
        return self._read(table)

    def __contains__(self, table: object) -> bool:
        return table in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def read_together(read: Callable[[str], DataFrame], tables: Sequence[str]) -> dict[str, DataFrame]:
    """Several tables at once: small ones are mostly a wait for Java."""
    with ThreadPoolExecutor(READERS) as pool:
        return dict(zip(tables, pool.map(read, tables), strict=True))


def _night_before(warehouse: Warehouse, job: Job, as_of: date) -> Manifest | None:
    """The newest run of the night that a job's night follows: the one recorded, else the last one before."""
    if not job.recalls:
        return None
    tonight = f"as_of={as_of.isoformat()}"
    made = warehouse.newest(job.name, tonight)
    recorded = [made.inputs[table] for table in job.recalls if table in made.inputs] if made else []
    if recorded:
        partitions = sorted(version.split("/")[0] for versions in recorded for version in versions)
    else:
        partitions = [partition for partition in warehouse.partitions(job.name) if partition < tonight]
    return warehouse.newest(job.name, partitions[-1]) if partitions else None


def committed(warehouse: Warehouse, table: str, job: str, as_of: date) -> Manifest:
    """The newest committed run of a job for a day; raises Fault that says which job to run."""
    manifest = warehouse.newest(job, f"as_of={as_of.isoformat()}")
    if manifest is None:
        raise Fault(f"{table} was not made for {as_of}", f"Run `mingjing run {job} --as-of {as_of}` first")
    return manifest


def read_pandas(
    warehouse: Warehouse,
    table: str,
    as_of: date,
    only: Mapping[str, Collection[str]] | None = None,
    columns: Collection[str] | None = None,
) -> pd.DataFrame:
    """A table as it was known at the start of `as_of`, without Spark, for notebooks and reports.

    `only` maps a string column to the values wanted and `columns` are the columns wanted; the rest is not read.
    Delivered tables get the cut that `Reader.read` gives them, and come back empty with their columns when nobody
    delivered them. Raises Fault when a later layer was not made for that day.
    """
    job = producer(table)
    if not job.delivered:
        part = committed(warehouse, table, job.name, as_of).tables[table]
        return _rows(warehouse, part.path, only, columns).to_pandas()
    kept = None if columns is None else list(dict.fromkeys([*columns, *(() if table in _RECORD_KEYS else VERSION)]))
    known = pc.field("known_on") < pc.scalar(as_of)
    parts = [
        _rows(warehouse, manifest.tables[table].path, only, kept, known)
        for manifest in warehouse.batches(job.name)
        if table in manifest.tables and manifest.tables[table].rows
    ]
    if not parts:
        return pd.DataFrame(columns=list(columns or column_names(table)))
    rows = pa.concat_tables(parts, promote_options="default")
    if table not in _RECORD_KEYS:
        rows = in_force(rows).sort_by([(name, "ascending") for name in VERSION[1:]])
    wanted = list(columns or column_names(table))
    held = rows.select([name for name in wanted if name in rows.column_names])
    # A column added since an older batch was written is null there.
    return held.to_pandas().reindex(columns=wanted)


def column_names(table: str) -> list[str]:
    """The declared columns of a table, in their order."""
    return list(declared_types(table))


def _rows(
    warehouse: Warehouse,
    path: str,
    only: Mapping[str, Collection[str]] | None,
    columns: Collection[str] | None,
    known: pc.Expression | None = None,
) -> pa.Table:
    wanted = known
    for column, values in (only or {}).items():
        among = pc.field(column).isin(pa.array(sorted(values), pa.string()))
        wanted = among if wanted is None else wanted & among
    dataset = warehouse.dataset(path)
    held = None if columns is None else [name for name in columns if name in dataset.schema.names]
    return dataset.to_table(columns=held, filter=wanted)


@dataclass(frozen=True)
class NightReader:
    """One committed night for people: tables without Spark, manifests, and the record published with the pages."""

    settings: Settings
    warehouse: Warehouse
    as_of: date
    pages: Path
    """Where the night's pages lie: its folder under reports/, or the staging folder while they are being made."""

    @classmethod
    def open(cls, environment: Mapping[str, str], as_of: date | None = None) -> NightReader:
        """The night asked for; without one, `MINGJING_AS_OF`'s (the publisher sets it), else the newest committed.

        Raises Fault when no night was committed under MINGJING_HOME.
        """
        settings = Settings.from_environment(environment)
        warehouse = Warehouse(settings.warehouse)
        if as_of is None and "MINGJING_AS_OF" in environment:
            as_of = date.fromisoformat(environment["MINGJING_AS_OF"])
        as_of = as_of or warehouse.last_night()
        if as_of is None:
            raise Fault("no night was committed under MINGJING_HOME", "Run one with `mingjing nightly --as-of DATE`")
        published = settings.reports / as_of.isoformat()
        return cls(settings, warehouse, as_of, Path(environment.get("MINGJING_PAGES", published)))

    def table(self, name: str, only: Mapping[str, Collection[str]] | None = None) -> pd.DataFrame:
        """A table of the night, see `read_pandas`."""
        return read_pandas(self.warehouse, name, self.as_of, only)

    def record(self) -> dict[str, Any]:
        """The algorithm record that was published with the night's pages; raises Fault when none was."""
        path = self.pages / "algorithm_record.json"
        if not path.exists():
            raise Fault(
                f"the night of {self.as_of} has no algorithm record",
                f"Publish it with `mingjing run publish_reports --as-of {self.as_of}`",
            )
        held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return held
