"""Binary forms read in a process of their own, with an end to its memory and time.

A workbook of 5 kB with one cell in its last corner makes its reader ask for 400 GB, and a damaged one can ask for more:
the reader then aborts the process it runs in, which no exception handler sees. So it is not ours.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from jobs.ingest.sheets import (
    CELL_CHARACTERS,
    CELL_TOO_LARGE,
    DECOMPRESSED_BYTES,
    READER_BYTES,
    READER_SECONDS,
    CutOff,
    Sheet,
    Undecodable,
)

WORKBOOK, PARQUET = "workbook", "parquet"

_SERVE = """\
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from jobs.ingest.apart import serve
serve(sys.argv[2])
"""
# Where we import from, told in so many words: without it the process looks through all that is installed first.
_ROOT = str(Path(__file__).resolve().parents[2])
_HEAD, _CUT, _END = b'{"header"', b'{"cut"', b'{"end"'


def read_apart(raw: bytes, form: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook or Parquet file. Raises Undecodable."""
    done = subprocess.run(  # our own interpreter and our own code, told nothing from the file but its bytes
        [sys.executable, "-I", "-S", "-c", _SERVE, json.dumps([_ROOT, *filter(None, sys.path)]), form],
        input=raw,
        capture_output=True,
        check=False,
    )
    written = done.stdout
    end = written.rfind(b"\n", 0, -1) + 1
    if not written.startswith(_END, end):
        raise Undecodable(_why_it_ended(form, done.returncode, done.stderr))
    reason = json.loads(written[end:])["end"]
    if reason:
        raise Undecodable(reason)
    starts = []
    start = 0 if written.startswith(_HEAD) else -1
    while start >= 0:
        starts.append(start)
        start = written.find(b"\n" + _HEAD, start) + 1 or -1
    if not starts:
        raise Undecodable(f"{form}_without_sheets")
    return tuple(_sheet(written, start, stop) for start, stop in zip(starts, [*starts[1:], end], strict=True))


def _why_it_ended(form: str, code: int, said: bytes) -> str:
    if code == -signal.SIGXCPU:
        return f"{form}_too_slow"
    # What the readers say, in Rust and in C++, when they are given no more memory.
    if b"memory allocation" in said or b"bad_alloc" in said or b"MemoryError" in said or code == -signal.SIGKILL:
        return f"{form}_too_large"
    return f"damaged_{form}:reader_ended"


def _sheet(written: bytes, start: int, stop: int) -> Sheet:
    first = written.index(b"\n", start) + 1
    head = json.loads(written[start:first])
    merged = tuple(range(below, after) for below, after in head["merged"])
    return Sheet(_rows(written, first, stop), head["header"], merged=merged)


def _rows(written: bytes, place: int, stop: int) -> Iterator[tuple[int, list[str]]]:
    while place < stop:
        after = written.index(b"\n", place) + 1
        line = json.loads(written[place:after])
        if isinstance(line, dict):
            raise CutOff(*line["cut"])
        number, cells = line
        yield number, cells
        place = after


def serve(form: str) -> None:
    """What the process does: a file from stdin, to stdout its sheets as lines of JSON and last of all why it ended."""
    _limit()
    raw = sys.stdin.buffer.read()
    out = _Counted(sys.stdout.buffer)
    reason = None
    try:
        for sheet in _sheets(raw, form):
            _write(sheet, out)
    except Undecodable as error:
        reason = str(error)
    except MemoryError:
        reason = f"{form}_too_large"
    except BaseException as error:  # readers raise their own errors, Python's, and panics that are no Exception
        reason = f"damaged_{form}:{type(error).__name__}"
    out.stream.write(json.dumps({"end": reason}).encode() + b"\n")
    out.stream.flush()
    os._exit(0)  # the readers' own leave-taking could still fail


def _limit() -> None:
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, READER_BYTES),
        (resource.RLIMIT_CPU, READER_SECONDS),
        (resource.RLIMIT_CORE, 0),  # a core file would hold a copy of what was delivered
    ):
        allowed = resource.getrlimit(limit)[1]
        if allowed == resource.RLIM_INFINITY or most < allowed:
            # At the end of the time allowed altogether there is no signal that says what ended.
            resource.setrlimit(limit, (most, allowed))


def _sheets(raw: bytes, form: str) -> Iterator[Sheet]:
    if form == WORKBOOK:
        from jobs.ingest.workbooks import sheets
    else:
        from jobs.ingest.parquet_files import sheets
    return sheets(raw)


class _Counted:
    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self._left = DECOMPRESSED_BYTES

    def write(self, line: object) -> None:
        text = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        self._left -= len(text)
        if self._left < 0:
            raise Undecodable("sheet_too_large")
        self.stream.write(text)


def _write(sheet: Sheet, out: _Counted) -> None:
    out.write({"header": sheet.header, "merged": [(rows.start, rows.stop) for rows in sheet.merged]})
    for number, cells in sheet.rows:
        if any(len(cell) > CELL_CHARACTERS for cell in cells):
            out.write({"cut": [number, CELL_TOO_LARGE]})
            return
        out.write([number, cells])
