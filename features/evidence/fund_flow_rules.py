"""Rules on money that moved, read only where a case is opened; and the form all rules on lenders share."""

from __future__ import annotations

from features.declaration import Condition
from features.evidence.declaration import Rule

_UNLICENSED = Condition("licensed", "=", False)
_LICENCE_INVARIANT = "a lending licence in force, known by its number, keeps the rule silent"


def lender_rule(
    name: str,
    step: int,
    law: str,
    pattern: str,
    when: tuple[Condition, ...],
    cites: tuple[str, ...],
    said: tuple[str, str],
    drawn: tuple[str, str],
    *,
    invariants: tuple[str, ...] = (),
    note: str = "",
    beside: str = "",
) -> Rule:
    """A rule for a concern about a lender, silent while its licence is in force; `said` and `drawn` are (zh, en) and
    (positive, negative)."""
    return Rule(
        name,
        "lenders",
        "for",
        step,
        law,
        pattern,
        (*invariants, _LICENCE_INVARIANT),
        (*when, _UNLICENSED),
        cites,
        *said,
        *drawn,
        note,
        beside,
    )


FUND_FLOW_RULES: tuple[Rule, ...] = (
    lender_rule(
        "rule_1_money_to_many",
        1,
        "illegal_lending_2019",
        "many different people were paid within days, far more than the account usually pays",
        (Condition("payment_fans_paid_max_1095d", ">=", 10),),
        ("payment_fans_paid_max_1095d",),
        (
            "数日内付给{value}个不同的人，远多于其平常（参照{threshold}人）",
            "paid {value} different people within days, far more than it usually does (held against {threshold})",
        ),
        ("ten borrowers are paid within two days", "nine are; twelve are by one who pays so many every week"),
        note="fund flows exist only for opened cases: this stands in evidence and never in a feature",
    ),
    lender_rule(
        "rule_2_money_back",
        2,
        "trap_loan_2019_step2",
        "a tenth or more of what several borrowers were paid came back to the lender or a related one within 72 hours",
        (Condition("round_trips_borrowers_distinct_1095d", ">=", 2),),
        ("round_trips_borrowers_distinct_1095d",),
        (
            "转给{value}名借款人的资金有一成以上在72小时内回流（参照{threshold}名）",
            "a tenth or more of the money paid to {value} borrower{s} came back within 72 hours "
            "(held against {threshold})",
        ),
        (
            "two borrowers send a third of the loan back next day",
            "a borrower pays back after a month; two pay many times the sum, for something else",
        ),
        note="fund flows exist only for opened cases: this stands in evidence and never in a feature",
    ),
    lender_rule(
        "rule_2_money_circle",
        2,
        "trap_loan_2019_step2",
        "sums went round through two or more others' accounts and came back nearly whole, each step within 72 hours",
        (Condition("payment_circles_passed_count_1095d", ">=", 2),),
        ("payment_circles_passed_count_1095d",),
        (
            "资金经他人账户转回{value}次，几乎未减少（参照{threshold}次）",
            "money came round through others' accounts {value} time{s}, nearly whole (held against {threshold})",
        ),
        ("two loans pass from the borrower to a friend and back", "one such circle; one that half of the sum leaves"),
        note="fund flows exist only for opened cases: this stands in evidence and never in a feature",
    ),
    lender_rule(
        "rule_2_cash_taken",
        2,
        "trap_loan_2019_step2",
        "several borrowers took nearly all of the loan out as cash at once",
        (Condition("cash_after_loans_borrowers_distinct_1095d", ">=", 3),),
        ("cash_after_loans_borrowers_distinct_1095d",),
        (
            "转给{value}名借款人的资金随即被取现（参照{threshold}名）",
            "money paid to {value} borrower{s} was taken out as cash at once (held against {threshold})",
        ),
        ("three borrowers take 90 % in cash the same day", "three borrowers take a tenth in cash"),
        note="fund flows exist only for opened cases: this stands in evidence and never in a feature",
    ),
)
"""Rules for a concern about a lender that rest on an opened case's fund flows."""
