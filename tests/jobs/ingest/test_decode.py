"""Bytes to rows: encodings, workbooks under a false name, JSON lines, and what cannot be read."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest

from jobs.ingest.decode import Undecodable, decode
from jobs.ingest.sheets import BrokenLine

CSV = "姓名,金额\n张三,1\n"
ROWS = [(1, ["姓名", "金额"]), (2, ["张三", "1"])]


def rows(raw: bytes) -> list[tuple[int, list[str]]]:
    return [row for sheet in decode(raw).sheets for row in sheet.rows]


def broken(text: str) -> list[tuple[int, str, str]]:
    found = ((number, cells) for number, cells in rows(text.encode()) if isinstance(cells, BrokenLine))
    return [(number, cells[0], cells.rule) for number, cells in found]


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (CSV.encode("utf-8"), "utf-8"),
        (CSV.encode("utf-8-sig"), "utf-8-sig"),
        (CSV.encode("gb18030"), "gb18030"),
        (CSV.encode("utf-16"), "utf-16"),
        (CSV.encode("utf-16-le"), "utf-16-le"),
        (CSV.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_an_encoding_is_found_by_strict_reading(raw: bytes, encoding: str) -> None:
    assert decode(raw).encoding == encoding
    assert rows(raw) == ROWS


def test_damaged_utf_8_is_not_read_as_other_characters() -> None:
    raw = ("姓名,金额\n" + "张三,1\n" * 200).encode()
    damaged = raw[:50] + b"\xff" + raw[51:]

    with pytest.raises(Undecodable, match="damaged_utf_8:line"):
        decode(damaged)


@pytest.mark.parametrize("raw", [b"", b" \n\t\n"])
def test_an_empty_file_is_named_as_such(raw: bytes) -> None:
    with pytest.raises(Undecodable, match="empty_file"):
        decode(raw)


def test_control_characters_are_no_text() -> None:
    with pytest.raises(Undecodable, match="binary_content:line 2"):
        decode(b"a,b\n1,\x01\n")


def test_tabs_and_semicolons_are_delimiters_where_they_are_the_most() -> None:
    assert rows("姓名\t金额\n张三\t1,5\n".encode()) == [(1, ["姓名", "金额"]), (2, ["张三", "1,5"])]
    assert rows("姓名;金额\n张三;1\n".encode()) == ROWS


def test_a_quoted_line_break_stays_in_its_cell_and_a_blank_line_counts_as_a_row() -> None:
    assert rows(b'a,b\n"x\ny",1\n\nz,2\n') == [(1, ["a", "b"]), (2, ["x\ny", "1"]), (3, []), (4, ["z", "2"])]


def test_lines_behind_a_quote_that_never_closes_are_broken_one_by_one() -> None:
    assert broken('a,b\n1,2\n"3,4\n5,6\n\n7,8') == [
        (3, '"3,4', "quote_left_open"),
        (4, "5,6", "quote_left_open"),
        (6, "7,8", "quote_left_open"),
    ]


def test_lines_of_a_cell_larger_than_any_are_broken_one_by_one() -> None:
    found = broken('a,b\n1,2\n"' + "x" * 2_000_000 + "\n3,4\n")

    assert [(number, len(text), rule) for number, text, rule in found] == [
        (3, 1 << 20, "cell_too_large"),
        (4, 3, "cell_too_large"),
    ]


def test_rows_that_a_stray_quote_swallowed_are_seen_once_the_header_is_known() -> None:
    raw = 'a,b,c\n1,"2,3\n4,5,6\n7,"8,9\n10,"11\nx,12",13\n'
    again = decode(raw.encode()).sheets[0].again
    assert again is not None

    assert [(number, cells) for number, cells in again(3)] == [
        (1, ["a", "b", "c"]),
        (2, ['1,"2,3']),
        (3, ["4,5,6"]),
        (4, ['7,"8,9']),
        (5, ["10", "11\nx,12", "13"]),
    ]


def test_the_commas_of_amounts_make_no_row_of_a_line() -> None:
    again = decode('案号,文书类型,全文\n1,判决书,"借款\n本金10,000,000元"\n'.encode()).sheets[0].again
    assert again is not None

    assert list(again(3))[1] == (2, ["1", "判决书", "借款\n本金10,000,000元"])


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, cells in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in cells:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_known_by_its_bytes_and_its_cells_become_what_was_typed() -> None:
    raw = workbook([["名称", "日期", "数", "真"], ["甲", date(2024, 5, 6), 12.0, True], ["乙", None, 0.25, False]])

    assert decode(raw).encoding == "xlsx"
    assert rows(raw) == [
        (1, ["名称", "日期", "数", "真"]),
        (2, ["甲", "2024-05-06", "12", "是"]),
        (3, ["乙", "", "0.25", "否"]),
    ]


def test_a_code_that_a_workbook_holds_as_a_number_looks_destroyed() -> None:
    assert rows(workbook([["代码"], [911101010123456789.0]]))[1][1] == ["9.11101E+17"]


def test_rows_of_a_second_sheet_are_numbered_apart_and_rows_above_the_first_cell_count() -> None:
    raw = workbook([["a"]], [[None], ["b"]])

    assert [number for number, cells in rows(raw) if any(cells)] == [1, 10_000_002]


def test_a_damaged_workbook_is_unreadable() -> None:
    with pytest.raises(Undecodable, match="damaged_workbook"):
        decode(workbook([["a"]])[:200])


def test_json_lines_have_the_union_of_their_names_as_header() -> None:
    lines = [
        json.dumps({"姓名": "张三", "金额": 1.5}),
        json.dumps({"姓名": "李四", "备注": None, "有": True}),
        "{broken",
    ]
    sheet = decode("\n".join(lines).encode()).sheets[0]

    assert sheet.header == ["姓名", "金额", "备注", "有"]
    assert list(sheet.rows) == [(1, ["张三", "1.5", "", ""]), (2, ["李四", "", "", "是"])]
    assert sheet.broken == ((3, "{broken"),)


def test_formulas_in_a_text_file_stay_text() -> None:
    assert rows(b'a,b\n"=HYPERLINK(""http://x"")",=cmd|\' /C calc\'!A0\n') == [
        (1, ["a", "b"]),
        (2, ['=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]),
    ]


def test_lines_from_a_row_of_too_many_delimiters_on_are_broken_one_by_one() -> None:
    assert broken("a,b\n1,2\n" + "," * 70_000 + "\n3,4\n") == [
        (3, "," * 70_000, "row_too_wide"),
        (4, "3,4", "row_too_wide"),
    ]


def test_delimiters_of_one_row_are_counted_over_its_quoted_line_breaks() -> None:
    assert len(rows(b"a,b\n" + b",".join([b"1"] * 40_000) + b"\n" + b",".join([b"2"] * 40_000) + b"\n")) == 3
    assert broken("a,b\n" + '1,"\n",' * 40_000 + "\n")[0] == (2, '1,"', "row_too_wide")


@pytest.mark.parametrize(
    "line",
    [
        '{"a": ' + "[" * 33 + "]" * 33 + "}",
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": 1, "a": 2}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        '{"a": "' + "x" * 1_100_000 + '"}',
        '["a"]',
        "null",
        '{"a": 1',
    ],
)
def test_a_line_of_json_that_is_no_row_is_kept_apart(line: str) -> None:
    sheet = decode(f'{{"a": "甲"}}\n{line}\n{{"a": "乙"}}'.encode()).sheets[0]

    assert list(sheet.rows) == [(1, ["甲"]), (3, ["乙"])]
    assert sheet.broken == ((2, line),)


def test_a_line_separator_in_a_value_ends_no_line_of_json() -> None:
    assert rows('{"a": "甲\u2028乙\x85"}\r\n{"a": {"b": [1]}}'.encode()) == [
        (1, ["甲\u2028乙\x85"]),
        (2, ['{"b": [1]}']),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1}\n' + "{\n" * 10_001, "too_many_broken_lines"),
        ("".join(f'{{"{number}": 1}}\n' for number in range(16_385)), "too_many_columns"),
        ("".join(f'{{"{number}": 1}}\n' for number in range(6_000)), "sheet_too_large"),
    ],
)
def test_more_than_a_sheet_may_have_is_no_file_of_json_lines(text: str, reason: str) -> None:
    with pytest.raises(Undecodable, match=reason):
        decode(text.encode())


@pytest.mark.parametrize("line", ["T2,张三", "T2,李四,王五六七", "T2,张三\r"])
def test_a_line_in_utf_8_in_a_file_in_gb18030_is_named(line: str) -> None:
    text = "编号,姓名\nT1,李四\n".encode("gb18030")

    assert decode(text).encoding == "gb18030"
    with pytest.raises(Undecodable, match=r"^mixed_encodings:line 3$"):
        decode(text + line.encode() + b"\nT3,\xc0\xee\n")


@pytest.mark.parametrize("word", ["联通", "聯", "堃", "\U00020087"])
def test_words_in_gb18030_that_look_like_utf_8_are_read(word: str) -> None:
    text = f"编号,姓名\nT1,{word}\n"

    assert [cells for _, cells in decode(text.encode("gb18030")).sheets[0].rows][1] == ["T1", word]
