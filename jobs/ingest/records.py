"""The one shape in which Spark's tasks hand decoded files back, whatever table a row belongs to.

One pass over the files serves every table: a record is an accepted row, a rejected row or a file's account, and its
`held` are the values in the order that the kind of record fixes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pyarrow as pa

from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.rows import Accepted, Rejected, SeenRecords

ACCEPTED, REJECTED, FILE = "accepted", "rejected", "file"

RECORD_DDL = (
    "record string, `table` string, source string, department string, source_file string, known_on date, "
    "source_row bigint, row_id string, event_on date, event_on_basis string, flags array<string>, held array<string>"
)

REJECTED_HELD = ("column", "rule", "original_text")
"""What `held` of a rejected row holds, in order."""

FILE_HELD = ("status", "reason", "encoding", "sha256", "rows_in", "bytes")
"""What `held` of a file's account holds, in order."""

_STRINGS = pa.list_(pa.string())
RECORD_SCHEMA = pa.schema(
    [
        ("record", pa.string()),
        ("table", pa.string()),
        ("source", pa.string()),
        ("department", pa.string()),
        ("source_file", pa.string()),
        ("known_on", pa.date32()),
        ("source_row", pa.int64()),
        ("row_id", pa.string()),
        ("event_on", pa.date32()),
        ("event_on_basis", pa.string()),
        ("flags", _STRINGS),
        ("held", _STRINGS),
    ]
)


@dataclass(frozen=True)
class FileReader:
    """Reads the files of one task. Files of one table that become known on one day must come to one task, the latest
    delivery first, so that a record's repeats are found."""

    pseudonyms: Pseudonyms

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        group, seen = None, SeenRecords()
        for row in chain.from_iterable(batch.to_pylist() for batch in batches):
            file = DeliveredFile(**row)
            if group != (file.table, file.known_on):
                group, seen = (file.table, file.known_on), SeenRecords()
            table: str | None = file.table
            for part in read_file(file, self.pseudonyms, seen):
                if isinstance(part, Account):
                    yield _account(file, part)
                    continue
                if part.accepted:
                    yield _accepted(file, table, part.accepted)
                if part.rejected:
                    yield self._rejected(file, table, part.rejected)

    def _rejected(self, file: DeliveredFile, table: str | None, rows: list[Rejected]) -> pa.RecordBatch:
        of, where = self.pseudonyms.of, file.source_file
        empty: list[None] = [None] * len(rows)
        return _batch(
            file,
            REJECTED,
            table,
            [row.number for row in rows],
            [of("rejection", where, str(row.number)) for row in rows],
            empty,
            empty,
            empty,
            [[row.column, row.rule, row.text] for row in rows],
        )


def _accepted(file: DeliveredFile, table: str | None, rows: list[Accepted]) -> pa.RecordBatch:
    numbers, ids, days, bases, flags, values = zip(*rows, strict=True)
    return _batch(file, ACCEPTED, table, numbers, ids, days, bases, flags, values)


def _account(file: DeliveredFile, account: Account) -> pa.RecordBatch:
    held = [
        account.status,
        account.reason,
        account.encoding,
        account.sha256,
        str(account.rows_in),
        str(file.bytes),
    ]
    return _batch(file, FILE, account.table, [None], [None], [None], [None], [None], [held])


def _batch(
    file: DeliveredFile,
    record: str,
    table: str | None,
    numbers: Iterable[int | None],
    ids: Iterable[str | None],
    days: Iterable[object],
    bases: Iterable[str | None],
    flags: Iterable[list[str] | None],
    held: Iterable[Iterable[str | None]],
) -> pa.RecordBatch:
    held = list(held)
    rows = len(held)

    def same(value: object, kind: pa.DataType) -> pa.Array:
        return pa.repeat(pa.scalar(value, kind), rows)

    return pa.RecordBatch.from_arrays(
        [
            same(record, pa.string()),
            same(table, pa.string()),
            same(file.source, pa.string()),
            same(file.department, pa.string()),
            same(file.source_file, pa.string()),
            same(file.known_on, pa.date32()),
            pa.array(numbers, pa.int64()),
            pa.array(ids, pa.string()),
            pa.array(days, pa.date32()),
            pa.array(bases, pa.string()),
            pa.array(flags, _STRINGS),
            pa.array(held, _STRINGS),
        ],
        schema=RECORD_SCHEMA,
    )
