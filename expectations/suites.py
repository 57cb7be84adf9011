"""Great Expectations suites, read off the contracts, the layers' tables and the feature declarations.

Every table boundary is checked before it becomes visible. Great Expectations computes its metrics over written rows:
on pandas where they fit, on Spark beyond, with the same suite and boolean results, so that no value leaves the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from expectations import engine
from expectations.contracts import contracts
from expectations.contracts.declaration import BRONZE_COLUMNS
from expectations.contracts.layers import LAYER_TABLES

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

Severity = Literal["fail", "warn"]

ReadColumns = Callable[[list[str]], "pd.DataFrame"]
"""Reads some columns of a table into memory."""

PANDAS_ROWS = 200_000
"""Up to here a table is checked on pandas: 20 ms instead of a second or more of Spark jobs."""

BOUNDS: dict[str, tuple[float, float]] = {
    "probability": (0.0, 1.0),
    "weakest_link": (0.0, 1.0),
    "score": (0.0, 1.0),
    "score_low": (0.0, 1.0),
    "score_high": (0.0, 1.0),
    "baseline_score": (0.0, 1.0),
    "betweenness": (0.0, 1.0),
    "community_density": (0.0, 1.0),
    "rank": (1, 1_000_000),
    "rank_with_ties": (1, 1_000_000),
    "step": (1, 5),
}
"""Columns of later layers whose name says what values they can take."""

ALLOWED: dict[str, tuple[str, ...]] = {
    "entity_kind": ("person", "company", "dispute"),
    "polarity": ("for", "against"),
    "list_name": ("lenders", "companies", "disputes", "candidates"),
    "outcome": ("no_document_found", "document_found_confirm", "identity_not_proven"),
    "kind": (),
    "method": (),
}
"""Categories of later layers; a tuple left empty is decided per table below."""

_ALLOWED_IN: dict[tuple[str, str], tuple[str, ...]] = {
    ("lists.candidate_checks", "kind"): ("statute", "policy"),
    ("scores.lenders", "method"): ("model", "rules_only"),
    ("scores.companies", "method"): ("model", "rules_only"),
    ("scores.disputes", "method"): ("model", "rules_only"),
}

_NULLABLE_KEYS = frozenset({"table", "input_table", "input_partition"})


@dataclass(frozen=True)
class Check:
    """One expectation on one table, as data: its class in Great Expectations, arguments, and how grave a failure is."""

    expectation: str
    arguments: tuple[tuple[str, Any], ...]
    severity: Severity = "fail"

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns the expectation looks at."""
        held = dict(self.arguments)
        return tuple(held.get("column_list", ())) or ((held["column"],) if "column" in held else ())


@dataclass(frozen=True)
class CheckResult:
    """What one check found. `detail` names columns and bounds, never a value of a row."""

    table: str
    expectation: str
    detail: str
    severity: Severity
    passed: bool

    def recorded(self) -> dict[str, object]:
        """The form a manifest keeps."""
        return asdict(self)


def suite(table: str, as_of: date) -> tuple[Check, ...]:
    """Every check on a table for one night; raises KeyError when nothing declares the table."""
    layer, name = table.split(".")
    if layer == "bronze" and name in contracts():
        return tuple(_contract_checks(name, as_of))
    return tuple(_layer_checks(table, as_of))


def _contract_checks(table: str, as_of: date) -> Iterator[Check]:
    contract = contracts()[table]
    names = [*(column for column, _ in BRONZE_COLUMNS), *(column.name for column in contract)]
    yield Check("ExpectTableColumnsToMatchSet", (("column_set", tuple(names)), ("exact_match", True)))
    # A record may come again in a later delivery, never twice in one.
    yield Check("ExpectCompoundColumnsToBeUnique", (("column_list", ("source_row_id", "known_on")),))
    for name in ("source_row_id", "source_file", "source_row", "known_on", "event_on_basis"):
        yield Check("ExpectColumnValuesToNotBeNull", (("column", name),))
    yield Check("ExpectColumnMaxToBeBetween", (("column", "known_on"), ("max_value", as_of), ("strict_max", True)))
    for column in contract:
        if column.required:
            yield Check("ExpectColumnValuesToNotBeNull", (("column", column.name),))
        if column.allowed:
            yield Check("ExpectColumnValuesToBeInSet", (("column", column.name), ("value_set", column.held_values)))
        if column.type == "money":
            yield Check("ExpectColumnValuesToBeBetween", (("column", column.name), ("min_value", 0)), "warn")
    if contract.event_on:
        # Departments do post-date: worth a look, no reason to lose a night.
        yield Check("ExpectColumnMaxToBeBetween", (("column", "event_on"), ("max_value", as_of)), "warn")


def _layer_checks(table: str, as_of: date) -> Iterator[Check]:
    declared = LAYER_TABLES[table]
    names = tuple(name for name, _, _ in declared.columns)
    if not declared.open_ended:
        yield Check("ExpectTableColumnsToMatchSet", (("column_set", names), ("exact_match", True)))
    if len(declared.key) == 1:
        yield Check("ExpectColumnProportionOfUniqueValuesToBeBetween", (("column", declared.key[0]), ("min_value", 1)))
    else:
        yield Check("ExpectCompoundColumnsToBeUnique", (("column_list", declared.key),))
    for column in declared.key:
        if column not in _NULLABLE_KEYS:
            yield Check("ExpectColumnValuesToNotBeNull", (("column", column),))
    for column in names:
        if column in BOUNDS:
            low, high = BOUNDS[column]
            yield Check("ExpectColumnValuesToBeBetween", (("column", column), ("min_value", low), ("max_value", high)))
        allowed = _ALLOWED_IN.get((table, column), ALLOWED.get(column, ()))
        if allowed and table != "bronze.reviews":
            yield Check("ExpectColumnValuesToBeInSet", (("column", column), ("value_set", allowed)))
    if "known_on" in names:
        yield Check("ExpectColumnMaxToBeBetween", (("column", "known_on"), ("max_value", as_of), ("strict_max", True)))
    yield from _feature_checks(table)


def _feature_checks(table: str) -> Iterator[Check]:
    from features.catalogue import FEATURES_BY_TABLE

    for feature in FEATURES_BY_TABLE.get(table, ()):
        low, high = feature.bounds
        limits: tuple[tuple[str, Any], ...] = (
            ("min_value", low),
            *((("max_value", high),) if high is not None else ()),
        )
        yield Check("ExpectColumnValuesToBeBetween", (("column", feature.name), *limits))


def check_table(
    table: str, frame: DataFrame, read_columns: ReadColumns, *, rows: int, as_of: date
) -> list[CheckResult]:
    """Run a table's suite over its written rows: `frame` in Spark, `read_columns` the same rows in memory.

    An empty table passes whatever speaks of values.

    Results carry booleans only: which check, on which columns, and whether it held.
    """
    checks = suite(table, as_of)
    if rows == 0:
        checks = tuple(check for check in checks if not check.columns)
    outcomes = _validate(checks, frame, read_columns, rows)
    return [
        CheckResult(table, check.expectation, _detail(check), check.severity, passed)
        for check, passed in zip(checks, outcomes, strict=True)
    ]


def _validate(checks: tuple[Check, ...], frame: DataFrame, read_columns: ReadColumns, rows: int) -> list[bool]:
    held = engine.context()
    import great_expectations as gx
    import great_expectations.expectations as gxe

    if rows <= PANDAS_ROWS:
        source, data = held.data_sources.pandas_default, _in_memory(checks, frame.columns, read_columns, rows)
    else:
        source, data = held.data_sources.add_or_update_spark(name="spark", persist=False), frame
    asset = source.add_dataframe_asset(name="table")
    try:
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": data})
        expectations = [
            getattr(gxe, check.expectation)(
                **{key: list(value) if isinstance(value, tuple) else value for key, value in check.arguments}
            )
            for check in checks
        ]
        found = batch.validate(gx.ExpectationSuite("boundary", expectations=expectations), result_format="BOOLEAN_ONLY")
    finally:
        source.delete_asset("table")
    # Great Expectations may return results in another order than the suite's: match them by what they ask.
    passed = {_identity(result.expectation_config): bool(result.success) for result in found.results}
    return [passed[_identity(expectation.configuration)] for expectation in expectations]


def _in_memory(checks: tuple[Check, ...], columns: list[str], read_columns: ReadColumns, rows: int) -> pd.DataFrame:
    """The columns that are checked, with rows; the others by name alone."""
    import pandas as pd

    seen = sorted({column for check in checks for column in check.columns})
    held = read_columns(seen) if rows and seen else pd.DataFrame()
    return held.reindex(columns=[*seen, *(column for column in columns if column not in seen)])


def _identity(configuration: Any) -> str:
    kwargs = {key: value for key, value in configuration.kwargs.items() if key != "batch_id"}
    return f"{configuration.type} {sorted(kwargs.items(), key=str)}"


def _detail(check: Check) -> str:
    held = dict(check.arguments)
    if "column_list" in held:
        return "columns " + ", ".join(held["column_list"])
    if "column" not in held:
        return f"{len(held['column_set'])} declared columns"
    limits = [f"{key} {value}" for key, value in held.items() if key in ("min_value", "max_value")]
    return ", ".join([f"column {held['column']}", *limits])
