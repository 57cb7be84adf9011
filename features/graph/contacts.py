"""Business phones and addresses that two lenders share. The values themselves never leave this module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F

from features.graph.kinds import MOST_HOLDERS
from identifiers import addresses, phones

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending


def shared_contacts(lending: Lending) -> DataFrame:
    """Records of shares_business_phone and shares_business_address, from the smaller to the larger id.

    A phone counts where a company registered it or a creditor wrote it beside a loan; an address where a company
    registered it or wrote it as a creditor. A person's address is a home, and is not read. Both ends must have a
    lending act of their own, and at most `MOST_HOLDERS` parties may write the value anywhere in these tables.
    """
    held = _normal(_written(lending)).localCheckpoint(eager=False)
    rare = (
        held.groupBy("kind", "value")
        .agg(F.count_distinct("entity").alias("holders"))
        .where(f"holders BETWEEN 2 AND {MOST_HOLDERS}")
    )
    lenders = (
        held.where("business")
        .join(rare, on=["kind", "value"], how="left_semi")
        .join(lending.lenders, on="entity", how="left_semi")
        .groupBy("kind", "value", "entity")
        .agg(
            F.min("event_on").alias("first_on"),
            F.max("event_on").alias("last_on"),
            F.min("department").alias("department"),
            F.collect_set("source_row_id").alias("source_row_ids"),
        )
    )
    one, other = lenders.alias("one"), lenders.alias("other")
    same = F.expr("one.kind = other.kind AND one.value = other.value AND one.entity < other.entity")
    return one.join(other, on=same, how="inner").selectExpr(
        "one.kind AS kind",
        "one.entity AS from_entity",
        "other.entity AS to_entity",
        # Two values in common are two records of the edge; the value itself must not be one of its columns.
        "array_min(array_union(one.source_row_ids, other.source_row_ids)) AS record",
        "least(one.first_on, other.first_on) AS first_on",
        "greatest(one.last_on, other.last_on) AS last_on",
        "CAST(NULL AS bigint) AS amount_fen",
        "one.department AS department",
        "array_union(one.source_row_ids, other.source_row_ids) AS source_row_ids",
    )


def _written(lending: Lending) -> DataFrame:
    """Every phone, and every company's address, in the tables of the graph, with whether it is for business."""
    companies = lending.rows("companies", "company")
    officers = lending.rows("company_officers", "officer")
    claimants = lending.parties.join(lending.claims.select("case_no").distinct(), on="case_no", how="left_semi")
    sides = [
        (companies, "company", "phone", "true"),
        (officers, "officer", "officer_phone", "false"),
        (lending.parties, "party", "party_phone", "false"),
        (claimants, "party", "party_phone", "role = 'plaintiff'"),
        (lending.deeds, "creditor", "creditor_phone", "true"),
        (lending.deeds, "debtor", "debtor_phone", "false"),
        (lending.mortgages, "mortgagee", "mortgagee_phone", "true"),
        (lending.mortgages, "mortgagor", "mortgagor_phone", "false"),
        (lending.enforcements, "applicant", "applicant_phone", "true"),
        (lending.enforcements, "debtor", "debtor_phone", "false"),
    ]
    places = [
        (companies, "company", "address"),
        (claimants.where("role = 'plaintiff'"), "party", "party_address"),
        (lending.deeds, "creditor", "creditor_address"),
        (lending.mortgages, "mortgagee", "mortgagee_address"),
        (lending.enforcements, "applicant", "applicant_address"),
    ]
    kept = ("department", "event_on", "source_row_id")
    written = [
        rows.selectExpr(
            f"{who} AS entity", "'shares_business_phone' AS kind", f"{phone} AS value", f"{business} AS business", *kept
        )
        for rows, who, phone, business in sides
    ] + [
        rows.where(f"{who} LIKE 'C%'").selectExpr(  # a company's id: a person's address is a home
            f"{who} AS entity", "'shares_business_address' AS kind", f"{address} AS value", "true AS business", *kept
        )
        for rows, who, address in places
    ]
    every = reduce(lambda left, right: left.union(right), written)
    every = every.where("entity IS NOT NULL AND value IS NOT NULL")
    return every.coalesce(2 * every.sparkSession.sparkContext.defaultParallelism)


def _normal(written: DataFrame) -> DataFrame:
    """The same rows with values in normal form; rows whose value is no phone of somebody's own or no door are left out.

    Python, because the normal forms live in `identifiers`: once per distinct value of a batch, 25 microseconds at most.
    """

    def batches(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            phone = frame["kind"] == "shares_business_phone"
            form = {
                **{text: _own_phone(text) for text in frame["value"][phone].unique()},
                **{text: _door(text) for text in frame["value"][~phone].unique()},
            }
            made = frame.assign(value=[form[text] for text in frame["value"]])
            yield made[made["value"].notna()]

    return written.mapInPandas(batches, schema=written.schema)


def _own_phone(text: str) -> str | None:
    check = phones.check(text)
    return check.number if check.valid and check.kind != "service" else None


def _door(text: str) -> str | None:
    """An address that names a house: without a number it is a street, which many share."""
    form = addresses.address_form(text)
    return form if any(sign.isdecimal() for sign in form) else None
