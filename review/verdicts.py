"""Reviewers' verdicts on who is who: two mentions that are one entity, or are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from review.database import Database, ReviewError
from review.schema import LINK_VERDICTS, PastVerdictRow, VerdictRow, link_verdicts
from review.statements import one_of, said, signed, take_back

BY_NUMBER = ("citizen_id", "credit_code")
"""Methods of `linked.crosswalks` by which a mention is whoever its own valid number says."""


def against_a_number(verdict: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Whether a verdict on two mentions, given as rows of `linked.crosswalks`, speaks against the valid number of one,
    so that somebody has to say whose. A report's row takes the number off itself alone, and nobody is asked."""
    if left["method"] not in BY_NUMBER or right["method"] not in BY_NUMBER or left["links_only"] != right["links_only"]:
        return False
    return (left["entity_id"] == right["entity_id"]) == (verdict == "must_not_link")


class VerdictStore:
    """The verdicts in one office's review database, append-only like the rest of it; see `ReviewStore` for the URL.

    A mention is named as `source_row_id/role`, which stays while entities merge and split around it.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    def record(
        self,
        left_id: str,
        right_id: str,
        verdict: str,
        reviewer: str,
        reason: str,
        decided_on: date,
        known_on: date | None = None,
    ) -> str:
        """Record a verdict (must_link or must_not_link) on two mentions; returns its id.

        Nights after `known_on` (by default the day of the decision) obey it, and of one pair the last one. Where it
        speaks against a valid number, the number is not that of the mention named first. Raises
        ReviewError for an unknown word, for one mention named twice, and where a name or a reason is missing.
        """
        one_of("verdict", verdict, LINK_VERDICTS)
        one, other = _mention(left_id), _mention(right_id)
        if one == other:
            raise ReviewError("a verdict is about two mentions: name another one")
        values = {"left_id": one, "right_id": other, **signed(reviewer, reason, decided_on, known_on)}
        return f"verdict-{self._database.add(link_verdicts, {**values, 'verdict': verdict})}"

    def undo(self, verdict_id: str, reviewer: str, reason: str, decided_on: date, known_on: date | None = None) -> str:
        """Take a verdict back by adding a row that says so; nights after its `known_on` see neither.

        Raises ReviewError when there is no such verdict, it was taken back before, or the undo would be known before
        it.
        """
        signature = signed(reviewer, reason, decided_on, known_on)
        return take_back(self._database, link_verdicts, "verdict", verdict_id, signature)

    def known_before(self, as_of: date) -> list[VerdictRow]:
        """Verdicts with `known_on` before a night's day, in order of `known_on` and of being recorded; one taken back
        by then is left out together with what took it back."""
        past = [row for row in self.history() if row.known_on < as_of]
        undone = {row.undoes for row in past}
        standing = [row for row in past if row.undoes is None and row.verdict_id not in undone]
        return [VerdictRow(**{name: getattr(row, name) for name in VerdictRow._fields}) for row in standing]

    def history(self) -> list[PastVerdictRow]:
        """Every row there is, undone ones and undos too, in order of `known_on` and of being recorded."""
        query = select(link_verdicts).order_by(link_verdicts.c.known_on, link_verdicts.c.id)
        with self._database.connect() as connection:
            return [
                PastVerdictRow(
                    f"verdict-{row.id}",
                    row.left_id,
                    row.right_id,
                    row.verdict,
                    row.reviewer,
                    row.reason,
                    row.decided_on,
                    row.known_on,
                    None if row.undoes is None else f"verdict-{row.undoes}",
                )
                for row in connection.execute(query)
            ]


def _mention(given: str) -> str:
    text = said("mention", given)
    row, _, role = text.rpartition("/")
    if not (row and role):
        raise ReviewError(f"{text!r} is no mention: name it as source_row_id/role")
    return text
