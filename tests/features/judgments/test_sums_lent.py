"""How much was lent where notes are written anew, interest is added, and several sums are told beside each other."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import judgment

# A note that takes up earlier loans, with interest or without, is no new money.
NOTED_ANEW = (
    (
        "2015年3月8日，被告向原告借款5万元。2016年3月8日，经结算，被告欠原告本金5万元，利息1.2万元，被告重新出具了"
        "6.2万元的借条。",
        50000,
    ),
    ("2015年3月8日，被告向原告借款5万元，并出具金额为5.6万元的借条，其中6000元为利息。", 50000),
    (
        "2013年12月12日，被告向原告借款50000元，口头约定借期一年，利息9000元，出具借款金额为59000元的借据一份。"
        "2014年6月18日，被告又借款20000元，利息3600元，出具借款金额为23600元的借据一份。",
        70000,
    ),
    (
        "2013年1月15日，被告向原告借款3万元，同年6月20日归还1万元。2014年2月3日，被告又向原告借款2万元，并将此前所欠"
        "2万元一并出具借条一张，载明借款4万元。",
        50000,
    ),
    (
        "2015年3月8日，原、被告签订借款合同，约定被告借款5万元，借款期限自2015年3月8日起至2015年9月7日止，同日，被告又"
        "给原告出具了借条，内容为：“今借王某1现金伍万元整”。",
        50000,
    ),
    (
        "被告向原告借款分别为100000元、105000元，其中一个月利息10000元。2013年2月1日，双方签订协议，约定被告从原告处"
        "借款215000元。",
        205000,
    ),
    # More than interest can have made of it: loans that are not told.
    ("2015年3月8日，被告向原告借款5万元。2016年3月8日，经结算，被告重新出具借条一份，金额为30万元。", None),
)


@pytest.mark.parametrize(("found", "yuan"), NOTED_ANEW)
def test_a_note_written_anew_is_no_new_money(found: str, yuan: int | None) -> None:
    assert told(found) == yuan


BESIDE_EACH_OTHER = (
    ("被告共向原告借款三次，2015年3月8日5万元、5月8日3万元、6月8日2万元，合计10万元。", 100000),
    ("被告于2015年1月1日、2月1日、3月1日分三次向原告借款，每次1万元，共计3万元。", 30000),
    ("2015年3月8日，两被告共同向原告借款10万元，其中李某1借6万元，赵某1借4万元。", 100000),
    ("2015年3月8日，被告出具借条两份，金额分别为人民币2万元（以下币种均为人民币）及8万元。", 100000),
    ("2015年3月8日，被告向案外人孙某1借款20万元。2015年4月8日，被告向原告借款5万元。", 50000),
    ("2015年3月8日，被告向原告借款5万元。2015年4月8日，原告将20万元借给案外人孙某1。", 50000),
    ("2015年3月8日，原告向信用社贷款10万元，转借给被告使用。", 100000),
    ("原、被告约定原告提供最高额不超过300万元的借款。原告于2015年3月8日汇付150万元，5月8日汇付80万元。", 2300000),
)


@pytest.mark.parametrize(("found", "yuan"), BESIDE_EACH_OTHER)
def test_sums_beside_each_other_are_told_apart(found: str, yuan: int | None) -> None:
    assert told(found) == yuan


def test_cash_taken_from_the_lender_is_lent() -> None:
    assert told("2015年3月8日，被告在原告处拿现金38000元，写借条一份。") == 38000


def test_what_is_sent_on_to_somebody_else_is_no_loan() -> None:
    story = "2015年3月8日，被告向原告借款5万元。"
    found = "2015年3月8日，原告向被告转账5万元，被告随即向孙某的账户转账15000元。"
    demand = "原告王某1向本院提出诉讼请求：判令被告偿还借款5万元。"
    assert read_judgment(judgment(found, story=story, demand=demand)).principal_fen == 5_000_000


def test_numbered_loans_are_each_counted() -> None:
    found = (
        "被告向原告借款三笔，借条均由被告签名，具体为：第一笔2015年3月8日10万元（转账），借期一年；"
        "第二笔2015年5月8日8万元（现金），借期一年；第三笔2015年6月8日2万元，借期一年。"
    )
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, str(facts.first_loan_on)) == (20_000_000, "2015-03-08")


def test_what_is_told_as_borrowed_before_is_no_new_loan() -> None:
    assert (
        told("2015年3月8日，被告向原告借款5万元。2016年4月1日，被告书写说明，内容为“本人所借王某1伍万元未还”。")
        == 50000
    )


def test_what_was_handed_over_outweighs_a_note_for_less_that_sums_it_up() -> None:
    found = (
        "原告于2013年10月10日转账支付被告60000元，于2014年4月21日转账支付被告30000元，合计90000元。经双方对账，"
        "被告于2015年5月12日出具借条，内容为：今借到王某1现金柒万元整，2015年6月30日前付清。"
    )
    assert told(found) == 90000


def test_a_note_that_holds_interest_is_not_what_was_lent() -> None:
    found = (
        "2013年12月3日、5日，原告通过银行将40万元汇入被告账户，被告出具借条一份。2015年1月3日，双方结算，被告又出具一份"
        "本息合计51万元的借条。该借条注明：今借到王某1人民币伍拾壹万元正。"
    )
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, str(facts.first_loan_on)) == (40_000_000, "2013-12-03")


def test_a_day_of_death_is_no_loan_s() -> None:
    story = "2013年5月1日我丈夫去世，后来整理遗物时发现被告借我丈夫8万元借据一张。"
    assert read_judgment(judgment("被告未还款。", story=story)).first_loan_on is None


def test_what_is_asked_for_and_what_was_repaid_add_up_to_what_was_handed_over() -> None:
    story = "原告于2015年3月8日通过银行转账给被告50000元，被告归还10000元。"
    demand = "原告王某1向本院提出诉讼请求：判令被告偿还借款40000元。"
    assert told("被告未答辩。", story=story, demand=demand) == 50000


def test_a_rest_that_is_asked_for_is_not_what_was_lent() -> None:
    demand = "原告王某1向本院提出诉讼请求：判令被告归还借款26800元。"
    assert told("被告未答辩。", story="被告多次借款，后仅归还1200元。", demand=demand) is None
    assert told("被告未答辩。", story="被告多次借款，至今未还。", demand=demand) == 26800


def test_a_loan_that_is_told_as_money_handed_over_is_of_that_day() -> None:
    story = "2015年3月8日，被告向原告借款，原告通过银行转账支付给被告50000元，2016年5月1日，被告偿还20000元。"
    demand = "原告王某1向本院提出诉讼请求：判令被告偿还借款30000元。"
    facts = read_judgment(judgment("被告未还款。", story=story, demand=demand))
    assert (facts.principal_fen, str(facts.first_loan_on)) == (5_000_000, "2015-03-08")


def test_a_sentence_without_a_subject_is_of_the_day_of_the_one_ahead() -> None:
    found = "2016年3月25日，被告称其做生意，需资金周转。\n向原告借款10000元，被告出具了借条。"
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, str(facts.first_loan_on)) == (1_000_000, "2016-03-25")


def test_that_very_day_is_none_behind_the_end_of_a_term() -> None:
    found = "2015年3月8日，被告借款5万元，期限自2015年3月8日起至2015年9月7日止。同日，被告又借款3万元，期限一年。"
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, str(facts.first_loan_on)) == (8_000_000, "2015-03-08")
    assert str(facts.due_on) == "2016-03-08"


def test_a_note_that_sums_up_earlier_loans_is_not_of_their_day() -> None:
    found = "2015年4月27日，经结算，被告尚欠原告借款20万元，由被告出具借条，载明：今向王某1借到人民币共计贰拾万元整。"
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, facts.first_loan_on) == (20_000_000, None)


def test_an_account_under_other_headings_is_the_plaintiff_s() -> None:
    head = "原告王某1起诉要求被告李某1返还借款，事实如下："
    text = head + "2015年3月8日，原告借给被告现金6万元，月息1分2厘。被告未答辩。本院查明的事实与原告所诉一致。"
    facts = read_judgment(text)
    assert (facts.principal_fen, facts.agreed_rate_monthly_percent) == (6_000_000, 1.2)


def test_what_both_parties_say_alike_is_found() -> None:
    text = (
        "原告王某1诉称，被告尚欠原告2.5万元。本院组织双方当庭核对账目，双方一致认可：被告于2015年7月15日、8月1日"
        "共借原告现金40000元，已还15000元。本院认为，借款属实。"
    )
    assert read_judgment(text).principal_fen == 4_000_000


def told(found: str, story: str = "", demand: str = "") -> int | None:
    """Yuan read of these findings."""
    text = judgment(found, story=story, demand=demand) if demand else judgment(found, story=story)
    fen = read_judgment(text).principal_fen
    return fen // 100 if fen else None


EARLIER_BUT_NO_LOAN = (
    "被告李某1于2014年12月向案外人孙某1借款200000元。2015年3月8日，被告向原告借款5万元。",
    "2013年5月，原告与被告相识，2015年3月8日，被告向原告借款5万元。",
    "被告李某1、赵某1于2010年登记结婚，2015年3月8日，被告李某1向原告借款5万元。",
    "2014年10月被告开始经营超市，2015年3月8日因进货向原告借款5万元。",
    "2014年12月，被告向原告提出借款，2015年3月8日，原告将5万元借给被告。",
)


@pytest.mark.parametrize("found", EARLIER_BUT_NO_LOAN)
def test_what_else_happened_earlier_is_no_earlier_loan(found: str) -> None:
    assert str(read_judgment(judgment(found)).first_loan_on) == "2015-03-08"


def test_one_note_for_loans_made_several_times_tells_no_first_day() -> None:
    story = "被告多次向原告借款，截至2015年3月8日共欠原告5万元。"
    found = "2015年3月8日，被告向原告出具借条一份，载明：今借到王某1人民币伍万元整。"
    assert read_judgment(judgment(found, story=story)).first_loan_on is None


def test_an_earlier_loan_without_a_day_leaves_the_first_unsure() -> None:
    found = "被告自2014年起多次向原告借款，2015年3月8日，被告向原告出具借条一份，借款金额5万元。"
    assert read_judgment(judgment(found)).first_loan_on is None


def test_what_was_not_paid_back_is_no_payment() -> None:
    found = (
        "2015年3月8日，被告李某1向原告借款5万元。2016年3月19日，被告赵某1再次出具保证书，内容为“李某1借王某1现金5万元，"
        "我保证他还。”借据一份，证实如李某1不归还借款5万元，由保证人归还。"
    )
    story = "2015年3月8日，被告李某1向原告借款5万元，至今未归还。"
    text = judgment(found, story=story, demand="请求判令被告归还借款本金5万元。")
    assert read_judgment(text + "判决如下：被告李某1归还原告王某1借款本金5万元。").principal_fen == 5_000_000


SUED_ON = "2013年9月3日，被告向原告借款50万元。2015年3月2日，被告再次向原告借款35万元。"


@pytest.mark.parametrize(
    ("story", "demand", "yuan", "day"),
    [
        (SUED_ON, "请求判令被告归还借款本金50万元。", 500_000, "2013-09-03"),
        (SUED_ON, "请求判令被告归还借款本金35万元。", 350_000, "2015-03-02"),
        (SUED_ON, "请求判令被告归还借款本金85万元。", 850_000, "2013-09-03"),
        (SUED_ON, "请求判令被告归还借款本金60万元。", None, None),
        # Both were lent, and one was paid back.
        (SUED_ON + "被告已归还原告35万元。", "请求判令被告归还借款本金50万元。", 850_000, "2013-09-03"),
    ],
)
def test_of_several_loans_told_the_one_asked_for_is_sued_on(
    story: str, demand: str, yuan: int | None, day: str | None
) -> None:
    facts = read_judgment(judgment("", story=story, demand=demand))
    assert facts.principal_fen == (yuan * 100 if yuan else None)
    assert str(facts.first_loan_on) == str(day)
