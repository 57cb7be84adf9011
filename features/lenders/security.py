"""Features of what secures lenders' loans: deeds, powers of attorney, mortgages."""

from __future__ import annotations

from features.declaration import Condition, Declared, over
from features.lenders.declaring import lender_feature, lender_ratio

_DEEDS = lender_feature(
    "notarised_debts_made_count_365d",
    "notarised_debts",
    "number",
    "ZERO",
    ("近{days}天办理借款公证{value}份", "had {value} loan{s} notarised in the last {days} days"),
    law="notary_2017_08",
)

_NOTARIES: tuple[Declared, ...] = (
    *over(_DEEDS, ("notarised_debts_made_count_1095d", 1095)),
    lender_feature(
        "notarised_debts_forbidden_enforceable_count_1095d",
        "notarised_debts",
        "number",
        "ZERO",
        (
            "近{days}天取得“五不准”之后的民间借贷强制执行公证{value}份",
            "took {value} enforceable deed{s} on private loans in the last {days} days, which notaries may not make",
        ),
        law="notary_2017_08_enforceable",
        where=(Condition("deed_kind", "=", "enforceable_debt"), Condition("forbidden", "=", True)),
        step=3,
    ),
    lender_feature(
        "notarised_debts_notary_again_count_1095d",
        "notarised_debts",
        "number",
        "ZERO",
        (
            "近{days}天有{value}份借款公证由其此前找过的公证员办理",
            "went to a notary used before with {value} loan{s} of the last {days} days",
        ),
        law="notary_2017_08",
        where=(Condition("notary_before", "=", True),),
        step=3,
    ),
    lender_ratio(
        "notarised_debts_notary_again_ratio_1095d",
        "notarised_debts",
        "notarised_debts_notary_again_count_1095d",
        "notarised_debts_made_count_1095d",
        (
            "近{days}天{value}的借款公证由其此前找过的公证员办理",
            "went to a notary used before with {value} of its notarised loans of the last {days} days",
        ),
        law="notary_2017_08",
        at_least=3,
        step=3,
    ),
    lender_feature(
        "notarised_debts_amount_sum_1095d",
        "notarised_debts",
        "fen",
        "UNKNOWN",
        ("近{days}天公证的债权合计{value}", "notarised debts of the last {days} days: {value}"),
        law="notary_2017_08",
        value="amount_fen",
    ),
    lender_feature(
        "notarised_powers_homes_count_1095d",
        "notarised_powers",
        "number",
        "ZERO",
        (
            "近{days}天从借款人处取得售房全权委托公证{value}份",
            "took {value} notarised power{s} to sell a borrower's home in the last {days} days",
        ),
        law="notary_2017_08_sale_power",
        where=(
            Condition("power_kind", "=", "power_to_sell_home"),
            Condition("forbidden", "=", True),
            Condition("of_borrower", "=", True),
        ),
        step=3,
        note="A child may hold a parent's power, and a friend a friend's: it counts from who borrowed of the holder.",
    ),
    lender_feature(
        "notarised_powers_borrowers_distinct_1095d",
        "notarised_powers",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名借款人向其出具委托公证",
            "holds notarised powers of {value} of its own borrowers, from the last {days} days",
        ),
        law="notary_2017_08_sale_power",
        value="grantor_id",
        where=(Condition("of_borrower", "=", True),),
        step=3,
        note="Any power: to sell, to mortgage, to let. Of somebody who borrowed nothing it says nothing.",
    ),
)

_MORTGAGES: tuple[Declared, ...] = (
    lender_feature(
        "mortgages_owners_distinct_730d",
        "mortgages",
        "number",
        "ZERO",
        (
            "近{days}天取得{value}名业主的房屋抵押",
            "took mortgages on the homes of {value} owner{s} in the last {days} days",
        ),
        law="illegal_lending_2019",
        value="debtor_id",
        step=1,
    ),
    lender_feature(
        "mortgages_registered_count_730d",
        "mortgages",
        "number",
        "ZERO",
        ("近{days}天取得房屋抵押{value}宗", "took {value} mortgage{s} on homes in the last {days} days"),
        law="illegal_lending_2019",
    ),
    lender_ratio(
        "mortgages_per_owner_ratio_730d",
        "mortgages",
        "mortgages_registered_count_730d",
        "mortgages_owners_distinct_730d",
        ("近{days}天平均每名业主抵押{value}次", "took {value} mortgage{s} of each owner on average, in {days} days"),
        law="trap_loan_2019_step4",
        unit="number",
        bounds=(0.0, None),
        step=4,
        note="One home mortgaged again and again is a debt that grows.",
    ),
    lender_feature(
        "mortgages_secured_sum_730d",
        "mortgages",
        "fen",
        "UNKNOWN",
        ("近{days}天以房屋担保的债权合计{value}", "debt secured on homes in the last {days} days: {value}"),
        law="illegal_lending_2019",
        value="secured_fen",
    ),
    lender_feature(
        "mortgages_after_loan_median_1095d",
        "mortgages",
        "days",
        "NOT_APPLICABLE",
        (
            "近{days}天从出借到办理房屋抵押的中位数为{value}",
            "from a loan to the mortgage of the borrower's home in the last {days} days, median: {value}",
        ),
        law="trap_loan_2019_step3",
        value="after_loan_days",
        note="At once it secures a loan; months later it secures what the loan became.",
    ),
    lender_feature(
        "mortgages_sued_distinct_1095d",
        "mortgages",
        "number",
        "ZERO",
        (
            "近{days}天抵押房屋的业主中{value}名被其起诉",
            "sued {value} owner{s} whose home it took as security in the last {days} days",
        ),
        law="trap_loan_2019_step5",
        value="debtor_id",
        where=(Condition("sued", "=", True),),
        step=5,
    ),
)

SECURITY_FEATURES: tuple[Declared, ...] = (*_NOTARIES, *_MORTGAGES)
"""Features over deeds, powers and mortgages."""
