"""No clock, no chance, no environment: what a night gives depends on what it is told alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.structure.sources import Module, module, modules

CLOCK_CALLS = frozenset(
    {
        "date.today",
        "datetime.today",
        "datetime.now",
        "datetime.utcnow",
        "Timestamp.now",
        "Timestamp.today",
        "pendulum.now",
        "pendulum.today",
        "timezone.utcnow",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "F.current_date",
        "F.current_timestamp",
        "F.now",
        "functions.current_date",
        "functions.current_timestamp",
    }
)
CLOCK_SQL = ("current_date", "current_timestamp", "now()", "curdate()")
READS_THE_CLOCK = {
    "jobs/__main__.py": "the command line: `--as-of` defaults to today",
    "notebooks/revealing.py": "an access log says when somebody looked, whatever night they looked at",
}

CHANCE_CALLS = frozenset({"uuid.uuid1", "uuid.uuid4", "random.random", "random.choice", "random.shuffle", "os.urandom"})
SEEDED_CALLS = frozenset({"default_rng", "Random", "RandomState", "F.rand", "F.randn", "F.uuid", "F.shuffle"})
"""Calls that are fine with a seed and chance without any argument."""

READS_THE_ENVIRONMENT = {
    "jobs/__main__.py": "builds Settings",
    "jobs/sessions.py": "JAVA_HOME, and what spark-submit set",
    "jobs/airflow_home.py": "Airflow's own variables",
    "jobs/java_start.py": "spark-submit's own variables",
    "jobs/night.py": "passes the caller's environment on to Airflow",
    "jobs/up.py": "passes the caller's environment on to the servers",
    "jobs/pages.py": "passes the caller's environment on to a kernel",
    "models/registry.py": "switches MLflow's telemetry off before it is imported",
    "expectations/engine.py": "switches Great Expectations' telemetry off before it is imported",
    "notebooks/reading.py": "a notebook has no command line: its kernel's environment is where settings come from",
    "notebooks/revealing.py": "the same",
}


def dotted(node: ast.expr) -> str:
    """`datetime.now` for that expression and for `x.datetime.now`: the last two names of a chain."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        names.append(node.id)
    return ".".join(reversed(names[:2]))


def clocks(held: Iterable[Module]) -> Iterator[str]:
    """Where a module outside the command line asks what time it is."""
    for one in held:
        if one.path in READS_THE_CLOCK:
            continue
        known_as = {
            name.asname or name.name: f"{node.module}.{name.name}".split(".")[-2:]
            for node in ast.walk(one.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for name in node.names
        } | {
            name.asname: name.name.split(".")[-1:]
            for node in ast.walk(one.tree)
            if isinstance(node, ast.Import)
            for name in node.names
            if name.asname
        }
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Call):
                first, *rest = dotted(node.func).split(".")
                called = ".".join([*known_as.get(first, [first]), *rest][-2:])
                if {called, dotted(node.func)} & CLOCK_CALLS:
                    yield f"{one.path}:{node.lineno} calls {called}"
            # Any text may end up in a query: views are written as functions that return theirs.
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = [word for word in CLOCK_SQL if word in node.value.lower()]
                if words:
                    yield f"{one.path}:{node.lineno} asks Spark for {words[0]}"


def chances(held: Iterable[Module]) -> Iterator[str]:
    """Where a module draws something without the run's seed."""
    for one in held:
        for node in (node for node in ast.walk(one.tree) if isinstance(node, ast.Call)):
            name = dotted(node.func)
            unseeded = not node.args and not node.keywords
            if name in CHANCE_CALLS or (unseeded and SEEDED_CALLS & {name, name.split(".")[-1]}):
                yield f"{one.path}:{node.lineno} calls {name}"


def environments(held: Iterable[Module]) -> Iterator[str]:
    """Where a module reads the environment though it is no part of starting a run, or reads it at import."""
    for one in held:
        inside = {
            id(part)
            for node in ast.walk(one.tree)
            if isinstance(node, ast.FunctionDef)
            for part in ast.walk(node)
            if part is not node
        }
        for node in ast.walk(one.tree):
            if not (isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}):
                continue
            main = "__main__" in one.path or 'if __name__ == "__main__"' in one.text
            if one.path not in READS_THE_ENVIRONMENT or (id(node) not in inside and not main):
                yield f"{one.path}:{node.lineno} reads {dotted(node)}"


def test_only_the_command_line_reads_a_clock() -> None:
    found = list(clocks(modules()))
    assert not found, "take `as_of` from the run (time.monotonic measures how long something took):\n" + "\n".join(
        found
    )


def test_nothing_is_drawn_without_a_seed() -> None:
    found = list(chances(one for one in modules() if one.path not in READS_THE_CLOCK))
    assert not found, "pass the run's seed, and sort what is drawn from first:\n" + "\n".join(found)


def test_settings_alone_carry_the_environment() -> None:
    found = list(environments(one for one in modules() if one.room != "benchmarks"))
    assert not found, "add a field to jobs.settings.Settings and pass it on:\n" + "\n".join(found)


def test_a_clock_is_found_however_it_is_asked() -> None:
    text = (
        "import datetime as dt\nfrom pyspark.sql import functions as F\n"
        "a = dt.datetime.now(dt.UTC)\nb = dt.date.today()\nc = F.current_date()\n"
        "d = 'event_on < current_date()'\nfrom time import time\ne = time()\nfrom datetime import date as day\n"
        "f = day.today()\n"
    )
    lines = [line.split(":")[1].split(" ")[0] for line in clocks([module("m", "features/m.py", text)])]
    assert sorted(lines, key=int) == ["3", "4", "5", "6", "8", "10"]


def test_measuring_a_duration_is_no_clock() -> None:
    assert not list(clocks([module("m", "jobs/m.py", "import time\nbegun = time.monotonic()\n")]))


def test_a_seed_makes_the_difference() -> None:
    text = "import numpy as np\na = np.random.default_rng()\nb = np.random.default_rng(run.seed)\n"
    assert list(chances([module("m", "models/m.py", text)])) == ["models/m.py:2 calls random.default_rng"]
