"""A group of lenders as plain values for its template: members with their own evidence, ties, and a drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from notebooks import words
from notebooks.group_drawing import Node, Tie, group_drawing
from notebooks.lines import evidence_lines, plain

if TYPE_CHECKING:
    from notebooks.reading import LenderGroup

LENT = "loans_lent_sum_730d"
"""The feature of a group that its card tells as money lent, in fen."""
BORROWERS = "loans_borrowers_distinct_730d"
"""The feature that it tells as borrowers."""
_ID_SHOWN = 6
"""Signs of an id below a mark; the whole id stands in the table and in the mark's title."""


def group_line(
    group: LenderGroup, rank: Mapping[str, int], why_not: Mapping[str, str | None], companies: Collection[str]
) -> dict[str, Any]:
    """One group. `rank` holds the lines of listed lenders, `why_not` the reason why another is not listed, of
    which the page tells what is no evidence.

    Everybody with a lending act has a row there: whoever is not in `why_not` has none, and only ties lenders together.
    """
    features = plain(pd.DataFrame([group.features]))[0]
    members = [_member(row, group, rank, why_not, companies) for row in plain(group.members)]
    ties = plain(group.ties)
    return {
        "told": group.told,
        "steps": group.steps,
        "lent_fen": features.get(LENT),
        "borrowers": features.get(BORROWERS),
        "weakest_link": features["weakest_link"],
        "members": sorted(
            members, key=lambda one: (one["rank"] or len(rank) + 1, -len(one["steps"]), one["entity_id"])
        ),
        "ties": ties,
        "drawing": group_drawing(
            [_node(member) for member in members],
            [Tie(row["from_entity"], row["to_entity"], words.TIES[row["kind"]]) for row in ties],
        ),
    }


def _member(
    row: dict[str, Any],
    group: LenderGroup,
    rank: Mapping[str, int],
    why_not: Mapping[str, str | None],
    companies: Collection[str],
) -> dict[str, Any]:
    entity = row["entity_id"]
    items = evidence_lines(group.evidence[group.evidence["subject_id"] == entity])
    found = [item for item in items if item["polarity"] == "for"]
    return {
        "entity_id": entity,
        "entity_kind": "company" if entity in companies else "person",
        "role": row["role"],
        "rank": rank.get(entity),
        "why_not": why_not.get(entity, "no_lending_act"),
        "for_items": found,
        "against": [item for item in items if item["polarity"] != "for"],
        "steps": sorted({int(item["step"]) for item in found if item["step"] is not None}),
    }


def _node(member: dict[str, Any]) -> Node:
    line = f" #{member['rank']}" if member["rank"] else ""
    label = f"{member['entity_id'][:_ID_SHOWN]}…{line}"
    return Node(member["entity_id"], label, member["entity_kind"] == "company", member["role"] == "lender")
