"""The one shape in which decoded files are handed on, whatever table a row belongs to.

One pass over the files serves every table: a piece is some accepted rows of one table, some rejected rows, or a file's
account, with the columns it is written with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from expectations.contracts import contracts
from expectations.layers import DELIVERED_FILES, REJECTED_ROWS
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.blocks import Accepted, Rejected
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.repeats import SeenRecords
from jobs.part_files import Piece
from jobs.small_tables import arrow_schema


@dataclass(frozen=True)
class FileReader:
    """Reads delivered files, one after the other. Files of one table that become known on one day must come to one
    reader, the latest delivery first, so that a record's repeats are found."""

    pseudonyms: Pseudonyms

    def pieces(self, files: Iterable[DeliveredFile]) -> Iterator[Piece]:
        """What became of every row and of every file; a file's account comes after its rows."""
        group, seen = None, SeenRecords()
        for file in files:
            if group != (file.table, file.known_on):
                group, seen = (file.table, file.known_on), SeenRecords()
            accepted = rejected = 0
            for part in read_file(file, self.pseudonyms, seen):
                if isinstance(part, Account):
                    yield _account(file, part, accepted, rejected)
                    continue
                if part.accepted:
                    accepted += len(part.accepted)
                    yield _accepted(file, part.table, part.accepted)
                if part.rejected:
                    rejected += len(part.rejected)
                    yield self._rejected(file, part.table, part.rejected)

    def _rejected(self, file: DeliveredFile, table: str, rows: list[Rejected]) -> Piece:
        places = ((file.source_file, str(row.number)) for row in rows)
        held = {
            "rejection_id": list(self.pseudonyms.of_each("rejection", places)),
            "source_row": [row.number for row in rows],
            "column": [row.column for row in rows],
            "rule": [row.rule for row in rows],
            "original_text": [row.text for row in rows],
            "source_row_id": [row.row_id for row in rows],
        }
        return _piece(REJECTED_ROWS.name, file, {**held, "table": table}, len(rows))


def _accepted(file: DeliveredFile, table: str, rows: Accepted) -> Piece:
    values = zip((column.name for column in contracts()[table]), rows.values, strict=True)
    held = {
        "source_row_id": rows.row_ids,
        "source_row": rows.numbers,
        "event_on": rows.event_on,
        "event_on_basis": rows.event_on_basis,
        "flags": rows.flags,
        "withdrawn": rows.withdrawn,
        **dict(values),
    }
    return _piece(f"bronze.{table}", file, held, len(rows))


def _account(file: DeliveredFile, account: Account, accepted: int, rejected: int) -> Piece:
    held = {
        "table": account.table,
        "status": account.status,
        "reason": account.reason,
        "encoding": account.encoding,
        "sha256": account.sha256,
        "rows_in": account.rows_in,
        "rows_accepted": accepted,
        "rows_quarantined": rejected,
        "bytes": file.bytes,
    }
    return _piece(DELIVERED_FILES.name, file, held, 1)


def _piece(table: str, file: DeliveredFile, held: Mapping[str, object], rows: int) -> Piece:
    """The rows with every column of the table: what the file is to all of them, and what is `held` of each."""
    every = {
        "source": file.source,
        "department": file.department,
        "source_file": file.source_file,
        "source_place": file.source_place,
        "known_on": file.known_on,
        **held,
    }
    columns = []
    for name, kind in zip(arrow_schema(table).names, arrow_schema(table).types, strict=True):
        value = every[name]
        if isinstance(value, pa.Array):
            columns.append(value if value.type == kind else pc.cast(value, kind))
        elif isinstance(value, list):
            columns.append(pa.array(value, kind))
        else:
            columns.append(pa.repeat(pa.scalar(value, kind), rows))
    return Piece(table, file.known_on, pa.Table.from_arrays(columns, schema=arrow_schema(table)))
