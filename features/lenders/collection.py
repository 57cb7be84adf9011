"""Features of how lenders collect: enforcement, and the pressure that people report."""

from __future__ import annotations

from features.declaration import Condition, Declared, over
from features.lenders.declaring import lender_feature, lender_ratio

_ENFORCED: tuple[Declared, ...] = (
    lender_feature(
        "loan_enforcements_filed_count_1095d",
        "loan_enforcements",
        "number",
        "ZERO",
        (
            "近{days}天申请执行借贷判决或公证债权{value}件",
            "applied {value} time{s} in the last {days} days to enforce loan judgments or notarised debts",
        ),
        law="trap_loan_2019_step5",
        step=5,
    ),
    lender_ratio(
        "loan_enforcements_per_suit_ratio_1095d",
        "loan_enforcements",
        "loan_enforcements_filed_count_1095d",
        "loan_suits_closed_count_1095d",
        (
            "近{days}天申请执行数为已结借贷案件的{value}",
            "applied for enforcement in {value} of its closed loan suits of the last {days} days, by number",
        ),
        law="trap_loan_2019_step5",
        at_least=3,
        bounds=(0.0, None),
        step=5,
        note="Over 100 % where deeds are enforced without a suit.",
    ),
    lender_feature(
        "loan_enforcements_deeds_count_1095d",
        "loan_enforcements",
        "number",
        "ZERO",
        (
            "近{days}天未经诉讼、凭公证文书申请执行{value}件",
            "applied {value} time{s} in the last {days} days to enforce a deed, without a suit",
        ),
        law="notary_2017_08_enforceable",
        where=(Condition("basis_found", "=", "deed"),),
        step=3,
    ),
    lender_feature(
        "loan_enforcements_amount_sum_1095d",
        "loan_enforcements",
        "fen",
        "UNKNOWN",
        ("近{days}天申请执行合计{value}", "sums it applied to enforce in the last {days} days: {value}"),
        law="trap_loan_2019_step5",
        value="amount_fen",
    ),
)

_REPORTED = lender_feature(
    "harassment_reports_reporters_distinct_365d",
    "harassment_reports",
    "number",
    "ZERO",
    (
        "近{days}天有{value}名不同的人举报其催收滋扰",
        "people who reported it for harassment over a debt in {days} days: {value}",
    ),
    law="soft_violence_2019",
    value="counted_id",
    step=5,
    note="Distinct reporters, however often each reports; those it sued together are one. What it reported itself is "
    "not read.",
)

_PRESSED: tuple[Declared, ...] = (
    *over(_REPORTED, ("harassment_reports_reporters_distinct_1095d", 1095)),
    lender_ratio(
        "harassment_reports_per_borrower_ratio_1095d",
        "harassment_reports",
        "harassment_reports_reporters_distinct_1095d",
        "loan_debtors_sued_distinct_1095d",
        (
            "近{days}天举报其催收滋扰的人数为其起诉借款人数的{value}",
            "for all borrowers it sued in the last {days} days, {value} as many people reported harassment",
        ),
        law="soft_violence_2019",
        at_least=3,
        bounds=(0.0, None),
        step=5,
    ),
    lender_feature(
        "harassment_reports_borrowers_distinct_1095d",
        "harassment_reports",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名有记录可查的借款人举报其催收滋扰",
            "{value} borrower{s} known by a suit, deed or mortgage reported it for harassment in the last {days} days",
        ),
        law="soft_violence_2019",
        value="counted_id",
        where=(Condition("of_borrower", "=", True),),
        step=5,
    ),
    lender_feature(
        "harassment_reports_threatened_distinct_1095d",
        "harassment_reports",
        "number",
        "ZERO",
        (
            "近{days}天有{value}名不同的人举报其催收时扬言威胁",
            "people who reported threats over a debt in the last {days} days: {value}",
        ),
        law="soft_violence_2019",
        value="counted_id",
        where=(Condition("threat", "=", True),),
        step=5,
    ),
    lender_feature(
        "harassment_reports_departments_distinct_1095d",
        "harassment_reports",
        "number",
        "ZERO",
        (
            "近{days}天有{value}个部门收到对其催收滋扰的举报",
            "{value} department{s} had reports of harassment by it in the last {days} days",
        ),
        law="soft_violence_2019",
        value="department",
        step=5,
    ),
    lender_feature(
        "harassment_reports_months_distinct_1095d",
        "harassment_reports",
        "number",
        "ZERO",
        (
            "近{days}天有{value}个月收到对其催收滋扰的举报",
            "reported for harassment in {value} month{s} of the last {days} days",
        ),
        law="soft_violence_2019",
        value="month",
        bounds=(0, 37),
        step=5,
    ),
)

COLLECTION_FEATURES: tuple[Declared, ...] = (*_ENFORCED, *_PRESSED)
"""Features over enforcement and reports of pressure."""
