"""Features of lender groups: the lenders' own over what all members did, and how members divide the work.

A borrower of two members is one borrower, a suit two members file together one suit. Gaps and repetitions are those of
the group. What relates members to each other is what makes the group, and is no feature of it; what one of them
reported of another does not count.
"""

from __future__ import annotations

from dataclasses import replace

from features import lenders
from features.declaration import Declared, Feature, Ratio

_SOURCES = frozenset(
    {
        "loan_suits",
        "loan_debtors",
        "loan_judgments",
        "loan_suit_parties",
        "loans",
        "loan_chains",
        "loan_enforcements",
        "notarised_debts",
        "notarised_powers",
        "mortgages",
        "harassment_reports",
        "lending_companies",
    }
)
"""Views whose rows are acts: many members' rows are the group's."""


def _of_groups(declared: tuple[Declared, ...]) -> tuple[Declared, ...]:
    """The features over those views, and the ratios of which both parts are among them."""
    features = [entry for entry in declared if isinstance(entry, Feature) and entry.source in _SOURCES]
    names = {entry.name for entry in features}
    kept: list[Declared] = [
        *features,
        *(e for e in declared if isinstance(e, Ratio) and {e.numerator, e.denominator} <= names),
    ]
    return tuple(replace(entry, list_name="lender_groups") for entry in kept)


def _members(name: str, source: str, law: str, step: int, zh: str, en: str) -> Feature:
    """How many members do one part of the work."""
    return Feature(
        name,
        "lender_groups",
        source,
        "members",
        "distinct",
        1095,
        "number",
        "ZERO",
        zh,
        en,
        value="member_id",
        typology=step,
        law=law,
        note="A record with several members behind it counts for the first of them by id.",
    )


_DIVIDED: tuple[Declared, ...] = (
    _members(
        "loan_suits_members_distinct_1095d",
        "loan_suits",
        "professional_lender_zhejiang_2018",
        5,
        "近{days}天群体中有{value}名成员起诉借贷",
        "{value} member{s} of the group filed loan suits in the last {days} days",
    ),
    _members(
        "notarised_debts_members_distinct_1095d",
        "notarised_debts",
        "notary_2017_08",
        3,
        "近{days}天群体中有{value}名成员办理借款公证",
        "{value} member{s} of the group had loans notarised in the last {days} days",
    ),
    _members(
        "mortgages_members_distinct_1095d",
        "mortgages",
        "illegal_lending_2019",
        1,
        "近{days}天群体中有{value}名成员取得房屋抵押",
        "{value} member{s} of the group took mortgages on homes in the last {days} days",
    ),
    _members(
        "notarised_powers_members_distinct_1095d",
        "notarised_powers",
        "notary_2017_08_sale_power",
        3,
        "近{days}天群体中有{value}名成员持有委托公证",
        "{value} member{s} of the group took notarised powers in the last {days} days",
    ),
    _members(
        "loan_enforcements_members_distinct_1095d",
        "loan_enforcements",
        "trap_loan_2019_step5",
        5,
        "近{days}天群体中有{value}名成员申请执行",
        "{value} member{s} of the group applied for enforcement in the last {days} days",
    ),
    _members(
        "harassment_reports_members_distinct_1095d",
        "harassment_reports",
        "soft_violence_2019",
        5,
        "近{days}天群体中有{value}名成员被举报催收滋扰",
        "{value} member{s} of the group had reports of harassment over a debt in the last {days} days",
    ),
    Feature(
        "loan_debtors_creditors_max_1095d",
        "lender_groups",
        "loan_debtors",
        "creditors",
        "max",
        1095,
        "number",
        "NOT_APPLICABLE",
        "近{days}天同一借款人最多被群体中{value}名成员起诉",
        "up to {value} member{s} of the group sued one borrower in the last {days} days",
        value="creditors",
        typology=4,
        law="trap_loan_2019_step4",
    ),
)

FEATURES: tuple[Declared, ...] = (*_of_groups(lenders.FEATURES), *_DIVIDED)
"""Every column of features.lender_groups after the named ones."""
