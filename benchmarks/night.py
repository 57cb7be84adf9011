"""How long a night takes and how much memory: `python -m benchmarks.night --people N [--seed S]`.

Writes a synthetic city into a home of its own, then runs every registered job as a process of its own, as the schedule
does but without Airflow between them. It is the city's first night: ingest reads three years of deliveries. With
`--train` its first models are trained and approved before, and ingest finds its work done. Progress goes to stderr; the
last line on stdout is one JSON object: `people`, `seconds` and `peak_mb` of the night's jobs together, `jobs: {name:
{seconds, peak_mb}}`, `rows: {table: n}`, and the same two figures for `simulate` and `train`, no parts of a night.

`peak_mb` is the largest sum of resident memory, in MiB, of a job's process and everything it started (Java, Python's
workers), looked at five times a second; memory that they share is counted for each of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import Thread

import psutil

from jobs.registry import REGISTRY
from jobs.warehouse import Warehouse

LOOK_EVERY_SECONDS = 0.2


class CommandFailed(Exception):
    """A command that was to be measured failed: which one, the last line it said, and what to do."""

    def __init__(self, words: Sequence[str], code: int, said: str) -> None:
        cause = said.removeprefix("mingjing: ") or f"it ended with {code} and said nothing"
        super().__init__(f"`mingjing {' '.join(words)}` failed: {cause}. Mend that and measure again")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one night and print its JSON; returns 1, with the cause and remedy on stderr, when a command failed."""
    options = _parser().parse_args(arguments)
    try:
        if options.home is not None:
            measured = measure_night(options.home.resolve(), options)
        else:
            with tempfile.TemporaryDirectory(prefix="mingjing-night-") as folder:
                measured = measure_night(Path(folder), options)
    except CommandFailed as failed:
        print(f"night: {failed}", file=sys.stderr)
        return 1
    print(json.dumps(measured))
    return 0


def measure_night(home: Path, options: argparse.Namespace) -> dict[str, object]:
    """Figures of one night of a city in `home`; a city and models that are there already are kept.

    Raises CommandFailed when a command fails, after what it said on stderr.
    """
    people, seed, as_of = options.people, options.seed, options.as_of
    environment = {**os.environ, "MINGJING_HOME": str(home), "MINGJING_SEED": str(seed)}
    day = ("--as-of", as_of.isoformat())
    city = ("simulate", "--if-empty", "--people", str(people), "--seed", str(seed), *day)
    training = ("train", "--simulated-city", *day)
    asked = {"simulate": city, **({"train": training} if options.train else {})}
    before = {name: measure(words, environment) for name, words in asked.items()}
    jobs = {job.name: measure(("run", job.name, *day), environment) for job in REGISTRY}
    return {
        "people": people,
        "seconds": round(sum(figures["seconds"] for figures in jobs.values()), 1),
        "peak_mb": max(figures["peak_mb"] for figures in jobs.values()),
        "jobs": jobs,
        "rows": rows(Warehouse(environment.get("MINGJING_WAREHOUSE", str(home / "warehouse"))), as_of),
        **before,
        "seed": seed,
        "as_of": as_of.isoformat(),
    }


def measure(words: Sequence[str], environment: Mapping[str, str]) -> dict[str, float]:
    """Wall seconds and peak MiB of one `mingjing` command and everything it starts."""
    begun = time.monotonic()
    peak = 0
    last: deque[str] = deque(maxlen=1)
    command = [sys.executable, "-m", "jobs", *words]
    with subprocess.Popen(
        command, env=dict(environment), stdout=sys.stderr, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as child:
        listening = Thread(target=_pass_on, args=(child.stderr, last))
        listening.start()
        tree = psutil.Process(child.pid)
        while child.poll() is None:
            peak = max(peak, _resident(tree))
            time.sleep(LOOK_EVERY_SECONDS)
        listening.join()
    if child.returncode:
        raise CommandFailed(words, child.returncode, "".join(last))
    figures = {"seconds": round(time.monotonic() - begun, 1), "peak_mb": round(peak / 2**20)}
    print(f"{' '.join(words)}: {figures['seconds']} s, {figures['peak_mb']} MiB", file=sys.stderr, flush=True)
    return figures


def rows(warehouse: Warehouse, as_of: date) -> dict[str, int]:
    """Rows of every table that the night can see, by table."""
    found: dict[str, int] = {}
    for job in REGISTRY:
        newest = warehouse.newest(job.name, f"as_of={as_of.isoformat()}")
        for manifest in warehouse.batches(job.name) if job.delivered else [newest] if newest else []:
            for table, part in manifest.tables.items():
                found[table] = found.get(table, 0) + part.rows
    return dict(sorted(found.items()))


def _pass_on(lines: Iterable[str], last: deque[str]) -> None:
    """Show what a command says, and remember its last line."""
    for line in lines:
        print(line, end="", file=sys.stderr, flush=True)
        last.append(line.strip())


def _resident(process: psutil.Process) -> int:
    total = 0
    try:
        for member in (process, *process.children(recursive=True)):
            total += member.memory_info().rss
    except psutil.NoSuchProcess:
        # It ended between two looks; the next look counts the rest.
        return total
    return total


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.night", description="Time and memory of a night.")
    made.add_argument("--people", type=int, default=20_000, help="inhabitants (default 20000)")
    made.add_argument("--seed", type=int, default=7, help="same seed, same city (default 7)")
    made.add_argument(
        "--as-of", type=date.fromisoformat, default=date(2026, 3, 4), help="the night (default 2026-03-04)"
    )
    made.add_argument("--train", action="store_true", help="train and approve the city's first models before the night")
    made.add_argument("--home", type=Path, help="keep what is made here (default: a folder that is removed)")
    return made


if __name__ == "__main__":
    sys.exit(main())
