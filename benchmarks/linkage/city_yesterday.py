"""A city's warehouse as the night before had it: its last records held back, and what linking then made of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from jobs.registry import job
from jobs.small_tables import VERSION, in_force, write_small
from jobs.warehouse import Manifest, TablePart, Warehouse

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINKING = job("link_identities")
_INGEST = "ingest_extracts"


def hold_back(warehouse: Warehouse, tables: Collection[str], share: float, as_of: date) -> Manifest:
    """Cut the one batch of a city in two: what was delivered last of some tables, a share of their records, comes in a
    second one that becomes known on `as_of`, as files do that turn up after a night. Returns its manifest; the second
    batch is there once that is committed."""
    (whole,) = warehouse.batches(_INGEST)
    parts = {table: whole.tables[table] for table in tables if whole.tables[table].rows}
    records, first = _last_records(warehouse, [part.path for part in parts.values()], share)
    run_id, held = f"{whole.run_id}-last", {}
    for table, part in parts.items():
        of_table = []
        for day, files in warehouse.delivered_files(part.path).items():
            for file in files if day >= first else []:
                every = parquet.ParquetFile(file, filesystem=warehouse.arrow).read()
                last = pc.is_in(every["source_row_id"], records)
                of_table.append(every.filter(last))
                parquet.write_table(every.filter(pc.invert(last)), file, compression="zstd", filesystem=warehouse.arrow)
        if not any(map(len, of_table)):
            continue
        rows, path = pa.concat_tables(of_table), warehouse.batch_path(table, run_id)
        known_on = pa.repeat(pa.scalar(as_of), len(rows))
        rows = rows.set_column(rows.schema.get_field_index("known_on"), "known_on", known_on)
        write_small(warehouse, f"{path}/delivered={as_of}", rows)
        held[table] = TablePart(path, len(rows), f"digest of {run_id}", part.schema_hash)
    return replace(whole, run_id=run_id, tables=held, deliveries={})


def _last_records(warehouse: Warehouse, paths: Iterable[str], share: float) -> tuple[pa.Array, date]:
    """The records (source_row_id) whose version in force was delivered last, and the first of their days."""
    versions = [warehouse.dataset(path).to_table(columns=list(VERSION)) for path in paths]
    rows = pa.concat_tables([in_force(each).select(["source_row_id", "known_on"]) for each in versions])
    last = rows.sort_by([("known_on", "descending"), ("source_row_id", "ascending")]).slice(0, round(len(rows) * share))
    return last["source_row_id"].combine_chunks(), pc.min(last["known_on"]).as_py()


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
