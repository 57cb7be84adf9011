"""Delimited text without a quotation mark: each line is a row, so that thousands of rows are taken apart at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from expectations.sources.declaration import header_form
from jobs.ingest.sheets import DELIMITERS_IN_A_ROW, VERTICAL_TAB

_LINE_END = ord("\n")
# As long as a line of so many delimiters and nothing else, and far below the characters that a cell may have.
_LINE_BYTES = DELIMITERS_IN_A_ROW

Bytes = np.ndarray[Any, Any]


class PlainText:
    """Lines of a text in UTF-8 and the sign between their cells. A line's number is its place, from 1."""

    def __init__(self, text: bytes, delimiter: str) -> None:
        self._text = text
        self._bytes = np.frombuffer(text, np.uint8)
        self._delimiter = delimiter
        ends = np.flatnonzero(self._bytes == _LINE_END)
        if text and not text.endswith(b"\n"):
            ends = np.append(ends, len(text))
        self._starts = np.concatenate([[0], ends + 1])
        self.longest = int(np.diff(self._starts).max(initial=0))

    @classmethod
    def of(cls, text: bytes, delimiter: str) -> PlainText | None:
        """The text taken so; None where quotation marks, single carriage returns, vertical tabs or lines beyond all
        measure ask for a slower reader."""
        text = text.replace(b"\r\n", b"\n") if b"\r" in text else text
        if any(sign in text for sign in (b'"', b"\r", VERTICAL_TAB.encode())):
            return None
        lines = cls(text, delimiter)
        return None if lines.longest > _LINE_BYTES else lines

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every line; a blank line has no cells."""
        return self._lines(0, len(self._starts) - 1).rows()

    def blocks(self, after: int, size: int) -> Iterator[Lines]:
        """The lines behind a row's number, some thousands at a time."""
        last = len(self._starts) - 1
        for first in range(after, last, size):
            yield self._lines(first, min(first + size, last))

    def _lines(self, first: int, last: int) -> Lines:
        starts = self._starts[first : last + 1]
        inside = slice(starts[0], starts[-1])
        return Lines(
            memoryview(self._text)[inside], self._bytes[inside], starts - starts[0], first + 1, self._delimiter
        )


class Lines:
    """Some lines of a text: where each begins and, last, where they end; the first of them with its number."""

    def __init__(self, text: memoryview, held: Bytes, starts: Bytes, first: int, delimiter: str) -> None:
        self._text = text
        self._bytes = held
        self._starts = starts
        self._delimiter = delimiter
        self.numbers = range(first, first + len(starts) - 1)

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every line; a blank line has no cells."""
        for index, number in enumerate(self.numbers):
            line = self._line(index)
            yield number, line.split(self._delimiter) if line else []

    def text(self, index: int) -> str:
        """One row, its cells joined by tabs."""
        return self._line(index).replace(self._delimiter, "\t")

    def _line(self, index: int) -> str:
        return str(self._text[self._starts[index] : self._starts[index + 1]], "utf-8").removesuffix("\n")

    def columns(
        self, forms: Sequence[str], named: frozenset[int], words: frozenset[str]
    ) -> list[pa.StringArray] | None:
        """The cells, a column at a time, where every line is a row of data: as wide as the header, not blank, no header
        (which has `words`) in it, nothing under a blank header. None where a line has to be looked at by itself."""
        width = len(forms)
        delimiters = np.flatnonzero(self._bytes == ord(self._delimiter))
        if (np.diff(np.searchsorted(delimiters, self._starts)) != width - 1).any():
            return None
        names = [str(place) for place in range(width)]
        table = csv.read_csv(
            pa.py_buffer(self._text),
            csv.ReadOptions(column_names=names, block_size=len(self._text) + 1, use_threads=False),
            csv.ParseOptions(delimiter=self._delimiter, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
        columns = [column.combine_chunks() for column in table.columns]
        anchor = next((index for index, form in enumerate(forms) if form), None)
        if self._blank(columns[0]) or (anchor is not None and _may_repeat(columns[anchor], forms[anchor])):
            return None
        headers = pa.array(sorted(words), pa.string())
        # A row that is a header has more than one such word.
        if sum(pc.any(pc.is_in(column, headers)).as_py() for column in columns) > 1:
            return None
        unnamed = (columns[place] for place in range(width) if place not in named)
        return None if any(pc.any(pc.not_equal(column, "")).as_py() for column in unnamed) else columns

    def _blank(self, first: pa.StringArray) -> bool:
        """Whether a line may hold nothing but spaces; most tell by their first cell."""
        open_ones = np.flatnonzero(pc.equal(pc.utf8_trim_whitespace(first), "").to_numpy(zero_copy_only=False))
        return any(not self._line(int(index)).replace(self._delimiter, "").strip() for index in open_ones)


def _may_repeat(cells: pa.StringArray, form: str) -> bool:
    """Whether any cell begins as a header does, however it is written; most tell by their first character."""
    beginnings = pc.unique(pc.utf8_slice_codeunits(cells, 0, 1)).to_pylist()
    return any(form.startswith(header_form(beginning)) for beginning in beginnings if beginning)
