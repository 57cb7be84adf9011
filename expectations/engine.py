"""Great Expectations itself, loaded once a process and without what no check of ours reaches.

Loaded whole it costs 12 s of a slow core, which is more than all checks of a night, and a night is ten processes. Half
of that is charts, distributions and JSON schemas; they are left until something asks for them, as Python's own lazy
loader does it. The rest can go on while Spark starts: see `begin`.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import logging
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any, Literal

DEFERRED = ("altair", "jsonschema", "scipy.stats")
"""Modules that Great Expectations imports at its start and that no expectation of a suite of ours uses."""


def begin() -> None:
    """Load Great Expectations beside whatever the process does first; `context` waits for it."""
    threading.Thread(target=context, name="load great_expectations", daemon=True).start()


def context() -> Any:
    """The one ephemeral context of this process: nothing is stored, nothing is sent, no progress bars."""
    with _LOADING:
        return _context()


_LOADING = threading.Lock()


@cache
def _context() -> Any:
    # Read by Great Expectations at import: nothing of a city's data leaves its machine, not even a count.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _deferred(DEFERRED):
        import great_expectations as gx
        import great_expectations.expectations

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    made = gx.get_context(mode="ephemeral")
    made.variables.progress_bars = {"globally": False}
    return made


EngineKind = Literal["pandas", "spark"]


@cache
def rows_of(kind: EngineKind) -> Any:
    """The batch definition that takes any frame of an engine.

    Made once: whenever a data source or an asset comes or goes, Great Expectations writes its configuration as YAML
    three times, which is a quarter of what a small table's checks cost.
    """
    sources = context().data_sources
    # What is read is a file or rows in the plan: persisting would only copy it.
    source = sources.pandas_default if kind == "pandas" else sources.add_or_update_spark(name="spark", persist=False)
    return source.add_dataframe_asset(name="rows").add_batch_definition_whole_dataframe("all")


def expectation(name: str, arguments: Iterable[tuple[str, Any]]) -> Any:
    """An expectation of Great Expectations, or ours, by its class's name.

    A `row_condition` is (column, value): the rows that hold that value.
    """
    kind = expectation_class(name)
    from great_expectations.expectations.row_conditions import Column

    given = {key: list(value) if isinstance(value, tuple) else value for key, value in arguments}
    if "row_condition" in given:
        column, value = given["row_condition"]
        given["row_condition"] = Column(column) == value
    return kind(**given)


def expectation_class(name: str) -> Any:
    """The class of that name, Great Expectations' own or ours; raises AttributeError when there is none."""
    context()
    import great_expectations.expectations as core

    from expectations import stability

    return getattr(stability if hasattr(stability, name) else core, name)


class _Deferring(importlib.abc.MetaPathFinder):
    """Finds some modules as Python would, and puts off running them until one of their names is asked for."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._finding: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in self._names or fullname in self._finding:
            return None
        self._finding.add(fullname)
        try:
            spec = importlib.util.find_spec(fullname)
        finally:
            self._finding.discard(fullname)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


@contextmanager
def _deferred(names: Sequence[str]) -> Iterator[None]:
    finder = _Deferring(frozenset(names))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
