"""Telephone numbers by example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers import phones


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("13800138000", "13800138000", "mobile"),
        ("+86 138-0013-8000", "13800138000", "mobile"),
        ("008613800138000", "13800138000", "mobile"),
        ("１３８００１３８０００", "13800138000", "mobile"),
        ("13800138000、13900139000", "13800138000", "mobile"),
        ("138****8000/13900139000", "13900139000", "mobile"),
        ("0592-5551234", "05925551234", "landline"),
        ("(0592)5551234", "05925551234", "landline"),
        ("0592-5551234-801", "05925551234", "landline"),
        ("0592-5551234转801", "05925551234", "landline"),
        ("010-62345678", "01062345678", "landline"),
        ("400-123-4567", "4001234567", "service"),
        ("12345", "12345", "service"),
    ],
)
def test_valid_numbers_and_their_kind(written: str, number: str, kind: str) -> None:
    assert phones.check(written) == (number, "valid", kind)
    assert phones.normalise(written) == number


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (None, "missing"),
        ("无", "missing"),
        ("138****8000", "masked"),
        ("12800138000", "wrong_form"),
        ("1380013800", "wrong_form"),
        ("138001380001", "wrong_form"),
        ("5551234", "wrong_form"),
        ("见备注", "wrong_form"),
    ],
)
def test_every_other_value_has_its_reason(written: str | None, status: str) -> None:
    assert phones.check(written).status == status
    assert not phones.is_valid(written)


def test_a_local_number_is_valid_only_with_its_city() -> None:
    assert phones.check("5551234", area_code="0592") == ("05925551234", "valid", "landline")
    assert phones.check("5551234").status == "wrong_form"


@given(st.text(max_size=30))
def test_any_text_is_answered_and_a_normal_form_is_stable(text: str) -> None:
    result = phones.check(text)
    if result.valid:
        assert phones.check(result.number) == result
    else:
        assert result.kind is None
