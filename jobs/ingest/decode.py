"""Bytes to rows of text, whatever the file is called: CSV and TSV in four encodings, XLSX and XLS, JSON lines, Parquet,
and gzip and zip archives of these.

Nothing is replaced in silence: a byte that an encoding does not know makes the file unreadable, with the reason. A
row's number is the one a spreadsheet shows for it (a quoted line break does not count, a blank line does); in JSON
lines it is the line, in Parquet the place. Rows of a workbook's second sheet, or of an archive's second, are numbered
from 10,000,001, of its third from 20,000,001.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from expectations.sources.declaration import header_form
from jobs.ingest.apart import PARQUET, WORKBOOK, read_apart
from jobs.ingest.archives import EMPTY_ZIP, GZIP, ZIP, Budget, gzip_content, is_workbook, zip_contents
from jobs.ingest.encodings import decoded_text
from jobs.ingest.json_lines import json_lines, looks_like_json_lines
from jobs.ingest.plain_text import PlainText
from jobs.ingest.sheets import (
    ARCHIVE_LEVELS,
    CELL_CHARACTERS,
    CELL_TOO_LARGE,
    CONTROL_CHARACTER,
    DELIMITERS_IN_A_ROW,
    MIB,
    QUOTE_LEFT_OPEN,
    ROW_TOO_WIDE,
    ROWS_IN_A_CELL,
    SHEET_STEP,
    TOO_MANY_ROWS,
    VERTICAL_TAB,
    BrokenLine,
    CutOff,
    Decoded,
    Sheet,
    Undecodable,
)

__all__ = ["SHEET_STEP", "CutOff", "Decoded", "Sheet", "Undecodable", "decode"]

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PARQUET = b"PAR1"
_ENCRYPTED_PARQUET = b"PARE"
_SAMPLE_LINES = 40
_DELIMITERS = ",\t;|"
# Control characters that no text holds; a file with one is something else, or is damaged.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
# The end of a file under DOS; some programs still write it.
_DOS_END = "\x1a"
_LINE_END, _DELETE = ord("\n"), 0x7F
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# Amounts in a judgment's text hold as many commas as the rows of a narrow table.
_THOUSANDS = re.compile(r"(?<![\dA-Za-z,])\d{1,3}(?:,\d{3})+(?![\d,])")


def decode(raw: bytes, headers: Collection[str] = ()) -> Decoded:
    """Take a file's bytes apart. Raises Undecodable.

    Of a text, the sign between cells is the one under which most of the `headers` (normal forms) stand in one line; of
    equals, the most frequent one.
    """
    return _decode(raw, headers, Budget(), ARCHIVE_LEVELS)


def _decode(raw: bytes, headers: Collection[str], budget: Budget, levels: int) -> Decoded:
    if not raw or raw.isspace():
        raise Undecodable("empty_file")
    if raw.startswith(ZIP) and is_workbook(raw):
        return Decoded("xlsx", read_apart(raw, WORKBOOK))
    if raw.startswith(_OLD_WORKBOOK):
        return Decoded("xls", read_apart(raw, WORKBOOK))
    if raw.startswith(_PARQUET):
        return Decoded("parquet", read_apart(raw, PARQUET))
    if raw.startswith(_ENCRYPTED_PARQUET):
        raise Undecodable("encrypted_parquet")
    if raw.startswith((GZIP, ZIP, EMPTY_ZIP)):
        return _archive(raw, headers, budget, levels)
    encoding, text = decoded_text(raw)
    written, text = text, text.rstrip(_DOS_END)
    utf_8 = raw if encoding == "utf-8" and text == written else text.encode()
    _require_no_controls(utf_8)
    if looks_like_json_lines(text):
        return Decoded(encoding, (json_lines(text),))
    delimiter = _delimiter(text, headers)
    plain = PlainText.of(utf_8, delimiter)
    if plain:
        return Decoded(encoding, (Sheet(plain.rows(), plain=plain),))
    return Decoded(encoding, (Sheet(_delimited(text, delimiter), again=partial(_delimited, text, delimiter)),))


def _archive(raw: bytes, headers: Collection[str], budget: Budget, levels: int) -> Decoded:
    """The sheets of all files in an archive, one after another; one file that cannot be read spoils it."""
    if not levels:
        raise Undecodable("archive_too_deep")
    form, contents = (
        ("gzip", [gzip_content(raw, budget)]) if raw.startswith(GZIP) else ("zip", zip_contents(raw, budget))
    )
    encodings: dict[str, None] = {}
    sheets: list[Sheet] = []
    for place, content in enumerate(contents, 1):
        try:
            decoded = _decode(content, headers, budget, levels - 1)
        except Undecodable as error:
            raise Undecodable(str(error) if form == "gzip" else f"file {place} of archive:{error}") from None
        encodings[decoded.encoding] = None
        first = len(sheets)
        many = len(contents) > 1
        sheets += [_moved(sheet, first, inner) if many else sheet for inner, sheet in enumerate(decoded.sheets)]
    return Decoded(f"{form}:{'+'.join(encodings)}", tuple(sheets))


def _moved(sheet: Sheet, before: int, inner: int) -> Sheet:
    """The sheet numbered behind those of the files before it; `inner` is its place in its own file."""
    step, last, again = before * SHEET_STEP, (inner + 1) * SHEET_STEP, sheet.again

    def moved(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        try:
            for number, cells in rows:
                if number > last:
                    raise CutOff(number, TOO_MANY_ROWS)
                yield number + step, cells
        except CutOff as error:
            raise CutOff(error.number + step, error.reason) from None

    broken = tuple((number + step, text) for number, text in sheet.broken)
    merged = tuple(range(under.start + step, under.stop + step) for under in sheet.merged)
    moved_again = (lambda width: moved(again(width))) if again else None
    return replace(sheet, rows=moved(sheet.rows), broken=broken, merged=merged, plain=None, again=moved_again)


def _require_no_controls(text: bytes) -> None:
    """Raise Undecodable when UTF-8 holds a control character that no text holds."""
    for start in range(0, len(text), MIB):
        part = np.frombuffer(text, np.uint8, min(MIB, len(text) - start), start)
        # Counting is sixteen times faster than a search, which then says where.
        controls = np.count_nonzero(part < ord(" ")) + np.count_nonzero(part == _DELETE)
        if controls != np.count_nonzero(part == _LINE_END) and (found := _CONTROLS.search(text, start, start + MIB)):
            raise Undecodable(f"binary_content:line {text.count(10, 0, found.start()) + 1}")


def _delimited(text: str, delimiter: str, width: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Rows of a text with quotation marks, under a header of so many cells if that is known.

    From where a quote never closes, or a row or cell is larger than any, each line comes as a broken one.
    """
    csv.field_size_limit(CELL_CHARACTERS)
    lines = _Lines(text, delimiter)
    number, rule, spoilt = 0, None, VERTICAL_TAB in text
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if lines.ended:
                rule = QUOTE_LEFT_OPEN
                break
            if len(lines.row) > 1 and width > 1 and _hold_rows(cells, delimiter, width):
                yield from _broken(lines.row, number + 1, ROWS_IN_A_CELL)
                number += len(lines.row)
            else:
                number += 1
                odd = spoilt and any(VERTICAL_TAB in cell for cell in cells)
                yield number, BrokenLine("\t".join(cells), CONTROL_CHARACTER) if odd else cells
            lines.next_row()
    except csv.Error:
        rule = CELL_TOO_LARGE
    except _TooWide:
        rule = ROW_TOO_WIDE
    if rule:
        yield from _broken(lines.left(), number + 1, rule)


def _hold_rows(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds, below its first, a line of exactly that many cells."""
    inner = (line for cell in cells for line in _LINE_BREAK.split(cell)[1:])
    texts = (_THOUSANDS.sub("", line) if delimiter == "," else line for line in inner)
    return any(text.count(delimiter) == width - 1 for text in texts)


def _broken(lines: Iterable[str], first: int, rule: str) -> Iterator[tuple[int, BrokenLine]]:
    for number, line in enumerate(lines, first):
        if line.strip():
            whole = line.rstrip("\r\n")
            # What stands behind a cell's worth of spaces must not pass for a blank line.
            kept = whole if whole[:CELL_CHARACTERS].strip() else whole.lstrip()
            yield number, BrokenLine(kept[:CELL_CHARACTERS], rule)


class _TooWide(Exception):
    """A row has more delimiters than any row."""


class _Lines:
    """Lines of a text, as long as those of one row have no more delimiters than the limit.

    `row` holds the lines of the row that is being read, which may turn out to be none. `ended` is true once a line was
    asked for and there was none: of a row that is being read, inside its quotation marks.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._delimiter = delimiter
        self._delimiters = 0
        self.row: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.row.append(line)
            self._delimiters += line.count(self._delimiter)
            if self._delimiters > DELIMITERS_IN_A_ROW:
                raise _TooWide
            yield line
        self.ended = True

    def next_row(self) -> None:
        """Forget the lines of the row that was read."""
        self.row.clear()
        self._delimiters = 0

    def left(self) -> Iterator[str]:
        """The lines of the row that is being read, and all behind it."""
        yield from self.row
        yield from self._lines


def _delimiter(text: str, headers: Collection[str]) -> str:
    lines = text[:65_536].lstrip().splitlines()[:_SAMPLE_LINES]

    def found(delimiter: str) -> tuple[int, int]:
        named = (len({header_form(cell.strip('"')) for cell in line.split(delimiter)} & known) for line in lines)
        return max(named, default=0), sum(line.count(delimiter) for line in lines)

    known = set(headers)
    return max(_DELIMITERS, key=found)
