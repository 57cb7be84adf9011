"""Doors: what is left of an address once everything is gone that writers add or leave out.

People write the same home as 福建省厦门市思明区厦港街道厦禾路300号605室, 厦禾路300-605 or 厦门思明厦禾路300号楼605.
What all of them say is a road and numbers, in the same order (GB/T 23705-2009: road, number, building, unit, room).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_AREA = re.compile(r"^.*(?:省|市|区|县|街道|镇|乡|居委会|村委会)(?=[^0-9])")
_ROAD = re.compile(r"^([^0-9]*?[^0-9A-Z])(?=[0-9A-Z])")
_NUMBER = re.compile(r"[0-9]+|[A-Z]+")


class Door(NamedTuple):
    """`door` holds the road and every number behind it, `building` the road and the first number only. Both are null
    where the address names no road or no number; they are equal where it has one number, as a house in a village."""

    door: str | None
    building: str | None


def door(form: str) -> Door:
    """Door and building of an address in normal form (`addresses.address_form`).

    Two roads of one name in two districts give one door: whoever compares doors compares people's names as well.
    """
    found = _ROAD.match(_AREA.sub("", form))
    if not found:
        return Door(None, None)
    road = found[1]
    numbers = _NUMBER.findall(form[form.rindex(road) + len(road) :])
    return Door(f"{road}{'-'.join(numbers)}", f"{road}{numbers[0]}")
