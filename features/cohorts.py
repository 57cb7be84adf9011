"""Who stands in features.*: the named columns of each table, before any feature is measured.

Each cohort has one row per subject_id (entity or dispute). Its weakest_link covers the rows that put the subject there;
measuring lowers it to the least of the rows that features are measured on. Rows that must never count against whoever
filed them (reports, suits on anything but a loan) are in neither.
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from features.compute import in_window
from features.sources import Inputs, build, groups, relations
from features.sources.licences import holders, licensed
from features.sources.reading import place
from features.sql import literal

DISPUTE_DAYS = 90
"""A dispute is looked at while it had an event in so many days before as_of."""

COMPANY_TABLES = (
    "companies",
    "company_officers",
    "company_shareholders",
    "abnormal_listings",
    "company_penalties",
    "tax_penalties",
    "inspections",
    "permits",
    "honours",
    "lending_licences",
    "insured_headcounts",
    "tax_filings",
    "judgment_debtors",
    "fundraising_complaints",
    "hotline_tickets",
)
"""Tables that say something of a company as a company; whoever sues or is sued is no company of this list for that."""


def lenders(inputs: Inputs) -> DataFrame:
    """One entity with a lending act: subject_id, entity_kind, licensed, weakest_link.

    `licensed` comes from the entity of a licence's own row, so from its number and never from a name; null where no
    register of licences was ever delivered. Who once held a licence stands here for acts that none covered.
    """
    return inputs.query(
        f"""
        select subject_id, subject_kind as entity_kind, {licensed(inputs)} as licensed, link as weakest_link
        from {relations.lenders(inputs)}
        left join (select subject_id, in_force from {holders(inputs)}) using (subject_id)
        """
    )


def lender_groups(inputs: Inputs) -> DataFrame:
    """One group of lenders: subject_id (its community), how many stand in it and as what, density, weakest_link.

    Roles are those of graph.members, null where the community is too large to be measured.
    """
    return inputs.query(
        f"""
        select
          community_id as subject_id,
          count(*) as members,
          count(member_id) as lenders,
          count_if(subject_kind = 'company') as lending_companies,
          sum(cast(role = 'intermediary' as int)) as intermediaries,
          sum(cast(role = 'nominee' as int)) as nominees,
          max(community_density) as community_density,
          min(link) as weakest_link
        from {place("graph.members")}
        left join (select member_id, subject_kind, link from {groups.members(inputs)}) on entity_id = member_id
        group by community_id
        having lenders >= {groups.LEAST_LENDERS}
        """
    )


def companies(inputs: Inputs) -> DataFrame:
    """One company that some department's row is about: subject_id, weakest_link."""
    return inputs.query(
        f"""
        select entity_id as subject_id, min(probability) as weakest_link
        from {place("crosswalk")}
        where entity_kind = 'company' and table in {literal(COMPANY_TABLES)} and not links_only
        group by entity_id
        """
    )


def disputes(inputs: Inputs) -> DataFrame:
    """One dispute with a recorded event in the 90 days before as_of: subject_id, weakest_link."""
    recent = in_window(DISPUTE_DAYS, "event_on", inputs.as_of)
    events = build(("dispute_events",), inputs)["dispute_events"]
    return inputs.query(
        f"select subject_id, min(link) as weakest_link from ({events}) where {recent} group by subject_id"
    )
