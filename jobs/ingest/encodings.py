"""Bytes of a text to the text: UTF-8 with and without its mark, UTF-16 and GB18030, each strictly."""

from __future__ import annotations

import re

from jobs.ingest.sheets import Undecodable

_LINES_LIKE_UTF_8 = re.compile(
    rb"^[\x00-\x09\x0b-\x7f]*(?:[\xc2-\xf4][\x80-\xbf]{1,3}[\x00-\x09\x0b-\x7f]*)+$", re.MULTILINE
)


def decoded_text(raw: bytes) -> tuple[str, str]:
    """The encoding that bytes were found to have, and the text. Raises Undecodable."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", _strictly(raw, "utf-16")
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", _strictly(raw, "utf-8-sig")
    guess = _unmarked_utf_16(raw)
    if guess:
        return guess, _strictly(raw, guess)
    try:
        return "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf_8(raw):
            raise Undecodable(f"damaged_utf_8:line {raw.count(10, 0, error.start) + 1}") from None
    text = _strictly(raw, "gb18030")
    _require_one_encoding(raw)
    return "gb18030", text


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(10, 0, error.start) + 1
        raise Undecodable(f"not_{encoding.removesuffix('-sig').replace('-', '_')}:line {line}") from None


def _unmarked_utf_16(raw: bytes) -> str | None:
    """UTF-16 without its mark, told by the zero bytes of its commas, digits and line ends."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mostly_utf_8(raw: bytes) -> bool:
    """Whether a file that is not quite UTF-8 was meant to be: read as GB18030 it would turn into other characters."""
    lenient = raw.decode("utf-8", errors="replace")
    wide = len(lenient) - len(lenient.encode("ascii", errors="ignore"))
    return lenient.count("\ufffd") * 10 < wide


def _require_one_encoding(raw: bytes) -> None:
    """Raise Undecodable where a file in GB18030 has a line in UTF-8, whose characters would turn into others.

    Two or three Chinese characters in GB18030 may be right UTF-8 as well, but then they are all of GB 2312, as whatever
    people write is; UTF-8 that is taken for GB18030 hardly ever is.
    """
    for found in _LINES_LIKE_UTF_8.finditer(raw):
        if not _is_gb_2312(found[0]) and _is_chinese_in_utf_8(found[0]):
            raise Undecodable(f"mixed_encodings:line {raw.count(10, 0, found.start()) + 1}")


def _is_gb_2312(line: bytes) -> bool:
    try:
        line.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese_in_utf_8(line: bytes) -> bool:
    try:
        return max(line.decode("utf-8")) >= "\u2e80"
    except UnicodeDecodeError:
        return False
