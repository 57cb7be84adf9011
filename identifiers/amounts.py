"""Money as departments write it, held as whole fen (分, a hundredth of a yuan), exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from identifiers.numerals import NUMERAL_CHARACTERS, parse_integer
from identifiers.writing import is_blank, without_space

MoneyUnit = Literal["yuan", "wan_yuan"]
"""Unit a column's header names: 元 or 万元."""

_FEN_PER: dict[MoneyUnit, int] = {"yuan": 100, "wan_yuan": 1_000_000}
_FEN_OF_MARK = {
    "分": 1, "角": 10, "元": 100, "块": 100, "千": 100_000, "万": 1_000_000, "百万": 100_000_000,
    "千万": 1_000_000_000, "亿": 10_000_000_000,
}  # fmt: skip
_SIGN_AND_CURRENCY = re.compile(r"^(?P<sign>[-−—负]?)(?:人民币|RMB|CNY|¥|￥)?[::]?(?P<second>[-−]?)", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_SEGMENT = re.compile(rf"(?P<number>{_NUMBER})(?P<mark>百万|千万|万|千|亿|元|块|角|分)?元?")
_CHINESE = re.compile(
    rf"(?:(?P<yuan>[{NUMERAL_CHARACTERS}]+)元?)?(?:零?(?P<jiao>[^元角分])角)?(?:零?(?P<fen>[^元角分])分)?"
)
_TAIL = re.compile(r"(?:元)?[整正]$|(?<=[元万亿千])(?:人民币|RMB)$")
_SPREADSHEET_DIGITS = 15
_BETWEEN_UNITS = re.compile(r"[、,，/;)]")
_UNIT = re.compile(r"[千万亿百]*元")


def parse_fen(value: object, unit: MoneyUnit = "yuan") -> int | None:
    """Whole fen of one written amount; null for a blank.

    Takes text ("1,234.50", "２．５万", "3万5000元", "叁万伍仟元整", "-500"), int, float and Decimal.
    `unit` is the unit of the column and holds where the value names none of its own: "3" is 3万元 under a header in
    万元, "3元" is 3 yuan there.

    Raises ValueError when the value is no amount, or is finer than a fen. A spreadsheet keeps 15 digits, so a value
    with more and a fraction (0.30000000000000004) is what binary arithmetic left of one with 15, and is read as that.
    """
    if is_blank(value):
        return None
    if isinstance(value, bool):
        raise ValueError("not an amount of money")
    if isinstance(value, int):
        return value * _FEN_PER[unit]
    if isinstance(value, float | Decimal):
        return _whole(Decimal(repr(value)) if isinstance(value, float) else value, _FEN_PER[unit])
    if not isinstance(value, str):
        raise ValueError("not an amount of money")
    return _parse_text(value, unit)


def units_named(text: str) -> frozenset[str]:
    """Units of money that a table's title names (单位：万元): 元, 万元, 亿元 and the like; empty where none."""
    _, _, named = without_space(text).partition("单位:")
    words = (word.removeprefix("人民币") for word in _BETWEEN_UNITS.split(named))
    return frozenset(word for word in words if _UNIT.fullmatch(word))


def _parse_text(value: str, unit: MoneyUnit) -> int:
    text = without_space(value).replace("圆", "元").replace("，", ",")
    negative = False
    if text.startswith("(") and text.endswith(")"):  # bookkeepers' minus
        negative, text = True, text[1:-1]
    head = _SIGN_AND_CURRENCY.match(text)
    if head:
        negative = negative != bool(head["sign"] or head["second"])
        text = text[head.end() :]
    if text.endswith(("元整", "元正", "整", "正")):
        text = text.rstrip("整正")
    fen = _segments(text, unit)
    if fen is None:
        fen = _chinese(text, unit)
    return -fen if negative else fen


def _segments(text: str, unit: MoneyUnit) -> int | None:
    """Sum of "2万5千元"-like segments, or of one bare number; None when the text is not made of digits."""
    if not text or not (text[0].isdecimal() or text[0] == "."):
        return None
    total, place, smallest = 0, 0, None
    while place < len(text):
        found = _SEGMENT.match(text, place)
        if not found:
            raise ValueError("not an amount of money")
        mark = found["mark"]
        if mark is None and place > 0:
            raise ValueError("a last figure without a unit (3万5) can be read two ways")
        size = _FEN_OF_MARK[mark] if mark else _FEN_PER[unit]
        if smallest is not None and size >= smallest:
            raise ValueError("units of an amount must fall from left to right")
        total, place, smallest = total + _whole(Decimal(found["number"].replace(",", "")), size), found.end(), size
    return total


def _chinese(text: str, unit: MoneyUnit) -> int:
    found = _CHINESE.fullmatch(text)
    if not text or not found:
        raise ValueError("not an amount of money")
    # "三万" carries its size in itself; only small bare numerals take the unit of the column.
    named = any(mark in text for mark in "元角分万萬亿億")
    fen = parse_integer(found["yuan"]) * (100 if named else _FEN_PER[unit]) if found["yuan"] else 0
    for part, size in (("jiao", 10), ("fen", 1)):
        if found[part]:
            digit = parse_integer(found[part])
            if digit > 9:
                raise ValueError("not an amount of money")
            fen += digit * size
    return fen


def _whole(number: Decimal, fen_per_unit: int) -> int:
    if not number.is_finite():
        raise ValueError("not an amount of money")
    digits = number.as_tuple().digits
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0 and len(digits) > _SPREADSHEET_DIGITS:
        number = Decimal(f"{number:.{_SPREADSHEET_DIGITS - 1}E}")
    fen = number * fen_per_unit
    if fen != fen.to_integral_value():
        raise ValueError("finer than one fen")
    return int(fen)
