"""Reading one cell under its column's type: value, rule or doubt."""

from __future__ import annotations

import pytest

from expectations.contracts.declaration import Column, ColumnType
from jobs.ingest.values import Cell, DateOrder, party_id, reader


def column(kind: ColumnType, *, required: bool = False) -> Column:
    return Column("held", "写", kind, "not recorded", required, allowed=(("是（有）", "yes"), ("没有", "no")))


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("date", "2024年5月6日", "2024-05-06"),
        ("date", "45418", "2024-05-06"),
        ("integer", "1,234", "1234"),
        ("integer", "１２", "12"),
        ("money", "1,234.50", "123450"),
        ("money", "3万元", "3000000"),
        ("percent", "24%", "24.0"),
        ("boolean", "是", "true"),
        ("boolean", "无", "false"),
        ("category", "是(有)", "yes"),
        ("code", " （2024）闽0203民初1号 ", "(2024)闽0203民初1号"),
        ("phone", "138-0013-8000", "13800138000"),
        ("citizen_id", "11010519491231002x", "11010519491231002X"),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("company_name", "厦门甲有限公\n司", "厦门甲有限公司"),
    ],
)
def test_a_good_cell_becomes_the_value_bronze_holds(kind: ColumnType, written: str, value: str) -> None:
    found = reader(column(kind))(written)

    assert (found.value, found.rule) == (value, None)


@pytest.mark.parametrize(
    ("kind", "written", "rule"),
    [
        ("date", "2024年2月30日", "not_a_date"),
        ("integer", "十几", "not_a_number"),
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
