"""Who stands in features.*: the named columns of each table, before any feature is measured.

Each cohort has one row per subject_id (entity or dispute). Its weakest_link covers the rows that put the subject there;
measuring lowers it to the least of the rows that features are measured on. Rows that must never count against whoever
filed them (reports, suits on anything but a loan) are in neither.
"""

from __future__ import annotations

from datetime import timedelta

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from features.sources import Inputs, build, relations
from features.sources.lending import holders

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

    `licensed` comes from the entity of a licence's own row, so from its number and never from a name.
    """
    held = holders(inputs).select("subject_id", "in_force")
    return (
        relations.lenders(inputs)
        .join(held, "subject_id", how="left")
        .select(
            "subject_id",
            F.col("subject_kind").alias("entity_kind"),
            F.coalesce("in_force", F.lit(False)).alias("licensed"),
            F.col("link").alias("weakest_link"),
        )
    )


def companies(inputs: Inputs) -> DataFrame:
    """One company that some department's row is about: subject_id, weakest_link."""
    named = inputs.all_mentions().where(
        (F.col("entity_kind") == "company") & F.col("table").isin(*COMPANY_TABLES) & ~F.col("links_only")
    )
    return named.groupBy(F.col("entity_id").alias("subject_id")).agg(F.min("probability").alias("weakest_link"))


def disputes(inputs: Inputs) -> DataFrame:
    """One dispute with a recorded event in the 90 days before as_of: subject_id, weakest_link."""
    recent = F.col("event_on").between(
        F.lit(inputs.as_of - timedelta(days=DISPUTE_DAYS)), F.lit(inputs.as_of - timedelta(days=1))
    )
    events = build(("dispute_events",), inputs)["dispute_events"].where(recent)
    return events.groupBy("subject_id").agg(F.min("link").alias("weakest_link"))
