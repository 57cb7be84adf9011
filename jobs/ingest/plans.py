"""What to look for in a file: a contract, and the headers under which this file's department writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from expectations.contracts import contracts
from expectations.contracts.declaration import STATE_HEADERS, WITHDRAWN, Column, Contract
from expectations.sources import sources
from expectations.sources.declaration import NO_MAPPING, SourceFile, header_form
from identifiers.amounts import MoneyUnit, units_named

UNMAPPED_TABLE = "unmapped"


@dataclass(frozen=True)
class Plan:
    """One way to read a file. `wanted` maps a header's normal form to the contract's column.

    `columns` are the contract's, in its order; `units` the money unit of each money column; `constants` the values that
    every row of the file has. `mapping` is None where a department writes the contract's own headers.
    """

    contract: Contract
    wanted: Mapping[str, str]
    columns: tuple[Column, ...]
    ignored: frozenset[str]
    constants: Mapping[str, str]
    units: Mapping[str, MoneyUnit]
    key: tuple[str, ...]
    mapping: SourceFile | None = None

    @property
    def table(self) -> str:
        return self.contract.table

    @property
    def headers(self) -> frozenset[str]:
        """Normal forms of all declared headers, read or ignored."""
        return self.ignored.union(self.wanted)


@dataclass(frozen=True)
class NoPlan:
    """No contract takes the file; `reason` says why."""

    reason: str


@lru_cache(maxsize=4096)
def plan_for(source: str, table: str, file_name: str) -> Plan | NoPlan:
    """How to read a delivered file, from its source's mapping where there is one, else from the contract itself."""
    known = sources().get(source)
    if known:
        mapping = known.mapping_of(file_name)
        if mapping:
            return _mapped(mapping)
        if table == UNMAPPED_TABLE:
            return NoPlan(known.why_unmapped(file_name))
    if table == UNMAPPED_TABLE:
        return NoPlan(NO_MAPPING)
    contract = contracts().get(table)
    if contract is None:
        return NoPlan(f"no contract is called {table}")
    return _own(contract)


def _own(contract: Contract) -> Plan:
    wanted = {header_form(header): column.name for column in contract for header in column.headers}
    wanted |= {header_form(header): WITHDRAWN for header in STATE_HEADERS if header_form(header) not in wanted}
    units = {column.name: _unit(column.header) for column in contract if column.type == "money"}
    return Plan(
        contract,
        MappingProxyType(wanted),
        contract.columns,
        frozenset(),
        MappingProxyType({}),
        MappingProxyType(units),
        contract.key,
    )


def _mapped(mapping: SourceFile) -> Plan:
    contract = contracts()[mapping.table]
    units = {
        column.name: mapping.money_unit or _unit(mapping.headers.get(column.name, ""))
        for column in contract
        if column.type == "money"
    }
    read_besides = [header for header, _ in mapping.person_when]
    if mapping.year_header:
        read_besides.append(mapping.year_header)
    return Plan(
        contract,
        MappingProxyType({header_form(header): column for column, header in mapping.headers.items()}),
        contract.columns,
        frozenset((*mapping.ignored_forms, *map(header_form, read_besides))),
        MappingProxyType(dict(mapping.constants)),
        MappingProxyType(units),
        contract.key if mapping.key is None else mapping.key,
        mapping,
    )


def _unit(header: str) -> MoneyUnit:
    return "wan_yuan" if "万元" in header else "yuan"


def under_title(plan: Plan, titles: Sequence[str], forms: Sequence[str]) -> Plan | None:
    """The plan with the unit of money that the titles above a table name, for headers (`forms`) that name none.

    None where titles name a unit that contradicts a header's or is neither 元 nor 万元: amounts would be wrong by
    orders of magnitude.
    """
    named = frozenset().union(*map(units_named, titles))
    money = {column: form for form, column in plan.wanted.items() if column in plan.units and form in forms}
    if not named or not money:
        return plan
    if len(named) > 1 or not named <= _UNITS.keys():
        return None
    unit = _UNITS[next(iter(named))]
    declared = plan.mapping and plan.mapping.money_unit
    if any((declared or "元" in form) and plan.units[column] != unit for column, form in money.items()):
        return None
    return replace(plan, units=MappingProxyType({**plan.units, **dict.fromkeys(money, unit)}))


_UNITS: dict[str, MoneyUnit] = {"元": "yuan", "万元": "wan_yuan"}
