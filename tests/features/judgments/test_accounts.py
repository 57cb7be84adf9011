"""What is read where the court leaves something to the plaintiff's account, or confirms it."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from features.judgments.judgment import open_judgment
from tests.features.judgments.drawn_judgments import ABSENT, HEAD, judgment
from tests.features.judgments.test_findings import told

# fmt: off
ACCOUNTS: tuple[tuple[str, str, int, tuple[float | None, float | None, str | None, str | None]], ...] = (
    (
        "2015年3月8日，被告李某1给原告王某1出具借条一张，借条内容为：借条，今借王某1人民币（小写）100"
        "000元，（大写）壹拾万元整，借款人：李某1，2015年3月8日。借款到期后，被告未还款。",
        "2015年3月8日，被告向原告借款100000元，约定月利率2%，借款期限三个月。",
        100000, (100000, 2.0, "2015-03-08", "2015-06-08"),
    ),
    (
        "原告诉称属实，本院予以确认。",
        "2015年3月8日，被告向原告借款5万元，约定月利率2%，于2015年9月8日归还。",
        50000, (50000, 2.0, "2015-03-08", "2015-09-08"),
    ),
    (
        "借条、银行流水等证据能够证明原告主张的事实，本院予以确认。被告李某1与赵某1于2010年5月1日登记结婚"
        "，2016年8月1日离婚。",
        "2015年3月8日，被告李某1向原告借款5万元，2015年4月8日又借款3万元，均约定月利率2%，201"
        "5年9月8日还清。",
        80000, (80000, 2.0, "2015-03-08", "2015-09-08"),
    ),
    (
        "2015年3月8日，原告向被告账户转账50000元。2015年3月10日，被告向原告出具借条，载明借款5"
        "0000元。",
        "2015年3月8日被告向原告借款50000元，口头约定月息2分。",
        50000, (50000, 2.0, "2015-03-08", None),
    ),
    (
        "被告李某1尚欠原告王某1借款本金40000元及利息。",
        "2015年3月8日，被告向原告借款60000元，约定月利率1.5%，后归还20000元，尚欠40000元"
        "。",
        40000, (60000, 1.5, "2015-03-08", None),
    ),
)
# fmt: on
"""Findings, the plaintiff's account, yuan asked for; yuan lent, percent a month, first loan day, last due day."""


@pytest.mark.parametrize(("found", "story", "asked", "expected"), ACCOUNTS)
def test_accounts_are_read(
    found: str, story: str, asked: int, expected: tuple[float | None, float | None, str | None, str | None]
) -> None:
    demand = f"原告王某1向本院提出诉讼请求：判令被告偿还借款{asked}元及利息。"
    assert told(read_judgment(judgment(found, story=story, demand=demand))) == expected


STORY = "2014年1月1日，被告向原告借款50000元，约定月利率2%，2014年12月1日前归还。"
FOUND = "2014年2月1日，被告李某1向原告王某1借款30000元，约定月利率1%，2014年8月1日前归还。"
EVIDENCE = (
    "原告为证明其主张，提交借条一份，证明被告借款50000元的事实。本院对该证据予以采信。",
    "对当事人无异议的证据，本院予以确认并在卷佐证。对有争议的证据和事实，本院认定如下：对原告提交的借条，本院予以确认。",
)
# fmt: off
OPENINGS = (
    "经审理查明：",
    "经审理查明，",
    "本院经审理认定事实如下：",
    "本院经审查认定如下：",
    "经审理，本院认定事实如下：",
    "本院确认如下事实：",
    "综上，本院认定事实如下：",
    "本院对本案事实确认如下：",
    "查明事实：",
    "审理查明以下事实：",
    "经开庭审理查明：",
    "庭审查明，",
    "本院依法查明：",
    "现查明，",
    "经审理后查明，",
    "经本院审理查明：",
    "经审核，本院认定以下事实：",
    "综合本案证据和当事人陈述，可以认定以下事实：",
    "本院根据上述认证查明：",
    "结合当事人陈述，确认事实如下：",
    "案件事实：",
    "本案的基本事实是：",
    "本院经审理确认以下事实：",
    "据此，本院认定如下案件事实：",
    "本院审理查明的案件事实如下：",
    "经庭审质证和当庭认证，本院查明以下事实：",
    "根据原告的陈述和经审查确认的证据，本院认定本案事实为：",
    "根据上述证据，可认定：",
    "本院查明：",
    "本院查明的事实：",
    "本院认定的事实：",
    "根据以上证据及当事人陈述，本院查明如下：",
    "经审理，本院查明，",
    "经审理认定：",
    "经审理认定，",
    "本院经审理查明事实如下：",
    "对当事人没有争议的事实，本院予以确认：",
    "对于本案事实，本院分析认定如下：",
    "根据采信的证据，对本案事实作如下认定：",
    "本院综合全案证据认定如下：",
    "综合分析认定本案如下事实：",
    "经审理，查明如下事实：",
    "本院认证并认定如下事实：",
    "通过庭审调查，本院确认：",
    "本院审查后认定：",
    "经审理，能够认定的事实有：",
    "结合庭审调查和本院采信的证据，可以确认本案的法律事实：",
    "综合以上证据，本院认定本案的事实是，",
    "本院经审理，确认本案事实如下：",
    "另经审理查明：",
    "本院认定本案事实如下：",
)
# fmt: on
"""How courts open their findings."""


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("opening", OPENINGS)
def test_findings_are_found_behind_their_opening(opening: str, evidence: str) -> None:
    text = f"{HEAD}原告王某1向本院提出诉讼请求：判令被告偿还借款50000元。事实和理由：{STORY}{ABSENT}{evidence}"
    expected = (30000, 1.0, "2014-02-01", "2014-08-01")
    assert told(read_judgment(text + opening + FOUND)) == expected


def test_a_text_without_headings_tells_the_loan_behind_its_head() -> None:
    text = (
        "原告王某与被告李某系朋友关系。2014年2月1日，被告李某向原告借款30000元，约定月利率1%，2014年8月1日前归还。"
        "后经催要未还，原告诉至本院，请求判令被告偿还借款30000元。被告李某对借款数额无异议。本院认为，债务应当清偿。"
    )
    assert told(read_judgment(text)) == (30000, 1.0, "2014-02-01", "2014-08-01")


def test_the_title_of_a_case_names_the_parties() -> None:
    named = open_judgment("原告王某诉被告李某、赵某民间借贷纠纷一案，本院受理后公开审理。经审理查明：" + FOUND).named
    assert [(one.role, one.name) for one in named] == [
        ("plaintiff", "王某"),
        ("defendant", "李某"),
        ("defendant", "赵某"),
    ]
