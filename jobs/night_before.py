"""The night before, for a job that goes on from it: what it made then, and what became known since.

Read by this process: a table of the night before is looked up and not worked through, and one night's deliveries are
few.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset as arrow_dataset

from jobs.small_tables import VERSION, arrow_schema, delivered_on, in_force, newest_versions
from jobs.warehouse import TablePart, Warehouse


class UnknownPast(Exception):
    """Tonight's batches are not those of the night before and new ones: what it knew cannot be told from them."""


@dataclass(frozen=True)
class News:
    """What became known of one delivered table: `records` (source_row_id) of which a version did, and `rows`, the
    versions of those records that are in force now. `belated` are those of the records that came after the night before
    and became known on a day that it covers."""

    records: pa.Array
    belated: pa.Array
    rows: pa.Table


@dataclass(frozen=True)
class Deliveries:
    """The deliveries that tonight may know, `known_on < as_of`, beside those that the night before knew:
    `known_before` was its `as_of`, and `read` says which batches of each table it read, with their digests."""

    warehouse: Warehouse
    as_of: date
    known_before: date
    read: Mapping[str, Mapping[str, str]]

    def news(self, table: str, columns: Collection[str], *, whole: bool = False) -> News:
        """What became known of a table since; `whole` takes every record of it for new. Raises UnknownPast."""
        read, parts = self.read.get(table), delivered_parts(self.warehouse, table)
        if read is None or any(name not in parts or parts[name].digest != digest for name, digest in read.items()):
            raise UnknownPast(table)
        old: list[tuple[date, list[str]]] = []
        new: list[str] = []
        belated: list[str] = []
        for name, part in parts.items():
            for day, files in self.warehouse.delivered_files(part.path).items():
                if day >= self.as_of:
                    continue
                if whole or name not in read or day >= self.known_before:
                    new += files
                else:
                    old.append((day, files))
                belated += files if name not in read and day < self.known_before else []
        schema = pa.schema([field for field in arrow_schema(table) if field.name in {*columns, *VERSION}])
        rows = self._rows(new, schema, schema.names)
        rows = pa.concat_tables([rows, self._older_versions(rows, old)])
        records = pc.unique(rows[VERSION[0]])
        return News(records, pc.unique(self._rows(belated, schema, [VERSION[0]])[VERSION[0]]), in_force(rows))

    def _older_versions(self, rows: pa.Table, old: list[tuple[date, list[str]]]) -> pa.Table:
        """What older files hold of the records of some new rows, where one of theirs may be the version in force: in
        files that became known before the newest was delivered none is."""
        newest = newest_versions(rows)
        since = pc.min(delivered_on(newest)).as_py()
        files = [file for day, files in old if since and day.isoformat() >= since for file in files]
        if not files:
            return rows.schema.empty_table()
        among = pc.field(VERSION[0]).isin(newest[VERSION[0]].combine_chunks())
        # They are in few of the files, and to look for them in all takes one column.
        held = self._rows(files, rows.schema, [VERSION[0], "__filename"], among)
        return self._rows(pc.unique(held["__filename"]).to_pylist(), rows.schema, rows.schema.names, among)

    def _rows(
        self, files: list[str], schema: pa.Schema, columns: list[str], among: pc.Expression | None = None
    ) -> pa.Table:
        held = arrow_dataset.dataset(files, schema=schema, filesystem=self.warehouse.arrow, format="parquet")
        return held.to_table(columns=columns, filter=among)


@dataclass(frozen=True)
class NightBefore:
    """The last night before tonight that a job committed: the tables that it recalls, the facts of its manifest and
    the deliveries since. Before a job's first night there is nothing of any."""

    tables: Mapping[str, arrow_dataset.Dataset] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    deliveries: Deliveries | None = None

    @cached_property
    def vault(self) -> pa.Table:
        """`linked.identities`, whole: linking asks it three times, and reading it takes longer than asking."""
        return self.read("linked.identities")

    def read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """Rows of a table in its declared columns, or in some of them; none before the first night."""
        held = self.tables.get(table)
        if held is None:
            empty = arrow_schema(table).empty_table()
            return empty if columns is None else empty.select(columns)
        # Arrow's own allocator gives memory back between batches and asks for it again, for as long as reading takes.
        return held.to_table(columns=columns, memory_pool=pa.system_memory_pool())


def delivered_parts(warehouse: Warehouse, table: str, job: str = "ingest_extracts") -> dict[str, TablePart]:
    """The batches that hold rows of a delivered table, under the names that manifests give them, as they came."""
    return {
        f"batch={manifest.run_id}": manifest.tables[table]
        for manifest in warehouse.batches(job)
        if table in manifest.tables and manifest.tables[table].rows
    }
