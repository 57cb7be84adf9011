"""One door, however its address is written."""

from __future__ import annotations

import pytest

from identifiers.addresses import address_form
from identifiers.doors import door

SAME = [
    "福建省厦门市思明区厦港街道蜂巢山社区厦禾路300号605室",
    "厦门市厦禾路300号楼605室",
    "厦禾路300-605",
    "思明区蜂巢山社区厦禾路300-605",
    "厦门厦港街道厦禾路300号605",
]


@pytest.mark.parametrize("written", SAME)
def test_ways_of_writing_one_door(written: str) -> None:
    assert door(address_form(written)) == ("厦禾路300-605", "厦禾路300")


def test_another_room_is_another_door_of_the_building() -> None:
    one, other = door(address_form("厦禾路300号605室")), door(address_form("厦禾路300号606室"))
    assert one.door != other.door
    assert one.building == other.building


def test_a_house_is_its_own_building() -> None:
    assert door(address_form("翔安区新圩镇后埔村12号")) == ("后埔村12", "后埔村12")


@pytest.mark.parametrize("written", ["厦门市思明区", "605", "不详"])
def test_without_road_or_number_there_is_no_door(written: str) -> None:
    assert door(address_form(written)) == (None, None)
