"""Rules that speak for a lender: licensed, within the cap, delivered in full, one loan, confirmed, won.

That lender and borrower are relatives would speak for the lender too. No rule says so: no table that a feature may read
holds who is whose relative, and a family register is none of our sources. A reader of the file may know it.
"""

from __future__ import annotations

from features.declaration import Condition
from features.evidence.declaration import Rule


def _counter(
    name: str,
    law: str,
    pattern: str,
    when: tuple[Condition, ...],
    cites: tuple[str, ...],
    said: tuple[str, str],
    drawn: tuple[str, str],
) -> Rule:
    return Rule(name, "lenders", "against", None, law, pattern, (), when, cites, *said, *drawn)


LENDER_COUNTERS: tuple[Rule, ...] = (
    _counter(
        "counter_licence_in_force",
        "cap_exemption_2020",
        "a lending licence in force, linked by its number",
        (Condition("lending_licences_held_count_known3650d", ">=", 1),),
        ("lending_licences_held_count_known3650d",),
        ("持有有效金融业务许可{value}项", "holds {value} lending licence{s} in force"),
        ("a pawnshop with a licence", "a pawnshop whose licence was revoked"),
    ),
    _counter(
        "counter_rate_within_cap",
        "rate_caps",
        "every rate that can be held against the cap is one that the law protects",
        (
            Condition("loan_suits_capped_count_1095d", ">=", 2),
            Condition("loan_suits_unprotected_count_1095d", "=", 0),
        ),
        ("loan_suits_capped_count_1095d",),
        (
            "可比较的{value}笔约定利率均在司法保护上限之内",
            "rates that can be held against the cap, all of them protected: {value}",
        ),
        ("two loans at 12 %", "two loans at 12 % and 36 %; two of 2019 at 30 %, of which the law protects 24 %"),
    ),
    _counter(
        "counter_delivered_in_full",
        "trap_loan_2019_step2",
        "the court found the face delivered: by the case's row, or in so many words of its document",
        (Condition("loan_suits_delivered_ratio_1095d", ">=", 0.99),),
        ("loan_suits_delivered_sum_1095d",),
        ("法院查明实际交付占借条面额{value}", "the court found {value} of the face delivered"),
        (
            "a loan delivered in full",
            "a loan of which 80 % arrived; a document that tells of a transfer and not whether it was all",
        ),
    ),
    _counter(
        "counter_single_loan",
        "illegal_lending_2019_relatives",
        "one loan in all suits and deeds on record of three years, and one suit at most",
        (Condition("loans_known_count_known1095d", "=", 1), Condition("loan_suits_filed_count_1095d", "<=", 1)),
        ("loans_known_count_known1095d",),
        (
            "三年内送达的起诉与公证记录中仅见其出借{value}笔（展期不重复计）",
            "the suits and deeds delivered in three years show {value} loan{s} of it, extensions left out",
        ),
        ("one suit against a friend", "two suits; one suit and twenty loans notarised"),
    ),
    _counter(
        "counter_won_after_contest",
        "trap_loan_2019",
        "the court found for the lender after the defendant appeared",
        (Condition("loan_suits_won_contested_count_1095d", ">=", 1),),
        ("loan_suits_won_contested_count_1095d",),
        ("被告到庭答辩后法院支持其请求{value}件", "won {value} suit{s} in which the defendant appeared"),
        ("a contested suit won", "a suit won by default"),
    ),
    _counter(
        "counter_borrower_confirmed",
        "private_lending_sham",
        "at least half of its closed suits ended in an agreement that the court mediated",
        (Condition("loan_suits_mediated_ratio_1095d", ">=", 0.5),),
        ("loan_suits_mediated_count_1095d",),
        (
            "已结借贷案件中{value}经法院调解、由借款人认可债务（参照{threshold}）",
            "in {value} of its closed loan suits the borrower agreed to the debt before the court "
            "(held against {threshold})",
        ),
        ("two of three suits mediated", "one of three mediated; two withdrawn"),
    ),
)
"""Rules that speak for a lender."""
