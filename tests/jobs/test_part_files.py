"""Delivered rows written by whoever read them: all of them, once, with a digest that knows no order and no files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from jobs import part_files
from jobs.digests import NO_ROWS, frame_digest, row_hashes, table_digest
from jobs.part_files import PartFiles, Piece
from jobs.reader import table_ddl
from jobs.run import Run
from jobs.small_tables import schema_of

DAYS = [date(2026, 1, 31), date(2026, 2, 28)]
ACCOUNTS, REJECTED = "quarantine.delivered_files", "quarantine.rejected_rows"


@pytest.fixture
def parts(make_run: Callable[..., Run]) -> PartFiles:
    return make_run().parts


def pieces(spark: SparkSession) -> list[Piece]:
    """Thirty accounts and a rejection on each of two days, file by file, the days in turns."""
    made = []
    for number in range(30):
        day = DAYS[number % 2]
        account = (
            "s",
            "police",
            "residents",
            f"{number}.csv",
            f"file {number}",
            "read",
            None,
            "utf-8",
            1,
            0,
            1,
            1,
            "0",
            day,
        )
        made.append(_piece(spark, ACCOUNTS, day, account))
        if number < 2:
            rejection = {"source": "s", "department": "police", "table": "residents", "known_on": day, "source_row": 2}
            made.append(_piece(spark, REJECTED, day, {**rejection, "rejection_id": f"q{number}"}))
    return made


def _piece(spark: SparkSession, table: str, day: date, row: object) -> Piece:
    schema = schema_of(table_ddl(table))
    held = row if isinstance(row, tuple) else tuple(row.get(name) for name in schema.names)  # type: ignore[attr-defined]
    return Piece(table, day, spark.createDataFrame([held], schema, verifySchema=False).toArrow())


@pytest.mark.parametrize("held_bytes", [0, 500, 10**9], ids=["a file a piece", "some files", "a file a day"])
def test_every_row_is_written_once_whatever_a_file_holds(
    spark: SparkSession, parts: PartFiles, monkeypatch: pytest.MonkeyPatch, held_bytes: int
) -> None:
    monkeypatch.setattr(part_files, "HELD_BYTES", held_bytes)
    made = pieces(spark)

    parts.write_here(made)

    for table in (ACCOUNTS, REJECTED):
        rows = pa.concat_tables([piece.rows for piece in made if piece.table == table])
        assert parts.written[table][1:] == (len(rows), table_digest([row_hashes(rows)])[1])
        assert frame_digest(parts.frame(table)) == parts.written[table][1:]
        days = parts.warehouse.delivered_files(parts.warehouse.batch_path(table, parts.run_id))
        assert list(days) == DAYS
    assert parts.frame("bronze.villages").count() == 0


def test_what_a_lost_task_left_behind_goes(spark: SparkSession, parts: PartFiles) -> None:
    made, root = pieces(spark), parts.warehouse.batch_path(ACCOUNTS, parts.run_id)
    lost = PartFiles(spark, parts.warehouse, parts.run_id)
    lost.write_here(made[:1])

    parts.write_by_tasks(spark.range(1), lambda batches: iter([one for _ in batches for one in made]))

    assert parts.written[ACCOUNTS].rows == 30
    assert parts.frame(ACCOUNTS).count() == 30
    left = [path for paths in parts.warehouse.delivered_files(root).values() for path in paths]
    assert not [path for path in left if "here" in path]


def test_what_cannot_be_read_stops_the_writing(parts: PartFiles) -> None:
    def failing() -> object:
        raise OSError("the disk is gone")
        yield

    with pytest.raises(OSError, match="the disk is gone"):
        parts.write_here(failing())  # type: ignore[arg-type]
    assert not parts.written


ROWS = pa.table(
    {
        "text": ["x", None, "", "1"],
        "number": [1, 2, None, 1],
        "real": [1.5, None, 1e-9, -0.0],
        "day": [DAYS[0], None, DAYS[1], DAYS[0]],
        "flags": [["a", None], None, [], [""]],
        "reasons": [[{"feature": "f", "value": 1.0}], None, [], [{"feature": None, "value": None}]],
    }
)


def test_a_digest_knows_no_order_no_pieces_and_no_run() -> None:
    whole = table_digest([row_hashes(ROWS)])
    assert whole == table_digest([row_hashes(ROWS.slice(3)), row_hashes(ROWS.slice(0, 3))])
    assert whole == table_digest([row_hashes(ROWS.take([3, 1, 0, 2]).append_column("run_id", [["r"] * 4]))])
    assert table_digest([row_hashes(ROWS.slice(0, 0))]) == NO_ROWS


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "y"),
        ("text", ""),
        ("number", 2),
        ("flags", ["a"]),
        ("flags", ["a", ""]),
        ("flags", []),
        ("reasons", []),
    ],
)
def test_a_digest_tells_one_changed_cell(column: str, value: object) -> None:
    rows = ROWS.to_pylist()
    for other in (value, None):
        changed = pa.Table.from_pylist([{**rows[0], column: other}, *rows[1:]], ROWS.schema)
        assert table_digest([row_hashes(changed)]) != table_digest([row_hashes(ROWS)])


def test_spark_hashes_rows_as_this_process_does(spark: SparkSession) -> None:
    assert frame_digest(spark.createDataFrame(ROWS)) == table_digest([row_hashes(ROWS)])
