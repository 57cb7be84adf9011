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


@pytest.mark.parametrize(
    "written",
    [
        "厦门市同安区祥平街道莲塘村东埔里117号203室",
        "同安莲塘村东埔里117号203",
        "莲塘东埔里117-203",
        "洪塘镇莲塘東埔里一一七号2楼203",
    ],
)
def test_a_village_is_written_with_its_mark_or_without(written: str) -> None:
    assert door(address_form(written)) == ("莲塘东埔里117-203", "莲塘东埔里117")


@pytest.mark.parametrize("written", ["欧厝村顶安路273号1栋801", "顶安路273号1-801", "集美区顶安路273号1栋8楼1"])
def test_a_village_before_a_road_says_where_the_road_is(written: str) -> None:
    assert door(address_form(written)) == ("顶安路273-1-801", "顶安路273")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("海沧大道12号", "海沧大道12"),
        ("集美新城5栋301", "集美新城5-301"),
        ("禾祥新村12号", "禾祥新村12"),
        ("未来海岸小区A-2102", "未来海岸小区A-2102"),
        ("厦禾路300号3楼", "厦禾路300-3"),
    ],
)
def test_names_that_look_like_districts_villages_and_floors(written: str, expected: str) -> None:
    assert door(address_form(written)).door == expected


def test_another_room_is_another_door_of_the_building() -> None:
    one, other = door(address_form("厦禾路300号605室")), door(address_form("厦禾路300号606室"))
    assert one.door != other.door
    assert one.building == other.building


def test_a_house_is_its_own_building() -> None:
    assert door(address_form("翔安区新圩镇后埔村12号")) == ("后埔村12", "后埔村12")


@pytest.mark.parametrize("written", ["厦门市思明区", "605", "不详"])
def test_without_road_or_number_there_is_no_door(written: str) -> None:
    assert door(address_form(written)) == (None, None)
