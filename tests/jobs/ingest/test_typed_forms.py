"""Workbooks and Parquet: typed cells as text, merged cells, formulas, and a reader that may die without us."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from benchmarks.damaged.extracts import zipped
from benchmarks.damaged.old_workbooks import Failed, FailedFormula, Percent, old_workbook
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest import apart
from jobs.ingest.decode import CutOff, Undecodable, decode
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.old_workbooks import OldWorkbook, read_old_workbook
from jobs.ingest.percent_cells import is_percent_format
from jobs.ingest.repeats import SeenRecords

DAY = date(2026, 1, 31)


@pytest.fixture(autouse=True)
def _a_reader_of_its_own() -> Iterator[None]:
    """No process of another test is left to answer."""
    apart._reader_of.cache_clear()
    yield
    apart._reader_of.cache_clear()


def saved(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def test_an_old_workbook_is_known_by_its_bytes() -> None:
    decoded = decode(old_workbook([["姓名", "金额"], ["张三", 12.5], ["李四", 3.0]]))

    assert decoded.encoding == "xls"
    assert list(decoded.sheets[0].rows) == [(1, ["姓名", "金额"]), (2, ["张三", "12.5"]), (3, ["李四", "3"])]


def test_errors_of_an_old_workbook_are_told_from_empty_cells() -> None:
    rows = [["", "", ""], ["", "付款方", "已付"], ["", Failed(0x2A), True], ["", FailedFormula(0x07), False]]
    first, second = decode(old_workbook([["", "编号"], *rows[2:]])), decode(zipped(*2 * [old_workbook(rows)]))

    assert list(first.sheets[0].rows)[1:] == [(2, ["", "#N/A", "是"]), (3, ["", "#DIV/0!", "否"])]
    assert [cells for sheet in second.sheets for _, cells in sheet.rows][1::3] == 2 * [["", "#N/A", "是"]]


def test_a_short_old_workbook_lies_in_small_sectors() -> None:
    raw = bytearray(old_workbook([[Failed(0x17)]], epoch_1904=True))
    after = len(raw) // 512 - 1
    struct.pack_into("<III", raw, 56, 1 << 20, after, 1)  # all streams are short; where the small sectors are chained
    struct.pack_into("<I", raw, 512 + 4 * after, 0xFFFFFFFE)
    struct.pack_into("<I", raw, 1024 + 116, 2)  # the small sectors lie where the workbook did
    struct.pack_into("<I", raw, 1152 + 116, 0)
    raw += struct.pack("<128I", *range(1, 64), 0xFFFFFFFE, *[0xFFFFFFFF] * 64)

    assert read_old_workbook(bytes(raw)) == OldWorkbook(True, ({(0, 0): "#REF!"},), ((),))


@pytest.mark.parametrize("place", [512 + 8, 76])
def test_an_old_workbook_whose_sectors_lead_nowhere_is_a_reason(place: int) -> None:
    raw = bytearray(old_workbook([["a"]]))
    struct.pack_into("<I", raw, place, 2)

    with pytest.raises(Undecodable, match="damaged_workbook"):
        decode(bytes(raw))


def xlsx_from_1904(rows: list[list[Any]]) -> bytes:
    """As a newer program saves it, with its own word on the workbook behind the one that counts."""

    def fill(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        for row in rows:
            book.active.append(row)

    later = (
        b'<extLst><ext xmlns:x15="urn:x" uri="{1}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(fill))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"</workbook>", later) if name == "xl/workbook.xml" else content)
    return stream.getvalue()


HEADCOUNTS = ["统计编号", "单位名称", "统一社会信用代码", "统计日期", "参保人数"]
HEADCOUNT = ["A1", "厦门甲有限公司", "91350100M000100Y43"]


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        (xlsx_from_1904([HEADCOUNTS, [*HEADCOUNT, date(2025, 3, 1), 1], ["A2", *HEADCOUNT[1:], 44_256, 1]]), 2),
        (old_workbook([HEADCOUNTS, [*HEADCOUNT, 44_255.0, 1.0]], epoch_1904=True), 1),
        (old_workbook([HEADCOUNTS, [*HEADCOUNT, 45_717.0, 1.0]]), 1),
    ],
    ids=["xlsx", "xls", "xls from 1900"],
)
def test_dates_of_a_workbook_count_from_the_day_it_says(tmp_path: Path, raw: bytes, days: int) -> None:
    path = tmp_path / "f"
    path.write_bytes(raw)
    file = DeliveredFile("xiamen", "x", "insured_headcounts", DAY, DAY, "f", "file 1", str(path), 1)
    block, account = read_file(file, Pseudonyms(b"k" * 32), SeenRecords())

    assert isinstance(account, Account)
    assert not isinstance(block, Account)
    assert block.accepted is not None
    assert block.accepted.event_on.to_pylist() == [date(2025, 3, 1), date(2025, 3, 2)][:days]


def test_parquet_cells_become_what_a_person_would_have_written() -> None:
    zone = "Asia/Shanghai"
    columns = {
        "姓名": pa.array(["张三", None]),
        "日期": pa.array([date(2024, 5, 6), None]),
        "时间": pa.array([datetime(2024, 5, 6, 10, 30), None], pa.timestamp("ns")),  # noqa: DTZ001 - as departments write
        "带区": pa.array([datetime.fromisoformat("2024-05-06T10:30:00+08:00"), None], pa.timestamp("us", zone)),
        "金额": pa.array([Decimal("1234.50"), None]),
        "数": pa.array([12.0, None]),
        "整数": pa.array([20240506, None]),
        "真": pa.array([True, None]),
        "字节": pa.array(["李四".encode(), None]),
        "字典": pa.array(["甲", None]).dictionary_encode(),
        "列表": pa.array([["a", "b"], None]),
    }
    decoded = decode(parquet(pa.table(columns)))

    assert (decoded.encoding, decoded.sheets[0].header) == ("parquet", list(columns))
    assert list(decoded.sheets[0].rows) == [
        (
            1,
            [
                "张三",
                "2024-05-06",
                "2024-05-06 10:30:00",
                "2024-05-06 10:30:00+08:00",
                "1234.50",
                "12",
                "20240506",
                "是",
                "李四",
                "甲",
                '["a", "b"]',
            ],
        ),
        (2, [""] * 11),
    ]


def test_rows_of_parquet_are_numbered_by_their_place_across_batches() -> None:
    rows = list(decode(parquet(pa.table({"数": list(range(10_000))}))).sheets[0].rows)

    assert [(number, int(cells[0])) for number, cells in rows] == [(place + 1, place) for place in range(10_000)]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (parquet(pa.table({"a": [1]}))[:-3], "damaged_parquet:ArrowInvalid"),
        (parquet(pa.table({"a": [b"\xff"]})), "damaged_parquet:UnicodeDecodeError"),
        (parquet(pa.table({str(place): [1] for place in range(16_385)})), "too_many_columns"),
        (b"PARE" + bytes(100), "encrypted_parquet"),
    ],
)
def test_parquet_that_cannot_be_read_has_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(Undecodable) as error:
        decode(raw)

    assert str(error.value) == reason


def test_a_cell_larger_than_any_cuts_the_sheet_off_there() -> None:
    rows = decode(parquet(pa.table({"a": ["x", "y" * 1_100_000]}))).sheets[0].rows

    assert next(rows) == (1, ["x"])
    with pytest.raises(CutOff) as error:
        next(rows)
    assert (error.value.number, error.value.reason) == (2, "cell_too_large")


def test_a_merged_cell_has_its_value_in_its_first_row_and_the_others_are_named() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (["单位", "金额"], ["甲公司", 1], [None, 2], [None, 3], ["乙公司", 4]):
            book.active.append(row)
        book.active.merge_cells("A2:A4")

    sheet = decode(saved(fill)).sheets[0]

    assert [(number, cells[0], sheet.lies_under_a_merged_cell(number)) for number, cells in sheet.rows] == [
        (1, "单位", False),
        (2, "甲公司", False),
        (3, "", True),
        (4, "", True),
        (5, "乙公司", False),
    ]


def test_cells_merged_side_by_side_hide_no_row_and_overlapping_ones_are_one() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in range(8):
            book.active.append([number, number, number])
        for merged in ("A1:C1", "A2:A4", "B3:B6", "C8:C8"):
            book.active.merge_cells(merged)

    assert decode(saved(fill)).sheets[0].merged == (range(3, 7),)


def test_merged_titles_above_the_header_are_no_data(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["某区参保人数统计表（2025年度）"])
        sheet.append([])
        sheet.append(["统计编号", "单位名称", "统一社会信用代码", "统计日期", "参保人数"])
        sheet.append(["A1", "厦门甲有限公司", "91350100M000100Y43", date(2025, 3, 1), "１，２３４"])
        sheet.merge_cells("A1:E2")

    path = tmp_path / "f.csv"
    path.write_bytes(saved(fill))
    file = DeliveredFile("xiamen", "x", "insured_headcounts", DAY, DAY, "f.csv", "file 1", str(path), 1)
    *_, account = read_file(file, Pseudonyms(b"k" * 32), SeenRecords())

    assert isinstance(account, Account)
    assert (account.status, account.rows_in) == ("read", 1)


def test_a_formula_that_failed_shows_its_error() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["付款方", "金额"])
        book.active.append(["#REF!", 1])
        book.active["A2"].data_type = "e"

    assert list(decode(saved(fill)).sheets[0].rows)[1] == (2, ["#REF!", "1"])


@pytest.mark.parametrize("formula", ["", "=1+1"], ids=["plain", "beside a formula without a value"])
def test_a_number_shown_as_a_percentage_is_read_as_one(formula: str) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.create_sheet("前", 0).append(["无", 0.5])
        sheet = book["Sheet"]
        for row in (
            [],
            ["", "利率", "别的"],
            ["", 0.24, formula],
            ["", 0.156, 0.5],
            ["", 24],
            ["", "24%"],
            ["", 24],
            ["", 1],
        ):
            sheet.append(row)
        for place, code in {
            "B3": "0%",
            "B4": '0.0 "年" %',
            "B6": "0%",
            "B7": '0.00"%"',
            "B2": "0%",
            "B8": "0%",
        }.items():
            sheet[place].number_format = code

    _, sheet = decode(saved(fill)).sheets

    assert [cells[-2] for _, cells in sheet.rows] == ["利率", "24%", "15.6%", "24", "24%", "24", "100%"]


def test_a_number_that_an_old_workbook_shows_as_a_percentage_is_read_as_one() -> None:
    rows = decode(old_workbook([["利率"], [Percent(0.24)], [24.0]])).sheets[0].rows

    assert list(rows) == [(1, ["利率"]), (2, ["24%"]), (3, ["24"])]


def test_formats_and_short_numbers_of_an_old_workbook_are_known() -> None:
    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    raw = old_workbook([["a" * 200], [Percent(0.24), 1.0]])
    number = record(0x0203, struct.pack("<HHHd", 1, 0, 2, 0.24)), record(0x0203, struct.pack("<HHHd", 1, 1, 0, 1.0))
    several = record(0x00BD, struct.pack("<HHHIHIH", 1, 3, 0, 1, 1, 1, 4)) + record(0x0001, bytes(6))
    assert raw.count(number[0]) == raw.count(number[1]) == 1

    changed = read_old_workbook(raw.replace(b"".join(number), several))

    assert changed.percents == (((1, 4),),)


@pytest.mark.parametrize(
    ("code", "percent"),
    [("0%", True), ("0.00%;[Red]-0.00%", True), ('0.00"%"', False), ("0.00\\%", False), ("0.00", False)],
)
def test_a_percent_sign_that_is_a_text_multiplies_nothing(code: str, percent: bool) -> None:
    assert is_percent_format(code) == percent


def test_rows_beside_a_formula_without_a_value_are_as_wide_as_the_others() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (["编号", "名称", "备注"], ["A1", "=1+1"], ["A2", "甲"], ["A3", None, "乙"]):
            book.active.append(row)

    assert [len(cells) for _, cells in decode(saved(fill)).sheets[0].rows] == [3, 3, 3, 3]


def test_a_formula_without_a_value_is_its_text() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["链接", "数"])
        book.active.append(['=HYPERLINK("http://x","y")', 1])
        book.active.append(["甲", "=1+1"])

    assert list(decode(saved(fill)).sheets[0].rows) == [
        (1, ["链接", "数"]),
        (2, ['=HYPERLINK("http://x","y")', "1"]),
        (3, ["甲", "=1+1"]),
    ]


def test_blank_rows_of_a_workbook_are_left_out_and_counted() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["A1048576"] = "a", "z"

    assert list(decode(saved(fill)).sheets[0].rows) == [(1, ["a"]), (1_048_576, ["z"])]


def test_a_workbook_without_sheets_is_a_reason() -> None:
    raw = old_workbook([["a"]])
    bound_sheet = b"\x85\x00\x0e\x00"
    assert raw.count(bound_sheet) == 1

    with pytest.raises(Undecodable, match="workbook_without_sheets"):
        decode(raw.replace(bound_sheet, b"\x86\x00\x0e\x00"))


def test_a_chart_is_no_sheet_of_rows() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["a"])
        book.create_chartsheet("图", 0)

    assert [list(sheet.rows) for sheet in decode(saved(fill)).sheets] == [[(1, ["a"])]]


def test_one_cell_in_the_last_corner_is_a_reason_and_no_end_of_us() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["XFD1048576"] = 1, 2

    with pytest.raises(Undecodable, match="workbook_too_large"):
        decode(saved(fill))


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        ("import os; os.abort()", "damaged_workbook:reader_ended"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged_workbook:reader_ended"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "workbook_too_slow"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "workbook_too_large"),
        ("import sys; sys.exit('memory allocation of 9 bytes failed')", "workbook_too_large"),
    ],
)
def test_a_reader_that_dies_is_a_reason(monkeypatch: pytest.MonkeyPatch, ends: str, reason: str) -> None:
    monkeypatch.setattr(apart, "_SERVE", ends)

    with pytest.raises(Undecodable) as error:
        decode(old_workbook([["a"]]))

    assert str(error.value) == reason


def test_the_readers_time_is_limited() -> None:
    spins = "import resource\nfrom jobs.ingest import apart\napart._limit(resource.RLIMIT_CPU, 1)\nwhile True: pass"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "_SERVE", "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n" + spins)
        with pytest.raises(Undecodable, match="workbook_too_slow"):
            decode(old_workbook([["a"]]))
