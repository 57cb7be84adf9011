"""Whole columns at once: a cell taken as plain is held as the reader of single cells holds it, without any doubt."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.contracts.declaration import Column
from identifiers import citizen_ids, credit_codes
from jobs.ingest.columns import ColumnReader
from jobs.ingest.persons import is_person, units
from jobs.ingest.plain import PlainCells, plain_cells
from jobs.ingest.values import Cell, CellReader, party_id, reader

TYPES = (
    *(
        "address",
        "boolean",
        "citizen_id",
        "code",
        "company_name",
        "credit_code",
        "date",
        "integer",
        "short_text",
        "money",
    ),
    *("party_id", "party_name", "percent", "person_name", "phone", "text"),
)

WRITTEN = (
    *(
        "",
        " ",
        "无",
        "空",
        "暂无",
        "未填",
        "null",
        "N/A",
        "-",
        "—",
        "张三",
        " 张三",
        "张三 ",
        "张　三",
        "欧阳娜娜",
        "张*",
    ),
    *("厦门甲贸易有限公司", "厦门甲（集团）有限公司", "ABC贸易", "abc", "甲", "9.1350100E+17", "1E5", "12E3", "3 E 5"),
    *("11010519491231002X", "11010519491231002x", "110105194912310021", "350203198003040017", "35020319800304001X"),
    *("350299198003040018", "35020319800229001X", "110105 19491231 002X", "91350100M000100Y43", "11320000MB151840XJ"),
    *("91350100M000100Y44", "91350100m000100y43", "13800138000", "138 0013 8000", "0592-5550123", "12345", "110"),
    *("'", "'0012", '="0012"', "厦门\ufffd甲", "此处有\ufffd八个字以上的一句话", "<NA>"),
    *("2023-05-07", "2023-02-30", "2023-05-31", "2023/5/7", "20230507", "二〇二三年五月", "45000", "1899-01-01"),
    *(
        "0",
        "007",
        "-5",
        "1,234",
        "1,234.50",
        "12.5",
        "12.345",
        "3万5",
        "３．５",
        "999999999999.99",
        "1.10",
        "1e3",
        "5元",
    ),
    *("思明区某路1号", "思明区某路１号", "思明区某路1号\n2楼", "是", "否", "24%", "24", "0.5", "\ufeff张三"),
    *("〔2023〕闽0203民初1号", "双方因借款发生争执,要求调解。", "被告陈某，男，汉族，1980年3月4日出生。"),
    *("电话13800001234请回电，谢谢。", "人民路的人民都来了吗？好的。"),
)


def agree(read: CellReader, plain: PlainCells | None, written: list[str]) -> None:
    held = ColumnReader(read, plain)(pa.array(written, pa.string()))
    one_by_one = [read(text) for text in written]
    assert held.values.to_pylist() == [cell.value for cell in one_by_one]
    odd = {place: cell for place, cell in enumerate(one_by_one) if cell.rule or cell.doubt or cell.redacted}
    assert held.noted == odd


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("required", [True, False])
def test_a_column_is_what_its_cells_are(kind: str, required: bool) -> None:
    column = Column("c", "列", kind, "never", required=required)  # type: ignore[arg-type]
    agree(reader(column), plain_cells(column), list(WRITTEN))


@pytest.mark.parametrize("kind", ["person", "company"])
def test_a_partys_number_is_read_by_its_kind(kind: str) -> None:
    column = Column("c", "列", "party_id", "never")
    first = reader(column)

    def read(text: str) -> Cell:
        cell = first(text)
        return cell if cell.value is None else party_id("c", text, kind)

    agree(read, plain_cells(column, party=kind), list(WRITTEN))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Citizen ids and credit codes, right or with one character changed."""
    if draw(st.booleans()):
        area = draw(st.sampled_from(["350203", "350204", "350299", "110105", "999999", "350221", "810000"]))
        body = f"{area}{draw(st.integers(1850, 2105))}{draw(st.integers(0, 13)):02d}{draw(st.integers(0, 32)):02d}"
        body += f"{draw(st.integers(0, 999)):03d}"
        number = body + citizen_ids.check_digit(body)
    else:
        body = draw(st.text(credit_codes.ALPHABET, min_size=2, max_size=2)) + f"{draw(st.integers(0, 999999)):06d}"
        body += draw(st.text(credit_codes.ALPHABET, min_size=9, max_size=9))
        number = body + credit_codes.check_character(body)
    if draw(st.booleans()):
        place = draw(st.integers(0, 17))
        number = number[:place] + draw(st.sampled_from("0123456789XxE*")) + number[place + 1 :]
    return number


# A lone surrogate is no character: no decoder of ours gives one.
CHARACTERS = st.characters(exclude_categories=["Cs"])
ANY = st.one_of(
    numbers(),
    st.text(CHARACTERS, max_size=24),
    st.text("张三李欧阳有限公司0123456789ABEXx-/.，。 ()（）*\u3000·元万无空null年月日", max_size=24),
    st.dates().map(str),
    st.decimals(-10, 10**13, places=2, allow_nan=False).map(str),
    st.sampled_from(WRITTEN),
)


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TYPES), st.lists(ANY, min_size=1, max_size=40))
def test_whatever_is_written_a_column_is_what_its_cells_are(kind: str, written: list[str]) -> None:
    column = Column("c", "列", kind, "never")  # type: ignore[arg-type]
    agree(reader(column), plain_cells(column), written)


NAMES = st.lists(st.one_of(st.text("张三有限公司贸易ABx0129()*·", max_size=14), st.text(CHARACTERS, max_size=12)))


@settings(max_examples=80)
@given(NAMES)
def test_no_name_taken_for_a_units_could_be_a_persons(names: list[str]) -> None:
    sure = units(pa.array(names, pa.string())).to_pylist()
    for name in (name for name, is_unit in zip(names, sure, strict=True) if is_unit):
        for number in (None, "11010519491231002X", "350203********0017"):
            assert not is_person(name, number, unnumbered=True)
