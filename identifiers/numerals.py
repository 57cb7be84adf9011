"""Chinese numerals as exact numbers: 三万五千, 壹佰贰拾叁, 二〇二三, 两百, 一万三."""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

_DIGITS = {
    character: value
    for value, group in enumerate(
        ("零〇○", "一壹弌幺", "二贰两貳弍俩", "三叁參仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in group
}
NUMERAL_CHARACTERS = "".join(_DIGITS) + "十拾百佰千仟万萬亿億廿"
"""Characters a Chinese number is written with."""

# Printed forms of notes have a place for every unit: 肆万贰仟零佰零拾零元.
_EMPTY_PLACES = re.compile(r"(?<=[万仟佰千百])(?:零[仟佰拾])+零?|(?<=[万仟佰拾千百十])零$")
_ALL_NUMERALS = re.compile(f"[{NUMERAL_CHARACTERS}]+")


def whole_number(text: str) -> int:
    """The whole number written in digits or in Chinese numerals. Raises ValueError on anything else."""
    return int(text) if text.isdecimal() else parse_integer(text)


@lru_cache(maxsize=4096)
def parse_integer(text: str) -> int:
    """The whole number written in Chinese numerals, everyday or banker's. Raises ValueError on anything else.

    Digits in a row (二〇二三) are read one by one, as years and house numbers are.
    """
    if not _ALL_NUMERALS.fullmatch(text):
        raise ValueError("not a number in Chinese numerals")
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    text = _EMPTY_PLACES.sub("零", text)
    text = text.rstrip("零") if text[-2:-1] not in _DIGITS else text
    plain = (
        text.replace("两", "二")
        .replace("俩", "二")
        .replace("仨", "三")
        .replace("○", "〇")
        .replace("萬", "万")
        .replace("億", "亿")
    )
    try:
        return int(cn2an.cn2an(plain, "normal"))
    except (ValueError, KeyError) as error:  # KeyError: of a unit behind a nought, 零十一
        raise ValueError("not a number in Chinese numerals") from error
