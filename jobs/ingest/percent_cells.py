"""Cells of an XLSX workbook that are shown as percentages: 24 % is held as 0.24, and the fast reader gives no formats.

Runs in the process of `jobs.ingest.apart`. The parts are those of ECMA-376, part 1, 18.3 and 18.8.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree

_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
BUILT_IN = frozenset({9, 10})
"""Numbers of the formats 0% and 0.00%, which no file declares."""

_LITERAL = re.compile(r'"[^"]*"|[\\_*].')


def is_percent_format(code: str) -> bool:
    """Whether a number format multiplies by a hundred; a sign in quotation marks or behind a backslash is a text."""
    return "%" in _LITERAL.sub("", code)


def shown(value: float) -> str:
    """A number as its cell shows it, with every digit."""
    return f"{(Decimal(repr(value)) * 100).normalize():f}%"


class PercentCells:
    """Where the cells of a workbook are percentages, sheet by sheet in the workbook's order."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            whole = {_WORKBOOK, _RELATIONS, _STYLES} <= set(archive.namelist())
            styles = _percent_styles(archive.read(_STYLES)) if whole else []
            self._parts = _sheet_parts(archive) if styles else []
        self._cell = re.compile(
            rb"<(?:\w+:)?c\b(?=[^>]*\bs=[\"'](?:%s)[\"'])[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
            % b"|".join(b"%d" % style for style in styles)
        )

    def of(self, sheet: int) -> Iterator[tuple[int, int]]:
        """(row, column), both from 0, of the cells of one sheet."""
        if not self._parts:
            return
        with zipfile.ZipFile(io.BytesIO(self._raw)) as archive:
            content = archive.read(self._parts[sheet])
        for column, row in self._cell.findall(content):
            yield int(row) - 1, _column(column)


def _percent_styles(styles: bytes) -> list[int]:
    """Places of the cell styles with a format of percentages."""
    root = ElementTree.fromstring(styles)
    declared = {
        int(format_.get("numFmtId", -1))
        for format_ in root.iterfind("{*}numFmts/{*}numFmt")
        if is_percent_format(format_.get("formatCode", ""))
    }
    used = [int(style.get("numFmtId", 0)) for style in root.iterfind("{*}cellXfs/{*}xf")]
    return [place for place, number in enumerate(used) if number in BUILT_IN or number in declared]


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, charts among them, in the workbook's order."""
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in ElementTree.fromstring(archive.read(_RELATIONS))
    }
    sheets = ElementTree.fromstring(archive.read(_WORKBOOK)).iterfind("{*}sheets/{*}sheet")
    ids = (next(value for name, value in sheet.items() if name.endswith("}id")) for sheet in sheets)
    return [targets[one] for one in ids]


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
