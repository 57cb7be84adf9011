"""Lending acts as the graph reads them: loan suits, notarised loans, mortgages to who is no bank, and enforcement.

A suit counts only as a creditor's suit on a loan. Any other suit, whoever files it, is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.graph.agents import perhaps_theirs, sided, told_contested, told_of_agents
from features.sources.lending import LICENSED_CAUSES, LOAN_DEEDS, PRIVATE_CAUSES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TABLES = (
    "case_parties",
    "companies",
    "company_officers",
    "company_shareholders",
    "enforcements",
    "house_transfers",
    "lending_licences",
    "mortgages",
    "notarised_debts",
    "notarised_powers",
)

SURE_ADDRESS = 0.97
"""From this belief on a written address counts as its standard address: an area is written beside road and number."""


class Lending:
    """The lending acts of the night `as_of`. `tables` are those that job build_graph reads.

    Frames that several edges are made of are computed once and cut off from the plan of their sources, which is long:
    every delivered table comes with the reader's choice of versions.
    """

    def __init__(self, tables: Mapping[str, DataFrame], as_of: date) -> None:
        self._tables = tables
        self.as_of = as_of

    @cached_property
    def _named(self) -> DataFrame:
        """(source_row_id, named): the entity in each role of a row; reporters and victims are left out."""
        return (
            self._tables["linked.crosswalks"]
            .where(f"table IN {_TABLES} AND NOT links_only")
            .groupBy("source_row_id")
            .agg(F.expr("map_from_entries(collect_list(struct(role, entity_id)))").alias("named"))
            .localCheckpoint(eager=False)
        )

    def rows(self, table: str, *roles: str) -> DataFrame:
        """Rows of a bronze table that name anybody, with a column for the entity in each role, null where nobody."""
        found = self._tables[f"bronze.{table}"].join(self._named, on="source_row_id", how="inner")
        return found.selectExpr("*", *(f"named['{role}'] AS {role}" for role in roles)).drop("named")

    @cached_property
    def licences(self) -> DataFrame:
        """(holder, licence_kind, granted_on, valid_until, revoked_on): the holder by the licence's own row."""
        return (
            self.rows("lending_licences", "company")
            .selectExpr("company AS holder", "licence_kind", "granted_on", "valid_until", "revoked_on")
            .localCheckpoint(eager=False)
        )

    @property
    def held(self) -> DataFrame:
        """(entity_id) of whom a reviewer has to say first who they are."""
        return self._tables["linked.entities"].where("conflict").select("entity_id")

    @property
    def buildings(self) -> DataFrame:
        """full_address and use of every building in the housing register."""
        return self._tables["bronze.standard_addresses"].select("full_address", "use")

    @property
    def business_addresses(self) -> DataFrame:
        """(address_id) of standard addresses that the housing register knows for business alone."""
        return self._tables["linked.standard_addresses"].where("use = 'business'").select("address_id")

    @property
    def standing(self) -> DataFrame:
        """(source_row_id, role, address_id) of what the rows give as an address, where its standard address is sure."""
        sure = f"table IN {_TABLES} AND NOT links_only AND probability >= {SURE_ADDRESS}"
        return self._tables["linked.addresses"].where(sure).select("source_row_id", "role", "address_id")

    @cached_property
    def parties(self) -> DataFrame:
        """One party of one case: case_no, role, acts_for, party, party_row, and the name, phone and address written
        beside it."""
        return (
            self.rows("case_parties", "party")
            .selectExpr(
                *("case_no", "role", "acts_for", "party", "party_name", "source_row_id AS party_row"),
                *("party_phone", "party_address", "department", "event_on"),
            )
            .localCheckpoint(eager=False)
        )

    @cached_property
    def claims(self) -> DataFrame:
        """One plaintiff of one loan suit: case_no, creditor, lent_on, due_on, filed_on, principal_fen, contested and
        outcome as in the suit's own row, case_row, claim_row."""
        cases = (
            self._tables["bronze.civil_cases"]
            .where(f"cause IN {(*PRIVATE_CAUSES, *LICENSED_CAUSES)}")
            .selectExpr(
                *("case_no", "cause", "lent_on", "due_on", "filed_on", "principal_fen", "contested", "outcome"),
                "source_row_id AS case_row",
            )
        )
        plaintiffs = self.parties.where("role = 'plaintiff'").selectExpr(
            "case_no", "party AS creditor", "party_row AS claim_row", "department"
        )
        holders = self.licences.selectExpr("holder AS creditor", "true AS licensed").distinct()
        return (
            cases.join(plaintiffs, on="case_no", how="inner")
            .join(holders, on="creditor", how="left")
            .where(F.col("cause").isin(*PRIVATE_CAUSES) | F.col("licensed"))
            .drop("licensed", "cause")
            .localCheckpoint(eager=False)
        )

    @cached_property
    def sided_agents(self) -> DataFrame:
        """Agents in loan suits of plaintiffs, and whether they were theirs (`features.graph.agents.sided`)."""
        rows = (self._tables[f"bronze.{name}"] for name in ("case_parties", "judgment_texts"))
        came = told_contested(self.claims, *rows)
        return sided(self.claims, self.parties, self._told_of_agents, came).localCheckpoint(eager=False)

    @cached_property
    def appearances(self) -> DataFrame:
        """(agent, creditor, suits, first_on, last_on, department, agent_rows): loan suits of a plaintiff, who never
        held a licence, in which an agent known to be theirs appeared, and the rows that say so."""
        return (
            perhaps_theirs(self)
            .where("for_plaintiff")
            .groupBy("agent", "creditor")
            .agg(
                F.count_distinct("case_no").alias("suits"),
                F.min("filed_on").alias("first_on"),
                F.max("filed_on").alias("last_on"),
                F.min("department").alias("department"),
                F.array_sort(F.collect_set("agent_row")).alias("agent_rows"),
            )
            .localCheckpoint(eager=False)
        )

    @cached_property
    def capacities(self) -> DataFrame:
        """(agent, professional, relative, lay, text_rows): as what judgments in loan suits say that an agent appeared,
        and the rows of the texts that say so. Agents of whom none says anything have no row."""
        return (
            self._told_of_agents.where("capacity <> 'other_side'")
            .groupBy("agent")
            .agg(
                *(F.expr(f"bool_or(capacity = '{one}')").alias(one) for one in ("professional", "relative", "lay")),
                F.array_sort(F.collect_set("text_row")).alias("text_rows"),
            )
            .localCheckpoint(eager=False)
        )

    @property
    def other_side(self) -> DataFrame:
        """(case_no, agent) of agents who appeared for a defendant, surety or third party, by the extract or by a
        judgment's word."""
        entered = self.parties.where("role = 'agent' AND acts_for <> 'plaintiff'").select("case_no", "party")
        told = self._told_of_agents.where("capacity = 'other_side'").select("case_no", "agent")
        return told.union(entered).distinct()

    @cached_property
    def _told_of_agents(self) -> DataFrame:
        texts = self._tables["bronze.judgment_texts"].selectExpr(
            "case_no", "document_text", "source_row_id AS text_row"
        )
        return told_of_agents(self.parties, self.claims, texts).localCheckpoint(eager=False)

    @cached_property
    def deeds(self) -> DataFrame:
        """One notarised loan, with creditor, debtor and notary."""
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
    def powers(self) -> DataFrame:
        """One notarised power of attorney, with attorney and grantor."""
        return self.rows("notarised_powers", "attorney", "grantor").where(
            "attorney IS NOT NULL AND grantor IS NOT NULL"
        )

    @cached_property
    def sales_under_powers(self) -> DataFrame:
        """One home that was sold under a notarised power of attorney, with its buyer."""
        return self.rows("house_transfers", "buyer").where("power_deed_no IS NOT NULL AND buyer IS NOT NULL")

    @cached_property
    def posts(self) -> DataFrame:
        """One office or share in a company: kind (of edge), holder, company, record, first_on, last_on (held so far),
        department, source_row_id."""
        yesterday = f"DATE '{self.as_of - timedelta(days=1)}'"
        offices = self.rows("company_officers", "officer", "company").selectExpr(
            *("'officer_of' AS kind", "officer AS holder", "company", "appointment_no AS record"),
            *("appointed_on AS first_on", f"greatest(appointed_on, coalesce(left_on, {yesterday})) AS last_on"),
            *("department", "source_row_id"),
        )
        shares = self.rows("company_shareholders", "holder", "company").selectExpr(
            *("'shareholder_of' AS kind", "holder", "company", "holding_no AS record"),
            *("held_from AS first_on", f"greatest(held_from, coalesce(held_until, {yesterday})) AS last_on"),
            *("department", "source_row_id"),
        )
        named = "holder IS NOT NULL AND company IS NOT NULL"
        return offices.union(shares).where(named).localCheckpoint(eager=False)

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
            .union(self.deeds.selectExpr("creditor"))
            .union(self.mortgages.selectExpr("mortgagee"))
            .union(self.enforcements.selectExpr("applicant"))
        )
        return acts.distinct().localCheckpoint(eager=False)

    @cached_property
    def loans(self) -> DataFrame:
        """One loan of who never held a licence: lender, borrower, lent_on, due_on (null where unknown), amount_fen,
        record, department, source_row_ids.

        Several defendants of one suit are one borrower, the first by id: a couple is not two people who borrowed.
        Licensed lenders are left out: refinancing is their trade.
        """
        debtors = (
            self.parties.where("role = 'defendant'")
            .groupBy("case_no")
            .agg(F.expr("min(struct(party, party_row))").alias("debtor"))
        )
        sued = self.claims.join(debtors, on="case_no", how="inner").selectExpr(
            "creditor AS lender",
            "debtor.party AS borrower",
            "lent_on",
            "due_on",
            "principal_fen AS amount_fen",
            "case_no AS record",
            "department",
            "array(case_row, claim_row, debtor.party_row) AS source_row_ids",
        )
        deeds = self.deeds.selectExpr(
            *("creditor", "debtor", "notarised_on", "due_on", "amount_fen", "deed_no", "department"),
            "array(source_row_id)",
        )
        homes = self.mortgages.selectExpr(
            *("mortgagee", "mortgagor", "registered_on", "CAST(NULL AS date)", "secured_fen", "registration_no"),
            *("department", "array(source_row_id)"),
        )
        licensed = self.licences.selectExpr("holder AS lender").distinct()
        return (
            reduce(lambda one, other: one.union(other), (sued, deeds, homes))
            .where("borrower IS NOT NULL AND lender <> borrower AND lent_on IS NOT NULL AND amount_fen > 0")
            .join(licensed, on="lender", how="left_anti")
            .localCheckpoint(eager=False)
        )
