"""Person or company, and which names tell anybody apart."""

from __future__ import annotations

import pytest

from models.linking.kinds import entity_kind, telling_company_name, telling_person_name
from tests.drawn_tables import citizen_id, credit_code


@pytest.mark.parametrize(
    ("declared", "held", "number", "name", "kind"),
    [
        ("person", None, credit_code(1), "厦门鑫海公司", "person"),  # a declaration is not overruled
        ("party", "company", citizen_id(1), "陈小明", "company"),  # nor is the row's own kind column
        ("party", None, citizen_id(1), "厦门鑫海公司", "person"),
        ("party", None, credit_code(1), "陈小明", "company"),
        ("party", None, "350203********0011", "陈小明", "person"),  # a masked number says nothing
        ("party", None, None, "陈小明", "person"),
        ("party", None, None, "欧阳小明", "person"),
        ("party", None, None, "张*", "person"),
        ("party", None, None, "阿依古丽·买买提", "person"),
        ("party", None, None, "张店", "person"),
        ("party", None, None, "老王超市", "company"),
        ("party", None, None, "张记五金店", "company"),
        ("party", None, None, "厦门鑫海投资咨询有限公司", "company"),
        ("party", None, None, "集美农民专业合作社", "company"),
    ],
)
def test_kind_of_a_party(declared: str, held: str | None, number: str | None, name: str, kind: str) -> None:
    assert entity_kind(declared, held, number, name) == kind


@pytest.mark.parametrize("name", [None, "", "无", "张*", "张某某", "李××"])
def test_a_masked_or_missing_person_name_tells_nobody_apart(name: str | None) -> None:
    assert telling_person_name(name) is None


def test_a_person_name_is_brought_to_normal_form() -> None:
    assert telling_person_name(" 陈 小明") == "陈小明"


@pytest.mark.parametrize("name", [None, "某公司", "超市", "个体工商户", "有限公司", "厦门**公司", "不详"])
def test_a_general_or_masked_company_name_tells_nobody_apart(name: str | None) -> None:
    assert telling_company_name(name) is None


def test_a_site_behind_a_company_name_is_left_out() -> None:
    assert telling_company_name("厦门鑫海食品有限公司（锅炉房）") == "厦门鑫海食品有限公司"
    assert telling_company_name("厦门鑫海中心（有限合伙）") == "厦门鑫海中心(有限合伙)"
