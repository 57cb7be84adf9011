"""DuckDB as linking uses it: in memory, and what memory does not hold in a folder that only its owner can read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def scratch_database(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that leaves nothing behind: names and ids must not stay in a folder where somebody forgets them.

    DuckDB's own choice, `.tmp` where the program was started, is both readable and kept after a crash.
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-linking-") as folder:
        connection = duckdb.connect(config={"temp_directory": folder})
        try:
            if threads is not None:
                connection.execute(f"SET threads = {threads}")
            yield connection
        finally:
            connection.close()
