"""Features of what only texts of judgments tell of loans: cash, what was kept back, overdue rates, guarantors."""

from __future__ import annotations

from features.declaration import Condition, Declared, Feature
from features.lenders.declaring import lender_feature, lender_ratio


def _judgments(name: str, zh: str, en: str, law: str, *where: Condition, step: int | None = None) -> Feature:
    return lender_feature(name, "loan_judgments", "number", "ZERO", (zh, en), law=law, where=where, step=step)


JUDGMENT_FEATURES: tuple[Declared, ...] = (
    _judgments(
        "loan_judgments_read_count_1095d",
        "近{days}天起诉的借贷案件中{value}件有裁判文书可读",
        "{value} loan suit{s} of the last {days} days with a court's document that was read",
        "private_lending_sham",
    ),
    _judgments(
        "loan_judgments_deducted_count_1095d",
        "近{days}天起诉的借款中，裁判文书记载预先扣除利息或费用的{value}笔",
        "interest or a fee was kept back from {value} loan{s} sued on in the last {days} days, by the court's document",
        "private_lending_deducted",
        Condition("deducted", "=", True),
        step=2,
    ),
    lender_ratio(
        "loan_judgments_deducted_ratio_1095d",
        "loan_judgments",
        "loan_judgments_deducted_count_1095d",
        "loan_judgments_read_count_1095d",
        (
            "近{days}天有裁判文书的借款中{value}预先扣除利息或费用",
            "interest or a fee was kept back from {value} of its loans of the last {days} days with a court's document",
        ),
        law="private_lending_deducted",
        at_least=3,
        step=2,
        note="A document that says nothing of it counts as a loan from which nothing was kept back.",
    ),
    _judgments(
        "loan_judgments_paid_count_1095d",
        "近{days}天起诉的借款中，裁判文书记载交付方式的{value}笔",
        "{value} loan{s} sued on in the last {days} days of which the court's document tells how the money was paid",
        "trap_loan_2019_step2",
        Condition("in_cash", "in", (True, False)),
    ),
    _judgments(
        "loan_judgments_cash_count_1095d",
        "近{days}天起诉的借款中，裁判文书记载仅以现金交付的{value}笔",
        "{value} loan{s} sued on in the last {days} days paid in cash alone, by the court's document",
        "trap_loan_2019_step2",
        Condition("in_cash", "=", True),
        step=2,
    ),
    lender_ratio(
        "loan_judgments_cash_ratio_1095d",
        "loan_judgments",
        "loan_judgments_cash_count_1095d",
        "loan_judgments_paid_count_1095d",
        (
            "近{days}天裁判文书记载交付方式的借款中{value}仅以现金交付",
            "{value} of its loans of the last {days} days with a known way of payment were paid in cash alone",
        ),
        law="trap_loan_2019_step2",
        at_least=3,
        step=2,
        note="Speaks either way: friends lend small sums in cash, and cash leaves no trace of what arrived.",
    ),
    _judgments(
        "loan_judgments_overdue_capped_count_1095d",
        "近{days}天起诉的借款中逾期利率可与上限比较的{value}笔",
        "{value} loan{s} sued on in the last {days} days with an overdue rate that can be held against the cap",
        "rate_caps",
        Condition("overdue_over_cap", "in", (True, False)),
    ),
    _judgments(
        "loan_judgments_overdue_over_cap_count_1095d",
        "近{days}天起诉的借款中约定逾期利率超过上限的{value}笔",
        "{value} loan{s} sued on in the last {days} days with an overdue rate over the cap of the loan's day",
        "rate_caps",
        Condition("overdue_over_cap", "=", True),
        step=4,
    ),
    lender_ratio(
        "loan_judgments_overdue_over_cap_ratio_1095d",
        "loan_judgments",
        "loan_judgments_overdue_over_cap_count_1095d",
        "loan_judgments_overdue_capped_count_1095d",
        (
            "近{days}天起诉的借款中{value}约定逾期利率超过上限",
            "{value} of its loans sued on in the last {days} days have an overdue rate over the cap",
        ),
        law="rate_caps",
        step=4,
        note="Penalties for delay make a debt grow: step 4 names them beside new loans that settle old ones.",
    ),
    lender_feature(
        "loan_judgments_guarantors_mean_1095d",
        "loan_judgments",
        "number",
        "NOT_APPLICABLE",
        (
            "近{days}天有裁判文书的借款平均每笔有保证人{value}名",
            "guarantors a loan, of its loans of the last {days} days with a court's document, on average: {value}",
        ),
        law="trap_loan_2019_step4",
        value="guarantors",
        note="Who stood surety is asked to pay, or to borrow, when the debt has grown.",
    ),
)
"""Features over what the courts' documents say of the loans sued on."""
