"""Measures kept for evidence: they never reach features.* and so never reach a ranking model.

Fund flows exist only for opened cases, so a value there means "already investigated": it may stand in evidence and in a
dossier and nowhere else. The rest are counts that only pick the rows a rule cites, and what one place's law asks: a
model must not change with the place.
"""

from __future__ import annotations

from features.declaration import Condition, Feature, ListName
from features.lenders.declaring import OWN_PART

LADDER_GROWTH = 1.5
"""Last principal over first from which a row of loans is a debt that grows and not one that is renewed."""

RETURNED_SHARE = (0.1, 1.1)
"""Shares of a transfer between which what is paid back within 72 h is its return: less is a chance payment, and more
than the sum itself, with a fee, is another business."""

CASH_SHARE = 0.8
"""Share of a transfer taken out as cash within 72 h that leaves nothing to use it for by transfer."""

MONTH_DAYS = 31
"""Longest term of a loan that whoever lives by a month's wage can hardly repay out of it."""

QUARTER_DAYS = 91
"""From the due day: a suit within these is the next step and not the last resort."""


def _lender(
    name: str, source: str, measure: str, window: int, zh: str, en: str, *where: Condition, distinct: str = ""
) -> Feature:
    return Feature(
        name,
        "lenders",
        source,
        measure,
        "distinct" if distinct else "count",
        window,
        "number",
        "ZERO",
        zh,
        en,
        value=distinct,
        where=where,
        basis="known_on" if name.endswith(f"_known{window}d") else "event_on",
    )


_LENDERS: tuple[Feature, ...] = (
    _lender(
        "registrations_no_lending_count_known3650d",
        "registrations",
        "no_lending",
        3650,
        "登记经营范围不含放贷：{value}",
        "registrations without lending in their scope: {value}",
        Condition("scope_lends", "=", False),
    ),
    Feature(
        "court_dockets_tiers_max_1095d",
        "lenders",
        "court_dockets",
        "tiers",
        "max",
        1095,
        "number",
        "NOT_APPLICABLE",
        "符合当地职业放贷人认定标准中的{value}项",
        "alternatives met of the place's test of a professional lender: {value}",
        value="tiers",
        where=(Condition("tiers", ">=", 1),),
        law="professional_lender_zhejiang_2018",
    ),
    _lender(
        "loan_suits_unprotected_count_1095d",
        "loan_suits",
        "unprotected",
        1095,
        "约定利率超出司法保护上限{value}件",
        "suits on a rate that the law does not protect: {value}",
        Condition("protected", "=", False),
    ),
    _lender(
        "loans_known_count_known1095d",
        "loans",
        "known",
        1095,
        "起诉与公证所见出借{value}笔（展期不重复计）",
        "loans that suits and deeds show, extensions left out: {value}",
        Condition("extended", "=", False),
    ),
    _lender(
        "loans_counting_count_1095d",
        "loans",
        "counting",
        1095,
        "按《非法放贷意见》可计的出借{value}笔",
        "loans that the opinion on illegal lending counts: {value}",
        Condition("counts", "=", True),
        Condition("extended", "=", False),
    ),
    Feature(
        "loans_counting_sum_1095d",
        "lenders",
        "loans",
        "counting",
        "sum",
        1095,
        "fen",
        "UNKNOWN",
        "按《非法放贷意见》可计的出借合计{value}",
        "lent by loans that the opinion on illegal lending counts: {value}",
        value="own_lent_fen",
        where=(Condition("counts", "=", True), Condition("extended", "=", False)),
        note=OWN_PART,
    ),
    _lender(
        "loans_counting_borrowers_distinct_1095d",
        "loans",
        "counting_borrowers",
        1095,
        "按《非法放贷意见》可计的出借对象{value}名",
        "borrowers of loans that the opinion on illegal lending counts: {value}",
        Condition("counts", "=", True),
        Condition("extended", "=", False),
        distinct="debtor_id",
    ),
    _lender(
        "loans_rate_unknown_count_1095d",
        "loans",
        "rate_unknown",
        1095,
        "按《非法放贷意见》可计的出借中实际利率不明{value}笔",
        "loans that the opinion on illegal lending counts and of which nobody knows the actual rate: {value}",
        Condition("counts", "=", True),
        Condition("extended", "=", False),
        Condition("rate_unknown", "=", True),
    ),
    _lender(
        "loan_suits_month_terms_count_1095d",
        "loan_suits",
        "month_terms",
        1095,
        "借期不超过一个月、到期一季度内即起诉{value}件",
        "suits within a quarter of the due day on loans of a month or less: {value}",
        Condition("term_days", ">=", 1),
        Condition("term_days", "<=", MONTH_DAYS),
        Condition("due_to_suit_days", ">=", 0),
        Condition("due_to_suit_days", "<=", QUARTER_DAYS),
    ),
    _lender(
        "round_trips_borrowers_distinct_1095d",
        "round_trips",
        "borrowers",
        1095,
        "向{value}名借款人转出的资金有一成以上在72小时内回流",
        "a tenth or more of the money paid to {value} borrower{s} came back within 72 hours",
        Condition("returned_share", ">=", RETURNED_SHARE[0]),
        Condition("returned_share", "<=", RETURNED_SHARE[1]),
        distinct="borrower_id",
    ),
    _lender(
        "loan_ladders_grown_distinct_1095d",
        "loan_ladders",
        "grown",
        1095,
        "{value}名借款人的债务经三笔以上借款越滚越大",
        "the debts of {value} borrower{s} grew over three loans or more",
        Condition("grown", ">=", LADDER_GROWTH),
        distinct="debtor_id",
    ),
    Feature(
        "payment_fans_paid_max_1095d",
        "lenders",
        "payment_fans",
        "paid",
        "max",
        1095,
        "number",
        "UNKNOWN",
        "数日内付给{value}人",
        "paid {value} people within days",
        value="others",
    ),
    _lender(
        "payment_circles_passed_count_1095d",
        "payment_circles",
        "passed",
        1095,
        "资金经他人账户转回{value}次",
        "money came round through others {value} times",
    ),
    _lender(
        "cash_after_loans_borrowers_distinct_1095d",
        "cash_after_loans",
        "borrowers",
        1095,
        "向{value}名借款人转出的资金随即被取现",
        "money paid to {value} borrower{s} was taken out as cash at once",
        Condition("returned_share", ">=", CASH_SHARE),
        distinct="borrower_id",
    ),
)

_COMPANIES: tuple[Feature, ...] = (
    Feature(
        "compliance_findings_departments_distinct_known730d",
        "companies",
        "compliance_findings",
        "departments",
        "distinct",
        730,
        "number",
        "ZERO",
        "{value}个部门有不合规记录",
        "{value} departments have findings against it",
        value="department",
        basis="known_on",
    ),
)


def _dispute(name: str, measure: str, zh: str, en: str, condition: Condition) -> Feature:
    return Feature(
        name, "disputes", "dispute_events", measure, "count", 365, "number", "ZERO", zh, en, where=(condition,)
    )


_DISPUTES: tuple[Feature, ...] = (
    _dispute(
        "dispute_events_agreed_mediation_count_365d",
        "agreed_mediation",
        "近{days}天调解成功{value}次",
        "mediation succeeded {value} time{s} in the last {days} days",
        Condition("agreed_mediation", "=", True),
    ),
    _dispute(
        "dispute_events_threats_count_365d",
        "threats",
        "近{days}天{value}次扬言威胁",
        "{value} threats in the last {days} days",
        Condition("threat", "=", True),
    ),
    _dispute(
        "dispute_events_weapons_count_365d",
        "weapons",
        "近{days}天{value}次持械",
        "a weapon {value} times in the last {days} days",
        Condition("weapon", "=", True),
    ),
    _dispute(
        "dispute_events_injuries_count_365d",
        "injuries",
        "近{days}天{value}次有人受伤",
        "injuries {value} times in the last {days} days",
        Condition("injury_level", ">=", 1),
    ),
    _dispute(
        "dispute_events_family_violence_count_365d",
        "family_violence",
        "近{days}天{value}次记录为家庭暴力",
        "recorded as domestic violence {value} time{s} in the last {days} days",
        Condition("family_violence", "=", True),
    ),
)

MEASURES: dict[ListName, tuple[Feature, ...]] = {
    "lenders": _LENDERS,
    "companies": _COMPANIES,
    "disputes": _DISPUTES,
}
"""Measures kept for evidence, by list."""
