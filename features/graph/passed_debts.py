"""Debts that pass from lender to lender: one borrower, a loan that falls due, and another's loan that pays it off.

One borrower may run from lender to lender on their own. Where the debts of several pass the same way, the lenders pass
them on (平账, step 4 of the 2019-04-09 opinion).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.sources.relations import CHAIN_GROWTH, follows_on

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_PASSED = 2
"""Borrowers whose debts must pass between two lenders before that is more than one borrower's way."""

MOST_LENDERS = 12
"""Lenders of one borrower beyond which the borrower takes money from the public: those are investors, and no ring."""


def passings(loans: DataFrame) -> DataFrame:
    """One pair of `loans` (`several_lenders`) of one borrower, of which the later is made by another lender when the
    earlier falls due, for about as much: from_entity (the later lender), to_entity, borrower, and the columns of a
    record of takes_over_debts_of."""
    earlier, later = loans.alias("earlier"), loans.alias("later")
    least, most = CHAIN_GROWTH
    follows = F.expr(
        f"""earlier.borrower = later.borrower AND earlier.lender <> later.lender AND later.lent_on > earlier.lent_on
        AND {follows_on("later.lent_on", "earlier.lent_on", "earlier.due_on")}
        AND later.amount_fen / earlier.amount_fen BETWEEN {least} AND {most}"""
    )
    return (
        later.join(earlier, on=follows, how="inner")
        .selectExpr(
            "'takes_over_debts_of' AS kind",
            "later.lender AS from_entity",
            "earlier.lender AS to_entity",
            "later.borrower AS borrower",
            "later.record AS record",
            "earlier.lent_on AS first_on",
            "later.lent_on AS last_on",
            "CAST(NULL AS bigint) AS amount_fen",
            "later.department AS department",
            "array_union(earlier.source_row_ids, later.source_row_ids) AS source_row_ids",
        )
        .localCheckpoint(eager=False)
    )


def passed_debts(passed: DataFrame) -> DataFrame:
    """Records of takes_over_debts_of, from the later lender to the earlier: the rows of `passings` where the debts of
    at least `LEAST_PASSED` borrowers passed that way."""
    ends = ["from_entity", "to_entity"]
    several = passed.groupBy(*ends).agg(F.count_distinct("borrower").alias("borrowers"))
    return passed.join(several.where(f"borrowers >= {LEAST_PASSED}"), on=ends, how="left_semi")


def several_lenders(lending: Lending) -> DataFrame:
    """The rows of `Lending.loans` of borrowers who owe several lenders, and not the public."""
    owing = lending.loans.groupBy("borrower").agg(F.count_distinct("lender").alias("lenders"))
    few = owing.where(f"lenders BETWEEN 2 AND {MOST_LENDERS}")
    return lending.loans.join(few, on="borrower", how="left_semi").localCheckpoint(eager=False)
