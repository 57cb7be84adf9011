"""Invented citizen ids, credit codes and phone numbers, with the check characters real ones have.

The simulator computes its own check characters: were it to share the code of the checker, one mistake would agree
with itself. Sources: GB 11643 (citizen id), GB 32100 (credit code), GB 11714 (organisation code inside it).
"""

from __future__ import annotations

from datetime import date

from simulation.dice import Dice, Weighted

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_BLOCKS, _SEQUENCES = 100, 5
"""Shares of the five hundred sequences of a day, an area and a sex, and how many lie in each."""
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_AREA_CODES = (
    "350102 350104 350111 350121 350181 350302 350322 350402 350426 350502 350503 350504 350521 350524 350525 350526 "
    "350581 350582 350583 350602 350603 350622 350623 350624 350625 350627 350628 350629 350681 350702 350721 350802 "
    "350821 350823 350824 350825 350881 350902 350921 350981 360102 360111 360428 360730 360781 361002 361102 361128 "
    "410102 411402 411628 412702 420106 421023 421125 430102 430426 430721 431121 440106 440307 441424 445102 450102 "
    "450881 500101 500233 510104 510922 511321 511623 520102 520203 522425 340102 341221 341622 342425 330106 330327 "
    "320106 370102 371722 130102 610102 620102 230102 220102"
)
_ELSEWHERE = _AREA_CODES.split()
_MOBILE = Weighted(
    dict.fromkeys(
        (
            "134",
            "135",
            "136",
            "137",
            "138",
            "139",
            "150",
            "151",
            "152",
            "157",
            "158",
            "159",
            "182",
            "183",
            "187",
            "188",
            "130",
            "131",
            "132",
            "155",
            "156",
            "185",
            "186",
            "133",
            "153",
            "180",
            "181",
            "189",
            "177",
            "173",
            "199",
            "198",
        ),
        1.0,
    )
)


def citizen_check(first17: str) -> str:
    """The check character of the first 17 characters of a citizen id (GB 11643)."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def credit_check(first17: str) -> str:
    """The check character of the first 17 characters of a credit code (GB 32100)."""
    total = sum(_CODE_ALPHABET.index(sign) * weight for sign, weight in zip(first17, _CODE_WEIGHTS, strict=True))
    return _CODE_ALPHABET[(31 - total % 31) % 31]


def _organisation_check(first8: str) -> str:
    total = sum(
        _ORGANISATION_ALPHABET.index(sign) * weight for sign, weight in zip(first8, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _area(dice: Dice, birth: date) -> str:
    """An area code that was in force when somebody born then got a number; Xiamen's districts were re-cut."""
    if dice.chance(0.45):
        return dice.pick(_ELSEWHERE)
    if birth.year < 1987:
        return dice.pick(("350202", "350203", "350203", "350204", "350205", "350211", "350221", "350221"))
    if birth < date(1996, 12, 1):
        return dice.pick(("350202", "350203", "350203", "350204", "350206", "350211", "350221", "350205"))
    if birth < date(2003, 6, 1):
        return dice.pick(("350202", "350203", "350203", "350204", "350206", "350211", "350212", "350205"))
    return dice.pick(("350203", "350203", "350205", "350206", "350206", "350211", "350212", "350213"))


class CitizenIds:
    """Valid citizen ids for the people of one block: a number is one person's.

    Blocks are written apart, so each has sequences of its own; a city of more than a hundred blocks, of two million
    people, would use them again.
    """

    def __init__(self, block: int) -> None:
        self._first = block % _BLOCKS * _SEQUENCES
        self._given: set[str] = set()

    def draw(self, dice: Dice, birth: date, male: bool) -> str:
        """The id of somebody born on that day; its 17th digit is odd for men."""
        while True:
            sequence = 2 * (self._first + dice.integer(0, _SEQUENCES - 1)) + int(male)
            first17 = f"{_area(dice, birth)}{birth:%Y%m%d}{sequence:03d}"
            if first17 not in self._given:
                self._given.add(first17)
                return first17 + citizen_check(first17)


def credit_code(dice: Dice, category: str, district: str) -> str:
    """A valid credit code: `category` 1 enterprise, 2 sole trader, 3 farmers' co-operative."""
    body = "MA" + "".join(dice.pick(_CODE_ALPHABET) for _ in range(6))
    first17 = f"9{category}{district}{body}{_organisation_check(body)}"
    return first17 + credit_check(first17)


def mobile_number(dice: Dice) -> str:
    """An invented mobile number: a prefix in use and eight digits."""
    return f"{dice.weighted(_MOBILE)}{dice.integer(0, 99_999_999):08d}"


def landline_number(dice: Dice) -> str:
    """An invented number of the city's landlines."""
    return f"0592-{dice.pick('235678')}{dice.integer(0, 999_999):06d}"


def one_character_wrong(dice: Dice, number: str) -> str:
    """The number with one of its last fourteen characters mistyped: its check character no longer fits."""
    place = dice.integer(len(number) - 14, len(number) - 1)
    wrong = dice.pick([digit for digit in "0123456789" if digit != number[place]])
    return number[:place] + wrong + number[place + 1 :]


def masked(number: str) -> str:
    """The number as a counter masks it: the birth date and the sequence hidden."""
    return number[:6] + "*" * 8 + number[14:]
