"""Interest rates in running text, as percent a month."""

from __future__ import annotations

import re
from dataclasses import dataclass

from features.judgments.pattern import Pattern
from identifiers.numerals import NUMERAL_CHARACTERS
from identifiers.percents import parse_percent

HIGHEST_MONTHLY = 60.0
"""Percent a month: the dearest student and car loans asked for 30 % a week; above twice that a figure is misread."""

_NUMBER = rf"(?:\d+(?:\.\d+)?|[{NUMERAL_CHARACTERS}半]+)"
_FIGURE = (
    r"(?:(?:\d+(?:\.\d+)?(?:%[oO0](?!\d)|%|‰|‱))"
    rf"|(?:[百千万]分之{_NUMBER}(?:点[{NUMERAL_CHARACTERS}]+)?)"
    rf"|(?:{_NUMBER}分(?!之|期|别|次|公|行|局|[两三四五六七八九]次|\d次)(?:{_NUMBER}厘?)?)|(?:{_NUMBER}厘)|(?:[壹贰叁肆伍]分)|(?:{_NUMBER}[毛角](?![\d一二三四五六七八九半])))"
)
_MONTH = (
    r"(?:月利率|月利息|月息|月利|月率|月化利率|每个?月(?:的)?(?:利率|利息|息)?|按月(?:利率|利息|息)?|"
    r"(?<![\d一二三四五六七八九十元个])月)"
)
_YEAR = (
    r"(?:年利率|年利息|年息|年利|年化利率|年化|年率|每年(?:的)?(?:利率|利息)?|按年(?:利率|利息|息)?|"
    r"(?<=[为是按])年)"
)
_DAY = (
    r"(?:日利率|日利息|日息|日率|每[日天](?:的)?(?:利率|利息)?|按[日天](?:利率|利息)?|"
    r"(?<=[逾超过]期)[一1][日天]|(?<![\d一二三四五六七八九十之当次同])日)"
)
_FILLER = (
    r"(?:约定|利率|利息|亦|也|大写|按照|按|为|是|以|即|计付|计算|计|的|约|付|支付|给付|收取|收|借款额|借款金额|借款总额|欠款总额|"
    r"未还款金额|未还金额|未还部分|应还款额|逾期金额|总借款|总额|借款|本金|金额|欠款|加收|承担|赔偿|[缴交]纳|向?(?:原告|出借人|贷款人|甲方|乙方)|标准|均|都|统一|商定|口头|[:,“()]){0,8}"
)
AHEAD = (
    Pattern("half_yearly", "percent in half a year", rf"半年(?:利率|利息|息){_FILLER}$", "按半年息", ("半年息",)),
    Pattern(
        "quarterly",
        "percent in a quarter",
        rf"(?:季度?|每季度?)(?:利率|利息|息){_FILLER}$",
        "按季度利息",
        ("季度利息",),
    ),
    Pattern("monthly", "percent a month", rf"{_MONTH}{_FILLER}$", "约定月利率按", ("月利率按",)),
    Pattern("yearly", "percent a year, twelve months", rf"{_YEAR}{_FILLER}$", "年利率为", ("年利率为",)),
    Pattern("daily", "percent a day, thirty to the month", rf"{_DAY}{_FILLER}$", "按日", ("按日",)),
)
BEHIND = (
    Pattern(
        "monthly_behind",
        "percent a month, the period behind the figure",
        r"(?:/|每|的|一个|[(])?(?:月利率|月利息|月息|月利|月(?!\d))",
        "的月息支付",
        ("的月息",),
    ),
    Pattern(
        "yearly_behind",
        "percent a year, the period behind the figure",
        r"(?:/|每|的|一|[(])?(?:年利率|年利息|年息|年利|年(?!\d|[月前底]))",
        "/年，每年结清",
        ("/年",),
    ),
    Pattern(
        "daily_behind",
        "percent a day, the period behind the figure",
        r"(?:/|每|的|一)(?:日利率|日息|日|天)",
        "/天的违约金",
        ("/天",),
    ),
)
MONTHLY_AHEAD = Pattern(
    "month_by_custom",
    "interest in fen or thousandths without a period: a month's, by custom (banks write a year's in hundredths, a "
    "month's in thousandths)",
    rf"(?:利息|利率|息|利){_FILLER}$",
    "双方约定利息为",
    ("利息为",),
)
MONTHLY_BEHIND = Pattern(
    "month_by_custom_behind",
    "the same, the word behind the figure",
    r"(?:的)?(?:利息|息|利(?!润)|计息|计算?利息)",
    "的利息，借期一年",
    ("的利息",),
)
_RANGE = re.compile(rf"[-—~至到]+{_FIGURE}")
_LISTED = ("、", "和", "或")
"""Between two figures of one period: 月利率2%、1.5%不等."""
_A_MONTHS = re.compile(rf"{_NUMBER}分(?!之)(?:{_NUMBER}厘?)?|{_NUMBER}[厘毛角]|千分之.+|.+(?:‰|%[oO0])")
_FIGURES = re.compile(_FIGURE)
# 月利率15%o
_PERMILLE = re.compile(r"%[oO0]")
_WORD = {"monthly": "月", "yearly": "年", "daily": "日", "half_yearly": "年", "quarterly": "年"}
_TIMES_A_YEAR = {"half_yearly": 2, "quarterly": 4}
"""How often a period for which there is no rate of its own comes in a year."""
_AHEAD_READ = 36
"""Characters ahead of a figure in which its period is looked for."""


@dataclass(frozen=True)
class Rate:
    """One rate: percent a month to six places, and where its words stand in the text."""

    monthly_percent: float
    start: int
    end: int


def find_rates(plain: str) -> list[Rate]:
    """Every rate with its period, in the order of the text. A percentage whose period is not written is left out;
    interest in fen or thousandths without one is a month's. 1毛 is ten fen."""
    found: list[Rate] = []
    listed: tuple[str, int] | None = None
    for figure in _FIGURES.finditer(plain):
        told = _period(plain, figure)
        if told is None and listed and plain[listed[1] : figure.start()] in _LISTED:
            told = listed[0], figure.start(), figure.end()
        listed = (told[0], figure.end()) if told else None
        # Of a range no one rate was agreed.
        if told is None or _RANGE.match(plain, figure.end()):
            continue
        period, start, end = told
        monthly = _monthly(period, figure[0])
        if monthly is not None and 0 < monthly <= HIGHEST_MONTHLY:
            found.append(Rate(monthly, start, end))
    return found


def _period(plain: str, figure: re.Match[str]) -> tuple[str, int, int] | None:
    """(name of its pattern, start and end with the words of the period) of a figure; None for one without."""
    since = max(0, figure.start() - _AHEAD_READ)
    for one in AHEAD:
        ahead = one.compiled.search(plain, since, figure.start())
        if ahead:
            return one.name, ahead.start(), figure.end()
    for one in BEHIND:
        behind = one.compiled.match(plain, figure.end())
        if behind:
            return one.name.removesuffix("_behind"), figure.start(), behind.end()
    if not _A_MONTHS.fullmatch(figure[0]):
        return None
    ahead = MONTHLY_AHEAD.compiled.search(plain, since, figure.start())
    behind = MONTHLY_BEHIND.compiled.match(plain, figure.end())
    if ahead or behind:
        return "monthly", ahead.start() if ahead else figure.start(), figure.end()
    return None


def _monthly(period: str, figure: str) -> float | None:
    try:
        yearly = parse_percent(_WORD[period] + "利率" + _PERMILLE.sub("‰", figure))
    except ValueError:
        return None
    return None if yearly is None else round(yearly * _TIMES_A_YEAR.get(period, 1) / 12, 6)
