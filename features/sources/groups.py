"""Lender groups: communities of graph.members with at least two lenders, and the lenders' rows as their group's."""

from __future__ import annotations

from collections.abc import Iterable

from features.sources.reading import Inputs, place
from features.sources.relations import lenders

LEAST_LENDERS = 2
"""A lender with its agents and officers is no group: somebody else must lend too."""


def members(inputs: Inputs) -> str:
    """One lender of one group: group_id (the community's id), member_id, subject_kind, link."""
    return inputs.kept(
        "group_members",
        lambda: (
            f"""
            select group_id, member_id, subject_kind, link
            from (
              select community_id as group_id, subject_id as member_id, subject_kind, link,
                count(*) over (partition by community_id) as lenders
              from {lenders(inputs)} join {place("graph.members")} on entity_id = subject_id
            )
            where lenders >= {LEAST_LENDERS}
            """
        ),
    )


def rows(lenders_rows: str, columns: Iterable[str], record: Iterable[str], inputs: Inputs) -> str:
    """A view's rows of lenders in groups, with the group as subject_id and the lender as member_id.

    A record that several members stand behind is the group's once, under the first of them by id, with their number as
    `behind`. What one member
    reported of another is left out: the group's row speaks of whoever reported too. `columns` are those to keep;
    `record` those that tell records apart beside the rows cited.
    """
    names = tuple(columns)
    kept = ", ".join(name for name in names if name != "subject_id")
    outside = (
        f"""left anti join (
              select community_id as group_id, entity_id as reporter_id from {place("graph.members")}
            ) using (group_id, reporter_id)"""
        if "reporter_id" in names
        else ""
    )
    same = ", ".join(("group_id", "cited", *record))
    return f"""
        select group_id as subject_id, member_id, behind, {kept}
        from (
          select *, row_number() over (partition by {same} order by member_id) as turn,
            count(*) over (partition by {same}) as behind
          from {lenders_rows} join (select group_id, member_id as subject_id, member_id from {members(inputs)})
            using (subject_id)
          {outside}
        )
        where turn = 1
        """
