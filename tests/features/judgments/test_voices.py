"""Who says it decides whether it is a fact; and what else a judgment tells."""

from __future__ import annotations

from datetime import date

import pytest

from features.judgments import Facts, read_judgment
from features.judgments.judgment import open_judgment
from features.judgments.sums import find_sums
from features.judgments.writing import written
from tests.features.judgments.drawn_judgments import ABSENT, HEAD, judgment

LOAN = "2014年1月1日，被告李某1向原告王某1借款5万元，约定月利率2%。"


def test_the_court_outranks_the_plaintiff() -> None:
    facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款3万元，约定月利率1%。", story=LOAN))
    assert (facts.principal_fen, facts.agreed_rate_monthly_percent) == (3_000_000, 1.0)


def test_the_plaintiff_is_heard_where_the_court_found_the_same() -> None:
    facts = read_judgment(judgment("查明的事实与原告诉称一致。", story=LOAN))
    assert (facts.principal_fen, facts.agreed_rate_monthly_percent) == (5_000_000, 2.0)
    assert facts.first_loan_on == date(2014, 1, 1)
    assert facts.sentences["principal_fen"].endswith(LOAN)


def test_a_defendant_s_claims_are_no_facts() -> None:
    defence = "被告李某1辩称，2013年5月6日借款1万元，约定月息5分，2013年9月1日前还清。"
    facts = read_judgment(judgment("李某1尚未还款。", defence=defence))
    assert facts.sentences.keys() <= {"defendant_absent"}
    assert (facts.principal_fen, facts.first_loan_on, facts.due_on, facts.agreed_rate_monthly_percent) == (None,) * 4


def test_a_defendant_s_denial_leaves_the_plaintiff_s_rate_unsure() -> None:
    defence = "被告李某1辩称，双方没有约定利息。"
    facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款5万元。", story=LOAN, defence=defence))
    assert facts.agreed_rate_monthly_percent is None


CONFIRMED = (
    "原告所述事实，有借条证实，本院予以认定。",
    "本院对原告诉称的事实予以确认。",
    "对原告主张的事实，被告未提出异议，本院予以确认。",
    "经审理查明的事实与原告起诉的事实一致。",
    "经审理查明，借款经过与王某1所述一致。",
    "经审理查明，王某1、李某1对借款、利率均无异议。",
    "经审理查明，原告主张的上述借款，有借条一份、转账凭证一份为证，被告李某1对此无异议，本院予以认定。",
)
NOT_CONFIRMED = (
    "原告为证明其主张成立，提交借条一份。",
    "原告的证据能佐证其主张，本院对该借条的证明效力予以确认。",
    "经审理查明，原告的主张不能成立。",
    "本院查明的事实与原告陈述不一致。",
)


@pytest.mark.parametrize("words", [*CONFIRMED, *NOT_CONFIRMED])
def test_an_account_is_confirmed_by_the_court_alone(words: str) -> None:
    opened = open_judgment(f"{HEAD}原告王某1诉称，{LOAN}{words}")
    assert opened.confirms_story is (words in CONFIRMED)


def test_who_speaks_is_known_by_name_too() -> None:
    found = LOAN + "王某1称另有1分利息以现金支付，月利率为3%，李某1否认。"
    assert read_judgment(judgment(found)).agreed_rate_monthly_percent == 2.0


def test_interest_that_the_court_does_not_believe_was_not_agreed() -> None:
    defence = "被告未答辩。原告提供借条一份。原告主张双方口头约定月利率2%，借条没有载明，本院不予认定。"
    facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款5万元。", story=LOAN, defence=defence))
    assert facts.agreed_rate_monthly_percent is None


def test_a_term_is_the_plaintiff_s_alone_where_the_court_finds_none() -> None:
    story = "2014年1月1日，被告向原告借款5万元，借款期限为一个月。"
    found = "原告诉称属实。2014年1月1日，李某1向王某1借款5万元，双方对借款利率及还款期限均未作约定。"
    assert read_judgment(judgment(found, story=story)).due_on is None


def test_what_the_court_awards_was_not_agreed() -> None:
    rest = "本院认为，利息应按年利率6%计算。判决如下：被告李某1偿还原告借款48000元，并按月利率0.5%支付利息。"
    facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款5万元，未约定利息。", rest=rest))
    assert facts.agreed_rate_monthly_percent is None
    assert facts.principal_fen == 5_000_000
    assert facts.outcome == "for_plaintiff"


def test_what_a_party_says_among_the_findings_is_no_finding() -> None:
    found = "2014年1月1日，李某1向王某1借款5万元，约定月利率2%。审理中，原告表示只要求按月利率1%计算利息。"
    assert read_judgment(judgment(found)).agreed_rate_monthly_percent == 2.0


def test_voices_that_contradict_each_other_leave_the_principal_unsure() -> None:
    found = "2014年1月1日，李某1向王某1借款5万元，借条载明：今借到王某1人民币壹万元整（10000元）。"
    assert read_judgment(judgment(found)).principal_fen is None


@pytest.mark.parametrize(
    ("found", "monthly"),
    [
        ("约定月利率2%，逾期按日万分之五支付违约金。", 1.5),
        ("约定月利率2%，如逾期未还，每月支付借款金额千分之五的违约金。", 0.5),
        ("约定月利率2%。", None),
    ],
)
def test_a_rate_after_the_due_day_is_another_rate(found: str, monthly: float | None) -> None:
    facts = read_judgment(judgment(f"2014年1月1日，李某1向王某1借款5万元，{found}"))
    assert facts.agreed_rate_monthly_percent == 2.0
    assert facts.overdue_rate_monthly_percent == monthly


def test_a_rate_that_is_only_asked_for_was_not_agreed() -> None:
    demand = "原告王某1向本院提出诉讼请求：判令被告偿还借款本金5万元，并自起诉之日起按月利率0.5%支付利息。"
    facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款5万元，未约定利息。", demand=demand))
    assert (facts.agreed_rate_monthly_percent, facts.overdue_rate_monthly_percent) == (None, None)


@pytest.mark.parametrize(
    ("defence", "absent"),
    [
        (ABSENT, True),
        ("被告李某1、赵某1经本院合法传唤，无正当理由拒不到庭参加诉讼。", True),
        ("二被告均未到庭，也未提交证据。", True),
        ("被告李某1、赵某1辩称，借款属实。", False),
        ("被告李某1辩称，借款属实。被告赵某1未到庭。", True),
        ("被告李某1辩称，借款属实。", None),
        ("被告李某1辩称，借款属实。被告赵某1未作答辩。", None),
        ("被告李某1、赵某1未作答辩。", None),
    ],
)
def test_defendants_are_absent_when_one_is_said_to_have_stayed_away(defence: str, absent: bool | None) -> None:
    assert read_judgment(judgment(LOAN, defence=defence)).defendant_absent is absent


@pytest.mark.parametrize(
    ("told", "surety"),
    [
        ("被告赵某1为上述借款提供连带责任保证。", True),
        ("赵某1作为担保人在借条上签名。", True),
        ("借条由被告赵某1担保。", True),
        ("被告李某1以其房屋提供抵押担保。", False),
        ("被告保证于2014年5月1日前还清。", False),
        ("原告未能证明被告赵某1签名担保。", None),
        ("", False),
    ],
)
def test_a_guarantor_is_a_person_who_promised(told: str, surety: bool | None) -> None:
    facts = read_judgment(judgment(LOAN + told))
    assert facts.has_guarantor is surety
    assert ("guarantor" in {one.role for one in facts.parties}) == bool(surety)


@pytest.mark.parametrize(
    ("told", "method"),
    [
        ("原告通过银行转账支付给被告5万元。", "transfer"),
        ("原告以现金方式支付给被告5万元。", "cash"),
        ("原告转账3万元，并支付现金2万元。", "both"),
        ("", "unknown"),
        ("被告出具借条：今借到王某1现金5万元。", "cash"),
        ("被告收到原告现金5万元。", "cash"),
        ("2015年1月1日，被告以现金归还1万元。", "unknown"),
        ("后被告通过银行转账归还1万元。", "unknown"),
        ("原告提交银行转账凭证一份。", None),
    ],
)
def test_how_the_money_arrived(told: str, method: str | None) -> None:
    assert read_judgment(judgment(LOAN + told)).transfer_method == method


def test_interest_kept_back_leaves_the_face_and_what_arrived() -> None:
    found = "2014年1月1日，李某1向王某1借款5万元，约定月息4%。原告预先扣除一个月利息2000元后，向被告转账48000元。"
    facts = read_judgment(judgment(found))
    assert (facts.principal_fen, facts.net_fen, facts.interest_deducted) == (5_000_000, 4_800_000, True)
    assert "48000" in facts.sentences["net_fen"]


@pytest.mark.parametrize(
    ("rest", "outcome", "withdrawn"),
    [
        ("判决如下：被告李某1偿还原告王某1借款5万元。", "for_plaintiff", False),
        ("判决如下：一、被告偿还借款4万元。二、驳回原告的其他诉讼请求。", "partly", False),
        ("判决如下：驳回原告王某1的诉讼请求。", "against_plaintiff", False),
        ("裁定如下：准许原告王某1撤回起诉。", "withdrawn", True),
        ("裁定如下：本案按撤诉处理。", "withdrawn", True),
        ("双方当事人自愿达成如下协议：被告于2015年1月1日前偿还5万元。", "mediated", False),
        ("裁定如下：驳回原告王某1的起诉。", "dismissed_unheard", False),
        ("", None, None),
    ],
)
def test_how_the_suit_ended(rest: str, outcome: str | None, withdrawn: bool | None) -> None:
    facts = read_judgment(judgment(LOAN, rest="本院认为，借贷关系合法有效。" + rest if rest else ""))
    assert (facts.outcome, facts.withdrawn) == (outcome, withdrawn)


def test_parties_are_named_as_the_court_named_them() -> None:
    head = (
        "原告：王某1，男，住某县。委托诉讼代理人：钱某，某律师事务所律师。被告：某某建材有限公司，住所地某县。"
        "法定代表人：孙某，经理。被告（保证人）：赵某1，女。\n\n"
    )
    facts = read_judgment(judgment(LOAN).replace(HEAD, head))
    assert [(one.role, one.name) for one in facts.parties] == [
        ("plaintiff", "王某1"),
        ("agent", "钱某"),
        ("defendant", "某某建材有限公司"),
        ("legal_representative", "孙某"),
        ("guarantor", "赵某1"),
    ]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("张某1，男。原告给张某142000元。", [42_000]),
        ("张某1，男。张某12014年向张某1借款1万元。", [10_000]),
        ("张某2014年借款1万元。", [10_000]),
        ("今借到现金伍万元整（50000元）。", [50_000]),
        ("借款10余万元、1000美元、5万股。", []),
        ("借款11，500元，2014年还清。", [11_500]),
        ("借款1.5万元和贰拾万元整。", [15_000, 200_000]),
        ("今欠王某13000于9月底还清。王某1，男。", [3_000]),
    ],
)
def test_sums_run_into_by_names_and_numerals(text: str, yuan: list[int]) -> None:
    assert [one.fen // 100 for one in find_sums(written(text).plain)] == yuan


def test_a_sentence_is_cited_as_the_court_wrote_it() -> None:
    found = "２０１４年１月１日， 被告李某1 向王某150000元借款。"
    assert (
        read_judgment(judgment(found))
        .sentences["principal_fen"]
        .endswith("２０１４年１月１日， 被告李某1 向王某150000元借款。")
    )


def test_a_text_that_is_no_judgment_has_no_facts() -> None:
    for text in (None, "", "  ", 5, b"bytes", "关于开展安全生产检查的通知。各单位应于2024年5月1日前上报。"):
        facts = read_judgment(text)
        assert all(getattr(facts, name) is None for name in ("principal_fen", "first_loan_on", "due_on"))
    assert read_judgment(None) == Facts()
    assert not open_judgment("通知。").spans("found")


def test_a_damaged_text_has_no_facts() -> None:
    told = judgment("2014年1月1日，李某1向王某1借款5万元。")
    assert read_judgment(told).principal_fen == 5_000_000
    assert read_judgment(told + "1" * 50_000) == Facts()


def test_a_rate_that_the_demands_call_agreed_is_one() -> None:
    for words, percent in (("约定的月利率1.5%", 1.5), ("月利率1.5%", None)):
        demand = f"原告王某1向本院提出诉讼请求：判令被告偿还借款5万元，并按{words}支付利息。"
        facts = read_judgment(judgment("2014年1月1日，李某1向王某1借款5万元。", demand=demand))
        assert facts.agreed_rate_monthly_percent == percent


def test_principal_and_interest_in_one_sum_are_no_principal() -> None:
    facts = read_judgment(judgment("截至2015年1月1日，被告李某1共欠原告借款本息62000元。", story=LOAN))
    assert facts.principal_fen == 5_000_000


def test_an_agreement_or_a_suit_not_heard_says_nothing_of_the_rate() -> None:
    demand = "原告王某1向本院提出诉讼请求：判令被告偿还借款及利息。"
    silent = "本院认为，该案涉嫌犯罪。裁定如下：驳回原告王某1的起诉。"
    settled = "经本院主持调解，双方当事人自愿达成如下协议：李某1于2016年6月1日前偿还5万元。"
    ruled = "判决如下：被告李某1偿还原告王某1借款5万元。驳回其他诉讼请求。"
    for rest, percent in ((silent, 2.0), (settled, 2.0), (ruled, None)):
        facts = read_judgment(f"{HEAD}{demand}事实和理由：{LOAN}{rest}")
        assert facts.agreed_rate_monthly_percent == percent


def test_whoever_comes_to_terms_is_not_absent() -> None:
    settled = "经本院主持调解，双方当事人自愿达成如下协议：李某1于2016年6月1日前偿还5万元。"
    assert read_judgment(judgment(LOAN, defence="", rest=settled)).defendant_absent is False
    away = "二被告在指定的期限内既未提出答辩也未参加诉讼。"
    assert read_judgment(judgment(LOAN, defence=away)).defendant_absent is True


def test_cash_that_the_plaintiff_tells_besides_leaves_open_what_arrived() -> None:
    story = "2015年3月8日，被告借款10万元，原告转账9万元，另交付现金1万元。"
    found = "2015年3月8日，被告向原告借款10万元。当日，原告转账给被告9万元。"
    assert read_judgment(judgment(found, story=story)).net_fen is None
    disbelieved = "本院认为，现金部分没有证据，不予认定。"
    assert read_judgment(judgment(found, story=story, rest=disbelieved)).net_fen == 9_000_000


def test_money_drawn_and_given_on_the_day_of_the_loan_is_handed_over() -> None:
    facts = read_judgment(
        judgment(
            "2015年3月8日，被告向原告借款10万元。借款当天原告由其妻子账户转取97000元给被告并扣除两个月利息3000元。"
        )
    )
    assert (facts.principal_fen, facts.net_fen) == (10_000_000, 9_700_000)


def test_nothing_was_lent_where_the_court_refuses_the_suit_for_it() -> None:
    found = "原告持有被告2015年3月8日出具的借条一张，载明借款5万元。"
    for reasons, fen in (
        ("原告未能证明借款实际交付，借贷关系不成立", None),
        ("原告提供的证据不足以证明其与被告存在民间借贷的合意", None),
        ("原告主张原、被告之间存在借款合意的证据不足", None),
        ("原告的起诉已超过诉讼时效", 5_000_000),
    ):
        rest = f"本院认为，{reasons}。判决如下：驳回原告王某1的诉讼请求。"
        facts = read_judgment(judgment(found, rest=rest))
        assert facts.principal_fen == fen
        assert (facts.first_loan_on is None) == (fen is None)


def test_every_agent_of_a_line_is_named_and_none_by_what_they_did() -> None:
    head = "原告：王某1，男。委托代理人：李甲、周乙丙，律师。被告：赵某1，女。原告王某1的委托代理人李甲到庭参加诉讼。"
    facts = read_judgment(f"{head}经审理查明：{LOAN}")
    assert [one.name for one in facts.parties if one.role == "agent"] == ["李甲", "周乙丙"]
    assert [one.name for one in facts.parties if one.role == "plaintiff"] == ["王某1"]


def test_interest_paid_on_the_day_of_the_loan_was_kept_back() -> None:
    for words, kept in (("借款当天被告向原告支付利息1000元。", True), ("2014年2月1日被告支付利息1000元。", None)):
        assert read_judgment(judgment(LOAN + words)).interest_deducted is kept


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("原告通过手机银行向被告付款5万元。", "transfer"),
        ("原告通过其妻子的银行账户付给被告5万元。", "transfer"),
        ("原告用POS机刷卡支付。", "transfer"),
        ("原告将5万元存到被告账户上。", "transfer"),
        ("原告依约交付了借款。", "unknown"),
    ],
)
def test_how_money_went_through_an_account_is_read(words: str, method: str) -> None:
    assert read_judgment(judgment(LOAN + words)).transfer_method == method
