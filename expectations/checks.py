"""The words a suite is written in: Check, what must hold of a table, and CheckResult, what was found.

Both are plain data. A result is kept in its run's manifest, shown in the night's pages and read by an auditor: it names
columns, bounds and counts, never a value of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Severity = Literal["fail", "warn"]
"""fail: tonight's lists would be wrong, so nothing is published. warn: it is shown, and the night goes on."""

Kind = Literal["schema", "keys", "values", "volume", "freshness", "headers", "references", "drift"]

Arguments = tuple[tuple[str, Any], ...]

_COLUMN_ARGUMENTS = frozenset({"column", "column_list", "column_set", "row_condition"})


@dataclass(frozen=True)
class Check:
    """One expectation on one table, as data: its class in Great Expectations, arguments, and how grave a failure is.

    `told` is what a result says instead of the arguments, where those hold more than a reader needs; `note` says in
    words what the bounds were made of, or why the check is there.
    """

    kind: Kind
    expectation: str
    arguments: Arguments
    severity: Severity = "fail"
    told: Arguments | None = None
    note: str = ""
    possible: bool = True
    """False where there is nothing to hold the table against: the check is not made, and its note says why."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns the expectation looks at."""
        held = dict(self.arguments)
        return tuple(held.get("column_list", ())) or ((held["column"],) if "column" in held else ())

    @property
    def condition_columns(self) -> tuple[str, ...]:
        """Columns that say which rows it looks at."""
        held = dict(self.arguments)
        return (held["row_condition"][0],) if "row_condition" in held else ()

    def result(self, table: str, passed: bool | None) -> CheckResult:
        """What was found, in the form that is kept."""
        held = dict(self.arguments)
        named = self.columns or tuple(held.get("column_set", ()))
        told = self.arguments if self.told is None else self.told
        bounds = {name: _plain(value) for name, value in told if name not in _COLUMN_ARGUMENTS}
        return CheckResult(table, self.kind, self.expectation, named, bounds, self.severity, passed, self.note)


@dataclass(frozen=True)
class CheckResult:
    """What one check found; `passed` is None where it could not be made, and `note` then says why."""

    table: str
    check: Kind
    expectation: str
    columns: tuple[str, ...]
    bounds: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "fail"
    passed: bool | None = True
    note: str = ""

    @property
    def detail(self) -> str:
        """Columns and bounds in one line, for a log."""
        if self.check == "schema":
            return f"{len(self.columns)} declared columns"
        limits = [f"{key} {value}" for key, value in self.bounds.items() if not isinstance(value, list | bool)]
        if len(self.columns) > 1:
            return "columns " + ", ".join([*self.columns, *limits])
        return ", ".join([*(f"column {name}" for name in self.columns), *limits])

    def recorded(self) -> dict[str, Any]:
        """The form a manifest keeps."""
        return {
            "table": self.table,
            "check": self.check,
            "expectation": self.expectation,
            "columns": list(self.columns),
            "bounds": dict(self.bounds),
            "severity": self.severity,
            "passed": self.passed,
            **({"note": self.note} if self.note else {}),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> CheckResult:
        """The result that a manifest keeps; raises KeyError when it lacks one of the fields."""
        return cls(
            record["table"],
            record["check"],
            record["expectation"],
            tuple(record["columns"]),
            record["bounds"],
            record["severity"],
            record["passed"],
            record.get("note", ""),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
