"""Runs checks: Great Expectations computes its metrics over written rows, on pandas where they fit, on Spark beyond.

The suite is the same for both, and results are booleans: no value leaves the table. What the checks are is said by
declarations (`boundaries`), by earlier deliveries (`history`) and by other tables (`references`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from expectations import engine
from expectations.boundaries import boundary_checks, declared_types
from expectations.checks import Check, CheckResult

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

ReadColumns = Callable[[list[str]], "pd.DataFrame"]
"""Reads some columns of a table into memory."""

PANDAS_ROWS = 200_000
"""Up to here a table is checked on pandas: 50 ms instead of a second or more of Spark jobs."""

_SPARK_KEY = "record key"
"""Name of a compound key as one column; no declared column has a space in its name."""


@dataclass(frozen=True)
class Held:
    """Rows that are to be checked, for either engine.

    `types` are the columns as they were written, by name with Spark's word for their type. `read` reads some of them
    into memory; `frame` is the same rows in Spark, None where they always fit into memory.
    """

    rows: int
    types: Mapping[str, str]
    read: ReadColumns
    frame: DataFrame | None = None

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Held:
        """Rows that are in memory already; their types are not known and not asked for."""
        return cls(len(rows), dict.fromkeys(rows.columns, ""), lambda columns: rows[columns])

    def labels(self, declared: Mapping[str, str]) -> dict[str, str]:
        """Each column's name in a check: with its type in it where another one was declared, so that it is missed."""
        return {
            name: name if declared.get(name, kind) == kind else f"{name} {kind}" for name, kind in self.types.items()
        }


def check_table(table: str, held: Held, as_of: date, also: Iterable[Check] = ()) -> list[CheckResult]:
    """Whether written rows keep what their table declares, and `also` what is asked of them besides.

    An empty table passes whatever speaks of values. Raises KeyError when nothing declares the table.
    """
    return check_rows(table, [*boundary_checks(table, as_of), *also], held, declared_types(table))


def check_rows(
    table: str, checks: Sequence[Check], held: Held, declared: Mapping[str, str] | None = None
) -> list[CheckResult]:
    """The results of some checks on some rows of a table, in their order."""
    asked = [check for check in checks if check.possible and (held.rows or not check.columns)]
    passed = dict(zip(map(id, asked), _validate(asked, held, declared or {}), strict=True)) if asked else {}
    return [
        check.result(table, passed.get(id(check), None if not check.possible else True))
        for check in checks
        if id(check) in passed or not check.possible
    ]


def _validate(checks: Sequence[Check], held: Held, declared: Mapping[str, str]) -> list[bool]:
    if held.rows <= PANDAS_ROWS or held.frame is None:
        return _passed(checks, "pandas", _in_memory(checks, held, declared))
    frame = held.frame.withColumnsRenamed(held.labels(declared))
    # One count of distinct keys beside fifty sums makes Spark carry fifty sums for each key: it gets a pass of its own.
    keys = [check for check in checks if check.kind == "keys"]
    others = [check for check in checks if check.kind != "keys"]
    found = dict(zip(map(id, others), _passed(others, "spark", frame) if others else [], strict=True))
    for check in keys:
        found[id(check)] = _passed([_as_column(check)], "spark", _with_key(frame, check))[0]
    return [found[id(check)] for check in checks]


def _passed(checks: Sequence[Check], kind: engine.EngineKind, data: Any) -> list[bool]:
    batch = engine.rows_of(kind).get_batch({"dataframe": data})
    import great_expectations as gx

    expectations = [engine.expectation(check.expectation, check.arguments) for check in checks]
    suite = gx.ExpectationSuite("boundary", expectations=expectations)
    found = batch.validate(suite, result_format="BOOLEAN_ONLY")
    # Great Expectations may return results in another order than the suite's: match them by what they ask.
    passed = {_identity(result.expectation_config): bool(result.success) for result in found.results}
    return [passed[_identity(expectation.configuration)] for expectation in expectations]


def _in_memory(checks: Sequence[Check], held: Held, declared: Mapping[str, str]) -> pd.DataFrame:
    """The columns that are checked, with rows; the others by name alone."""
    import pandas as pd

    labels = held.labels(declared)
    asked = {column for check in checks for column in (*check.columns, *check.condition_columns)}
    seen = sorted(asked & set(labels))
    rows = held.read(seen) if held.rows and seen else pd.DataFrame(columns=seen)
    if not seen and held.rows:
        rows = pd.DataFrame(index=range(held.rows))
    return rows.reindex(columns=[*seen, *(column for column in labels if column not in asked)]).rename(columns=labels)


def _as_column(check: Check) -> Check:
    """A key of several columns as the key of one, which Spark counts in a fraction of the time of a window."""
    if len(check.columns) == 1:
        return check
    single = (("column", _SPARK_KEY), ("min_value", 1))
    return Check(check.kind, "ExpectColumnProportionOfUniqueValuesToBeBetween", single, check.severity)


def _with_key(frame: DataFrame, check: Check) -> DataFrame:
    from pyspark.sql import functions as F

    columns = check.columns
    if not set(columns) <= set(frame.columns):
        return frame
    return frame.select(*columns) if len(columns) == 1 else frame.select(F.struct(*columns).alias(_SPARK_KEY))


def _identity(configuration: Any) -> str:
    kwargs = {key: value for key, value in configuration.kwargs.items() if key != "batch_id"}
    return f"{configuration.type} {sorted(kwargs.items(), key=str)}"
