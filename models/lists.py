"""What is fixed about each ranked list: its model's name, label window, baseline, capacity, and which way features may
point."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from features.declaration import Declared
from models.measures import Measure, measures_of

ListName = Literal["lenders", "companies", "disputes"]


@dataclass(frozen=True)
class ListPlan:
    """One list. Windows and expiry are in days; `capacity` is how many rows a reader is asked to look at.

    `baseline` is the one feature that any model has to beat. `either_way` names features that may speak for or against
    the concern, `against` those that may only speak against it; every other feature may only speak for it.
    """

    name: ListName
    model_name: str
    label_window: int
    capacity: int
    expires_after: int
    baseline: str
    either_way: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()

    @property
    def subject_key(self) -> str:
        """The column of features.<name> that holds the subject's id."""
        return "dispute_id" if self.name == "disputes" else "entity_id"

    def measures(self) -> tuple[Measure, ...]:
        """The list's declared features with the way each may point; raises ValueError when a name is not declared."""
        declared = _declared(self.name)
        signs: dict[str, int] = {entry.name: 1 for entry in declared}
        signs |= dict.fromkeys(self.either_way, 0) | dict.fromkeys(self.against, -1)
        return measures_of(declared, signs)


@cache
def _declared(list_name: str) -> tuple[Declared, ...]:
    return tuple(importlib.import_module(f"features.{list_name}").FEATURES)


PLANS: Mapping[str, ListPlan] = {
    plan.name: plan
    for plan in (
        ListPlan(
            name="lenders",
            model_name="mingjing-lenders",
            label_window=365,
            capacity=50,
            expires_after=90,
            baseline="loan_suits_filed_count_365d",
            either_way=frozenset(
                {
                    "loan_suits_closed_count_1095d",
                    "loan_suits_heard_count_1095d",
                    "loan_suits_capped_count_1095d",
                    "loan_suits_face_sum_1095d",
                    "loan_suits_delivered_sum_1095d",
                    "loan_suits_principal_sum_730d",
                    "loan_suits_dormant_max_1095d",
                    "loan_suits_courts_distinct_1095d",
                    "loan_suits_mediated_count_1095d",
                    "loan_suits_mediated_ratio_1095d",
                    "loan_suits_without_rate_count_1095d",
                    "loan_suits_without_rate_ratio_1095d",
                    "loan_suit_agents_used_distinct_1095d",
                    "loan_suit_agents_again_distinct_1095d",
                    "loan_suit_agents_again_ratio_1095d",
                    "loans_lent_sum_730d",
                    "loans_principal_median_1095d",
                    "loans_stated_count_1095d",
                    "loans_whole_sum_count_1095d",
                    "loans_whole_sum_ratio_1095d",
                    "notarised_debts_made_count_365d",
                    "notarised_debts_made_count_1095d",
                    "notarised_debts_amount_sum_1095d",
                    "mortgages_owners_distinct_730d",
                    "mortgages_registered_count_730d",
                    "mortgages_secured_sum_730d",
                    "mortgages_after_loan_median_1095d",
                    "loan_enforcements_amount_sum_1095d",
                }
            ),
            # Soon after the due day, less than its face delivered, a short term, loans in quick succession and a
            # company that lends from its first days are what the opinions describe; a licence, a scope that has
            # lending and suits won against a defendant who came speak for the lender.
            against=frozenset(
                {
                    "loan_suits_due_to_suit_median_1095d",
                    "loan_suits_delivered_ratio_1095d",
                    "loan_suits_won_contested_count_1095d",
                    "loans_gap_median_1095d",
                    "loans_term_median_1095d",
                    "lending_companies_first_loan_min_3650d",
                    "lending_licences_held_count_known3650d",
                    "registrations_scope_lends_latest_known3650d",
                }
            ),
        ),
        ListPlan(
            name="companies",
            model_name="mingjing-companies",
            label_window=365,
            capacity=50,
            expires_after=90,
            baseline="fundraising_complaints_complainants_distinct_365d",
            either_way=frozenset(
                {
                    "insured_headcounts_insured_latest_365d",
                    "lending_licences_held_count_known3650d",
                    "permits_held_count_known1095d",
                    "registrations_age_latest_known3650d",
                    "registrations_capital_latest_known3650d",
                    "shareholdings_holders_distinct_365d",
                    "tax_filings_revenue_sum_1095d",
                    "tax_filings_revenue_sum_365d",
                }
            ),
            against=frozenset({"honours_granted_count_known1095d", "inspections_clean_count_known730d"}),
        ),
        ListPlan(
            name="disputes",
            model_name="mingjing-disputes",
            label_window=90,
            capacity=100,
            expires_after=30,
            baseline="dispute_events_recorded_count_365d",
            either_way=frozenset({"dispute_events_debt_max_365d"}),
            against=frozenset({"dispute_events_days_ago_min_90d"}),
        ),
    )
}
"""The three lists by name."""

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "lenders": (
        "365 天内因放贷犯罪被立案，或有判决生效",
        "within 365 days a case of a lending crime is opened against the lender, or a judgment takes effect",
    ),
    "companies": (
        "365 天内该企业或其法定代表人因非法集资或诈骗被立案，或其放贷牌照或营业执照被吊销",
        "within 365 days a case of illegal fundraising or fraud is opened against the company or its legal "
        "representative, or its lending licence or its registration is revoked",
    ),
    "disputes": (
        "90 天内警方在同一纠纷中记录有人受伤的斗殴或家庭暴力",
        "within 90 days the police record a fight or domestic violence with an injury in the same dispute",
    ),
}
"""What a list's model gives the probability of, in Chinese and English."""
