"""Views of reports: harassment by a creditor, complaints about companies, and the money that moved in opened cases.

A report says something of whom it names and nothing of whoever made it: reporters are counted apart, and go no further.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from features.sources.lending import loan_debtors
from features.sources.reading import Inputs, cited, recorded, says, shaped, union
from features.sources.relations import lenders, linked_pairs
from features.wording import DEBT_WORDS, OTHER_CLAIM_WORDS
from law.rates import lpr_percent, rate_cap_periods

KNOWN_REPORTER = 0.5
"""A reporter linked no better than this is a name alone: the same one may stand behind several, so none is counted."""

COMPLAINT_CATEGORIES = ("investment", "prepaid_card")
"""Hotline categories about money taken from the public."""

RETURN_HOURS = 72
"""Money back within this time is a fake flow's (2019-04-09 opinion, step 2); whole days where no hour is recorded."""


def harassment_reports(inputs: Inputs) -> DataFrame:
    """View harassment_reports: a report of collection, with a debt context, that names a lender as respondent.

    Left out: anonymous reports, reports whose text names another claim than a loan's, an entity's reports on itself,
    and reports by a creditor who sued the respondent (theirs is the other side of a debt).
    """
    debt = says("narrative", DEBT_WORDS)
    other_claim = F.coalesce(says("narrative", OTHER_CLAIM_WORDS), F.lit(False))
    found = union(
        [
            _report(inputs, "police_incidents", "reporter", (F.col("category") == "harassment") & debt),
            _report(inputs, "hotline_tickets", "caller", F.col("category") == "debt_collection"),
            _report(inputs, "grid_incidents", "reporter", (F.col("category") == "debt") & debt),
        ]
    )
    creditors = loan_debtors(inputs).select(
        F.col("subject_id").alias("reporter_id"), F.col("debtor_id").alias("subject_id")
    )
    of_lenders = lenders(inputs).select("subject_id")
    return (
        found.where(~other_claim & (F.col("reporter_id") != F.col("subject_id")))
        .join(of_lenders, "subject_id", how="left_semi")
        .join(creditors.distinct(), ["reporter_id", "subject_id"], how="left_anti")
        .drop("narrative")
    )


def _report(inputs: Inputs, table: str, role: str, kept: Column) -> DataFrame:
    named = inputs.about(table, "respondent").where(kept)
    reported = inputs.with_other(named, table, role, "reporter_id", reporters=True)
    return shaped(
        reported.where(F.col("reporter_id_link") > KNOWN_REPORTER),
        "reporter_id",
        "narrative",
        F.lit(table).alias("via"),
    )


def fundraising_complaints(inputs: Inputs) -> DataFrame:
    """View fundraising_complaints: what investors said of a company; anonymous ones have no complainant_id."""
    about = inputs.with_other(
        inputs.about("fundraising_complaints", "company"),
        "fundraising_complaints",
        "complainant",
        "complainant_id",
        reporters=True,
    )
    over = F.col("promised_return_percent") - reference_rate("received_on")
    return shaped(
        about,
        _known("complainant_id"),
        "promised_return_percent",
        F.round(over, 4).alias("over_reference"),
        "invested_fen",
    )


def reference_rate(on: str) -> Column:
    """The one-year loan prime rate in force on a day, in percent; null where law/ does not reach."""
    rate = F.lit(None).cast("double")
    for period in rate_cap_periods():
        percent = lpr_percent(period.from_on)
        if percent is not None:
            inside = F.col(on).between(F.lit(period.from_on), F.lit(period.until_on))
            rate = F.when(inside, F.lit(percent)).otherwise(rate)
    return rate


def money_tickets(inputs: Inputs) -> DataFrame:
    """View money_tickets: hotline tickets about investments and prepaid cards that name a company."""
    about = inputs.about("hotline_tickets", "respondent").where(
        F.col("category").isin(*COMPLAINT_CATEGORIES) & (F.col("subject_kind") == "company")
    )
    called = inputs.with_other(about, "hotline_tickets", "caller", "caller_id", reporters=True)
    return shaped(called, "category", _known("caller_id"), "grid_code")


def _known(column: str) -> Column:
    return F.when(F.col(f"{column}_link") > KNOWN_REPORTER, F.col(column)).alias(column)


def _flows(inputs: Inputs) -> DataFrame:
    def make() -> DataFrame:
        rows = inputs.with_other(inputs.bronze("fund_flows"), "fund_flows", "payer", "payer_id")
        both = inputs.with_other(rows, "fund_flows", "payee", "payee_id")
        hour = F.coalesce(F.col("paid_hour"), F.lit(0))
        return both.select(
            "payer_id",
            "payee_id",
            recorded().alias("paid_on"),
            (F.datediff("paid_on", F.lit("2000-01-01").cast("date")) * 24 + hour).alias("at_hour"),
            F.col("paid_hour").isNull().alias("day_only"),
            "known_on",
            "amount_fen",
            "channel",
            F.least(F.coalesce("payer_id_link", F.lit(1.0)), F.coalesce("payee_id_link", F.lit(1.0))).alias("link"),
            cited().alias("cited"),
        )

    return inputs.once("flows", make, keep=True)


def round_trips(inputs: Inputs) -> DataFrame:
    """View round_trips: a lender's transfer to somebody, and what came back to it or a related lender within 72 h."""
    of_lenders = lenders(inputs).select("subject_id")
    out = (
        _flows(inputs)
        .where("channel = 'transfer' and payee_id is not null")
        .withColumnRenamed("payer_id", "subject_id")
        .join(of_lenders, "subject_id", how="left_semi")
        .withColumnRenamed("payee_id", "borrower_id")
    )
    taken_by = union(
        [
            of_lenders.withColumn("back_to", F.col("subject_id")),
            linked_pairs(inputs).withColumnRenamed("other_id", "back_to"),
        ]
    )
    back = (
        _flows(inputs)
        .where("channel = 'transfer'")
        .select(
            F.col("payer_id").alias("borrower_id"),
            F.col("payee_id").alias("back_to"),
            *(F.col(name).alias(f"back_{name}") for name in _MOVED),
        )
        .join(taken_by, "back_to", how="inner")
    )
    return _within(out.join(back, ["subject_id", "borrower_id"], how="inner"))


def cash_after_loans(inputs: Inputs) -> DataFrame:
    """View cash_after_loans: a lender's transfer to somebody who took cash of that account within 72 h."""
    of_lenders = lenders(inputs).select("subject_id")
    out = (
        _flows(inputs)
        .where("channel = 'transfer' and payee_id is not null")
        .withColumnRenamed("payer_id", "subject_id")
        .join(of_lenders, "subject_id", how="left_semi")
        .withColumnRenamed("payee_id", "borrower_id")
    )
    taken = (
        _flows(inputs)
        .where("channel = 'cash_withdrawal'")
        .select(F.col("payer_id").alias("borrower_id"), *(F.col(name).alias(f"back_{name}") for name in _MOVED))
    )
    return _within(out.join(taken, "borrower_id", how="inner"))


_MOVED = ("at_hour", "day_only", "amount_fen", "known_on", "link", "cited")


def _within(pairs: DataFrame) -> DataFrame:
    waited = F.col("back_at_hour") - F.col("at_hour")
    # Where only the day is known on either side, three calendar days stand for 72 hours.
    slack = F.when(F.col("day_only") | F.col("back_day_only"), 24).otherwise(0)
    return pairs.where(waited.between(-slack, RETURN_HOURS + slack) & (F.col("amount_fen") > 0)).select(
        "subject_id",
        F.col("paid_on").alias("event_on"),
        F.greatest("known_on", "back_known_on").alias("known_on"),
        F.least("link", "back_link").alias("link"),
        F.concat("cited", "back_cited").alias("cited"),
        "borrower_id",
        (F.col("back_amount_fen") / F.col("amount_fen")).alias("returned_share"),
    )
