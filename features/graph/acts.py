"""Lending acts as the graph reads them: loan suits, notarised loans, mortgages to who is no bank, and enforcement.

A suit counts only as a creditor's suit on a loan. Any other suit, whoever files it, is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

PRIVATE_CAUSES = ("private_lending",)
"""Causes under which anybody's claim is a loan's (民事案件案由规定)."""

LICENSED_CAUSES = ("bank_loan", "small_loan", "pawn", "factoring")
"""Causes that are lending only where the plaintiff ever held a licence to lend: others sue on assigned claims."""

LOAN_DEEDS = ("enforceable_debt", "loan_contract")
"""Deeds that are a lending act; a power to sell a home is none, for relatives give them too."""


class Lending:
    """The lending acts of one night. `tables` are those that job build_graph reads.

    Frames that several edges are made of are computed once and cut off from the plan of their sources, which is long:
    every delivered table comes with the reader's choice of versions.
    """

    def __init__(self, tables: Mapping[str, DataFrame]) -> None:
        self._tables = tables

    def bronze(self, table: str) -> DataFrame:
        return self._tables[f"bronze.{table}"]

    def mention(self, table: str, role: str, name: str) -> DataFrame:
        """(source_row_id, <name>) of one role of one table; reporters and victims are left out."""
        return (
            self._tables["linked.crosswalks"]
            .where(f"table = '{table}' AND role = '{role}' AND NOT links_only")
            .selectExpr("source_row_id", f"entity_id AS {name}")
        )

    def rows(self, table: str, *roles: str) -> DataFrame:
        """Rows of a bronze table with a column for the entity in each role, null where nobody is named."""
        frame = self.bronze(table)
        for role in roles:
            frame = frame.join(self.mention(table, role, role), on="source_row_id", how="left")
        return frame

    @cached_property
    def licences(self) -> DataFrame:
        """(holder, licence_kind, granted_on, valid_until, revoked_on): the holder by the licence's own row."""
        held = self.rows("lending_licences", "company").where("company IS NOT NULL")
        return held.selectExpr(
            "company AS holder", "licence_kind", "granted_on", "valid_until", "revoked_on"
        ).localCheckpoint(eager=False)

    @cached_property
    def parties(self) -> DataFrame:
        """One party row of one case with its `party` entity."""
        return self.rows("case_parties", "party").where("party IS NOT NULL").localCheckpoint(eager=False)

    def in_role(self, role: str) -> DataFrame:
        """(case_no, <role>, party_row) of every party of that procedural role."""
        return self.parties.where(f"role = '{role}'").selectExpr(
            "case_no", f"party AS {role}", "source_row_id AS party_row"
        )

    @cached_property
    def claims(self) -> DataFrame:
        """One plaintiff of one loan suit: case_no, creditor, lent_on, filed_on, principal_fen, case_row, claim_row."""
        cases = self.bronze("civil_cases").selectExpr(
            "case_no", "cause", "lent_on", "filed_on", "principal_fen", "source_row_id AS case_row", "department"
        )
        plaintiffs = self.in_role("plaintiff").selectExpr("case_no", "plaintiff AS creditor", "party_row AS claim_row")
        holders = self.licences.selectExpr("holder AS creditor", "true AS licensed").distinct()
        return (
            cases.where(f"cause IN {(*PRIVATE_CAUSES, *LICENSED_CAUSES)}")
            .join(plaintiffs, on="case_no", how="inner")
            .join(holders, on="creditor", how="left")
            .where(F.col("cause").isin(*PRIVATE_CAUSES) | F.col("licensed"))
            .drop("licensed", "cause")
            .localCheckpoint(eager=False)
        )

    @cached_property
    def deeds(self) -> DataFrame:
        """One notarised loan: deed_no, notarised_on, amount_fen, creditor, debtor, notary, creditor_phone, its row."""
        return (
            self.rows("notarised_debts", "creditor", "debtor", "notary")
            .where(f"deed_kind IN {LOAN_DEEDS} AND creditor IS NOT NULL")
            .localCheckpoint(eager=False)
        )

    @cached_property
    def mortgages(self) -> DataFrame:
        """One mortgage to somebody who never held a bank's licence, with mortgagee and mortgagor."""
        banks = self.licences.where("licence_kind = 'bank'").selectExpr("holder AS mortgagee")
        return (
            self.rows("mortgages", "mortgagee", "mortgagor")
            .where("mortgagee IS NOT NULL")
            .join(banks, on="mortgagee", how="left_anti")
            .localCheckpoint(eager=False)
        )

    @cached_property
    def enforcements(self) -> DataFrame:
        """One enforcement of a loan suit or notarised loan that we know, with applicant and debtor."""
        bases = self.claims.selectExpr("case_no AS basis_no").union(self.deeds.selectExpr("deed_no AS basis_no"))
        return (
            self.rows("enforcements", "applicant", "debtor")
            .where("applicant IS NOT NULL")
            .join(bases, on="basis_no", how="left_semi")
            .localCheckpoint(eager=False)
        )

    @cached_property
    def lenders(self) -> DataFrame:
        """(entity) of everybody with a lending act, once."""
        acts = (
            self.claims.selectExpr("creditor AS entity")
            .union(self.deeds.selectExpr("creditor AS entity"))
            .union(self.mortgages.selectExpr("mortgagee AS entity"))
            .union(self.enforcements.selectExpr("applicant AS entity"))
        )
        return acts.distinct().localCheckpoint(eager=False)
