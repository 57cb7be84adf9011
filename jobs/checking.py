"""What a run's tables are held against besides their declarations: earlier deliveries, and the tables they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from expectations.checks import CheckResult
from expectations.contracts import contracts
from expectations.history import (
    DELIVERIES,
    LEAST_ROWS,
    ColumnPast,
    Delivery,
    Past,
    bucket_counts,
    buckets_of,
    drift_checks,
    freshness_check,
    header_check,
    volume_check,
)
from expectations.references import REFERENCES, Reference
from expectations.suites import Held, check_rows, check_table
from jobs.reader import Reader, read_pandas
from jobs.registry import REGISTRY, Job, producer
from jobs.run import Run
from jobs.warehouse import Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

DELIVERED_FILES = "quarantine.delivered_files"
_OF_FILES = ["department", "table", "known_on", "rows_accepted", "reason"]

IN_MEMORY_ROWS = 1_000_000
"""Rows of two tables together up to which a reference is looked up here: two columns of them are some 100 MB."""


@dataclass(frozen=True)
class Checking:
    """The checks of one run: `parts` are what it wrote, `written` those of them that hold rows, in Spark."""

    job: Job
    run: Run
    warehouse: Warehouse
    parts: Mapping[str, TablePart]
    written: Mapping[str, DataFrame]

    def results(self) -> list[CheckResult]:
        """Every check that belongs to this run, made."""
        found = [*self._deliveries()] if self.job.delivered else [*self._boundaries()]
        if self.job == _first_holder(DELIVERED_FILES):
            found += self._freshness()
        for reference in REFERENCES:
            if self.job == _first_holder(reference.table, reference.target):
                found += self._reference(reference)
        return found

    def _boundaries(self) -> Iterator[CheckResult]:
        for table in self.written:
            yield from check_table(table, self._held(table), self.run.as_of)

    def _deliveries(self) -> Iterator[CheckResult]:
        """Each table's declaration, and its newest delivery against the earlier ones."""
        for table in self.written:
            new = self._new_days(table)
            past = self._past(table, new[-1]) if new else None
            if past is None or len(new) > 1:
                yield from check_table(table, self._held(table), self.run.as_of)
            else:
                rows = self.parts[table].rows
                also = [volume_check(past, new[-1]), *drift_checks(table, past, rows)]
                yield from check_table(table, self._held(table), self.run.as_of, also)
        yield from self._newest_of_many()
        yield from self._headers()

    def _newest_of_many(self) -> Iterator[CheckResult]:
        """Where several deliveries of a table came at once, or none of its rows was accepted."""
        for table in self._new_files["table"].dropna().unique():
            name, days = f"bronze.{table}", self._new_days(f"bronze.{table}")
            if name in self.written and len(days) == 1:
                continue
            past, rows = self._past(name, days[-1]), self._rows_of(name, days[-1])
            held = self._held(name, days[-1]) if rows else Held.of(pd.DataFrame())
            yield from check_rows(name, [volume_check(past, days[-1]), *drift_checks(name, past, rows)], held)

    def _headers(self) -> Iterator[CheckResult]:
        files = self._new_files.dropna(subset="table")
        newest = files[files["known_on"] == files.groupby("table")["known_on"].transform("max")]
        tables = sorted(newest["table"].unique())
        pasts = [self._past(f"bronze.{name}", self._new_days(f"bronze.{name}")[-1], values=False) for name in tables]
        checks = [header_check(name, past) for name, past in zip(tables, pasts, strict=True)]
        found = check_rows(DELIVERED_FILES, checks, Held.of(newest[["table", "reason"]]))
        for name, result in zip(tables, found, strict=True):
            yield replace(result, table=f"bronze.{name}")

    def _freshness(self) -> list[CheckResult]:
        files = read_pandas(self.warehouse, DELIVERED_FILES, self.run.as_of, columns=_OF_FILES)
        files = files[(files["rows_accepted"] > 0)]
        checks = [
            freshness_check(str(department), list(its["known_on"]), self.run.as_of)
            for department, its in files.groupby("department")
        ]
        return check_rows(DELIVERED_FILES, checks, Held.of(files[["department", "known_on"]])) if checks else []

    # --- what was written -------------------------------------------------------------------------------------------

    def _held(self, table: str, day: date | None = None) -> Held:
        """The written rows of a table, or those of one delivery."""
        from pyspark.sql import functions as F
        from pyspark.sql.pandas.types import from_arrow_schema

        part, frame = self.parts[table], self.written[table]
        # What was written, not what was meant; a batch without rows has no file to ask.
        columns = from_arrow_schema(self.warehouse.dataset(part.path).schema) if part.rows else frame.schema
        types = {column.name: column.dataType.simpleString() for column in columns}
        if day is None:
            return Held(part.rows, types, partial(self.warehouse.read_columns, part.path), frame)
        read = partial(self._read_day, part.path, day)
        return Held(self._rows_of(table, day), types, read, frame.where(F.col("known_on") == F.lit(day)))

    def _read_day(self, path: str, day: date, columns: list[str]) -> pd.DataFrame:
        only = pc.field("known_on") == pc.scalar(day)
        return self.warehouse.dataset(path).to_table(columns=columns, filter=only).to_pandas()

    @cached_property
    def _new_files(self) -> pd.DataFrame:
        return self.warehouse.read_columns(self.parts[DELIVERED_FILES].path, _OF_FILES)

    def _new_days(self, table: str) -> list[date]:
        """Days on which this run's deliveries of a table became known, sorted."""
        files = self._new_files
        return sorted(files.loc[files["table"] == table.removeprefix("bronze."), "known_on"].unique())

    def _rows_of(self, table: str, day: date) -> int:
        """Rows that this run accepted of a day; an earlier batch may hold more of the same day."""
        files = self._new_files
        mine = (files["table"] == table.removeprefix("bronze.")) & (files["known_on"] == day)
        return int(files.loc[mine, "rows_accepted"].sum())

    # --- what came before -------------------------------------------------------------------------------------------

    @cached_property
    def _known(self) -> Mapping[str, list[Delivery]]:
        """Every delivery of each table, this run's among them, oldest first."""
        earlier = read_pandas(self.warehouse, DELIVERED_FILES, self.run.as_of, columns=_OF_FILES)
        files = pd.concat([earlier, self._new_files]) if len(earlier) else self._new_files
        found: dict[str, list[Delivery]] = defaultdict(list)
        for table, its in files.dropna(subset="table").groupby("table"):
            for day in sorted(its["known_on"].unique()):
                one = its[its["known_on"] == day]
                headers = frozenset(one["reason"].dropna())
                found[f"bronze.{table}"].append(Delivery(day, int(one["rows_accepted"].sum()), headers))
        return found

    def _past(self, table: str, newest: date, *, values: bool = True) -> Past:
        earlier = tuple(one for one in self._known[table] if one.known_on < newest)[-DELIVERIES:]
        past = Past(earlier)
        if not (values and past.enough and self._rows_of(table, newest) >= LEAST_ROWS):
            return past
        return Past(earlier, self._columns_past(table, {one.known_on for one in earlier if one.rows}))

    def _columns_past(self, table: str, days: set[date]) -> dict[str, ColumnPast]:
        found: dict[str, ColumnPast] = {}
        for path in self._files_of(table, days):
            for name, past in _columns_of(self.warehouse, path, table).items():
                before = found.get(name)
                found[name] = past if before is None else before + past
        return found

    def _files_of(self, table: str, days: set[date]) -> Iterator[str]:
        """Files with a table's rows of some days, this run's first."""
        left = set(days)
        own = [self.parts[table].path] if table in self.written else []
        earlier = (batch.tables[table] for batch in reversed(self._batches) if table in batch.tables)
        for path in [*own, *(part.path for part in earlier if part.rows)]:
            if not left:
                return
            for day, files in self.warehouse.delivered_files(path).items():
                if day in days:
                    left.discard(day)
                    yield from files

    @cached_property
    def _batches(self) -> list[Manifest]:
        return self.warehouse.batches("ingest_extracts")

    # --- references -------------------------------------------------------------------------------------------------

    def _reference(self, reference: Reference) -> list[CheckResult]:
        rows = self._size(reference.table)
        if not rows:
            return []
        if rows + self._size(reference.target) > IN_MEMORY_ROWS:
            held = self._joined(reference, rows)
        else:
            values = self._values(reference.table, reference.column).explode().dropna()
            found = values.isin(set(self._values(reference.target, reference.key)))
            held = Held.of(pd.DataFrame({reference.column: values.where(found)}))
        return check_rows(reference.table, [reference.check], held)

    def _joined(self, reference: Reference, rows: int) -> Held:
        from pyspark.sql import functions as F

        column = F.col(reference.column)
        child = self._frame(reference.table)
        named = F.explode(column) if child.schema[reference.column].dataType.typeName() == "array" else column
        values = child.select(named.alias("named")).dropna()
        keys = self._frame(reference.target).select(F.col(reference.key).alias(reference.column)).dropna().distinct()
        joined = values.join(keys, values["named"] == keys[reference.column], "left").select(reference.column)
        return Held(rows, {reference.column: ""}, lambda columns: joined.select(*columns).toPandas(), joined)

    def _size(self, table: str) -> int:
        if table in self.parts:
            return self.parts[table].rows
        job = producer(table)
        if job.delivered:
            return sum(batch.tables[table].rows for batch in self._batches if table in batch.tables)
        manifest = self.warehouse.newest(job.name, f"as_of={self.run.as_of.isoformat()}")
        return manifest.tables[table].rows if manifest else 0

    def _values(self, table: str, column: str) -> pd.Series:
        if table in self.parts:
            return self.warehouse.read_columns(self.parts[table].path, [column])[column]
        return read_pandas(self.warehouse, table, self.run.as_of, columns=[column])[column]

    def _frame(self, table: str) -> DataFrame:
        if table in self.written:
            return self.written[table]
        return Reader(self.run.spark, self.warehouse, self.run.as_of).read(table)


def _first_holder(*tables: str) -> Job | None:
    """The first job of the night, after ingest, that reads or writes all of some tables."""
    return next((job for job in REGISTRY if not job.delivered and {*tables} <= {*job.reads, *job.writes}), None)


def _columns_of(warehouse: Warehouse, path: str, table: str) -> dict[str, ColumnPast]:
    """Rows without a value and rows in each bucket, by column, of one file; text and dates are not even read."""
    columns = {column.name: column for column in contracts()[table.removeprefix("bronze.")]}
    with parquet.ParquetFile(warehouse.local_path(path), filesystem=warehouse.arrow) as file:
        held = [name for name in file.schema_arrow.names if name in columns]
        nulls = _nulls(file.metadata)
        counted = {name: buckets_of(columns[name]) for name in held if buckets_of(columns[name])}
        counts = {name: [0] * (len(buckets) + 2 - isinstance(buckets[0], str)) for name, buckets in counted.items()}
        for batch in file.iter_batches(columns=list(counted)) if counted else ():
            for name, buckets in counted.items():
                values = batch.column(name).to_numpy(zero_copy_only=False)
                counts[name] = [
                    one + more for one, more in zip(counts[name], bucket_counts(values, buckets), strict=True)
                ]
        rows = file.metadata.num_rows
    return {name: ColumnPast(rows, nulls[name], tuple(counts.get(name, ()))) for name in held if name in nulls}


def _nulls(metadata: parquet.FileMetaData) -> dict[str, int]:
    """Rows without a value by column, from a file's footer; columns whose writer did not count them are left out."""
    found: dict[str, int] = {}
    unknown = set()
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            column = metadata.row_group(group).column(place)
            statistics = column.statistics
            if statistics is None or not statistics.has_null_count:
                unknown.add(column.path_in_schema)
            else:
                found[column.path_in_schema] = found.get(column.path_in_schema, 0) + statistics.null_count
    return {name: count for name, count in found.items() if name not in unknown}
