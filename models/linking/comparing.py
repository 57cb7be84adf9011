"""What a night asks of the comparison of mentions, and what it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

LEFT = pa.schema(
    {
        "mention_id": pa.string(),
        "table": pa.string(),
        "role": pa.string(),
        "entity_id": pa.string(),
        "entity_kind": pa.string(),
    }
)
"""A mention of yesterday's that is gone, or came in another version, as `linked.crosswalks` held it."""


@dataclass(frozen=True)
class Disturbed:
    """Where tonight's mentions are not those of yesterday's registry.

    `mentions` are the ids of those that are new, came in another version, or stood beside one that did or is gone,
    sorted; `left` has rows of `LEFT`, reporters and victims left out.
    """

    mentions: list[str]
    left: pa.Table


@dataclass(frozen=True)
class Compared:
    """Links (`schemas.EDGES`) above the threshold, and the ids of the mentions all of whose links are among them, with
    every mention that was asked for. All other links are as they were yesterday. Of everybody, `mentions` is empty."""

    links: pa.Table
    mentions: pa.Array


Compare = Callable[[Disturbed | None], Compared]
"""The links of tonight's mentions: those that can differ from yesterday's, or without a question all."""
