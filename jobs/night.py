"""A whole night: the Airflow DAG as a person asks for it, or every job in one session for tests and notebooks."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.airflow_home import airflow_environment, migrate_database
from jobs.faults import Fault, as_fault
from jobs.registry import REGISTRY, Job
from jobs.sessions import require_java
from jobs.settings import Settings
from jobs.warehouse import Manifest, Warehouse

if TYPE_CHECKING:
    from jobs.runner import Runner

_JOB_LINE = re.compile(r"\[info +\] (?P<text>.*?) \[airflow\.task\.hooks\.")
_STARTING = re.compile(r"\[DAG TEST\] starting task_id=(?P<task>\w+)")
_PROGRESS = re.compile(r"\[\d{4}-\d\d-\d\d\] ")
_FAULT = "mingjing: "
_TAIL = 200


def run_dag(settings: Settings, as_of: date, *, debug: bool = False) -> int:
    """Run the DAG `nightly` for one day through Airflow; 0 when every task succeeded, else 1.

    Progress goes to stderr, a line per step; Airflow's own words go to `logs/nightly-<as_of>.log`, or with `debug` to
    stderr too. When a task failed, the last line is the cause and the remedy of the first that did. Raises Fault when
    Java or Airflow's database is not to be had.
    """
    require_java()
    begun = time.monotonic()
    environment = airflow_environment(settings, os.environ)
    migrate_database(settings, environment)
    log = settings.home / "logs" / f"nightly-{as_of.isoformat()}.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    _say(f"[{as_of}] night of {len(REGISTRY)} jobs begins; Airflow's log: {log}")
    story = Story(len(REGISTRY))
    with log.open("w", encoding="utf-8") as stream:
        code = _follow(
            [sys.executable, "-m", "jobs.dag_run", as_of.isoformat()], environment, stream.write, story, debug
        )
    took = f"{time.monotonic() - begun:.0f} s"
    if code:
        _say(f"[{as_of}] night failed in {story.failed_in or 'Airflow'} after {took}; the whole log: {log}")
        _say(story.last_word(log))
        return 1
    _say(f"[{as_of}] night done in {took}")
    for line in _summary(settings, as_of):
        print(line)
    return 0


def run_in_process(
    runner: Runner, as_of: date, new_run_id: Callable[[], str], jobs: Iterable[Job] = REGISTRY
) -> dict[str, Manifest]:
    """Run jobs in the given order in the runner's one session; returns each job's manifest by its name.

    The DAG gives the same rows: a job sees nothing of its session but its tables. The first fault ends the night.
    """
    return {job.name: runner.run(job, as_of, new_run_id()) for job in jobs}


@dataclass
class Story:
    """What a night's log has told so far: which task is on, what the first failed one said."""

    tasks: int
    task: str = ""
    begun: int = 0
    fault: str = ""
    failed_in: str = ""
    tail: list[str] = field(default_factory=list)

    def hear(self, line: str) -> str | None:
        """Take in one line of the log; returns what a person should see of it, None where nothing."""
        self.tail = [*self.tail[1 - _TAIL :], line]
        if starting := _STARTING.search(line):
            self.task, self.begun = starting["task"], self.begun + 1
            return f"task {self.begun} of {self.tasks}: {self.task}"
        if "Task failed with exception" in line and not self.failed_in:
            self.failed_in = self.task
        spoken = _JOB_LINE.search(line)
        if spoken is None:
            return None
        text = spoken["text"]
        if text.startswith(_FAULT):
            self.fault = self.fault or text
            return text
        return f"  {text}" if _PROGRESS.match(text) else None

    def last_word(self, log: Path) -> str:
        """The line a failed night ends with: the fault a job named, else one we know by its signs, else the log."""
        if self.fault:
            return self.fault
        known = as_fault(RuntimeError("\n".join(self.tail)))
        return f"{_FAULT}{known or Fault('a task ended without naming its cause', f'Read the end of {log}')}"


def _follow(
    command: list[str], environment: dict[str, str], keep: Callable[[str], object], story: Story, debug: bool
) -> int:
    # A session of its own, so that one signal reaches Airflow, spark-submit and Java alike.
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                keep(line)
                shown = story.hear(line.rstrip())
                if debug:
                    _say(line.rstrip())
                elif shown:
                    _say(shown)
        except BaseException:
            os.killpg(child.pid, signal.SIGTERM)
            raise
        return child.wait()


def _summary(settings: Settings, as_of: date) -> Iterator[str]:
    # Here and not above: it takes pandas, which Airflow's start need not wait for.
    from jobs.reader import read_pandas

    warehouse = Warehouse(settings.warehouse)
    for job in REGISTRY:
        manifest = warehouse.newest(job.name, f"as_of={as_of.isoformat()}")
        for table, part in sorted(manifest.tables.items()) if manifest else ():
            if table.startswith("lists."):
                yield f"{table}: {part.rows:,} rows"
    companies = read_pandas(warehouse, "linked.entities", as_of, {"entity_kind": ["company"]}, ["departments"])
    shared = sum(len(held) >= 2 for held in companies["departments"])
    yield f"companies: {len(companies):,}, of which {shared:,} stand in two or more departments' records"
    for page in sorted((settings.reports / as_of.isoformat()).glob("*.html")):
        yield f"page: {page}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
