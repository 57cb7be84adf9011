"""Features of the loans behind suits and deeds: how many, how large, at what rate, how they are rolled over."""

from __future__ import annotations

from features.declaration import Condition, Declared, over
from features.lenders.declaring import lender_feature, lender_ratio

SHORT_DELIVERY = 0.9
"""Delivered over face at or under which a tenth or more was kept back (砍头息; 2019-04-09 opinion, art. 3(2))."""

_BORROWERS = lender_feature(
    "loans_borrowers_distinct_730d",
    "loans",
    "number",
    "ZERO",
    ("近{days}天向{value}名不同的人出借", "lent to {value} different borrower{s} in the last {days} days"),
    law="illegal_lending_2019",
    value="debtor_id",
    step=1,
)

_MADE: tuple[Declared, ...] = (
    lender_feature(
        "loans_made_count_730d",
        "loans",
        "number",
        "ZERO",
        (
            "近{days}天出借{value}笔（依起诉与公证所见）",
            "made {value} loan{s} in the last {days} days, as suits and deeds show",
        ),
        law="illegal_lending_2019",
        step=1,
        note="A loan sued on twice, or notarised and sued on, is one loan.",
    ),
    lender_feature(
        "loans_two_years_max_1095d",
        "loans",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天内的任意两年间，按《非法放贷意见》可计出借最多{value}笔",
            "up to {value} loan{s} within two years that the opinion on illegal lending counts, in {days} days",
        ),
        law="illegal_lending_2019",
        value="two_years",
        step=1,
        note="Extensions are the same loan; loans known to cost 36 % a year or less do not count, unknown rates do.",
    ),
    *over(_BORROWERS, ("loans_borrowers_distinct_1095d", 1095)),
    lender_feature(
        "loans_lent_sum_730d",
        "loans",
        "fen",
        "UNKNOWN",
        ("近{days}天出借合计{value}（展期不重复计）", "lent {value} in the last {days} days, extensions left out"),
        law="illegal_lending_2019",
        value="principal_fen",
        where=(Condition("extended", "=", False),),
    ),
    lender_feature(
        "loans_principal_median_1095d",
        "loans",
        "fen",
        "UNKNOWN",
        ("近{days}天每笔借款面额的中位数为{value}", "face of its loans of the last {days} days, median: {value}"),
        law="illegal_lending_2019",
        value="principal_fen",
    ),
    lender_feature(
        "loans_gap_median_1095d",
        "loans",
        "days",
        "NOT_APPLICABLE",
        (
            "近{days}天两笔出借的间隔中位数为{value}",
            "from one loan to the next in the last {days} days, median: {value}",
        ),
        law="professional_lender_2019",
        value="gap_days",
        step=1,
    ),
    lender_feature(
        "loans_term_median_1095d",
        "loans",
        "days",
        "NOT_APPLICABLE",
        ("近{days}天借款期限的中位数为{value}", "term of its loans of the last {days} days, median: {value}"),
        law="trap_loan_2019_step3",
        value="term_days",
        bounds=(-36500, 36500),
        step=3,
        note="A due day that cannot be met makes a default. Negative where a record has its days the wrong way round.",
    ),
    lender_feature(
        "loans_whole_sum_count_1095d",
        "loans",
        "number",
        "ZERO",
        (
            "近{days}天的借款中{value}笔面额为整万元",
            "{value} loan{s} of the last {days} days in whole ten thousands of yuan",
        ),
        law="private_lending_renewed",
        where=(Condition("whole_sum", "=", True),),
    ),
    lender_feature(
        "loans_stated_count_1095d",
        "loans",
        "number",
        "ZERO",
        ("近{days}天的借款中{value}笔载明面额", "{value} loan{s} of the last {days} days with a face on record"),
        law="private_lending_renewed",
        where=(Condition("whole_sum", "in", (True, False)),),
    ),
    lender_ratio(
        "loans_whole_sum_ratio_1095d",
        "loans",
        "loans_whole_sum_count_1095d",
        "loans_stated_count_1095d",
        (
            "近{days}天的借款中{value}面额为整万元",
            "the face is whole ten thousands of yuan in {value} of its loans of the last {days} days",
        ),
        law="private_lending_renewed",
        at_least=3,
        note="Speaks either way: notes are round by habit, and odd ones have interest and fees written into them.",
    ),
)

_PRICE: tuple[Declared, ...] = (
    lender_feature(
        "loan_suits_face_sum_1095d",
        "loan_suits",
        "fen",
        "UNKNOWN",
        (
            "近{days}天法院查明交付额的借款，借条面额合计{value}",
            "face of the loans of the last {days} days whose delivery the court found: {value}",
        ),
        law="private_lending_deducted",
        value="face_found_fen",
    ),
    lender_feature(
        "loan_suits_delivered_sum_1095d",
        "loan_suits",
        "fen",
        "UNKNOWN",
        ("近{days}天法院查明实际交付合计{value}", "found delivered on loans of the last {days} days: {value}"),
        law="private_lending_deducted",
        value="delivered_found_fen",
    ),
    lender_ratio(
        "loan_suits_delivered_ratio_1095d",
        "loan_suits",
        "loan_suits_delivered_sum_1095d",
        "loan_suits_face_sum_1095d",
        (
            "近{days}天法院查明实际交付占借条面额{value}",
            "{value} of the face of its loans of the last {days} days was found delivered",
        ),
        law="private_lending_deducted",
        bounds=(0.0, None),
        step=2,
    ),
    lender_feature(
        "loan_suits_short_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款中，法院查明实际交付不足面额九成的{value}笔",
            "of {value} loan{s} sued on in the last {days} days the court found nine tenths or less delivered",
        ),
        law="private_lending_deducted",
        where=(Condition("delivered_share", "<=", SHORT_DELIVERY),),
        step=2,
    ),
    lender_feature(
        "loan_suits_rate_median_1095d",
        "loan_suits",
        "percent",
        "NOT_APPLICABLE",
        (
            "近{days}天起诉的借款约定年利率中位数为{value}",
            "agreed yearly rate sued on in the last {days} days, median: {value}",
        ),
        law="rate_cap_2020",
        value="rate_percent",
    ),
    lender_feature(
        "loan_suits_without_rate_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款中{value}笔未约定利率",
            "{value} loan{s} sued on in the last {days} days without an agreed rate",
        ),
        law="trap_loan_2019_step1",
        where=(Condition("without_rate", "=", True),),
    ),
    lender_ratio(
        "loan_suits_without_rate_ratio_1095d",
        "loan_suits",
        "loan_suits_without_rate_count_1095d",
        "loan_suits_filed_count_1095d",
        (
            "近{days}天起诉的借款中{value}未约定利率",
            "{value} of its loans sued on in the last {days} days have no agreed rate",
        ),
        law="trap_loan_2019_step1",
        at_least=3,
        note="Speaks either way: friends lend so, and so does who hides interest in the face.",
    ),
    lender_feature(
        "loan_suits_capped_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款中利率可与上限比较的{value}笔",
            "{value} loan{s} sued on in the last {days} days with a rate that can be held against the cap",
        ),
        law="rate_cap_2020",
        where=(Condition("over_cap", "in", (True, False)),),
    ),
    lender_feature(
        "loan_suits_over_cap_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款中约定利率超过上限的{value}笔",
            "{value} loan{s} sued on in the last {days} days with an agreed rate over the cap of the day",
        ),
        law="rate_cap_2020",
        where=(Condition("over_cap", "=", True),),
        step=1,
    ),
    lender_ratio(
        "loan_suits_over_cap_ratio_1095d",
        "loan_suits",
        "loan_suits_over_cap_count_1095d",
        "loan_suits_capped_count_1095d",
        (
            "近{days}天起诉的借款中{value}约定利率超过上限",
            "{value} of its loans sued on in the last {days} days have a rate over the cap",
        ),
        law="rate_cap_2020",
        step=1,
    ),
)

_ROLLED_OVER: tuple[Declared, ...] = (
    lender_feature(
        "loans_extended_count_1095d",
        "loans",
        "number",
        "ZERO",
        (
            "近{days}天有{value}笔借款是对同一借款人前一笔的展期",
            "extended {value} loan{s} of the same borrower in the last {days} days",
        ),
        law="private_lending_renewed",
        where=(Condition("extended", "=", True),),
        step=4,
    ),
    lender_feature(
        "loan_chains_debtors_distinct_1095d",
        "loan_chains",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名借款人以新债还旧债，债权人为其本人或关联方",
            "{value} borrower{s} took a further loan near the old balance from it or a related lender in {days} days",
        ),
        law="trap_loan_2019_step4",
        value="debtor_id",
        step=4,
    ),
    lender_feature(
        "loan_chains_passed_on_distinct_1095d",
        "loan_chains",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名借款人的债务由关联出借人的新借款承接",
            "{value} borrower{s} went from it to a related lender, or back, near the old balance in {days} days",
        ),
        law="trap_loan_2019_step4",
        value="debtor_id",
        where=(Condition("changes_hands", "=", True),),
        step=4,
    ),
    lender_feature(
        "loan_chains_again_distinct_1095d",
        "loan_chains",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名借款人的债务不止一次以新还旧",
            "rolled over the debts of {value} borrower{s} more than once, the last time within {days} days",
        ),
        law="trap_loan_2019_step4",
        value="debtor_id",
        where=(Condition("again", "=", True),),
        step=4,
    ),
    lender_feature(
        "loan_chains_growth_median_1095d",
        "loan_chains",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天以新还旧后，新债为旧债的{value}倍（中位数）",
            "a debt rolled over in the last {days} days came to {value} times the old one, median",
        ),
        law="private_lending_renewed",
        value="growth",
        step=4,
    ),
    lender_feature(
        "shared_debtors_debtors_distinct_1095d",
        "shared_debtors",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款人中{value}名也被关联出借人起诉",
            "{value} borrower{s} sued in the last {days} days had a suit of a related lender too",
        ),
        law="trap_loan_2019_step4",
        value="debtor_id",
        step=4,
    ),
    lender_feature(
        "shared_debtors_lenders_max_1095d",
        "shared_debtors",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天同一借款人最多另被{value}名关联出借人起诉",
            "up to {value} related lender{s} sued one of its borrowers as well, in the last {days} days",
        ),
        law="trap_loan_2019_step4",
        value="lenders",
        step=4,
    ),
)

LOAN_FEATURES: tuple[Declared, ...] = (*_MADE, *_PRICE, *_ROLLED_OVER)
"""Features over loans, their price and their renewals."""
