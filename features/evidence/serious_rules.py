"""Rules on what the opinion on illegal lending calls serious: sums lent and borrowers, for a person and for a company.

What was gained is a third line of the opinion (law/illegal_lending.csv); no record that we read tells it.
"""

from __future__ import annotations

from features.declaration import Condition, LegalNumber
from features.evidence.declaration import Rule
from features.evidence.fund_flow_rules import lender_rule
from law.lending import Subject

_AS_MANY_LOANS = Condition("loans_two_years_several_max_1095d", ">=", LegalNumber("loans"))
_KINDS: dict[Subject, tuple[str, str]] = {"person": ("个人", "a person"), "company": ("单位", "a company")}
_LOWER_BOUND = (
    "only loans that a suit or deed shows are counted, so the number is a lower bound; a loan whose actual rate nobody "
    "knows counts, and none that a court dismissed in every suit on it"
)
_RATE_UNKNOWN = "loans_rate_unknown_count_1095d"


def _serious(
    what: str,
    subject: Subject,
    describes: str,
    reached: Condition,
    sentence: tuple[str, str],
    invariant: str,
    drawn: tuple[str, str],
) -> Rule:
    """One line of the opinion for one kind of lender, and when it is reached."""
    zh, en = _KINDS[subject]
    return lender_rule(
        f"rule_1_serious_{what}_{subject}",
        1,
        "illegal_lending_2019",
        f"{en} who lent as often as the opinion on illegal lending names {describes}",
        (
            reached,
            Condition("entity_kind", "=", subject),
            _AS_MANY_LOANS,
        ),
        ("loans_counting_count_1095d",),
        (sentence[0].replace("{lender}", zh), sentence[1].replace("{lender}", en)),
        drawn,
        invariants=(invariant,),
        note=_LOWER_BOUND,
        beside=_RATE_UNKNOWN,
    )


def _sums(subject: Subject, drawn: tuple[str, str]) -> Rule:
    return _serious(
        "sum",
        subject,
        "lent in all as much as it calls serious",
        Condition("loans_counting_sum_1095d", ">=", LegalNumber("amount_lent", subject)),
        (
            "三年内起诉与公证所见、按《非法放贷意见》可计的出借合计{value}（该意见对{lender}所列“情节严重”的数额为"
            "{threshold}；其中{beside}笔实际利率不明，亦计入）",
            "loans of three years in suits and deeds that the opinion on illegal lending counts come to {value} "
            "(for {lender} it calls {threshold} serious; nobody knows the actual rate of {beside} of these loans)",
        ),
        "what arrived is what was lent, where a court found it to be less than the face",
        drawn,
    )


def _borrowers(subject: Subject, drawn: tuple[str, str]) -> Rule:
    return _serious(
        "borrowers",
        subject,
        "lent to as many as it calls serious",
        Condition("loans_counting_borrowers_distinct_1095d", ">=", LegalNumber("borrowers", subject)),
        (
            "三年内起诉与公证所见、按《非法放贷意见》可计的出借对象{value}名（该意见对{lender}所列“情节严重”的人数为"
            "{threshold}名；其出借中{beside}笔实际利率不明，亦计入）",
            "borrowers of three years in suits and deeds whom the opinion on illegal lending counts: {value} "
            "(for {lender} it calls {threshold} serious; nobody knows the actual rate of {beside} of their loans)",
        ),
        "a couple sued together is one borrower",
        drawn,
    )


SERIOUS_RULES: tuple[Rule, ...] = (
    _sums("person", ("ten loans of 300,000", "ten loans of 190,000; nine of a million")),
    _sums("company", ("a firm makes ten loans of 1.2 million", "a firm makes ten of 300,000")),
    _borrowers("person", ("fifty loans to fifty borrowers", "forty-nine borrowers")),
    _borrowers("company", ("a firm lends to 150", "a firm lends to 149")),
)
"""Rules that fire only beside rule_1_lends_to_many."""
