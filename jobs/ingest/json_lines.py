"""Lines of JSON, one object a line, to rows of text."""

from __future__ import annotations

import json
import re
from typing import Any

from jobs.ingest.cells import cell_text
from jobs.ingest.sheets import (
    BROKEN_LINES,
    CELL_CHARACTERS,
    CELLS_IN_A_SHEET,
    COLUMNS_IN_A_ROW,
    JSON_DEPTH,
    Sheet,
    Undecodable,
)

# What only an escape brings into a text: control characters, and halves of a character that no encoding can write.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def looks_like_json_lines(text: str) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    first = text[:CELL_CHARACTERS].lstrip().split("\n", 1)[0]
    return first.startswith("{") and _record(first) is not None


def json_lines(text: str) -> Sheet:
    """One sheet with the union of all names as its header, in the order in which they first come.

    Broken are lines that are no JSON object, name one thing twice, are nested too deep, or hold what is no text. Raises
    Undecodable where there are too many of them, or more cells than a sheet may have.
    """
    rows: list[tuple[int, dict[str, str]]] = []
    broken: list[tuple[int, str]] = []
    header: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        texts = _texts(line)
        if texts is None:
            broken.append((number, line.rstrip("\r")))
            if len(broken) > BROKEN_LINES:
                raise Undecodable("too_many_broken_lines")
            continue
        rows.append((number, texts))
        header.update(dict.fromkeys(texts))
        if len(header) > COLUMNS_IN_A_ROW:
            raise Undecodable("too_many_columns")
    if len(header) * len(rows) > CELLS_IN_A_SHEET:
        raise Undecodable("sheet_too_large")
    names = list(header)
    cells = ((number, [texts.get(name, "") for name in names]) for number, texts in rows)
    return Sheet(cells, names, tuple(broken))


def _texts(line: str) -> dict[str, str] | None:
    """Name -> text of the cell of one line; None for a broken line."""
    record = _record(line)
    if record is None:
        return None
    texts = {}
    for name, value in record.items():
        if isinstance(value, dict | list) and _deeper(value, JSON_DEPTH):
            return None
        texts[name] = cell_text(value)
    if "\\" in line and any(_NO_TEXT.search(text) for pair in texts.items() for text in pair):
        return None
    if any(len(text) > CELL_CHARACTERS for text in texts.values()):
        return None
    return texts


def _record(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("one name twice: which value counts cannot be known")
    return record


def _deeper(value: Any, levels: int) -> bool:
    """Whether a value has more levels than that, found without recursion."""
    level = [value]
    while level and levels:
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        levels -= 1
    return bool(level)
