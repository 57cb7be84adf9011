"""Days in running text: written in full, carried over (同年8月1日, 当日, 次日), or vague (2016年5月, 2016年底)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

from identifiers.dates import parse_date
from identifiers.numerals import NUMERAL_CHARACTERS, whole_number

_NUMERAL = f"[{NUMERAL_CHARACTERS}]"
_YEAR = r"(?:(?:19|20)\d{2}|(?<!\d)[〇零○0一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}|(?<!\d)\d{2}(?=年\d))"
_MONTH = rf"(?:\d{{1,2}}|元|{_NUMERAL}{{1,3}})"
_DAY = rf"(?:\d{{1,2}}|{_NUMERAL}{{1,3}})"
# 讲明年底还清: 讲明, and then the end of the year.
_NEAR_YEAR = r"(?:(?:[同当该本今次翌]|(?<!回)来)年|(?<![写说言讲注载申])明年)"
_NEXT_YEAR = ("次年", "明年", "来年", "翌年")
_NEXT_MONTH = ("次月", "下月", "下个月")
_LUNAR = r"(?:农历|古历|阴历|旧历)"
# 腊月二十, 2016年正月初五, 十月初一日: no common day is told so; 农历八月十五: others need the word.
_FIRST_DAYS = r"初[一二三四五六七八九十]|廿[一二三四五六七八九]?"
_LUNAR_DAY = rf"{_FIRST_DAYS}|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?"
_LUNAR_DAYS = (
    rf"(?:(?P<lunar_year>{_YEAR})年|(?P<lunar_near>{_NEAR_YEAR}))?(?:的)?(?P<lunar_word>{_LUNAR})?(?P<leap>闰)?"
    rf"(?:(?P<lunar_named>[正冬腊])月(?P<lunar_on>{_LUNAR_DAY}|\d{{1,2}})"
    rf"|(?P<lunar_number>{_MONTH})月(?P<lunar_first>{_FIRST_DAYS}|(?(lunar)(?:{_LUNAR_DAY})|(?(lunar_word)(?:{_LUNAR_DAY})|(?!)))))"
    # 10月初一次性归还, 8月初八十元, 3月初一共: the month's beginning and a number.
    r"[日号]?(?![\d一二三四五六七八九十百千万余多个月天次方人笔位者]|(?<=一)[共直同致张家])"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
# A day begins with one of these signs: looking for them first takes a quarter of the time.
_BEGINS = rf"(?=[\d元{NUMERAL_CHARACTERS}同当该本今次下明来即第翌年月农古阴旧正冬腊闰])"
_DAYS = re.compile(
    rf"{_BEGINS}(?P<lunar>{_LUNAR})?(?:{_LUNAR_DAYS}|"
    rf"(?P<year>{_YEAR})年(?P<lunar_month>{_LUNAR})?(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|(?P<bare_day>\d{{1,2}})(?![\d底日号个笔次万千百元天份人]))"
    rf"|(?P<dotted>(?<![\d.])(?:19|20)\d{{2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{1,2}})(?:日|号)?(?!\d)"
    rf"|(?P<same_year>{_NEAR_YEAR})(?:的)?(?P<lunar_same>{_LUNAR})?(?P<same_month>{_MONTH})月(?P<same_day>{_DAY})[日号]"
    rf"|(?P<month_told>[同当次]月|下个?月)(?:(?P<day_of_month>{_DAY})[日号]|(?P<end_of_month>[底末]))"
    rf"|(?P<this_month_end>(?<![\d{NUMERAL_CHARACTERS}元个每上腊正某×])月[底末])"
    rf"|(?<![\d年零〇○一二三四五六七八九十])(?P<next_month>{_MONTH})月(?P<next_day>{_DAY})[日号]"
    rf"|(?<=[日号][、和及,])(?P<listed_day>\d{{1,2}})[日号]"
    rf"|(?P<ending_year>{_NEAR_YEAR}|年)(?:(?P<ending_month>{_MONTH})月份?)?(?<!个月)年?[底末]"
    rf"|(?<![\d年零〇○一二三四五六七八九十腊])(?P<month_ending>{_MONTH})月份?[底末]"
    rf"|(?P<same>同日|当日|当天|同天|即日)|(?P<after>次日|第二天|翌日|第二日)"
    rf"|(?P<year_ahead>{_NEAR_YEAR}(?<=[明来]年))"
    rf"|(?P<vague_year>{_YEAR})年(?!第)(?:(?P<vague_month>{_MONTH})月份?)?(?P<part>年?[底末初中]|[春夏秋冬]季?|春节)?)"
)


# 自3月8日起至6月7日止; 于6月7日前归还: the end of a term.
_ENDS_AHEAD = re.compile(r"[^,;。:\n][至到—~-]$")
_ENDS = re.compile(r"(?:之?前|以前|止|到期|届满|归还|还清|还款|偿还|付清)")
# 2016年农历正月初五（公历2016年2月12日）, 正月初五，即公历2016年2月12日: two names of one day.
_COMMON_NAME = re.compile(r"[(,]*(?:即|也就是|为|是)*(?:公历|阳历|新历|国历)(?:的)?:?")
_EXPLAINS = re.compile(r"[日号][(]$")


@dataclass(frozen=True)
class Day:
    """One mention of a time. `on` is null where no single day is named: then it lies between `first` and `last`, or
    nothing is known of it (a lunar date that cannot be counted)."""

    on: date | None
    first: date | None
    last: date | None
    start: int
    end: int
    at_end: bool = False
    """Whether the end of a month or year is named (2016年底, 8月末)."""

    @property
    def ends_on(self) -> date | None:
        """The day by which something that falls due at this time is due: the end of a month or year is its last day."""
        return self.last if self.at_end else self.on

    def may_be(self, other: date) -> bool:
        """Whether a day lies within what this mention says."""
        return self.first is not None and self.last is not None and self.first <= other <= self.last


def find_days(plain: str) -> list[Day]:
    """Every mention in the order of the text; what is carried over is counted from the last full day before it, a year
    from the last one named. On that very day (同日) nothing happened that is told behind the end of a term."""
    found: list[Day] = []
    for day in _read(plain):
        if found and _COMMON_NAME.fullmatch(plain, found[-1].end, day.start):
            day = replace(day, start=found.pop().start, end=day.end + plain[day.end :].startswith(")"))
        found.append(day)
    return found


def _read(plain: str) -> Iterator[Day]:
    last: date | None = None
    very: date | None = None
    year: int | None = None
    month: date | None = None
    for found in _DAYS.finditer(plain):
        if found["year_ahead"]:
            year = last.year + 1 if last else None  # 明年上半年，6月30日之前
            continue
        lunar = found["lunar"] or found["lunar_word"] or found["lunar_month"] or found["lunar_same"]
        if lunar and _EXPLAINS.search(plain, max(0, found.start() - 2), found.start()):
            continue  # 2015年2月18日（农历2014年底）
        try:
            if lunar or found["lunar_named"] or found["lunar_first"]:
                last = very = month = _lunar(found, last, year)
                year = last.year
                yield Day(last, last, last, found.start(), found.end())
                continue
        except (ValueError, OverflowError):
            if lunar:
                yield Day(None, None, None, found.start(), found.end())
            continue
        try:
            on = _named(found, very if found["same"] or found["after"] else last, year, month)
            vague = _vague(found, month, year) if on is None else None
        except (ValueError, OverflowError):
            continue
        if on is not None:
            if found["after"] is None and found["same"] is None:
                last, year, month = on, on.year, on
                is_end = _ENDS_AHEAD.search(plain, max(0, found.start() - 3), found.start()) or _ENDS.match(
                    plain, found.end()
                )
                very = very if very and is_end else on
            yield Day(on, on, on, found.start(), found.end())
        elif vague is not None:
            year = vague[0].year
            month = vague[0] if vague[0].month == vague[1].month else month
            yield Day(None, *vague, found.start(), found.end(), found[0][-1] in "底末")


def _named(found: re.Match[str], last: date | None, year: int | None, month: date | None) -> date | None:
    """The single day of a mention, `month` being any day of the month told last; None for a vague one and for one with
    nothing to count from."""
    if found["year"]:
        return _day(_year(found["year"]), _number(found["month"]), _number(found["day"] or found["bare_day"]))
    if found["dotted"]:
        return parse_date(found["dotted"])
    if year is not None and found["same_year"]:
        told = year + (found["same_year"] in _NEXT_YEAR)
        return _day(told, _number(found["same_month"]), _number(found["same_day"]))
    if year is not None and found["next_month"]:
        return _day(year, _number(found["next_month"]), _number(found["next_day"]))
    in_month = found["day_of_month"] or found["listed_day"]
    if in_month and month is not None:
        month = months_after(month, 1) if found["month_told"] in _NEXT_MONTH else month
        return _day(month.year, month.month, _number(in_month))
    if last is None:
        return None
    if found["same"]:
        return last
    return last + timedelta(days=1) if found["after"] else None


def _lunar(found: re.Match[str], last: date | None, carried: int | None) -> date:
    """The day of a lunar mention; of one without a year, the day in the year told last, or in the lunar year of the day
    told last, or in the next where that is over. Raises ValueError for one that names no day, or has none to count
    from."""
    month, day = found["lunar_named"] or found["lunar_number"], found["lunar_on"] or found["lunar_first"]
    month = month or found["month"] or found["same_month"] or found["next_month"]
    day = (day or found["day"] or found["bare_day"] or found["same_day"] or found["next_day"] or "").lstrip("初")
    told = _LUNAR_MONTHS.get(month or "") or _number(month or ""), _number(day)
    named, near = found["lunar_year"] or found["year"], found["lunar_near"] or found["same_year"]
    year, leap = _year(named) if named else None, int(found["leap"] is not None)
    if not named and not near and (last is None or last.year != carried):
        year = carried  # 2016年借款两次，其中农历6月8日1万元
    if year is not None:
        return LunarDate(year, *told, leap).to_solar_date()
    if last is None:
        raise ValueError("no year")
    begins = LunarDate.from_solar(last).year + (near in _NEXT_YEAR)
    on = LunarDate(begins, *told, leap).to_solar_date()
    return on if near or on >= last else LunarDate(begins + 1, *told).to_solar_date()


def _vague(found: re.Match[str], month: date | None, carried: int | None) -> tuple[date, date] | None:
    if found["end_of_month"] or found["this_month_end"]:
        return _month(months_after(month, int(found["month_told"] in _NEXT_MONTH))) if month else None
    if found["vague_year"]:
        year = _year(found["vague_year"])
    elif carried is not None and (found["ending_year"] or found["month_ending"]):
        year = carried + (found["ending_year"] in _NEXT_YEAR)
    else:
        return None
    told = found["vague_month"] or found["ending_month"] or found["month_ending"]
    if not told:
        return _day(year, 1, 1), _day(year, 12, 31)
    return _month(_day(year, _number(told), 1))


def _month(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _day(year: int, month: int, day: int) -> date:
    if not 1949 <= year <= 2099:
        raise ValueError("no year of a loan")
    return date(year, month, day)


def _year(text: str) -> int:
    year = _number(text if text.isdecimal() else text.replace("0", "〇"))  # 二0一四年
    return year + 2000 if year < 100 else year


def _number(text: str) -> int:
    return 1 if text == "元" else whole_number(text)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the month's last one where it has no such day (民法典 art. 202, 203)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
