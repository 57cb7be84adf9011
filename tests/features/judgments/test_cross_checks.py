"""What one voice tells is held against the others: the claim, the findings, the court's reasons and its order."""

from __future__ import annotations

import pytest

from features.judgments import Facts, read_judgment
from tests.features.judgments.drawn_judgments import HEAD, judgment

LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元，"
NOTE = "2015年3月8日，被告李某1出具借条一份，载明今借到王某1人民币5万元。"
ORDER = "本院认为，被告应当还款。判决如下：被告李某1于本判决生效之日起十日内归还原告王某1借款"


def read(found: str, *, story: str = "", asked: str = "", rest: str = "", defence: str = "被告未答辩。") -> Facts:
    demand = f"原告王某1向本院提出诉讼请求：判令被告归还借款{asked}。"
    return read_judgment(judgment(found, story=story, demand=demand, rest=rest, defence=defence))


# A guarantor's letter, a loan of others and a note told beside its transfer make one loan look like two.
TOLD_TWICE = (
    LOAN + "出具借条一份。2016年3月8日，被告赵某1又出具保证书，内容为“李某1借王某1现金5万元，我是保证人”。",
    LOAN + "另查明，经原告介绍，被告又向他人借款3万元，包括原告的借款共计8万元。",
    "2015年3月8日，原告向被告转账5万元。另，原告持有2015年3月17日的借条一份，内容为“本人向王某1借人民币5万元”。",
)


@pytest.mark.parametrize("found", TOLD_TWICE)
@pytest.mark.parametrize(("asked", "order"), [("5万元", ""), ("", ORDER + "5万元。")])
def test_no_more_is_lent_than_the_plaintiff_tells_and_asks_for(found: str, asked: str, order: str) -> None:
    facts = read(found, story="2015年3月8日，被告向原告借款5万元。", asked=asked, rest=order)
    assert facts.principal_fen == 5_000_000


def test_what_the_court_orders_whole_holds_over_more_that_is_claimed() -> None:
    story = "被告于2015年3月8日和2015年6月8日分别向原告借款5万元、2万元，共计7万元。"
    facts = read(NOTE, story=story, asked="7万元", rest=ORDER + "5万元。驳回原告的其他诉讼请求。")
    assert facts.principal_fen == 5_000_000


def test_a_smaller_order_after_payments_leaves_what_was_lent() -> None:
    found = LOAN + "出具借条一份。2015年9月8日，被告归还原告2万元。"
    story = "2015年3月8日，被告向原告借款5万元，已归还2万元。"
    assert read(found, story=story, asked="3万元", rest=ORDER + "3万元。").principal_fen == 5_000_000


def test_an_order_of_more_than_is_told_leaves_it_unsure() -> None:
    assert read(LOAN + "出具借条一份。", rest=ORDER + "9万元。").principal_fen is None


def test_the_order_decides_between_unsure_readings() -> None:
    story = "2015年3月至9月，被告多次向原告借款，共计13万元，其中转账9万元。"
    found = "2015年3月8日、6月8日、9月8日，原告分别向被告转账3万元、4万元、2万元，合计9万元，转账附言均为“借款”。"
    facts = read(found, story=story, asked="13万元", rest=ORDER + "9万元。")
    assert (facts.principal_fen, str(facts.first_loan_on)) == (9_000_000, "2015-03-08")


# The face is the principal, what arrived is told besides.
ARRIVED_LESS = (
    "本院认为，原告实际向被告出借4万元，故本院确定实际出借的本金为4万元。",
    "本院认为，由于被告借款当天即归还原告1万元，原告实际出借4万元，故依法确认借款本金应为4万元。",
)


@pytest.mark.parametrize("reasons", ARRIVED_LESS)
def test_the_face_holds_over_what_the_court_counts_as_arrived(reasons: str) -> None:
    assert read(LOAN + "出具借条一份。", rest=reasons).principal_fen == 5_000_000


def test_loans_told_behind_a_total_are_added_to_it() -> None:
    found = "截至2015年5月31日，被告共向原告借款11万元。2015年8月6日，被告又向原告借款4万元。"
    assert read(found).principal_fen == 15_000_000


def test_two_voices_that_agree_on_a_day_hold_over_a_note_written_later() -> None:
    found = (
        "2015年3月8日，原告向被告账户转款5万元。因被告未还款，2015年3月18日被告出具借条一份，"
        "载明：“李某1于2015年3月18日借到王某1人民币5万元”。"
    )
    story = "被告向原告借款5万元，原告于2015年3月8日向被告转账5万元。"
    assert str(read(found, story=story).first_loan_on) == "2015-03-08"


def test_the_court_s_reasons_are_a_voice() -> None:
    found = "原告与被告的聊天记录显示：2015年9月8日，被告发送借条照片，内容为“今向王某1借款5万元。2015年9月8日”。"
    story = "2015年3月8日，被告向原告借款5万元，原告通过支付宝转账5万元。"
    reasons = "本院认为，可以认定被告于2015年3月8日向原告借款5万元。"
    assert str(read(found, story=story, rest=reasons).first_loan_on) == "2015-03-08"


def test_the_one_term_s_first_day_is_the_loan_s_where_no_other_is_told() -> None:
    found = "借款合同载明：借款金额5万元，期限2015年3月8日至2016年3月7日。"
    assert str(read(found).first_loan_on) == "2015-03-08"


def test_what_the_borrower_sent_is_no_loan() -> None:
    found = (
        "2015年3月8日，王某1通过支付宝向李某1转账9500元。2016年1月4日，李某1通过银行转账向王某1汇款300元，"
        "2016年1月22日，李某1通过微信向王某1支付242元。"
    )
    facts = read(found, story="2015年3月8日，被告向原告借款9500元。", asked="9500元")
    assert facts.principal_fen == 950_000


def test_what_arrived_told_again_as_the_rest_leaves_the_face() -> None:
    found = LOAN + "预先扣除利息1500元，原告交付48500元。借款到期后，借款本金48500元一直未还。"
    assert read(found).principal_fen == 5_000_000


def test_a_reckoning_that_the_plaintiff_takes_for_the_loan_does_not_hide_the_court_s_day() -> None:
    found = (
        "2012年1月16日，被告向原告借款5万元，约定月利率1.5%。2014年1月20日，双方结账，"
        "被告将利息1.8万元计入本金，另行出具6.8万元的借条。"
    )
    story = "被告于2014年1月20日向原告借款6.8万元。"
    facts = read(found, story=story, rest=ORDER + "5万元。")
    assert (facts.principal_fen, str(facts.first_loan_on)) == (5_000_000, "2012-01-16")


STORY = "2015年3月8日，被告向原告借款5万元，口头约定月利率2%。"
REFUSED = (
    "本院认为，口头约定借款利息无相关证据证实，本院不予支持。",
    "本院认为，本院对原告关于利息2分的主张，不予支持。",
    ORDER + "5万元。驳回原告的其他诉讼请求。",
    ORDER + "5万元及利息（按中国人民银行同期贷款利率自起诉之日起计算）。",
)
GRANTED = (
    ORDER + "5万元及利息（按月利率2%计算）。",
    # The plaintiff asked for less than was agreed.
    "本院认为，原告自愿按月利率1%主张利息。" + ORDER + "5万元及利息（按月利率1%计算）。",
    "本院认为，双方约定月利率2%，超过规定上限的部分不予支持。" + ORDER + "5万元及利息。",
)


@pytest.mark.parametrize("rest", REFUSED)
def test_a_rate_of_the_plaintiff_s_that_the_court_does_not_follow_is_none(rest: str) -> None:
    facts = read(LOAN + "出具借条一份。", story=STORY, asked="5万元及利息", rest=rest)
    assert facts.agreed_rate_monthly_percent is None


@pytest.mark.parametrize("rest", GRANTED)
def test_a_rate_of_the_plaintiff_s_that_the_court_follows_holds(rest: str) -> None:
    facts = read(LOAN + "出具借条一份。", story=STORY, asked="5万元及利息", rest=rest)
    assert facts.agreed_rate_monthly_percent == 2.0


def test_the_court_s_day_holds_over_a_later_one_of_a_confirmed_account() -> None:
    """A later day is a later agreement only where the plaintiff tells of one."""
    confirmed = "原告主张的借款事实，有借条为证，本院予以认定。"
    found = LOAN + "约定于2015年6月8日被告收到会款后一次性还清。" + confirmed
    assert str(read(found, story="2015年3月8日，被告向原告借款5万元，借期四个月。").due_on) == "2015-06-08"


def test_a_day_of_the_plaintiff_s_that_ends_the_court_s_term_holds() -> None:
    story = "2015年3月8日，被告向原告借款5万元，借期1年至2016年3月7日。"
    assert str(read(LOAN + "期限一年。", story=story).due_on) == "2016-03-07"


def test_the_court_s_reasons_deny_a_term_among_words_of_the_law() -> None:
    story = "2015年3月8日，被告向原告借款5万元，口头约定3个月归还。"
    reasons = "本院认为，因双方未明确约定还款期限，原告可随时主张权利，其请求符合法律规定，本院予以支持。"
    assert read(LOAN + "出具借条一份。", story=story, rest=reasons).due_on is None


def test_an_agreement_among_the_findings_does_not_end_them() -> None:
    found = LOAN + "借期60天。2016年4月3日，各方达成以下协议：一、被告尚欠3万元；二、被告承诺于2016年6月1日前偿还。"
    assert str(read(found, rest=ORDER + "3万元。").due_on) == "2016-06-01"


SHOWN = (
    "上述事实，有原告提供的借条、转账凭证在卷佐证，本院予以确认。",
    "本院对原告主张的事实予以确认。",
    "以上事实有借条一份及原告陈述予以证实。",
)


@pytest.mark.parametrize("words", SHOWN)
def test_without_findings_what_is_shown_is_the_plaintiff_s_account(words: str) -> None:
    story = "被告于2015年3月8日向原告借款2万元，于2015年6月8日向原告借款3万元，约定2015年12月31日前归还。"
    text = f"{HEAD}原告诉称，{story}请求判令被告归还借款。\n被告未答辩。\n{words}\n{ORDER}本金及利息。"
    facts = read_judgment(text)
    assert (facts.principal_fen, str(facts.first_loan_on), str(facts.due_on)) == (5_000_000, "2015-03-08", "2015-12-31")
