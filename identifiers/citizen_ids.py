"""Citizen identity numbers (公民身份号码), GB 11643-1999: 18 characters with an ISO 7064 MOD 11-2 check.

A number is refused for its form, its check digit or a date that cannot be, and for nothing else. Its first six digits
say which office issued the number, years ago: they are flagged when no office had them, and are never read as where
somebody is from. Library checks that look the area up by year of birth refuse real people (everyone born before 1983
in 350203, for instance), because a number is issued later than its owner is born.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from identifiers.credit_codes import destroyed_by_spreadsheet
from identifiers.writing import is_blank, without_space

CitizenIdStatus = Literal[
    "valid",
    "missing",
    "masked",
    "destroyed_by_spreadsheet",
    "wrong_length",
    "wrong_characters",
    "impossible_date",
    "bad_check_digit",
]

UNKNOWN_AREA = "unknown_area"
"""Flag of a number whose issuing office is not known for that time; a doubt, never a reason to refuse."""


class CitizenIdCheck(NamedTuple):
    """What one written value turned out to be.

    `number` is the normal form, null when the value is missing; `birth_on` is null unless the number is valid, because
    a date read out of a wrong number is nobody's.
    """

    number: str | None
    status: CitizenIdStatus
    birth_on: date | None = None
    flags: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return self.status == "valid"


CHECK_CHARACTERS = "10X98765432"
"""The 18th character by the weighted sum modulo 11."""
_MASK = re.compile(r"[*×●•○◯■□_#?？…]|X{2,}|某")
_HIDDEN_SIGN = re.compile(r"[^0-9](?!$)|[^0-9X]$")
_HIDDEN_RUN = re.compile(r"(?:[^0-9](?!$)|[^0-9X]$)+")
_LEAST_SHOWN = 8
_ONE_SIGN_MAY_BE_WRONG = frozenset({"bad_check_digit", "impossible_date", "wrong_characters", "wrong_length"})
# Numbers were first given out in 1984; nobody alive then was born before this year.
_FIRST_BIRTH_YEAR = 1860

# GB/T 2260 province codes, with 81-83 for holders of a residence permit from Hong Kong, Macao and Taiwan.
PROVINCES = frozenset(re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283"))
# Xiamen's codes and the last birth year in which the office gave them out. 350205 and 350211 were given to other
# districts before, so both are known at every date. Later codes have no first year: elders registered late carry them.
_XIAMEN_LAST_YEAR: dict[str, int | None] = {
    "350202": 2003,
    "350203": None,
    "350204": 2003,
    "350205": None,
    "350206": None,
    "350211": None,
    "350212": None,
    "350213": None,
    "350221": 1996,
}


XIAMEN_AT_ANY_TIME = frozenset(code for code, last in _XIAMEN_LAST_YEAR.items() if last is None)
"""Codes of Xiamen's offices that fit whoever was born whenever."""


def normalise(value: str) -> str:
    """Half width, no spaces or hyphens, upper-case X. Wrong values come back as they are, so that they can be shown."""
    if len(value) == 18 and value.isascii() and value.isalnum():
        return value.upper()
    return without_space(value).replace("-", "").replace("'", "").upper()


def check_digit(first_seventeen: str) -> str:
    """The 18th character that belongs to 17 digits. Weights 2^(17-i) mod 11 for i = 0..16 (GB 11643-1999, 6.1).

    Reading the digits in base 13 gives the same sum, since 13 = 2 modulo 11, and is much faster than a loop.
    """
    return CHECK_CHARACTERS[2 * int(first_seventeen, 13) % 11]


def check(value: str | None, as_of: date | None = None) -> CitizenIdCheck:
    """Check one written number. `as_of`, where given, makes a birth date after that day impossible.

    Only a number of status `valid` proves who somebody is, and then only together with a name that matches.
    """
    if value is None or is_blank(value):
        return CitizenIdCheck(None, "missing")
    number = normalise(value)
    body = number[:17]
    if not (
        len(number) == 18 and body.isascii() and body.isdecimal() and (number[17].isdecimal() or number[17] == "X")
    ):
        return CitizenIdCheck(number, _malformed(number))
    if check_digit(body) != number[17]:
        return CitizenIdCheck(number, "bad_check_digit")
    birth_on = _birth_date(body, as_of)
    if birth_on is None:
        return CitizenIdCheck(number, "impossible_date")
    flags = () if area_known(body[:6], birth_on) else (UNKNOWN_AREA,)
    return CitizenIdCheck(number, "valid", birth_on, flags)


def is_valid(value: str | None) -> bool:
    """True when `check` says valid."""
    return check(value).valid


def pattern(seen: CitizenIdCheck) -> str | None:
    """What can be read of a number that is masked or wrong; null for a valid one and where too little is left.

    A masked number comes back in the form of SQL's LIKE: `_` for each hidden sign where all 18 places are there, else
    `%` for each run of them; `350203********123X` gives `350203________123X`. A wrong number of 17 to 19 signs comes
    back as it is: one of its signs may be the only wrong one.
    """
    text = seen.number or ""
    if seen.status == "masked":
        shown = _HIDDEN_SIGN.sub("_", text) if len(text) == 18 else _HIDDEN_RUN.sub("%", text)
        return shown if sum(sign.isdigit() or sign == "X" for sign in shown) >= _LEAST_SHOWN else None
    return text if seen.status in _ONE_SIGN_MAY_BE_WRONG and 17 <= len(text) <= 19 else None


def area_known(code: str, birth_on: date) -> bool:
    """Whether an office gave out this six-digit code to people born on that day, as far as our tables reach.

    Xiamen's codes are known one by one; elsewhere only the province is.
    """
    if code[:2] not in PROVINCES:
        return False
    if code[:4] != "3502":
        return True
    if code not in _XIAMEN_LAST_YEAR:
        return False
    last = _XIAMEN_LAST_YEAR[code]
    return last is None or birth_on.year <= last


def _malformed(number: str) -> CitizenIdStatus:
    if _MASK.search(number):
        return "masked"
    if destroyed_by_spreadsheet(number):
        return "destroyed_by_spreadsheet"
    return "wrong_length" if len(number) != 18 else "wrong_characters"


def _birth_date(body: str, as_of: date | None) -> date | None:
    year, month, day = int(body[6:10]), int(body[10:12]), int(body[12:14])
    if year < _FIRST_BIRTH_YEAR:
        return None
    try:
        birth_on = date(year, month, day)
    except ValueError:
        return None
    return None if as_of is not None and birth_on > as_of else birth_on
