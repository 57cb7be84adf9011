"""Which of the loans that a judgment tells are those of the suit, by what the plaintiff asks for back."""

from __future__ import annotations

import re
from dataclasses import replace

from features.judgments.judgment import Judgment
from features.judgments.loans import Account
from features.judgments.mentions import Loan
from features.judgments.roles import role_of
from features.judgments.rulings import ruled_principal
from features.judgments.sums import Sum

# 另查明: what is found besides the loan of the suit.
_BESIDES = re.compile(r"(?:另|又|再|还)(?:经)?(?:审理)?查(?:明)?[,:]")


def asked_for(judgment: Judgment) -> Sum | None:
    """The principal that the plaintiff asks for back: the first sum of the demands, where it is named as that."""
    for start, end in judgment.spans("demand"):
        for one in judgment.sums_in(start, end):
            clause = judgment.clause_start(one.start, start)
            ahead, behind = judgment.plain[clause : one.start], judgment.plain[one.end : one.end + 12]
            if role_of(ahead, behind) in ("repaid", "lent", "noted", "owed"):
                return one
            return None
    return None


def told_of_the_suit(judgment: Judgment, found: Account, story: Account) -> tuple[Account, Account]:
    """(what was found to be lent, what the plaintiff tells), without loans that are not asked for.

    Of several loans the plaintiff tells, none of them paid back, the demands ask for the sum of one alone: it is the
    one sued on, where nobody finds what was lent. Of loans that are found, those told besides (另查明), where the rest
    is what is asked for and ordered; and of two of one sum the one whose day the plaintiff tells.
    """
    asked = asked_for(judgment)
    if asked is None:
        return found, story
    if found.total_fen is not None:
        of_suit = _of_the_suit(judgment, found, story, asked)
        sums = {one.sum.fen for one in of_suit.loans}
        told = [one for one in story.loans if one.sum.fen in sums]
        # Of two loans that the plaintiff tells the court finds and orders one.
        finds_less = found.total_fen == ruled_principal(judgment) and found.total_fen < asked.fen == story.total_fen
        limited = told and (of_suit is not found or (finds_less and not found.repaid_fen))
        return of_suit, _only(story, told) if limited else story
    if len(story.loans) < 2 or story.summed or story.repaid_fen:
        return found, story
    alone = [one for one in story.loans if one.sum.fen == asked.fen]
    return found, _only(story, alone) if len(alone) == 1 else story


def _of_the_suit(judgment: Judgment, found: Account, story: Account, asked: Sum) -> Account:
    if (found.total_fen or 0) <= asked.fen or found.summed or found.repaid_fen:
        return found
    besides = [one.end() for span in judgment.spans("found") if (one := _BESIDES.search(judgment.plain, *span))]
    ahead = [one for one in found.loans if one.sum.start < min(besides, default=0)]
    if ahead and sum(one.sum.fen for one in ahead) == asked.fen == ruled_principal(judgment):
        return _only(found, ahead)
    told = story.loans[0] if len(story.loans) == 1 else None
    if told is None or told.day is None or told.sum.fen < asked.fen or len(found.loans) != 2:
        return found
    same = [one for one in found.loans if one.sum.fen == told.sum.fen and one.day and one.day.on == told.day.on]
    return _only(found, same) if told.day.on is not None and len(same) == 1 else found


def _only(account: Account, loans: list[Loan]) -> Account:
    """The account with no other loans than these."""
    total = sum(one.sum.fen for one in loans)
    return replace(account, loans=tuple(loans), total_fen=total, place=loans[0].sum.start)
