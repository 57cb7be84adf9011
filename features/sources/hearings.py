"""Views of how lenders use the courts: whom they bring to their suits, and how many suits one court has of them."""

from __future__ import annotations

from features.sources.judgments import MONTHS_A_YEAR
from features.sources.lending import parties, rate_cap, suits
from features.sources.reading import Inputs
from features.sources.relations import lenders, relations
from features.sql import literal
from law.lending import LenderTier, professional_lender_tiers

ROLES = ("witness", "guarantor")
"""Roles in which somebody stands beside plaintiff and defendant; agents are read apart, by whose they are."""

YEAR_DAYS = 365
THREE_YEARS_DAYS = 1095

MOST_CITED = 50
"""Suits that a docket cites, the latest first; its numbers count all."""

_HIGHER_COURTS = "中级|高级|最高"


def loan_suit_parties(inputs: Inputs) -> str:
    """View loan_suit_parties: who else stands in a plaintiff's loan suits."""
    return f"""
        select subject_id, event_on, known_on, link, cited, case_no, role, party_id
        from {suits(inputs)}
        join (
          select case_no, role, entity_id as party_id from {parties(inputs)} where role in {literal(ROLES)}
        ) using (case_no)
        where party_id != subject_id
        """


def loan_judgments(inputs: Inputs) -> str:
    """View loan_judgments: what only the texts of judgments tell of a plaintiff's loans.

    Interest after the due day has the cap of the contract's day; between 24 % and 36 % it was not protected even then.
    """
    cap = rate_cap("lent_on", protected=True)
    return f"""
        select subject_id, event_on, greatest(known_on, text.known_on) as known_on, link, case_no,
          array_distinct(concat(cited, text.cited)) as cited,
          if(text.transfer_method = 'unknown', null, text.transfer_method = 'cash') as in_cash,
          text.interest_deducted as deducted,
          if(not cap_exempt, text.overdue_rate_monthly_percent * {MONTHS_A_YEAR} > {cap}, null) as overdue_over_cap,
          text.guarantors
        from {suits(inputs)}
        where text is not null
        """


def court_dockets(inputs: Inputs) -> str:
    """View court_dockets: the loan suits of a lender and of plaintiffs related to it in one court of first instance.

    Mediated suits count. Of a suit that others filed beside them only their part of the sum does
    (`features.sources.sequences.own_part`). Courts above the first instance have counts of their own, which nobody has
    verified.
    """
    day = literal(inputs.as_of)
    return f"""
        select subject_id, event_on, known_on, link, cited, court, suits_year, suits_three_years, principal_year_fen,
          {_tiers(professional_lender_tiers(inputs.jurisdiction, inputs.as_of))} as tiers
        from (
          select subject_id, court,
            max(event_on) as event_on,
            max(known_on) as known_on,
            min(link) as link,
            slice(transform(sort_array(collect_list(struct(event_on, case_no, cited[0] as row)), false),
              one -> one.row), 1, {MOST_CITED}) as cited,
            count_if(event_on >= date_sub({day}, {YEAR_DAYS})) as suits_year,
            count(*) as suits_three_years,
            sum(if(event_on >= date_sub({day}, {YEAR_DAYS}), principal_fen, 0)) as principal_year_fen
          from (
            select subject_id, case_no,
              max(court) as court,
              max(event_on) as event_on,
              max(known_on) as known_on,
              min(link) as link,
              max(cited) as cited,
              max(principal_fen) * count(distinct plaintiff_id) div max(plaintiffs) as principal_fen
            from (
              select subject_id, subject_id as plaintiff_id from {lenders(inputs)}
              union
              select subject_id, other_id from {relations(inputs)}
            )
            join (select * except (subject_id), subject_id as plaintiff_id from {suits(inputs)}) using (plaintiff_id)
            where event_on >= date_sub({day}, {THREE_YEARS_DAYS}) and event_on < {day}
              and court is not null and not court rlike {literal(_HIGHER_COURTS)}
            group by subject_id, case_no
          )
          group by subject_id, court
        )
        """


def _tiers(tiers: tuple[LenderTier, ...]) -> str:
    """How many alternatives of the jurisdiction's test of a professional lender a docket meets; null without a test,
    and where none is met of a test of which the table lacks alternatives: then nobody knows."""
    met = []
    for tier in tiers:
        if tier.window_days not in (YEAR_DAYS, THREE_YEARS_DAYS) or (
            tier.amount_at_least_fen is not None and (tier.window_days != YEAR_DAYS)
        ):
            raise ValueError(
                f"{tier.id} asks for {tier.window_days} days: count suits of that time in court_dockets first"
            )
        suits_of = "suits_year" if tier.window_days == YEAR_DAYS else "suits_three_years"
        amount = "" if tier.amount_at_least_fen is None else f" and principal_year_fen >= {tier.amount_at_least_fen}"
        met.append(f"if({suits_of} >= {tier.suits_at_least}{amount}, 1, 0)")
    known = " + ".join(met) if met else "cast(null as int)"
    return known if all(tier.complete for tier in tiers) else f"nullif({known}, 0)"
