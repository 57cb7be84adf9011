"""Views of how lenders hang together: agents they share, offices they hold, loans that follow one another.

Only entities with a lending act stand on either side. Shared agents are read from loan suits, so that no other
suit, whoever files it, changes what is said of a lender.
"""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from features.sources.lending import holders, lending_acts, loans, parties, register, suits
from features.sources.reading import Inputs, shaped, union

AGENT_SERVES_EVERYBODY = 12
"""Plaintiffs of loan suits beyond whom an agent is a lawyer who serves everybody, and joins nobody."""

SHARED_CONTACTS = ("shares_business_phone", "shares_business_address")
"""Edge kinds of graph.edges for a contact in common. They link loans to a chain; no plaintiff is related by one."""

CHAIN_LAG_DAYS = 60
"""A later loan belongs to a chain when made at most this long after the earlier one fell due."""

CHAIN_TERM_DAYS = 365
"""How long after the earlier loan, where no due day is known."""

CHAIN_GROWTH = (1.0, 2.5)
"""Later principal over earlier: near the last balance plus fees, never less than the debt it settles."""


def lenders(inputs: Inputs) -> DataFrame:
    """subject_id, subject_kind and least link of whoever has a lending act."""
    return inputs.once(
        "lenders",
        lambda: (
            lending_acts(inputs)
            .groupBy("subject_id")
            .agg(F.min("subject_kind").alias("subject_kind"), F.min("link").alias("link"))
        ),
        keep=True,
    )


def shared_agents(inputs: Inputs) -> DataFrame:
    """View shared_agents: one agent of one lender's loan suits and one other lender the same agent appears for."""

    def make() -> DataFrame:
        agents = parties(inputs, "agent").select("case_no", F.col("entity_id").alias("agent_id"))
        appeared = (
            suits(inputs)
            .join(agents, "case_no", how="inner")
            .where(F.col("agent_id") != F.col("subject_id"))
            .groupBy("subject_id", "agent_id")
            .agg(
                F.max("event_on").alias("event_on"),
                F.max("known_on").alias("known_on"),
                F.min("link").alias("link"),
                F.max(F.struct("event_on", "cited"))["cited"].alias("cited"),
            )
        )
        busy = appeared.groupBy("agent_id").count().where(f"count between 2 and {AGENT_SERVES_EVERYBODY}")
        kept = appeared.join(busy.select("agent_id"), "agent_id", how="left_semi")
        others = kept.select(
            "agent_id",
            F.col("subject_id").alias("other_id"),
            F.col("link").alias("other_link"),
            F.col("cited").alias("other_cited"),
        )
        return (
            kept.join(others, "agent_id", how="inner")
            .where("subject_id <> other_id")
            .select(
                "subject_id",
                "event_on",
                "known_on",
                F.least("link", "other_link").alias("link"),
                F.concat("cited", "other_cited").alias("cited"),
                "other_id",
                "agent_id",
            )
        )

    return inputs.once("shared_agents", make, keep=True)


def lending_offices(inputs: Inputs) -> DataFrame:
    """View lending_offices: one office of a person in a company that lends. event_on is the last day held so far."""

    def make() -> DataFrame:
        companies = (
            lenders(inputs)
            .where("subject_kind = 'company'")
            .join(register(inputs).select("subject_id", "scope_lends"), "subject_id", how="left")
            .join(holders(inputs).select("subject_id", "in_force"), "subject_id", how="left")
            .select(
                F.col("subject_id").alias("company_id"),
                (~F.col("scope_lends") & ~F.coalesce("in_force", F.lit(False))).alias("out_of_scope"),
            )
        )
        held = inputs.with_other(
            inputs.about("company_officers", "officer"), "company_officers", "company", "company_id"
        ).join(companies, "company_id", how="inner")
        yesterday = F.date_sub(F.lit(inputs.as_of), 1)
        frame = shaped(held, "company_id", "company_id_link", "office", "out_of_scope", "left_on")
        return frame.withColumn("event_on", F.coalesce("left_on", yesterday)).withColumn(
            "link", F.least("link", "company_id_link")
        )

    return inputs.once("lending_offices", make, keep=True).select(
        "subject_id", "event_on", "known_on", "link", "cited", "company_id", "office", "out_of_scope"
    )


def relations(inputs: Inputs) -> DataFrame:
    """One pair of related lenders in each direction: subject_id, other_id, how, with dates and citations.

    Related means an office in common (one holds an office in the other, or one person in both) or an agent in common.
    """

    def make() -> DataFrame:
        offices = lending_offices(inputs).select(
            F.col("subject_id").alias("person_id"), "company_id", "event_on", "known_on", "link", "cited"
        )
        of_person = lenders(inputs).select(F.col("subject_id").alias("person_id"))
        direct = offices.join(of_person, "person_id", how="left_semi")
        other = offices.select(
            "person_id",
            F.col("company_id").alias("other_id"),
            F.col("link").alias("other_link"),
            F.col("cited").alias("other_cited"),
        )
        in_common = (
            offices.withColumnRenamed("company_id", "subject_id")
            .join(other, "person_id", how="inner")
            .where("subject_id <> other_id")
            .withColumn("link", F.least("link", "other_link"))
            .withColumn("cited", F.concat("cited", "other_cited"))
        )
        found = [
            _pair(direct, F.col("person_id").alias("subject_id"), F.col("company_id").alias("other_id"), "office"),
            _pair(direct, F.col("company_id").alias("subject_id"), F.col("person_id").alias("other_id"), "office"),
            _pair(in_common, "subject_id", "other_id", "office"),
            _pair(shared_agents(inputs), "subject_id", "other_id", "agent"),
        ]
        return union(found)

    return inputs.once("relations", make, keep=True)


def linked_pairs(inputs: Inputs) -> DataFrame:
    """subject_id, other_id of lenders that act together: related ones, and those with a business contact in common.

    Contacts come from graph.edges, which holds a shared phone or address only between two lenders, at five holders or
    fewer, and only where it is used for business.
    """

    def make() -> DataFrame:
        shared = inputs.tables["graph.edges"].where(F.col("kind").isin(*SHARED_CONTACTS))
        pairs = [
            relations(inputs).select("subject_id", "other_id"),
            shared.selectExpr("from_entity as subject_id", "to_entity as other_id"),
            shared.selectExpr("to_entity as subject_id", "from_entity as other_id"),
        ]
        return union(pairs).distinct()

    return inputs.once("linked_pairs", make)


def _pair(frame: DataFrame, subject: object, other: object, how: str) -> DataFrame:
    return frame.select(subject, other, F.lit(how).alias("relation"), "event_on", "known_on", "link", "cited")


def related_lenders(inputs: Inputs) -> DataFrame:
    """View related_lenders."""
    return relations(inputs)


def loan_chains(inputs: Inputs) -> DataFrame:
    """View loan_chains: a borrower's loan, and a later one near its balance from the same lender or a related one.

    Each chain stands under both lenders' subject_id.
    """

    first = loans(inputs).select(*(F.col(name).alias(f"first_{name}") for name in _LOAN), "debtor_id")
    then = loans(inputs).select(*(F.col(name).alias(f"then_{name}") for name in _LOAN), "debtor_id")
    until = F.coalesce(F.date_add("first_due_on", CHAIN_LAG_DAYS), F.date_add("first_lent_on", CHAIN_TERM_DAYS))
    growth = F.col("then_principal_fen") / F.col("first_principal_fen")
    followed = first.join(then, "debtor_id", how="inner").where(
        (F.col("then_lent_on") > F.col("first_lent_on"))
        & (F.col("then_lent_on") <= until)
        & growth.between(*CHAIN_GROWTH)
    )
    pairs = linked_pairs(inputs).select(
        F.col("subject_id").alias("first_subject_id"),
        F.col("other_id").alias("then_subject_id"),
        F.lit(True).alias("related"),
    )
    linked = followed.join(pairs, ["first_subject_id", "then_subject_id"], how="left").where(
        "related or first_subject_id = then_subject_id"
    )
    both = F.array_distinct(F.array("first_subject_id", "then_subject_id"))
    return linked.select(
        F.explode(both).alias("subject_id"),
        F.col("then_lent_on").alias("event_on"),
        F.greatest("first_known_on", "then_known_on").alias("known_on"),
        F.least("first_link", "then_link").alias("link"),
        F.array_distinct(F.concat("first_cited", "then_cited")).alias("cited"),
        "debtor_id",
        growth.alias("growth"),
        (F.col("first_subject_id") != F.col("then_subject_id")).alias("changes_hands"),
    )


_LOAN = ("subject_id", "lent_on", "due_on", "principal_fen", "known_on", "link", "cited")
