"""Lenders beside whom one person stands in several parts: who appears for each of them and vouches or testifies too.

A lawyer of the town appears for strangers to each other, and a village's respected man vouches for many of their debts.
Whoever does both, and owes nothing, is neither: they belong to the business that lends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.sources.agents import AGENT_SERVES_EVERYBODY

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_DEBTORS = 3
"""Borrowers in whose suits somebody must have stood: two may be a father and a son, whose kin stands up for them before
every lender."""

LEAST_DEBTORS_IF_TOLD = 2
"""Where a judgment says that the agent is the lender's and no lawyer: then it is nobody of the borrowers' kin."""


def stands_by(lending: Lending) -> DataFrame:
    """Records of stands_by, from somebody who in loan suits was several lenders' agent and in the same or others a
    surety or witness, to each lender for whom they appeared: one per pair. A surety stands by the debtor: who vouches
    for a lender's debtors and appeared for another alone is tied to neither.

    Only suits against people count: the owners of firms vouch for each other's firms, and appear for their own. Nobody
    counts who owes a loan on record, for those who borrow from one lender vouch and testify for each other, nor whom a
    judgment calls a lawyer or a relative, or names as the agent of somebody who was sued.
    """
    told = lending.capacities.where("lay").selectExpr("agent AS helper", "text_rows")
    stood = _stood(lending).join(told, on="helper", how="left").localCheckpoint(eager=False)
    several = (
        stood.groupBy("helper")
        .agg(
            F.expr("bool_or(role <> 'agent')").alias("vouches"),
            F.count_distinct("debtor").alias("debtors"),
            F.expr("count(DISTINCT creditor) FILTER (WHERE role = 'agent')").alias("creditors"),
            F.expr(f"if(any_value(text_rows) IS NULL, {LEAST_DEBTORS}, {LEAST_DEBTORS_IF_TOLD})").alias("least"),
        )
        .where(f"vouches AND debtors >= least AND creditors BETWEEN 2 AND {AGENT_SERVES_EVERYBODY}")
    )
    return (
        stood.join(several, on="helper", how="left_semi")
        .groupBy("helper", "creditor")
        .agg(
            F.expr("bool_or(role = 'agent')").alias("appeared"),
            F.min("filed_on").alias("first_on"),
            F.max("filed_on").alias("last_on"),
            F.min("department").alias("department"),
            F.expr("array_union(collect_set(claim_row), collect_set(helper_row))").alias("rows"),
            F.expr("coalesce(any_value(text_rows), array())").alias("text_rows"),
        )
        .where("appeared")
        .selectExpr(
            "'stands_by' AS kind",
            "helper AS from_entity",
            "creditor AS to_entity",
            "array_min(rows) AS record",
            "first_on",
            "last_on",
            "CAST(NULL AS bigint) AS amount_fen",
            "department",
            "array_union(rows, text_rows) AS source_row_ids",
        )
    )


def _stood(lending: Lending) -> DataFrame:
    """(case_no, creditor, filed_on, department, claim_row, debtor, helper, role, helper_row): who may have stood by an
    unlicensed lender in a loan suit against people, and as what. Several defendants are one debtor, the first by id."""
    parties = lending.parties.select("case_no", "role", "party", "party_row")
    debtors = (
        parties.where("role = 'defendant'")
        .groupBy("case_no")
        .agg(F.min("party").alias("debtor"), F.expr("bool_or(party LIKE 'C%')").alias("a_firm"))
        .where("NOT a_firm")
        .drop("a_firm")
    )
    theirs = lending.sided_agents.where("for_plaintiff").selectExpr(
        "case_no", "'agent' AS role", "agent AS party", "agent_row AS party_row"
    )
    helpers = (
        parties.where("role IN ('witness', 'guarantor')")
        .union(theirs.distinct())
        .withColumnsRenamed({"party": "helper", "party_row": "helper_row"})
        .join(_debtors(lending).withColumnRenamed("debtor", "helper"), on="helper", how="left_anti")
        .join(_no_helpers(lending).withColumnRenamed("agent", "helper"), on="helper", how="left_anti")
    )
    return (
        lending.claims.select("case_no", "creditor", "filed_on", "department", "claim_row")
        .join(lending.licences.selectExpr("holder AS creditor"), on="creditor", how="left_anti")
        .join(debtors, on="case_no")
        .join(helpers, on="case_no")
        .where("helper <> creditor")
    )


def _debtors(lending: Lending) -> DataFrame:
    """(debtor): everybody who owes or owed a loan on record, but for a bank's mortgage."""
    sued = lending.parties.where("role = 'defendant'").join(lending.claims, on="case_no", how="left_semi")
    return (
        sued.selectExpr("party AS debtor")
        .union(lending.deeds.select("debtor"))
        .union(lending.mortgages.selectExpr("mortgagor"))
        .where("debtor IS NOT NULL")
        .distinct()
    )


def _no_helpers(lending: Lending) -> DataFrame:
    """(agent): whom a judgment calls a lawyer or a relative, or somebody's who was sued."""
    return (
        lending.capacities.where("professional OR relative").select("agent").union(lending.other_side.select("agent"))
    )
