"""What leaves a text, and what stays in it."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identifiers.redaction import MAY_HOLD, NATIONALITIES, redact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证11010519491231002X。", "citizen_id"),
        ("身份证110105194912310021（末位有误）", "citizen_id"),
        ("身份证 110105 19491231 002X", "citizen_id"),
        ("3502**********1234", "citizen_id"),
        ("１１０１０５１９４９１２３１００２Ｘ", "citizen_id"),
        ("电话13800138000", "phone"),
        ("电话138 0013 8000", "phone"),
        ("电话+86-138-0013-8000", "phone"),
        ("座机0592-5551234", "phone"),
        ("卡号6222021234567890123", "bank_card"),
        ("卡号6222 0212 3456 7890 123", "bank_card"),
        ("男，汉族，1980年生", "ethnicity"),
        ("女，回，1990年生", "ethnicity"),
        ("民族：维吾尔族", "ethnicity"),
        ("籍贯福建泉州，住本市", "native_place"),
        ("1980年出生，福建省厦门市人，住本市", "native_place"),
        ("户籍所在地福建省泉州市安溪县，现住本市", "household_registration"),
        ("农业户口", "household_registration"),
        ("1983年生，，汉族，住厦门市", "ethnicity"),
        ("民族 回，已婚", "ethnicity"),
        ("族别：维吾尔，住本市", "ethnicity"),
        ("1980年出生，贵州省人，住本市", "native_place"),
        ("男，泉州市人。", "native_place"),
        ("1980年出生，泉州区人，住本市", "native_place"),
        ("被告系福建省泉州市人，务农", "native_place"),
        ("1960年生于福建省泉州市，住本市", "native_place"),
        ("香港特别行政区居民，现住本市", "native_place"),
        ("无业，（户籍地）住泉州市某路，现住本市", "household_registration"),
        ("户籍地：泉州市某镇，现住本市", "household_registration"),
        ("身份证住址泉州市某区。", "household_registration"),
        ("农民，户籍住址为泉州市某区某路", "household_registration"),
        ("宗教信仰：佛教", "religion"),
        ("政治面貌：群众", "political_status"),
    ],
)
def test_each_kind_is_found_counted_and_gone(text: str, kind: str) -> None:
    left, hits = redact(text)
    assert hits == {kind: 1}
    assert "〔" in left
    assert not any(
        secret in left
        for secret in ("1231002", "0013", "555", "6222", "汉族", "回，", "维吾尔", "泉州", "佛教", "群众")
    )


@pytest.mark.parametrize(
    "text",
    [
        "（2021）闽0203民初1234号",
        "借款本金1000000000000元，利率24%",
        "自2021-01-01-2022-12-31止",
        "20210101-20220101",
        "统一社会信用代码91350100M000100Y43",
        "恩施土家族苗族自治州某公司",
        "景宁畲族自治县",
        "思明区人民法院",
        "本土家族企业经营水族馆",
        "邻里因停车发生口角，经劝解后离开。",
        "纠纷发生于厦门市思明区某路",
        "双方系同村人，多年往来。",
        "住重庆市彭水苗族土家族自治县。",
        "身份证复印件一份",
        "工伤，产生于某区工地",
    ],
)
def test_what_names_nobody_stays_as_it_was(text: str) -> None:
    assert redact(text) == (text, {})


def test_a_party_line_keeps_what_the_case_needs() -> None:
    line = "原告：甲，男，汉族，1980年1月1日出生，福建省厦门市人，电话13800138000，身份证号11010519491231002X。"
    left, hits = redact(line)
    assert left == "原告：甲，男，〔略〕，1980年1月1日出生，〔略〕，电话〔电话〕，身份证号〔证件号〕。"
    assert hits == {"citizen_id": 1, "phone": 1, "ethnicity": 1, "native_place": 1}


@pytest.mark.parametrize("gap", ["\u00a0", "\u3000", "\u2009", "\u200b", "\ufeff"])
def test_a_number_parted_by_what_nobody_sees_is_found(gap: str) -> None:
    assert redact(f"电话138{gap}0013{gap}8000，证110105{gap}19491231{gap}002X")[0] == "电话〔电话〕，证〔证件号〕"
    assert redact(f"（2021）闽{gap}1号") == (f"（2021）闽{gap}1号", {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ID11010519491231002X", "ID〔证件号〕"),
        ("ID110105194912310021（末位有误）", "ID〔证件号〕（末位有误）"),
        ("证11010519491231002x13800138000", "证〔证件号〕〔电话〕"),
        ("13800138000110105194912310038", "〔电话〕〔证件号〕"),
        ("11010519491231002X110105194912310038", "〔证件号〕〔证件号〕"),
        ("Tel13800138000", "Tel〔电话〕"),
        ("TEL0592-5551234", "TEL〔电话〕"),
        ("微信wx13800138000abc", "微信wx〔电话〕abc"),
        ("流水号202305071234567890123456", "流水号202305071234567890123456"),
    ],
)
def test_a_number_written_right_up_against_something_is_found(text: str, left: str) -> None:
    assert redact(text)[0] == left


def test_an_amount_behind_a_phone_number_stays() -> None:
    assert redact("13800138000 5000元") == ("〔电话〕 5000元", {"phone": 1})


def test_all_56_nationalities_are_known() -> None:
    assert len(set(NATIONALITIES)) == 56
    for name in NATIONALITIES:
        assert redact(f"甲，男，{name}族，农民") == ("甲，男，〔略〕，农民", {"ethnicity": 1})


@given(st.text(st.sampled_from("0123456789X*- 汉族男，省市人户籍民张甲。：教党员"), max_size=60))
def test_redacting_twice_changes_nothing(text: str) -> None:
    once, _ = redact(text)
    assert redact(once) == (once, {})


@given(
    st.from_regex(r"[1-8][0-9]{5}19[0-9]{2}0[1-9][12][0-9][0-9]{3}[0-9X]", fullmatch=True),
    st.sampled_from(["，", "", "号"]),
)
def test_no_id_number_survives_wherever_it_stands(number: str, mark: str) -> None:
    left, hits = redact(f"甲{mark}{number}{mark}乙")
    assert number not in left
    assert sum(hits.values()) == 1


PIECES = re.findall(
    r"\S+",
    "身份证 号住址 （户籍） 户口 地：口 祖籍 出生于 发生于 福建省 厦门市 思明区 本镇人 居民 香港 民族 族别 汉族 回民 "
    "土家族自治县 男， 女、 维 信仰佛 教徒 政治面貌 党员 团员 农业 系是为 13800138000 ０５９２ 5551234 (010) 6222 0212 "
    "3456 7890 -_·. * × X Ｘ ＊ － 86 + ，。； ：",
)
BETWEEN = st.sampled_from(["", "", "", " ", "\n", "\u3000", "\u2003", "\u00a0", "\u200b"])
PIECE = st.sampled_from(PIECES) | BETWEEN | st.text(max_size=3) | st.text("0123456789*X- ", max_size=9)
WRITTEN = st.lists(PIECE, max_size=12)


@settings(max_examples=200)
@given(WRITTEN.map("".join))
def test_a_text_that_may_hold_nothing_is_left_as_it_is(text: str) -> None:
    if redact(text)[0] != text:
        assert re.search(MAY_HOLD, text)
        assert pc.match_substring_regex(pa.array([text]), MAY_HOLD).to_pylist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "申请人与被申请人因民间借贷发生纠纷，双方当事人均为本地商户。",
        "2023-05-07 10:30 来电人反映某公司门口有人聚集，请民警到场。",
        "（2021）闽0203民初1234号民事判决，本金1,234,500.00元。",
        "居民反映小区物业收费过高，村民代表已经到场。",
        "合同编号20230507-0012，金额120000元，利率24%。",
    ],
)
def test_plain_sentences_need_not_be_redacted(text: str) -> None:
    assert not re.search(MAY_HOLD, text)
    assert pc.match_substring_regex(pa.array([text]), MAY_HOLD).to_pylist() == [False]
