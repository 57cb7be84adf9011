"""Small whole extracts under the departments' own contracts, in every form that departments hand over."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.damaged.old_workbooks import old_workbook
from expectations.contracts import contracts
from expectations.contracts.declaration import Column

TABLES = (
    "civil_cases",
    "companies",
    "company_penalties",
    "fund_flows",
    "hotline_tickets",
    "insured_headcounts",
    "mediations",
    "residents",
    "standard_addresses",
)
"""Contracts of eight departments, with every type of column between them."""

Rows = list[list[str]]
"""Header and rows of cells as a department writes them."""

_PINNED = (2025, 1, 1, 0, 0, 0)
_SAVED_AT = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_WRITTEN: dict[str, tuple[str, ...]] = {
    "text": ("双方因借款发生争执，请求处理。", "被告，男，汉族，1980年生，\n电话13800138000", '他说"明天还"', ""),
    "date": ("2025-03-04", "2025/3/4", "20250304", "二〇二五年三月四日", "45720", "2025年3月"),
    "integer": ("12", "1,234", "１２"),
    "money": ("1,234.50", "3万元", "叁万伍仟元整", "0.5"),
    "percent": ("24%", "月息2分", "3.65"),
    "boolean": ("是", "否"),
    "citizen_id": ("11010519491231002X", "350203********1234"),
    "credit_code": ("91350100M000100Y43", "9.13501E+17"),
    "party_id": ("11010519491231002X", "91350100M000100Y43"),
    "phone": ("13800138000", "0592-5551234"),
    "address": ("福建省厦门市思明区厦港街道蜂巢山社区大学路120号", "湖滨南路120-201"),
    "standard_address": ("福建省厦门市思明区厦港街道蜂巢山社区大学路120号", "厦门市湖里区湖里街道金山路402号"),
    "person_name": ("张三", "李四·王"),
    "company_name": ("厦门甲贸易有限公司", "厦门乙（集团）有限公司"),
    "party_name": ("张三", "厦门甲贸易有限公司"),
}


def extract(table: str, rows: int, chance: Random) -> Rows:
    """Header and that many rows of one contract; keys are places, other cells drawn."""
    columns = contracts()[table].columns
    made = [[column.header for column in columns]]
    for number in range(rows):
        made.append([_cell(column, number, chance) for column in columns])
    return made


def _cell(column: Column, number: int, chance: Random) -> str:
    if column.type == "code":
        return f"（2025）闽{number:04d}号"
    if column.type == "category":
        return chance.choice(column.allowed)[0]
    return chance.choice(_WRITTEN[column.type])


def _delimited(rows: Rows, encoding: str, delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def _json_lines(rows: Rows) -> bytes:
    header, *data = rows
    return "\n".join(json.dumps(dict(zip(header, row, strict=False)), ensure_ascii=False) for row in data).encode()


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        # What a workbook cannot hold is left out of it, as its own program does.
        book.active.append(["".join(filter(str.isprintable, cell[:32_767])) for cell in row[:16_384]])
    book.active.merge_cells(start_row=2, end_row=3, start_column=1, end_column=1)
    written, pinned = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(pinned, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename, _PINNED), _SAVED_AT.sub(b"", old.read(info)))
    return pinned.getvalue()


def _xls(rows: Rows) -> bytes:
    return old_workbook([[cell[:200] for cell in row[:20]] for row in rows[:12]])


def _parquet(rows: Rows) -> bytes:
    header, *data = rows
    names = [name or str(place) for place, name in enumerate(header)]
    columns = [[row[place] if place < len(row) else None for row in data] for place in range(len(names))]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], names=names), stream)
    return stream.getvalue()


def zipped(*contents: bytes) -> bytes:
    """A zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in enumerate(contents):
            archive.writestr(zipfile.ZipInfo(f"{place}.csv", _PINNED), content)
    return stream.getvalue()


def _utf_8(rows: Rows) -> bytes:
    return _delimited(rows, "utf-8")


FORMS: dict[str, tuple[int, Callable[[Rows], bytes]]] = {
    "csv": (30, _utf_8),
    "csv_gb18030": (15, lambda rows: _delimited(rows, "gb18030")),
    "csv_utf_8_sig": (5, lambda rows: _delimited(rows, "utf-8-sig")),
    "csv_utf_16": (8, lambda rows: _delimited(rows, "utf-16")),
    "tsv": (8, lambda rows: _delimited(rows, "utf-8", "\t")),
    "json_lines": (12, _json_lines),
    "csv_gzip": (4, lambda rows: gzip.compress(_utf_8(rows), mtime=0)),
    "csv_zip": (4, lambda rows: zipped(_utf_8(rows), _delimited(rows, "gb18030"))),
    "xlsx": (6, _xlsx),
    "xls": (5, _xls),
    "parquet": (3, _parquet),
}
"""Form -> how often of 100 it is drawn, and its writer. Readers of the last three take a process each."""
