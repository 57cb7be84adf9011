"""How much was lent: the findings, held against what the plaintiff says and asks for and what the court orders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from features.judgments.delivery import DEDUCTED
from features.judgments.holdings import (
    LENT_ALL_THE_SAME,
    NOT_LENT_TO_PLAINTIFF,
    NOTHING_LENT,
    fixed_principal,
    other_debts,
)
from features.judgments.judgment import Judgment
from features.judgments.loans import Account
from features.judgments.loans_of_suit import asked_for
from features.judgments.rulings import outcome, ruled_principal
from features.judgments.sums import Sum

_LENT = re.compile(r"借(?!条|据)|贷给|贷到|贷款给|放贷|[抬串][款钱]")
"""Words of lending; a bank's loan rate (银行贷款利率) is none, nor is a note of debt for wages or goods."""
_NOTE, _SENT = re.compile(r"借[条据]"), re.compile(r"转账|转帐|汇款|现金")
"""A note of debt and money handed over tell of lending together."""

# Where something was kept back from the money, the court's principal is what arrived and not the face.
_KEPT_BACK = re.compile(
    r"预扣|(?:预先|提前|事先|先行)[^,;。]{0,6}(?:扣|收取)|砍头|头息|扣[^。;]{0,12}(?:咨询费|服务费|保证金|手续费)"
)
_REST_NOTED = re.compile(
    r"(?:陆续|部分|分期|多次|逐步)(?:向原告)?(?:还款|归还|偿还|还了)[^。]{0,60}(?:尚|结|下|仍|还)欠"
)


_MANY_SUMS = 8
"""Of a story of more sums a reading that nobody shares is as often wrong as right."""


@dataclass(frozen=True)
class Principal:
    """Fen lent at face value and the place of its words; null where unsure."""

    fen: int | None
    place: int


def principal(judgment: Judgment, found: Account, story: Account) -> Principal:
    """The total lent: as the court found it, else as the plaintiff states it, else as the plaintiff asks for it back.

    Null where voices or words contradict each other and nothing settles it, and where nobody speaks of lending. What a
    note holds of another debt (其中3000元系所欠房租) was not lent.
    """
    if not speaks_of_lending(judgment):
        return Principal(None, 0)
    told = _agreed_by_voices(judgment, _told(judgment, found, story), found, story)
    if _KEPT_BACK.search(judgment.plain):
        return told
    came = (found.delivered_fen, story.delivered_fen, ruled_principal(judgment))
    for fen in other_debts(judgment):
        if told.fen is not None and told.fen - fen in came:
            return Principal(told.fen - fen, told.place)
    held = fixed_principal(judgment)
    if held is None or held[0] == told.fen or _is_told_by_both(told, found, story, held[0]):
        return told
    # 结算后重新出具的借条可认定为后期借款本金: not what was lent at first.
    renewed = found.reckoned or story.reckoned
    lent = {found.delivered_fen, story.delivered_fen, *(one.sum.fen for one in story.loans if not one.restated)}
    return Principal(None, 0) if renewed and held[0] not in lent else Principal(*held)


def _is_told_by_both(told: Principal, found: Account, story: Account, held_fen: int) -> bool:
    """Whether court and plaintiff tell of the same loans, and what the court holds is not what it found handed over."""
    return told.fen == found.total_fen == story.total_fen and held_fen != found.delivered_fen


def unless_alone(judgment: Judgment, told: Principal, found: Account, story: Account) -> Principal:
    """What was read to be lent; null where nearly everybody says another sum.

    The claim, the order, the findings and the plaintiff's story: all four name a sum and no two of them the one
    that was read, or many sums are told besides. What either says was handed over speaks for it too, as does the
    court's reasoning, and a claim that comes to it with what was paid back.
    """
    asked = asked_for(judgment)
    voices = (asked.fen if asked else None, ruled_principal(judgment), found.total_fen, story.total_fen)
    reckoned = found.reckoned or story.reckoned
    held = None if reckoned else fixed_principal(judgment)
    besides = (found.delivered_fen, story.delivered_fen, held[0] if held else None)
    back = {one.repaid_fen for one in (found, story) if not one.reckoned} - {0}
    rests = asked is not None and any(asked.fen + fen == told.fen for fen in back)
    if told.fen is None or (*voices, *besides).count(told.fen) + rests > 1:
        return told
    sums = {one.fen for span in judgment.spans("found", "story") for one in judgment.sums_in(*span)}
    return Principal(None, 0) if None not in voices or len(sums) > _MANY_SUMS else told


def _agreed_by_voices(judgment: Judgment, told: Principal, found: Account, story: Account) -> Principal:
    """What is told, held against what is asked for and what the court orders to be paid back.

    No court finds more lent than the plaintiff tells of and asks for: where it seems to, one loan was counted twice.
    What it orders whole, and itself tells as lent, holds over more that the plaintiff tells. An order of more than was
    lent holds interest or a loan that was not read: null.
    """
    asked, ordered = asked_for(judgment), ruled_principal(judgment)
    reckoned = found.reckoned or story.reckoned
    # 该投资款转为借款: what is asked for of a debt made a loan, however much money came before.
    if judgment.is_debt_converted and asked is not None and found.total_fen == asked.fen == ordered:
        return Principal(found.total_fen, found.place)
    agree = asked is not None and told.fen == asked.fen == found.total_fen == story.total_fen
    if agree and not reckoned:
        return Principal(found.total_fen, found.place)  # an order of more holds something else
    # What the plaintiff tells, less what came back by that account, is asked for and ordered.
    paid_back = story.total_fen - story.repaid_fen if story.total_fen and story.repaid_fen and story.certain else None
    if asked is not None and paid_back is not None and paid_back == asked.fen == ordered:
        return Principal(story.total_fen, story.place)
    if told.fen is None:
        # Unsure readings of which one is what the court orders.
        shown = {found.delivered_fen: found.delivered_place, found.total_fen: found.place, story.total_fen: story.place}
        # The note's whole, of which the plaintiff tells what was paid back and the court orders the rest.
        if ordered is not None and found.total_fen and found.total_fen - story.repaid_fen == ordered:
            return Principal(found.total_fen, found.place)
        unsure = reckoned or ordered is None or ordered not in shown
        return told if unsure else Principal(ordered, shown[ordered])
    handed_over = asked is not None and asked.fen == story.delivered_fen and ordered == found.delivered_fen
    if handed_over and asked is not None and asked.fen < told.fen and not (found.repaid_fen or story.repaid_fen):
        face = [one for one in found.loans if one.sum.fen == asked.fen]
        if face:
            return Principal(asked.fen, face[0].sum.start)
    total = story.total_fen if story.certain else None
    asks_all = not reckoned and asked is not None and total == asked.fen
    # Lent or handed over, and partly paid back or reckoned up for less, by the court's count: the plaintiff tells of
    # what a note left of it.
    is_rest = found.repaid_fen > 0 and told.fen - found.repaid_fen == total
    both = told.fen == found.delivered_fen == story.delivered_fen
    paid = _was_paid_back(judgment, found)
    counted = is_rest or both or (paid and told.fen == found.delivered_fen)
    if total is not None and told.fen > total and (total == ordered or asks_all) and not counted:
        return Principal(total, story.place)
    whole = not (reckoned or paid or story.repaid_fen or any(one.role == "owed" for one in found.loans))
    if whole and ordered is not None and ordered == found.total_fen:
        return Principal(found.total_fen, found.place)
    if ordered is None or ordered <= told.fen or reckoned:
        return told
    if asked is None or asked.fen != ordered:
        return Principal(None, 0)
    named = [one.start for span in judgment.spans("found") for one in judgment.sums_in(*span) if one.fen == ordered]
    return Principal(ordered, named[0]) if named else Principal(None, 0)


def _told(judgment: Judgment, found: Account, story: Account) -> Principal:
    """The total lent as it is told ahead of the court's reasons."""
    asked = asked_for(judgment)
    wanted = asked.fen if asked else None
    agreed = story.certain and wanted is not None and story.total_fen in (wanted, (wanted or 0) + story.repaid_fen)
    if found.total_fen is None and found.delivered_fen and asked and asked.fen == found.delivered_fen:
        return Principal(found.delivered_fen, found.delivered_place)
    # What is told and asked for alike is no reckoning, unless something was paid back in between.
    reckons = found.reckoned or story.repaid_fen or not agreed or _was_paid_back(judgment, found)
    if reckons and _reckoned_up_later(judgment, found, story):
        return Principal(found.delivered_fen, found.delivered_place)
    if story.certain and (_confirms_more(judgment, found, story) or _owes_a_rest(found, story)):
        return Principal(story.total_fen, story.place)
    if found.total_fen is not None:
        return _as_found(found, story, agreed)
    if story.total_fen is not None:
        # Of a story that the court confirms, or whose sum it orders, loans that are told one by one add up.
        held = judgment.confirms_story or story.total_fen == ruled_principal(judgment)
        clear = story.certain and (agreed or held or len(story.loans) == 1 or story.summed)
        return Principal(story.total_fen, story.place) if clear else Principal(None, 0)
    return _as_handed_over(judgment, found, story, asked)


def _as_found(found: Account, story: Account, agreed: bool) -> Principal:
    """What the court found was lent; `agreed` says that the plaintiff tells and asks for the same sum."""
    told, lent = Principal(story.total_fen, story.place), Principal(found.total_fen, found.place)
    if not found.certain:
        return told if agreed else Principal(None, 0)
    if not agreed or story.total_fen == found.total_fen:
        return lent
    if found.delivered_fen == story.total_fen:
        return told
    if any(one.role == "lent" for one in found.loans) or found.total_fen == found.delivered_fen:
        return lent
    # A note of debt alone among the findings may be one of several.
    one_of_several = {one.sum.fen for one in found.loans} <= {one.sum.fen for one in story.loans}
    return told if one_of_several else Principal(None, 0)


def _as_handed_over(judgment: Judgment, found: Account, story: Account, asked: Sum | None) -> Principal:
    """What was handed over, or is asked for back, where nobody says what was lent."""
    # Where something was kept back, what arrived is not the face.
    whole = not DEDUCTED[0].compiled.search(judgment.text("found"))
    if found.delivered_fen is not None:
        enough = whole and (asked is None or asked.fen <= found.delivered_fen)
        return Principal(found.delivered_fen, found.delivered_place) if enough else Principal(None, 0)
    if story.delivered_fen is not None:
        same = asked is not None and asked.fen in (story.delivered_fen, story.delivered_fen - story.repaid_fen)
        return Principal(story.delivered_fen, story.delivered_place) if same else Principal(None, 0)
    # What is asked for after a payment is a rest of what was lent.
    alone = asked is not None and not (found.repaid_fen or story.repaid_fen)
    return Principal(asked.fen, asked.start) if asked and alone else Principal(None, 0)


def _confirms_more(judgment: Judgment, found: Account, story: Account) -> bool:
    """Whether the court confirms the plaintiff's account and itself tells less, or nothing clear."""
    if not judgment.confirms_story or story.total_fen is None:
        return False
    return not found.certain or (found.total_fen or 0) < story.total_fen


def _reckoned_up_later(judgment: Judgment, found: Account, story: Account) -> bool:
    """Whether the court tells what was handed over, and no more of the loan than a note that sums it up: for less, or
    with interest. A note for more may hold cash besides."""
    if not found.delivered_fen or DEDUCTED[0].compiled.search(judgment.text("found")):
        return False
    noted = found if found.total_fen is not None else story
    only_noted = bool(noted.loans) and all(one.role in ("noted", "owed") for one in noted.loans)
    explained = found.delivered_fen > (noted.total_fen or 0) or (found.holds_interest and noted is found)
    confirms = _was_paid_back(judgment, found) and all(one.restated for one in noted.loans)
    return only_noted and (noted.reckoned or noted is story or confirms) and explained


def _was_paid_back(judgment: Judgment, found: Account) -> bool:
    """Whether the court tells what was paid back, or of payments without a sum between what was handed over and a note
    for less: 此后陆续还款，确认尚欠借款105万元."""
    if found.repaid_fen > 0:
        return True
    less = found.delivered_fen is not None and found.delivered_fen > (found.total_fen or 0)
    return less and any(_REST_NOTED.search(judgment.plain, *span) for span in judgment.spans("found"))


def _owes_a_rest(found: Account, story: Account) -> bool:
    """Whether the court tells no more than what is still owed of a larger sum that the plaintiff tells."""
    owed = found.loans and not found.reckoned and all(one.role == "owed" for one in found.loans)
    return bool(owed) and (story.total_fen or 0) > (found.total_fen or 0)


def speaks_of_lending(judgment: Judgment) -> bool:
    """Whether the findings, the plaintiff or the demands speak of money lent at all, and the court does not refuse the
    suit because none was, or find that the plaintiff got nothing."""
    if any(NOT_LENT_TO_PLAINTIFF.compiled.search(judgment.voiced, *span) for span in judgment.spans("found")):
        return False
    if outcome(judgment)[0] == "against_plaintiff":
        reasons = judgment.text("reasoning")
        if NOTHING_LENT.compiled.search(reasons) or (reasons and not LENT_ALL_THE_SAME.compiled.search(reasons)):
            return False
    told = judgment.text("found", "story", "demand")
    return _LENT.search(told) is not None or (_NOTE.search(told) is not None and _SENT.search(told) is not None)
