"""Interest rates and shares as departments write them, as percent: 24.0 means 24 %; of a rate, 24 % a year."""

from __future__ import annotations

import re
from decimal import Decimal

from identifiers.numerals import NUMERAL_CHARACTERS, parse_integer
from identifiers.writing import is_blank, without_space

_MONTHS = 12
# A daily rate times 30 is the monthly rate, as courts and lenders reckon it, so a year has 360 days.
_DAYS = 360
_PERIOD = re.compile(
    r"^(?:按|以|约定)?(?P<period>年|月|日|天|每年|每月|每日|每天)(?:利率|息|利|化率|化利率|化)?(?:为|是|[::])?"
)
_TRAILING_PERIOD = re.compile(r"(?:/|每)(?P<period>年|月|日|天)$")
_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_PERCENT = re.compile(rf"({_NUMBER})(?P<unit>%|‰|‱)?")
_CHINESE_SHARE = re.compile(
    rf"(?P<of>百|千|万)分之(?P<whole>[{NUMERAL_CHARACTERS}]+|{_NUMBER})(?:点(?P<part>[{NUMERAL_CHARACTERS}]+))?"
)
_FEN_LI = re.compile(
    rf"(?:(?P<fen>{_NUMBER}|[{NUMERAL_CHARACTERS}半])分)?(?:(?P<li>{_NUMBER}|[{NUMERAL_CHARACTERS}半])厘?)?"
)
_MAO = re.compile(rf"({_NUMBER}|[{NUMERAL_CHARACTERS}])[毛角]")
_SHARES = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
_OF = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}


def parse_percent(value: object) -> float | None:
    """Percent (a year, where a period is named) of one written value; null for a blank.

    24, "24", "24%", "２４％", "百分之二十四" -> 24.0; "月利率2%", "月息2分", "2分", "20‰/月" -> 24.0;
    "日利率0.05%" -> 18.0; "月息1毛" -> 120.0.
    By custom a fen of monthly interest is 1 % a month and a fen of yearly interest 10 % a year; fen without a period
    are monthly. A bare 0.24 is 0.24 %: whether a spreadsheet meant 24 % cannot be known here.

    Raises ValueError on anything else.
    """
    if is_blank(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError("not a percentage")
    if not isinstance(value, str):
        number = Decimal(str(value))
        if not number.is_finite():
            raise ValueError("not a percentage")
        return float(number)
    text = without_space(value)
    period = None
    for pattern in (_PERIOD, _TRAILING_PERIOD):
        found = pattern.search(text)
        if found:
            period, text = found["period"].removeprefix("每"), text[: found.start()] + text[found.end() :]
            break
    share = _share(text)
    if share is not None:
        return float(share * {"月": _MONTHS, "日": _DAYS, "天": _DAYS}.get(period or "年", 1))
    return float(_interest(text, period))


def _share(text: str) -> Decimal | None:
    """Percent of "24%", "20‰", "百分之二点五"; None when the text is written another way."""
    plain = _PERCENT.fullmatch(text)
    if plain:
        return Decimal(plain[1]) * _SHARES[plain["unit"] or "%"]
    chinese = _CHINESE_SHARE.fullmatch(text)
    if not chinese:
        return None
    number = _number(chinese["whole"])
    if chinese["part"]:
        number += Decimal("0." + "".join(str(parse_integer(digit)) for digit in chinese["part"]))
    return number * _OF[chinese["of"]]


def _interest(text: str, period: str | None) -> Decimal:
    """Yearly percent of interest in fen and li (2分, 2分5, 1.5分, 8厘), or in mao of ten fen (1毛)."""
    mao = _MAO.fullmatch(text)
    if mao and period in ("月", None):
        return _number(mao[1]) * 10 * _MONTHS
    found = _FEN_LI.fullmatch(text)
    if not found or not text or (found["fen"] is None and not text.endswith("厘")):
        raise ValueError("not a percentage")
    fen = _number(found["fen"]) if found["fen"] else Decimal(0)
    if found["li"]:
        # 一分半 is a fen and a half; 半厘 is half a li.
        half_fen = found["li"] == "半" and not text.endswith("厘")
        fen += Decimal("0.5") if half_fen else _number(found["li"]) / 10
    if period == "年":
        return fen * 10
    if period in ("日", "天"):
        raise ValueError("daily interest is not written in fen")
    return fen * _MONTHS


def _number(text: str) -> Decimal:
    if text == "半":
        return Decimal("0.5")
    return Decimal(text) if text[0] in "-.0123456789" else Decimal(parse_integer(text))
