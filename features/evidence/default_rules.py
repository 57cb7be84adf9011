"""Rules on defaults that a lender made (step 3): due days out of reach, suits at once, deeds that need no suit."""

from __future__ import annotations

from features.declaration import Condition
from features.evidence.declaration import Rule
from features.evidence.fund_flow_rules import lender_rule

DEFAULT_RULES: tuple[Rule, ...] = (
    lender_rule(
        "rule_3_suit_soon_after_due",
        3,
        "trap_loan_2019_step3",
        "suits filed within days after the due day, as a habit",
        (
            Condition("loan_suits_due_to_suit_median_1095d", "<=", 15),
            Condition("loan_suits_soon_count_1095d", ">=", 3),
        ),
        ("loan_suits_soon_count_1095d",),
        (
            "到期后起诉的案件，从到期到起诉的中位数为{value}（参照{threshold}），且不止一件",
            "of suits filed after the due day, from due day to suit, median: {value} (held against {threshold}), "
            "in several suits",
        ),
        (
            "three suits five days after the due day",
            "three suits half a year after the due day; three long before it, as a sum paid back in parts is called in",
        ),
    ),
    lender_rule(
        "rule_3_month_terms",
        3,
        "trap_loan_2019_step3",
        "loans due within a month of being made, sued on within a quarter of the due day, more than once",
        (Condition("loan_suits_month_terms_count_1095d", ">=", 2),),
        ("loan_suits_month_terms_count_1095d",),
        (
            "借期不超过一个月、到期后一季度内即起诉的借款{value}件（参照{threshold}件）",
            "{value} suit{s} within a quarter of the due day on loans of a month or less (held against {threshold})",
        ),
        ("two loans of thirty days sued on two months later", "one such loan; two loans of a year"),
        note="a due day that can hardly be met makes the default; one such loan is anybody's bridge to pay day",
    ),
    lender_rule(
        "rule_3_enforceable_deed",
        3,
        "notary_2017_08_enforceable",
        "an enforceable deed on a private loan, made after notaries were told to stop",
        (Condition("notarised_debts_forbidden_enforceable_count_1095d", ">=", 1),),
        ("notarised_debts_forbidden_enforceable_count_1095d",),
        (
            "2017年8月后取得民间借贷强制执行公证{value}份",
            "took {value} enforceable deed{s} on private loans, which notaries may not make since August 2017",
        ),
        ("a private lender takes one", "a licensed bank takes one"),
        note="the one year of grace some notaries claimed is not in the notice",
    ),
    lender_rule(
        "rule_3_power_to_sell_home",
        3,
        "notary_2017_08_sale_power",
        "a lender holds a notarised power to sell a borrower's home, made after notaries were told to stop",
        (Condition("notarised_powers_homes_count_1095d", ">=", 1),),
        ("notarised_powers_homes_count_1095d",),
        (
            "2017年8月后从借款人处取得售房全权委托公证{value}份",
            "took {value} notarised power{s} to sell a borrower's home, which notaries may not make since August 2017",
        ),
        (
            "somebody takes one of whom it sued on a loan",
            "a relative who never lent takes one; somebody with a loan suit takes their mother's",
        ),
        invariants=(
            "a power alone makes nobody a lender",
            "a power of who borrowed nothing of the holder, a relative's above all, does not count",
        ),
    ),
)
"""Rules for a concern about a lender who gains by a default."""
