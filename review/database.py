"""Opening the review database: a private file or a server, its tables created where they are missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, Table, create_engine, insert, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from review.schema import metadata


class ReviewError(Exception):
    """The database cannot be used, or was asked to record something that is not a review; the message says the fix."""


class Database:
    """A SQLAlchemy engine that opens and closes a connection per use, and fails in one line that says the fix."""

    def __init__(self, url: str) -> None:
        """Raises ReviewError when the URL is none, its driver is not installed, the file is open to others or the
        server does not answer."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite":
                if parsed.database in (None, "", ":memory:"):
                    raise ReviewError("reviews must outlive the process: name a file, as in sqlite:////path/review.db")
                _make_private_file(Path(str(parsed.database)))
            self._engine = create_engine(parsed, poolclass=NullPool)
        except (ArgumentError, ModuleNotFoundError, OSError) as error:
            raise ReviewError(f"the review database cannot be used ({error}): check MINGJING_REVIEW_URL") from error
        self._create_schema()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection inside one transaction. IntegrityError passes through, for its meaning is the caller's; whatever
        else the database says becomes a ReviewError without the password."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            url = self._engine.url.render_as_string(hide_password=True)
            raise ReviewError(f"the review database at {url} does not answer: {error.orig}") from error

    def add(self, table: Table, values: Mapping[str, object]) -> int:
        """Append one row; returns its number."""
        with self.connect() as connection:
            key = connection.execute(insert(table).values(**values)).inserted_primary_key
        assert key is not None  # every table of the schema numbers its rows
        return int(key[0])

    def _create_schema(self) -> None:
        try:
            with self.connect() as connection:
                metadata.create_all(connection)
        except (ReviewError, IntegrityError):
            # Another process may have created the tables at the same moment; if not, the error stands.
            with self.connect() as connection:
                missing = metadata.tables.keys() - set(inspect(connection).get_table_names())
            if missing:
                raise


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise ReviewError(f"others may read the review database: run `chmod 600 {path}`") from None
