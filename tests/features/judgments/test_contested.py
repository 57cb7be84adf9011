"""Suits about which lending there was are left without its first day, those about many days without a due day."""

from __future__ import annotations

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import judgment

LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元，约定于2015年9月8日归还。"
ANSWER = "被告李某1辩称，" + "该款系双方合伙经营所得，被告已多次以现金向原告支付，原告从未提出异议。" * 5
SAID = "庭审中，原告陈述上述款项包含此前所欠。"
SUMS = "2015年4月1日转账1万元。2015年5月1日转账2万元。2015年6月1日转账3万元。"
DAYS = "".join(f"2016年{month}月1日，双方见面。" for month in range(1, 8))


def test_a_first_day_is_left_out_where_the_suit_is_about_which_loan_there_was() -> None:
    contested = read_judgment(judgment(LOAN + SUMS + SAID, defence=ANSWER))
    assert contested.first_loan_on is None
    assert contested.principal_fen == 5_000_000
    for found, answer in ((LOAN + SUMS, ANSWER), (LOAN + SAID, ANSWER), (LOAN + SUMS + SAID, "被告辩称，无力归还。")):
        assert str(read_judgment(judgment(found, defence=answer)).first_loan_on) == "2015-03-08"


def test_a_due_day_is_left_out_where_an_answered_suit_tells_many_days() -> None:
    assert read_judgment(judgment(LOAN + DAYS, defence=ANSWER)).due_on is None
    assert str(read_judgment(judgment(LOAN, defence=ANSWER)).due_on) == "2015-09-08"
    assert str(read_judgment(judgment(LOAN + DAYS)).due_on) == "2015-09-08"
