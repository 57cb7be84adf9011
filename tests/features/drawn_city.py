"""Cities drawn in text: tables of pipes with only what a scenario cares about, all run through one night.

    == rule_5_suits_in_series positive: ten suits in a year
    suits
    x  | case_no | @plaintiff | @defendant | filed_on
    10 | s#      | P1         | Pd#        | 2025-06-01
    expect P1 = 10

A table is named like its contract; columns are the contract's, plus `@role` for the entity of a mention (a name that
starts with P for a person, C for a company; `P1~0.6` for a link of that probability), `@dispute` for the dispute of an
event, `known_on` and `event_on_basis`. `edges` draws graph.edges. `x` repeats a row, with # standing for its number.
`suits` draws a civil case and its parties, several of a role with + between them (`Ph+Pw`; `acts_for` is of its
agents), `members` graph.members: entity, @community (a name that starts with G) and role.
Scenarios share one night: entities and codes carry their scenario's number, so that none meets another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from expectations.contracts import contracts

AS_OF = date(2026, 3, 4)
UNDATED_KNOWN_ON = date(2026, 2, 1)
"""Day of delivery of a drawn row whose day is not recorded; dated rows are delivered the day after."""

SCENARIOS = (
    *sorted((Path(__file__).parent / "scenarios").glob("*.txt")),
    *sorted((Path(__file__).parent.parent / "scenarios").rglob("*.txt")),
)
"""Files of scenarios, found by their folder."""

STEPS = "steps"
"""What a scenario may expect of an entity beside features and rules: how many of the steps have evidence."""

TABLES = frozenset({*contracts(), "suits", "edges", "members"})
_HEADING = re.compile(r"== (?P<subject>\w+) (?P<kind>\w+): (?P<words>.+)")
_EXPECT = re.compile(r"expect (?P<entity>\w+)(?: (?P<name>\w+))? = (?P<value>.+)")


@dataclass(frozen=True)
class Expectation:
    """What a scenario's author worked out by hand: `entity` as in the tables, `value` None for null or silence."""

    scenario: str
    entity: str
    name: str
    value: float | None


@dataclass
class DrawnCity:
    """Rows of many scenarios: bronze rows by table, crosswalk, disputes, and what is expected."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    crosswalk: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    delivered: set[str] = field(default_factory=set)
    """Tables of which a file was read, whether or not a row is drawn; those with rows were delivered anyhow."""
    expected: list[Expectation] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    """(subject of the heading, kind) of every scenario and its number."""

    def read(self, path: Path) -> None:
        """Add every scenario of a file; raises ValueError that names the line it cannot read."""
        table, header, subject, number = "", [], "", 0
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            if text.startswith("=="):
                found = _HEADING.fullmatch(text)
                if not found:
                    raise ValueError(f"{path.name}:{place}: a heading is `== subject kind: words`")
                subject, number, table = found["subject"], len(self.numbers) + 1, ""
                if (subject, found["kind"]) in self.numbers:
                    raise ValueError(f"{path.name}:{place}: {subject} {found['kind']} is drawn twice")
                self.numbers[subject, found["kind"]] = number
            elif text.startswith("expect"):
                self._expect(text, subject, number, f"{path.name}:{place}")
                table = ""
            elif text in TABLES:
                table, header = text, []
            else:
                cells = [cell.strip() for cell in text.split("|")]
                if not table:
                    raise ValueError(f"{path.name}:{place}: {cells[0]!r} is no contract's table")
                if not header:
                    header = cells
                elif len(cells) != len(header):
                    raise ValueError(f"{path.name}:{place}: {len(cells)} cells under {len(header)} columns")
                else:
                    self.draw(table, dict(zip(header, cells, strict=True)), number)

    def _expect(self, text: str, subject: str, number: int, place: str) -> None:
        found = _EXPECT.fullmatch(text)
        if not found:
            raise ValueError(f"{place}: write `expect ENTITY [NAME] = VALUE`, silent or null")
        value = None if found["value"] in ("silent", "null") else float(found["value"])
        self.expected.append(Expectation(str(number), entity(found["entity"], number), found["name"] or subject, value))

    def draw(self, table: str, cells: dict[str, str], number: int = 0) -> None:
        """Add one row of a table, as many times as its `x` says, for a scenario's number."""
        cells = dict(cells)
        for turn in range(1, int(cells.pop("x", "1") or 1) + 1):
            row = {name: cell.replace("#", str(turn)) for name, cell in cells.items() if cell}
            for name, drawn in _suit(row) if table == "suits" else [(table, row)]:
                self._add(name, drawn, number)

    def _add(self, table: str, cells: dict[str, str], number: int) -> None:
        if table == "edges":
            ends = {"from_entity": entity(cells["@from"], number), "to_entity": entity(cells["@to"], number)}
            self.edges.append({"edge_id": f"e{len(self.edges)}", "kind": cells["kind"], **ends})
            return
        if table == "members":
            names = {"entity_id": entity(cells["@entity"], number), "community_id": entity(cells["@community"], number)}
            self.members.append({**names, "role": cells.get("role", "lender"), "community_density": 1.0})
            return
        contract = contracts()[table]
        rows = self.rows.setdefault(table, [])
        row_id = f"{table}-{len(rows) + 1}"
        row: dict[str, Any] = {"source_row_id": row_id}
        for name, cell in cells.items():
            if name == "@dispute":
                self.disputes.append({"dispute_id": entity(cell, number), "source_row_id": row_id, "table": table})
            elif name.startswith("@"):
                self._mention(table, row_id, name[1:], cell, number)
            elif name in ("known_on", "event_on_basis"):
                row[name] = date.fromisoformat(cell) if name == "known_on" else cell
            else:
                row[name] = _typed(contract.column(name), cell, number)
        event_on = row.get(contract.event_on) if contract.event_on else None
        row.setdefault("known_on", event_on + timedelta(days=1) if event_on else UNDATED_KNOWN_ON)
        rows.append(row)

    def _mention(self, table: str, row_id: str, role: str, cell: str, number: int) -> None:
        name, _, probability = cell.partition("~")
        links_only = {mention.role: mention.links_only for mention in contracts()[table].mentions}[role]
        self.crosswalk.append(
            {
                "source_row_id": row_id,
                "table": table,
                "role": role,
                "entity_id": entity(name, number),
                "entity_kind": "person" if name.startswith("P") else "company",
                "links_only": links_only,
                "method": "citizen_id",
                "probability": float(probability or 1),
            }
        )


def entity(name: str, number: int) -> str:
    """The id of a scenario's entity: its letter, the scenario and the rest of its drawn name."""
    return f"{name[0]}{number:03d}{name[1:]}"


def _typed(column: Any, cell: str, number: int) -> Any:
    if column.spark_type == "date":
        return date.fromisoformat(cell)
    if column.spark_type == "bigint":
        return int(cell)
    if column.spark_type == "double":
        return float(cell)
    if column.spark_type == "boolean":
        return {"yes": True, "no": False}[cell]
    return f"{number:03d}{cell}" if column.type == "code" else cell


def _suit(row: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    roles = ("plaintiff", "defendant", "agent", "guarantor", "witness")
    case = {name: cell for name, cell in row.items() if name.removeprefix("@") not in (*roles, "acts_for")}
    yield "civil_cases", {"cause": "private_lending", **case}
    for role in roles:
        for place, name in enumerate(filter(None, row.get(f"@{role}", "").split("+")), start=1):
            party = {
                "case_no": row["case_no"],
                "party_no": f"{role} {place}",
                "role": role,
                "filed_on": row["filed_on"],
            }
            whose = {"acts_for": row["acts_for"]} if role == "agent" and row.get("acts_for") else {}
            yield "case_parties", {**party, **whose, "@party": name}


def read_all() -> DrawnCity:
    """Every scenario of the folders, in one city."""
    city = DrawnCity()
    for path in SCENARIOS:
        city.read(path)
    return city
