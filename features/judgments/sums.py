"""Sums of money in running text, in yuan written with digits, numerals or both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from identifiers.amounts import parse_fen
from identifiers.numerals import NUMERAL_CHARACTERS

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMERAL = f"[{NUMERAL_CHARACTERS}]"
_FIRST = f"[{''.join(sorted(set(NUMERAL_CHARACTERS) - set('万萬亿億零〇○')))}]"
_BEGINS = rf"(?=[\d¥{NUMERAL_CHARACTERS}])"
"""A sum begins with one of these signs: looking for them first takes two thirds of the time."""
_SUM = re.compile(
    rf"{_BEGINS}(?:(?<![\d.×*])(?:(?P<yuan>{_DIGITS}(?:[百千]?万|亿|千)?(?:{_DIGITS}千?)?(?:元|块钱)(?:\d角)?(?:\d分)?)"
    rf"|(?P<wan>{_DIGITS}(?:[百千]?万|亿)(?:{_DIGITS}千)?)(?![元余多股人次公平亩名户份张件条])"
    rf"|[¥](?P<sign>{_DIGITS}(?:[百千]?万)?(?![\d×*])))"
    rf"|(?P<numerals>{_FIRST}{_NUMERAL}{{0,20}}元(?:{_NUMERAL}角)?(?:{_NUMERAL}分)?)"
    rf"|(?P<bankers>[壹贰叁肆伍陆柒捌玖拾]{_NUMERAL}{{1,20}})(?=[整正,。;)(¥“”]|现金))"
)
# Behind the verb of a note of debt a figure needs no unit: 今借到王某现金30000。
_BARE = re.compile(
    r"(?:借|欠|收)(?:到|款|条|给|款金额)?[^\d,。;:、(年月%]{0,14}?[¥]?(?P<bare>(?!(?:19|20)\d\d\D)\d{4,8}(?:\.00?)?)"
    r"(?![\d.年月日天号次个元万张%‰/\-)]|,\d)"
)
_SAME_AGAIN = re.compile(
    r"[整正]?[,。]?[(\[]?(?:即|大写|小写|合计|共计|计|人民币|RMB|¥|元|为|金额|数字|:|,|\(|\)|现金){0,5}"
)
_OPEN_BRACKET = re.compile(r"[(\[]")


@dataclass(frozen=True)
class Sum:
    """One sum: whole fen, where it stands in the text, and whether two spellings of it differ."""

    fen: int
    start: int
    end: int
    doubtful: bool = False


def find_sums(plain: str) -> list[Sum]:
    """Every sum in the order of the text; a sum spelt twice (伍万元整（50000元）) is one, and its digits hold.

    Approximate sums (10余万元), foreign money and figures without a unit are left out, but for notes of debt.
    """
    found: list[Sum] = []
    for match in _SUM.finditer(plain):
        fen = _fen(match)
        if fen is not None:
            found.append(Sum(fen, match.start(), match.end()))
    taken = [(one.start, one.end) for one in found]
    for match in _BARE.finditer(plain):
        start, end = match.span("bare")
        if not any(first < end and start < last for first, last in taken):
            fen = parse_fen(match["bare"])
            if fen:
                found.append(Sum(fen, start, end))
    return _spelt_once(sorted(found, key=lambda one: one.start), plain)


def _fen(match: re.Match[str]) -> int | None:
    text = match[match.lastgroup or 0].replace("块钱", "元")
    try:
        fen = parse_fen(text)
    except ValueError:
        return None
    return fen if fen else None


def _spelt_once(found: list[Sum], plain: str) -> list[Sum]:
    kept: list[Sum] = []
    for one in found:
        last = kept[-1] if kept else None
        between = plain[last.end : one.start] if last else ""
        if last and _SAME_AGAIN.fullmatch(between) and (last.fen == one.fen or _OPEN_BRACKET.search(between)):
            digits = one if plain[one.start].isdecimal() or plain[one.start] == "¥" else last
            kept[-1] = Sum(digits.fen, last.start, one.end, last.doubtful or last.fen != one.fen)
        else:
            kept.append(one)
    return kept
