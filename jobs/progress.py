"""One line per step on stderr, so that a person or Airflow's log sees where a night is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

EVERY_FILES = 25
"""Files after which a command that goes through many says how far it is."""

Item = TypeVar("Item")


def say(job: str, as_of: date, text: str) -> None:
    """Print a job's progress; texts carry counts, never values."""
    print(f"[{as_of}] {job}: {text}", file=sys.stderr, flush=True)


def counted(job: str, as_of: date, doing: str, files: Sequence[Item]) -> Iterator[Item]:
    """Files one by one, with a line after each `EVERY_FILES`; few files pass without a word."""
    for number, file in enumerate(files, start=1):
        yield file
        if number % EVERY_FILES == 0:
            say(job, as_of, f"{doing} {number:,} of {len(files):,} files")
