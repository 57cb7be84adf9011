"""Reads what a city handed over, with none of the simulator's code."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl

from expectations.contracts import contracts
from expectations.contracts.declaration import Contract


@dataclass(frozen=True)
class Delivered:
    """A delivered file: rows by contract column, as written; `rows[n]` stands in row `first_row + n`."""

    name: str
    contract: Contract
    day: date
    headers: list[str]
    rows: list[dict[str, str]]
    first_row: int


def _cells(path: Path) -> tuple[list[str], list[list[str]], int]:
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return list(records[0]), [[value or "" for value in record.values()] for record in records], 1
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True).active
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        width = len(rows[0])
        return rows[0], [row + [""] * (width - len(row)) for row in rows[1:]], 2
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    rows = list(csv.reader(io.StringIO(text)))
    return rows[0], rows[1:], 2


def delivered(landing: Path, table: str | None = None) -> list[Delivered]:
    """Every delivered file, or those of one table, in order of their names."""
    return [one for one in _all_delivered(landing) if table in (None, one.contract.table)]


@cache
def _all_delivered(landing: Path) -> list[Delivered]:
    found: list[Delivered] = []
    for path in sorted(landing.glob("*/*/*/*")):
        if path.name == "_delivery.json":
            continue
        contract = contracts()[path.parent.parent.name]
        headers, rows, first_row = _cells(path)
        columns = {header: column.name for column in contract.columns for header in column.headers}
        names = [columns[header] for header in headers]
        found.append(
            Delivered(
                path.relative_to(landing).as_posix(),
                contract,
                date.fromisoformat(path.parent.name),
                headers,
                [dict(zip(names, row, strict=True)) for row in rows],
                first_row,
            )
        )
    return found


@cache
def truth_rows(truth: Path, name: str) -> list[dict[str, str]]:
    """Every row of a truth file, as text."""
    with (truth / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
