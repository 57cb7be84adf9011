"""Citizen identity numbers, by example and by property."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers import citizen_ids

GOOD = "11010519491231002X"

areas = st.sampled_from(["350203", "350205", "350211", "110105", "650102"])
birth_dates = st.dates(date(1900, 1, 1), date(2025, 12, 31))


@st.composite
def valid_ids(draw: st.DrawFn) -> str:
    body = draw(areas) + draw(birth_dates).strftime("%Y%m%d") + f"{draw(st.integers(0, 999)):03d}"
    return body + citizen_ids.check_digit(body)


def test_the_standards_own_example_is_valid() -> None:
    result = citizen_ids.check(GOOD)
    assert result.valid
    assert (result.number, result.birth_on, result.flags) == (GOOD, date(1949, 12, 31), ())


def test_weights_written_out_give_the_example_its_check_digit() -> None:
    """GB 11643: weights 2^(17-i) mod 11, the sum mod 11 looked up in 10X98765432."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(GOOD[:17]))
    assert "10X98765432"[total % 11] == citizen_ids.check_digit(GOOD[:17]) == "X"


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ", "110105-19491231-002X"],
)
def test_other_ways_of_writing_it_are_the_same_number(written: str) -> None:
    assert citizen_ids.check(written).number == GOOD
    assert citizen_ids.is_valid(written)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (None, "missing"),
        ("", "missing"),
        ("无", "missing"),
        ("3502**********1234", "masked"),
        ("350203XXXXXXXX1234", "masked"),
        ("350203××××××××1234", "masked"),
        ("1.10105E+17", "destroyed_by_spreadsheet"),
        ("110105491231002", "wrong_length"),
        ("1101051949123100X", "wrong_length"),
        ("11010519491231O02X", "wrong_characters"),
        ("110105194912310021", "bad_check_digit"),
        ("110105194902310020", "bad_check_digit"),
    ],
)
def test_every_other_value_has_its_reason_and_no_birth_date(written: str | None, status: str) -> None:
    result = citizen_ids.check(written)
    assert (result.status, result.birth_on, result.valid) == (status, None, False)


@pytest.mark.parametrize("birth", ["19490231", "19491301", "00000101", "18501231"])
def test_a_right_check_digit_does_not_save_a_date_that_cannot_be(birth: str) -> None:
    body = f"110105{birth}002"
    assert citizen_ids.check(body + citizen_ids.check_digit(body)).status == "impossible_date"


def test_a_birth_after_as_of_is_impossible_and_on_that_day_is_not() -> None:
    body = "35020320260304001"
    number = body + citizen_ids.check_digit(body)
    assert citizen_ids.check(number, as_of=date(2026, 3, 3)).status == "impossible_date"
    assert citizen_ids.check(number, as_of=date(2026, 3, 4)).valid
    assert citizen_ids.check(number).valid


@pytest.mark.parametrize(
    ("area", "birth", "known"),
    [
        ("350203", "19500101", True),  # born before Siming's code was in use: registered later, no doubt
        ("350202", "20030101", True),
        ("350202", "20040101", False),
        ("350204", "20040101", False),
        ("350221", "19960101", True),
        ("350221", "19970101", False),
        ("350205", "19800101", True),  # another district's then, Haicang's now
        ("350211", "20200101", True),
        ("350299", "19900101", False),
        ("990105", "19900101", False),
        ("810000", "19900101", True),
    ],
)
def test_an_area_nobody_gave_out_is_flagged_and_never_refused(area: str, birth: str, known: bool) -> None:
    body = f"{area}{birth}002"
    result = citizen_ids.check(body + citizen_ids.check_digit(body))
    assert result.valid
    assert result.flags == (() if known else ("unknown_area",))


@given(valid_ids(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_changed_character_is_always_caught(number: str, place: int, character: str) -> None:
    changed = number[:place] + character + number[place + 1 :]
    assert citizen_ids.is_valid(changed) is (changed == number)


@given(valid_ids(), st.integers(0, 16))
def test_two_neighbours_swapped_are_always_caught(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert citizen_ids.is_valid(swapped) is (swapped == number)


@given(st.text(max_size=24))
def test_any_text_has_a_status_and_a_stable_normal_form(text: str) -> None:
    result = citizen_ids.check(text)
    assert (result.number is None) is (result.status == "missing")
    if result.valid:
        assert citizen_ids.check(result.number) == result


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("350203********123X", "350203________123X"),
        ("3502**********1234", "3502__________1234"),
        ("350203****1234", "350203%1234"),
        ("110105194912310021", "110105194912310021"),
        ("11010519491231002X", None),
        ("35**************", None),
        ("3.50203E+17", None),
    ],
)
def test_what_can_be_read_of_a_masked_or_wrong_number(written: str, seen: str | None) -> None:
    assert citizen_ids.pattern(citizen_ids.check(written)) == seen
