"""One long frame of everybody the departments' rows speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.schemas import arrow_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

PARTITIONS_PER_CORE = 4
"""Enough for a core not to wait long for another that has the largest tables, few enough to cost little."""

MENTION_DDL = (
    "source_row_id string, table string, department string, role string, links_only boolean, known_on date, "
    "declared_kind string, kind string, name string, id_number string, phone string, address string, birth_on date, "
    "registration_no string, context_kind string, context string"
)
"""Columns of a mention as its department wrote it. `declared_kind` is person, company or party; `kind` is what the
row's own kind column says of a party (null elsewhere and where it is not filled in). `context` is the home, company or
office (`context_kind`) that the row shows its holder with."""


@dataclass(frozen=True)
class MentionColumns:
    """Where one role of one table keeps what identifies its holder: names of bronze columns, null where there is none.

    `table` is the table's name without its layer. `links_only` marks reporters and victims. `registration_no` names
    the column with a company's registration number, in the register's own tables only. `context` is a kind and a
    column.
    """

    table: str
    role: str
    kind: str
    name: str
    id_number: str | None = None
    kind_column: str | None = None
    phone: str | None = None
    address: str | None = None
    birth_on: str | None = None
    registration_no: str | None = None
    links_only: bool = False
    context: tuple[str, str] | None = None

    @property
    def stated(self) -> dict[str, str | bool | None]:
        """What the declaration itself says of each mention, by column of `MENTION_DDL`."""
        return {
            "role": self.role,
            "links_only": self.links_only,
            "declared_kind": self.kind,
            "context_kind": self.context[0] if self.context else None,
        }

    @property
    def held(self) -> dict[str, str | None]:
        """The bronze column behind each other column of `MENTION_DDL`; null where the row does not say."""
        return {
            "kind": self.kind_column,
            "name": self.name,
            "id_number": self.id_number,
            "phone": self.phone,
            "address": self.address,
            "birth_on": self.birth_on,
            "registration_no": self.registration_no,
            "context": self.context[1] if self.context else None,
        }


def mentions(tables: Mapping[str, DataFrame], declared: Iterable[MentionColumns]) -> DataFrame:
    """Every mention of the given tables, one row per source row and role, with the columns of `MENTION_DDL`.

    `tables` holds bronze tables by their full name. A role whose name, number and registration number are all empty
    speaks of nobody and makes no row: an anonymous caller is not a person we know of.
    Raises ValueError when nothing is declared, and KeyError when a declared table was not handed over.
    """
    by_table: dict[str, list[MentionColumns]] = {}
    for one in declared:
        by_table.setdefault(one.table, []).append(one)
    if not by_table:
        raise ValueError("no mention is declared: linking has nothing to read")
    # One scan per table, however many roles it has.
    parts = [_of_table(tables[f"bronze.{table}"], table, roles) for table, roles in sorted(by_table.items())]
    every = reduce(lambda left, right: left.union(right), parts).where(
        "name IS NOT NULL OR id_number IS NOT NULL OR registration_no IS NOT NULL"
    )
    # Thirty small tables are some hundred tiny partitions; without this each would cost a task and a Python worker.
    return every.coalesce(PARTITIONS_PER_CORE * every.sparkSession.sparkContext.defaultParallelism)


def mentions_of_rows(table: str, rows: pa.Table, roles: Iterable[MentionColumns]) -> pa.Table:
    """`mentions` of some rows of one bronze table that this process holds."""
    schema = arrow_columns(MENTION_DDL)
    parts = [schema.empty_table()]
    for one in roles:
        columns = {name: rows[name] for name in ("source_row_id", "department", "known_on")}
        columns |= {name: rows[column] for name, column in one.held.items() if column is not None}
        stated = {"table": table, **one.stated}
        nothing = pa.nulls(len(rows))
        parts.append(
            pa.table(
                [
                    pa.repeat(pa.scalar(stated[field.name], field.type), len(rows))
                    if field.name in stated
                    else columns.get(field.name, nothing).cast(field.type)
                    for field in schema
                ],
                schema=schema,
            )
        )
    every = pa.concat_tables(parts)
    return every.filter(reduce(pc.or_, (pc.is_valid(every[name]) for name in ("name", "id_number", "registration_no"))))


def _of_table(rows: DataFrame, table: str, roles: list[MentionColumns]) -> DataFrame:
    # Expressions as text: building some five hundred column objects one by one took seconds a night.
    structs = ", ".join(_struct(one) for one in sorted(roles, key=lambda one: one.role))
    return rows.selectExpr(
        "source_row_id", f"'{table}' AS table", "department", "known_on", f"inline(array({structs}))"
    )


def _struct(one: MentionColumns) -> str:
    types = dict(column.split() for column in MENTION_DDL.split(", "))
    stated = {name: "NULL" if said is None else f"'{said}'" for name, said in one.stated.items()}
    held = {name: "NULL" if column is None else f"`{column}`" for name, column in one.held.items()}
    fields = (f"'{name}', CAST({value} AS {types[name]})" for name, value in {**stated, **held}.items())
    return f"named_struct({', '.join(fields)})"
