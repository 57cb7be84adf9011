"""Parts of companies' names, what clerks write around them, and the organisation code inside a number."""

from __future__ import annotations

import pytest

from identifiers.company_names import parse
from identifiers.credit_codes import organisation_code
from identifiers.names import split_site


@pytest.mark.parametrize(
    ("name", "places", "proper", "trade", "form", "group"),
    [
        ("厦门鑫海投资咨询有限公司", {"厦门"}, "鑫海", "投资咨询", "有限公司", False),
        ("福建省厦门市鑫海科技股份有限公司", {"福建", "厦门"}, "鑫海", "科技", "股份有限公司", False),
        ("厦门市思明区鑫海贸易有限责任公司", {"厦门", "思明"}, "鑫海", "贸易", "有限责任公司", False),
        ("厦门市思瑞区鑫海贸易有限公司", {"厦门", "思明"}, "鑫海", "贸易", "有限公司", False),
        ("思明区鑫海贸易行", {"厦门", "思明"}, "鑫海", "贸易行", "", False),
        ("厦门市新安区鑫海贸易有限公司", {"厦门", "新安"}, "鑫海", "贸易", "有限公司", False),  # 翔安 or 同安
        ("北京市思瑞区鑫海贸易有限公司", {"北京", "思瑞"}, "鑫海", "贸易", "有限公司", False),
        ("鑫海网络(厦门)科技有限公司", {"厦门"}, "鑫海", "网络科技", "有限公司", False),
        ("厦门鑫海实业(集团)有限公司", {"厦门"}, "鑫海", "实业", "有限公司", True),
        ("厦门鑫海企业管理合伙企业(有限合伙)", {"厦门"}, "鑫海", "企业管理", "有限合伙", False),
        ("鑫海便利店", set(), "鑫海便利", "店", "", False),
    ],
)
def test_a_name_is_taken_apart(name: str, places: set[str], proper: str, trade: str, form: str, group: bool) -> None:
    parts = parse(name)
    assert (set(parts.places), parts.proper, parts.trade) == (places, proper, trade)
    assert (parts.form, parts.group) == (form, group)


@pytest.mark.parametrize("name", ["厦门建筑工程有限公司", "科技有限公司", "商贸公司"])
def test_words_of_trade_alone_tell_no_company_apart(name: str) -> None:
    assert not parse(name).telling


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("91350100M000100Y43", "M000100Y4"),  # GB 32100's example
        ("91350100M000100Y44", "M000100Y4"),  # its own check is wrong, the code inside is right
        ("M000100Y-4", "M000100Y4"),
        ("350100M000100Y4", "M000100Y4"),
        ("91350100M000100Y5", None),
        ("000000000", None),
        (None, None),
    ],
)
def test_the_organisation_code_inside_a_number(written: str | None, code: str | None) -> None:
    assert organisation_code(written) == code


@pytest.mark.parametrize(
    ("written", "company", "site"),
    [
        ("（白名单）鹭岛明镜科技有限公司", "鹭岛明镜科技有限公司", None),
        ("《鹭岛》杂志社有限公司", "鹭岛杂志社有限公司", None),
        ("鹭岛文化有限公司（鹭岛·书屋（二店））", "鹭岛文化有限公司", "鹭岛·书屋(二店)"),
        ("鹭岛环保有限公司-马坡水厂", "鹭岛环保有限公司", "马坡水厂"),
        ("鹭岛环保有限公司马坡水厂", "鹭岛环保有限公司马坡水厂", None),
        ("鹭岛置业有限公司；旁人置业有限公司", "鹭岛置业有限公司", None),
        ("鹭岛医药有限公司的", "鹭岛医药有限公司", None),
    ],
)
def test_what_clerks_write_around_a_name(written: str, company: str, site: str | None) -> None:
    assert split_site(written) == (company, site)
