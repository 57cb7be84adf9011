"""Lenders whom one agent and one borrower bring together.

An agent alone is a town's lawyer, a borrower alone somebody in need who asks everybody. Both at once, more than once or
where the one's loan paid off the other's, are one business that lends under several names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_BORROWERS = 2
"""Borrowers in common from which on one agent ties two lenders: a couple may have one friend to whom both lent."""

LEAST_SUITS = 3
"""Loan suits that an agent brought for both together, from which on one borrower in common is enough: then the agent
came again for one of them."""


def one_agent(lending: Lending, loans: DataFrame, passed: DataFrame) -> DataFrame:
    """Records of shares_agent_and_borrower, from the smaller to the larger id: one per pair of `loans`
    (`passed_debts.several_lenders`) of a borrower in common, whose debt went from one to the other where `passed`
    (`passings`) says so. Who sued together in one suit is tied by another one only.
    """
    one, other = loans.alias("one"), loans.alias("other")
    common = one.join(
        other,
        F.expr("one.borrower = other.borrower AND one.lender < other.lender AND one.record <> other.record"),
    ).selectExpr(
        "one.lender AS from_entity",
        "other.lender AS to_entity",
        "one.borrower AS borrower",
        "array_min(array(one.record, other.record)) AS record",
        "least(one.lent_on, other.lent_on) AS first_on",
        "greatest(one.lent_on, other.lent_on) AS last_on",
        "one.department AS department",
        "array_union(one.source_row_ids, other.source_row_ids) AS source_row_ids",
    )
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
