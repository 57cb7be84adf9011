"""Archives: what they hold, how it is numbered, and the reasons for which one is not opened."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from jobs.ingest import archives
from jobs.ingest import decode as decoding
from jobs.ingest.decode import CutOff, Sheet, Undecodable, decode
from jobs.ingest.sheets import BrokenLine

CSV = "姓名,金额\n张三,1\n".encode()
ROWS = [(1, ["姓名", "金额"]), (2, ["张三", "1"])]


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def rows(raw: bytes) -> list[list[tuple[int, list[str]]]]:
    return [list(sheet.rows) for sheet in decode(raw).sheets]


def test_a_gzip_archive_is_the_file_it_holds() -> None:
    assert decode(gzip.compress(CSV)).encoding == "gzip:utf-8"
    assert rows(gzip.compress(CSV)) == [ROWS]


def test_files_of_a_zip_archive_are_numbered_as_a_workbooks_sheets() -> None:
    raw = zipped(("a.csv", CSV), ("folder/", b""), ("folder/b.csv", "x\ty\n".encode("gb18030")))

    assert decode(raw).encoding == "zip:utf-8"
    assert rows(raw) == [ROWS, [(10_000_001, ["x", "y"])]]


def test_what_a_file_manager_leaves_in_an_archive_is_no_file() -> None:
    raw = zipped(("a.csv", CSV), ("__MACOSX/._a.csv", b"\x00"), ("folder/.DS_Store", b"\x00"), ("Thumbs.db", b"\x00"))

    assert rows(raw) == [ROWS]


def test_broken_rows_and_lines_keep_their_place_among_the_files() -> None:
    lines, quote = b'{"a": 1}\nno', b'a,b\n"' + b"x" * 2_000_000
    broken, cut = decode(zipped(("a.csv", CSV), ("b", lines), ("c", quote))).sheets[1:]

    assert broken.broken == ((10_000_002, "no"),)
    assert cut.again is not None
    for found in (cut.rows, cut.again(2)):
        assert [(number, type(cells)) for number, cells in found] == [(20_000_001, list), (20_000_002, BrokenLine)]


def test_rows_beyond_a_sheets_numbers_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "SHEET_STEP", 2)
    first, second = decode(zipped(("a", CSV), ("b", CSV + CSV))).sheets

    assert list(first.rows) == ROWS
    with pytest.raises(CutOff) as error:
        list(second.rows)
    assert (error.value.number, error.value.reason) == (5, "too_many_rows")


def test_one_archive_in_another_is_opened_and_no_more() -> None:
    once = zipped(("a.csv.gz", gzip.compress(CSV)))

    assert decode(once).encoding == "zip:gzip:utf-8"
    assert rows(once) == [ROWS]
    with pytest.raises(Undecodable, match="archive_too_deep"):
        decode(zipped(("once.zip", once)))


def encrypted() -> bytes:
    raw = bytearray(zipped(("a.csv", CSV)))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def with_false_size(said: int) -> bytes:
    raw = bytearray(zipped(("a.csv", CSV)))
    place = raw.index(b"PK\x01\x02") + 24
    raw[place : place + 4] = said.to_bytes(4, "little")
    return bytes(raw)


def with_unknown_compression() -> bytes:
    raw = bytearray(zipped(("a.csv", CSV)))
    raw[raw.index(b"PK\x01\x02") + 10] = 9
    raw[raw.index(b"PK\x03\x04") + 8] = 9
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (encrypted(), "encrypted_archive"),
        (zipped(("../a.csv", CSV)), "archive_names_outside"),
        (zipped(("a/../../b.csv", CSV)), "archive_names_outside"),
        (zipped(("/a.csv", CSV)), "archive_names_outside"),
        (zipped(("C:\\a.csv", CSV)), "archive_names_outside"),
        (zipped(("folder/", CSV)), "archive_folder_with_content"),
        (zipped(("folder/", b"")), "empty_archive"),
        (zipped(), "empty_archive"),
        (zipped(*((str(number), CSV) for number in range(201))), "archive_of_too_many_files"),
        (with_false_size(3), "archive_size_false"),
        (with_false_size(2**31), "archive_size_false"),
        (with_unknown_compression(), "unknown_compression"),
        (zipped(("a.csv", CSV))[:-10], "damaged_archive"),
        (gzip.compress(CSV, mtime=0)[:-10], "damaged_archive"),
        (zipped(("a.csv", CSV), ("b.csv", b"a\n\xff\xff")), "file 2 of archive:not_gb18030:line 2"),
        (zipped(("a.csv", b"")), "file 1 of archive:empty_file"),
    ],
)
def test_an_archive_that_is_not_opened_has_a_reason_without_its_names(raw: bytes, reason: str) -> None:
    with pytest.raises(Undecodable) as error:
        decode(raw)

    assert str(error.value) == reason


def test_unpacking_stops_at_the_limit_whatever_the_archive_says(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    small = archives.Budget(1_000_000)

    with pytest.raises(Undecodable, match="archive_too_large"):
        archives.gzip_content(bomb, small)
    assert small.left > -1_000_000

    # Ten files share one limit.
    monkeypatch.setattr(decoding, "Budget", lambda: archives.Budget(1_000_000))
    with pytest.raises(Undecodable, match="file 10 of archive:archive_too_large"):
        decode(zipped(*((f"{number}.gz", gzip.compress(b"a,b\n" * 27_000)) for number in range(10))))


def test_the_parts_of_a_workbook_are_counted_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped(("[Content_Types].xml", b""), ("xl/worksheets/sheet1.xml", b" " * 2_000_000))
    archives.check_sizes(raw)

    small = archives.Budget(1_000_000)
    monkeypatch.setattr(archives, "Budget", lambda: small)
    with pytest.raises(Undecodable, match="archive_too_large"):
        archives.check_sizes(raw)


def test_a_moved_sheet_knows_its_merged_rows() -> None:
    moved = decoding._moved(Sheet(iter(()), merged=(range(3, 5),)), 1, 0)

    assert moved.lies_under_a_merged_cell(10_000_003)
    assert not moved.lies_under_a_merged_cell(3)
