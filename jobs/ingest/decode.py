"""Bytes to rows of text, whatever the file is called: CSV and TSV in four encodings, XLSX and XLS, JSON lines.

Nothing is replaced in silence: a byte that an encoding does not know makes the file unreadable, with the reason. A
row's number is the one a spreadsheet shows for it (a quoted line break does not count, a blank line does); in JSON
lines it is the line. Rows of a workbook's second sheet are numbered from 10,000,001, of its third from 20,000,001.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from python_calamine import CalamineWorkbook

SHEET_STEP = 10_000_000
"""Distance between the row numbers of two sheets; a sheet has at most 1,048,576 rows."""

_WORKBOOKS = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls"}
_LARGEST_CELL = 1 << 20
_SAMPLE_LINES = 40
_DELIMITERS = ",\t;|"
# Control characters that no text holds; a file with one is something else, or is damaged.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Digits a float keeps whole; beyond, a spreadsheet's number has lost its end and must look like it.
_EXACT_FLOAT = 10**15


class Undecodable(Exception):
    """The file cannot be read; the message is the reason, without a value from the file."""


class CutOff(Exception):
    """The rows cannot be taken apart from here on: a cell is larger than any cell, as behind a quote that never closes.

    `number` is the row's.
    """

    def __init__(self, number: int) -> None:
        super().__init__(f"row {number}")
        self.number = number


@dataclass(frozen=True)
class Sheet:
    """Rows of one table-like part of a file: (row number, cells) pairs, in order, once. Reading them may raise CutOff.

    `header` is the names of the columns where the form itself says them (JSON lines), else None: then one of the rows
    is the header. `broken` rows could not be taken apart: (row number, text).
    """

    rows: Iterator[tuple[int, list[str]]]
    header: list[str] | None = None
    broken: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Decoded:
    """A file's sheets and the encoding or workbook format it was found to have."""

    encoding: str
    sheets: tuple[Sheet, ...]


def decode(raw: bytes) -> Decoded:
    """Take a file's bytes apart. Raises Undecodable."""
    if not raw.strip():
        raise Undecodable("empty_file")
    workbook = _WORKBOOKS.get(raw[:4])
    if workbook:
        return Decoded(workbook, _sheets(raw))
    encoding, text = _text(raw)
    if _looks_like_json_lines(text):
        return Decoded(encoding, (_json_lines(text),))
    return Decoded(encoding, (Sheet(_delimited(text)),))


def _text(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", _checked(_strictly(raw, "utf-16"))
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", _checked(_strictly(raw, "utf-8-sig"))
    guess = _unmarked_utf_16(raw)
    if guess:
        return guess, _checked(_strictly(raw, guess))
    try:
        return "utf-8", _checked(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _mostly_utf_8(raw):
            raise Undecodable(f"damaged_utf_8:line {raw.count(10, 0, error.start) + 1}") from None
    return "gb18030", _checked(_strictly(raw, "gb18030"))


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


def _checked(text: str) -> str:
    found = _CONTROLS.search(text)
    if found:
        raise Undecodable(f"binary_content:line {text.count(chr(10), 0, found.start()) + 1}")
    return text


def _delimited(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error:
        raise CutOff(number + 1) from None


def _delimiter(text: str) -> str:
    head = "\n".join(text[:65_536].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=head.count)


def _looks_like_json_lines(text: str) -> bool:
    first = text.lstrip()[:65_536].split("\n", 1)[0].strip()
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _json_lines(text: str) -> Sheet:
    records: list[tuple[int, dict[str, Any]]] = []
    broken: list[tuple[int, str]] = []
    header: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            broken.append((number, line))
            continue
        records.append((number, record))
        header.update(dict.fromkeys(record))
    names = list(header)
    rows = ((number, [_cell(record.get(name)) for name in names]) for number, record in records)
    return Sheet(rows, names, tuple(broken))


def _sheets(raw: bytes) -> tuple[Sheet, ...]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        found = []
        for place, name in enumerate(workbook.sheet_names):
            sheet = workbook.get_sheet_by_name(name)
            # The reader leaves empty rows above the first cell out; the numbers must not.
            start = sheet.start
            first = start[0] + 1 if start else 1
            rows = sheet.to_python(skip_empty_area=True)
            found.append(Sheet(_numbered(rows, place * SHEET_STEP + first)))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader raises its own errors, Python's, and panics that are no Exception
        raise Undecodable(f"damaged_workbook:{type(error).__name__}") from None
    return tuple(found)


def _numbered(rows: Iterable[list[Any]], first: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, first):
        yield number, [_cell(value) for value in row]


def _cell(value: Any) -> str:
    """Text of one typed cell, as the person who typed it would have read it."""
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
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
