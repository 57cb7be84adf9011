"""Addresses against the form of the standard: parts, what is missing, and doubts beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.addresses import AddressParts, address_form, check


def test_every_part_of_a_standard_address_is_found() -> None:
    found = check("福建省厦门市思明区厦港街道蜂巢山社区大学路120号海景花园3号楼2单元0501室")

    assert found.status == "valid"
    assert found.flags == ()
    assert found.parts == AddressParts(
        "厦门市", "思明区", "厦港街道", "蜂巢山社区", "大学路", "120", "海景花园", "3", "2", None, "501"
    )


@pytest.mark.parametrize(
    ("written", "status", "flags"),
    [
        ("福建省厦门市思明区厦港街道蜂巢山社区大学路120号", "valid", ()),
        ("厦门市同安区洪塘镇三忠村12号", "valid", ()),
        ("思明区湖滨南路１２０号３栋２０１室", "valid", ("no_street", "no_community")),
        ("厦门市湖里区江头街道江村社区嘉禾路7号12层03单元", "valid", ()),
        ("厦门市思明区梧村路12号", "valid", ("no_street", "no_community")),
        ("厦门市同安县大同镇后炉街5号", "valid", ("no_community", "former_district")),
        ("厦门市鲤城区中山路5号", "valid", ("no_street", "no_community", "unknown_district")),
        ("湖滨南路120号", "incomplete", ("no_district", "no_street", "no_community")),
        ("厦门市思明区湖滨南路", "incomplete", ("no_street", "no_community", "no_number")),
        ("湖滨南路120-201", "incomplete", ("no_district", "no_street", "no_community", "no_number")),
        ("厦门市思明区**路12号", "masked", ()),
        ("思明区某路12号", "masked", ()),
        ("火车站旁边大榕树对面", "wrong_form", ()),
        ("", "missing", ()),
        ("——", "missing", ()),
    ],
)
def test_what_is_missing_is_told_apart_from_what_is_doubted(written: str, status: str, flags: tuple[str, ...]) -> None:
    found = check(written)

    assert (found.status, found.flags) == (status, flags)
    assert found.valid == (status == "valid")


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("厦禾路三百号之一", "厦禾路300号-1"),
        ("厦禾路三百之二号", "厦禾路300-2号"),
        ("厦禾路300号之一605室", "厦禾路300号-1-605"),
        ("厦禾路300号3#楼605", "厦禾路300号3栋605"),
        ("厦禾路300#605", "厦禾路300-605"),
        # Roads are called after districts, and so are communities.
        ("厦门海沧大道12号", "厦门市海沧大道12号"),
        ("厦门思明南路5号", "厦门市思明南路5号"),
        ("厦门海沧新阳大道5号", "厦门市海沧区新阳大道5号"),
        ("厦门湖里社区华昌路3号", "厦门市湖里社区华昌路3号"),
    ],
)
def test_second_numbers_buildings_and_roads_called_after_districts(written: str, form: str) -> None:
    assert address_form(written) == form


def test_nothing_written_is_missing() -> None:
    assert check(None).status == "missing"


PIECES = "厦门市思明区同安县街道镇村社区路号楼栋单元室层花园1一二 -*A"


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=40))
def test_any_text_has_one_status(pieces: list[str]) -> None:
    found = check("".join(pieces))

    assert (found.form is None) == (found.status == "missing")
    assert found.parts == AddressParts() or found.status in ("valid", "incomplete")
