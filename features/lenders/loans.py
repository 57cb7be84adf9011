"""Features of the loans behind suits and deeds: how many, how large, at what rate."""

from __future__ import annotations

from features.declaration import Condition, Declared, over
from features.lenders.declaring import OWN_PART, lender_feature, lender_ratio

SHORT_DELIVERY = 0.9
"""Delivered over face at or under which a tenth or more was kept back (砍头息; 2019-04-09 opinion, art. 3(2))."""

SEVERAL_BORROWERS = 5
"""Borrowers from whom on a lender is held to lend to several persons. The opinion of 2019-10-21 names no number; a
family or a circle of friends is smaller."""

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
        note="Extensions are the same loan; loans known to cost 36 % a year or less do not count, nor those that a "
        "court dismissed in every suit on them; unknown rates do.",
    ),
    lender_feature(
        "loans_two_years_several_max_1095d",
        "loans",
        "number",
        "NOT_APPLICABLE",
        (
            f"近{{days}}天内的任意两年间，按《非法放贷意见》可计、且借款人在{SEVERAL_BORROWERS}名以上的出借最多{{value}}笔",
            f"up to {{value}} loan{{s}} within two years to {SEVERAL_BORROWERS} borrowers or more, as the opinion on "
            "illegal lending counts them, in {days} days",
        ),
        law="illegal_lending_2019",
        value="two_years",
        where=(Condition("two_years_borrowers", ">=", SEVERAL_BORROWERS),),
        step=1,
        note="The borrowers are those of the loans counted, in the same two years.",
    ),
    *over(_BORROWERS, ("loans_borrowers_distinct_1095d", 1095)),
    lender_feature(
        "loans_lent_sum_730d",
        "loans",
        "fen",
        "UNKNOWN",
        ("近{days}天出借合计{value}（展期不重复计）", "lent {value} in the last {days} days, extensions left out"),
        law="illegal_lending_2019",
        value="own_principal_fen",
        where=(Condition("extended", "=", False),),
        note=OWN_PART,
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
        value="own_face_found_fen",
        note=OWN_PART,
    ),
    lender_feature(
        "loan_suits_delivered_sum_1095d",
        "loan_suits",
        "fen",
        "UNKNOWN",
        ("近{days}天法院查明实际交付合计{value}", "found delivered on loans of the last {days} days: {value}"),
        law="private_lending_deducted",
        value="own_delivered_found_fen",
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
        law="rate_caps",
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
        law="rate_caps",
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
        law="rate_caps",
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
        law="rate_caps",
        step=1,
    ),
)

_SEGMENTS: tuple[Declared, ...] = (
    lender_feature(
        "loan_suits_over_later_cap_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天起诉的2020年8月20日前的借款中，{value}笔约定利率超过起诉时上限",
            "{value} loan{s} older than 2020-08-20, sued on in the last {days} days at a rate over the cap of that day",
        ),
        law="rate_caps",
        where=(Condition("over_later_cap", "=", True),),
        step=1,
        note="Interest after 2020-08-19 on such a loan falls under four times the LPR of the day the suit was filed.",
    ),
)

LOAN_FEATURES: tuple[Declared, ...] = (*_MADE, *_PRICE, *_SEGMENTS)
"""Features over loans and their price."""
