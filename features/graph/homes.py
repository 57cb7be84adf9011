"""Lenders whom powers of attorney over borrowers' homes bring together: who holds them, and who gets the home.

A power over everything that can be done with a home is how a trap loan takes it (司法部 2017-08 notice: a notary may
not make one for a private loan).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_GRANTORS = 2
"""Borrowers over whose homes somebody must hold powers: one may be a friend or a relative."""

WITH_THE_LOAN_DAYS = 7
"""A power given at most so long after a loan was made belongs to it: nobody borrows on a home and gives it into a
friend's hand in one week. Then one borrower is enough."""

POWERS_OVER_HOMES = ("power_to_sell_home", "power_to_mortgage")
"""Powers by which a home can be taken for a debt. To sell without taking the price is an everyday deed, and so is to
let: a letting agent holds many."""


def powers_of_borrowers(lending: Lending) -> DataFrame:
    """Records of holds_powers_for, from who holds powers over the homes of `LEAST_GRANTORS` borrowers or more to those
    borrowers' lenders, or over one home to the lender with whose loan the power came: one per deed and loan. Who ever
    held a lending licence is no such lender."""
    lent = lending.loans.selectExpr("lender", "borrower AS grantor", "lent_on", "source_row_ids AS loan_rows")
    held = _full_powers(lending).join(lent, on="grantor").where("attorney <> lender")
    several = held.groupBy("attorney").agg(F.count_distinct("grantor").alias("grantors"))
    with_the_loan = f"datediff(notarised_on, lent_on) BETWEEN 0 AND {WITH_THE_LOAN_DAYS}"
    return (
        held.join(several, on="attorney")
        .where(f"grantors >= {LEAST_GRANTORS} OR {with_the_loan}")
        .selectExpr(
            "'holds_powers_for' AS kind",
            "attorney AS from_entity",
            "lender AS to_entity",
            "deed_no AS record",
            "notarised_on AS first_on",
            "notarised_on AS last_on",
            "CAST(NULL AS bigint) AS amount_fen",
            "department",
            "array_union(array(source_row_id), loan_rows) AS source_row_ids",
        )
    )


def homes_sold(lending: Lending) -> DataFrame:
    """Records of passes_home_to, from a lender whose borrower's home was sold under a power, and from the holder of the
    power where they lend too, to the buyer: one per transfer. All have a lending act of their own and never held a
    licence.
    """
    lenders = lending.lenders.join(
        lending.licences.selectExpr("holder AS entity"), on="entity", how="left_anti"
    ).localCheckpoint(eager=False)
    powers = _full_powers(lending).selectExpr(
        "deed_no AS power_deed_no", "attorney", "grantor", "source_row_id AS power_row"
    )
    sold = (
        lending.sales_under_powers.selectExpr(
            "transfer_no", "transferred_on", "power_deed_no", "buyer", "department", "source_row_id"
        )
        .join(powers, on="power_deed_no")
        .withColumn("deed_rows", F.expr("array(source_row_id, power_row)"))
        .join(lenders.withColumnRenamed("entity", "buyer"), on="buyer", how="left_semi")
        .localCheckpoint(eager=False)
    )
    lent = lending.loans.selectExpr("lender", "borrower AS grantor", "lent_on", "source_row_ids AS loan_rows")
    ends = (
        sold.join(lent, on="grantor")
        .where("lent_on <= transferred_on")
        .selectExpr("*", "lender AS seller", "array_union(deed_rows, loan_rows) AS source_row_ids")
        .select("transfer_no", "transferred_on", "buyer", "department", "seller", "source_row_ids")
        .union(
            sold.join(lenders.withColumnRenamed("entity", "attorney"), on="attorney", how="left_semi").select(
                "transfer_no", "transferred_on", "buyer", "department", "attorney", "deed_rows"
            )
        )
    )
    return ends.selectExpr(
        "'passes_home_to' AS kind",
        "seller AS from_entity",
        "buyer AS to_entity",
        "transfer_no AS record",
        "transferred_on AS first_on",
        "transferred_on AS last_on",
        "CAST(NULL AS bigint) AS amount_fen",
        "department",
        "source_row_ids",
    )


def _full_powers(lending: Lending) -> DataFrame:
    return lending.powers.where(F.col("power_kind").isin(*POWERS_OVER_HOMES))
