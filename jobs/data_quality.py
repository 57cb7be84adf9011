"""What a night's data was worth: per department what came, what was refused and why, and what the lists miss for it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd

from expectations.contracts import contracts
from expectations.contracts.declaration import Contract
from expectations.history import missing_departments
from features.evidence import RULES, measured
from features.evidence.declaration import tables_needed
from features.sources.declared import VIEWS
from jobs.check_pages import night_checks
from jobs.ingest.repeats import REPEATS
from jobs.reader import read_pandas
from jobs.run import Run
from jobs.warehouse import Warehouse

TREND = 28
"""Deliveries of a table that its trend goes back."""

OF_THE_FILE = frozenset(
    {
        "another_header",
        "duplicate_column",
        "missing_column",
        "quote_left_open",
        "row_above_header",
        "rows_in_a_cell",
        "sheet_without_header",
        "unit_of_title_contradicts_header",
        "unknown_column",
    }
)
"""Rules that say how a file was put together rather than what is wrong with one of its rows."""

REASONS = 5
"""Reasons for refused rows that are named; the others are counted together."""


def data_quality(run: Run) -> list[dict[str, Any]]:
    """One entry per department that a contract names, sorted, as plain values for JSON: its tables, and the checks on
    them that did not hold.

    `new` counts what became known since the night before (all of it on a first night). Rows count as `resolved` when
    the record was accepted on the day they were refused or later; nothing is deleted from quarantine. `record_unknown`
    counts those of the `open` rows whose number could not be read, so that nobody can tell whether they came right.
    `past_retention` counts records in force and rows in quarantine that came last longer ago than their contract keeps
    them. `misses` names the evidence rules that could not speak, or spoke on old rows, because the table never came,
    its department is later than its habit, or a new file of it could not be read.
    """
    warehouse = Warehouse(run.settings.warehouse)
    files = read_pandas(warehouse, "quarantine.delivered_files", run.as_of)
    files = files[files["source"] == run.source]
    held = ["department", "table", "rule", "known_on", "source_row_id"]
    rejected = read_pandas(warehouse, "quarantine.rejected_rows", run.as_of, columns=held)
    since = _night_before(warehouse, run.as_of)
    checks = night_checks(warehouse, run.as_of)
    read = files[files["rows_accepted"] > 0]
    delivered = {str(name): set(days) for name, days in read.groupby("department")["known_on"]}
    late = missing_departments(delivered, run.as_of)
    departments: dict[str, list[dict[str, Any]]] = {}
    for contract in contracts().values():
        told = _table(
            contract,
            files[files["table"] == contract.table],
            rejected[rejected["table"] == contract.table],
            warehouse,
            run.as_of,
            since,
        )
        silent = told["last_delivered"] is None or contract.department in late or told["unread"]
        told["misses"] = _misses(contract.table) if silent else []
        told["checks"] = [
            {"check": result.check, "note": result.note, "columns": list(result.columns), "severity": result.severity}
            for result in checks.get(f"bronze.{contract.table}", ())
            if result.passed is False
        ]
        departments.setdefault(contract.department, []).append(told)
    return [{"department": name, "tables": tables} for name, tables in sorted(departments.items())]


def _table(
    contract: Contract, files: pd.DataFrame, rejected: pd.DataFrame, warehouse: Warehouse, as_of: date, since: date
) -> dict[str, Any]:
    new_files, new_rejected = files[files["known_on"] >= since], rejected[rejected["known_on"] >= since]
    last = _last(files)
    unread = new_files[new_files["status"] != "read"]
    by_day = files.groupby("known_on")["rows_in"].sum().sort_index().tail(TREND)
    return {
        "table": contract.table,
        "title": contract.title,
        "last_delivered": last.isoformat() if last else None,
        "new_files": len(new_files),
        "new_rows_in": int(new_files["rows_in"].sum()),
        "new_rows_accepted": int(new_files["rows_accepted"].sum()),
        "new_rows_quarantined": int(new_files["rows_quarantined"].sum()),
        "reasons": _most_common(new_rejected["rule"]),
        "unread": [{"file": row["source_place"], "reason": row["reason"]} for row in unread.to_dict(orient="records")],
        "trend": [[str(day), int(rows)] for day, rows in by_day.items()],
        "retention_days": contract.retention_days,
        "past_retention": _past_retention(contract, files, rejected, warehouse, as_of),
        **_resolved(contract.table, rejected, _last(files[files["status"] == "read"]), warehouse, as_of),
    }


def _last(files: pd.DataFrame) -> date | None:
    return max(files["known_on"]) if len(files) else None


def _past_retention(
    contract: Contract, files: pd.DataFrame, rejected: pd.DataFrame, warehouse: Warehouse, as_of: date
) -> int:
    kept_since = as_of - timedelta(days=contract.retention_days)
    if not (files["known_on"] < kept_since).any():
        return 0
    records = read_pandas(warehouse, f"bronze.{contract.table}", as_of, columns=["source_row_id", "known_on"])
    return int((records["known_on"] < kept_since).sum() + (rejected["known_on"] < kept_since).sum())


def _most_common(rules: pd.Series) -> list[list[Any]]:
    counted = sorted(Counter(rules).items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in counted[REASONS:])
    return [[rule, count] for rule, count in counted[:REASONS]] + ([["others", rest]] if rest else [])


def _resolved(
    table: str, rejected: pd.DataFrame, last_read: date | None, warehouse: Warehouse, as_of: date
) -> dict[str, int]:
    """Of all rows ever refused: repeats of others, those whose record came right since, and those that are open.

    A row whose record is not known, because its file could not be taken apart, counts as right once a later file of
    its table was read. Of another, such as one cut short before its key, no later row can be told to be the same:
    it stays open and is counted as `record_unknown` too.
    """
    repeats = rejected["rule"].isin(REPEATS)
    asked = rejected[~repeats]
    unknown, of_file = asked["source_row_id"].isna(), asked["rule"].isin(OF_THE_FILE)
    of_files = asked[unknown & of_file]
    resolved = int((of_files["known_on"] < last_read).sum()) if last_read else 0
    asked_ids = asked.dropna(subset="source_row_id")
    ids = set(asked_ids["source_row_id"])
    if ids:
        columns = ["source_row_id", "known_on"]
        came = read_pandas(warehouse, f"bronze.{table}", as_of, {"source_row_id": ids}, columns)
        came_on = dict(zip(came["source_row_id"], came["known_on"], strict=True))
        refused = zip(asked_ids["source_row_id"], asked_ids["known_on"], strict=True)
        resolved += sum(came_on.get(record, date.min) >= known_on for record, known_on in refused)
    return {
        "repeats": int(repeats.sum()),
        "resolved": resolved,
        "open": len(asked) - resolved,
        "record_unknown": int((unknown & ~of_file).sum()),
    }


def _misses(table: str) -> list[list[str]]:
    """(list, rule) of every evidence rule that cannot speak without a table."""
    return [
        [rule.list_name, rule.name] for rule in RULES if table in tables_needed(rule, measured(rule.list_name), VIEWS)
    ]


def _night_before(warehouse: Warehouse, as_of: date) -> date:
    nights = [part.removeprefix("as_of=") for part in warehouse.partitions("rank_lists")]
    before = [night for night in nights if night < as_of.isoformat()]
    return date.fromisoformat(max(before)) if before else date.min


def files_not_read(warehouse: Warehouse, source: str, as_of: date) -> list[dict[str, Any]]:
    """One entry per file that was not read, by delivery and number: its status, the reason, and whether it is new since
    the night before."""
    since = _night_before(warehouse, as_of)
    files = read_pandas(warehouse, "quarantine.delivered_files", as_of)
    files = files[files["source"] == source].sort_values("source_file")
    return [
        {
            "file": row["source_place"],
            "status": row["status"],
            "reason": row["reason"],
            "new": row["known_on"] >= since,
        }
        for row in files[files["status"] != "read"].to_dict(orient="records")
    ]
