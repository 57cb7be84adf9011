"""Outcomes to learn from: only what an office would know, with the day it became known.

Labels are cases opened, effective judgments, revoked licences and companies, and injuries the police recorded. Never
fund flows (they exist only where somebody was already investigated), never the simulator's truth. Only investigated
cases get labels, so a subject without one is a weak negative: not yet known, which is not the same as innocent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

LENDING_CRIMES = (
    "fraud",
    "sham_litigation",
    "extortion",
    "collecting_illegal_debt",
    "illegal_business",
    "usurious_relending",
    "unlawful_detention",
    "provoking_trouble",
)
"""Charges under which lenders of the 2019 opinion are prosecuted. Most fraud has no lender in it: a label counts only
for subjects that features.lenders knows to lend."""

FUNDRAISING_CRIMES = ("illegal_deposit_taking", "fundraising_fraud", "fraud")

VIOLENT = ("fight", "domestic_violence")
INJURIES = ("minor", "serious")


@dataclass(frozen=True)
class Outcomes:
    """Subjects by their ids on the training date: with a case that became known in the window, and known before it."""

    positive: frozenset[str]
    known_before: frozenset[str]


def lender_marks(tables: Mapping[str, DataFrame]) -> DataFrame:
    """source_row_id and role of every mention that marks a lender, from bronze as known on one day."""
    opened = tables["bronze.opened_cases"].where(F.col("charge").isin(*LENDING_CRIMES))
    judged = tables["bronze.criminal_judgments"].where(
        F.col("charge").isin(*LENDING_CRIMES) & (F.col("status") == "effective")
    )
    return _mentions(opened, "suspect").unionByName(_mentions(judged, "defendant"))


def company_marks(tables: Mapping[str, DataFrame]) -> DataFrame:
    """source_row_id and role of every mention that marks a company, or a person who may answer for one."""
    opened = tables["bronze.opened_cases"].where(F.col("charge").isin(*FUNDRAISING_CRIMES))
    judged = tables["bronze.criminal_judgments"].where(
        F.col("charge").isin(*FUNDRAISING_CRIMES) & (F.col("status") == "effective")
    )
    licences = tables["bronze.lending_licences"].where(F.col("revoked_on").isNotNull())
    companies = tables["bronze.companies"].where(F.col("revoked_on").isNotNull())
    return (
        _mentions(opened, "suspect")
        .unionByName(_mentions(judged, "defendant"))
        .unionByName(_mentions(licences, "company"))
        .unionByName(_mentions(companies, "company"))
    )


def marked(marks: DataFrame, crosswalks: DataFrame) -> DataFrame:
    """entity_id and entity_kind of everybody the marks speak of; a reporter or victim is never among them."""
    links = crosswalks.where(~F.col("links_only")).select("source_row_id", "role", "entity_id", "entity_kind")
    return links.join(marks, ["source_row_id", "role"], how="left_semi").select("entity_id", "entity_kind").distinct()


def answered_for(subjects: DataFrame, officers: DataFrame, crosswalks: DataFrame, begin: date) -> DataFrame:
    """entity_id of the companies among the marked, and of those whose legal representative is among them.

    `officers` is bronze.company_officers; whoever left the office before `begin` answers for nothing that came later.
    """
    links = crosswalks.where((F.col("table") == "company_officers") & ~F.col("links_only"))
    in_office = F.col("left_on").isNull() | (F.col("left_on") >= F.lit(begin))
    current = officers.where((F.col("office") == "legal_representative") & in_office)
    persons = links.where(F.col("role") == "officer").select("source_row_id", F.col("entity_id").alias("person_id"))
    companies = links.where(F.col("role") == "company").select("source_row_id", "entity_id")
    represented = (
        current.select("source_row_id")
        .join(persons, "source_row_id", how="inner")
        .join(companies, "source_row_id", how="inner")
        .join(subjects.select(F.col("entity_id").alias("person_id")), "person_id", how="left_semi")
        .select("entity_id")
    )
    own = subjects.where(F.col("entity_kind") == "company").select("entity_id")
    return own.unionByName(represented).distinct()


def as_named_then(subjects: DataFrame, now: DataFrame, then: DataFrame) -> DataFrame:
    """entity_id on the training date of subjects named by today's ids: entities are matched by the mentions they share.

    An entity without a number may be named otherwise a year later, once more of its rows are known.
    """
    mine = now.where(~F.col("links_only")).join(subjects.select("entity_id"), "entity_id", how="left_semi")
    held = then.where(~F.col("links_only")).select("source_row_id", "role", "entity_id")
    return (
        held.join(mine.select("source_row_id", "role"), ["source_row_id", "role"], how="left_semi")
        .select("entity_id")
        .distinct()
    )


def injuries(incidents: DataFrame, disputes: DataFrame) -> DataFrame:
    """dispute_id and event_on of every injury the police recorded in a fight or domestic violence of a dispute.

    `incidents` is bronze.police_incidents, `disputes` linked.disputes; an injury without a day has no row.
    """
    violent = incidents.where(
        F.col("category").isin(*VIOLENT) & F.col("injury").isin(*INJURIES) & F.col("event_on").isNotNull()
    )
    events = disputes.select("dispute_id", "source_row_id")
    return (
        violent.select("source_row_id", "event_on")
        .join(events, "source_row_id", how="inner")
        .select("dispute_id", "event_on")
    )


def _mentions(rows: DataFrame, role: str) -> DataFrame:
    return rows.select("source_row_id", F.lit(role).alias("role"))
