"""How much was lent and when the first loan was made: the court's findings, held against what the plaintiff says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from features.judgments.delivery import DEDUCTED
from features.judgments.holdings import fixed_principal
from features.judgments.judgment import Judgment
from features.judgments.loans import Account
from features.judgments.roles import role_of
from features.judgments.rulings import ruled_principal

# Over a time, and from somebody: behind a month or a year they say that loans were made before the day of a note.
_SEVERAL = re.compile(r"陆续|多次|数次|分(?:多|数|若干)次")
_LENT_OFTEN = re.compile(r"(?:多次|陆续|数次|分(?:多|数|若干)次)[^,;。]{0,14}借(?!条|据)")
_BORROWED = re.compile(r"(?:向|从|在)(?:(?!提出|要求)[^,;。]){0,14}借|(?<!提)出借|陆续|借款\d")
_OF_OTHERS = re.compile(r"(?:向|从|跟|找|欠)(?:案外人|他人|别人|第三人|[^,;。原]{0,8}(?:银行|信用社))")
_BEHIND_READ = 60
_LENT = re.compile(r"借(?!条|据)|贷给|贷款给|放贷")
"""Words of lending; a bank's loan rate (银行贷款利率) is none, nor is a note of debt for wages or goods."""

# Where something was kept back from the money, the court's principal is what arrived and not the face.
_KEPT_BACK = re.compile(
    r"预扣|(?:预先|提前|事先|先行)[^,;。]{0,6}(?:扣|收取)|砍头|头息|扣[^。;]{0,12}(?:咨询费|服务费|保证金|手续费)"
)


@dataclass(frozen=True)
class Principal:
    """Fen lent at face value and the place of its words; null where unsure."""

    fen: int | None
    place: int


def principal(judgment: Judgment, found: Account, story: Account) -> Principal:
    """The total lent: as the court found it, else as the plaintiff states it, else as the plaintiff asks for it back.

    Null where voices or words contradict each other and nothing settles it, and where nobody speaks of lending.
    """
    if not speaks_of_lending(judgment):
        return Principal(None, 0)
    told = _agreed_by_voices(judgment, _told(judgment, found, story), found, story)
    held = fixed_principal(judgment)
    if held is None or held[0] == told.fen or _KEPT_BACK.search(judgment.plain):
        return told
    # 结算后重新出具的借条可认定为后期借款本金: not what was lent at first.
    renewed = found.reckoned or story.reckoned
    lent = {found.delivered_fen, story.delivered_fen, *(one.sum.fen for one in story.loans if not one.restated)}
    return Principal(None, 0) if renewed and held[0] not in lent else Principal(*held)


def _agreed_by_voices(judgment: Judgment, told: Principal, found: Account, story: Account) -> Principal:
    """What is told, held against what is asked for and what the court orders to be paid back.

    No court finds more lent than the plaintiff tells of and asks for: where it seems to, one loan was counted twice.
    What it orders whole, and itself tells as lent, holds over more that the plaintiff tells. An order of more than was
    lent holds interest or a loan that was not read: null.
    """
    asked, ordered = _asked_for(judgment), ruled_principal(judgment)
    reckoned = found.reckoned or story.reckoned
    if told.fen is None:
        return told
    total = story.total_fen if story.certain else None
    if total is not None and told.fen > total:
        if total == ordered or (not reckoned and not story.repaid_fen and asked is not None and total == asked.fen):
            return Principal(total, story.place)
    whole = not (reckoned or found.repaid_fen or story.repaid_fen or any(one.role == "owed" for one in found.loans))
    if whole and ordered is not None and ordered == found.total_fen:
        return Principal(found.total_fen, found.place)
    return Principal(None, 0) if ordered is not None and ordered > told.fen and not reckoned else told


def _told(judgment: Judgment, found: Account, story: Account) -> Principal:
    """The total lent as it is told ahead of the court's reasons."""
    asked = _asked_for(judgment)
    agreed = story.total_fen is not None and story.certain and asked is not None and story.total_fen == asked.fen
    if found.total_fen is None and found.delivered_fen and asked and asked.fen == found.delivered_fen:
        return Principal(found.delivered_fen, found.delivered_place)
    # What is told and asked for alike is no reckoning, unless something was paid back in between.
    reckons = found.reckoned or found.repaid_fen or story.repaid_fen or not agreed
    if reckons and _reckoned_up_later(judgment, found, story):
        return Principal(found.delivered_fen, found.delivered_place)
    if story.certain and (_confirms_more(judgment, found, story) or _owes_a_rest(found, story)):
        return Principal(story.total_fen, story.place)
    if found.total_fen is not None:
        return _as_found(found, story, agreed)
    if story.total_fen is not None:
        clear = story.certain and (agreed or len(story.loans) == 1 or story.summed)
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
    if any(one.role == "lent" for one in found.loans):
        return lent
    # A note of debt alone among the findings may be one of several.
    one_of_several = {one.sum.fen for one in found.loans} <= {one.sum.fen for one in story.loans}
    return told if one_of_several else Principal(None, 0)


def _as_handed_over(judgment: Judgment, found: Account, story: Account, asked: Principal | None) -> Principal:
    """What was handed over, or is asked for back, where nobody says what was lent."""
    # Where something was kept back, what arrived is not the face.
    whole = not DEDUCTED[0].compiled.search(judgment.text("found"))
    if found.delivered_fen is not None:
        enough = whole and (asked is None or (asked.fen or 0) <= found.delivered_fen)
        return Principal(found.delivered_fen, found.delivered_place) if enough else Principal(None, 0)
    if story.delivered_fen is not None:
        same = asked is not None and asked.fen in (story.delivered_fen, story.delivered_fen - story.repaid_fen)
        return Principal(story.delivered_fen, story.delivered_place) if same else Principal(None, 0)
    # What is asked for after a payment is a rest of what was lent.
    return asked if asked and not (found.repaid_fen or story.repaid_fen) else Principal(None, 0)


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
    return only_noted and (noted.reckoned or noted is story) and explained


def _owes_a_rest(found: Account, story: Account) -> bool:
    """Whether the court tells no more than what is still owed of a larger sum that the plaintiff tells."""
    owed = found.loans and not found.reckoned and all(one.role == "owed" for one in found.loans)
    return bool(owed) and (story.total_fen or 0) > (found.total_fen or 0)


def _asked_for(judgment: Judgment) -> Principal | None:
    """The principal that the plaintiff asks for back: the first sum of the demands, where it is named as that."""
    for start, end in judgment.spans("demand"):
        for one in judgment.sums_in(start, end):
            clause = judgment.clause_start(one.start, start)
            ahead, behind = judgment.plain[clause : one.start], judgment.plain[one.end : one.end + 12]
            if role_of(ahead, behind) in ("repaid", "lent", "noted", "owed"):
                return Principal(one.fen, one.start)
            return None
    return None


def speaks_of_lending(judgment: Judgment) -> bool:
    """Whether the findings, the plaintiff or the demands speak of money lent at all."""
    return _LENT.search(judgment.text("found", "story", "demand")) is not None


def first_loan_day(judgment: Judgment, found: Account, story: Account, lent_fen: int | None) -> tuple[date | None, int]:
    """(day of the first loan, place of its words).

    The court's day outranks the plaintiff's. A vague day (2015年8月) is filled by a full one of the plaintiff's that
    fits it. Null where a note of debt only reckons up earlier loans, and where the findings themselves name two days.
    """
    if not speaks_of_lending(judgment):
        return None, 0
    if judgment.arrival_day is not None:
        return judgment.arrival_day.on, judgment.arrival_day.start
    if judgment.runs_from_arrival:
        arrived = found if found.delivered_fen is not None else story
        if arrived.delivered_fen is not None:
            return arrived.delivered_on, arrived.delivered_place
    told, other = found.first, story.first
    dated = found.delivered_on is not None or not judgment.confirms_story
    if found.delivered_fen is not None and found.delivered_fen == lent_fen != found.total_fen and dated:
        return found.delivered_on, found.delivered_place
    if told is None and story.total_fen is None and story.delivered_fen is not None and story.delivered_fen == lent_fen:
        return story.delivered_on, story.delivered_place
    if told is None or told.on is None:
        fits = other is not None and other.on is not None and (told is None or told.may_be(other.on))
        # A lunar day among the findings is a day that is told and cannot be read.
        if not fits or other is None or other.on is None or (told is None and _has_unread_day(found)):
            return None, 0
        sure = story.summed or judgment.confirms_story
        if story.total_fen != lent_fen or (not sure and _delivered_otherwise(judgment, found, other.on)):
            return None, 0
        return (None, 0) if not story.summed and _earlier(judgment, other.on) else (other.on, other.start)
    if other is not None and other.on is not None and other.on != told.on:
        later_loan = any(one.day is not None and one.day.on == other.on for one in found.loans)
        only_noted = all(one.role != "lent" for one in found.loans) and other.on < told.on
        unsure = _names_day(judgment, other.on) or found.reckoned or story.reckoned or only_noted
        if unsure and not later_loan:
            return None, 0
    if not found.summed and (_earlier(judgment, told.on) or _notes_several(judgment, found)):
        return None, 0
    return told.on, told.start


def _has_unread_day(found: Account) -> bool:
    return any(one.day is not None and one.day.first is None for one in found.loans)


def _names_day(judgment: Judgment, on: date) -> bool:
    """Whether the findings name a day at all."""
    return any(day.on == on for start, end in judgment.spans("found") for day in judgment.days_in(start, end))


def _delivered_otherwise(judgment: Judgment, found: Account, on: date) -> bool:
    """Whether the court found the money handed over on another day and never names the plaintiff's."""
    return not _names_day(judgment, on) and found.delivered_on is not None and found.delivered_on != on


def _notes_several(judgment: Judgment, found: Account) -> bool:
    """Whether one note is all that is found of money lent several times (多次借款)."""
    one_note = len(found.loans) == 1 and found.loans[0].role != "lent"
    return one_note and _LENT_OFTEN.search(judgment.text("found", "story")) is not None


def _earlier(judgment: Judgment, on: date) -> bool:
    """Whether the findings or the plaintiff tell of lending in some earlier month or year, or over a time."""
    for start, end in judgment.spans("found", "story"):
        days = judgment.days_in(start, end)
        for number, day in enumerate(days):
            until = days[number + 1].start if number + 1 < len(days) else end
            if day.first is None or day.first >= on:
                continue
            # 2013年5月双方相识，2015年3月8日，被告向原告借款: what stands behind the next day is of that day.
            behind = judgment.plain[day.end : min(until, day.end + _BEHIND_READ)]
            if _OF_OTHERS.search(behind):
                continue
            several = _SEVERAL.search(behind) is not None
            if _BORROWED.search(behind) and (several if day.on or day.may_be(on) else True):
                return True
    return False
