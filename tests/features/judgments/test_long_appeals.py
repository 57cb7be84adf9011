"""Findings told on appeal are read where they are short, and else nobody is sure of the loan."""

from __future__ import annotations

from datetime import date

import pytest

from features.judgments import read_judgment
from features.judgments.appeals import UNSURE

LOAN = "2019年3月1日，李某向王某借款50000元，约定月利率2%，于2019年9月1日前还清，当日王某转账48000元。"
MORE = "王某另向李某转账12000元、7000元，李某称系货款。李某未到庭。"
BELOW, ABOVE = "一审法院认定事实：", "二审期间，双方未提交新证据。"


def test_a_short_finding_on_appeal_is_read() -> None:
    facts = read_judgment(f"{BELOW}{LOAN}{ABOVE}")
    assert (facts.principal_fen, facts.first_loan_on) == (5_000_000, date(2019, 3, 1))
    assert (facts.agreed_rate_monthly_percent, facts.due_on) == (2.0, date(2019, 9, 1))


def test_of_a_long_one_nothing_is_sure_of_the_loan() -> None:
    facts = read_judgment(f"{BELOW}{LOAN}{MORE}{ABOVE}")
    assert [getattr(facts, name) for name in UNSURE] == [None] * len(UNSURE)
    assert not facts.sentences.keys() & set(UNSURE)
    assert facts.defendant_absent is not None or facts.transfer_method is not None


@pytest.mark.parametrize(
    "words", ["", "如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于厦门市中级人民法院。"]
)
def test_a_first_instance_s_is_read_however_long_it_is(words: str) -> None:
    facts = read_judgment(f"经审理查明：{LOAN}{MORE}{words}")
    assert facts.principal_fen is not None
