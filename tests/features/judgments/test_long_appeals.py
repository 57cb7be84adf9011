"""Findings told on appeal are read where they are short, and else nobody is sure of the loan."""

from __future__ import annotations

from datetime import date

import pytest

from features.judgments import read_judgment
from features.judgments.facts import UNSURE

LOAN = "2019年3月1日，李某向王某借款50000元，约定月利率2%，于2019年9月1日前还清，当日王某转账48000元。"
MORE = "王某另向李某转账12000元、7000元，李某称系货款。被告李某未到庭。"
BELOW, ABOVE = "一审法院认定事实：", "二审期间，双方未提交新证据。"


def test_a_short_finding_on_appeal_is_read() -> None:
    facts = read_judgment(f"{BELOW}{LOAN}{ABOVE}")
    assert (facts.principal_fen, facts.first_loan_on) == (5_000_000, date(2019, 3, 1))
    assert (facts.agreed_rate_monthly_percent, facts.due_on) == (2.0, date(2019, 9, 1))


@pytest.mark.parametrize(
    ("ahead", "behind"),
    [
        (BELOW, ""),
        ("经审理查明：", ABOVE),
        ("上诉人（原审被告）：李某，男。被上诉人（原审原告）：王某，男。经审理查明：", ""),
        ("上诉人李某因与被上诉人王某民间借贷纠纷一案，向本院提起上诉。经审理查明：", ""),
        ("原审法院经审理查明：", "如不服本判决，可在十五日内上诉。"),
    ],
)
def test_of_a_long_one_nothing_is_sure_of_the_loan(ahead: str, behind: str) -> None:
    facts = read_judgment(f"{ahead}{LOAN}{MORE}{behind}")
    assert [getattr(facts, name) for name in UNSURE] == [None] * len(UNSURE)
    assert not facts.sentences.keys() & set(UNSURE)
    assert facts.defendant_absent is True


CLOSING = "如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于厦门市中级人民法院。"


@pytest.mark.parametrize(
    "words",
    [
        "",
        CLOSING,
        f"{CLOSING}上诉人应当在递交上诉状之日起七日内预交上诉案件受理费。",
        f"{CLOSING}上诉人在收到缴费通知后逾期未交纳的，按撤回上诉处理。",
        "被告辩称，另案一审法院认定其已还款。",
        "另查明，原告曾就此起诉，原审法院认为证据不足。",
        "本判决为一审判决。",
        "原审法院认定事实不清，发回重审。",
    ],
)
def test_a_first_instance_s_is_read_however_long_it_is(words: str) -> None:
    facts = read_judgment(f"经审理查明：{LOAN}{MORE}{words}")
    assert facts.principal_fen == 5_000_000
