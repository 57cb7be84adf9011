"""When the first loan was made: the court's findings, held against what the plaintiff says and the court's reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from features.judgments.judgment import Judgment
from features.judgments.loans import Account
from features.judgments.mentions import Loan
from features.judgments.periods import periods, spans_of_days
from features.judgments.principal import speaks_of_lending
from features.judgments.rulings import ruled_principal

# Over a time, and from somebody: behind a month or a year they say that loans were made before the day of a note.
_SEVERAL = re.compile(r"陆续|多次|数次|分(?:多|数|若干)次")
_LENT_OFTEN = re.compile(r"(?:多次|陆续|数次|分(?:多|数|若干)次)[^,;。催讨还要]{0,14}借(?!条|据)")
# 分三次共出借1800元, of which no day is told.
_LENT_TIMES = re.compile(r"分[两二三四五六七八九十\d]{1,2}[次笔][^,;。]{0,14}借(?!条|据)")
# 2011年4月1日至2012年8月25日，被告因经商陆续向原告借款; ……，原告8次向被告转款.
_LENT_IN_PARTS = re.compile(
    r"(?:止|期间)?,?[^;。]{0,24}?(?:陆续|多次|数次|先后|[分\d一二两三四五六七八九十][次笔])[^,;。还]{0,14}(?:借(?!条|据)|转[款账给入]|汇款)"
)
_BORROWED = re.compile(r"(?:向|从|在)(?:(?!提出|要求)[^,;。]){0,14}借|(?<!提)出借|陆续|借款\d")
_OF_OTHERS = re.compile(r"(?:向|从|跟|找|欠)(?:案外人|他人|别人|第三人|[^,;。原]{0,8}(?:银行|信用社))")
_TO = re.compile(r"(?:起|开始)?,?[至到—~-]{1,2}")
# 2010年5月，被告经人介绍与原告相识，其以经商为由向原告借款，原告于11月10日借给: the month is of something else.
_MET = re.compile(r",?[^,;。借]{0,20}(?:相识|认识)")
_BEHIND_READ = 60
# 出具借条一份，言明向原告借款70万元.
_WRITES_NOTE = re.compile(r"(?:出具|补写|补打|书写|写下|立下|重新?写)[^。;]{0,12}[借欠收][条据]")
# 可以认定被告于2016年8月22日向原告借款: the court's reasons name the day.
_HELD_LENT = re.compile(r"(?:认定|确认|证实|证明|查明)[^;。]*$")
_LENT_BEHIND = re.compile(r"[^,;。]{0,16}(?:借(?!条|据|期)|出借|转账|转帐|汇款|交付)")
_MOVED = re.compile(
    r",?[^;。还]{0,40}?(?:(?:向|从)[^,;。]{1,12}借(?!条|据)|出借|借给|转账|转帐|转至|转入|转给|汇款|汇入|汇给|汇至|交付)"
)
_NOT_SHOWN = re.compile(r"(?:未|没有)[^,;。]{0,8}提[供交][^,;。]{0,6}证|不予(?:认定|采信|确认|采纳)")
# 2007年7月25日，被告向原告借款x元.
_LENT_A_MASKED_SUM = re.compile(
    r",?[^,;。]{0,8}被告[^,;。]{0,24}(?:向|从|在)原告□*[^,;。]{0,8}借[^,;。条据]{0,8}[xX×*]+万?元"
)


def first_loan_day(judgment: Judgment, found: Account, story: Account, lent_fen: int | None) -> tuple[date | None, int]:
    """(day of the first loan, place of its words).

    The court's day outranks the plaintiff's. A vague day (2015年8月) is filled by a full one of the plaintiff's that
    fits it. Null where a note of debt only reckons up earlier loans, and where the findings themselves name two days;
    but for a day on which two of the findings, the plaintiff and the court's reasons agree.
    """
    if not speaks_of_lending(judgment):
        return None, 0
    on, place = _as_told(judgment, found, story, lent_fen)
    if on is None:
        on, place = _agreed_on(judgment, found, story, lent_fen)
    if on is None and not (found.loans or story.loans):
        on, place = _told_without_sum(judgment)
    if on is None:
        on, place = _one_after_another(judgment, found, story)
    if on is None:
        on, place = _lent_over_time(judgment)
    return (on, place) if on is not None else _term_begins(judgment, found, story)


def _one_after_another(judgment: Judgment, found: Account, story: Account) -> tuple[date | None, int]:
    """(the first day, its place) of loans told one after another ahead of a note that reckons them up: the court's,
    else the plaintiff's."""
    for account in (found, story):
        restated = [number for number, one in enumerate(account.loans) if one.restated or one.role == "owed"]
        loans = account.loans[: min(restated, default=len(account.loans))]
        days = [one.day for one in loans if one.day is not None and one.day.on is not None]
        if (restated or account.reckoned) and account.certain and len(loans) > 1 and len(days) == len(loans):
            first = min(days, key=lambda day: str(day.on))
            earlier = first.on is None or _earlier(judgment, first.on, True)
            return (None, 0) if earlier else (first.on, first.start)
        if loans:
            return None, 0
    return None, 0


def _lent_over_time(judgment: Judgment) -> tuple[date | None, int]:
    """(the first day, its place) of a span over which money is found to have been lent several times."""
    told = {
        first.on: first.start
        for start, end in judgment.spans("found")
        for first, last in spans_of_days(judgment, start, end)
        if first.on is not None and _LENT_IN_PARTS.match(judgment.plain, last.end, end)
    }
    return next(iter(told.items())) if len(told) == 1 else (None, 0)


def _told_without_sum(judgment: Judgment) -> tuple[date | None, int]:
    """(the one day on which the defendant is found to have borrowed a sum that is masked, its place)."""
    told = {
        day.on: day.start
        for start, end in judgment.spans("found")
        for day in judgment.days_in(start, end)
        if day.on is not None and _LENT_A_MASKED_SUM.match(judgment.voiced, day.end, end)
    }
    return next(iter(told.items())) if len(told) == 1 else (None, 0)


def _term_begins(judgment: Judgment, found: Account, story: Account) -> tuple[date | None, int]:
    """(the day on which the one term begins, its place), where no voice tells any other day of a loan."""
    told = [one.day for one in (*found.loans, *story.loans) if one.day is not None]
    begins = {first.on: first.start for first, _ in periods(judgment, "found", "story")}
    if len(begins) != 1 or told or found.reckoned or story.reckoned:
        return None, 0
    return next(iter(begins.items()))


def _agreed_on(judgment: Judgment, found: Account, story: Account, lent_fen: int | None) -> tuple[date | None, int]:
    """(the first day that two voices tell as that of the loan, its place); null where they tell of earlier lending."""
    if found.reckoned or story.reckoned:
        return None, 0
    told: Counter[date] = Counter()
    places: dict[date, int] = {}
    borne_out = dict(_days_borne_out(judgment, story, lent_fen))
    said = dict(_days_told(story, lent_fen))
    if story.first is not None and story.first.on is None:
        said = borne_out  # a month that the findings fill
    for voice in (dict(_days_told(found, lent_fen)), said, dict(_days_held(judgment)), borne_out):
        told.update(voice.keys())
        places |= {on: place for on, place in voice.items() if on not in places}
    agreed = [on for on, voices in told.items() if voices > 1]
    if not agreed or min(agreed) != min(told) or _earlier(judgment, min(agreed)) or _notes_several(judgment, found):
        return None, 0
    return min(agreed), places[min(agreed)]


def _days_told(account: Account, lent_fen: int | None) -> Iterator[tuple[date, int]]:
    """(day, place) of the first loan and of the handing over of the sum lent, as one voice tells them."""
    if account.first is not None and account.first.on is not None:
        yield account.first.on, account.first.start
    if account.delivered_on is not None and (account.delivered_fen == lent_fen or not account.loans):
        yield account.delivered_on, account.delivered_place


def _days_borne_out(judgment: Judgment, story: Account, lent_fen: int | None) -> Iterator[tuple[date, int]]:
    """(day, place) of each day that the plaintiff tells, where the defendant or the findings name it as one on which
    money was lent or moved, whatever sum: 被告确认于1月20日向原告借款; 案外人于1月20日向被告转账."""
    told = {on for on, _ in _days_told(story, lent_fen)}
    vague = story.first if story.first is not None and story.first.on is None else None
    named = [day for span in judgment.spans("found") for day in judgment.days_in(*span)]
    if vague is not None and any(day.on is None and day.first == vague.first for day in named):
        vague = None  # the findings tell the month too, and no day of it
    for start, end in judgment.spans("found", "defence"):
        for day in [] if _NOT_SHOWN.search(judgment.plain, start, end) else judgment.days_in(start, end):
            fits = day.on is not None and (day.on in told or (vague is not None and vague.may_be(day.on)))
            if day.on is not None and fits and _MOVED.match(judgment.plain, day.end, end):
                yield day.on, day.start


def _days_held(judgment: Judgment) -> Iterator[tuple[date, int]]:
    """(day, place) of each day on which the court holds in its reasons that money was lent."""
    for start, end in judgment.spans("reasoning"):
        for day in judgment.days_in(start, end):
            held = _HELD_LENT.search(judgment.plain, start, day.start)
            if day.on is not None and held and _LENT_BEHIND.match(judgment.plain, day.end):
                yield day.on, day.start


def _by_arrival(judgment: Judgment, found: Account, story: Account, lent_fen: int | None) -> Account | None:
    """The account whose day of handing over is the loan's; None where the day told for the loan itself is."""
    if judgment.is_debt_converted:
        return None
    if judgment.runs_from_arrival:
        arrived = found if found.delivered_fen is not None else story
        if arrived.delivered_fen is not None:
            return arrived
    if _is_noted_later(judgment, found):
        return found
    dated = found.delivered_on is not None or not judgment.confirms_story
    # A note for another sum than was handed over has its own day, not the loan's.
    noted = {found.total_fen, sum(one.sum.fen for one in found.loans)} - {0, None}
    if found.delivered_fen is not None and found.delivered_fen == lent_fen and noted != {lent_fen} and dated:
        return found
    only_story = found.first is None and story.total_fen is None and story.delivered_fen is not None
    if only_story and story.delivered_fen == lent_fen:
        return story
    return found if _begins_as_handed_over(judgment, found, lent_fen) else None


def _is_noted_later(judgment: Judgment, found: Account) -> bool:
    """Whether all that is noted, or more, was handed over by parts before the day of the notes."""
    on_notes = all(one.role == "noted" or _is_on_note(judgment, one) for one in found.loans)
    noted = found.first.on if found.first and on_notes else None
    last, came = found.delivered_last, found.delivered_fen or 0
    whole = came >= sum(one.sum.fen for one in found.loans)
    if noted is None or last is None or found.delivered_on is None:
        return False
    # Parts of which the last came on the day of the note, and all of which, and no more, the court orders.
    on_last = last == noted and found.delivered_on < noted and came == ruled_principal(judgment)
    return (last < noted and whole) or on_last


def _as_told(judgment: Judgment, found: Account, story: Account, lent_fen: int | None) -> tuple[date | None, int]:
    if judgment.arrival_day is not None:
        return judgment.arrival_day.on, judgment.arrival_day.start
    arrived = _by_arrival(judgment, found, story, lent_fen)
    if arrived is not None:
        return arrived.delivered_on, arrived.delivered_place
    told, other = found.first, story.first
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
        later_loan = any(one.day is not None and one.day.on == other.on for one in found.loans) or (
            told.on < other.on
            and any(one.role == "lent" and one.day == told and one.sum.fen == lent_fen for one in found.loans)
        )
        only_noted = all(one.role != "lent" for one in found.loans) and other.on < told.on
        unsure = _names_day(judgment, other.on) or found.reckoned or story.reckoned or only_noted
        if unsure and not later_loan:
            return None, 0
    if not found.summed and (_earlier(judgment, told.on, _one_by_one(found)) or _notes_several(judgment, found)):
        return None, 0
    return told.on, told.start


def _begins_as_handed_over(judgment: Judgment, found: Account, lent_fen: int | None) -> bool:
    """Whether the term is found to begin on the day on which the whole sum came, whatever day a note has."""
    if found.delivered_on is None or found.delivered_fen != lent_fen:
        return False
    return any(first.on == found.delivered_on for first, _ in periods(judgment, "found"))


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
    if len(found.loans) != 1 or not (found.loans[0].role != "lent" or _is_on_note(judgment, found.loans[0])):
        return False
    if _LENT_OFTEN.search(judgment.text("found", "story")):
        return True
    counted = ((span, _LENT_TIMES.search(judgment.plain, *span)) for span in judgment.spans("found", "story"))
    return any(told and not judgment.days_in(span[0], told.start()) for span, told in counted)


def _is_on_note(judgment: Judgment, one: Loan) -> bool:
    """Whether the sentence of a loan tells ahead of its sum that a note was written."""
    return _WRITES_NOTE.search(judgment.plain, judgment.writing.sentence(one.sum.start)[0], one.sum.start) is not None


def _one_by_one(found: Account) -> bool:
    """Whether several loans are found, each with its day, and none by a note alone."""
    dated = all(one.role == "lent" and one.day is not None and one.day.on is not None for one in found.loans)
    return len(found.loans) > 1 and dated


def _earlier(judgment: Judgment, on: date, one_by_one: bool = False) -> bool:
    """Whether the findings or the plaintiff tell of lending in some earlier month or year, or over a time that is not
    told `one_by_one` from its first month on (自2017年6月陆续借款)."""
    for start, end in judgment.spans("found", "story"):
        days = judgment.days_in(start, end)
        for number, day in enumerate(days):
            until = days[number + 1].start if number + 1 < len(days) else end
            if day.first is None or day.first >= on:
                continue
            if number + 1 < len(days) and _TO.fullmatch(judgment.plain, day.end, until):
                # 自2011年10月至2013年5月20日，被告多次借款: what is told of the span is told of its first day.
                day = replace(day, end=days[number + 1].end)
                until = days[number + 2].start if number + 2 < len(days) else end
            # 2013年5月双方相识，2015年3月8日，被告向原告借款: what stands behind the next day is of that day.
            behind = judgment.plain[day.end : min(until, day.end + _BEHIND_READ)]
            if _OF_OTHERS.search(behind) or _MET.match(behind):
                continue
            several = _SEVERAL.search(behind) is not None
            same_month = day.may_be(on)
            over_a_time = several and not (same_month and one_by_one)
            if _BORROWED.search(behind) and (over_a_time or not (day.on or same_month)):
                return True
    return False
