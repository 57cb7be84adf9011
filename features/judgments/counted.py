"""Days of repayment that a judgment tells as a term counted from the loan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from features.judgments.days import Day, months_after
from features.judgments.durations import Duration, term_role
from features.judgments.judgment import Judgment
from features.judgments.pattern import search_any
from features.judgments.promises import EXTENDED, EXTENDED_BEHIND, NO_TERM
from identifiers.numerals import whole_number

# 付息至12月8日; 3月10日原告转账; 2月3日离婚: a day of something else, from which no term runs.
_PAID_UP_TO = re.compile(r"(?:付|结|清|还|计算?|算)[^,;。]{0,4}[至到]$")
_ELSE_ON = re.compile(
    r",?[^,;。]{0,16}(?<!未)(?<!未能)(?<!无[力法])(?:转账|转帐|汇款|汇入|转入|交付|支付|付息|归还|偿还|还款|结婚|离婚|起诉|诉至|立案)"
)
# 3月8日双方签订借款合同; 同日续借.
_AGREED_ON = re.compile(r"[^。;]{0,40}(?:借|贷|签|出具|立|合同|协议|约定|承诺|展期|续|换|写|还款计划|起)")
# 两三个月: about so many.
_ABOUT = re.compile(r"[一二两俩三四五六七八九]{2}")
# 被告请求宽限两个月，原告不同意.
ASKED_LATER = re.compile(r"(?:要求|请求|希望|申请)[^,;。]{0,12}(?:续借|展期|延期|延长|顺延|推迟|宽限)")
REFUSED = re.compile(
    r"(?:未|不|没有|未予)(?:同意|答应)|原告□*[^,;。]{0,6}拒绝|不予(?:认可|认定|采信)|协商(?:一致)?未果|未(?:能)?达成"
)
_AGREED = re.compile(r"同意|承诺|答应|保证|约定|协商|商定|达成|写明|注明|载明")
# 期限一年，自2015年3月10日起算.
_FROM = re.compile(r"[,(]*(?:自|从)")
_RUNS = re.compile(r"(?:之日)?起(?:算|计算?|,|。|[)])")
LONGEST_TERM_YEARS = 30
# Characters behind a sentence in which an answer to it may stand: 要求宽限三个月。原告不同意。
NEXT_SAID = 16
# Days by which the start of an extension may miss the end of the term that it extends.
_NEAR_DAYS = 3


@dataclass(frozen=True)
class Due:
    """One day of repayment as told; `on` is null where only a month, a year or a lunar day is told, or a term that
    cannot be counted. `told_as` says whether a day is named, the end of a period of two days, or a term."""

    on: date | None
    place: int
    told_as: Literal["day", "period", "term"] = "day"


def counted(
    judgment: Judgment,
    start: int,
    end: int,
    start_day: date | None,
    loan_days: frozenset[date],
    only_from: frozenset[date] | None = None,
) -> Iterator[Due]:
    """The end of the first term told between two places, counted from the last day ahead of it on which no payment,
    suit or marriage is told, else from `start_day`. Null where it may count only from `start_day` or `only_from` and
    another day is told."""
    plain = judgment.plain
    for one in judgment.durations_in(start, end):
        if search_any(NO_TERM, plain, max(start, one.start - 12), one.end):
            continue
        role = term_role(plain, one, start, end)
        if role is None:
            continue
        if role == "from_event":
            yield Due(None, one.start, told_as="term")
            return
        begins = None if judgment.runs_from_arrival else _counted_from(judgment, one.start, loan_days)
        if begins is None or (start_day is not None and begins < start_day):
            begins = start_day  # a day before the first loan is that of something else
        if only_from is not None and begins != start_day and begins not in only_from:
            begins = None
        begins = _begins_behind(judgment, one.end, end) or begins
        ends = ends_after(begins, one) if begins else None
        yield Due(ends, one.start, told_as="term")
        return


def _begins_behind(judgment: Judgment, place: int, end: int) -> date | None:
    """The day from which a term is said to run behind it: 期限一年，自2015年3月10日起算."""
    for day in judgment.days_in(place, min(end, place + 24)):
        ahead, behind = judgment.plain[place : day.start], judgment.plain[day.end : day.end + 6]
        if _FROM.fullmatch(ahead) and _RUNS.match(behind):
            return day.on
    return None


def extended(judgment: Judgment, start: int, end: int, until: date | None) -> Due | None:
    """The end of a term that a sentence extends by some time (续借一年), counted from `until`, the last end told.

    Null where none was told, where the sentence tells a later day from which the new term may run, and where a later
    day was asked for and nobody says that it was agreed. None where nothing is extended, or what was asked for was
    refused.
    """
    told = (one.compiled.search(judgment.plain, start, end) for one in (EXTENDED, EXTENDED_BEHIND))
    found = next((one for one in told if one), None)
    asked = ASKED_LATER.search(judgment.plain, start, end)
    if asked and REFUSED.search(judgment.voiced, asked.end(), end + NEXT_SAID):
        return None
    if found is None:
        return Due(None, asked.start()) if asked else None
    unsure = asked is not None and not _AGREED.search(judgment.plain, start, end)
    latest = max((day.on for day in judgment.days_in(start, found.start()) if day.on is not None), default=None)
    if until is None or unsure or (latest is not None and latest > until + timedelta(days=_NEAR_DAYS)):
        return Due(None, found.start())
    return Due(_after(until, found["count"], found["unit"], found["months"]), found.start(), told_as="term")


def _counted_from(judgment: Judgment, place: int, loan_days: frozenset[date]) -> date | None:
    """The last full day told ahead of a term, in its sentence or the two before it, but for days of payments."""
    start, _ = judgment.writing.sentence(place)
    for _ in range(2):
        start, _ = judgment.writing.sentence(max(0, start - 1))
    known = [day for day in judgment.days_in(start, place) if day.on is not None]
    begins = [day.on for day in known if day.on in loan_days or _is_of_an_agreement(judgment, day)]
    return begins[-1] if begins else None


def _is_of_an_agreement(judgment: Judgment, day: Day) -> bool:
    """Whether a day is told as one on which something was lent or agreed, and not as one of a payment, or up to which
    something was paid, or of a marriage or a suit."""
    ahead = judgment.plain[max(0, day.start - 12) : day.start]
    if _PAID_UP_TO.search(ahead) or _ELSE_ON.match(judgment.plain, day.end):
        return False
    return _AGREED_ON.match(judgment.plain, day.end) is not None


def ends_after(begins: date, one: Duration) -> date | None:
    """The day on which a stretch of time ends that begins on a day; null where it is told about (两三个月)."""
    return _after(begins, one.count, one.unit, one.months)


def _after(begins: date, count: str, unit: str, more: str | None) -> date | None:
    if _ABOUT.fullmatch(count):
        return None
    if count == "半":
        return months_after(begins, 6) if unit == "年" else begins + timedelta(days=15) if unit == "月" else None
    try:
        number, besides = map(whole_number, (count, more or "0"))
    except ValueError:
        return None
    years = {"年": 1, "年半": 1}.get(unit, 0) * number
    if not number or years > LONGEST_TERM_YEARS:
        return None
    months = {"月": number, "季度": 3 * number, "年": 12 * number + besides, "年半": 12 * number + 6}.get(unit)
    if months is not None:
        return months_after(begins, months)
    return begins + timedelta(days=number * (7 if unit in ("周", "星期") else 1))
