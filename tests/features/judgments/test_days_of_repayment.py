"""When a loan falls due: terms and promises in other words, what is no promise, and from which day a term runs."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import judgment

LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元，"

PROMISED = (
    ("说好用三个月就还。", "2015-06-08"),
    ("用于周转2个月。", "2015-05-08"),
    ("约定用一年。", "2016-03-08"),
    ("约定一年为期。", "2016-03-08"),
    ("借款时限为1年。", "2016-03-08"),
    ("约定自借款之日起三个月内归还。", "2015-06-08"),
    ("约定自2015年3月8日起三个月内归还。", "2015-06-08"),
    ("约定于次月8日归还。", "2015-04-08"),
    ("定在2015年9月8日归还。", "2015-09-08"),
    ("表示2015年9月8日归还。", "2015-09-08"),
    ("约定还期2015年9月8日。", "2015-09-08"),
    ("约定借期为一个月，即至2015年4月7日。", "2015-04-07"),
    ("定于2015年3月8日至2015年6月8日前付清。", "2015-06-08"),
    ("约定2015年6月8日归还。到期后，双方又约定展期至2015年12月8日。", "2015-12-08"),
    ("每月等额归还本金，最后一期还款日为2018年3月8日。", "2018-03-08"),
    ("约定2015年4月8日、5月8日、6月8日分别归还1万元、2万元、2万元。", "2015-06-08"),
    ("该款于2015年9月8日到期后，被告未还款。", "2015-09-08"),
    ("还款日期均为2015年9月8日。", "2015-09-08"),
    ("还款日期分别为2015年6月8日、2015年9月8日。", "2015-09-08"),
    ("限壹个月归还。", "2015-04-08"),
    ("约定借款一年后还款。", "2016-03-08"),
    ("还款期为半年。", "2015-09-08"),
    ("约定6个月期，月息2分。", "2015-09-08"),
    ("借条写明“用三个月”。", "2015-06-08"),
    ("借款期限自实际借款之日起12个月。同日原告转账5万元。", "2016-03-08"),
    ("讲明年底还清。", "2015-12-31"),
    ("约定明年3月8日还清。", "2016-03-08"),
    ("承诺明年上半年，6月30日之前还。", "2016-06-30"),
    ("称下个月20日前还。", "2015-04-20"),
    ("称下个月底之前还清。", "2015-04-30"),
    ("约定2016年3月8日还本付息。", "2016-03-08"),
    ("约定2016年3月8日归还本金并结清利息。", "2016-03-08"),
    ("约定每月归还2000元，至2017年4月8日还清。", "2017-04-08"),
    ("借条写到“9月8日还清，逾期每天罚款100元”。", "2015-09-08"),
    ("借款期间自2015年3月8日始至2016年3月7日终。", "2016-03-07"),
    ("答应月底归还。", "2015-03-31"),
    ("说明三个月归还。", "2015-06-08"),
    ("聊天记录显示李某1称“用三个月”。", "2015-06-08"),
    ("定于二0一五年九月八日还清。", "2015-09-08"),
    ("约定借期二、三个月。", None),
    ("约定两三个月归还。", None),
)


@pytest.mark.parametrize(("promise", "due"), PROMISED)
def test_a_promise_is_read(promise: str, due: str | None) -> None:
    assert told(LOAN + promise) == due


IN_PARTS = (
    ("约定分两期偿还，2015年9月8日还2万元，2016年3月8日还3万元。", "2016-03-08"),
    ("约定分两次归还：2015年9月8日归还2万元，2016年3月8日归还3万元。", "2016-03-08"),
    ("约定分三年归还，2016年3月8日归还1万元，2017年3月8日归还2万元，2018年3月8日归还2万元。", "2018-03-08"),
    ("借款期限12个月（2015年3月8日至2016年3月7日），每月还款，等额本息。", "2016-03-07"),
    ("借款期限12个月，每月还款，等额本息。", None),
)


@pytest.mark.parametrize(("plan", "due"), IN_PARTS)
def test_a_plan_of_parts_ends_with_its_last_day(plan: str, due: str | None) -> None:
    assert told(LOAN + plan) == due


TERM = LOAN + "借期一年。"
EXTENDED = (
    ("2016年3月8日，双方结清利息，约定续借一年。", "2017-03-08"),
    ("到期后，原告同意再用半年。", "2016-09-08"),
    ("到期后，还款时间顺延三个月。", "2016-06-08"),
    ("到期后，双方同意继续使用一年。", "2017-03-08"),
    ("2016年3月9日，双方将还款期限延至2016年9月8日。", "2016-09-08"),
    ("双方将还款日期变更为2016年9月8日。", "2016-09-08"),
    ("到期后被告要求延期至2016年9月8日，原告同意。", "2016-09-08"),
    # From the day of the new agreement, or from the end of the term: nobody says.
    ("2016年8月1日，双方约定续借一年。", None),
    ("到期后被告要求延期半年。", None),
    ("到期后被告要求延期半年，原告不同意。", "2016-03-08"),
    ("被告希望宽限至2017年底。原告不同意。", "2016-03-08"),
)


@pytest.mark.parametrize(("agreed", "due"), EXTENDED)
def test_an_extension_runs_from_the_end_of_the_term(agreed: str, due: str | None) -> None:
    assert told(TERM + agreed) == due


DISTRACTING = (
    "庭审中，被告希望在2017年12月31日前分期归还，原告不同意。",
    "双方将借期展延至2016年9月8日的协商未果。",
    "被告赵某1承诺于2016年4月30日前代李某1归还1万元。",
    "被告李某1于2016年2月1日起外出务工。",
)


@pytest.mark.parametrize("sentence", DISTRACTING)
def test_what_is_told_besides_leaves_a_term_as_it_is(sentence: str) -> None:
    assert told(TERM + sentence) == "2016-03-08"


def test_no_term_runs_from_a_day_before_the_first_loan() -> None:
    found = "2010年3月3日，被告李某1购买房屋一套。借期一年。原告诉称的借款属实。"
    story = "2015年3月8日，被告向原告借款5万元，借期一年。"
    assert str(read_judgment(judgment(found, story=story)).due_on) == "2016-03-08"


def test_a_day_told_in_both_calendars_is_one_day() -> None:
    assert told(LOAN + "约定于2016年2月7日（农历2015年底）前还清。") == "2016-02-07"


def test_the_end_of_a_term_as_told_outranks_the_one_counted() -> None:
    assert told(TERM + "2016年3月7日借款期限届满后，被告未还款。") == "2016-03-07"


def test_a_later_agreement_of_a_confirmed_account_holds() -> None:
    story = LOAN + "约定2016年3月8日前归还。2016年4月1日，双方达成还款协议，约定2016年12月31日前还清。"
    found = LOAN + "约定2016年3月8日前归还。还款协议的内容与王某1所述一致。"
    assert str(read_judgment(judgment(found, story=story)).due_on) == "2016-12-31"


def test_a_day_of_arrival_that_is_named_is_the_loan_s() -> None:
    found = "2015年3月8日，双方签订借款合同，约定被告借款5万元，期限12个月，从放款日2015年3月9日起算。"
    facts = read_judgment(judgment(found))
    assert (str(facts.first_loan_on), str(facts.due_on)) == ("2015-03-09", "2016-03-09")


OF_SOMETHING_ELSE = (
    "被告赵某1承诺，若被告李某1不还，由其在2016年8月12日前代为偿还。",
    "被告赵某1担保，保证期间为主债务履行期届满之日起二年，即自2016年3月8日至2018年3月7日。",
    "被告赵某1担保，双方未约定保证期间，保证期间六个月，即至2016年9月8日。",
    "被告以房屋抵押，抵押期限至2018年3月8日。",
    "原告发出律师函，限其在2016年3月31日前还款。",
    "原告寄出催款函，要求被告于收到之日起十日内归还。",
    "出具借条一份。原告另借给案外人孙某1人民币5万元，约定2015年10月4日归还。",
    "出具借条一份。被告另欠某银行贷款30万元，于2016年6月30日到期。",
    "两被告协议离婚，约定债务由被告李某1在2016年1月1日前偿还。",
    "原告委托律师，约定代理费8000元，于2015年12月31日前付清。",
    "法院查封被告的房产，查封期限为三年。",
    "被告赵某1担保，担保期限自2015年3月8日至2017年3月8日。",
    "用于租赁厂房，租赁期限三年。",
    "原告收到承兑汇票一张，到期日为2015年12月10日。",
    "诉讼中双方和解，约定余款于2018年底付清。",
)


@pytest.mark.parametrize("sentence", OF_SOMETHING_ELSE)
def test_a_term_of_something_else_is_none_of_the_loan(sentence: str) -> None:
    assert told(LOAN + sentence) is None


COUNTED_FROM_THE_LOAN = (
    "两被告于2017年2月3日协议离婚。双方口头约定还款期限为一年。",
    "月息2分。被告支付利息至2015年12月8日。借款期限一年。",
    "出具借条一份。2015年3月10日，原告向被告转账5万元。双方约定借期一年。",
    "2015年12月11日，被告将轿车一辆抵给原告。双方口头约定借款期限为一年。",
    "原告于2016年5月20日曾起诉，后撤回起诉。借条约定借期一年。",
)


@pytest.mark.parametrize("rest", COUNTED_FROM_THE_LOAN)
def test_no_term_runs_from_a_day_of_payment(rest: str) -> None:
    assert told(LOAN + rest) == "2016-03-08"


def test_a_loan_agreed_to_run_from_arrival_does() -> None:
    found = "2014年11月6日，双方签订借款合同，借款5万元，期限6个月，自放款日起算。2014年11月13日，原告向被告转账5万元。"
    facts = read_judgment(judgment(found))
    assert (str(facts.first_loan_on), str(facts.due_on)) == ("2014-11-13", "2015-05-13")


def test_a_term_runs_from_the_day_of_a_note_written_anew() -> None:
    assert told(LOAN + "出具借条一份。2016年3月8日，被告重新出具借条，约定借期一年。") == "2017-03-08"


STORY = "2015年3月8日，被告向原告借款5万元，约定月利率2%，借期一年。"
NOT_KEPT = (
    "借款到期后，被告未按约定的还款期限归还借款。",
    "后被告未按约定归还借款及利息。",
    "被告未能在约定的期限内还款。",
    "借款人出现无能力还款情况。",
)


@pytest.mark.parametrize("found", NOT_KEPT)
def test_a_promise_not_kept_was_made(found: str) -> None:
    facts = read_judgment(judgment(LOAN + "并出具借条一份。" + found, story=STORY))
    assert (str(facts.due_on), facts.agreed_rate_monthly_percent) == ("2016-03-08", 2.0)


@pytest.mark.parametrize("found", ["双方未约定还款期限。", "借款期限和利息均未约定。", "借条未明确具体的还款日期。"])
def test_the_plaintiff_s_term_is_none_where_the_court_finds_none(found: str) -> None:
    assert read_judgment(judgment(LOAN + found, story=STORY)).due_on is None


def test_a_month_without_a_year_is_of_the_year_named_last() -> None:
    found = "2015年8月，被告向原告借款1万元，并出具借条，载明：“今借1万元，9月底还清”。"
    assert told(found) == "2015-09-30"


REASONS = (
    ("本院认为，原、被告未约定还款期限，原告可随时要求被告归还。", None),
    ("本院认为，依照法律规定，没有约定还款期限的，借款人可以随时返还。", "2016-03-08"),
)


@pytest.mark.parametrize(("reasons", "due"), REASONS)
def test_the_court_s_reasons_say_whether_a_term_was_agreed(reasons: str, due: str | None) -> None:
    facts = read_judgment(judgment(LOAN + "出具借条一份。", story=STORY, rest=reasons))
    assert (facts.due_on.isoformat() if facts.due_on else None) == due


def told(found: str) -> str | None:
    """The due day read of these findings, as ISO text."""
    due = read_judgment(judgment(found)).due_on
    return due.isoformat() if due else None


@pytest.mark.parametrize(
    ("told", "due"),
    [
        # A span right behind the term, which holds over it.
        ("借款期限6个月。自2015年3月8日始至2015年12月30日止。", "2015-12-30"),
        ("约定还款自2015年4月15日至2016年1月15日分10期偿还。", "2016-01-15"),
        ("约定分二期偿还，分别于2015年12月30日前偿还2万元和2016年12月30日前偿还3万元。", "2016-12-30"),
        # The term of another contract, in which the money may be asked for; a marriage.
        ("合同约定借款发放时间为2015年3月4日至2015年9月3日。借据约定期限至2015年5月7日。", "2015-05-07"),
        ("在婚姻关系存续期间，自2015年3月8日至2015年7月29日，被告曾多次借款。", None),
        # What was paid, and what was reckoned up.
        ("合同签订后到2016年3月28日前，被告分多次归还了2万元。", None),
        ("被告陆续借款，至2015年12月27日经双方结算，被告出具借据。", None),
        # A lender's name is no time.
        ("被告向万天寿借款，约定于2015年9月8日归还。被告收到万天寿现金。", "2015-09-08"),
    ],
)
def test_spans_parts_and_what_only_looks_like_a_term(told: str, due: str | None) -> None:
    assert str(read_judgment(judgment(LOAN + told)).due_on) == str(due)


@pytest.mark.parametrize("said", ["对于借款利息及还款时间均并无明确约定", "借条中还款期限均没有任何约定"])
def test_a_court_that_finds_no_term_is_believed(said: str) -> None:
    rest = f"本院认为，因借条中{said}，利息自起诉之日起计算。判决如下：被告李某1偿还原告王某1借款5万元。"
    story = "2015年3月8日，被告向原告借款5万元，承诺于一个月后归还。"
    assert read_judgment(judgment(LOAN, story=story, rest=rest)).due_on is None


def test_a_day_of_repayment_that_only_the_reasons_name() -> None:
    rest = "本院认为，根据借条载明的还款日期为2015年8月7日，被告未还款。判决如下：被告李某1偿还原告王某1借款5万元。"
    assert str(read_judgment(judgment(LOAN, rest=rest)).due_on) == "2015-08-07"
