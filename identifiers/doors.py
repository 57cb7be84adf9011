"""Doors: what is left of an address once everything is gone that writers add or leave out.

People write the same home as 福建省厦门市思明区厦港街道厦禾路300号605室, 厦禾路300-605 or 厦门思明厦禾路300号楼605,
and one in a village as 同安区祥平街道莲塘村东埔里117号, 莲塘东埔里117 or 同安莲塘村东埔里117号. What all say is a road,
or a village with its hamlet, and numbers in the same order (GB/T 23705-2009: road, number, building, unit, room).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from identifiers.addresses import XIAMEN_DISTRICTS

# A letter behind 小区 is a building's.
_AREA = re.compile(r"^.*(?:省|市|区|县|街道|镇|乡|居委会|村委会)(?=[^0-9A-Z])")
# Roads and estates are called after districts too: 海沧大道, 思明南路, 集美新城.
_DISTRICT_WITHOUT_MARK = re.compile(
    rf"^(?:{'|'.join(XIAMEN_DISTRICTS)})(?=[^0-9A-Z]{{3}})(?![东西南北中]?[一二三四五六]?(?:大道|路|街))"
)
# A village before a road says where the road is; before a hamlet its mark (莲塘村东埔里) is written or not.
_VILLAGE_BEFORE_ROAD = re.compile(r"^[^0-9A-Z]+村(?=[^0-9A-Z]+[路街道巷][0-9A-Z])")
_VILLAGE_MARK = re.compile(r"村(?=[^0-9A-Z]{2})")
# The number behind a floor is its room, whole or without the floor: 21楼2103, 21楼3.
_ROOM_WITH_FLOOR = re.compile(r"(?<![0-9])([0-9]{1,2})[楼层]-?\1([0-9]{2})$")
_ROOM_OF_FLOOR = re.compile(r"(?<![0-9])([0-9]{1,2})[楼层]-?([0-9]{1,2})$")
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
    local = _DISTRICT_WITHOUT_MARK.sub("", _AREA.sub("", form))
    if "村" in local:
        local = _VILLAGE_MARK.sub("", _VILLAGE_BEFORE_ROAD.sub("", local))
    found = _ROAD.match(local)
    if not found:
        return Door(None, None)
    road = found[1]
    behind = _ROOM_WITH_FLOOR.sub(r"\1\2", local[len(road) :])
    numbers = _NUMBER.findall(_ROOM_OF_FLOOR.sub(lambda one: f"{one[1]}{one[2]:0>2}", behind))
    return Door(f"{road}{'-'.join(numbers)}", f"{road}{numbers[0]}")
