"""Reviewers' verdicts on two mentions, as linking obeys them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MUST_LINK = "must_link"
MUST_NOT_LINK = "must_not_link"


@dataclass(frozen=True)
class Verdict:
    """That two mentions are one entity (`must_link`) or are not (`must_not_link`).

    Which comes first matters where the verdict speaks against a valid number: it is the first mention whose number is
    then not taken at its word.
    """

    left_id: str
    right_id: str
    verdict: str


def in_force(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of each pair of mentions the verdict given last; `verdicts` come in the order in which they were given."""
    last = {frozenset((one.left_id, one.right_id)): one for one in verdicts if one.left_id != one.right_id}
    return list(last.values())
