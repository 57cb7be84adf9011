"""Simplified forms and sounds of names."""

from __future__ import annotations

import pytest

from identifiers.han import name_sound, simplified


@pytest.mark.parametrize(
    ("written", "form"), [("陳國強", "陈国强"), ("萬鍾瀋", "万钟沈"), ("陈国强", "陈国强"), ("LI NA", "LI NA")]
)
def test_traditional_characters_become_simplified(written: str, form: str) -> None:
    assert simplified(written) == form


@pytest.mark.parametrize(("one", "other"), [("陈志明", "程智鸣"), ("张伟", "章玮"), ("傅丽", "付莉"), ("陳華", "陈华")])
def test_homophones_sound_alike(one: str, other: str) -> None:
    assert name_sound(one) == name_sound(other)


@pytest.mark.parametrize(("one", "other"), [("张伟", "张卫东"), ("陈志明", "陈志军"), ("李娜", "王娜")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert name_sound(one) != name_sound(other)


def test_a_surname_has_its_own_reading() -> None:
    assert name_sound("单单") == "san dan"
    assert name_sound("曾曾") == "zen cen"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王雨燕", "WANG YUYAN"),
        ("欧阳修", "OUYANG XIU"),
        ("吕晓", "LYU XIAO"),
        ("林甘", "LIN GAN"),
        ("方林甘", "FANG LINGAN"),
    ],
)
def test_a_name_in_pinyin_sounds_as_it_is_written(one: str, other: str) -> None:
    assert name_sound(one) == name_sound(other)


def test_a_foreign_name_is_no_pinyin() -> None:
    assert name_sound("JOHN SMITH") == " ".join("JOHN SMITH")


def test_characters_without_a_reading_stay() -> None:
    assert name_sound("LI娜") == "L I na"
