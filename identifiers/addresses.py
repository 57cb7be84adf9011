"""Addresses: a normal form, so that two ways of writing one door are equal, and a check against the standard's form.

The order of parts follows GB/T 23705-2009: city, district, street or town, community or village, road or lane, number,
building, unit, room. A number belongs to a road or, in the country, to a village.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from identifiers.han import simplified
from identifiers.numerals import NUMERAL_CHARACTERS, parse_integer
from identifiers.writing import half_width, is_blank

XIAMEN_DISTRICTS = ("思明", "湖里", "集美", "海沧", "同安", "翔安")
"""Names of the city's districts since 2003, without their mark (区). No other district of the country is called so."""

_XIAMEN = "|".join(XIAMEN_DISTRICTS)
_NOISE = re.compile(r"[\s,,.。;;:、'\"“”]+")
_DASH = re.compile(r"[-—–‐−－~～至之]+(?=[0-9A-Z])|[#]")
# Street names hold numerals too (五一路, 八一村): only before a mark of door, building, floor or room are they numbers.
_NUMERAL_BEFORE_MARK = re.compile(rf"[{NUMERAL_CHARACTERS}]+(?=号楼|号|楼|栋|幢|座|单元|室|层|组|弄|期|区(?!县))")
# On either side of 之, which gives a house a second number, they are too: 三百之一号, 三百号之一.
_SECOND_NUMBER = re.compile(
    rf"[{NUMERAL_CHARACTERS}]+(?=之[0-9{NUMERAL_CHARACTERS}])|(?<=[号0-9]之)[{NUMERAL_CHARACTERS}]+"
)
_BEFORE_DIGIT = re.compile(rf"(之[{NUMERAL_CHARACTERS}]+)(?=[0-9])")
_BUILDING = re.compile(r"(?<=[0-9A-Z])(?:号楼|#楼|栋|幢|座)")
_ROOM = re.compile(r"(?<=[0-9])(?:室|房|号房)$")
_PROVINCE = re.compile(r"^(?:中国)?福建省?(?=厦门|福州|泉州|漳州|莆田|宁德|三明|南平|龙岩)")
_CITY_WITHOUT_MARK = re.compile(rf"^厦门(?!市)(?={_XIAMEN}|[^0-9路街巷]{{1,8}}(?:街道|社区|[镇村路街里]))")
_DISTRICT_FIRST = re.compile(rf"^(?=(?:{_XIAMEN})区)")
# Roads are called after districts too: 海沧大道, 思明南路.
_DISTRICT_WITHOUT_MARK = re.compile(
    rf"^(厦门市(?:{_XIAMEN}))(?![区县街镇社村]|[东西南北中]?[0-9一二三四五六]?(?:大道|路|街))"
)
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def address_form(value: str) -> str:
    """Normal form of a free-text address: simplified characters, half width, no spaces, signs or bracketed notes;
    Chinese numerals of numbers, buildings, floors and rooms as digits; one word for building (栋); province left out
    and city put in where a Xiamen district tells it. "" for a blank."""
    if is_blank(value):
        return ""
    text = simplified(_without_notes(half_width(value).upper()))
    text = _NOISE.sub("", text)
    text = _NUMERAL_BEFORE_MARK.sub(_as_digits, text)
    if "之" in text:
        text = _SECOND_NUMBER.sub(_as_digits, _BEFORE_DIGIT.sub(r"\1-", text))
    text = _DASH.sub("-", _BUILDING.sub("栋", text)).strip("-")
    text = _LEADING_ZEROS.sub("", text)
    text = _ROOM.sub("", text)
    text = _PROVINCE.sub("", text)
    text = _CITY_WITHOUT_MARK.sub("厦门市", text)
    text = _DISTRICT_FIRST.sub("厦门市", text)
    return _DISTRICT_WITHOUT_MARK.sub(r"\1区", text)


AddressStatus = Literal["valid", "missing", "masked", "incomplete", "wrong_form"]


class AddressParts(NamedTuple):
    """Parts of an address in normal form, null where it does not name one; numbers without their mark (号, 栋)."""

    city: str | None = None
    district: str | None = None
    street: str | None = None
    community: str | None = None
    road: str | None = None
    number: str | None = None
    estate: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None


class AddressCheck(NamedTuple):
    """What one written address turned out to be.

    `form` is the normal form, null when missing. `valid` is an address of the standard: it names district, road or
    village, and number; `incomplete` is in order and lacks one of them; `wrong_form` has no such order. `flags` are
    doubts that go with any of these: what else is not named, and a district that is not, or is no longer, Xiamen's.
    """

    form: str | None
    status: AddressStatus
    parts: AddressParts = AddressParts()
    flags: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return self.status == "valid"


_DISTRICTS = frozenset(f"{name}区" for name in XIAMEN_DISTRICTS)
# To 2003; 同安县 to 1996.
_FORMER_DISTRICTS = frozenset({"开元区", "鼓浪屿区", "杏林区", "同安县"})
_MASK = re.compile(r"[*×●○■□]|某(?:路|街|巷|村|号|小区|镇|地)|X{2,}")
_STANDARD = re.compile(
    r"(?P<city>[^0-9]{2,8}?市)?(?P<district>[^0-9]{1,6}?(?:(?<![社小园校])区|[县市]))?(?P<street>(?:(?!社区)[^0-9]){1,8}?(?:街道|镇|乡))?"
    r"(?P<community>[^0-9]{1,12}?(?:社区|居委会|村委会|村(?!社区|居委会|委会)))?(?P<road>[^0-9]{1,12}?(?:大道|路|街|巷|弄|里|社|道))?"
    r"(?:(?P<number>[0-9]+(?:-[0-9]+)*)号)?"
    r"(?P<estate>[^0-9]{1,12}?(?:小区|花园|公寓|大厦|广场|中心|[苑园城里]))?"
    r"(?:(?P<building>[0-9A-Z]+)栋)?(?:(?P<unit>[0-9A-Z]+)单元)?(?:(?P<floor>[0-9]+)层)?"
    r"(?:(?P<unit_of_floor>[0-9A-Z]+)单元)?-?(?P<room>[0-9A-Z]+(?:-[0-9A-Z]+)*)?(?:店面|店|号)?"
)


def check(value: str | None) -> AddressCheck:
    """Check one written address against the standard's form."""
    form = address_form(value) if value is not None else ""
    if not form:
        return AddressCheck(None, "missing")
    if _MASK.search(form):
        return AddressCheck(form, "masked")
    found = _STANDARD.fullmatch(form)
    if not found:
        return AddressCheck(form, "wrong_form")
    named = found.groupdict()
    second_unit = named.pop("unit_of_floor")
    parts = AddressParts(**{**named, "unit": named["unit"] or second_unit})
    complete = parts.district and parts.number and (parts.road or parts.community)
    return AddressCheck(form, "valid" if complete else "incomplete", parts, tuple(_doubts(parts)))


def _doubts(parts: AddressParts) -> list[str]:
    doubts = [f"no_{name}" for name in ("district", "street", "community", "number") if getattr(parts, name) is None]
    if parts.district in _FORMER_DISTRICTS:
        doubts.append("former_district")
    elif parts.city == "厦门市" and parts.district is not None and parts.district not in _DISTRICTS:
        doubts.append("unknown_district")
    return doubts


def _without_notes(text: str) -> str:
    """The text without what stands in brackets, brackets in brackets too."""
    if "(" not in text:
        return text
    kept: list[str] = []
    opened: list[int] = []
    for character in text:
        if character == ")" and opened:
            del kept[opened.pop() :]
            continue
        if character == "(":
            opened.append(len(kept))
        kept.append(character)
    return "".join(kept)


def _as_digits(numeral: re.Match[str]) -> str:
    try:
        return str(parse_integer(numeral[0]))
    except ValueError:  # a name that happens to be made of numerals (千百号): it stays as it is
        return numeral[0]
