"""What the court holds in its reasons to have been lent, against what is told ahead of them."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import judgment

NOTE = "2015年3月8日，被告出具借条，确认向原告借款10万元。当日原告转账6万元。"

HELD = (
    ("本院认为，原告主张的现金仅有2万元可以证明，故本院认定借款本金为8万元。", 80000),
    ("本院认为，现金部分证据不足，本案借款本金应认定为6万元，扣除已付利息后计算。", 60000),
    ("本院认为，转账的6万元，有备注印证，应认定为借款，其余部分不予认定。", 60000),
    ("本院认为，应按借条载明的10万元认定借款本金。", 100000),
    # What was paid or kept back is taken off: no word about what was lent.
    ("本院认为，经抵扣，本案借款本金为4万元。", 100000),
    ("本院认为，原告预扣利息4万元，本案借款本金为6万元。", 100000),
    ("本院认为，赵某1的账户收到6万元，应认定为共同借款人。", 100000),
    ("本院认为，被告应归还原告借款10万元。", 100000),
    # Two sums are held.
    ("本院认为，本案借款本金为8万元。本案借款本金为9万元。", 100000),
)


@pytest.mark.parametrize(("reasons", "yuan"), HELD)
def test_what_the_court_holds_to_be_lent_was_lent(reasons: str, yuan: int) -> None:
    assert read_judgment(judgment(NOTE, rest=reasons)).principal_fen == yuan * 100


def test_the_court_s_words_are_cited() -> None:
    facts = read_judgment(judgment(NOTE, rest="本院认为，本院认定借款本金为8万元。"))
    assert facts.sentences["principal_fen"] == "本院认为，本院认定借款本金为8万元。"


RENEWED = "2015年3月8日，被告向原告借款5万元。2016年3月8日，双方结算，被告重新出具6.2万元的借条，其中利息1.2万元。"


def test_a_note_with_interest_held_to_be_the_principal_leaves_it_unsure() -> None:
    """What was lent at first and what the court counts from then on are two readings: null."""
    reasons = "本院认为，重新出具的借条未超过法定限度，应认定借款本金为6.2万元。"
    assert read_judgment(judgment(RENEWED, rest=reasons)).principal_fen is None


def test_the_first_loan_held_to_be_the_principal_holds() -> None:
    reasons = "本院认为，利息计入本金超过法定限度，应认定借款本金为5万元。"
    assert read_judgment(judgment(RENEWED, rest=reasons)).principal_fen == 5_000_000
