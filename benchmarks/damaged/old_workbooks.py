"""The smallest old workbook (XLS): one BIFF8 sheet of texts, numbers and failed formulas in a compound file. No library
writes them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST_STREAM = 4096  # shorter ones live in a stream of their own kind


_PERCENT = b"0.0%"


class Failed(int):
    """The code of the error that a cell shows."""


class FailedFormula(Failed):
    """The same, of a cell with a formula."""


class Percent(float):
    """A number that is shown as a percentage."""


Value = str | float | bool | Failed


def old_workbook(rows: Sequence[Sequence[Value]], *, epoch_1904: bool = False) -> bytes:
    """A workbook with these rows, at most 60 kB of them; its dates may count from 1904-01-01."""
    content = _workbook(rows, epoch_1904)
    content += bytes(max(0, _SMALLEST_STREAM - len(content)))
    content += bytes(-len(content) % _SECTOR)
    sectors = len(content) // _SECTOR
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    if len(chain) > _SECTOR // 4:
        raise ValueError("too many rows for one sector of addresses")
    addresses = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(content)) + bytes(256)
    return _header() + addresses + folder + content


def _header() -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    named = text + bytes(64 - len(text)) + struct.pack("<HBB", len(text) + 2, kind, 1)
    return named + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)


def _workbook(rows: Sequence[Sequence[Value]], epoch_1904: bool) -> bytes:
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if epoch_1904:
        start += _record(0x0022, b"\x01\x00")
    start += _record(0x041E, struct.pack("<HHB", 164, len(_PERCENT), 0) + _PERCENT)
    start += b"".join(_record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, 9, 164))
    name = "Sheet1"
    place = len(start) + 4 + 8 + len(name) + 4
    sheet = struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name.encode("ascii")
    cells = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            cells += _cell(row, column, value)
    return start + _record(0x0085, sheet) + _record(0x000A, b"") + cells + _record(0x000A, b"")


def _cell(row: int, column: int, value: Value) -> bytes:
    where = struct.pack("<HHH", row, column, 2 if isinstance(value, Percent) else 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, where + struct.pack("<HB", len(text) // 2, 1) + text)
    if isinstance(value, FailedFormula):
        return _record(0x0006, where + bytes([2, 0, value, 0, 0, 0, 0xFF, 0xFF]) + bytes(8))
    if isinstance(value, bool | Failed):
        return _record(0x0205, where + struct.pack("<BB", value, isinstance(value, Failed)))
    return _record(0x0203, where + struct.pack("<d", value))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
