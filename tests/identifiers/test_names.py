"""Names of people and companies, and addresses, by example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.addresses import address_form
from identifiers.names import Called, called, company_name_form, is_masked_person, person_name_form, split_site

texts = st.text(st.sampled_from("张三厦门公司有限（）()【】·•．. 　ＡａB12“”号楼室一十"), max_size=20)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (" 张　三 ", "张三"),
        ("阿依 • 古丽", "阿依·古丽"),
        ("阿依．古丽", "阿依·古丽"),
        ("Ｊｏｈｎ  Smith", "JOHN SMITH"),
        ("-", ""),
    ],
)
def test_person_names(written: str, form: str) -> None:
    assert person_name_form(written) == form


@pytest.mark.parametrize("name", ["张*", "张某", "张某某", "李某甲", "王××", "李XX", "欧阳某某"])
def test_hidden_names_are_recognised(name: str) -> None:
    assert is_masked_person(name)


@pytest.mark.parametrize("name", ["张三", "欧阳锋", "阿依·古丽", "JOHN SMITH"])
def test_whole_names_are_not_taken_for_hidden_ones(name: str) -> None:
    assert not is_masked_person(name)


def test_company_names_keep_legal_form_and_place() -> None:
    written = " 鹭岛“明镜”（厦门） 投资合伙企业【有限合伙】"
    assert company_name_form(written) == "鹭岛明镜(厦门)投资合伙企业(有限合伙)"
    assert company_name_form("鹭岛有限公司") != company_name_form("鹭岛股份有限公司")


@pytest.mark.parametrize(
    ("written", "company", "site"),
    [
        ("鹭岛明镜科技有限公司（锅炉房）", "鹭岛明镜科技有限公司", "锅炉房"),
        ("鹭岛(厦门)科技有限公司（二期）", "鹭岛(厦门)科技有限公司", "二期"),
        ("鹭岛明镜投资合伙企业（有限合伙）", "鹭岛明镜投资合伙企业(有限合伙)", None),
        ("鹭岛会计师事务所（特殊普通合伙）", "鹭岛会计师事务所(特殊普通合伙)", None),
        ("鹭岛(厦门)科技有限公司", "鹭岛(厦门)科技有限公司", None),
        ("鹭岛科技(厦门)", "鹭岛科技(厦门)", None),
    ],
)
def test_a_site_behind_a_units_name_is_taken_off(written: str, company: str, site: str | None) -> None:
    assert split_site(written) == (company, site)


NOW, BEFORE = "鹭岛明镜科技有限公司", "鹭岛鑫海贸易有限公司"


@pytest.mark.parametrize(
    "note",
    [
        f"曾用名：{BEFORE}",
        f"曾用名{BEFORE}",
        f"原名:{BEFORE}",
        f"原名称为{BEFORE}",
        f"原企业名称：{BEFORE}",
        f"由{BEFORE}更名而来",
        f"原称：{BEFORE}",
    ],
)
def test_a_note_of_a_former_name_is_no_site_and_no_part_of_the_name(note: str) -> None:
    for written in (f"{NOW}（{note}）", f" {NOW} [{note}]。"):
        assert called(written) == Called(NOW, (BEFORE,))


@pytest.mark.parametrize(
    "note",
    [
        f"现已更名为{NOW}",
        f"更名为：{NOW}",
        f"已更名为:{NOW}",
        f"2021年5月更名为{NOW}",
        f"名称变更为{NOW}",
        f"现名：{NOW}",
        f"现名称为{NOW}",
    ],
)
def test_who_was_renamed_bears_the_new_name_and_gave_the_old_one_up(note: str) -> None:
    assert called(f"{BEFORE}（{note}）") == Called(NOW, (BEFORE,))


def test_several_former_names_are_several() -> None:
    assert called(f"{NOW}（曾用名：{BEFORE}、鹭岛顺达实业公司）").former == (BEFORE, "鹭岛顺达实业公司")


def test_who_only_says_that_somebody_was_another_begins_with_a_place() -> None:
    assert called(f"{NOW}（原厦门鑫海贸易有限公司）") == Called(NOW, ("厦门鑫海贸易有限公司",))
    assert called(f"{NOW}（原野鑫海贸易有限公司）").former == ()


@pytest.mark.parametrize(
    "written",
    [
        f"{NOW}（锅炉房）",
        f"{NOW}（原厂区）",
        f"{NOW}（原）",
        f"{NOW}（曾用名已吊销）",
        f"{NOW}（曾用名：鑫海）",
        f"{NOW}(原火书店-淘宝)",
        f"{NOW}（更名为：待定）",
        f"{NOW}（曾用名：{NOW}）",
        f"{NOW}集美分公司（曾用名：{BEFORE}）",
        f"{NOW}（原名：{BEFORE}集美分公司）",
        f"{BEFORE};{NOW}（曾用名：鹭岛顺达实业公司）",
        f"（曾用名：{BEFORE}）{NOW}",
        "鹭岛明镜投资合伙企业（有限合伙）",
    ],
)
def test_what_is_no_name_written_out_or_another_units_is_no_former_name(written: str) -> None:
    assert called(written) == Called(company_name_form(written), ())


def test_three_ways_of_writing_one_door() -> None:
    expected = "厦门市思明区湖滨南路120号3栋201"
    assert address_form("福建省厦门市思明区湖滨南路一百二十号三号楼２０１室") == expected
    assert address_form("厦门思明区 湖滨南路120号3栋201") == expected
    assert address_form("思明区湖滨南路0120号3幢201室(近公园)") == expected


def test_notes_in_notes_leave_an_address() -> None:
    assert address_form("厦门市思明区五一路12号((旧)公园旁)") == "厦门市思明区五一路12号"


def test_numerals_in_street_names_stay() -> None:
    assert address_form("厦门市思明区五一路12号") == "厦门市思明区五一路12号"


@given(texts)
def test_normal_forms_are_their_own_normal_form(text: str) -> None:
    for form in (person_name_form, company_name_form, address_form):
        assert form(form(text)) == form(text)
