"""Findings told on appeal, and when they tell too much to be sure of the loan.

Who appeals disputes what was found: the court repeats what one side told and the other denied, transfers that belong to
other dealings, and what the court below had thought.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from features.judgments.pattern import Pattern
from features.judgments.writing import ahead_in_sentence

if TYPE_CHECKING:
    from features.judgments.judgment import Judgment

ON_APPEAL = Pattern(
    "on_appeal",
    "what a court below found, who appeals, or what came in the second instance",
    r"(?:一审|原审)法院(?:经审理|经审查)?(?:认定|查明|认为)|(?:^|[。;\n])(?:被)?上诉人[(:]|上诉人[^,。;]{1,12}(?:因|不服)"
    r"|本院二审|二审(?:期间|审理期间|审理中|庭审中|中)[,:]",
    "一审法院认定：2015年3月2日，甲向乙借款。",
    ("一审法院认定",),
)
CLOSING = Pattern(
    "closing",
    "how a first instance tells the parties that they can appeal: it ends there",
    r"如(?:果)?(?:当事人|双方|各方|原告|被告)?(?:对|不服)本(?:判决|裁定|调解)",
    "如不服本判决，可在十五日内上诉。",
    ("如不服本判决",),
)
# 另案一审法院认定; 原审法院认定事实不清,发回重审: of another suit, or of this one before.
_OTHER_SUIT = re.compile(r"另案|另一案|前案|曾|发回")
_SENT_BACK = re.compile(r"发回")

MOST_SUMS = 3
"""Different sums up to which an appeal's findings are about one loan: its face, what came and a rest, or a fee. Of 72
real ones nobody had read, beyond it three principals of five were right, up to it five of six."""

STILL_TOLD = ("defendant_absent", "has_guarantor", "outcome", "withdrawn")
"""Facts that are no facts of the loan: all others are left empty there."""


def tells_too_much(judgment: Judgment) -> bool:
    """Whether a text is of an appeal and names more than `MOST_SUMS` different sums."""
    return _on_appeal(judgment.plain) and len({one.fen for one in judgment.sums}) > MOST_SUMS


def _on_appeal(plain: str) -> bool:
    closing = CLOSING.compiled.search(plain)
    end = closing.start() if closing else len(plain)
    for said in ON_APPEAL.compiled.finditer(plain, 0, end):
        sent_back = _SENT_BACK.search(plain, said.end(), said.end() + 16)
        if not sent_back and not _OTHER_SUIT.search(ahead_in_sentence(plain, said.start())):
            return True
    return False
