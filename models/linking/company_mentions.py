"""What linking reads of a company's mention, and the officers that stand in the same row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.kinds import telling_company_name

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_OFFICER_ROLES = ("manager", "officer")


class CompanyMention(NamedTuple):
    """One normalised mention of a company; what a row does not say is null."""

    mention_id: str
    source_row_id: str
    links_only: bool
    name: str | None
    own_id: str | None
    registration_no: str | None
    organisation_code: str | None
    phone: str | None
    address: str | None


def company_mentions(normal: pa.Table) -> list[CompanyMention]:
    """The companies among normalised mentions (`NORMAL_DDL`), in the order of their ids."""
    rows = normal.filter(pc.equal(normal["kind"], "company"))
    ids = pc.binary_join_element_wise(rows["source_row_id"], rows["role"], "/")
    columns = [ids, *(rows[name] for name in CompanyMention._fields[1:])]
    return sorted(map(CompanyMention, *(column.to_pylist() for column in columns)))


def former_names(changes: DataFrame) -> pa.Table:
    """(source_row_id, name) of every telling name that a registered change of name (`bronze.company_changes`) gives the
    row's company: the one it had and the one it took."""
    renamed = changes.where("change_kind = 'name'").selectExpr(
        "source_row_id", "explode(array(before_change, after_change)) AS name"
    )
    rows = renamed.where("name IS NOT NULL").toArrow()
    forms = {name: telling_company_name(name) for name in pc.unique(rows["name"]).to_pylist()}
    named = rows.set_column(1, "name", pa.array((forms[name] for name in rows["name"].to_pylist()), pa.string()))
    return named.filter(pc.is_valid(named["name"]))


def officers(normal: pa.Table) -> Mapping[str, list[str]]:
    """Who acts for the company of a source row: the id behind an officer's citizen id, else name and phone together.

    An officer known by name alone is nobody in particular and left out.
    """
    rows = normal.filter(
        pc.and_(pc.equal(normal["kind"], "person"), pc.is_in(normal["role"], pa.array(_OFFICER_ROLES)))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows.select(["source_row_id", "own_id", "name", "phone"]).to_pylist():
        if row["own_id"] is not None:
            found[row["source_row_id"]].append(row["own_id"])
        elif row["name"] is not None and row["phone"] is not None:
            found[row["source_row_id"]].append(f"{row['name']} {row['phone']}")
    return found
