"""Finding a file's header row and holding it against what was declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expectations.contracts.declaration import WITHDRAWN
from expectations.sources.declaration import header_form
from jobs.ingest.plans import Plan

LOOKED_THROUGH = 40
"""Rows at the top of a sheet among which the header is looked for; title rows above it are no data."""


@dataclass(frozen=True)
class Header:
    """A header row found in a sheet. `place` is its index among the rows looked through, -1 where it was given."""

    place: int
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a whole file is refused: `rule`, the header it is about, if it is about one, and the column (from 1) of one
    that nobody declared, which may hold anything.

    As text it is read outside quarantine: a declared header stands in it, of any other the place alone.
    """

    rule: str
    header: str | None
    place: int | None = None

    def __str__(self) -> str:
        if self.place:
            return f"{self.rule}: column {self.place}"
        return f"{self.rule}:{self.header}" if self.header else self.rule


@dataclass(frozen=True)
class Binding:
    """Where each column of the contract stands: `places[name]` is the cell's index in a row.

    `named` are the indexes under a header, read or ignored; `absent` the declared headers of optional columns that the
    file does not have, whose values are null.
    """

    places: dict[str, int]
    others: dict[str, int]
    named: frozenset[int]
    absent: tuple[str, ...]


def find(rows: Sequence[Sequence[str]], plan: Plan) -> Header | None:
    """The first row that has every required header, else the row with most of the declared ones, else None."""
    required = {_place_of(plan, column.name) for column in plan.columns if column.required} - {None}
    best: tuple[int, Header] | None = None
    for place, row in enumerate(rows):
        forms = tuple(header_form(cell) for cell in row)
        declared = {plan.wanted[form] for form in forms if form in plan.wanted}
        if declared and required <= declared:
            return Header(place, forms)
        if declared and (best is None or len(declared) > best[0]):
            best = (len(declared), Header(place, forms))
    return best[1] if best else None


def given(names: Sequence[str]) -> Header:
    """The header of a file without one, as its mapping or its form declares it."""
    return Header(-1, tuple(header_form(name) for name in names))


def bind(header: Header, plan: Plan) -> Binding | Refusal:
    """Hold a header row against the declaration.

    Refused are files with a header that is neither read nor ignored by name, with one header twice, or without a
    required one: reading on would be guessing. A file that says of each row whether it takes its record back may have
    the key's headers alone.
    """
    places: dict[str, int] = {}
    others: dict[str, int] = {}
    named: set[int] = set()
    for index, form in enumerate(header.forms):
        if not form:
            if plan.mapping and plan.mapping.ignores_unnamed:
                named.add(index)
            continue
        named.add(index)
        column = plan.wanted.get(form)
        if column is None:
            if form not in plan.ignored:
                return Refusal("unknown_column", form, index + 1)
            others.setdefault(form, index)
        elif column in places:
            return Refusal("duplicate_column", form)
        else:
            places[column] = index
    for column_declared in plan.columns:
        name = column_declared.name
        needed = name in plan.key if WITHDRAWN in places else column_declared.required
        if needed and name not in places and name not in plan.constants:
            return Refusal("missing_column", _declared_header(plan, name))
    absent = tuple(
        _declared_header(plan, column.name)
        for column in plan.columns
        if column.name not in places and _place_of(plan, column.name)
    )
    return Binding(places, others, frozenset(named), absent)


def nothing_found(plan: Plan) -> Refusal:
    """The refusal of a file in which no declared header was found."""
    required = (column.name for column in plan.columns if column.required and _place_of(plan, column.name))
    return Refusal("missing_column", _declared_header(plan, next(required, plan.columns[0].name)))


def _place_of(plan: Plan, column: str) -> str | None:
    """The column, where the plan expects a header for it."""
    return column if column in plan.wanted.values() else None


def _declared_header(plan: Plan, column: str) -> str:
    if plan.mapping:
        return plan.mapping.headers.get(column, column)
    return plan.contract.column(column).header
