"""Which loans a suit is about, whose debt became a loan, and on which day money was first lent."""

from __future__ import annotations

import pytest

from features.judgments import Facts, read_judgment
from tests.features.judgments.drawn_judgments import judgment

ORDER = "本院认为，借款合同有效。判决如下：被告李某1偿还原告王某1借款{}。"


def read(found: str, *, story: str = "", asked: str = "", ordered: str = "", defence: str = "被告未到庭。") -> Facts:
    demand = f"原告王某1向本院提出诉讼请求：判令被告归还借款{asked}。"
    rest = ORDER.format(ordered) if ordered else ""
    return read_judgment(judgment(found, story=story, demand=demand, rest=rest, defence=defence))


def lent(facts: Facts) -> tuple[int | None, str]:
    return facts.principal_fen and facts.principal_fen // 100, str(facts.first_loan_on)


def test_a_loan_told_besides_is_none_of_the_suit() -> None:
    found = (
        "2014年8月2日，被告出具借条：今借到王某1现金5万元。"
        "另查明，2014年3月11日，被告出具借条：今借到王某1现金12000元。"
    )
    assert lent(read(found, asked="5万元", ordered="5万元")) == (50_000, "2014-08-02")
    # What is asked for and ordered holds both.
    assert lent(read(found, asked="62000元", ordered="62000元")) == (62_000, "2014-03-11")


def test_of_two_loans_of_one_sum_the_suit_is_about_that_which_the_plaintiff_tells() -> None:
    found = (
        "2015年6月10日，被告出具4万元的借条，该笔借款结清。2015年8月30日，被告又向原告借款4万元，同日原告转账给被告。"
    )
    story = "2015年8月30日，被告向原告借款4万元。"
    assert lent(read(found, story=story, asked="4万元", ordered="4万元")) == (40_000, "2015-08-30")


@pytest.mark.parametrize("made", ["转为被告个人借款", "转作被告个人借款", "转化为被告向原告的借款"])
def test_another_debt_made_a_loan_is_lent_on_that_day(made: str) -> None:
    found = (
        "2015年9月24日，原告向甲公司转账40万元作为保证金。"
        f"2016年8月8日，被告出具借条，言明上述40万元保证金{made}，期限三个月。"
    )
    assert lent(read(found, asked="40万元", ordered="40万元")) == (400_000, "2016-08-08")


@pytest.mark.parametrize("left", ["剩余借款转为被告个人借款", "利息转为借款", "资金周转为由向原告借款"])
def test_a_debt_that_was_a_loan_before_is_not_made_one(left: str) -> None:
    found = f"2015年9月24日，原告向被告转账40万元。2016年8月8日，被告出具40万元的借条，{left}。"
    assert read(found, asked="40万元", ordered="40万元").first_loan_on != read("2016年8月8日，被告借款。").first_loan_on
    assert str(read(found, asked="40万元", ordered="40万元").first_loan_on) in ("2015-09-24", "None")


NOTED = "2016年2月3日，被告出具借条一份，载明：“今借到王某1人民币166000元。”"


@pytest.mark.parametrize(
    "story",
    [
        "被告多次向原告借款。截止2016年2月3日，共向原告借款166000元，当日出具借条。",
        "原告分三次共出借给被告166000元，2016年2月3日催讨，被告遂出具借条。",
        "自2011年10月至2013年5月20日，被告多次向原告借款，2016年2月3日向原告借款共166000元。",
    ],
)
def test_a_note_for_what_was_lent_before_has_no_day_of_a_loan(story: str) -> None:
    assert lent(read(NOTED, story=story, asked="166000元")) == (166_000, "None")


@pytest.mark.parametrize(
    "story",
    ["2016年2月3日，被告向原告借款166000元，后原告多次催促归还上述借款。", "2016年2月3日，被告向原告借款166000元。"],
)
def test_a_note_of_one_loan_has_its_day(story: str) -> None:
    assert lent(read(NOTED, story=story, asked="166000元")) == (166_000, "2016-02-03")


def test_a_day_that_the_defendant_or_the_findings_name_too_is_the_first() -> None:
    story = "2016年1月20日，被告向原告借款166000元，2月3日出具借条。"
    said = "被告辩称，确认于2016年1月20日向原告借款。"
    assert lent(read(NOTED, story=story, asked="166000元", defence=said))[1] == "2016-01-20"
    moved = "2016年1月20日，案外人孙某通过银行向被告转账。" + NOTED
    assert lent(read(moved, story=story, asked="166000元"))[1] == "2016-01-20"
    # Two voices that tell different days, and nobody else: unsure.
    assert lent(read(NOTED, story=story, asked="166000元"))[1] == "None"


def test_a_month_that_the_findings_fill() -> None:
    story = "2016年1月，被告向原告借款166000元。"
    found = "2016年1月16日，被告以资金周转为由向原告借款。" + NOTED
    assert lent(read(found, story=story, asked="166000元"))[1] == "2016-01-16"
    vague = "2016年1月中旬被告向原告借款，2016年1月28日原告转账给被告。" + NOTED
    assert lent(read(vague, story="2016年1月中旬，被告向原告借款166000元。", asked="166000元"))[1] == "None"


def test_the_month_in_which_the_parties_met_is_none_of_a_loan() -> None:
    story = "2010年5月，被告经人介绍与原告相识，其以经商为由向原告借款，原告于2016年2月3日借给其166000元。"
    assert lent(read(NOTED, story=story, asked="166000元"))[1] == "2016-02-03"


def test_parts_of_which_the_last_came_on_the_day_of_the_note() -> None:
    found = (
        "2016年2月3日，被告出具借条，载明借款10万元。2015年11月6日，原告转账交付借款32000元；"
        "2015年12月7日，原告转账交付借款31200元；2016年2月3日，原告转账交付借款31500元。"
    )
    assert str(read(found, asked="95700元", ordered="94700元").first_loan_on) == "2015-11-06"


def test_lending_over_a_span_of_days_begins_on_its_first() -> None:
    found = "2011年4月1日至2012年8月25日，被告陆续向原告借款，截止2013年1月30日结算，尚欠原告借款44万元，出具借条一份。"
    assert str(read(found, asked="44万元").first_loan_on) == "2011-04-01"


def test_loans_told_one_after_another_ahead_of_a_reckoning() -> None:
    found = (
        "2009年9月7日，被告出具借条：今借到王某1现金2万元。2009年10月22日，被告出具借条：今借到王某1现金3万元。"
        "2019年1月10日，双方结算，被告重新出具借条：今借到王某1现金6万元。"
    )
    assert str(read(found, asked="6万元", ordered="6万元").first_loan_on) == "2009-09-07"


def test_what_is_lent_by_and_by_ahead_of_a_note_has_no_day() -> None:
    found = "被告因资金周转陆续向原告借款35000元，并于2015年4月28日向原告出具欠条一份。"
    assert lent(read(found, asked="35000元")) == (35_000, "None")


def test_a_loan_of_which_no_proof_was_brought_is_not_found() -> None:
    found = (
        "2012年6月7日，被告出具借条：今借到王某1现金11万元。"
        "原告就其主张的于2011年8月21日向被告出借3万元的事实未向法庭提供证据证明。"
    )
    story = "2011年8月21日，被告向原告借款3万元。2012年6月7日，被告又向原告借款11万元。"
    assert lent(read(found, story=story, asked="14万元", ordered="11万元")) == (110_000, "2012-06-07")


def test_what_the_plaintiff_says_came_back_is_taken_off_the_claim() -> None:
    found = "2018年3月1日，经对账，被告出具借条，载明今借到王某1现金90万元。"
    story = "2016年3月1日，被告向原告借款100万元，已归还借款18万元。"
    assert read(found, story=story, asked="82万元", ordered="82万元").principal_fen == 1_000_000_00


def test_an_order_of_more_than_all_tell_holds_something_else() -> None:
    found = "2016年3月1日，被告向原告借款3万元，原告转账交付。"
    assert (
        read(found, story="2016年3月1日，被告向原告借款3万元。", asked="3万元", ordered="33000元").principal_fen
        == 3_000_000
    )


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ("原告未能提供相应的证据证实原、被告之间存在借贷关系", False),
        ("原告要求还款，依据不足，本院难以支持", False),
        ("被告已还清全部借款，双方债务消灭", True),
        ("原告起诉已超过诉讼时效", True),
    ],
)
def test_a_refused_suit_shows_a_loan_only_where_one_came_to_its_end(reasons: str, shown: bool) -> None:
    found = "2014年12月9日，原告通过银行转账借给被告5万元，约定月利率2%，30天内归还。"
    rest = f"本院认为，{reasons}。判决如下：驳回原告王某1的诉讼请求。"
    facts = read_judgment(judgment(found, rest=rest))
    told = (facts.principal_fen, facts.first_loan_on, facts.due_on, facts.agreed_rate_monthly_percent)
    assert [one is not None for one in told] == [shown] * 4
