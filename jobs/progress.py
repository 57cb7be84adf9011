"""One line per step on stderr, so that a person or Airflow's log sees where a night is."""

from __future__ import annotations

import sys
from datetime import date


def say(job: str, as_of: date, text: str) -> None:
    """Print a job's progress; texts carry counts, never values."""
    print(f"[{as_of}] {job}: {text}", file=sys.stderr, flush=True)
