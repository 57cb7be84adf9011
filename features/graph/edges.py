"""Typed, dated edges that cite their source rows."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

from features.graph.contacts import shared_contacts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending
    from identifiers.pseudonyms import Pseudonyms

EDGE_DDL = (
    "edge_id string, kind string, from_entity string, to_entity string, first_on date, last_on date, rows bigint, "
    "amount_fen bigint, departments array<string>, source_row_ids array<string>"
)

MOST_CITED = 50
"""Source rows an edge cites; `rows` counts them all."""

_RECORD = (
    "kind",
    "from_entity",
    "to_entity",
    "record",
    "first_on",
    "last_on",
    "amount_fen",
    "department",
    "source_row_ids",
)
"""What one record says of one edge. `record` is the department's own number, so that an amount counts once however many
rows tell of it; the amount is null where the record has none or where another record holds it."""


def edges(lending: Lending, pseudonyms: Pseudonyms) -> DataFrame:
    """`graph.edges`: one row per kind and pair, from the lending acts of the night and the companies' register.

    Mentions of reporters and victims are never read. An edge from somebody to themselves is none.
    """
    records = [
        *_loans(lending),
        *_around_suits(lending),
        *_companies(lending),
        _deed_notaries(lending),
        _mortgaged_homes(lending),
        shared_contacts(lending),
    ]
    every = reduce(lambda left, right: left.union(right), [one.select(*_RECORD) for one in records])
    made = {
        "first_on": "min(first_on)",
        "last_on": "max(last_on)",
        "cited": "array_sort(array_distinct(flatten(collect_list(source_row_ids))))",
        "amounts": "collect_set(CASE WHEN amount_fen IS NOT NULL THEN struct(record, amount_fen) END)",
        "departments": "sort_array(collect_set(department))",
    }
    gathered = (
        every.where("from_entity <> to_entity")
        .groupBy("kind", "from_entity", "to_entity")
        .agg(*(F.expr(how).alias(name) for name, how in made.items()))
        .selectExpr(
            "kind",
            "from_entity",
            "to_entity",
            "first_on",
            "last_on",
            "CAST(size(cited) AS bigint) AS rows",
            """CASE WHEN size(amounts) > 0
               THEN aggregate(amounts, 0L, (total, one) -> total + one.amount_fen) END AS amount_fen""",
            "departments",
            f"slice(cited, 1, {MOST_CITED}) AS source_row_ids",
        )
    )
    return _named(gathered, pseudonyms)


def _named(gathered: DataFrame, pseudonyms: Pseudonyms) -> DataFrame:
    # The key travels inside the pickled function; as a column's literal it would stand in the plan's text.
    @F.pandas_udf("string")
    def edge_id(kind: pd.Series, one: pd.Series, other: pd.Series) -> pd.Series:
        return pseudonyms.vectorised("edge", kind, one, other)

    return gathered.withColumn("edge_id", edge_id("kind", "from_entity", "to_entity"))


def _record(
    rows: DataFrame,
    kind: str,
    ends: tuple[str, str],
    record: str,
    on: str,
    amount: str = "CAST(NULL AS bigint)",
    until: str | None = None,
    cites: str = "array(source_row_id)",
) -> DataFrame:
    """Records of one kind, in the columns of `_RECORD`; rows where an end is not known are left out."""
    return rows.where(f"{ends[0]} IS NOT NULL AND {ends[1]} IS NOT NULL").selectExpr(
        f"'{kind}' AS kind",
        f"{ends[0]} AS from_entity",
        f"{ends[1]} AS to_entity",
        f"{record} AS record",
        f"{on} AS first_on",
        f"{until or on} AS last_on",
        f"{amount} AS amount_fen",
        "department",
        f"{cites} AS source_row_ids",
    )


_OF_A_CASE = "array(case_row, claim_row, party_row)"


def _loans(lending: Lending) -> list[DataFrame]:
    sued = lending.claims.join(lending.in_role("defendant"), on="case_no", how="inner")
    ends = ("creditor", "defendant")
    enforced = ("applicant", "debtor")
    return [
        _record(sued, "lends_to", ends, "case_no", "coalesce(lent_on, filed_on)", "principal_fen", cites=_OF_A_CASE),
        _record(sued, "sues", ends, "case_no", "filed_on", "principal_fen", cites=_OF_A_CASE),
        _record(lending.deeds, "lends_to", ("creditor", "debtor"), "deed_no", "notarised_on", "amount_fen"),
        _record(
            lending.mortgages, "lends_to", ("mortgagee", "mortgagor"), "registration_no", "registered_on", "secured_fen"
        ),
        # The sum enforced is the judgment's or the deed's, and counts there.
        _record(lending.enforcements, "lends_to", enforced, "enforcement_no", "filed_on"),
    ]


def _around_suits(lending: Lending) -> list[DataFrame]:
    def beside(role: str) -> DataFrame:
        return lending.claims.join(lending.in_role(role), on="case_no", how="inner")

    guaranteed = (
        lending.claims.select("case_no", "filed_on", "case_row", "department")
        .distinct()
        .join(lending.in_role("guarantor").withColumnRenamed("party_row", "claim_row"), on="case_no", how="inner")
        .join(lending.in_role("defendant"), on="case_no", how="inner")
    )
    return [
        # The extract does not say whose agent or witness it was; in loan suits it is the plaintiff who brings them.
        _record(beside("agent"), "represents", ("agent", "creditor"), "case_no", "filed_on", cites=_OF_A_CASE),
        _record(beside("witness"), "witnesses", ("witness", "creditor"), "case_no", "filed_on", cites=_OF_A_CASE),
        _record(guaranteed, "guarantees", ("guarantor", "defendant"), "case_no", "filed_on", cites=_OF_A_CASE),
    ]


def _companies(lending: Lending) -> list[DataFrame]:
    return [
        _record(
            lending.rows("company_officers", "officer", "company"),
            "officer_of",
            ("officer", "company"),
            "appointment_no",
            "appointed_on",
            until="greatest(appointed_on, left_on)",
        ),
        _record(
            lending.rows("company_shareholders", "holder", "company"),
            "shareholder_of",
            ("holder", "company"),
            "holding_no",
            "held_from",
            until="greatest(held_from, held_until)",
        ),
    ]


def _deed_notaries(lending: Lending) -> DataFrame:
    return _record(lending.deeds, "notarises_for", ("notary", "creditor"), "deed_no", "notarised_on")


def _mortgaged_homes(lending: Lending) -> DataFrame:
    ends = ("mortgagor", "mortgagee")
    return _record(lending.mortgages, "mortgages_to", ends, "registration_no", "registered_on", "secured_fen")
