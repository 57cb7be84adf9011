"""What `beijing_names` reads besides the night's tables: rolls that no contract takes, and names as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from expectations.sources.declaration import header_form
from identifiers.names import company_name_form
from jobs.ingest.decode import Undecodable, decode

ROLL_COLUMNS = {
    "2022年丰台区环境信息依法披露企业名单.csv": ("单位名称", "统一社会信用代码"),
    "保险试点三年参保企业名单汇总.csv": ("企业名称", "统一社会信用代码"),
    "内资企业设立登记公告数据 (1).csv": ("企业名称", "统一社会信用代码"),
    "北京市昌平区环境信息依法披露企业名单.csv": ("单位名称", "统一社会信用代码"),
    "在京央企名录.csv": ("企业(集团)名称", "统一社会信用代码"),
    "土地-成交宗地.csv": ("受让人名称", "受让人代码"),
    "市农业农村局-农产品生产主体目录.csv": ("主体名称", "统一社会信用代码"),
    "市市场监督管理局-上市公司名录.csv": ("企业名称", "统一社会信用代码"),
    "市政府重点工程项目.csv": ("企业名称", "统一社会信用代码"),
    "当年北京市企业上市名单.csv": ("企业名称", "组织机构代码或统一社会信用代码"),
    "当年北京市新三板企业名单.csv": ("企业名称", "组织机构代码或统一社会信用代码"),
    "经开区环境信息依法披露企业名单.csv": ("单位名称", "统一社会信用代码"),
    "顺义区重点排污单位名录.csv": ("单位名称", "统一社会信用代码"),
}
"""Rolls that name companies beside their codes and nothing that a contract is about: the declared columns of each."""

ROLL_DDL = (
    "source_row_id string, department string, source_file string, source_row bigint, company_name string, "
    "credit_code string, known_on date"
)


def rolls(data: Path) -> pd.DataFrame:
    """The rows of the rolls that are in a folder, with the columns of `ROLL_DDL` except `known_on`."""
    rows = [
        (f"roll-{place}-{number}", "market", name, number, company, code)
        for place, (name, headers) in enumerate(sorted(ROLL_COLUMNS.items()))
        if (data / name).is_file()
        for number, company, code in _roll(data / name, headers)
    ]
    return pd.DataFrame(rows, columns=[part.split()[0] for part in ROLL_DDL.split(", ")][:-1])


def _roll(path: Path, headers: tuple[str, str]) -> Iterator[tuple[int, str | None, str | None]]:
    """(row number, name, code) of each row below the row with both headers."""
    places: list[int] | None = None
    for number, cells in _rows(path):
        forms = [header_form(cell) for cell in cells]
        if places is None:
            places = [forms.index(header) for header in headers] if set(headers) <= set(forms) else None
        else:
            name, code = (cells[place].strip() or None if place < len(cells) else None for place in places)
            yield number, name, code


def names_as_written(data: Path, named: Mapping[str, Mapping[int, str]]) -> dict[tuple[str, int], str]:
    """By (file, row) the cell that a row's company name was read from, given the names as read by file and row.

    Ingest brings names to one width of signs; whether two names differ is asked of what the departments wrote.
    """
    found = {}
    for file, names in named.items():
        for number, cells in _rows(data / file):
            if number in names and (file, number) not in found:
                form = company_name_form(names[number])
                written = next((cell for cell in cells if cell and company_name_form(cell) == form), names[number])
                found[file, number] = written.strip()
    return found


def _rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    try:
        sheets = decode(path.read_bytes()).sheets
    except (OSError, Undecodable):  # in a folder with subfolders, or no table: its names stand as they were read
        return
    for sheet in sheets:
        yield from sheet.rows
