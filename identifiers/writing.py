"""How departments write: full-width characters, stray spaces, marks that stand for an empty cell."""

from __future__ import annotations

import unicodedata

BLANK_MARKS: frozenset[str] = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "\\",
        "\\N",
        "无",
        "空",
        "暂无",
        "未填",
        "null",
        "none",
        "nan",
        "nat",
        "n/a",
        "<na>",
    }
)
"""What a department writes where it has nothing to write, in lower case and half width."""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"), None)


def half_width(text: str) -> str:
    """Text with full-width letters, digits and signs turned to half width (Unicode NFKC), invisible marks and outer
    space removed. Chinese characters stay; the ideographic space becomes a space."""
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFKC", text)
    # None of the invisible marks counts as printable, and looking each character up costs more than all the rest.
    return (text if text.isprintable() else text.translate(_INVISIBLE)).strip()


def without_space(text: str) -> str:
    """`half_width` with inner white space removed too: for codes and numbers, where a space never means anything."""
    return "".join(half_width(text).split())


def is_blank(value: object) -> bool:
    """True for None, for a float NaN and for the marks in `BLANK_MARKS`; never for zero or False."""
    if value is None:
        return True
    if isinstance(value, str):
        return half_width(value).lower() in BLANK_MARKS
    return value != value  # NaN and NaT alone differ from themselves
