"""When a loan was to be paid back: a day agreed, the end of a period, or a term counted from the loan."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date

from features.judgments.counted import LONGEST_TERM_YEARS, Due, counted, extended
from features.judgments.judgment import Judgment
from features.judgments.mentions import Loan
from features.judgments.pattern import search_any
from features.judgments.periods import SAME_END, is_period, reckons_from, spans_of_days
from features.judgments.promises import NO_TERM, PAYS_BACK, PROMISE, SEASON
from features.judgments.repayment_days import is_day_of_repayment
from features.judgments.sections import Kind

# Paid back in parts: the last day cannot be told from a count of months.
_INSTALMENTS = re.compile(r"分(?:\d+|[一二三四五六七八九十]+)(?:个月|期)|分期(?:偿还|还款|归还)|每月还款|等额")
# 根据借条载明的还款日期为8月7日: what the court holds to be agreed.
_HELD = re.compile(
    r"(?:约定|载明|注明|写明)[^,;。]{0,8}(?:还款|借款|归还|偿还)[^,;。]{0,4}(?:日期|期限|时间|日)[^,;。]{0,4}$"
)
_WISHED = re.compile(r"希望|要求|请求|愿意|提出|申请")
# 原告另借给案外人王某5万元; 被告另欠某银行贷款30万元; but 原告向银行贷款后转借给被告 tells of this loan.
_OF_OTHERS = re.compile(
    r"(?:借给|贷给|出借给)(?:了)?(?:案外人|他人|第三人)|"
    r"(?:向|从|欠)(?:案外人|他人|第三人|[^,;。]{0,8}(?:银行|信用社))[^,;。]{0,8}(?:借(?!条|据)|贷|欠)"
)
_OF_PARTIES = re.compile(r"转借|转贷|借给被告|(?:向|从)(?:原告|其)[^,;。]{0,8}借")
# 2022年9月到期后: that something fell due in a month tells of no later agreement.
_FELL_DUE = re.compile(r"(?:借款)?(?:到期|届满|期满)")
# The next part of a plan: 4月1日还7万元，10月1日还7万元.
_NEXT_PART = re.compile(rf"(?:之?前|以前)?(?:再)?(?:{PAYS_BACK}|支?付)")
# 分三期偿还，5月6日还3万元，8月6日还3万元: a plan of parts, its days without a promise of their own.
_PLAN = re.compile(
    r"分(?:[\d一二两三四五六七八九十]+)[期年]|(?:约定|商定|言明|承诺|保证)[^,;。]{0,8}分(?:[\d一二两三四五六七八九十]+)次|分期|(?:还款|付款)(?:计划|协议|方案)"
)
# 还款日期分别为9月8日、10月8日.
_LISTED = ("、", "和", "及", "与")
_OTHERWISE = re.compile(r"[但仅只已后却]|被告|实际|期间")
# 到期后双方又约定展期, 2016年3月被告出具还款计划.
_AGREED_LATER = re.compile(
    r"延|展期|续|宽限|变更|重新|再次|又|后来|到期后|期满后|还款(?:计划|协议|承诺)|计划书|承诺书|保证书"
)
# The end of a plan, so that its day is the last: 至2015年8月8日还清.
_PLAN_ENDS = re.compile(r"最后一?[期笔次]|还清|付清|结清|清偿|余款|全部")


def told_due(
    judgment: Judgment,
    start_day: date | None,
    loan_days: frozenset[date],
    *kinds: Kind,
    loans: tuple[Loan, ...] = (),
) -> Due | None:
    """The last agreed day of repayment in these sections; None where none is told.

    A term runs from the last day told ahead of it, but for days of payments that are none of `loan_days`, on which
    loans were made; from `start_day`, the first loan's, where none is told; and always from that, or from a day of
    `loans`, where the plaintiff alone states it. A term of another loan told without a day (又借款3万元，期限一年) runs
    from its day among `loans`. A term that cannot be counted, an instalment plan and a vague last day give a Due whose
    day is null.
    """
    found: list[Due] = []
    alone = "story" in kinds and not judgment.confirms_story
    only_from = frozenset(one.day.on for one in loans if one.day and one.day.on) if alone else None
    for start, end in judgment.spans(*kinds):
        if _tells_of_others(judgment, start, end):
            continue
        fixed = list(_fixed(judgment, start, end))
        # 借款期限4个月，自2015年12月28日至2016年3月27日: the days hold.
        another = next((one for one in loans if one.again and start <= one.sum.start < end), None)
        if another and not judgment.days_in(start, another.sum.start):
            begins = another.day.on if another.day else None
            found += fixed or list(counted(judgment, another.sum.end, end, begins, frozenset(), frozenset()))
        else:
            found += fixed or list(counted(judgment, start, end, start_day, loan_days, only_from))
        until = max((due.on for due in found if due.on is not None), default=None)
        later = extended(judgment, max((start, *(due.place for due in fixed))), end, until)
        found += [later] if later else []
        season = SEASON.compiled.search(judgment.plain, max((start, *(due.place for due in fixed))), end)
        if season and PROMISE.compiled.search(judgment.plain, start, season.start()):
            found.append(Due(None, season.start()))
    if not found:
        return None
    in_parts = _pays_in_parts(judgment) and not any(due.on for due in found[1:])
    if in_parts and found[0].told_as != "period" and not _ends_plan(judgment, found[0]):
        return Due(None, found[0].place)
    known = [due for due in found if due.on is not None and not _is_told_besides(due, found)]
    last = max(known, key=lambda due: (str(due.on), due.place), default=None)
    # A vague day told after the last known one may be a later agreement, but for the month of that one.
    return last if last is not None and (found[-1].on is not None or _may_be(judgment, found[-1], last)) else found[-1]


def _may_be(judgment: Judgment, vague: Due, known: Due) -> bool:
    """Whether a vague day is the month, or the year, of a known one."""
    on = known.on
    return on is not None and any(day.start == vague.place and day.may_be(on) for day in judgment.days)


def _tells_of_others(judgment: Judgment, start: int, end: int) -> bool:
    """Whether a sentence tells of money that somebody else lent or borrowed, and not how it came to this loan."""
    of_others = _OF_OTHERS.search(judgment.plain, start, end)
    return of_others is not None and not _OF_PARTIES.search(judgment.voiced, start, end)


def _pays_in_parts(judgment: Judgment) -> bool:
    """Whether the loan is said to be paid back in parts; that a party only wishes so says nothing."""
    told = (span for span in judgment.spans("found", "story") if _INSTALMENTS.search(judgment.plain, *span))
    return any(not _WISHED.search(judgment.plain, *span) for span in told)


def _is_told_besides(due: Due, found: list[Due]) -> bool:
    """Whether the end of a counted term is told as a day too, which may be the day before (借期一年，至3月7日)."""
    days = [one.on for one in found if one.on is not None and one.told_as != "term"]
    return due.told_as == "term" and due.on is not None and any(abs(due.on - day) <= SAME_END for day in days)


def _ends_plan(judgment: Judgment, due: Due) -> bool:
    """Whether a day is that of the last part of a plan."""
    start, end = judgment.writing.sentence(due.place)
    return _PLAN_ENDS.search(judgment.plain, max(start, due.place - 16), min(end, due.place + 24)) is not None


def says_no_term(judgment: Judgment) -> bool:
    """Whether the court says that no term was agreed."""
    return any(search_any(NO_TERM, judgment.plain, start, end) for start, end in judgment.held_of_the_case())


def is_term_denied(judgment: Judgment) -> bool:
    """Whether the defendant says that no term was agreed, and the court does not confirm the plaintiff's account."""
    return not judgment.confirms_story and search_any(NO_TERM, judgment.text("defence")) is not None


def _fixed(judgment: Judgment, start: int, end: int) -> Iterator[Due]:
    plain = judgment.plain
    days = judgment.days_in(start, end)
    reckons = reckons_from(judgment, start, end)
    spans = spans_of_days(judgment, start, end)
    yield from (
        Due(last.ends_on, last.start, told_as="period")
        for first, last in spans
        if is_period(judgment, (first, last), start, end)
    )
    ends_of_spans = {day for span in spans for day in span}
    last_due = -1
    for number, day in enumerate(days):
        if day in ends_of_spans or day.start >= reckons:
            continue
        since = days[number - 1].end if number else start
        listed = number
        while listed and plain[days[listed - 1].end : days[listed].start] in _LISTED:
            listed -= 1
        between = plain[since : day.start]
        in_plan = last_due == since or (last_due < 0 and _PLAN.search(plain, start, day.start))
        goes_on = in_plan and (
            between in _LISTED or (_NEXT_PART.match(plain, day.end, end) and not _OTHERWISE.search(between))
        )
        told_since = days[listed - 1].end if listed else start
        if goes_on or is_day_of_repayment(judgment, day, max(start, told_since - 2), end):
            last_due = day.end
            if day.ends_on is not None or not _FELL_DUE.match(plain, day.end, end):
                yield Due(day.ends_on, day.start)


def due_held(judgment: Judgment) -> Due | None:
    """The day of repayment that the court names in its reasons as agreed; None where it names none, or two."""
    told = {
        due.on: due
        for start, end in judgment.spans("reasoning")
        for due in _fixed(judgment, start, end)
        if due.on is not None and _HELD.search(judgment.plain, start, due.place)
    }
    return next(iter(told.values())) if len(told) == 1 else None


def is_agreed_later(judgment: Judgment, stated: Due | None, until: date) -> bool:
    """Whether the plaintiff tells of a later agreement by which a term that ended earlier goes on."""
    if stated is None or stated.on is None or stated.on <= until:
        return False
    start, end = judgment.writing.sentence(stated.place)
    return _AGREED_LATER.search(judgment.plain, start, end) is not None


def is_plausible(due: date, first: date | None) -> bool:
    """Whether a loan of the first day can fall due on the other: later, and within thirty years."""
    if first is None:
        return True
    leap_day = first.month == 2 and first.day == 29 and not isleap(first.year + LONGEST_TERM_YEARS)
    latest = first.replace(year=first.year + LONGEST_TERM_YEARS, day=28 if leap_day else first.day)
    return first < due <= latest
