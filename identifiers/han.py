"""Chinese characters of names: traditional forms written in simplified ones, and how they sound.

Both tables are read off Unicode CLDR's transforms (Traditional-Simplified, Han-Latin and Han-Latin/Names, as ICU 78 has
them; licence in `han_license.txt`): `han_simplified.csv` and `han_readings.csv`, toneless, ü written v.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

# What speakers of southern China do not tell apart (模糊音): retroflex and dental initials, final ng and n. Clerks
# write the names they hear.
_SOUTHERN = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"))


def simplified(text: str) -> str:
    """The text with every traditional character replaced by its simplified one: 陳國強 becomes 陈国强. Of characters
    with several simplified forms the commonest is taken, as CLDR does."""
    return text if text.isascii() else text.translate(_simplified_forms())


def name_sound(name: str) -> str:
    """How a person's name sounds: one syllable for each character, a space between them, without tones; 陈志明 and
    程智鸣 are both `cen zi min`.

    The first character has the reading it has as a surname (曾 zeng, 单 shan, here `zen` and `san`); zh, ch, sh are
    z, c, s and ng is n. Characters without a reading stay as they are.
    """
    readings, as_surname = _readings()
    return " ".join(
        (as_surname.get(character) if place == 0 else None) or readings.get(character, character)
        for place, character in enumerate(name)
    )


@cache
def _simplified_forms() -> dict[int, str]:
    return {ord(one): row["simplified"] for row in _rows("han_simplified.csv") for one in row["traditional"]}


@cache
def _readings() -> tuple[dict[str, str], dict[str, str]]:
    held: dict[str, dict[str, str]] = {"any": {}, "surname": {}}
    for row in _rows("han_readings.csv"):
        syllable = row["reading"]
        for written, folded in _SOUTHERN:
            syllable = written.sub(folded, syllable)
        held[row["use"]].update(dict.fromkeys(row["characters"], syllable))
    return held["any"], held["surname"]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("identifiers").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
