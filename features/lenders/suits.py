"""Features of lenders' suits: how many, against whom, when, and how they end."""

from __future__ import annotations

from features.declaration import Condition, Declared, over
from features.lenders.declaring import OWN_PART, lender_feature, lender_ratio

QUARTER_DAYS = 91
BURST_DAYS = 7
"""Days between two suits of one plaintiff that are one going to court: a week's errand."""

_FILED = lender_feature(
    "loan_suits_filed_count_365d",
    "loan_suits",
    "number",
    "ZERO",
    ("近{days}天以出借人身份起诉{value}件", "filed {value} loan suit{s} in the last {days} days"),
    law="professional_lender_2019",
    step=5,
)
_SUED = lender_feature(
    "loan_debtors_sued_distinct_365d",
    "loan_debtors",
    "number",
    "ZERO",
    ("近{days}天起诉过{value}名不同的借款人", "sued {value} different borrower{s} in the last {days} days"),
    law="private_lending_invalid",
    value="debtor_id",
    step=5,
    note="Borrower diversity: lending to the unspecified public differs from lending to a friend. A couple sued "
    "together is one borrower.",
)

_HOW_MANY: tuple[Declared, ...] = (
    *over(_FILED, ("loan_suits_filed_count_730d", 730), ("loan_suits_filed_count_1095d", 1095)),
    *over(_SUED, ("loan_debtors_sued_distinct_730d", 730), ("loan_debtors_sued_distinct_1095d", 1095)),
    lender_feature(
        "loan_debtors_sued_again_distinct_1095d",
        "loan_debtors",
        "number",
        "ZERO",
        ("近{days}天有{value}名借款人被其再次起诉", "sued {value} borrower{s} again in the last {days} days"),
        law="private_lending_sham",
        value="debtor_id",
        where=(Condition("sued_before", "=", True),),
        step=4,
    ),
    lender_ratio(
        "loan_debtors_sued_again_ratio_1095d",
        "loan_debtors",
        "loan_debtors_sued_again_distinct_1095d",
        "loan_debtors_sued_distinct_1095d",
        (
            "近{days}天起诉的借款人中{value}被其再次起诉",
            "{value} of those it sued in the last {days} days it sued again",
        ),
        law="private_lending_sham",
        at_least=3,
        step=4,
    ),
    lender_feature(
        "loan_debtors_listed_distinct_1095d",
        "loan_debtors",
        "number",
        "ZERO",
        (
            "近{days}天起诉的借款人中{value}名其后列为失信被执行人",
            "{value} borrower{s} sued in the last {days} days came to be listed as judgment debtors afterwards",
        ),
        law="trap_loan_2019_step5",
        value="debtor_id",
        where=(Condition("listed", "=", True),),
        step=5,
        note="What its suits end in. It says nothing of the borrower beyond the court's own list.",
    ),
    lender_feature(
        "loan_suits_principal_sum_730d",
        "loan_suits",
        "fen",
        "UNKNOWN",
        ("近{days}天起诉的借款本金合计{value}", "principal sued on in the last {days} days: {value}"),
        law="professional_lender_zhejiang_2018",
        value="own_principal_fen",
        note=OWN_PART,
    ),
    lender_feature(
        "loan_suits_courts_distinct_1095d",
        "loan_suits",
        "number",
        "ZERO",
        ("近{days}天在{value}家法院起诉借贷", "filed loan suits in {value} court{s} in the last {days} days"),
        law="professional_lender_2019",
        value="court",
    ),
    lender_feature(
        "loan_suits_one_court_max_1095d",
        "loan_suits",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天在同一法院一年内起诉借贷最多{value}件",
            "filed up to {value} loan suit{s} in one court within one year, in the last {days} days",
        ),
        law="professional_lender_zhejiang_2018",
        value="one_court",
        step=5,
    ),
)

_WHEN: tuple[Declared, ...] = (
    lender_feature(
        "loan_suits_last_quarter_count_365d",
        "loan_suits",
        "number",
        "ZERO",
        ("近{days}天的借贷起诉中{value}件在最近一个季度", "{value} of a year's loan suits came in its last quarter"),
        law="professional_lender_2019",
        where=(Condition("days_ago", "<=", QUARTER_DAYS),),
        step=5,
    ),
    lender_ratio(
        "loan_suits_last_quarter_ratio_365d",
        "loan_suits",
        "loan_suits_last_quarter_count_365d",
        "loan_suits_filed_count_365d",
        (
            "近{days}天的借贷起诉中{value}集中在最近一个季度",
            "{value} of the loan suits of the last {days} days came in the last quarter",
        ),
        law="professional_lender_2019",
        at_least=4,
        step=5,
        note="A quarter is even; more says that it goes to court faster than before.",
    ),
    lender_feature(
        "loan_suits_burst_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天有{value}件借贷案件在前一件之后一周内起诉",
            "{value} loan suit{s} of the last {days} days came within a week of the one before",
        ),
        law="private_lending_sham",
        where=(Condition("gap_days", "<=", BURST_DAYS),),
        step=5,
    ),
    lender_ratio(
        "loan_suits_burst_ratio_1095d",
        "loan_suits",
        "loan_suits_burst_count_1095d",
        "loan_suits_filed_count_1095d",
        (
            "近{days}天的借贷起诉中{value}紧接前一件（一周内）",
            "{value} of its loan suits of the last {days} days came within a week of the one before",
        ),
        law="private_lending_sham",
        at_least=3,
        step=5,
    ),
    lender_feature(
        "loan_suits_same_day_max_1095d",
        "loan_suits",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天同一天最多起诉借贷{value}件",
            "filed up to {value} loan suit{s} on one day of the last {days} days",
        ),
        law="private_lending_sham",
        value="same_day",
        step=5,
    ),
    lender_feature(
        "loan_suits_months_distinct_1095d",
        "loan_suits",
        "number",
        "ZERO",
        ("近{days}天有{value}个月提起过借贷诉讼", "filed loan suits in {value} month{s} of the last {days} days"),
        law="professional_lender_2019",
        value="month",
        bounds=(0, 37),
    ),
    lender_feature(
        "loan_suits_dormant_max_1095d",
        "loan_suits",
        "days",
        "NOT_APPLICABLE",
        (
            "近{days}天两次借贷诉讼之间最长间隔{value}",
            "longest pause between two loan suits in the last {days} days: {value}",
        ),
        law="professional_lender_2019",
        value="gap_days",
    ),
    lender_feature(
        "loan_suits_due_to_suit_median_1095d",
        "loan_suits",
        "days",
        "NOT_APPLICABLE",
        (
            "近{days}天到期后起诉的借贷案件，从到期到起诉的中位数为{value}",
            "from due day to suit in the last {days} days, suits before the due day left out, median: {value}",
        ),
        law="trap_loan_2019_step3",
        value="due_to_suit_days",
        where=(Condition("due_to_suit_days", ">=", 0),),
        step=3,
    ),
    lender_feature(
        "loan_suits_soon_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天到期后十五天内起诉的借贷{value}件",
            "{value} loan suit{s} of the last {days} days filed within fifteen days of the due day",
        ),
        law="trap_loan_2019_step3",
        where=(Condition("due_to_suit_days", ">=", 0), Condition("due_to_suit_days", "<=", 15)),
        step=3,
        note="Fifteen days: a reminder and a court's intake take longer.",
    ),
    lender_feature(
        "loan_suits_early_count_1095d",
        "loan_suits",
        "number",
        "ZERO",
        (
            "近{days}天到期日之前即起诉的借贷{value}件",
            "{value} loan suit{s} of the last {days} days filed before the due day on record",
        ),
        law="trap_loan_2019_step3",
        where=(Condition("due_to_suit_days", "<", 0),),
        step=3,
        note="Speaks either way: a sum due in parts is called in when one is not paid; so is a default made up early.",
    ),
)

SUIT_FEATURES: tuple[Declared, ...] = (*_HOW_MANY, *_WHEN)
"""Features over how often, against whom and when lenders sue."""
