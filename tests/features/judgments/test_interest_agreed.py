"""Which rates were agreed for the time of the loan, and which hold only if something is not paid."""

from __future__ import annotations

import pytest

from features.judgments import read_judgment
from tests.features.judgments.drawn_judgments import judgment

LOAN = "2015年3月8日，被告李某1向原告王某1借款人民币5万元，"

AGREED = (
    ("约定一年利息6000元。", 1.0),
    ("约定每月每万元利息200元。", 2.0),
    ("约定1万元每月200元利息。", 2.0),
    ("利息每月1000元，借期至2015年9月8日。", 2.0),
    ("约定每天利息50元。", 3.0),
    ("约定日息50元。", 3.0),
    # For all of the term; nobody can count 十十.
    ("口头约定借期一年，利息9000元。", 1.5),
    ("约定借款期限为6个月，到期支付利息共6000元。", 2.0),
    ("约定借期十十个月，利息9000元。", None),
    # A month's by custom, a year's or a month's by nobody's.
    ("约定借款利率4‰。", 0.4),
    ("约定利息为千分之十五。", 1.5),
    ("约定利率15%o。", 1.5),
    ("约定利率4%。", None),
    ("约定违约金20‰。", None),
    ("约定月利率3%，原告现要求按月利率2%计算。", 3.0),
    ("约定月息3分，庭审中原告自愿将利息降为月息2分。", 3.0),
    ("约定月利率2%，如有一期不还，原告可要求一次性还清，并按月利率3%计息。", 2.0),
    ("约定月利率2%。王某1自愿将利息按年利率6%计算。", 2.0),
    # By the day of the month, by the way it is paid, to whom.
    ("约定每月22号前需支付1000元利息。", 2.0),
    ("约定每月20日前通过转账方式支付利息1000元。", 2.0),
    ("约定乙方每月支付甲方利息为3%。", 3.0),
    # A fee beside the interest.
    ("约定月利率1%，每月按借款总额的4.6%支付综合服务费。", 1.0),
    # Loans at two rates.
    ("约定利息为月利率2%、1.5%不等。", None),
    # The parties changed it: two rates were agreed.
    ("约定月利率为2.5%。2016年1月，双方约定利率降为月2%。", None),
)


@pytest.mark.parametrize(("words", "percent"), AGREED)
def test_a_rate_is_read(words: str, percent: float | None) -> None:
    assert read_judgment(judgment(LOAN + words)).agreed_rate_monthly_percent == percent


@pytest.mark.parametrize(
    "words",
    [
        "如有一期不还，原告可要求一次性还清，并按月利率2%计息。",
        "若到期未还，被告以房屋抵债，并按月息2分付息。",
    ],
)
def test_a_condition_holds_to_the_end_of_its_sentence(words: str) -> None:
    facts = read_judgment(judgment(LOAN + words))
    assert (facts.agreed_rate_monthly_percent, facts.overdue_rate_monthly_percent) == (None, 2.0)


def test_a_sum_of_interest_that_is_conditional_is_not_agreed() -> None:
    promise = "约定2015年9月8日前还清，如不还，从2015年9月9日起每月付利息1000元。"
    assert read_judgment(judgment(LOAN + promise)).agreed_rate_monthly_percent is None


DISPROVED = (
    "本院认为，借条上关于利息的文字并非被告所书写，原告要求支付利息，不予支持。",
    "本院认为，原告没有证据证明双方约定了利息，应视为不支付利息。",
)


@pytest.mark.parametrize("reasons", DISPROVED)
def test_interest_that_the_court_disproves_was_not_agreed(reasons: str) -> None:
    found = LOAN + "借条落款下方有“每月利息1000元”字样。"
    assert read_judgment(judgment(found, rest=reasons)).agreed_rate_monthly_percent is None
    assert read_judgment(judgment(found)).agreed_rate_monthly_percent == 2.0


def test_a_rate_that_was_paid_holds_only_where_none_was_agreed() -> None:
    paid = "被告支付的利息已按月利率3%结算至2016年3月8日。"
    assert read_judgment(judgment(LOAN + "约定月利率2%。" + paid)).agreed_rate_monthly_percent == 2.0
    assert (
        read_judgment(judgment(LOAN + "约定月利率2%。后双方约定按月利率3%计息。")).agreed_rate_monthly_percent is None
    )


def test_interest_at_a_bank_s_rate_outranks_the_plaintiff_s_figure() -> None:
    story = LOAN + "约定月利率2%。"
    found = LOAN + "约定利息按银行同期贷款利率计算。"
    assert read_judgment(judgment(found, story=story)).agreed_rate_monthly_percent is None


def test_what_is_asked_for_behind_a_colon_was_not_agreed() -> None:
    story = LOAN + "承诺2015年5月1日还清。请求：被告归还5万元及自2015年5月2日起按月息3%计算的利息。"
    assert read_judgment(judgment("原告诉称属实。", story=story)).agreed_rate_monthly_percent is None


@pytest.mark.parametrize(
    ("words", "late"),
    [
        ("约定2015年9月8日还清，否则按月息2分计息。", 2.0),
        ("约定逾期一日按借款总额的千分之三支付违约金。", 9.0),
        ("约定2015年9月8日还清，每逾期一天按未还金额的万分之五支付违约金。", 1.5),
    ],
)
def test_what_holds_only_if_it_is_late_is_no_agreed_rate(words: str, late: float) -> None:
    facts = read_judgment(judgment(f"2015年3月8日，被告李某1向原告王某1借款5万元，{words}"))
    assert (facts.agreed_rate_monthly_percent, facts.overdue_rate_monthly_percent) == (None, late)


def test_interest_that_the_court_believes_was_agreed_though_it_is_denied() -> None:
    text = judgment(LOAN[:-1] + "。", story=LOAN + "口头约定月利率2%。", defence="被告李某1辩称，双方未约定借款利息。")
    assert read_judgment(text).agreed_rate_monthly_percent is None
    believed = "本院认为，对原告主张双方口头约定月利率为2%的事实，本院予以认定。"
    assert read_judgment(text + believed).agreed_rate_monthly_percent == 2.0
    refused = "本院认为，对原告主张双方口头约定月利率为2%的事实，本院不予认定。"
    assert read_judgment(text + refused).agreed_rate_monthly_percent is None


def test_that_the_court_s_reasons_find_no_interest_agreed_holds_over_the_plaintiff() -> None:
    text = judgment(LOAN[:-1] + "。", story=LOAN + "约定月利率2%。")
    assert read_judgment(text).agreed_rate_monthly_percent == 2.0
    reasons = "本院认为，因借条未约定还款期限，也未约定利息，被告应支付逾期利息。"
    assert read_judgment(text + reasons).agreed_rate_monthly_percent is None


@pytest.mark.parametrize(
    ("reasons", "percent"),
    [
        ("双方约定月利率为2.7%，原告现主张按月利率2%计算，符合法律规定", 2.7),
        ("原告主张双方约定的借款月利息为2.74%，本院予以确认", 2.74),
        ("原告主张双方约定的借款月利息为2.74%，没有证据", None),
        ("双方约定逾期利息为月利率2%，本院予以支持", None),
        ("双方未约定利息，原告主张按月利率2%计算，本院不予支持", None),
    ],
)
def test_what_the_court_calls_agreed_in_its_reasons(reasons: str, percent: float | None) -> None:
    rest = f"本院认为，{reasons}。判决如下：被告李某1偿还原告王某1借款5万元及利息。"
    assert read_judgment(judgment(LOAN, rest=rest)).agreed_rate_monthly_percent == percent


def test_a_rate_that_only_the_defendant_names_in_writing() -> None:
    answer = "被告李某1书面辩称，双方约定利息为每月支付10%，已支付1万元。"
    assert read_judgment(judgment(LOAN, defence=answer)).agreed_rate_monthly_percent is None


def test_a_claim_made_clear_in_court_is_no_agreement() -> None:
    asked = "庭审中，原告将利息诉请明确为：以5万元为本金，按月息1.5分计算。"
    assert read_judgment(judgment(LOAN + asked)).agreed_rate_monthly_percent is None


def test_of_several_rates_found_that_holds_which_the_plaintiff_tells() -> None:
    story = LOAN + "约定月利率1%。"
    bank = LOAN + "约定月利率1%。另查明，被告与某银行约定的贷款期限5年，年利率为7.488%。"
    assert read_judgment(judgment(bank, story=story)).agreed_rate_monthly_percent == 1.0
    # Another loan at another rate, and nobody who says which is the suit's.
    for found, told in ((bank, ""), (LOAN + "约定月利率1%。又借款3万元，约定月利率2%。", story)):
        assert read_judgment(judgment(found, story=told)).agreed_rate_monthly_percent is None


def test_a_list_of_terms_behind_semicolons_is_agreed() -> None:
    found = (
        "2015年3月8日，双方签订协议，约定：被告李某1向原告王某1借款5万元；两被告共同借款；每月22号前需支付1000元利息。"
    )
    assert read_judgment(judgment(found)).agreed_rate_monthly_percent == 2.0
    rate = LOAN + "口头约定利率标准为每月1000元。"
    assert read_judgment(judgment(rate)).agreed_rate_monthly_percent == 2.0
