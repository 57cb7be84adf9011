"""Findings told on appeal, and when they tell too much to be sure of the loan.

Who appeals disputes what was found: the court repeats what one side told and the other denied, transfers that belong to
other dealings, and what the court below had thought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from features.judgments.pattern import Pattern

if TYPE_CHECKING:
    from features.judgments.judgment import Judgment

ON_APPEAL = Pattern(
    "on_appeal",
    "a text of a second instance or a retrial: it speaks of the court below, or of who appeals",
    r"(?:一审|原审)(?:法院|判决|审理|庭审|期间|认定|查明)|二审(?:期间|中|庭审|审理)|上诉人",
    "一审法院认定：2015年3月2日，甲向乙借款。",
    ("一审法院",),
)

MOST_SUMS = 3
"""Different sums up to which an appeal's findings are about one loan: its face, what came and a rest, or a fee. Of 72
real ones nobody had read, beyond it three principals of five were right, up to it five of six."""

UNSURE = (
    "principal_fen",
    "net_fen",
    "delivered_in_full",
    "agreed_rate_monthly_percent",
    "overdue_rate_monthly_percent",
    "first_loan_on",
    "due_on",
)
"""Facts of the loan that are left empty there."""


def tells_too_much(judgment: Judgment) -> bool:
    """Whether a text is of an appeal and names more than `MOST_SUMS` different sums."""
    if ON_APPEAL.compiled.search(judgment.plain) is None:
        return False
    return len({one.fen for one in judgment.sums}) > MOST_SUMS
