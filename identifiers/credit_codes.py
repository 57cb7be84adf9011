"""Unified social credit codes (统一社会信用代码), GB 32100-2015: 18 characters with a MOD 31 check.

The first two characters say who registered the unit and as what; the standard lets letters stand there (N for rural
collectives, A and Y for others), and such codes are common in published records, so they are accepted here where
python-stdnum refuses them. For codes that start with digits both agree.
"""

from __future__ import annotations

import re
from operator import mul
from typing import Literal, NamedTuple

from identifiers.writing import is_blank, without_space

CreditCodeStatus = Literal[
    "valid",
    "missing",
    "masked",
    "destroyed_by_spreadsheet",
    "wrong_length",
    "wrong_characters",
    "bad_check_digit",
]


class CreditCodeCheck(NamedTuple):
    """What one written value turned out to be; `code` is the normal form, null when the value is missing."""

    code: str | None
    status: CreditCodeStatus

    @property
    def valid(self) -> bool:
        return self.status == "valid"


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Characters of a code, each worth its place (GB 32100, table 2)."""
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_FORM = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_MASK = re.compile(r"[*×●•○◯■□_#?？…]|X{4,}")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}")


def normalise(value: str) -> str:
    """Half width, no spaces or hyphens, upper case. Wrong values come back as they are, so that they can be shown."""
    if len(value) == 18 and value.isascii() and value.isalnum():
        return value.upper()
    return without_space(value).replace("-", "").replace("'", "").upper()


def check_character(first_seventeen: str) -> str:
    """The 18th character of a code. Weights 3^(i-1) mod 31 for i = 1..17, check (31 - sum mod 31) mod 31 (GB 32100).

    Raises KeyError on a character outside the standard's alphabet (no I, O, S, V, Z).
    """
    total = sum(map(mul, map(_VALUES.__getitem__, first_seventeen), _WEIGHTS))
    return ALPHABET[-total % 31]


def check(value: str | None) -> CreditCodeCheck:
    """Check one written code."""
    if value is None or is_blank(value):
        return CreditCodeCheck(None, "missing")
    code = normalise(value)
    if _FORM.fullmatch(code):
        return CreditCodeCheck(code, "valid" if check_character(code[:17]) == code[17] else "bad_check_digit")
    if _MASK.search(code):
        return CreditCodeCheck(code, "masked")
    # normalise() drops hyphens, and a negative exponent is no code at all: only the positive form is looked for.
    if _SCIENTIFIC.fullmatch(code):
        return CreditCodeCheck(code, "destroyed_by_spreadsheet")
    return CreditCodeCheck(code, "wrong_length" if len(code) != 18 else "wrong_characters")


def is_valid(value: str | None) -> bool:
    """True when `check` says valid."""
    return check(value).valid


_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_FORM = re.compile(r"[0-9A-Z]{8}[0-9X]")
_ORGANISATION_PLACES = {9: slice(0, 9), 15: slice(6, 15), 18: slice(8, 17)}
"""Where the organisation code stands by the length of the number: alone, behind the area in a taxpayer's old number,
inside a credit code."""


def organisation_code(value: str | None) -> str | None:
    """The organisation code (组织机构代码, GB 11714-1997) that a written number is or holds; null without a valid one.

    It has a check character of its own, so that it stands in a credit code of which another character is wrong. A
    number of one repeated character is a placeholder and holds none.
    """
    if value is None:
        return None
    number = normalise(value)
    place = _ORGANISATION_PLACES.get(len(number))
    if place is None or not _ORGANISATION_FORM.fullmatch(code := number[place]) or len(set(code)) == 1:
        return None
    total = sum(int(character, 36) * weight for character, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False))
    return code if code[8] == "0123456789X0"[-total % 11 if total % 11 else 11] else None


def destroyed_by_spreadsheet(text: str) -> bool:
    """True for a number a spreadsheet turned into scientific notation (9.1350100E+17): its last digits are gone, so
    nothing can be recovered and the department must send the column again as text."""
    return _SCIENTIFIC.fullmatch(without_space(text).upper()) is not None
