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
    ("约定借期二、三个月。", None),
    ("约定两三个月归还。", None),
)


@pytest.mark.parametrize(("promise", "due"), PROMISED)
def test_a_promise_is_read(promise: str, due: str | None) -> None:
    assert told(LOAN + promise) == due


OF_SOMETHING_ELSE = (
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
