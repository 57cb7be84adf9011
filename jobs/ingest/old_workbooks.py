"""What the fast reader leaves out of an old workbook (XLS): its cells with errors, those shown as percentages, and the
day its dates count from.

Runs in the process of `jobs.ingest.apart`. The forms are Microsoft's: a compound file ([MS-CFB]) of sectors in chains,
in it a stream of records ([MS-XLS]): kind, length, content.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from jobs.ingest.percent_cells import BUILT_IN, is_percent_format

_STREAMS = ("Workbook", "Book")
_NO_SECTOR = 0xFFFFFFFA
"""Numbers from here on are no sectors: the end of a chain, or a free place."""

_ENTRY = 128
_FORMULA, _END, _DATE_SYSTEM, _SHEET, _ERROR_OR_ANSWER, _BEGIN = 0x0006, 0x000A, 0x0022, 0x0085, 0x0205, 0x0809
_NUMBERS, _STYLE, _NUMBER, _SHORT_NUMBER, _FORMAT = 0x00BD, 0x00E0, 0x0203, 0x027E, 0x041E
_ONE_NUMBER = frozenset({_FORMULA, _NUMBER, _SHORT_NUMBER})
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(frozen=True)
class OldWorkbook:
    """`epoch_1904` says that its dates are days since 1904-01-01; `errors` maps (row, column), both from 0, to the
    error shown there, for each sheet in the workbook's order; `percents` are where numbers are shown as percentages."""

    epoch_1904: bool
    errors: tuple[dict[tuple[int, int], str], ...]
    percents: tuple[tuple[tuple[int, int], ...], ...]


def read_old_workbook(raw: bytes) -> OldWorkbook:
    """The errors and the date system of a workbook. Raises ValueError, KeyError, IndexError and struct.error where the
    file is not what it should be."""
    stream = _workbook_stream(raw)
    epoch_1904 = False
    places, formats, styles = [], set(BUILT_IN), []
    for kind, content in _records(stream, 0):
        if kind == _DATE_SYSTEM:
            epoch_1904 = content[:2] == b"\x01\x00"
        elif kind == _SHEET:
            places.append(struct.unpack_from("<I", content)[0])
        elif kind == _FORMAT and is_percent_format(_format_code(content)):
            formats.add(struct.unpack_from("<H", content)[0])
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    percent = frozenset(place for place, number in enumerate(styles) if number in formats)
    return OldWorkbook(
        epoch_1904,
        tuple(dict(_errors(stream, place)) for place in places),
        tuple(tuple(_percents(stream, place, percent)) if percent else () for place in places),
    )


def _format_code(content: bytes) -> str:
    """Behind its number and length, and a byte that says how wide its characters are (none before 1997)."""
    return content[5:].decode("utf-16-le", "replace") if content[4:5] == b"\x01" else content[3:].decode("latin-1")


def _percents(stream: bytes, place: int, styles: frozenset[int]) -> Iterator[tuple[int, int]]:
    for kind, content in _records(stream, place):
        if kind in _ONE_NUMBER:
            row, column, style = struct.unpack_from("<HHH", content)
            if style in styles:
                yield row, column
        elif kind == _NUMBERS:
            row, first = struct.unpack_from("<HH", content)
            # Of each its style and its number, and behind the last the last column.
            for column, (style, _) in enumerate(
                struct.iter_unpack("<HI", content[4 : -2 - (len(content) - 6) % 6]), first
            ):
                if style in styles:
                    yield row, column


def _errors(stream: bytes, place: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, content in _records(stream, place):
        code = None
        if kind == _ERROR_OR_ANSWER and len(content) >= 8 and content[7]:
            code = content[6]
        elif kind == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
            code = content[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", content)
            yield (row, column), _ERRORS.get(code, "#N/A")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a beginning to its end, without what begins and ends in between: a chart within a sheet."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _workbook_stream(raw: bytes) -> bytes:
    file = _CompoundFile(raw)
    for name in _STREAMS:
        if name in file.entries:
            return file.stream(*file.entries[name])
    raise ValueError("no workbook in it")


class _CompoundFile:
    """Streams of a compound file: each a chain of sectors, short ones of small sectors within one long stream."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._size, self._small_size = (1 << min(power, 16) for power in struct.unpack_from("<HH", raw, 30))
        folder, _, self._least, small = struct.unpack_from("<4I", raw, 48)
        self._next = self._addresses()
        self._small_next = _numbers(self._chain(small, self._next))
        self.entries = dict(self._folder(self._chain(folder, self._next)))
        self._small_stream = self._chain(self.entries["Root Entry"][0], self._next)

    def stream(self, start: int, size: int) -> bytes:
        """A stream's content, from its first sector and size."""
        if size >= self._least:
            return self._chain(start, self._next)[:size]
        starts = (number * self._small_size for number in _followed(start, self._small_next))
        return b"".join(self._small_stream[place : place + self._small_size] for place in starts)[:size]

    def _sector(self, number: int) -> bytes:
        return self._raw[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int, following: tuple[int, ...]) -> bytes:
        return b"".join(map(self._sector, _followed(start, following)))

    def _addresses(self) -> tuple[int, ...]:
        """The number of the sector after each: sectors of these numbers are listed in the head, and on from there."""
        (more,) = struct.unpack_from("<I", self._raw, 68)
        listed = [*struct.unpack_from("<109I", self._raw, 76)]
        seen = set()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            *numbers, more = _numbers(self._sector(more))
            listed += numbers
        return _numbers(b"".join(self._sector(number) for number in listed if number < _NO_SECTOR))

    def _folder(self, content: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, start, size = struct.unpack_from("<64xH50xII", content, place)
            yield content[place : place + max(length - 2, 0)].decode("utf-16-le", "replace"), (start, size)


def _followed(start: int, following: tuple[int, ...]) -> Iterator[int]:
    """Numbers of a chain. Raises ValueError where it leads back into itself or nowhere."""
    left = len(following)
    while start < _NO_SECTOR:
        left -= 1
        if left < 0 or start >= len(following):
            raise ValueError("a chain of sectors without an end")
        yield start
        start = following[start]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
