"""Views of lending conduct: suits, deeds, mortgages and enforcement on loans, and the loans behind them.

A suit filed as creditor on a loan, and its withdrawal, is lending conduct. No other suit is read, whoever filed it.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from features.sources.reading import Inputs, cited, recorded, shaped, union
from features.wording import LENDING_SCOPE_WORDS, NOT_LENDING_SCOPE_WORDS, pattern
from law.lending import notary_rules
from law.rates import rate_cap_periods

PRIVATE_CAUSES = ("private_lending",)
"""Causes under which anybody's claim is a loan's (民事案件案由规定)."""

LICENSED_CAUSES = ("bank_loan", "small_loan", "pawn", "factoring")
"""Causes that are lending only where the plaintiff holds, or held, a licence for it: a property manager or a trader who
sues on an assigned claim does not lend."""

LOAN_DEEDS = ("enforceable_debt", "loan_contract")
"""Deeds that are a lending act. A power to sell a home is none by itself: relatives give them too."""


def licences(inputs: Inputs) -> DataFrame:
    """One lending licence of one company: subject from the licence's own row, so by its number and never by a name."""
    held = inputs.about("lending_licences", "company")
    day = F.lit(inputs.as_of)
    return shaped(held, "licence_kind", "granted_on", _in_force(day).alias("in_force"), "valid_until", "revoked_on")


def _in_force(day: Column) -> Column:
    return (
        (F.col("granted_on") <= day)
        & F.coalesce(F.col("valid_until") >= day, F.lit(True))
        & F.coalesce(F.col("revoked_on") > day, F.lit(True))
    )


def holders(inputs: Inputs) -> DataFrame:
    """One entity that ever held a lending licence: subject_id, in_force, is_bank."""
    return inputs.once(
        "holders",
        lambda: (
            licences(inputs)
            .groupBy("subject_id")
            .agg(
                F.max("in_force").alias("in_force"),
                F.max(F.col("licence_kind") == "bank").alias("is_bank"),
            )
        ),
        keep=True,
    )


def register(inputs: Inputs) -> DataFrame:
    """One registered company: subject_id, its latest registration's fields, and scope_lends (null without a scope).

    Of several registrations of one company the one delivered last counts.
    """

    def make() -> DataFrame:
        rows = inputs.about("companies", "company")
        kept = (
            "known_on",
            "source_row_id",
            "event_on",
            "event_on_basis",
            "department",
            "source_file",
            "source_row",
            "link",
            "name",
            "business_scope",
            "industry",
            "capital_fen",
            "established_on",
            "deregistered_on",
            "revoked_on",
        )
        latest = rows.groupBy("subject_id").agg(F.max(F.struct(*kept)).alias("row")).select("subject_id", "row.*")
        return latest.withColumn("scope_lends", _scope_lends())

    return inputs.once("register", make, keep=True)


def _scope_lends() -> Column:
    excluded = f"[^；;，,。（）()]*({pattern(NOT_LENDING_SCOPE_WORDS)})[^；;。）)]*"
    return F.regexp_replace("business_scope", excluded, "").rlike(pattern(LENDING_SCOPE_WORDS))


def parties(inputs: Inputs, role: str) -> DataFrame:
    """One entity in one role of one civil case: case_no, entity_id, entity_kind, party_link, party_known_on.

    A party entered twice in a case is one.
    """

    def make() -> DataFrame:
        named = inputs.mentions("case_parties", "party")
        rows = inputs.bronze("case_parties").join(named, "source_row_id", how="inner")
        return rows.groupBy("case_no", "role", "entity_id", "entity_kind").agg(
            F.max("probability").alias("party_link"), F.min("known_on").alias("party_known_on")
        )

    return inputs.once("parties", make, keep=True).where(F.col("role") == role).drop("role")


def suits(inputs: Inputs) -> DataFrame:
    """One loan suit of one plaintiff, kept for the views that build on it; all columns of view loan_suits."""
    return inputs.once("suits", lambda: _suits(inputs), keep=True)


def _suits(inputs: Inputs) -> DataFrame:
    cases = inputs.bronze("civil_cases").where(F.col("cause").isin(*PRIVATE_CAUSES, *LICENSED_CAUSES))
    plaintiffs = parties(inputs, "plaintiff").withColumnRenamed("entity_id", "subject_id")
    held = holders(inputs).select("subject_id", F.lit(True).alias("holder"), "in_force")
    scopes = register(inputs).select("subject_id", "scope_lends")
    claimed = (
        cases.join(plaintiffs, "case_no", how="inner")
        .join(held, "subject_id", how="left")
        .join(scopes, "subject_id", how="left")
        .where(F.col("cause").isin(*PRIVATE_CAUSES) | F.col("holder"))
    )
    licensed = F.coalesce(F.col("in_force"), F.lit(False))
    cap = rate_cap("lent_on")
    earlier = Window.partitionBy("subject_id").orderBy("event_on", "case_no")
    return claimed.select(
        "subject_id",
        F.col("entity_kind").alias("subject_kind"),
        recorded().alias("event_on"),
        F.greatest("known_on", "party_known_on").alias("known_on"),
        F.col("party_link").alias("link"),
        cited().alias("cited"),
        "case_no",
        "cause",
        "outcome",
        "contested",
        F.coalesce(F.col("outcome") != "pending", F.lit(False)).alias("closed"),
        "principal_fen",
        "delivered_fen",
        F.when(F.col("principal_fen") > 0, F.col("delivered_fen") / F.col("principal_fen")).alias("delivered_share"),
        F.when(F.col("delivered_fen").isNotNull(), F.col("principal_fen")).alias("face_found_fen"),
        F.when(F.col("principal_fen").isNotNull(), F.col("delivered_fen")).alias("delivered_found_fen"),
        F.col("agreed_rate_percent").alias("rate_percent"),
        F.when(licensed, None).otherwise(F.col("agreed_rate_percent") > cap).alias("over_cap"),
        "lent_on",
        "due_on",
        F.datediff("event_on", "due_on").alias("due_to_suit_days"),
        F.date_format("event_on", "yyyy-MM").alias("month"),
        F.datediff("event_on", F.lag("event_on").over(earlier)).alias("gap_days"),
        (~F.col("scope_lends") & ~licensed & (F.col("entity_kind") == "company")).alias("out_of_scope"),
    )


def loan_suits(inputs: Inputs) -> DataFrame:
    """View loan_suits."""
    return suits(inputs)


def rate_cap(lent_on: str) -> Column:
    """The yearly rate in percent above which interest on a private loan of that day is void; null where unknown.

    For contracts of 2015-09-01 to 2020-08-19 that is the second line, 36 %: between it and 24 % nothing is void.
    """
    cap = F.lit(None).cast("double")
    for period in rate_cap_periods():
        inside = F.col(lent_on).between(F.lit(period.from_on), F.lit(period.until_on))
        cap = F.when(inside, F.lit(period.void_above_percent or period.percent)).otherwise(cap)
    return cap


def loan_debtors(inputs: Inputs) -> DataFrame:
    """View loan_debtors: the defendants of loan suits, each with whether the same plaintiff had sued them before."""

    def make() -> DataFrame:
        sued = parties(inputs, "defendant").select("case_no", F.col("entity_id").alias("debtor_id"))
        earlier = Window.partitionBy("subject_id", "debtor_id").orderBy("event_on", "case_no")
        return (
            suits(inputs)
            .join(sued, "case_no", how="inner")
            .where(F.col("debtor_id") != F.col("subject_id"))
            .withColumn("sued_before", F.lag("case_no").over(earlier).isNotNull())
            .select(*_OF_LOANS, "debtor_id", "sued_before", "principal_fen", "lent_on", "due_on", "case_no")
        )

    return inputs.once("loan_debtors", make, keep=True)


_OF_LOANS = ("subject_id", "event_on", "known_on", "link", "cited")


def notarised_debts(inputs: Inputs) -> DataFrame:
    """View notarised_debts: deeds by their creditor."""

    def make() -> DataFrame:
        deeds = inputs.with_other(
            inputs.about("notarised_debts", "creditor"), "notarised_debts", "debtor", "debtor_id"
        ).join(holders(inputs).select("subject_id", F.lit(True).alias("holder")), "subject_id", how="left")
        banned = F.lit(False)
        for rule in notary_rules():
            banned = banned | ((F.col("deed_kind") == rule.deed_kind) & (F.col("notarised_on") >= F.lit(rule.from_on)))
        return shaped(
            deeds,
            "subject_kind",
            "deed_no",
            "deed_kind",
            "amount_fen",
            "due_on",
            "debtor_id",
            (F.col("holder").isNull() & banned).alias("forbidden"),
        )

    return inputs.once("notarised_debts", make, keep=True)


def mortgages(inputs: Inputs) -> DataFrame:
    """View mortgages: homes mortgaged to somebody who is no bank by any licence."""
    banks = holders(inputs).where("is_bank").select("subject_id")
    taken = inputs.about("mortgages", "mortgagee").join(banks, "subject_id", how="left_anti")
    with_owner = inputs.with_other(taken, "mortgages", "mortgagor", "debtor_id")
    return shaped(with_owner, "subject_kind", "secured_fen", "debtor_id")


def loan_enforcements(inputs: Inputs) -> DataFrame:
    """View loan_enforcements: enforcement of a loan judgment or of a notarised debt, by who applied for it.

    The basis must be a loan suit or a deed that we know: enforcement of a wage award is no lending.
    """
    bases = union(
        [
            suits(inputs).select(F.col("case_no").alias("basis_no"), F.lit("suit").alias("basis_found")),
            notarised_debts(inputs)
            .where(F.col("deed_kind").isin(*LOAN_DEEDS))
            .select(F.col("deed_no").alias("basis_no"), F.lit("deed").alias("basis_found")),
        ]
    ).distinct()
    applied = inputs.about("enforcements", "applicant").join(bases, "basis_no", how="inner")
    return shaped(applied, "subject_kind", "amount_fen", "basis_found")


def lending_acts(inputs: Inputs) -> DataFrame:
    """One lending act of one entity: subject_id, subject_kind, link. Who has one is a lender, and nobody else is."""
    acts = [
        suits(inputs),
        notarised_debts(inputs).where(F.col("deed_kind").isin(*LOAN_DEEDS)),
        mortgages(inputs),
        loan_enforcements(inputs),
    ]
    return union([act.select("subject_id", "subject_kind", "link") for act in acts])


def loans(inputs: Inputs) -> DataFrame:
    """One loan of one lender to one borrower, from suits and deeds: lent_on, due_on, principal_fen, `cited`, `link`.

    Rows without the day of lending or without a sum are left out: no chain can be read from them.
    """
    sued = loan_debtors(inputs).select("subject_id", "debtor_id", "lent_on", "due_on", "principal_fen", *_BEHIND)
    deeds = (
        notarised_debts(inputs)
        .where(F.col("deed_kind").isin(*LOAN_DEEDS))
        .select(
            "subject_id",
            "debtor_id",
            F.col("event_on").alias("lent_on"),
            "due_on",
            F.col("amount_fen").alias("principal_fen"),
            *_BEHIND,
        )
    )
    return union([sued, deeds]).where("debtor_id is not null and lent_on is not null and principal_fen > 0")


_BEHIND = ("known_on", "link", "cited")
