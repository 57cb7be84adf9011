"""Gzip and zip archives to the files they hold, in memory, counted while they are decompressed.

What an archive says of its own sizes is never believed. Nothing is written anywhere, and no name from an archive is
used or shown.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from jobs.ingest.sheets import DECOMPRESSED_BYTES, FILES_IN_AN_ARCHIVE, Undecodable

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

_CHUNK = 1 << 18
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 10_000
"""Entries of a workbook's archive: sheets, styles, and the pictures that people paste in."""
_ENCRYPTED = 0x1
_NOTHING_COMPRESSED = 2
_WORKBOOK_PARTS = ("[Content_Types].xml", "mimetype", "docProps/", "_rels/", "xl/")
# Entries that file managers add, ignored by name: they hold icons and window places.
_LEFT_BY_FILE_MANAGERS = re.compile(r"(?:^|/)(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
# A name that leads out of the folder it would be unpacked to. We unpack nothing, but whoever made it meant harm.
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")


class Budget:
    """Bytes that may still be decompressed for one delivered file, whatever archives are in it."""

    def __init__(self, left: int = DECOMPRESSED_BYTES) -> None:
        self.left = left

    def take(self, size: int) -> None:
        """Count bytes. Raises Undecodable when there are more than the limit."""
        self.left -= size
        if self.left < 0:
            raise Undecodable("archive_too_large")


def gzip_content(raw: bytes, budget: Budget) -> bytes:
    """The one file a gzip archive holds. Raises Undecodable."""
    with _damage_named(), gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
        return _counted(stream, budget, keep=True)


def zip_contents(raw: bytes, budget: Budget) -> list[bytes]:
    """The files a zip archive holds, in its order, without folders and what file managers leave. Raises Undecodable."""
    members = []
    with _damage_named(), _opened(raw, FILES_IN_AN_ARCHIVE) as archive:
        for info in archive.infolist():
            # Names are looked at as they were written: the library cuts them at a null byte.
            if _OUTSIDE.search(info.orig_filename):
                raise Undecodable("archive_names_outside")
            if info.is_dir():
                if info.file_size or info.compress_size > _NOTHING_COMPRESSED:
                    raise Undecodable("archive_folder_with_content")
            elif not _LEFT_BY_FILE_MANAGERS.search(info.filename):
                members.append(_content(archive, info, budget))
    if not members:
        raise Undecodable("empty_archive")
    return members


def check_sizes(raw: bytes) -> None:
    """Raise Undecodable where the parts of a workbook are larger than we read, or other than the workbook says."""
    budget = Budget()
    with _damage_named(), _opened(raw, _MOST_ENTRIES) as archive:
        for info in archive.infolist():
            _content(archive, info, budget, keep=False)


def is_workbook(raw: bytes) -> bool:
    """Whether a zip archive is a workbook, whole or damaged."""
    try:
        with _damage_named(), _opened(raw, _MOST_ENTRIES) as archive:
            names = archive.namelist()
    except Undecodable:
        # Cut off before its directory, say: its first entry tells.
        length = int.from_bytes(raw[26:28], "little")
        return raw[30 : 30 + length].decode("utf-8", errors="replace").startswith(_WORKBOOK_PARTS)
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= set(names)


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except Undecodable:
        raise
    except (NotImplementedError, RuntimeError):
        raise Undecodable("unknown_compression") from None
    except Exception:  # the libraries raise their own errors, zlib's, struct's and Python's
        raise Undecodable("damaged_archive") from None


def _opened(raw: bytes, most: int) -> zipfile.ZipFile:
    # Before the library makes an object of each entry.
    if raw.count(_DIRECTORY_ENTRY) > most:
        raise Undecodable("archive_of_too_many_files")
    return zipfile.ZipFile(io.BytesIO(raw))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, *, keep: bool = True) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise Undecodable("encrypted_archive")
    said = info.file_size
    # The library stops where an entry says it ends; other readers go on.
    info.file_size = sys.maxsize
    before = budget.left
    with archive.open(info) as stream:
        content = _counted(stream, budget, keep=keep)
    if before - budget.left != said:
        raise Undecodable("archive_size_false")
    return content


def _counted(stream: gzip.GzipFile | IO[bytes], budget: Budget, keep: bool) -> bytes:
    held = io.BytesIO()
    while chunk := stream.read(_CHUNK):
        budget.take(len(chunk))
        if keep:
            held.write(chunk)
    return held.getvalue()
