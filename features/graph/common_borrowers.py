"""Lenders whom borrowers in common bring together: with one agent, or when they lent at one time, again and again.

An agent alone is a town's lawyer, a borrower alone somebody in need who asks everybody. Both at once, more than once or
where the one's loan paid off the other's, are one business that lends under several names. So are two who with several
borrowers, each time in the same week, turned up together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_BORROWERS = 2
"""Borrowers in common from which on one agent ties two lenders: a couple may have one friend to whom both lent."""

AT_ONE_TIME_DAYS = 7
"""Two loans to one borrower at most so far apart are one occasion; of a borrower who asks one lender after another they
are mostly further apart."""

LEAST_SUITS = 3
"""Loan suits that an agent brought for both together, from which on one borrower in common is enough: then the agent
came again for one of them."""


def one_agent(lending: Lending, loans: DataFrame, passed: DataFrame) -> DataFrame:
    """Records of shares_agent_and_borrower, from the smaller to the larger id: one per pair of `loans`
    (`passed_debts.several_lenders`) of a borrower in common, whose debt went from one to the other where `passed`
    (`passings`) says so. Who sued together in one suit is tied by another one only.
    """
    common = _in_common(loans).where("NOT jointly")
    appeared = lending.appearances
    went = passed.selectExpr(
        "least(from_entity, to_entity) AS from_entity", "greatest(from_entity, to_entity) AS to_entity", "borrower"
    ).distinct()
    for_one = appeared.selectExpr("creditor AS from_entity", "agent", "suits", "agent_rows")
    for_other = appeared.selectExpr("creditor AS to_entity", "agent", "suits AS more", "agent_rows AS more_rows")
    by_agent = (
        common.join(for_one, on="from_entity")
        .join(for_other, on=["to_entity", "agent"])
        .join(went.withColumn("passed", F.lit(True)), on=["from_entity", "to_entity", "borrower"], how="left")
    )
    enough = (
        by_agent.groupBy("from_entity", "to_entity", "agent")
        .agg(
            F.count_distinct("borrower").alias("borrowers"),
            F.expr("min(suits + more)").alias("suits"),
            F.expr("bool_or(passed)").alias("passed"),
        )
        .where(f"borrowers >= {LEAST_BORROWERS} OR suits >= {LEAST_SUITS} OR passed")
    )
    return by_agent.join(enough, on=["from_entity", "to_entity", "agent"], how="left_semi").selectExpr(
        "'shares_agent_and_borrower' AS kind",
        *("from_entity", "to_entity", "record", "first_on", "last_on", "CAST(NULL AS bigint) AS amount_fen"),
        "department",
        "array_union(source_row_ids, array_union(agent_rows, more_rows)) AS source_row_ids",
    )


def lends_beside(loans: DataFrame) -> DataFrame:
    """Records of lends_beside, from the smaller to the larger id: one per pair of `loans`
    (`passed_debts.several_lenders`) to one person within `AT_ONE_TIME_DAYS`, where the two lenders did so with
    `LEAST_BORROWERS` and on more than one occasion.

    A borrower against whom they sued together counts for nothing, for two who own one debt are mostly a couple; nor
    does a firm, into which friends may put money side by side, nor who lends themselves: in a savings circle (合会) all
    pay one member today and another next month.
    """
    ends = ["from_entity", "to_entity"]
    lends = loans.selectExpr("lender AS borrower").distinct()
    common = _in_common(loans).where("borrower NOT LIKE 'C%'").join(lends, on="borrower", how="left_anti")
    jointly = common.where("jointly").select(*ends, "borrower")
    at_once = common.where(f"datediff(last_on, first_on) <= {AT_ONE_TIME_DAYS}").join(
        jointly, on=[*ends, "borrower"], how="left_anti"
    )
    again = (
        at_once.groupBy(*ends)
        .agg(
            F.count_distinct("borrower").alias("borrowers"),
            F.expr("datediff(max(first_on), min(first_on))").alias("days"),
        )
        .where(f"borrowers >= {LEAST_BORROWERS} AND days > {AT_ONE_TIME_DAYS}")
    )
    return at_once.join(again, on=ends, how="left_semi").selectExpr(
        "'lends_beside' AS kind",
        *(*ends, "record", "first_on", "last_on", "CAST(NULL AS bigint) AS amount_fen", "department", "source_row_ids"),
    )


def _in_common(loans: DataFrame) -> DataFrame:
    """Every two of `loans` to one borrower by two lenders: from_entity (the smaller id), to_entity, borrower, what a
    record of an edge says of them, and whether they are one suit that both brought (`jointly`)."""
    one, other = loans.alias("one"), loans.alias("other")
    return one.join(other, F.expr("one.borrower = other.borrower AND one.lender < other.lender")).selectExpr(
        "one.lender AS from_entity",
        "other.lender AS to_entity",
        "one.borrower AS borrower",
        "array_min(array(one.record, other.record)) AS record",
        "least(one.lent_on, other.lent_on) AS first_on",
        "greatest(one.lent_on, other.lent_on) AS last_on",
        "one.department AS department",
        "array_union(one.source_row_ids, other.source_row_ids) AS source_row_ids",
        "one.record = other.record AS jointly",
    )
