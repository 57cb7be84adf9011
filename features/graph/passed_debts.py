"""Debts that pass from lender to lender: one borrower, a loan that falls due, and another's loan that pays it off.

One borrower may run from lender to lender on their own. Where the debts of several pass the same way, the lenders pass
them on (平账, step 4 of the 2019-04-09 opinion).
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.sources.relations import CHAIN_GROWTH, CHAIN_LAG_DAYS, CHAIN_TERM_DAYS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

LEAST_PASSED = 2
"""Borrowers whose debts must pass between two lenders before that is more than one borrower's way."""

MOST_LENDERS = 12
"""Lenders of one borrower beyond which the borrower takes money from the public: those are investors, and no ring."""


def passed_debts(lending: Lending) -> DataFrame:
    """Records of takes_over_debts_of, from the later lender to the earlier: one per pair of loans, where the debts of
    at least `LEAST_PASSED` borrowers passed that way.

    Who ever held a lending licence is left out: refinancing is their trade.
    """
    loans = _loans(lending).localCheckpoint(eager=False)
    public = loans.groupBy("borrower").agg(F.count_distinct("lender").alias("lenders"))
    private = loans.join(public.where(f"lenders BETWEEN 2 AND {MOST_LENDERS}"), on="borrower", how="left_semi")
    earlier, later = private.alias("earlier"), private.alias("later")
    least, most = CHAIN_GROWTH
    follows = F.expr(
        f"""earlier.borrower = later.borrower AND earlier.lender <> later.lender AND later.lent_on > earlier.lent_on
        AND later.lent_on <= coalesce(earlier.due_on + {CHAIN_LAG_DAYS}, earlier.lent_on + {CHAIN_TERM_DAYS})
        AND later.amount_fen / earlier.amount_fen BETWEEN {least} AND {most}"""
    )
    passed = later.join(earlier, on=follows, how="inner").selectExpr(
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
    ends = ["from_entity", "to_entity"]
    several = passed.groupBy(*ends).agg(F.count_distinct("borrower").alias("borrowers"))
    return passed.join(several.where(f"borrowers >= {LEAST_PASSED}"), on=ends, how="left_semi")


def _loans(lending: Lending) -> DataFrame:
    """One loan: lender, borrower, lent_on, due_on (null where unknown), amount_fen, record, department, source_row_ids.

    Several defendants of one suit are one borrower, the first by id: a couple is not two people whose debts passed.
    """
    debtors = (
        lending.parties.where("role = 'defendant'")
        .groupBy("case_no")
        .agg(F.expr("min(struct(party, party_row))").alias("debtor"))
    )
    sued = lending.claims.join(debtors, on="case_no", how="inner").selectExpr(
        "creditor AS lender",
        "debtor.party AS borrower",
        "lent_on",
        "due_on",
        "principal_fen AS amount_fen",
        "case_no AS record",
        "department",
        "array(case_row, claim_row, debtor.party_row) AS source_row_ids",
    )
    deeds = lending.deeds.selectExpr(
        *("creditor", "debtor", "notarised_on", "due_on", "amount_fen", "deed_no", "department", "array(source_row_id)")
    )
    homes = lending.mortgages.selectExpr(
        *("mortgagee", "mortgagor", "registered_on", "CAST(NULL AS date)", "secured_fen", "registration_no"),
        *("department", "array(source_row_id)"),
    )
    licensed = lending.licences.selectExpr("holder AS lender").distinct()
    return (
        reduce(lambda one, other: one.union(other), (sued, deeds, homes))
        .where("borrower IS NOT NULL AND lender <> borrower AND lent_on IS NOT NULL AND amount_fen > 0")
        .join(licensed, on="lender", how="left_anti")
    )
