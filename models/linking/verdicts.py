"""Reviewers' verdicts on two mentions, as linking obeys them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MUST_LINK = "must_link"
MUST_NOT_LINK = "must_not_link"


@dataclass(frozen=True)
class Verdict:
    """That two mentions are one entity (`must_link`) or are not (`must_not_link`).

    Which comes first matters where the verdict speaks against a valid number: it is then not the first mention's own.
    `fresh` is one that the night before did not know.
    """

    left_id: str
    right_id: str
    verdict: str
    fresh: bool = True


def in_force(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of each pair of mentions the verdict given last; `verdicts` come in the order in which they were given."""
    last = {frozenset((one.left_id, one.right_id)): one for one in verdicts if one.left_id != one.right_id}
    return list(last.values())
