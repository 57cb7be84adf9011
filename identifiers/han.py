"""Chinese characters of names: traditional forms written in simplified ones, and how they sound.

Both tables are read off Unicode CLDR's transforms (Traditional-Simplified, Han-Latin and Han-Latin/Names, as ICU 78 has
them; licence in `han_license.txt`): `han_simplified.csv` and `han_readings.csv`, toneless, ü written u.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

_WRITTEN_V = re.compile(r"(?<=[ln])(?:v|yu)")
_LONGEST_SYLLABLE = 6

# What speakers of southern China do not tell apart (模糊音): retroflex and dental initials, final ng and n. Clerks
# write the names they hear.
_SOUTHERN = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"))


def simplified(text: str) -> str:
    """The text with every traditional character replaced by its simplified one: 陳國強 becomes 陈国强. Of characters
    with several simplified forms the commonest is taken, as CLDR does."""
    return text.translate(_simplified_forms()) if _traditional().search(text) else text


def name_sound(name: str) -> str:
    """How a person's name sounds: one syllable for each character, a space between them, without tones; 陈志明 and
    程智鸣 are both `cen zi min`.

    The first character has the reading it has as a surname (曾 zeng, 单 shan, here `zen` and `san`); zh, ch, sh are
    z, c, s and ng is n. A name in pinyin (CHEN ZHIMING) sounds as it is written. Characters without a reading stay as
    they are.
    """
    readings, as_surname = _readings()
    if name.isascii() and (syllables := _pinyin_syllables(name)):
        return " ".join(map(_folded, syllables))
    return " ".join(
        (as_surname.get(character) if place == 0 else None) or readings.get(character, character)
        for place, character in enumerate(name)
    )


def _pinyin_syllables(name: str) -> list[str]:
    """The syllables of a name in pinyin (ü written u, v or yu); none where a word is no pinyin.

    Of several ways to cut a word the one with the fewest syllables counts, and of these one in which no further
    syllable begins with a vowel: such a syllable has an apostrophe before it (GB/T 16159-2012, 6.4).
    """
    made: list[str] = []
    for word in _WRITTEN_V.sub("u", name.lower()).replace("'", " ").split():
        cut = min(
            _cuts(word), key=lambda one: (len(one), sum(syllable[0] in "aeo" for syllable in one[1:])), default=()
        )
        if not cut:
            return []
        made.extend(cut)
    return made


def _cuts(word: str, most: int = 3) -> list[tuple[str, ...]]:
    """Every way to cut a word into syllables, `most` of them at most: given names have one or two."""
    if not word:
        return [()]
    if not most:
        return []
    heads = (word[:length] for length in range(1, min(len(word), _LONGEST_SYLLABLE) + 1))
    return [(head, *rest) for head in heads if head in _syllables() for rest in _cuts(word[len(head) :], most - 1)]


def _folded(syllable: str) -> str:
    for written, folded in _SOUTHERN:
        syllable = written.sub(folded, syllable)
    return syllable


@cache
def _syllables() -> frozenset[str]:
    return frozenset(row["reading"] for row in _rows("han_readings.csv"))


@cache
def _simplified_forms() -> dict[int, str]:
    return {ord(one): row["simplified"] for row in _rows("han_simplified.csv") for one in row["traditional"]}


@cache
def _traditional() -> re.Pattern[str]:
    # Most texts hold none, and looking for one takes a tenth of translating.
    return re.compile(f"[{''.join(map(chr, _simplified_forms()))}]")


@cache
def _readings() -> tuple[dict[str, str], dict[str, str]]:
    held: dict[str, dict[str, str]] = {"any": {}, "surname": {}}
    for row in _rows("han_readings.csv"):
        held[row["use"]].update(dict.fromkeys(row["characters"], _folded(row["reading"])))
    return held["any"], held["surname"]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("identifiers").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
