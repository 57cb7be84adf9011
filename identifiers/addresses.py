"""Normal form of addresses written as free text, so that two ways of writing one door are equal.

The order of parts follows GB/T 23705-2009 (district, street, road, number, building, unit, room).
"""

from __future__ import annotations

import re

from identifiers.numerals import NUMERAL_CHARACTERS, parse_integer
from identifiers.writing import half_width, is_blank

_NOISE = re.compile(r"[\s,,.。;;:、'\"“”]+")
_NOTE = re.compile(r"\([^()]*\)")
_DASH = re.compile(r"[-—–‐−－~～至之](?=[0-9A-Z])|[#]")
# Street names hold numerals too (五一路, 八一村): only before a mark of door, building, floor or room are they numbers.
_NUMERAL_BEFORE_MARK = re.compile(rf"([{NUMERAL_CHARACTERS}]+)(?=号楼|号|楼|栋|幢|座|单元|室|层|组|弄|期|区(?!县))")
_BUILDING = re.compile(r"(?<=[0-9A-Z])(?:号楼|栋|幢|座)")
_ROOM = re.compile(r"(?<=[0-9])(?:室|房|号房)$")
_PROVINCE = re.compile(r"^(?:中国)?福建省?(?=厦门|福州|泉州|漳州|莆田|宁德|三明|南平|龙岩)")
_CITY_WITHOUT_MARK = re.compile(r"^厦门(?!市)(?=思明|湖里|集美|海沧|同安|翔安)")
_DISTRICT_FIRST = re.compile(r"^(?=(?:思明|湖里|集美|海沧|同安|翔安)区)")
_DISTRICT_WITHOUT_MARK = re.compile(r"^(厦门市(?:思明|湖里|集美|海沧|同安|翔安))(?!区)")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def address_form(value: str) -> str:
    """Normal form of a free-text address: half width, no spaces, signs or bracketed notes; Chinese numerals of numbers,
    buildings, floors and rooms as digits; one word for building (栋); province left out and city put in where a Xiamen
    district tells it. "" for a blank."""
    if is_blank(value):
        return ""
    text = _NOTE.sub("", half_width(value).upper())
    text = _NOISE.sub("", text)
    text = _NUMERAL_BEFORE_MARK.sub(lambda found: _as_digits(found[1]), text)
    text = _DASH.sub("-", text).strip("-")
    text = _LEADING_ZEROS.sub("", text)
    text = _ROOM.sub("", _BUILDING.sub("栋", text))
    text = _PROVINCE.sub("", text)
    text = _CITY_WITHOUT_MARK.sub("厦门市", text)
    text = _DISTRICT_FIRST.sub("厦门市", text)
    return _DISTRICT_WITHOUT_MARK.sub(r"\1区", text)


def _as_digits(numeral: str) -> str:
    try:
        return str(parse_integer(numeral))
    except ValueError:  # a name that happens to be made of numerals (千百号): it stays as it is
        return numeral
