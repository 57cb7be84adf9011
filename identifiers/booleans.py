"""Yes and no as departments write them."""

from __future__ import annotations

from identifiers.writing import half_width, is_blank

_TRUE = frozenset({"是", "1", "1.0", "true", "t", "yes", "y", "有", "√", "✓", "真", "对"})
_FALSE = frozenset({"否", "0", "0.0", "false", "f", "no", "n", "无", "没有", "×", "✗", "假", "不是"})


def parse_boolean(value: object) -> bool | None:
    """True or False of one written value; null for a blank. 无 is an answer here, not a blank.

    Raises ValueError on anything else.
    """
    if isinstance(value, bool):
        return value
    text = half_width(str(value)).lower() if isinstance(value, str | int | float) else ""
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if is_blank(value):
        return None
    raise ValueError("neither yes nor no")
