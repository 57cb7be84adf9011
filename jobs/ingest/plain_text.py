"""Delimited text without a quotation mark: each line is a row, so that thousands of rows are taken apart at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
from pyarrow import csv

from expectations.sources.declaration import header_form
from jobs.ingest.sheets import CELL_CHARACTERS, COLUMNS_IN_A_ROW


class PlainText:
    """Lines of a text and the sign between their cells. A line's number is its place, from 1."""

    def __init__(self, lines: list[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter

    @classmethod
    def of(cls, text: str, delimiter: str) -> PlainText | None:
        """The text taken so; None where quotation marks, single carriage returns or lines beyond all measure ask for a
        slower reader."""
        if '"' in text or text.count("\r") != text.count("\r\n"):
            return None
        lines = (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")
        if not lines[-1]:
            lines.pop()
        longest = max(map(len, lines), default=0)
        return None if longest > min(CELL_CHARACTERS, COLUMNS_IN_A_ROW) else cls(lines, delimiter)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every line; a blank line has no cells."""
        for number, line in enumerate(self._lines, 1):
            yield number, line.split(self._delimiter) if line else []

    def blocks(self, after: int, size: int) -> Iterator[Lines]:
        """The lines behind a row's number, some thousands at a time."""
        for first in range(after, len(self._lines), size):
            yield Lines(self._lines[first : first + size], first + 1, self._delimiter)


class Lines:
    """Some lines of a text, the first of them with its number."""

    def __init__(self, lines: list[str], first: int, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self.numbers = range(first, first + len(lines))

    def __len__(self) -> int:
        return len(self._lines)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every line; a blank line has no cells."""
        for number, line in zip(self.numbers, self._lines, strict=True):
            yield number, line.split(self._delimiter) if line else []

    def text(self, index: int) -> str:
        """One row, its cells joined by tabs."""
        return self._lines[index].replace(self._delimiter, "\t")

    def columns(self, forms: Sequence[str], named: frozenset[int]) -> list[pa.StringArray] | None:
        """The cells, a column at a time, where every line is a row of data: as wide as the header, not blank, no repeat
        of the header, nothing under a blank header. None where a line has to be looked at by itself."""
        delimiter, width = self._delimiter, len(forms)
        if any(line.count(delimiter) != width - 1 for line in self._lines):
            return None
        if any(not line.strip(f"{delimiter} \t") for line in self._lines):
            return None
        names = [str(place) for place in range(width)]
        text = ("\n".join(self._lines) + "\n").encode()
        table = csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(column_names=names, block_size=len(text) + 1, use_threads=False),
            csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
        columns = [column.combine_chunks() for column in table.columns]
        anchor = next((index for index, form in enumerate(forms) if form), None)
        if anchor is not None and _may_repeat(columns[anchor], forms[anchor]):
            return None
        unnamed = (columns[place] for place in range(width) if place not in named)
        return None if any(pa.compute.any(pa.compute.not_equal(column, "")).as_py() for column in unnamed) else columns


def _may_repeat(cells: pa.StringArray, form: str) -> bool:
    """Whether any cell begins as a header does, however it is written; most tell by their first character."""
    beginnings = pa.compute.unique(pa.compute.utf8_slice_codeunits(cells, 0, 1)).to_pylist()
    return any(form.startswith(header_form(beginning)) for beginning in beginnings if beginning)
