"""Unified social credit codes, by example, by property and against python-stdnum."""

from __future__ import annotations

import pytest
import stdnum.cn.uscc
from hypothesis import given
from hypothesis import strategies as st

from identifiers import credit_codes

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def valid_codes(draw: st.DrawFn) -> str:
    body = (
        draw(st.sampled_from(["91", "11", "52", "N2", "Y1"]))
        + draw(st.text("0123456789", min_size=6, max_size=6))
        + draw(st.text(ALPHABET, min_size=9, max_size=9))
    )
    return body + credit_codes.check_character(body)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "11320000MB151840XJ"])
def test_the_published_examples_are_valid(code: str) -> None:
    assert credit_codes.check(code) == (code, "valid")


def test_weights_written_out_give_the_example_its_check_character() -> None:
    """GB 32100: weights 3^(i-1) mod 31, check (31 - sum mod 31) mod 31."""
    code = "91350100M000100Y43"
    total = sum(ALPHABET.index(character) * (3**place % 31) for place, character in enumerate(code[:17]))
    assert ALPHABET[(31 - total % 31) % 31] == "3" == credit_codes.check_character(code[:17])


@pytest.mark.parametrize(
    "written", ["91350100m000100y43", " ９１３５０１００Ｍ０００１００Ｙ４３", "91350100-M000100Y-43"]
)
def test_other_ways_of_writing_it_are_the_same_code(written: str) -> None:
    assert credit_codes.check(written) == ("91350100M000100Y43", "valid")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (None, "missing"),
        ("/", "missing"),
        ("9135**********0Y43", "masked"),
        ("9.1350100E+17", "destroyed_by_spreadsheet"),
        ("91350100M000100Y4", "wrong_length"),
        ("91350100I000100Y43", "wrong_characters"),
        ("9135010XM000100Y43", "wrong_characters"),
        ("91350100M000100Y44", "bad_check_digit"),
    ],
)
def test_every_other_value_has_its_reason(written: str | None, status: str) -> None:
    assert credit_codes.check(written).status == status
    assert not credit_codes.is_valid(written)


def test_codes_of_rural_collectives_start_with_a_letter_and_are_valid() -> None:
    body = "N2350211MF1234567"
    assert credit_codes.is_valid(body + credit_codes.check_character(body))


@pytest.mark.parametrize(
    ("text", "destroyed"),
    [
        ("9.1350100E+17", True),
        ("9.13501E17", True),
        ("9e+17", True),
        ("９．１３５Ｅ＋１７", True),
        ("91350100M000100Y43", False),
        ("913501001234567E17", False),
        ("", False),
    ],
)
def test_scientific_notation_is_recognised(text: str, destroyed: bool) -> None:
    assert credit_codes.destroyed_by_spreadsheet(text) is destroyed


@given(valid_codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_is_always_caught(code: str, place: int, character: str) -> None:
    changed = code[:place] + character + code[place + 1 :]
    assert credit_codes.is_valid(changed) is (changed == code)


@given(valid_codes())
def test_stdnum_agrees_on_codes_that_start_with_digits(code: str) -> None:
    assert stdnum.cn.uscc.is_valid(code) is code[:2].isdecimal()
    wrong = code[:17] + ("1" if code[17] == "0" else "0")
    assert not stdnum.cn.uscc.is_valid(wrong)
    assert not credit_codes.is_valid(wrong)
