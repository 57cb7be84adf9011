"""Free-form addresses matched to the standard addresses of the housing bureau (GB/T 23705): which building is meant.

A door is a road, or a village, with its number. District, street and community decide where several doors are called
the same, and contradict where they differ; what lies within the building (floor, unit, room) does not matter here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from identifiers.addresses import AddressParts, check

_AREAS = ("district", "street", "community")

ADDRESS_LEVELS: dict[str, tuple[str, str]] = {
    "area_and_door": ("区、街道或社区与门牌均相符", "district, street or community and the door agree"),
    "door": ("门牌相符，且全市仅此一处", "the door agrees, and no other in the city is called so"),
    "several_doors": ("多处门牌相符，无法确定", "several doors are called so"),
    "unknown_door": ("标准地址中无此门牌", "no standard address has this door"),
    "no_door": ("地址未写明门牌", "the address names no door"),
}
"""Level of a match, in words (Chinese, English). The last three have no address."""


class AddressMatch(NamedTuple):
    """The code of the standard address that a text means, null where none is certain, and the level that says why."""

    address_code: str | None
    level: str


class _Standard(NamedTuple):
    code: str
    parts: AddressParts


@dataclass(frozen=True)
class StandardAddresses:
    """The standard addresses by door: (road or village, number)."""

    by_door: Mapping[tuple[str, str], tuple[_Standard, ...]]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> StandardAddresses:
        """From (address_code, full_address) pairs; an address that names no door is left out: nothing can match it."""
        found: dict[tuple[str, str], list[_Standard]] = defaultdict(list)
        for code, full_address in sorted(rows):
            parts = check(full_address).parts
            for door in _doors(parts):
                found[door].append(_Standard(code, parts))
        return cls({door: tuple(held) for door, held in found.items()})

    def match(self, text: str | None) -> AddressMatch:
        """The standard address that a text means; none where it names no door, or a door of two places."""
        parts = check(text).parts
        doors = _doors(parts)
        if not doors:
            return AddressMatch(None, "no_door")
        held = [one for door in doors for one in self.by_door.get(door, ()) if not _contradict(one.parts, parts)]
        codes = {one.code for one in held}
        if len(codes) != 1:
            return AddressMatch(None, "several_doors" if codes else "unknown_door")
        agreeing = any(getattr(parts, area) is not None for area in _AREAS)
        return AddressMatch(held[0].code, "area_and_door" if agreeing else "door")


def _doors(parts: AddressParts) -> list[tuple[str, str]]:
    """The doors that an address may name: the number before 号, else the building (120号楼 for 120号), else the first
    part of what is written as 120-302."""
    place = parts.road or parts.community
    rooms = [] if parts.room is None or "-" not in parts.room else [parts.room.split("-")[0]]
    number = next((one for one in (parts.number, parts.building, *rooms) if one), None)
    return [] if place is None or number is None else [(place, number)]


def _contradict(one: AddressParts, other: AddressParts) -> bool:
    """Whether two addresses name two districts, streets or communities."""
    return any(
        getattr(one, area) is not None
        and getattr(other, area) is not None
        and getattr(one, area) != getattr(other, area)
        for area in _AREAS
    )
