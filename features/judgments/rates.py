"""Interest rates in running text, as percent a month."""

from __future__ import annotations

from dataclasses import dataclass

from features.judgments.pattern import Pattern
from identifiers.numerals import NUMERAL_CHARACTERS
from identifiers.percents import parse_percent

HIGHEST_MONTHLY = 60.0
"""Percent a month: the dearest student and car loans asked for 30 % a week; above twice that a figure is misread."""

_NUMBER = rf"(?:\d+(?:\.\d+)?|[{NUMERAL_CHARACTERS}半]+)"
_FIGURE = (
    r"(?:(?:\d+(?:\.\d+)?(?:%|‰|‱))"
    rf"|(?:[百千万]分之{_NUMBER}(?:点[{NUMERAL_CHARACTERS}]+)?)"
    rf"|(?:{_NUMBER}分(?!之|期|别|次|公|行|局|[两三四五六七八九]次|\d次)(?:{_NUMBER}厘?)?)|(?:{_NUMBER}厘)|(?:[壹贰叁肆伍]分))"
)
_MONTH = r"(?:月利率|月利息|月息|月利|月率|月化利率|每个?月(?:的)?(?:利率|利息|息)?|按月(?:利率|利息|息)?|(?<![\d一二三四五六七八九十元个])月)"
_YEAR = r"(?:年利率|年利息|年息|年利|年化利率|年化|年率|每年(?:的)?(?:利率|利息)?|按年(?:利率|利息|息)?)"
_DAY = r"(?:日利率|日利息|日息|日率|每[日天](?:的)?(?:利率|利息)?|按[日天](?:利率|利息)?|(?<![\d一二三四五六七八九十之当次同])日)"
_FILLER = (
    r"(?:约定|利率|利息|按照|按|为|是|以|即|计付|计算|计|的|约|付|支付|给付|收取|收|借款额|借款金额|借款总额|欠款总额|"
    r"未还款金额|未还金额|未还部分|应还款额|逾期金额|总借款|总额|借款|本金|金额|欠款|加收|承担|标准|[:,“(]){0,8}"
)
AHEAD = (
    Pattern("monthly", "percent a month", rf"{_MONTH}{_FILLER}(?P<figure>{_FIGURE})", "约定月利率按1.5％计算", ("1.5%",)),
    Pattern("yearly", "percent a year, twelve months", rf"{_YEAR}{_FILLER}(?P<figure>{_FIGURE})", "年利率为24％", ("24%",)),
    Pattern("daily", "percent a day, thirty to the month", rf"{_DAY}{_FILLER}(?P<figure>{_FIGURE})", "按日万分之五计", ("万分之五",)),
)
BEHIND = (
    Pattern(
        "monthly_behind",
        "percent a month, the period behind the figure",
        rf"(?P<figure>{_FIGURE})(?:/|每|的|一个|[(])?(?:月利率|月息|月利|月(?!\d))",
        "利息按照2％的月息支付",
        ("2%",),
    ),
    Pattern(
        "yearly_behind",
        "percent a year, the period behind the figure",
        rf"(?P<figure>{_FIGURE})(?:/|每|的|一|[(])?(?:年利率|年息|年利|年(?!\d|[月前底]))",
        "借款利息12％/年",
        ("12%",),
    ),
    Pattern(
        "daily_behind",
        "percent a day, the period behind the figure",
        rf"(?P<figure>{_FIGURE})(?:/|每|的|一)(?:日利率|日息|日|天)",
        "利率0.1％/天",
        ("0.1%",),
    ),
)
FEN = (
    Pattern(
        "fen_without_period",
        "interest in fen without a period: a month's, by custom",
        rf"(?:利息|利率|息|利){_FILLER}(?P<figure>{_NUMBER}分(?:{_NUMBER}厘?)?|{_NUMBER}厘)(?![钱之])",
        "利息2分，借期一年",
        ("2分",),
    ),
)
_WORD = {"monthly": "月", "yearly": "年", "daily": "日"}


@dataclass(frozen=True)
class Rate:
    """One rate: percent a month to six places, and where its words stand in the text."""

    monthly_percent: float
    start: int
    end: int


def find_rates(plain: str, start: int, end: int) -> list[Rate]:
    """Every rate with its period between two places, in their order. A percentage whose period is not written is left
    out; interest in fen without one is a month's."""
    found: dict[int, Rate] = {}
    for one in (*AHEAD, *BEHIND, *FEN):
        for match in one.compiled.finditer(plain, start, end):
            place = match.start("figure")
            if any(place < other.end and other.start < match.end("figure") for other in found.values()):
                continue
            monthly = _monthly(one.name.split("_")[0], match["figure"])
            if monthly is not None and 0 < monthly <= HIGHEST_MONTHLY:
                found[place] = Rate(monthly, match.start(), match.end())
    return [found[place] for place in sorted(found)]


def _monthly(period: str, figure: str) -> float | None:
    try:
        yearly = parse_percent(_WORD.get(period, "月") + "利率" + figure)
    except ValueError:
        return None
    return None if yearly is None else round(yearly / 12, 6)
