"""Reading as of a day: the one place that decides what a night may know.

Bronze and quarantine are batches of deliveries; the reader takes the rows with `known_on < as_of` and, of each record,
the version delivered last. Every other layer is a whole partition per night.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pyarrow.dataset as arrow_dataset

from expectations.contracts import contracts
from expectations.contracts.declaration import BRONZE_COLUMNS
from expectations.contracts.layers import LAYER_TABLES
from jobs.faults import Fault
from jobs.registry import producer
from jobs.warehouse import Manifest, Warehouse

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

_RECORD_KEYS = {"quarantine.rejected_rows": None, "quarantine.delivered_files": None}
"""Delivered tables that keep every row: a rejection or a file is an event, not a version of something."""


def table_ddl(table: str) -> str:
    """Spark schema string of a table's declared columns; raises KeyError when no contract or layer declares it."""
    layer, name = table.split(".")
    if layer == "bronze" and name in contracts():
        columns = [*BRONZE_COLUMNS, *((column.name, column.spark_type) for column in contracts()[name])]
        return ", ".join(f"`{column}` {kind}" for column, kind in columns)
    return LAYER_TABLES[table].ddl


@dataclass
class Reader:
    """Reads tables as of one day and remembers which partitions it read, for the manifest of whoever asked."""

    spark: SparkSession
    warehouse: Warehouse
    as_of: date
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, table: str) -> DataFrame:
        """The table as it was known at the start of `as_of`.

        Delivered tables that nobody delivered come back empty with their columns. A later layer that was not made
        for this day raises Fault, naming the job that makes it.
        """
        job = producer(table)
        return self._delivered(table, job.name) if job.delivered else self._partition(table, job.name)

    def _delivered(self, table: str, job: str) -> DataFrame:
        from pyspark.sql import Window
        from pyspark.sql import functions as F

        parts = {
            manifest.run_id: manifest.tables[table]
            for manifest in self.warehouse.batches(job)
            if table in manifest.tables and manifest.tables[table].rows
        }
        self.inputs[table] = {f"batch={run_id}": part.digest for run_id, part in sorted(parts.items())}
        ddl = table_ddl(table)
        if not parts:
            return self.spark.createDataFrame([], ddl)
        # A column added to a contract since an older batch was written reads as null there.
        frame = self.spark.read.schema(ddl).parquet(*(part.path for part in parts.values()))
        known = frame.where(F.col("known_on") < F.lit(self.as_of))
        if table in _RECORD_KEYS:
            return known
        latest = Window.partitionBy("source_row_id").orderBy(
            F.col("known_on").desc(), F.col("source_file").desc(), F.col("source_row").desc()
        )
        return known.withColumn("_version", F.row_number().over(latest)).where("_version = 1").drop("_version")

    def _partition(self, table: str, job: str) -> DataFrame:
        manifest = self.newest(table, job)
        part = manifest.tables[table]
        self.inputs[table] = {f"{manifest.partition}/{manifest.run_id}": part.digest}
        return self.spark.read.parquet(part.path)

    def newest(self, table: str, job: str) -> Manifest:
        """The manifest behind a table of this day; raises Fault when no run of its job committed one."""
        return committed(self.warehouse, table, job, self.as_of)


def committed(warehouse: Warehouse, table: str, job: str, as_of: date) -> Manifest:
    """The newest committed run of a job for a day; raises Fault that says which job to run."""
    manifest = warehouse.newest(job, f"as_of={as_of.isoformat()}")
    if manifest is None:
        raise Fault(f"{table} was not made for {as_of}", f"Run `mingjing run {job} --as-of {as_of}` first")
    return manifest


def read_pandas(warehouse: Warehouse, table: str, as_of: date) -> pd.DataFrame:
    """A whole table of a later layer for one night without Spark, for notebooks and reports.

    Raises Fault when it was not made for that day, ValueError for delivered tables, which need Spark's cut.
    """
    job = producer(table)
    if job.delivered:
        raise ValueError(f"{table} is delivered in batches: read it with Reader.read")
    part = committed(warehouse, table, job.name, as_of).tables[table]
    return (
        arrow_dataset.dataset(warehouse.local_path(part.path), filesystem=warehouse.arrow, format="parquet")
        .to_table()
        .to_pandas()
    )
