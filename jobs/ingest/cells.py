"""Typed cells of workbooks, Parquet and JSON to the text that the person who typed them would have read."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

# Digits a float keeps whole; beyond, a spreadsheet's number has lost its end and must look like it.
_EXACT_FLOAT = 10**15


def cell_text(value: Any) -> str:
    """Text of one cell; "" for null. Lists and mappings become JSON.

    Raises UnicodeDecodeError on bytes that are no UTF-8.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _EXACT_FLOAT:
            return str(int(value))
        return format(Decimal(repr(value)), "f") if abs(value) < _EXACT_FLOAT else f"{value:.5E}"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=cell_text)
    return str(value)
