"""What decoding gives, why it stops, and how much of a file it takes in before it does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobs.ingest.plain_text import PlainText

SHEET_STEP = 10_000_000
"""Distance between the row numbers of two sheets; a sheet of a workbook has at most 1,048,576 rows."""

MIB = 1 << 20

DECOMPRESSED_BYTES = 512 * MIB
"""A delivered file, all that the archives in it may hold, and all that one workbook may: a million rows of 500 bytes. A
department that has more sends it in parts."""

FILES_IN_AN_ARCHIVE = 200
"""Files one archive may hold, and entries of its directory: a department hands over a file a table, not thousands."""

ARCHIVE_LEVELS = 2
"""An archive, and archives in it; whoever packs deeper sent something else than tables."""

CELLS_IN_A_SHEET = 32_000_000
"""Cells of a sheet, blank ones too: a full sheet of 1,048,576 rows and 30 columns. One cell at the far corner of an
empty sheet would otherwise make 17 thousand million."""

COLUMNS_IN_A_ROW = 16_384
"""The widest sheet a spreadsheet knows."""

DELIMITERS_IN_A_ROW = 4 * COLUMNS_IN_A_ROW
"""Counted before a row is taken apart, in quoted cells too, which may well hold some."""

CELL_CHARACTERS = MIB
"""Characters of one cell: the longest judgments have a fifth of it, and a spreadsheet's cell holds 32,767."""

JSON_DEPTH = 32
"""Levels of a value in JSON lines; a table's values have one or two."""

BROKEN_LINES = 10_000
"""Broken lines of JSON that are kept with their text; a file with more is no file of JSON lines."""

READER_BYTES = 4096 * MIB
"""Address space of the process that reads a workbook or Parquet: a full sheet takes about half."""

READER_SECONDS = 300
"""Processor time of that process; a full sheet takes about a minute. A clock would count the other tasks' work too."""

CELL_TOO_LARGE = "cell_too_large"
ROW_TOO_WIDE = "row_too_wide"
TOO_MANY_ROWS = "too_many_rows"
QUOTE_LEFT_OPEN = "quote_left_open"
ROWS_IN_A_CELL = "rows_in_a_cell"
ANOTHER_HEADER = "another_header"
CONTROL_CHARACTER = "control_character"
VERTICAL_TAB = "\x0b"
"""What word processors write for a line break inside a paragraph: copied into a table, it spoils its row alone."""


class Undecodable(Exception):
    """The file cannot be read; the message is the reason, without a value from the file."""


class BrokenLine(list[str]):
    """A line of a text that is no row, as a row of one cell: its text, and beside it the rule that it broke."""

    def __init__(self, text: str, rule: str) -> None:
        super().__init__([text])
        self.rule = rule


class CutOff(Exception):
    """The rows cannot be taken apart from here on: a cell is larger than any cell, or there are too many rows.

    `number` is the row's, `reason` the limit that was hit.
    """

    def __init__(self, number: int, reason: str = CELL_TOO_LARGE) -> None:
        super().__init__(f"row {number}")
        self.number = number
        self.reason = reason


@dataclass(frozen=True)
class Sheet:
    """Rows of one table-like part of a file: (row number, cells) pairs, in order, once. Reading them may raise CutOff.

    `header` is the names of the columns where the form itself says them (JSON lines, Parquet), else None: then one of
    the rows is the header. `broken` rows could not be taken apart: (row number, text). `merged` are the row numbers
    below the first row of cells merged over several rows, as ranges in order that do not overlap: a spreadsheet holds
    the value in the first of them alone, so the others lack one that a reader of the sheet sees. `epoch_1904` says that
    a number in a column of dates counts days from 1904-01-01, as in workbooks of old Macintoshes. `plain` is the same
    rows where they can be taken apart many at once. `again` reads a text with quotation marks once more, now that the
    number of the header's cells is known: lines of that many cells inside one quoted cell are rows that a stray
    quotation mark swallowed, and come as broken lines.
    """

    rows: Iterator[tuple[int, list[str]]]
    header: list[str] | None = None
    broken: tuple[tuple[int, str], ...] = ()
    merged: tuple[range, ...] = ()
    epoch_1904: bool = False
    plain: PlainText | None = None
    again: Callable[[int], Iterator[tuple[int, list[str]]]] | None = None

    def lies_under_a_merged_cell(self, number: int) -> bool:
        """Whether the row lacks a value that stands in a row above it."""
        place = bisect_right(self.merged, number, key=lambda rows: rows.start)
        return place > 0 and number in self.merged[place - 1]


@dataclass(frozen=True)
class Decoded:
    """A file's sheets and the encoding, archive, workbook or Parquet form it was found to have."""

    encoding: str
    sheets: tuple[Sheet, ...]
