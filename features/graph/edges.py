"""Typed, dated edges that cite their source rows."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

from features.graph.agents import lay_agents, run_with_partners
from features.graph.common_borrowers import lends_beside, one_agent
from features.graph.contacts import shared_contacts
from features.graph.homes import homes_sold, powers_of_borrowers
from features.graph.passed_debts import passed_debts, passings, several_lenders
from features.graph.supporters import stands_by

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending
    from identifiers.pseudonyms import Pseudonyms

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
    loans = several_lenders(lending)
    passed = passings(loans)
    powers = powers_of_borrowers(lending).localCheckpoint(eager=False)
    records = [
        *_suits(lending),
        _deeds(lending),
        _mortgages(lending),
        _enforcements(lending),
        _posts(lending),
        passed_debts(passed),
        one_agent(lending, loans, passed),
        lends_beside(loans),
        powers,
        homes_sold(lending),
        lay_agents(lending),
        stands_by(lending),
        run_with_partners(lending, powers),
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


_Edge = tuple[str, str, str, str]
"""Kind, column of who acts, column of who is acted on, Spark SQL of the amount."""


def _records(
    rows: DataFrame,
    *edges: _Edge,
    record: str,
    on: str,
    until: str | None = None,
    where: str = "true",
    cites: str = "array(source_row_id)",
) -> DataFrame:
    """The edges that each row tells of, in the columns of `_RECORD`, in one scan; unknown ends are left out."""
    said = ", ".join(
        f"named_struct('kind', '{kind}', 'from_entity', {acts}, 'to_entity', {acted_on}, "
        f"'amount_fen', CAST({amount} AS bigint))"
        for kind, acts, acted_on, amount in edges
    )
    return (
        rows.where(where)
        .selectExpr(
            f"inline(array({said}))",
            f"{record} AS record",
            f"{on} AS first_on",
            f"{until or on} AS last_on",
            "department",
            f"{cites} AS source_row_ids",
        )
        .where("from_entity IS NOT NULL AND to_entity IS NOT NULL")
    )


_OF_A_CASE = "array(case_row, claim_row, party_row)"


def _suits(lending: Lending) -> list[DataFrame]:
    others = lending.parties.where("role NOT IN ('plaintiff', 'agent')").select("case_no", "role", "party", "party_row")
    beside = lending.claims.join(others, on="case_no", how="inner").localCheckpoint(eager=False)
    guarantors = others.where("role = 'guarantor'").selectExpr(
        "case_no", "party AS guarantor", "party_row AS claim_row"
    )
    guaranteed = beside.drop("claim_row").where("role = 'defendant'").join(guarantors, on="case_no", how="inner")

    def filed(rows: DataFrame, role: str, *edges: _Edge, on: str = "filed_on") -> DataFrame:
        return _records(rows, *edges, record="case_no", on=on, where=f"role = '{role}'", cites=_OF_A_CASE)

    return [
        filed(
            beside,
            "defendant",
            ("lends_to", "creditor", "party", "principal_fen"),
            on="coalesce(lent_on, filed_on)",
        ),
        filed(beside, "defendant", ("sues", "creditor", "party", "principal_fen")),
        _records(
            lending.sided_agents.where("for_plaintiff"),
            ("represents", "agent", "creditor", "NULL"),
            record="case_no",
            on="filed_on",
            cites="concat(array(case_row, claim_row, agent_row), side_rows)",
        ),
        # The extract does not say whose witness it was. The edge joins nobody.
        filed(beside, "witness", ("witnesses", "party", "creditor", "NULL")),
        filed(guaranteed, "defendant", ("guarantees", "guarantor", "party", "NULL")),
    ]


def _deeds(lending: Lending) -> DataFrame:
    loan: _Edge = ("lends_to", "creditor", "debtor", "amount_fen")
    notary: _Edge = ("notarises_for", "notary", "creditor", "NULL")
    return _records(lending.deeds, loan, notary, record="deed_no", on="notarised_on")


def _mortgages(lending: Lending) -> DataFrame:
    loan: _Edge = ("lends_to", "mortgagee", "mortgagor", "secured_fen")
    home: _Edge = ("mortgages_to", "mortgagor", "mortgagee", "secured_fen")
    return _records(lending.mortgages, loan, home, record="registration_no", on="registered_on")


def _enforcements(lending: Lending) -> DataFrame:
    # The sum enforced is the judgment's or the deed's, and counts there.
    loan: _Edge = ("lends_to", "applicant", "debtor", "NULL")
    return _records(lending.enforcements, loan, record="enforcement_no", on="filed_on")


def _posts(lending: Lending) -> DataFrame:
    return lending.posts.selectExpr(
        *("kind", "holder AS from_entity", "company AS to_entity", "record", "first_on", "last_on"),
        *("CAST(NULL AS bigint) AS amount_fen", "department", "array(source_row_id) AS source_row_ids"),
    )
