"""Which standard address a free text means."""

from __future__ import annotations

import pytest

from models.linking.standard_addresses import ADDRESS_LEVELS, StandardAddresses

STANDARD = StandardAddresses.of(
    [
        ("A1", "福建省厦门市湖里区金山街道金安社区金山路120号"),
        ("A2", "福建省厦门市同安区五显镇下峰村五显路8号"),
        ("A3", "福建省厦门市湖里区江头街道江村社区长乐路9号"),
        ("A4", "福建省厦门市翔安区新店镇新店社区长乐路9号"),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "福建省厦门市湖里区金山街道金安社区金山路120号302室",
        "厦门湖里金山路120号302",
        "厦门市湖里区金山路一百二十号302室",
        "湖里区金安社区金山路120-302",
        "福建厦门金山街道金山路120号3层05单元",
        "金安社区金山路120号",
    ],
)
def test_ways_of_writing_one_door_mean_it(text: str) -> None:
    assert STANDARD.match(text) == ("A1", "area_and_door")


@pytest.mark.parametrize("text", ["金山路120号3层05单元", "金山路120-302", "厦门市金山路120号楼302室"])
def test_a_door_that_only_one_place_has_needs_no_district(text: str) -> None:
    assert STANDARD.match(text) == ("A1", "door")


def test_a_door_of_two_places_means_neither_until_the_district_tells() -> None:
    assert STANDARD.match("长乐路9号") == (None, "several_doors")
    assert STANDARD.match("厦门市翔安区长乐路9号") == ("A4", "area_and_door")


def test_another_district_contradicts() -> None:
    assert STANDARD.match("厦门市思明区金山路120号") == (None, "unknown_door")


@pytest.mark.parametrize("text", [None, "", "不详", "金山路", "厦门市湖里区"])
def test_an_address_without_a_door_means_none(text: str | None) -> None:
    assert STANDARD.match(text) == (None, "no_door")


def test_every_level_has_words() -> None:
    assert all(zh and en for zh, en in ADDRESS_LEVELS.values())
