"""The tables that resolution takes and gives, as Arrow holds them, and what comparing gives."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

_ARROW = {"string": pa.string(), "boolean": pa.bool_(), "date": pa.date32()}


def arrow_columns(ddl: str) -> pa.Schema:
    """The columns of a Spark schema string of strings, booleans and dates, as Arrow holds them."""
    return pa.schema([(name, _ARROW[kind]) for name, kind in (column.split() for column in ddl.split(", "))])


ALONE = 0.5
"""Probability of a mention that nothing links: it may or may not be somebody we know."""

MENTIONS = pa.schema(
    {
        "mention_id": pa.string(),
        "kind": pa.string(),
        "own_id": pa.string(),
        "alone_id": pa.string(),
        "links_only": pa.bool_(),
        "description": pa.int64(),
        "was": pa.string(),
    }
)
"""A mention to be resolved. `own_id` is the entity behind its valid number, null without one; `alone_id` the one it is
alone; `description` is equal where everything that is compared is; `was` is the entity it had yesterday, null where it
had none, where that was a number's, and for reporters and victims."""

EDGES = pa.schema({"left_id": pa.string(), "right_id": pa.string(), "probability": pa.float64(), "level": pa.string()})
"""A link: two mentions with `left_id` < `right_id`, the probability that they are one entity rounded to 1e-6, and the
key of the words that say what agreed."""


LINKS = EDGES.append(pa.field("entity_id", pa.string()))
"""A link with the entity that it holds together; null where it was cut, where it attaches a reporter or victim, and
where a guard holds the entity."""


@dataclass(frozen=True)
class Compared:
    """Links (`EDGES`), and whose links are all among them: of these mentions, and of every mention of these kinds.

    All other links are as they were yesterday.
    """

    links: pa.Table
    mentions: pa.Array
    kinds: frozenset[str] = frozenset()


RESOLVED = pa.schema(
    {
        "mention_id": pa.string(),
        "entity_id": pa.string(),
        "level": pa.string(),
        "probability": pa.float64(),
    }
)
"""What a mention became."""

KEPT = pa.schema({"entity_id": pa.string(), "link_level": pa.string(), "link_probability": pa.float64()})
"""Whose a mention was yesterday, and `level` and `probability` of `RESOLVED` where it was not simply its
number's entity, or alone: else null. Of reporters and victims all are null: nobody asks to whom they were attached."""

NUMBER_LEVEL = {"person": "citizen_id", "company": "credit_code"}
"""Level of a mention with a valid number, by its kind."""
