"""Reading one cell under its column's type: value, rule or doubt."""

from __future__ import annotations

import pyarrow as pa
import pytest

from expectations.contracts import contracts
from expectations.contracts.declaration import Column, ColumnType
from jobs.ingest.columns import ColumnReader
from jobs.ingest.plain import plain_cells
from jobs.ingest.values import Cell, DateOrder, party_id, reader


def column(kind: ColumnType, *, required: bool = False) -> Column:
    return Column("held", "写", kind, "not recorded", required, allowed=(("是（有）", "yes"), ("没有", "no")))


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("date", "2024年5月6日", "2024-05-06"),
        ("date", "45418", "2024-05-06"),
        ("date", "20240506", "2024-05-06"),
        ("date", "2024/5/6", "2024-05-06"),
        ("date", "２０２４．５．６", "2024-05-06"),
        ("date", "二〇二四年五月六日", "2024-05-06"),
        ("money", "１，２３４．５０", "123450"),
        ("money", "1.5万元", "1500000"),
        ("money", "叁万伍仟元整", "3500000"),
        ("money", "三万五千元", "3500000"),
        ("text", '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("text", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("integer", "1,234", "1234"),
        ("integer", "１２", "12"),
        ("integer", "三百二十", "320"),
        ("date", "2023年五月七日", "2023-05-07"),
        ("date", "二〇二三年5月7日 下午3:20", "2023-05-07"),
        ("date", "2023-05-07 下午3:20:15", "2023-05-07"),
        ("date", "2023/5/7 3:20 PM", "2023-05-07"),
        ("money", "1,234.50", "123450"),
        ("money", "3万元", "3000000"),
        ("percent", "24%", "24.0"),
        ("boolean", "是", "true"),
        ("boolean", "无", "false"),
        ("category", "是(有)", "yes"),
        ("code", " （2024）闽0203民初1号 ", "(2024)闽0203民初1号"),
        ("code", '="0012"', "0012"),
        ("code", "'0012", "0012"),
        ("citizen_id", '="11010519491231002X"', "11010519491231002X"),
        ("phone", "138-0013-8000", "13800138000"),
        ("citizen_id", "11010519491231002x", "11010519491231002X"),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("company_name", "厦门甲有限公\n司", "厦门甲有限公司"),
    ],
)
def test_a_good_cell_becomes_the_value_bronze_holds(kind: ColumnType, written: str, value: str) -> None:
    found = reader(column(kind))(written)

    assert (found.value, found.rule) == (value, None)


def test_a_record_whose_number_lost_a_character_is_no_other_record() -> None:
    assert reader(column("code", required=True))("(2024)闽\ufffd1号") == Cell(None, "characters_lost")
    assert reader(column("code"))("闽\ufffd1号") == Cell("闽\ufffd1号", doubt="characters_lost:held")


@pytest.mark.parametrize("kind", ["text", "company_name", "address"])
def test_a_text_that_lost_a_character_is_held_with_a_doubt(kind: ColumnType) -> None:
    written = "厦门\ufffd甲贸易有限公司思明分公司"

    assert reader(column(kind))(written) == Cell(written, doubt="characters_lost:held")


@pytest.mark.parametrize("written", ["长期", "长期有效", " 永久 "])
def test_what_holds_for_ever_has_no_end(written: str) -> None:
    endless = Column("until", "至", "date", "no end")

    assert reader(endless)(written) == Cell(None)
    assert reader(column("date"))(written) == Cell(None, "not_a_date")


@pytest.mark.parametrize(
    ("kind", "written", "rule"),
    [
        ("date", "2024年2月30日", "not_a_date"),
        ("integer", "十几", "not_a_number"),
        ("integer", "九" * 19, "not_a_number"),
        ("money", "若干", "not_an_amount"),
        ("percent", "高", "not_a_percentage"),
        ("boolean", "可能", "not_yes_or_no"),
        ("category", "其它", "unknown_category"),
        ("person_name", "12345", "not_a_name"),
        ("code", "9.13501E+17", "identifier_destroyed_by_spreadsheet"),
        ("citizen_id", "3.50203E+17", "identifier_destroyed_by_spreadsheet"),
    ],
)
def test_a_cell_that_cannot_be_read_names_the_rule(kind: ColumnType, written: str, rule: str) -> None:
    assert reader(column(kind))(written) == Cell(None, rule)


@pytest.mark.parametrize(
    ("kind", "written", "doubt"),
    [
        ("citizen_id", "110105194912310021", "held_bad_check_digit"),
        ("citizen_id", "350203********1234", "held_masked"),
        ("credit_code", "91350100M000100Y44", "held_bad_check_digit"),
        ("credit_code", "110105675090462", "held_wrong_length"),
        ("phone", "138****8000", "held_masked"),
        ("phone", "12", "held_wrong_form"),
    ],
)
def test_a_doubtful_number_is_kept_with_a_flag(kind: ColumnType, written: str, doubt: str) -> None:
    found = reader(column(kind))(written)

    assert (found.rule, found.doubt) == (None, doubt)
    assert found.value == written


@pytest.mark.parametrize("written", ["", "  ", "/", "——", "无", "\u3000" * 12])
def test_a_blank_is_null_or_a_missing_required_value(written: str) -> None:
    assert reader(column("text"))(written) == Cell(None)
    assert reader(column("text", required=True))(written) == Cell(None, "missing_required")


def test_numbers_leave_a_text_and_are_counted() -> None:
    found = reader(column("text"))("联系13800138000或13900139000")

    assert found == Cell("联系〔电话〕或〔电话〕", redacted=2)


def test_money_takes_the_unit_of_its_header() -> None:
    assert reader(column("money"), "wan_yuan")("0.5") == Cell("500000")


def test_dates_with_the_year_last_need_a_declared_order() -> None:
    assert reader(column("date"))("5/12/2025") == Cell(None, "not_a_date")
    assert reader(column("date"), order=DateOrder(day_first=True))("5/12/2025 10:00:00") == Cell("2025-12-05")
    assert reader(column("date"), order=DateOrder(month_first=True))("5/12/2025") == Cell("2025-05-12")


def test_a_partys_number_is_checked_as_its_kind_says() -> None:
    assert party_id("p", "91350100M000100Y43", "company") == Cell("91350100M000100Y43")
    assert party_id("p", "91350100M000100Y43", "person").doubt == "p_wrong_characters"
    assert party_id("p", "11010519491231002X", None) == Cell("11010519491231002X")
    assert party_id("p", "nonsense", None).doubt == "p_invalid"


@pytest.mark.parametrize(
    "written",
    [
        "2023年5月",
        "2023年05月份",
        "2023-05",
        "2023/5",
        "2023.05",
        "2023.5",
        "二〇二三年五月",
        "二零二三年五月份",
        "２０２３年５月",
    ],
)
def test_a_month_is_held_as_its_first_day_and_says_so(written: str) -> None:
    assert reader(column("date"))(written) == Cell("2023-05-01", doubt="held_month_only")


@pytest.mark.parametrize("written", ["2023年13月", "2023.1", "2023-0", "202305", "五月", "二〇二三年十三月", "2023"])
def test_what_names_no_one_month_is_no_date(written: str) -> None:
    assert reader(column("date"))(written) == Cell(None, "not_a_date")


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("厦门市思明区中华街道某某社区湖滨南路12号3栋2单元501室", None),
        ("厦门市思明区湖滨南路12号", "a_no_street"),
        ("湖滨南路一带", "a_wrong_form"),
        ("厦门市思明区某路*号", "a_masked"),
    ],
)
def test_a_standard_address_keeps_its_text_and_says_what_it_lacks(written: str, doubt: str | None) -> None:
    cell = reader(Column("a", "标准地址", "standard_address", "never"))(written)
    assert (cell.value, cell.rule, cell.doubt) == (written, None, doubt)


@pytest.mark.parametrize(
    ("kind", "bounds", "inside", "outside"),
    [
        ("money", (0, None), ["0", "1,000,000,000"], ["-0.01", "（100）"]),
        ("percent", (0, 100), ["0%", "100", "千分之五"], ["-1", "100.5%", "2400"]),
        ("integer", (0, 23), ["0", "23", "二十三"], ["24", "-1", "一百"]),
        ("integer", (1, None), ["1", "99999999999"], ["0"]),
    ],
)
def test_a_number_beyond_its_columns_bounds_is_rejected_however_it_is_read(
    kind: str, bounds: tuple[int, int | None], inside: list[str], outside: list[str]
) -> None:
    bounded = Column("held", "列", kind, "never", bounds=bounds)  # type: ignore[arg-type]
    read = ColumnReader(reader(bounded), plain_cells(bounded))

    found = read(pa.array(inside + outside))

    assert {index: cell.rule for index, cell in found.noted.items()} == {
        len(inside) + place: "out_of_bounds" for place in range(len(outside))
    }


def test_a_short_text_is_one_line_and_holds_no_number_of_a_person() -> None:
    assert reader(column("short_text"))(" 思明区　信访局\n") == Cell("思明区 信访局")
    assert reader(column("short_text"))("王某13800138000的答复").redacted == 1


@pytest.mark.parametrize("written", ["#N/A", "#REF!", " ＃VALUE! ", "#div/0!"])
@pytest.mark.parametrize("kind", ["date", "money", "party_id", "company_name", "category", "text", "code"])
def test_a_formula_that_failed_is_no_blank(kind: ColumnType, written: str) -> None:
    assert reader(column(kind))(written) == Cell(None, doubt="spreadsheet_error:held")
    assert reader(column(kind, required=True))(written) == Cell(None, "spreadsheet_error")


def test_a_formula_that_failed_rejects_its_row_where_a_null_says_something() -> None:
    payer = contracts()["fund_flows"].column("payer_name")

    assert payer.null_means == "cash"
    assert reader(payer)("#REF!") == Cell(None, "spreadsheet_error")


@pytest.mark.parametrize("table", sorted(contracts()))
def test_every_allowed_word_of_every_contract_is_held_as_declared(table: str) -> None:
    for declared in contracts()[table]:
        read = reader(declared)
        for word, held in declared.allowed:
            assert read(word) == Cell(held), f"{declared.name}: {word}"
