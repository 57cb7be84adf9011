"""Telling natural persons from units in a column of subjects."""

from __future__ import annotations

import pytest

from jobs.ingest.persons import is_person

VALID_ID = "11010519491231002X"
VALID_CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("吴**", None),
        ("吴*", VALID_CODE),
        ("高某某", None),
        ("甲乙丙", VALID_ID),
        ("甲乙丙", "1101************42"),
        ("张三", None),
        ("欧阳小甲", None),
        ("阿甲·买买提", None),
        ("***(经营者:张三)", None),
    ],
)
def test_a_person(name: str, number: str | None) -> None:
    assert is_person(name, number, unnumbered=True)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("厦门某某贸易有限公司", None),
        ("某某公司", None),
        ("水务局", None),
        ("甲乙丙", VALID_CODE),
        ("厦门甲**汽车运输户", None),
        ("厦门海沧张三百货店", VALID_ID),
        ("甲乙科技", None),
    ],
)
def test_a_unit(name: str, number: str | None) -> None:
    assert not is_person(name, number, unnumbered=True)


def test_a_short_name_alone_makes_nobody_a_person_in_a_column_of_companies() -> None:
    assert not is_person("鑫达丰", None, unnumbered=False)
    assert is_person("鑫*", None, unnumbered=False)
