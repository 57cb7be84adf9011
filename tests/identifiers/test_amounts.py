"""Money text to fen, exactly."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.amounts import MoneyUnit, parse_fen
from identifiers.numerals import parse_integer, whole_number


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,234.50", 123_450),
        ("１，２３４．５０", 123_450),
        ("¥1,000", 100_000),
        ("人民币500元", 50_000),
        ("3万元", 3_000_000),
        ("2.5万", 2_500_000),
        ("1.5亿元", 15_000_000_000),
        ("5千", 500_000),
        ("3万5000元", 3_500_000),
        ("2万5千元", 2_500_000),
        ("3元5角", 350),
        ("三万五千元", 3_500_000),
        ("叁万伍仟元整", 3_500_000),
        ("壹佰元伍角三分", 10_053),
        ("五角", 50),
        ("-500", -50_000),
        ("(500)", -50_000),
        (1_234, 123_400),
        (1_234.5, 123_450),
        (Decimal("0.01"), 1),
    ],
)
def test_amounts_under_a_header_in_yuan(written: object, fen: int) -> None:
    assert parse_fen(written) == fen


@pytest.mark.parametrize(
    ("written", "fen"),
    [("3", 3_000_000), ("0.0001", 100), ("三", 3_000_000), (2.5, 2_500_000), ("3元", 300), ("3万元", 3_000_000)],
)
def test_a_header_in_wan_yuan_holds_where_the_value_names_no_unit(written: object, fen: int) -> None:
    assert parse_fen(written, "wan_yuan") == fen


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "/", "无", float("nan")])
def test_a_blank_is_null_and_zero_is_not(blank: object) -> None:
    assert parse_fen(blank) is None
    assert parse_fen("0") == 0


@pytest.mark.parametrize(
    "wrong", ["abc", "12美元", "1,23", "1.234", "3万5", "5千3万", "元", "约500", "1-2万", True, "inf", "零十一元"]
)
def test_what_is_no_amount_is_an_error_and_never_a_guess(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_fen(wrong)


def test_what_binary_arithmetic_left_of_a_spreadsheet_cell_is_read_as_the_cell() -> None:
    assert 0.1 + 0.2 != 0.3
    assert parse_fen(0.1 + 0.2) == parse_fen("0.30000000000000004") == 30


@given(st.integers(-(10**15), 10**15))
def test_an_amount_that_is_written_and_read_is_itself(fen: int) -> None:
    written = f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    assert parse_fen(written) == fen


@given(st.integers(0, 10**11), st.sampled_from(["yuan", "wan_yuan"]))
def test_the_unit_of_the_column_is_a_factor(number: int, unit: MoneyUnit) -> None:
    assert parse_fen(str(number), unit) == number * {"yuan": 100, "wan_yuan": 1_000_000}[unit]


@given(st.integers(10, 10**12 - 1))
def test_numerals_everyday_and_bankers_are_read_back(number: int) -> None:
    assert parse_integer(cn2an.an2cn(number, "low")) == number
    assert parse_fen(cn2an.an2cn(number, "rmb")) == number * 100


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("肆万贰仟零佰零拾零", 42000), ("伍万零仟叁佰", 50300), ("叁仟零佰伍拾零", 3050), ("一百零一", 101),
        ("拾万零仟零佰零拾", 100000),
    ],
)  # fmt: skip
def test_empty_places_of_a_printed_form_count_nothing(written: str, number: int) -> None:
    assert parse_integer(written) == number


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("十二", 12), ("０３", 3), ("二〇一四", 2014)])
def test_a_whole_number_is_written_in_digits_or_numerals(text: str, number: int) -> None:
    assert whole_number(text) == number


def test_what_is_no_whole_number_is_refused() -> None:
    with pytest.raises(ValueError, match="numerals"):
        whole_number("1.5")
