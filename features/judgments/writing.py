"""A judgment's text in one form of writing, and the way back to the sentence as the court wrote it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LONGEST = 60_000
"""Characters of a text that are read: of a longer one the head and the findings."""
_LONGEST_SENTENCE = 1_500
"""Characters after which a sentence counts as ended, so that no text takes long."""

_LONGEST_CITED = 400
_HALF_WIDTH = {0xFF01 + place: chr(0x21 + place) for place in range(94)} | {
    ord("￥"): "¥", ord("﹪"): "%", ord("﹒"): ".", ord("〔"): "(", ord("〕"): ")", ord("［"): "[", ord("］"): "]",
    ord("圆"): "元", ord("\r"): "\n",
}  # fmt: skip
# 月息1。5%, 2017。7。30: a full stop typed for a point; 截至账号尾号8970。2015年3月8日 ends a sentence.
# 二O一四年, a letter for the nought.
_NOUGHT = re.compile(r"(?<=[一二三四五六七八九〇零○])[Oo](?=[一二三四五六七八九〇零○])|(?<=[二一])[Oo](?=[Oo一二])")
_POINT = re.compile(r"(?<=\d)。(?=\d)(?!(?:19|20)\d\d年)")
_DROPPED = re.compile(r"[ \t\u3000\u00a0\u2000-\u200d\u2060\ufeff\u00ad]+")
_ENDS = re.compile(r"[。;!?\n]")
_BIRTH = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:出?生)(?![意产活效])")
# 张某1, 王某某2: how courts number people they do not name.
_NUMBERED = re.compile(r"(?<=某)\d+")
_FIGURE_GOES_ON = re.compile(r"[年月日号元万千百亿分厘个天周岁笔次份张%‰/-]|[,.]\d")
_SET_APART = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TOGETHER = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


@dataclass(frozen=True)
class Writing:
    """One text. `source` is as delivered; `plain` is half width, without inner space, and with the numbers of masked
    names written as subscripts: "张某142000元" is 张某₁ and 42000元."""

    source: str
    plain: str
    _places: tuple[int, ...] | None

    @cached_property
    def _stops(self) -> tuple[int, ...]:
        stops: list[int] = []
        last = 0
        for stop in (*(found.end() for found in _ENDS.finditer(self.plain)), len(self.plain)):
            stops += range(last + _LONGEST_SENTENCE, stop, _LONGEST_SENTENCE)
            stops.append(stop)
            last = stop
        return tuple(stops)

    def sentence(self, place: int) -> tuple[int, int]:
        """(start, end) in `plain` of the sentence that holds a place."""
        number = bisect_right(self._stops, place)
        start = self._stops[number - 1] if number else 0
        return start, self._stops[number] if number < len(self._stops) else len(self.plain)

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """(start, end) of the sentences between two places, the first and the last cut to them."""
        inner = self._stops[bisect_right(self._stops, start) : bisect_left(self._stops, end)]
        cuts = [start, *inner, end]
        return [(first, last) for first, last in pairwise(cuts) if first < last]

    def cited(self, place: int) -> str:
        """The sentence of a place as the court wrote it; of a very long one the part around the place."""
        start, end = self.sentence(place)
        if end - start > _LONGEST_CITED:
            start = max(start, place - _LONGEST_CITED // 2)
            end = min(end, start + _LONGEST_CITED)
        if self._places is not None:
            start, end = self._places[start], self._places[end - 1] + 1
        return self.source[start:end].strip()


def written(text: str) -> Writing:
    """The text in the form that patterns read."""
    text = text[:LONGEST]
    plain = _NOUGHT.sub("〇", _POINT.sub(".", text.translate(_HALF_WIDTH)))
    places: tuple[int, ...] | None = None
    if _DROPPED.search(plain):
        kept = [(place, sign) for place, sign in enumerate(plain) if not _DROPPED.match(sign)]
        places, plain = tuple(place for place, _ in kept), "".join(sign for _, sign in kept)
    return Writing(text, _names_apart(plain), places)


def name_as_written(plain: str) -> str:
    """A name cut from `Writing.plain`, as the court wrote it: 张某₁ is 张某1."""
    return plain.translate(_TOGETHER)


def _names_apart(plain: str) -> str:
    """Digits that number a masked name (张某1) are set apart; those of a figure that runs on from it are not.

    A numbered name is known by standing somewhere ahead of no figure. Where it runs into one, its own digit is the
    first: with 王某1 known, 王某12016年 is 王某1 in 2016; with none, 王某2016年 is 王某 in 2016.
    """
    known = {
        plain[found.start() - 2 : found.end()]
        for found in _NUMBERED.finditer(plain)
        if len(found[0]) < 3 and not _FIGURE_GOES_ON.match(plain, found.end())
    }

    def apart(found: re.Match[str]) -> str:
        digits, name = found[0], plain[found.start() - 2 : found.start()]
        length = next((size for size in (len(digits), 1) if name + digits[:size] in known), 0)
        return digits[:length].translate(_SET_APART) + digits[length:]

    return _NUMBERED.sub(apart, plain)


def without_births(plain: str) -> str:
    """The text with days of birth blanked out, places kept: they are nobody's loan."""
    return _BIRTH.sub(lambda found: "□" * len(found[0]), plain)


def ahead_in_sentence(plain: str, place: int) -> str:
    """What stands between the last full stop, semicolon or line's end and a place."""
    return plain[max(plain.rfind(sign, 0, place) for sign in "。;\n") + 1 : place]
