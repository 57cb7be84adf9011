"""Views of companies: what departments decided about them, and how large, old and public they are."""

from __future__ import annotations

from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from features.sources.lending import licences, register
from features.sources.reading import VIEW_COLUMNS, Inputs, says, shaped, union
from features.wording import FINDING_WORDS, FUNDRAISING_WORDS, NO_FINDING_WORDS

NAMED_IN = (
    ("companies", "name"),
    ("company_penalties", "company_name"),
    ("tax_penalties", "company_name"),
    ("abnormal_listings", "company_name"),
    ("inspections", "company_name"),
    ("permits", "company_name"),
    ("honours", "company_name"),
    ("lending_licences", "company_name"),
    ("insured_headcounts", "company_name"),
    ("tax_filings", "company_name"),
)
"""Tables whose rows carry a company's name, with the column it stands in."""


def _of_companies(inputs: Inputs, table: str) -> DataFrame:
    return inputs.about(table, "company").where(F.col("subject_kind") == "company")


def company_penalties(inputs: Inputs) -> DataFrame:
    """View company_penalties."""
    return shaped(_of_companies(inputs, "company_penalties"), "fine_fen")


def tax_penalties(inputs: Inputs) -> DataFrame:
    """View tax_penalties."""
    return shaped(_of_companies(inputs, "tax_penalties"), "fine_fen")


def abnormal_listings(inputs: Inputs) -> DataFrame:
    """View abnormal_listings: `current` is false once a removal before as_of is recorded."""
    current = F.coalesce(F.col("removed_on") >= F.lit(inputs.as_of), F.lit(True))
    return shaped(_of_companies(inputs, "abnormal_listings"), current.alias("current"))


def inspections(inputs: Inputs) -> DataFrame:
    """View inspections: `finding` is null where the result's words say neither."""
    finding = F.when(says("result", NO_FINDING_FIRST), False).when(says("result", FINDING_WORDS), True)
    return shaped(
        _of_companies(inputs, "inspections"),
        finding.when(says("result", NO_FINDING_WORDS), False).alias("finding"),
    )


NO_FINDING_FIRST = tuple(word for word in NO_FINDING_WORDS if word[0] in "未无")
"""Phrases that deny a finding in a finding's own words (未发现违法): they are looked at before the finding's."""


def permits(inputs: Inputs) -> DataFrame:
    """View permits: `in_force` is null where the source gives neither a grant nor an end."""
    day = F.lit(inputs.as_of)
    dated = F.col("granted_on").isNotNull() | F.col("valid_until").isNotNull()
    running = F.coalesce(F.col("granted_on") < day, F.lit(True)) & F.coalesce(F.col("valid_until") >= day, F.lit(True))
    return shaped(_of_companies(inputs, "permits"), F.when(dated, running).alias("in_force"))


def honours(inputs: Inputs) -> DataFrame:
    """View honours."""
    return shaped(_of_companies(inputs, "honours"))


def tax_filings(inputs: Inputs) -> DataFrame:
    """View tax_filings: no arrears are recorded as none, so a filing without a sum counts as zero."""
    arrears = F.coalesce(F.col("arrears_fen"), F.lit(0))
    return shaped(_of_companies(inputs, "tax_filings"), arrears.alias("arrears_fen"), "revenue_fen")


def insured_headcounts(inputs: Inputs) -> DataFrame:
    """View insured_headcounts."""
    return shaped(_of_companies(inputs, "insured_headcounts"), "insured")


def judgment_debts(inputs: Inputs) -> DataFrame:
    """View judgment_debts: listings of a company as a judgment debtor; `current` while not removed before as_of."""
    listed = inputs.about("judgment_debtors", "debtor").where(F.col("subject_kind") == "company")
    return shaped(listed, F.coalesce(F.col("removed_on") >= F.lit(inputs.as_of), F.lit(True)).alias("current"))


def registrations(inputs: Inputs) -> DataFrame:
    """View registrations: the latest registration of one company, with its age on as_of."""
    age = F.datediff(F.lit(inputs.as_of), "established_on")
    rows = register(inputs).where(F.col("event_on").isNull() | (F.col("event_on") < F.lit(inputs.as_of)))
    return shaped(
        rows,
        age.alias("age_days"),
        "capital_fen",
        _words("business_scope").alias("scope_words"),
        "scope_lends",
    )


def officer_exits(inputs: Inputs) -> DataFrame:
    """View officer_exits: an officer who left, by the day of leaving."""
    left = _of_companies(inputs, "company_officers").where(F.col("left_on") < F.lit(inputs.as_of))
    return shaped(left, "office", "left_on").withColumn("event_on", F.col("left_on")).drop("left_on")


def shareholdings(inputs: Inputs) -> DataFrame:
    """View shareholdings: event_on is the last day held so far."""
    held = inputs.with_other(
        _of_companies(inputs, "company_shareholders"), "company_shareholders", "holder", "holder_id"
    )
    yesterday = F.date_sub(F.lit(inputs.as_of), 1)
    rows = shaped(held, "holder_id", "held_until")
    return rows.withColumn("event_on", F.coalesce("held_until", yesterday)).drop("held_until")


def company_names(inputs: Inputs) -> DataFrame:
    """View company_names: how many feature words a company's name holds, in each row that carries the name."""
    frames = []
    for table, column in NAMED_IN:
        rows = _of_companies(inputs, table)
        frames.append(shaped(rows, _words(column).alias("name_words"), F.lit(table).alias("via")))
    return union(frames)


def compliance_findings(inputs: Inputs) -> DataFrame:
    """View compliance_findings: what any department found against a company, one row per finding."""
    found = [
        company_penalties(inputs),
        tax_penalties(inputs),
        abnormal_listings(inputs).where("current"),
        inspections(inputs).where("finding"),
        judgment_debts(inputs).where("current"),
    ]
    return union([rows.select(*VIEW_COLUMNS) for rows in found]).withColumn(
        "department", F.col("cited")[0]["department"]
    )


def lending_licences(inputs: Inputs) -> DataFrame:
    """View lending_licences."""
    return licences(inputs)


def _words(column: str) -> Column:
    found = [F.col(column).contains(word).cast("int") for word in FUNDRAISING_WORDS]
    return reduce(lambda one, other: one + other, found)
