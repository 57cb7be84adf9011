"""Lenders whom an agent brings together who is no lawyer of the town: by the court's word, or as a lender's partner.

Who serves everybody appears for strangers to each other. A citizen without a lawyer's licence does not, and neither
does a man of business who runs a company with one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

from features.judgments.agents import said_of
from features.judgments.facts import read_judgment
from features.sources.agents import HOUSE_AGENT_SUITS, MOST_CLIENTS_ONCE, SIDE_BY_ABSENCE, TOLD_SIDE, side_of_pair
from features.sources.judgments import ANSWERABLE, LAST_DOCUMENT, TOLD_CONTESTED
from features.sources.reading import RECORDED
from features.sources.relations import still_related

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

MOST_PARTNERS = 12
"""People and companies with an office or share in a company beyond whom it is a village's cooperative, or listed: they
need not know each other."""


def told_of_agents(parties: DataFrame, claims: DataFrame, texts: DataFrame) -> DataFrame:
    """(case_no, agent, text_row, capacity, for_plaintiff): what texts of judgments (case_no, document_text, text_row)
    in loan suits say of one agent (`features.judgments.agents`)."""

    # Python, because patterns of texts live in `features.judgments`: a fifth of a millisecond a text.
    @F.pandas_udf("capacity string, for_plaintiff boolean")
    def said(name: pd.Series, text: pd.Series) -> pd.DataFrame:
        told = [said_of(*pair) for pair in zip(name, text, strict=True)]
        return pd.DataFrame(told, columns=["capacity", "for_plaintiff"], dtype=object)

    return (
        parties.where("role = 'agent' AND party_name IS NOT NULL")
        .join(claims.select("case_no").distinct(), on="case_no", how="left_semi")
        .join(texts, on="case_no", how="inner")
        .select("case_no", F.col("party").alias("agent"), "text_row", said("party_name", "document_text").alias("said"))
        .select("case_no", "agent", "text_row", "said.*")
        .where("capacity IS NOT NULL OR for_plaintiff IS NOT NULL")
    )


def told_contested(claims: DataFrame, parties: DataFrame, documents: DataFrame) -> DataFrame:
    """(case_no, told_contested, contested_row) of loan suits with an agent whose row leaves open whether a defendant
    came, where the document that counts says it, by the words of the views of suits (`features.sources.judgments`).

    `parties` and `documents` are bronze.case_parties and bronze.judgment_texts.
    """

    # Python, as above: 4 milliseconds a text, and of most suits the row says who came.
    @F.pandas_udf("defendant_absent boolean, outcome string")
    def read(text: pd.Series) -> pd.DataFrame:
        facts = [read_judgment(one) for one in text]
        told = [(one.defendant_absent, one.outcome) for one in facts]
        return pd.DataFrame(told, columns=["defendant_absent", "outcome"], dtype=object)

    open_suits = (
        claims.where("contested IS NULL")
        .select("case_no", "outcome")
        .distinct()
        .join(parties.where("role = 'agent'").select("case_no"), on="case_no", how="left_semi")
    )
    answerable = parties.where(ANSWERABLE).groupBy("case_no").agg(F.count("*").alias("answerable"))
    counting = (
        documents.withColumn("event_on", F.expr(RECORDED))
        .join(open_suits, on="case_no", how="left_semi")
        .groupBy("case_no")
        .agg(F.expr(f"max(struct({LAST_DOCUMENT}, document_kind, document_text))").alias("document"))
        .where("document.is_judgment")
    )
    return (
        counting.select("case_no", "document", read("document.document_text").alias("read"))
        .selectExpr(
            *("case_no", "document.source_row_id AS contested_row"),
            "struct(document.document_kind, read.outcome, read.defendant_absent) AS text",
        )
        .join(open_suits, on="case_no")
        .join(answerable, on="case_no")
        .selectExpr("case_no", f"{TOLD_CONTESTED} AS told_contested", "contested_row")
        .where("told_contested IS NOT NULL")
    )


def sided(claims: DataFrame, parties: DataFrame, told: DataFrame, came: DataFrame) -> DataFrame:
    """(case_no, creditor, agent, agent_row, case_row, claim_row, filed_on, department, for_plaintiff, side_rows): an
    agent in a loan suit of a plaintiff (`Lending.claims`), but for those known to be another's.

    `for_plaintiff` is null where nobody knows whose agent it was, as in the view of agents (`features.sources.agents`).
    The extract may say it, or a document (`told_of_agents`); where no defendant came, by the suit's row or else by its
    document (`came` is what `told_contested` gives), and no surety was sued, it was the plaintiff's; and what is known
    of some suits of one agent and plaintiff, and of none otherwise, holds for their others. `side_rows` are the
    documents of the suit that say whose it was, or that nobody came.
    """
    agents = parties.where("role = 'agent'").selectExpr(
        *("case_no", "party AS agent", "party_row AS agent_row"),
        # Entered for two sides is entered for another.
        "bool_and(acts_for = 'plaintiff') OVER (PARTITION BY case_no, party) AS entered",
    )
    said = (
        told.withColumn("for_plaintiff", F.expr("if(capacity = 'other_side', false, for_plaintiff)"))
        .where("for_plaintiff IS NOT NULL")
        .groupBy("case_no", "agent")
        .agg(F.expr("bool_and(for_plaintiff)").alias("said"), F.sort_array(F.collect_set("text_row")).alias("told_by"))
    )
    # Whether the defendant came the extract says, and not whether a surety did.
    beside = parties.where("role = 'guarantor'").selectExpr("case_no", "true AS beside").distinct()
    by_absence = "if(told IS NULL AND by_absence AND contested_row IS NOT NULL, array(contested_row), null)"
    return (
        claims.join(agents, on="case_no", how="inner")
        .where("agent <> creditor")
        .join(said, on=["case_no", "agent"], how="left")
        .join(beside, on="case_no", how="left")
        .join(came, on="case_no", how="left")
        .withColumn("contested", F.expr("coalesce(contested, told_contested)"))
        .withColumns({"told": F.expr(TOLD_SIDE), "by_absence": F.expr(SIDE_BY_ABSENCE)})
        .withColumn("for_plaintiff", F.expr(side_of_pair("creditor", "agent")))
        .where("coalesce(for_plaintiff, true)")
        .select(
            *("case_no", "creditor", "agent", "agent_row", "case_row", "claim_row", "filed_on", "department"),
            *("for_plaintiff", F.expr(f"coalesce(told_by, {by_absence}, array())").alias("side_rows")),
        )
    )


def perhaps_theirs(lending: Lending) -> DataFrame:
    """The rows of `sided` of plaintiffs who never held a licence, without agents who are said to be a party's relative:
    a family is no business."""
    licensed = lending.licences.selectExpr("holder AS creditor")
    relatives = lending.capacities.where("relative").select("agent")
    suits = lending.sided_agents.join(licensed, on="creditor", how="left_anti")
    return suits.join(relatives, on="agent", how="left_anti")


def lawyers_of_the_town(lending: Lending) -> DataFrame:
    """(agent, clients): agents to whom more than `MOST_CLIENTS_ONCE` lenders came once, and all their lenders, by all
    suits in which they may have been the lender's."""
    perhaps = perhaps_theirs(lending).groupBy("agent", "creditor").agg(F.count_distinct("case_no").alias("suits"))
    came_once = F.count_if(F.col("suits") < HOUSE_AGENT_SUITS).alias("once")
    served = perhaps.groupBy("agent").agg(F.count("*").alias("clients"), came_once)
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
