"""In which words the findings and the plaintiff's account begin, and where a report of a party ends."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import HEAD, judgment

LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元，约定月利率2%，借期一年。"
OTHER = "2014年1月1日，被告向原告借款8万元。"

FINDINGS = (
    "本院经审理认定事实如下：",
    "根据当事人的陈述和经审查确认的证据，本院认定事实如下：",
    "经庭审举证、质证，本院确认如下事实：",
    "审理查明，",
    "综合本案证据，本院对案件事实确认如下：",
    "依据上述有效证据，本院认定下列事实：",
    "通过庭审调查，本院确认本案基本事实为：",
    "经审查，本院对以下事实予以确认：",
    "本案相关事实：",
    "【本院查明】",
    "二、查明的事实\n",
    "一审法院认定事实：",
)
ACCOUNTS = (
    "原告向本院提出诉讼请求：判令被告归还借款。事实和理由：",
    "原告起诉称：",
    "原告诉讼请求：依法判令被告偿还借款。理由：",
    "原告起诉至本院称，",
    "原告诉求：判令被告偿还借款。事实及理由：",
)


@pytest.mark.parametrize("words", FINDINGS)
def test_findings_begin(words: str) -> None:
    facts = read_judgment(f"{HEAD}原告诉称，{OTHER}\n被告未答辩。\n{words}{LOAN}")
    assert (facts.principal_fen, str(facts.due_on), facts.agreed_rate_monthly_percent) == (5_000_000, "2016-03-08", 2.0)


@pytest.mark.parametrize("words", ACCOUNTS)
def test_an_account_begins(words: str) -> None:
    facts = read_judgment(f"{HEAD}{words}{LOAN}\n被告未答辩。\n本院认为，被告应当还款。")
    assert (facts.principal_fen, str(facts.due_on), facts.agreed_rate_monthly_percent) == (5_000_000, "2016-03-08", 2.0)


ANSWERED = (
    ("2016年5月1日，原告要求被告还款，被告承诺于2016年6月1日前还清。", "2016-06-01"),
    ("审理中，原告要求被告于2016年6月1日前还款。", "2016-03-08"),
    ("庭审中，被告表示愿意在2018年12月31日前还清，原告不同意。", "2016-03-08"),
)


@pytest.mark.parametrize(("words", "due"), ANSWERED)
def test_the_answer_to_what_was_asked_for_is_found(words: str, due: str) -> None:
    assert str(read_judgment(judgment(LOAN + words)).due_on) == due


TYPED = (
    "2015年3月8日，被告李某1向原告王某1借款50，000元，约定月利率1。5%，2015。9。8之前还清。",
    "二O一五年三月八日，李某1向王某1借款人民币伍万元整，月利率15%o，于贰零壹伍年玖月捌日还清。",
    "2015年3月8日，李某1借王某1 5万元，月利率千分之十五，应在2015年9月8日下午4：30钟前还清给王某1。",
    "2015年3月8日，李某1向王某1借款50000．00元，月息1．5％，自2015年3月8日至2015年9月8日止，期限6个月。",
)


@pytest.mark.parametrize("found", TYPED)
def test_slips_of_typing_are_read(found: str) -> None:
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, facts.agreed_rate_monthly_percent) == (5_000_000, 1.5)
    assert (str(facts.first_loan_on), str(facts.due_on)) == ("2015-03-08", "2015-09-08")


def test_a_masked_sum_is_none() -> None:
    found = "2015年3月8日，李某1出具借条，载明“今借到王某1人民币伍万元整（￥5×××00）”，当日王某1取现5×××00元交付。"
    assert read_judgment(judgment(found)).principal_fen == 5_000_000
