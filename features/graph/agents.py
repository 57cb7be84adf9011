"""Lenders whom an agent brings together who is no lawyer of the town: by the court's word, or as a lender's partner.

Who serves everybody appears for strangers to each other. A citizen without a lawyer's licence does not, and neither
does a man of business who runs a company with one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

from features.judgments.agents import capacity_of
from features.sources.agents import HOUSE_AGENT_SUITS, MOST_CLIENTS_ONCE
from features.sources.relations import still_related

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

MOST_PARTNERS = 12
"""People and companies with an office or share in a company beyond whom it is a village's cooperative, or listed: they
need not know each other."""


def told_of_agents(parties: DataFrame, claims: DataFrame, texts: DataFrame) -> DataFrame:
    """(case_no, agent, text_row, capacity): what texts of judgments (case_no, document_text, text_row) in loan suits
    say of one agent (`features.judgments.agents`)."""

    @F.pandas_udf("string")
    def capacity(name: pd.Series, text: pd.Series) -> pd.Series:
        # Python, because patterns of texts live in `features.judgments`: a fifth of a millisecond a text.
        return pd.Series([capacity_of(*pair) for pair in zip(name, text, strict=True)], dtype=object)

    return (
        parties.where("role = 'agent' AND party_name IS NOT NULL")
        .join(claims.select("case_no").distinct(), on="case_no", how="left_semi")
        .join(texts, on="case_no", how="inner")
        .withColumn("capacity", capacity("party_name", "document_text"))
        .where("capacity IS NOT NULL")
        .select("case_no", F.col("party").alias("agent"), "text_row", "capacity")
    )


def lawyers_of_the_town(lending: Lending) -> DataFrame:
    """(agent, clients): agents to whom more than `MOST_CLIENTS_ONCE` lenders came once, and all their lenders."""
    came_once = F.count_if(F.col("suits") < HOUSE_AGENT_SUITS).alias("once")
    served = lending.appearances.groupBy("agent").agg(F.count("*").alias("clients"), came_once)
    return served.where(f"once > {MOST_CLIENTS_ONCE}").select("agent", "clients")


def lay_agents(lending: Lending) -> DataFrame:
    """Records of lay_agent_of, from an agent of whom judgments say that they are no lawyer, to each lender for whom
    they appeared in a loan suit: one per pair. One word of a lawyer outweighs the others."""
    lay = lending.capacities.where("lay AND NOT professional").select("agent", "text_rows")
    return lending.appearances.join(lay, on="agent").selectExpr(
        "'lay_agent_of' AS kind",
        "agent AS from_entity",
        "creditor AS to_entity",
        "array_min(agent_rows) AS record",
        "first_on",
        "last_on",
        "CAST(NULL AS bigint) AS amount_fen",
        "department",
        "array_union(agent_rows, text_rows) AS source_row_ids",
    )


def run_with_partners(lending: Lending, powers: DataFrame) -> DataFrame:
    """Records of agent_is_partner_of, from a lender to another: who appeared in a loan suit of the first, or holds
    powers over homes for it (`powers` are `homes.powers_of_borrowers`), holds an office or share in the other itself or
    in a company together with the other. One per lender, agent, company and other lender.

    Nobody who ever held a licence is such a lender, and a lawyer of the town, to whom more than `MOST_CLIENTS_ONCE`
    lenders came once, no such agent.
    """
    acting = (
        lending.appearances.join(lawyers_of_the_town(lending), on="agent", how="left_anti")
        .selectExpr("agent", "creditor AS lender", "first_on", "last_on", "department", "agent_rows AS acting_rows")
        .union(powers.select("from_entity", "to_entity", "first_on", "last_on", "department", "source_row_ids"))
    )
    held = (
        lending.posts.where(still_related("last_on", lending.as_of))
        .groupBy("holder", "company")
        .agg(F.collect_set("source_row_id").alias("post_rows"))
    )
    agents = acting.select("agent").distinct()
    through = held.withColumnRenamed("holder", "agent").join(agents, on="agent", how="left_semi")
    few = (
        held.join(through.select("company").distinct(), on="company", how="left_semi")
        .groupBy("company")
        .agg(F.count("*").alias("partners"))
        .where(f"partners <= {MOST_PARTNERS}")
    )
    through = through.join(few, on="company", how="left_semi").localCheckpoint(eager=False)
    beside = held.selectExpr("company", "holder AS partner", "post_rows AS more_rows")
    partners = (
        through.join(beside, on="company")
        .selectExpr("agent", "company", "partner", "array_union(post_rows, more_rows) AS post_rows")
        # The company itself may lend.
        .union(through.selectExpr("agent", "company", "company", "post_rows"))
        .join(lending.lenders.withColumnRenamed("entity", "partner"), on="partner", how="left_semi")
        .join(lending.licences.selectExpr("holder AS partner"), on="partner", how="left_anti")
    )
    return (
        acting.join(partners, on="agent")
        .where("partner NOT IN (agent, lender)")
        .selectExpr(
            "'agent_is_partner_of' AS kind",
            "lender AS from_entity",
            "partner AS to_entity",
            "array_min(post_rows) AS record",
            "first_on",
            "last_on",
            "CAST(NULL AS bigint) AS amount_fen",
            "department",
            "array_union(acting_rows, post_rows) AS source_row_ids",
        )
    )
