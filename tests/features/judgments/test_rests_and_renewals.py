"""Loans of which a note, a renewal or one voice tells a part: all was lent, and falls due, that the others tell."""

from __future__ import annotations

import pytest

from features.judgments import Facts, read_judgment
from tests.features.judgments.drawn_judgments import HEAD, judgment

NOT_CAME = "被告未到庭。"


def read(found: str, *, story: str = "", asked: str = "", rest: str = "", defence: str = NOT_CAME) -> Facts:
    demand = f"原告王某1向本院提出诉讼请求：判令被告归还借款{asked}。"
    return read_judgment(judgment(found, story=story, demand=demand, rest=rest, defence=defence))


def lent(facts: Facts) -> tuple[int | None, str]:
    return facts.principal_fen and facts.principal_fen // 100, str(facts.first_loan_on)


def test_a_note_of_what_is_left_is_not_all_that_was_lent() -> None:
    found = (
        "被告李某1自2012年5月6日起陆续向原告王某1借款共计90万元，已归还本金60万元，"
        "剩余借款本金30万元于2016年4月5日重新向原告出具了借条一张。"
    )
    story = "2016年4月5日，被告向原告借款30万元，并出具借条。"
    assert lent(read(found, story=story, asked="30万元")) == (900_000, "2012-05-06")


def test_a_note_behind_payments_without_sums_is_what_they_left() -> None:
    money = "2015年3月8日，原告向被告李某1转账100万元，同月18日，原告向被告李某1转账90万元。"
    note = "被告李某1出具借款借据确认尚欠原告借款105万元，承诺2016年8月8日前还清。"
    story = "被告李某1向原告借款105万元，并出具借条。"
    ordered = "判决如下：被告李某1偿还原告王某1借款105万元。"
    paid = judgment(f"{money}此后，被告李某1陆续还款，{note}", story=story, rest=ordered)
    assert read_judgment(paid).principal_fen == 190_000_000
    # Where nothing was paid back, what else the money was for nobody says.
    assert read_judgment(judgment(f"{money}{note}", story=story, rest=ordered)).principal_fen == 105_000_000


@pytest.mark.parametrize(
    "ordered",
    [
        "被告李某1偿还原告王某1借款5万元及利息（扣除被告李某1已经偿还的4000元）。",
        "被告李某1偿还原告王某1借款5万元、违约金8000元。",
    ],
)
def test_what_is_ordered_beside_the_loan_is_no_part_of_it(ordered: str) -> None:
    found = "2015年3月8日，被告李某1向原告借款5万元。被告李某1于2015年12月27日还款4000元。"
    assert lent(read(found, story=found[:21] + "。", asked="5万元", rest=f"判决如下：{ordered}")) == (
        50_000,
        "2015-03-08",
    )


def test_money_that_came_long_before_a_note_that_speaks_of_lending_has_its_own_day() -> None:
    found = "2013年4月1日，原告向被告转账70万元。2014年1月1日，被告出具借条一份，言明向原告借款70万元，借期一年。"
    story = "被告于2013年4月1日向原告借款70万元，后补写了借条一份。"
    assert lent(read(found, story=story)) == (700_000, "2013-04-01")


def test_loans_listed_from_the_month_on_in_which_they_began() -> None:
    begun = "自2017年6月起，被告陆续向原告借款，"
    found = begun + "分别为：2017年6月13日借款20000元、2017年10月2日借款15000元。"
    assert lent(read(found)) == (35_000, "2017-06-13")
    # In no list, and so perhaps one of several.
    assert lent(read(begun + "2017年6月13日借款20000元。"))[1] == "None"


NOTED, PAID_BACK = "被告出具借条，载明共向王某1借款220万元。", "被告已偿还借款54万元，"


def test_a_note_s_sum_is_what_is_asked_for_with_what_came_back() -> None:
    story = f"2016年9月12日，被告向原告借款，{PAID_BACK}尚欠原告借款166万元。"
    ordered = "判决如下：被告李某1偿还原告王某1借款166万元。"
    found = f"{NOTED}{PAID_BACK}"
    assert read(found, story=story, asked="166万元", rest=ordered).principal_fen == 2_200_000_00


def test_a_reading_that_no_voice_shares_is_unsure() -> None:
    ordered = "判决如下：被告李某1偿还原告王某1借款{}万元。"
    found, story = "2015年3月8日，被告向原告借款6万元。", "2015年3月8日，被告向原告借款{}万元。"
    assert lent(read(found, story=story.format(6), asked="5万元", rest=ordered.format(4))) == (60_000, "2015-03-08")
    alone = read(found + "被告已还8000元。", story=story.format(7), asked="5万元", rest=ordered.format(4))
    assert (alone.principal_fen, str(alone.first_loan_on)) == (None, "2015-03-08")


def test_money_sent_to_an_account_is_no_term() -> None:
    found = "2015年3月8日，双方确认借款220万元（其中2015年4月9日向孙某账户支付150万元）。"
    assert read(found).due_on is None


def test_transfers_that_both_voices_tell_hold_over_a_smaller_note() -> None:
    sent = "原告分别于2014年3月2日转账支付被告40万元、于2014年7月9日转账支付被告20万元，合计60万元。"
    story = sent + "后双方对账，被告于2015年6月1日出具借条一张，载明欠原告45万元。"
    found = sent + "后经双方对账，被告于2015年6月1日出具借条，内容为：今借到王某1现金45万元。"
    order = "判决如下：被告李某1偿还原告王某1借款本金45万元。"
    assert lent(read(found, story=story, asked="45万元", rest=order)) == (600_000, "2014-03-02")


def test_two_notes_of_one_day_behind_the_transfers_are_two_loans_of_the_days_of_the_money() -> None:
    found = (
        "2015年2月3日原告向被告转账30万元，2015年4月5日原告向被告转账22万元。2015年9月1日，被告出具两份借条，"
        "第一份借条载明“今向王某1借得人民币20万元”，第二份借条载明“今向王某1借得人民币30万元”。"
    )
    story = "2015年9月1日，原告借给被告50万元，被告出具借条两份。"
    assert lent(read(found, story=story)) == (500_000, "2015-02-03")


def test_notes_of_one_sum_and_two_days_are_two_loans() -> None:
    found = (
        "被告于2015年3月1日出具借条一份，内容为今借王某1现金5万元。被告于2015年5月8日出具借条一份，内容为今借王某1现金5万元。"
        "原告于2015年3月2日、2015年5月8日分别转账5万元给被告，合计转账10万元。"
    )
    story = "被告于2015年3月1日、2015年5月8日分别向原告借款5万元、5万元。"
    assert lent(read(found, story=story, asked="10万元")) == (100_000, "2015-03-01")
    assert read(found.split("原告于")[0]).principal_fen is None


# What a note is made of, a house given for a debt, and a contract behind the money are no loans of their own.
ONCE = (
    "2012年3月5日，被告向原告借款2万元。2016年4月6日，被告重新出具借据一张，金额4.1万元。该4.1万元，包括借款本金2万元、利息2.1万元。",
    "2012年3月5日，被告向原告借款2万元。2016年4月6日，经结算被告共欠原告本金及利息3万元，以其商铺抵充欠款2.8万元。",
    "2012年3月初，被告提出向原告借款2万元。2012年3月5日，原告转账2万元。次日，双方另行签订《借款协议》，约定：借款金额为2万元，借款期限自2012年3月5日至2012年6月5日。",
)


@pytest.mark.parametrize("found", ONCE)
def test_a_loan_told_again_is_lent_once(found: str) -> None:
    assert lent(read(found)) == (20_000, "2012-03-05")


def test_what_is_asked_for_and_what_was_paid_back_make_the_loan_that_the_plaintiff_tells() -> None:
    found = (
        "2015年3月1日，被告向原告借款4万元，并出具借条。同日，原告替被告付清欠他人的借款及利息5000元，被告出具欠条，"
        "载明：“今欠到王某1人民币5000元”。2015年12月，被告偿还借款1万元。"
    )
    story = "2015年3月1日，被告向原告借款4.5万元，约定于2015年9月8日偿还。被告于2015年12月偿还1万元。"
    facts = read(found, story=story, asked="3.5万元")
    assert lent(facts) == (45_000, "2015-03-01")


@pytest.mark.parametrize("verb", ["从原告处抬款", "从原告处串钱", "贷到原告现金"])
def test_country_words_of_lending(verb: str) -> None:
    assert lent(read(f"2015年3月1日，被告{verb}3万元。")) == (30_000, "2015-03-01")


def test_a_borrower_who_got_nothing_and_sues_was_lent_nothing() -> None:
    found = "2015年3月1日，双方签订《借款合同》，约定被告向原告出借30万元，于2016年3月1日归还。"
    facts = read(found + "被告至今未实际向原告出借合同约定的30万元借款。")
    assert (*lent(facts), facts.due_on) == (None, "None", None)


def test_a_masked_sum_has_its_day() -> None:
    assert lent(read("2015年3月1日，被告李某1向原告王某1借款x元，并出具借条。")) == (None, "2015-03-01")
    assert lent(read("2015年3月1日，被告向原告借款x元。2015年9月8日，被告向原告借款x元。")) == (None, "None")


def test_facts_behind_the_view_of_the_evidence_are_found() -> None:
    found = "原告提交欠款单三份。本院认为，证据真实，予以采信。综上，本院对本案的事实确认如下："
    days = "2015年3月1日、4月2日，被告向原告借款，金额共计2万元，约定逾期按月利率1.5%计收违约金。"
    facts = read(found + days)
    assert (*lent(facts), facts.overdue_rate_monthly_percent) == (20_000, "2015-03-01", 1.5)


LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元"
DUE = (
    (LOAN + "，借期一年。2016年3月8日，被告因未能归还，重新立据：“今借到王某1现金5万元，借期3个月”。", "2016-06-08"),
    ("原告要求李某1于2015年3月8日向其重新出具了借条一张，载明：“今借到王某1现金5万元，时间一年”。", "2016-03-08"),
    (LOAN + "，口头约定借款不超过三个月，按年利率6%计息。", "2015-06-08"),
    (LOAN + "，借条载明：月息2分，2015年3月8日到2017年3月8日前还清，逾期另计。", "2017-03-08"),
    (LOAN + "，约定于2015年9月8日归还。同日被告又出具欠条，载明限于2015年9月还清。", "2015-09-08"),
    (LOAN + "，借期三个月。2015年6月5日，被告出具欠条：现对上述借款办理两个月续借。", "2015-08-08"),
)  # fmt: skip


@pytest.mark.parametrize(("found", "due"), DUE)
def test_days_of_renewed_terms(found: str, due: str) -> None:
    assert str(read(found).due_on) == due


def test_interest_paid_up_to_a_day_is_no_term() -> None:
    assert read(LOAN + "。", story=LOAN + "。被告仅偿还上述5万元借款至2016年3月8日止的利息。").due_on is None


def test_a_term_that_the_defendant_denies_and_the_court_does_not_find() -> None:
    story = LOAN + "，约定一个月还款期限，逾期按月利率2%计息。"
    denies = "被告李某1辩称，双方没有言明还款期限，也没有言明利息。"
    facts = read(LOAN + "。", story=story, defence=denies)
    assert (facts.due_on, facts.overdue_rate_monthly_percent) == (None, None)
    assert str(read(LOAN + "。", story=story).due_on) == "2015-04-08"


def test_the_plaintiff_alone_tells_the_term_of_the_last_loan() -> None:
    found = LOAN + "，借款期限自2015年3月8日至2015年3月20日。2015年9月1日，被告又向原告借款2万元，并出具借条。"
    story = LOAN + "。2015年9月1日，被告又向原告借款2万元。并约定使用期半年。"
    assert str(read(found, story=story).due_on) == "2016-03-01"
    assert str(read(found, story=LOAN + "。").due_on) == "2015-03-20"


def test_nothing_falls_due_where_nothing_was_lent() -> None:
    story = LOAN + "，约定2016年3月8日归还。"
    rest = "本院认为，原告未能证明借款实际交付。判决如下：驳回原告的诉讼请求。"
    assert read("被告出具借条一份，载明借到王某1现金5万元。", story=story, rest=rest).due_on is None


@pytest.mark.parametrize(
    ("found", "method"),
    [
        (LOAN + "，导致资金周转出现困难。", "unknown"),
        (LOAN + "，到期后又转到2016年3月8日还款。", "unknown"),
        (LOAN + "，原告通过银行交付被告5万元。", "transfer"),
        ("原告以现金方式借款给被告5万元，期满后被告以现金或转账方式还清本金。", "cash"),
        (LOAN + "，原告转账至被告账户。后补写借条，载明：李某1于3月8日向王某1借款现金5万元。", "transfer"),
    ],
)
def test_ways_of_handing_over(found: str, method: str) -> None:
    assert read(found).transfer_method == method


def test_interest_kept_back_and_what_a_party_says_arrived() -> None:
    kept = read(LOAN + "，当月利息1500元预先从本金中扣除。当天，原告将48500元现金交付给被告。")
    assert (kept.interest_deducted, kept.net_fen) == (True, 4_850_000)
    assert read(LOAN + "。审理中，被告李某1提出实际转账只有2万元，未提供证据。").net_fen is None


@pytest.mark.parametrize(
    ("words", "monthly"),
    [("未按时归还的，每日向原告赔偿借款金额2‰的滞纳金", 6.0), ("逾期自愿按本金每天交纳1%违约金", 30.0)],
)
def test_daily_penalties(words: str, monthly: float) -> None:
    assert read(f"{LOAN}，{words}。").overdue_rate_monthly_percent == pytest.approx(monthly)


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("被告李某1辩称，借款属实。", None),
        ("被告李某1辩称，借款属实。被告赵某1未发表质证意见。", None),
        ("被告李某1、赵某1未作答辩，未提出质证意见。", None),
        ("被告李某1、赵某1既未答辩，亦未参加本院庭审。", True),
        ("被告李某1、赵某1承认原告提出的全部诉讼请求。", False),
    ],
)
def test_who_came(said: str, absent: bool | None) -> None:
    assert read(LOAN + "。", defence=said).defendant_absent is absent


# The head says of a party what it did, in one breath with its name.
HEADS = (
    "原告王某某,男。被告李某某,男。原告王某某与被告李某某民间借贷纠纷一案,被告李某某经合法传唤未到庭。",
    "原告王××,男。被告李××,男。被告李××因下落不明,公告期满后被告李××未到庭。",
    "原告王**与被告李**民间借贷纠纷一审民事判决书\n原告王**到庭参加诉讼,被告李**经传票传唤未到庭。",
    "原告王某某与被告李某某为民间借贷纠纷一案,被告李某某经本院传票传唤未到庭。",
    "原告王某1,男。原告代理人孙某,律师。被告李某1,男。原告委托代理人孙某到庭参加了诉讼。",
    "原告王某1，男。被告李某1，男。以上被告共同委托诉讼代理人：周某，职工。",
)


@pytest.mark.parametrize("head", HEADS)
def test_each_party_once(head: str) -> None:
    facts = read_judgment(f"{head}\n原告诉称，被告借款5万元。经审理查明：{LOAN}。")
    assert [sum(one.role == role for one in facts.parties) for role in ("plaintiff", "defendant")] == [1, 1]


def test_a_suit_given_up_for_want_of_fees_is_withdrawn() -> None:
    ruling = "原告逾期未预交案件受理费。裁定如下：本案按原告王某1自动撤诉处理。"
    facts = read_judgment(HEAD + "原告送达了起诉状，" + ruling)
    assert (facts.withdrawn, sum(one.role == "plaintiff" for one in facts.parties)) == (True, 1)
