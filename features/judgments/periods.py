"""Spans of days between which a loan runs: 借款期限自2015年3月8日至2015年9月7日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from features.judgments.counted import ends_after
from features.judgments.days import Day
from features.judgments.durations import term_role
from features.judgments.judgment import Judgment
from features.judgments.promises import DUE_BEHIND, PAYS_BACK, PERIOD_AHEAD, PROMISE
from features.judgments.sections import Kind

# Between the ends of a span of days.
_TO = re.compile(r"(?:起|始|开始)?(?:计算?)?,?(?:至|到|—+|-+|~|止)+(?:还款)?")
# A sentence that reckons interest over a span of days.
_RECKONING = re.compile(r"为?基数|本息合计|利息[^。;]*共计\d+个?[月天年]|共计\d+个?[月天年][^。;]{0,6}利?息")
_IF_UNPAID = re.compile(r"如|若|倘|逾期|违约")
# 保证期间为主债务履行期届满之日起两年，即自2015年4月28日至2017年4月27日.
_OF_SURETY = re.compile(r"(?:保证|担保|抵押|租赁|诉讼时效)期|主债务")
# 承诺自2015年11月起至2015年12月底分两次归还.
_BACK_WITHIN = re.compile(rf"[^,;。息]{{0,24}}?{PAYS_BACK}(?!利?息)")
# 定于2015年3月1日至2015年6月1日前归还: a promise right ahead of a span of days.
_SET_FOR = re.compile(r"(?:定于|订于|限于?|(?:约定|承诺|保证)[于在]?)$")
# 还款自2013年12月15日至2014年9月15日分10期偿还.
_REPAYS_FROM = re.compile(r"还款[自从]$")
_INTEREST = re.compile(r"利息|计息|付息|结息")
# Between the end of a term as counted and as told: the day before, or one day after.
SAME_END = timedelta(days=3)


def spans_of_days(judgment: Judgment, start: int, end: int) -> list[tuple[Day, Day]]:
    """(first, last) of each two days that are told as the ends of a span."""
    pairs = pairwise(judgment.days_in(start, end))
    return [(first, last) for first, last in pairs if _TO.fullmatch(judgment.plain[first.end : last.start])]


def periods(judgment: Judgment, *kinds: Kind) -> Iterator[tuple[Day, Day]]:
    """The spans in these sections over which the loan runs."""
    for start, end in judgment.spans(*kinds):
        yield from (span for span in spans_of_days(judgment, start, end) if is_period(judgment, span, start, end))


def is_period(judgment: Judgment, span: tuple[Day, Day], start: int, end: int) -> bool:
    """Whether the loan runs over a span of days of a sentence, or is to be paid back within it."""
    plain, (first, last) = judgment.plain, span
    clause = judgment.clause_start(first.start, start)
    if _INTEREST.search(plain, clause, first.start):
        return False
    ahead = plain[max(start, first.start - 24) : first.start]
    if _SET_FOR.search(ahead) and DUE_BEHIND[0].compiled.match(plain, last.end, end):
        return True
    promised = PROMISE.compiled.search(plain, clause, first.start) or _REPAYS_FROM.search(plain, clause, first.start)
    if promised and _BACK_WITHIN.match(plain, last.end, end):
        return True
    # 载明：2014年3月9日到2018年3月9日前还清.
    by_its_end = DUE_BEHIND[0].compiled.match(plain, last.end, end) and not plain[clause : first.start].strip("自从于")
    if by_its_end and (PROMISE.compiled.search(plain, start, clause) or _stands_behind_term(judgment, start, clause)):
        return True
    told = any(one.compiled.search(ahead) for one in PERIOD_AHEAD) or _lasts_a_term(judgment, span, start, end)
    return told and not _OF_SURETY.search(ahead) and first.start < reckons_from(judgment, start, end)


def _stands_behind_term(judgment: Judgment, start: int, clause: int) -> bool:
    """Whether a sentence is a span behind one that ends with a term: 期限6个月。自3月24日至12月30日止。"""
    if clause != start or not start:
        return False
    first, last = judgment.writing.sentence(start - 1)
    told = judgment.durations_in(first, last)
    closes = bool(told) and last - told[-1].end <= 1
    return closes and term_role(judgment.plain, told[-1], first, last) == "term"


def reckons_from(judgment: Judgment, start: int, end: int) -> int:
    """Where a sentence begins to reckon interest: a clause ahead of the words that say so; else its end."""
    found = _RECKONING.search(judgment.plain, start, end)
    if found is None:
        return end
    clause = judgment.clause_start(found.start(), start)
    before = judgment.clause_start(max(start, clause - 1), start)
    # 如逾期未还，以借款总额为基数支付违约金: what would be reckoned, over no span of days.
    return end if _IF_UNPAID.search(judgment.plain, before, found.start()) else before


def _lasts_a_term(judgment: Judgment, span: tuple[Day, Day], start: int, end: int) -> bool:
    """Whether a span of days lasts as long as a term told in the same sentence: 自9月10日至12月10日止，期限3个月."""
    first, last = span
    if first.on is None or last.on is None:
        return False
    for one in judgment.durations_in(start, end):
        ends = ends_after(first.on, one) if term_role(judgment.plain, one, start, end) == "term" else None
        if ends is not None and abs(ends - last.on) <= SAME_END:
            return True
    return False
