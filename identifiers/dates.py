"""Dates as departments write them. Nothing here reads a clock, and nothing guesses a missing day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from identifiers.numerals import NUMERAL_CHARACTERS, whole_number
from identifiers.writing import half_width, is_blank

_TIME = (
    r"(?:[T日]?\s*(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)?\s*\d{1,2}[:时点](?:\d{1,2})?(?:[:分](?:\d{1,2}(?:\.\d+)?)?)?秒?"
    r"\s*(?:[AP]M)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*(?P<mark>[-/.年])\s*(?P<month>\d{1,2})\s*(?P<second>[-/.月])\s*(?P<day>\d{1,2})(?:\s*[日号])?\s*"
    + _TIME,
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(?:\d{4}|\d{6}))?")
_YEAR = rf"(\d{{4}}|[{NUMERAL_CHARACTERS}]{{4}})"
_MONTH_OR_DAY = rf"(\d{{1,2}}|[{NUMERAL_CHARACTERS}]{{1,3}})"
_CHINESE = re.compile(rf"{_YEAR}年\s*{_MONTH_OR_DAY}月\s*{_MONTH_OR_DAY}[日号]\s*{_TIME}", re.IGNORECASE)
# 2023.1 may have been 2023.10 before a spreadsheet took it for a number, so a single 1 behind a point names no month.
_MONTH = re.compile(r"(\d{4})\s*(?:年\s*(\d{1,2})\s*月份?|[-/]\s*(\d{1,2})|\.(\d{2}|[2-9]))")
_CHINESE_MONTH = re.compile(rf"{_YEAR}年\s*{_MONTH_OR_DAY}月份?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Day 0 of the 1900 date system once its false 29 February 1900 is allowed for; holds from 1900-03-01 on.
_SERIAL_ZERO = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
# Five digits only, 1927-05-18 to 2099-12-31: four could as well be a year.
_SERIAL_RANGE = range(10_000, 73_051)
_CHINA = timezone(timedelta(hours=8))


def parse_date(value: object, *, epoch_1904: bool = False) -> date | None:
    """The day one written value names; null for a blank.

    Takes date and datetime objects, spreadsheet serials (int, float or five digits of text) and text: 2023-05-07,
    2023/5/7, 2023.5.7, 20230507, 2023年5月7日, 二〇二三年五月七日, 2023年五月七日, each with or without a time of day
    (15:20, 下午3:20, 3:20 PM).
    A time with a zone is turned to China's. With `epoch_1904` serials count from 1904-01-01, as some workbooks say.

    Raises ValueError when the value names no single day: a month alone, a two-digit year, 30 February.
    """
    if isinstance(value, str):
        return _parse_text(value, epoch_1904)
    if is_blank(value):
        return None
    if isinstance(value, datetime):
        return value.astimezone(_CHINA).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(value, int) and value > 18_000_000:
            return _parse_text(str(value), epoch_1904)
        return _from_serial(int(value), epoch_1904)
    raise ValueError("not a date")


def parse_month(text: str) -> date:
    """The first day of the month that a text names without a day: 2023年5月, 2023-05, 2023/5, 2023.05, 二〇二三年五月.

    Whoever holds that day must say beside it that it stands for a month. Raises ValueError on anything else.
    """
    written = half_width(text)
    found = _MONTH.fullmatch(written)
    if found:
        return date(int(found[1]), int(found[2] or found[3] or found[4]), 1)
    chinese = _CHINESE_MONTH.fullmatch(written)
    if chinese:
        return date(whole_number(chinese[1]), whole_number(chinese[2]), 1)
    raise ValueError("not a month")


@lru_cache(maxsize=65_536)
def _parse_text(value: str, epoch_1904: bool) -> date | None:
    if is_blank(value):
        return None
    text = half_width(value)
    written = _WRITTEN.fullmatch(text)
    if written:
        if (written["mark"] == "年") != (written["second"] == "月"):
            raise ValueError("not a date")
        day = date(int(written["year"]), int(written["month"]), int(written["day"]))
        zone = written["zone"]
        return datetime.fromisoformat(text).astimezone(_CHINA).date() if zone else day
    compact = _COMPACT.fullmatch(text)
    if compact:
        return date(int(compact[1]), int(compact[2]), int(compact[3]))
    chinese = _CHINESE.fullmatch(text)
    if chinese:
        return date(whole_number(chinese[1]), whole_number(chinese[2]), whole_number(chinese[3]))
    if _SERIAL.fullmatch(text):
        return _from_serial(int(float(text)), epoch_1904)
    raise ValueError("not a date")


def _from_serial(serial: int, epoch_1904: bool) -> date:
    if serial not in _SERIAL_RANGE:
        raise ValueError("not a date: a number outside the serials of 1927 to 2099")
    return (_EPOCH_1904 if epoch_1904 else _SERIAL_ZERO) + timedelta(days=serial)
