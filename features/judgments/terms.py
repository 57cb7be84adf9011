"""When a loan was to be paid back: a day agreed, the end of a period, or a term counted from the loan."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from features.judgments.counted import (
    ASKED_LATER,
    LONGEST_TERM_YEARS,
    NEXT_SAID,
    REFUSED,
    Due,
    counted,
    ends_after,
    extended,
)
from features.judgments.days import Day
from features.judgments.durations import term_role
from features.judgments.judgment import Judgment
from features.judgments.pattern import search_any
from features.judgments.promises import (
    DUE_AHEAD,
    DUE_BEHIND,
    DUE_BEHIND_IF_PROMISED,
    NO_TERM,
    PAYS_BACK,
    PERIOD_AHEAD,
    PROMISE,
    SEASON,
)
from features.judgments.sections import Kind

# Between the ends of a span of days.
_TO = re.compile(r"(?:起|始|开始)?(?:计算?)?,?(?:至|到|—+|-+|~|止)+(?:还款)?")
# Paid back in parts: the last day cannot be told from a count of months.
_INSTALMENTS = re.compile(r"分(?:\d+|[一二三四五六七八九十]+)(?:个月|期)|分期(?:偿还|还款|归还)|每月还款|等额")
_WISHED = re.compile(r"希望|要求|请求|愿意|提出|申请")
# 原告另借给案外人王某5万元; 被告另欠某银行贷款30万元; but 原告向银行贷款后转借给被告 tells of this loan.
_OF_OTHERS = re.compile(
    r"(?:借给|贷给|出借给)(?:了)?(?:案外人|他人|第三人)|"
    r"(?:向|从|欠)(?:案外人|他人|第三人|[^,;。]{0,8}(?:银行|信用社))[^,;。]{0,8}(?:借(?!条|据)|贷|欠)"
)
_OF_PARTIES = re.compile(r"转借|转贷|借给被告|(?:向|从)(?:原告|其)[^,;。]{0,8}借")
# A promise ahead (约定月息300元，8月1日还款), nothing but 还款 behind the day; words of a note of debt.
_PROMISED = re.compile(r"约定|商定|议定|言定|说好|讲好|载明|承诺|言明|定于|期限|月息|利率|利息")
_ONLY_PAYS_BACK = re.compile(
    rf"(?:本息|连本带息|一次性)*{PAYS_BACK}(?:全部|所有)?(?:借款|本金|本息|本金[及和]利息)*(?:[并及和](?:结清|付清|支付)(?:全部)?利息|付息)?(?=[,;。、”]|$)"
)
_PAID_OFF = re.compile(r"(?:全部)?(?:还清|付清|还完)(?=[,;。”]|$)")
_NOTE = re.compile(r"[今现兹][^,;。]{0,10}[借欠收]")
# 借条写到“5月31日还清”.
_QUOTES_NOTE = re.compile(r"[借欠][条据][^。;]{0,12}$")
_INTEREST = re.compile(r"利息|计息|付息|结息")
# A sentence that reckons interest over a span of days; a part paid first, or by another; what was already paid.
_RECKONING = re.compile(r"为?基数|本息合计|利息[^。;]*共计\d+个?[月天年]|共计\d+个?[月天年][^。;]{0,6}利?息")
_IN_PART = re.compile(r"[^,;。]{0,14}(?:先行|先|部分|首期|第一期|代(?!理))")
# The day of a bill, of a suretyship, one that a party asks for, or by which a surety pays if the borrower does not.
_OTHER_DAY = re.compile(r"汇票|承兑|支票|保证期|担保期|要求|请求|希望|申请|代为|由其")
_GRANTED = re.compile(r"(?:原告|出借人|双方|[,;])[^,;。不未]{0,6}同意")
# 承兑汇票金额50万元，到期日为2015年12月10日; 双方和解，约定余款于2016年底付清; 保证期间六个月，即至2014年1月16日;
# 原告发出律师函，限其在2016年3月31日前还款: the day of a bill, of a settlement, of a suretyship, of a demand, as are
# those of a divorce and of a lawyer's fee.
_OF_ANOTHER = re.compile(
    r"(?:汇票|承兑|支票)[^。;]*到期日?期?[为是:]?$|和解[^。;]*$|(?:保证|担保|抵押|诉讼时效)期(?:(?!借款期|还款|归还)[^;。]){0,28}$|"
    r"离婚(?:(?!原告)[^。;])*$|(?:律师费|代理费)(?:(?!借款|本金|还)[^。;])*$|"
    r"(?:律师函|催[款收告]函|催款通知|限其)(?:(?!承诺|保证|同意)[^。;])*$"
)
# 保证期间为主债务履行期届满之日起两年，即自2015年4月28日至2017年4月27日.
_OF_SURETY = re.compile(r"(?:保证|担保|抵押|租赁|诉讼时效)期|主债务")
# 定于2015年3月1日至2015年6月1日前归还: a promise right ahead of a span of days.
_BACK_WITHIN = re.compile(rf"[^,;。息]{{0,24}}?{PAYS_BACK}(?!利?息)")
_SET_FOR = re.compile(r"(?:定于|订于|限于?|(?:约定|承诺|保证)[于在]?)$")
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
# What the borrower did, told behind a day, or between two of them.
_BORROWER_PAID = re.compile(r"(?:之?前|以前)[^,;。\d]{0,4}(?:被告|已|实际|共)")
_OTHERWISE = re.compile(r"[但仅只已后却]|被告|实际|期间")
_AGREES = "约定|协商|承诺|签订|同意"
_DONE = re.compile(rf"(?:已|仅|只|曾|共|陆续|实际|又|先后|分别)(?!为|[^,;。]{{0,2}}(?:{_AGREES}))[^,;。]{{0,6}}$")
# Between the end of a term as counted and as told: the day before, or one day after.
SAME_END = timedelta(days=3)
# 到期后双方又约定展期, 2016年3月被告出具还款计划.
_AGREED_LATER = re.compile(
    r"延|展期|续|宽限|变更|重新|再次|又|后来|到期后|期满后|还款(?:计划|协议|承诺)|计划书|承诺书|保证书"
)
# The end of a plan, so that its day is the last: 至2015年8月8日还清.
_PLAN_ENDS = re.compile(r"最后一?[期笔次]|还清|付清|结清|清偿|余款|全部")


def told_due(judgment: Judgment, start_day: date | None, loan_days: frozenset[date], *kinds: Kind) -> Due | None:
    """The last agreed day of repayment in these sections; None where none is told.

    A term runs from the last day told ahead of it, but for days of payments that are none of `loan_days`, on which
    loans were made; from `start_day`, the first loan's, where none is told; and always from that where the plaintiff
    alone states it. A term that cannot be counted, an instalment plan and a vague last day give a Due whose day is
    null.
    """
    found: list[Due] = []
    alone = "story" in kinds and not judgment.confirms_story
    for start, end in judgment.spans(*kinds):
        if _tells_of_others(judgment, start, end):
            continue
        fixed = list(_fixed(judgment, start, end))
        # 借款期限4个月，自2015年12月28日至2016年3月27日: the days hold.
        found += fixed or list(counted(judgment, start, end, start_day, loan_days, alone))
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
    # A vague day told after the last known one may be a later agreement.
    return last if last is not None and found[-1].on is not None else found[-1]


def _reckons_from(judgment: Judgment, start: int, end: int) -> int:
    """Where a sentence begins to reckon interest: a clause ahead of the words that say so; its end where it does not."""
    found = _RECKONING.search(judgment.plain, start, end)
    if found is None:
        return end
    clause = judgment.clause_start(found.start(), start)
    return judgment.clause_start(max(start, clause - 1), start)


def _lasts_a_term(judgment: Judgment, first: Day, last: Day, start: int, end: int) -> bool:
    """Whether a span of days lasts as long as a term told in the same sentence: 自9月10日至12月10日止，期限3个月."""
    if first.on is None or last.on is None:
        return False
    for one in judgment.durations_in(start, end):
        ends = ends_after(first.on, one) if term_role(judgment.plain, one, start, end) == "term" else None
        if ends is not None and abs(ends - last.on) <= SAME_END:
            return True
    return False


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


def _fixed(judgment: Judgment, start: int, end: int) -> Iterator[Due]:
    plain = judgment.plain
    days = judgment.days_in(start, end)
    ends_of_periods = set()
    reckons = _reckons_from(judgment, start, end)
    for first, last in pairwise(days):
        if not _TO.fullmatch(plain[first.end : last.start]):
            continue
        ends_of_periods |= {first, last}
        ahead = plain[max(start, first.start - 24) : first.start]
        interest = _INTEREST.search(plain, judgment.clause_start(first.start, start), first.start)
        promised = (_SET_FOR.search(ahead) and DUE_BEHIND[0].compiled.match(plain, last.end, end)) or (
            PROMISE.compiled.search(plain, judgment.clause_start(first.start, start), first.start)
            and _BACK_WITHIN.match(plain, last.end, end)
        )
        told = any(one.compiled.search(ahead) for one in PERIOD_AHEAD) or _lasts_a_term(judgment, first, last, start, end)
        told = told and not _OF_SURETY.search(ahead) and first.start < reckons
        if (promised or told) and not interest:
            yield Due(last.ends_on, last.start, told_as="period")
    last_due = -1
    for number, day in enumerate(days):
        if day in ends_of_periods or day.start >= reckons:
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
        if goes_on or _is_due(judgment, day, max(start, told_since - 2), end):
            last_due = day.end
            if day.ends_on is not None or not _FELL_DUE.match(plain, day.end, end):
                yield Due(day.ends_on, day.start)


def _is_granted(plain: str, clause: str, since: int, end: int) -> bool:
    """Whether a later day that was asked for was agreed to: 被告要求延期至6月1日，原告同意."""
    return ASKED_LATER.search(clause) is not None and _GRANTED.search(plain, since, end) is not None


def _is_due(judgment: Judgment, day: Day, since: int, end: int) -> bool:
    plain = judgment.plain
    clause = plain[judgment.clause_start(day.start, since) : day.start]
    if (
        _INTEREST.search(clause)
        or _DONE.search(clause)
        or (_OTHER_DAY.search(clause) and not _is_granted(plain, clause, day.end, end))
        or _IN_PART.match(plain, day.end, end)
        or _OF_ANOTHER.search(plain, since, day.start)
    ):
        return False
    told = next((one for one in DUE_AHEAD if one.compiled.search(plain, max(since, day.start - 20), day.start)), None)
    if told:
        # 双方将借期展延至4月8日的协商未果: not agreed.
        return told.name != "extended_to" or not REFUSED.search(judgment.voiced, day.end, end + NEXT_SAID)
    if any(one.compiled.match(plain, day.end, end) for one in DUE_BEHIND):
        # 10月10日前被告偿还1万元 tells what was done, where no promise stands ahead of it.
        done = _BORROWER_PAID.match(plain, day.end, end) and not PROMISE.compiled.search(clause)
        return not done and not re.search(r"(?:支付|付|结)[^,;。]{0,6}$|截[至止]", clause)
    # 定于2016年10月7日归还本金: only a promise ahead of it says that it was not yet done.
    quoted = plain.rfind("“", since, day.start)
    noted = _NOTE.search(plain, max(since, quoted), day.start) or (quoted >= 0 and "欠" in plain[quoted : day.start])
    quotes_note = quoted >= 0 and _QUOTES_NOTE.search(plain, since, quoted)
    promised = PROMISE.compiled.search(clause) or noted or quotes_note
    behind = any(one.compiled.match(plain, day.end, end) for one in DUE_BEHIND_IF_PROMISED)
    if promised and behind:
        return True
    # 约定每月还款3000元，至2017年4月1日还清: such words are a promise, where one stands ahead in the sentence.
    start, _ = judgment.writing.sentence(day.start)
    if clause == "至" and _PAID_OFF.match(plain, day.end, end) and _PROMISED.search(plain, start, day.start):
        return True
    # 约定月息300元，2013年8月1日还款: the promise may stand clauses ahead where nothing is told of a sum paid back.
    ahead = _PROMISED.search(plain, since, day.start)
    return not clause.strip("于在到至") and bool(ahead and _ONLY_PAYS_BACK.match(plain, day.end, end))


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
