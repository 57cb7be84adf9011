"""Features of debts that go on: extended, rolled over into larger ones, passed on, sued on by several lenders."""

from __future__ import annotations

from features.declaration import Condition, Declared
from features.lenders.declaring import lender_feature

RENEWAL_FEATURES: tuple[Declared, ...] = (
    lender_feature(
        "loans_extended_count_1095d",
        "loans",
        "number",
        "ZERO",
        (
            "近{days}天有{value}笔借款在同一借款人前一笔到期前后出借，按展期计",
            "made {value} loan{s} in the last {days} days near the due day of the same borrower's loan before, "
            "held to be extensions",
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
            "近{days}天有{value}名借款人在旧债到期前后又借得金额相近的新债，出借人为其本人或关联方",
            "{value} borrower{s} took a further loan near the old due day and balance from it or a related lender in "
            "{days} days",
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
            "近{days}天有{value}名借款人在旧债到期前后转由关联出借人出借，金额相近",
            "{value} borrower{s} went from it to a related lender, or back, near the old due day and balance in "
            "{days} days",
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
            "a debt rolled over in the last {days} days came to {value} time{s} the old one, median",
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
"""Features over renewals and chains of loans."""
