"""When a court's findings say in so many words that all that was lent arrived."""

from __future__ import annotations

import pytest

from features.judgments.facts import read_judgment

FOUND = "原告：王某，男。被告：李某，男。本院经审理查明：2024年5月1日，李某向王某借款10万元，约定月利率2%"
RULED = "判决如下：被告李某于本判决生效之日起十日内偿还原告王某借款10万元。"

SAID = (
    "。上述款项100,000元已通过银行转账足额交付。",
    "。上述款项已足额交付。",
    "。原告已依约交付10万元。",
    "。原告已依约交付100,000元。",
    "。被告实际收到10万元。",
    "，王某如约支付借款100000元给李某。",
)
NOT_SAID = (
    "。王某当日通过银行转账支付10万元。",
    "。原告已依约交付。",
    "。原告主张已足额交付10万元。",
    "。原告应足额交付借款。",
    "。因原告未足额交付，双方发生争议。",
    "。其中5万元已足额交付。",
    "。被告已全部支付利息。",
    "。被告已如数归还。",
    "。预先扣除利息1万元，原告已依约交付10万元。",
    "。原告实际交付9万元，差额部分未能举证证明已交付，本院认定借款本金为9万元。",
    "。同年7月1日，李某又向王某借款5万元。原告已足额交付。",
)


@pytest.mark.parametrize("words", SAID)
def test_the_court_found_that_all_arrived(words: str) -> None:
    facts = read_judgment(f"{FOUND}{words}{RULED}")
    assert (facts.principal_fen, facts.net_fen, facts.delivered_in_full) == (10_000_000, None, True)
    assert words.strip("。，") in facts.sentences["delivered_in_full"]


@pytest.mark.parametrize("words", NOT_SAID)
def test_what_does_not_say_so_is_unknown(words: str) -> None:
    assert read_judgment(f"{FOUND}{words}{RULED}").delivered_in_full is None


def test_the_plaintiffs_word_alone_is_no_finding() -> None:
    text = (
        f"原告：王某，男。被告：李某，男。原告王某诉称，2024年5月1日，李某向其借款10万元，其已足额交付10万元。{RULED}"
    )
    assert read_judgment(text).delivered_in_full is None
