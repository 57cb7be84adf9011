"""Telephone numbers of mainland China (GB/T 15120-type national plan, MIIT numbering plan 2017).

Normal form: 11 digits of a mobile number; area code and number of a landline without a hyphen; service numbers as they
are. Extensions are dropped: two extensions of one switchboard are one line.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from identifiers.writing import is_blank, without_space

PhoneKind = Literal["mobile", "landline", "service"]
PhoneStatus = Literal["valid", "missing", "masked", "wrong_form"]


class PhoneCheck(NamedTuple):
    """What one written value turned out to be. `number` is the normal form, null when missing; `kind` is null unless
    valid. `service` numbers (400, 800, five-digit hotlines) are answered by many: nobody is linked over them."""

    number: str | None
    status: PhoneStatus
    kind: PhoneKind | None = None

    @property
    def valid(self) -> bool:
        return self.status == "valid"


_SEPARATORS = re.compile(r"[-—–‐−_.()（）\[\]]")
_EXTENSION = re.compile(r"(?:转|EXT\.?|#|,).*$", re.IGNORECASE)
_HYPHEN_EXTENSION = re.compile(r"^(0\d{2,3}-?\d{7,8})-\d{1,5}$")
_COUNTRY = re.compile(r"^(?:\+?86|0086)(?=1\d{10}$|0?\d{9,11}$)")
_MASK = re.compile(r"[*×●•○#?X]", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
# Two-digit area codes are 010 and 02x, all others have three digits after the zero.
_LANDLINE = re.compile(r"0(?:10|2\d)[2-9]\d{6,7}|0[3-9]\d{2}[2-9]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}|9[56]\d{3,6}|1[12]\d{1,3}")
_LOCAL = re.compile(r"[2-9]\d{6,7}")


def check(value: str | None, area_code: str | None = None) -> PhoneCheck:
    """Check one written number. `area_code` (such as "0592") completes local numbers of seven or eight digits; without
    it they are `wrong_form`, because the same digits ring in every city. Of several numbers in one cell the first that
    is valid is taken."""
    if value is None or is_blank(value):
        return PhoneCheck(None, "missing")
    first: PhoneCheck | None = None
    for part in re.split(r"[、;；/]|,(?=\s*\+?[01])|，", value):
        result = _check_one(part, area_code)
        if result.valid:
            return result
        first = first or result
    assert first is not None  # splitting never gives an empty list
    return first


def normalise(value: str, area_code: str | None = None) -> str:
    """The normal form `check` finds; of a wrong value its digits and signs without separators. "" when missing."""
    return check(value, area_code).number or ""


def is_valid(value: str | None, area_code: str | None = None) -> bool:
    """True when `check` says valid."""
    return check(value, area_code).valid


def _check_one(text: str, area_code: str | None) -> PhoneCheck:
    compact = _EXTENSION.sub("", without_space(text))
    with_extension = _HYPHEN_EXTENSION.match(compact)
    if with_extension:
        compact = with_extension.group(1)
    number = _COUNTRY.sub("", _SEPARATORS.sub("", compact))
    if not number.isdecimal():
        return PhoneCheck(number or None, "masked" if _MASK.search(text) else "wrong_form")
    if _MOBILE.fullmatch(number):
        return PhoneCheck(number, "valid", "mobile")
    if number[0] in "2345678" and re.fullmatch(r"(?:10|2\d)[2-9]\d{7}|[3-9]\d{2}[2-9]\d{7}", number):
        # An area code that lost its zero to a spreadsheet; eight-digit numbers only, or 4001234567 would be one too.
        number = number if _SERVICE.fullmatch(number) else "0" + number
    if _LANDLINE.fullmatch(number):
        return PhoneCheck(number, "valid", "landline")
    if _SERVICE.fullmatch(number):
        return PhoneCheck(number, "valid", "service")
    if area_code is not None and _LOCAL.fullmatch(number):
        return PhoneCheck(area_code + number, "valid", "landline")
    return PhoneCheck(number, "wrong_form")
