"""A city's warehouse as the night before had it: its last records held back, and what linking then made of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from jobs.registry import job
from jobs.small_tables import write_small
from jobs.warehouse import Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINKING = job("link_identities")
_INGEST = "ingest_extracts"


def last_records(mentions: pa.Table, share: float) -> tuple[pa.Array, date]:
    """The records (source_row_id) that were delivered last, a share of all, and the first of their days."""
    rows = (
        mentions.group_by("source_row_id")
        .aggregate([("known_on", "max")])
        .sort_by([("known_on_max", "descending"), ("source_row_id", "ascending")])
    )
    last = rows.slice(0, round(rows.num_rows * share))
    return last["source_row_id"].combine_chunks(), pc.min(last["known_on_max"]).as_py()


def hold_back(warehouse: Warehouse, records: pa.Array, first: date) -> Manifest:
    """Cut the one batch of a city in two: what was delivered of some records from a day on comes in a second one, whose
    manifest is returned. It is there once that is committed."""
    (whole,) = warehouse.batches(_INGEST)
    run_id, held = f"{whole.run_id}-last", {}
    for table, part in whole.tables.items():
        path, rows = warehouse.batch_path(table, run_id), 0
        for day, files in warehouse.delivered_files(part.path).items():
            of_day = []
            for file in files if day >= first and table.startswith("bronze.") else []:
                every = parquet.ParquetFile(file, filesystem=warehouse.arrow).read()
                last = pc.is_in(every["source_row_id"], records)
                of_day.append(every.filter(last))
                parquet.write_table(every.filter(pc.invert(last)), file, compression="zstd", filesystem=warehouse.arrow)
            if any(map(len, of_day)):
                write_small(warehouse, f"{path}/delivered={day}", pa.concat_tables(of_day))
                rows += sum(map(len, of_day))
        held[table] = TablePart(path, rows, f"digest of {run_id}", part.schema_hash)
    return replace(whole, run_id=run_id, tables=held, deliveries={})


def keep(
    warehouse: Warehouse,
    as_of: date,
    made: Mapping[str, DataFrame],
    inputs: dict[str, dict[str, str]],
    facts: dict[str, str],
) -> None:
    """Commit what linking made on a day of some inputs, as the job does."""
    run_id, parts = f"night-of-{as_of}", {}
    for table, frame in made.items():
        path = warehouse.part_path(table, f"as_of={as_of}", run_id)
        frame.write.parquet(path)
        parts[table] = TablePart(path, warehouse.dataset(path).count_rows(), f"digest of {run_id}", "")
    warehouse.commit(Manifest(LINKING.name, f"as_of={as_of}", run_id, "", "", parts, inputs, facts=facts))
