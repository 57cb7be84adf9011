"""The vault, `linked.identities`: every mention in normal form, with whose it was.

The next night takes from it the mentions of records of which nothing new became known, and what was said of entities
that a mention has left. What a reporter or a victim says stands here too, as it stands in bronze, and under nobody:
those rows have no `entity_id`, so that nothing that asks for an entity can reach them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from models.linking.normal_forms import NORMAL_DDL
from models.linking.person_neighbours import PAST
from models.linking.schemas import KEPT, NUMBER_LEVEL, arrow_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NORMAL = arrow_columns(NORMAL_DDL)
"""A normalised mention, as the vault keeps it."""


def identities(linked: DataFrame) -> DataFrame:
    """`linked.identities` of tonight's mentions as `placed` returns them."""
    whose = (f"CASE WHEN NOT links_only THEN {name} END AS {name}" for name in KEPT.names)
    return linked.selectExpr(*NORMAL.names, *whose)


def with_ids(normal: pa.Table) -> pa.Table:
    """Normalised mentions with the `mention_id` that linking knows each by."""
    return normal.append_column("mention_id", pc.binary_join_element_wise(normal["source_row_id"], normal["role"], "/"))


def rows_of(mention_ids: pa.Array) -> pa.Array:
    """The source rows of mentions, by the ids that `with_ids` gives, each once."""
    return pc.unique(pc.replace_substring_regex(mention_ids, "/[^/]*$", ""))


def as_registered(rows: pa.Table) -> pa.Table:
    """Rows of the vault as `linked.crosswalks` holds them, as far as `linkage.Registry` asks: the method of a mention
    that is its number's, null of others."""
    by_number = pc.equal(rows["own_id"], rows["entity_id"])
    method = pc.if_else(pc.equal(rows["kind"], "person"), NUMBER_LEVEL["person"], NUMBER_LEVEL["company"])
    held = rows.select(["source_row_id", "role", "known_on", "entity_id", "links_only"])
    return held.append_column("entity_kind", rows["kind"]).append_column("method", pc.if_else(by_number, method, None))


SAID = ["entity_id", "number", "name", "phone", "address", "birth_on", "context"]
"""Columns that `said_of` takes."""


def said_of(rows: pa.Table) -> pa.Table:
    """What some people's mentions in the vault said of them: `person_neighbours.PAST`, each value once."""
    values = {
        "name": rows["name"],
        "citizen_id": rows["number"],
        "phone": rows["phone"],
        "address": rows["address"],
        "birth_on": rows["birth_on"].cast(pa.string()),
        "context": rows["context"],
    }
    parts = [
        pa.table([rows["entity_id"], pa.array([attribute] * len(rows), pa.string()), value], schema=PAST)
        for attribute, value in values.items()
    ]
    every = pa.concat_tables(parts)
    return every.filter(pc.is_valid(every["value"])).group_by(PAST.names).aggregate([])
