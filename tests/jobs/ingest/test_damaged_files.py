"""Files that came to harm end with an account: by generated text, by any bytes, and by what the fuzzer does to them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.damage import damaged_file, measure
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.decode import CutOff, Undecodable, decode
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.repeats import SeenRecords

DAY = date(2026, 1, 31)
HEADER = "统计编号,单位名称,统一社会信用代码,统计日期,参保人数\n"
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\t;|") | st.sampled_from("\n,\"'"))
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=8)
PARTS = st.sampled_from(
    [HEADER, "\n", ",", '"', "\t", "A1,厦门甲有限公司,91350100M000100Y43,2026-01,12\n", "\x00", "{}"]
)

MADE_UP = st.lists(PARTS | st.text(max_size=5), max_size=12).map(lambda parts: "".join(parts).encode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("delivered")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@given(table=TABLES)
def test_what_was_written_is_read(encoding: str, table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(table)

    decoded = decode(stream.getvalue().encode(encoding))

    assert decoded.encoding == encoding
    assert list(decoded.sheets[0].rows) == list(enumerate(table, 1))


@given(st.lists(st.dictionaries(TEXTS, TEXTS | st.none() | st.integers(-(10**9), 10**9), max_size=4), min_size=1))
def test_every_json_object_is_a_row_under_the_names_of_all(records: list[dict[str, str | int | None]]) -> None:
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)

    sheet = decode(lines.encode()).sheets[0]

    rows = list(sheet.rows)
    assert sheet.header is not None
    assert [number for number, _ in rows] == list(range(1, len(records) + 1))
    for record, (_, cells) in zip(records, rows, strict=True):
        written = {name: "" if value is None else str(value) for name, value in record.items()}
        assert dict(zip(sheet.header, cells, strict=True)) == dict.fromkeys(sheet.header, "") | written


@given(st.binary(max_size=300) | MADE_UP)
def test_any_bytes_are_rows_or_a_reason(raw: bytes) -> None:
    try:
        sheets = decode(raw).sheets
    except Undecodable as undecodable:
        sheets, reason = (), str(undecodable)
    else:
        reason = ""
    numbers = []
    for sheet in sheets:
        try:
            for number, _ in sheet.rows:
                numbers.append(number)
        except CutOff as cut_off:
            numbers.append(cut_off.number)

    assert bool(reason) == (not sheets)
    assert len(set(numbers)) == len(numbers)


@settings(max_examples=50)
@given(raw=MADE_UP)
def test_rows_in_are_accepted_or_rejected_whatever_the_text(folder: Path, raw: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(raw)
    file = DeliveredFile("xiamen", "social_security", "insured_headcounts", DAY, DAY, "any.csv", "file 1", str(path), 1)
    rows, account = 0, None
    for part in read_file(file, Pseudonyms(b"k" * 32), SeenRecords()):
        if isinstance(part, Account):
            account = part
        else:
            rows += len(part.accepted or ()) + len(part.rejected)

    assert account is not None
    assert account.rows_in == rows


def test_damaged_extracts_of_every_kind_end_with_an_account() -> None:
    found = measure(120, seed=20260131, bomb_bytes=8 << 20, seconds_for_a_file=None)

    assert (found["crashed"], found["hung"], found["inexact"]) == ([], [], [])
    assert set(found["statuses"]) == {"read", "refused", "unreadable"}


def test_a_seed_gives_the_same_files_again() -> None:
    assert [damaged_file(number, 3, 8 << 20) for number in range(20)] == [
        damaged_file(number, 3, 8 << 20) for number in range(20)
    ]
