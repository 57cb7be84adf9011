"""Binary forms read in a process of their own, with an end to its memory and time.

A workbook of 5 kB with one cell in its last corner makes its reader ask for 400 GB, and a damaged one can ask for more:
the reader then aborts the process it runs in, which no exception handler sees. So it is not ours.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

from jobs.ingest.sheets import (
    CELL_CHARACTERS,
    CELL_TOO_LARGE,
    DECOMPRESSED_BYTES,
    MIB,
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
serve()
"""
# Where we import from, told in so many words: without it the process looks through all that is installed first.
_ROOT = str(Path(__file__).resolve().parents[2])
_HEAD, _CUT, _END = b'{"header"', b'{"cut"', b'{"end"'
_LENGTH = struct.Struct(">Q")
_FORMS = (WORKBOOK, PARQUET)

KEPT_BYTES = 8 * MIB
"""A reader that took in a larger file is let go, and its memory with it; after a smaller one it waits for the next."""


def read_apart(raw: bytes, form: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook or Parquet file. Raises Undecodable."""
    written = _reader().ask(raw, form)
    end = written.rfind(b"\n", 0, -1) + 1
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


class _Reader:
    """The process, started when a file first needs it and again when it ended; it ends with ours."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def ask(self, raw: bytes, form: str) -> bytes:
        """What the process wrote of a file. Raises Undecodable where it ended over it."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(_LENGTH.pack(_FORMS.index(form)) + _LENGTH.pack(len(raw)) + raw)
            process.stdin.flush()
            length = process.stdout.read(_LENGTH.size)
            written = process.stdout.read(_LENGTH.unpack(length)[0]) if len(length) == _LENGTH.size else b""
        except BrokenPipeError:
            written = b""
        if not written.startswith(_END, written.rfind(b"\n", 0, -1) + 1):
            raise Undecodable(_why_it_ended(form, *self._stop()))
        if max(len(raw), len(written)) > KEPT_BYTES:
            self._stop()
        return written

    def _start(self) -> subprocess.Popen[bytes]:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        # Our own interpreter and our own code, told nothing from the files but their bytes.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _SERVE, json.dumps([_ROOT, *filter(None, sys.path)])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        return self._process

    def _stop(self) -> tuple[int, bytes]:
        """Its exit code and what it said."""
        process, said = self._process, self._said
        self._process = self._said = None
        assert process is not None
        assert said is not None
        with said, suppress(BrokenPipeError):
            process.communicate()
            said.seek(0)
            return process.returncode, said.read()
        return process.wait(), b""


@cache
def _reader_of(process_id: int) -> _Reader:
    return _Reader()


def _reader() -> _Reader:
    # Spark's workers are forks: each has a process of its own to talk to.
    return _reader_of(os.getpid())


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
    return Sheet(_rows(written, first, stop), head["header"], merged=merged, epoch_1904=head["epoch_1904"])


def _rows(written: bytes, place: int, stop: int) -> Iterator[tuple[int, list[str]]]:
    while place < stop:
        after = written.index(b"\n", place) + 1
        line = json.loads(written[place:after])
        if isinstance(line, dict):
            raise CutOff(*line["cut"])
        number, cells = line
        yield number, cells
        place = after


def serve() -> None:
    """What the process does, again and again until there is no more: it takes a form and a file from stdin, and writes
    the sheets as lines of JSON to stdout, and why they ended."""
    _limit(resource.RLIMIT_AS, READER_BYTES)
    _limit(resource.RLIMIT_CORE, 0)  # a core file would hold a copy of what was delivered
    while asked := sys.stdin.buffer.read(2 * _LENGTH.size):
        form = _FORMS[_LENGTH.unpack_from(asked)[0]]
        raw = sys.stdin.buffer.read(_LENGTH.unpack_from(asked, _LENGTH.size)[0])
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + READER_SECONDS)
        written = _read(raw, form)
        sys.stdout.buffer.write(_LENGTH.pack(len(written)))
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    os._exit(0)  # the readers' own leave-taking could still fail


def _read(raw: bytes, form: str) -> bytes:
    out = _Counted(io.BytesIO())
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
    return out.stream.getvalue()


def _limit(limit: int, most: int) -> None:
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
    def __init__(self, stream: io.BytesIO) -> None:
        self.stream = stream
        self._left = DECOMPRESSED_BYTES

    def write(self, line: object) -> None:
        text = json.dumps(line, ensure_ascii=False).encode() + b"\n"
        self._left -= len(text)
        if self._left < 0:
            raise Undecodable("sheet_too_large")
        self.stream.write(text)


def _write(sheet: Sheet, out: _Counted) -> None:
    merged = [(rows.start, rows.stop) for rows in sheet.merged]
    out.write({"header": sheet.header, "merged": merged, "epoch_1904": sheet.epoch_1904})
    for number, cells in sheet.rows:
        if any(len(cell) > CELL_CHARACTERS for cell in cells):
            out.write({"cut": [number, CELL_TOO_LARGE]})
            return
        out.write([number, cells])
