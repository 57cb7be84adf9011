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
    claimed = lending.claims.selectExpr("case_no", "true AS on_a_loan").distinct()
    parties = lending.parties.join(claimed, on="case_no", how="left").selectExpr(
        "*", "party_row AS source_row_id", "on_a_loan AND role = 'plaintiff' AS claims"
    )
    written = [
        _of(lending.rows("companies", "company"), ("company", "phone", "address", "true")),
        _of(lending.rows("company_officers", "officer"), ("officer", "officer_phone", "NULL", "false")),
        _of(parties, ("party", "party_phone", "party_address", "coalesce(claims, false)")),
        _of(lending.deeds, _lends("creditor"), _borrows("debtor")),
        _of(lending.mortgages, _lends("mortgagee"), _borrows("mortgagor")),
        _of(lending.enforcements, _lends("applicant"), _borrows("debtor")),
    ]
    every = reduce(lambda left, right: left.union(right), written)
    every = every.where("entity IS NOT NULL AND value IS NOT NULL")
    return every.coalesce(2 * every.sparkSession.sparkContext.defaultParallelism)


_Side = tuple[str, str, str, str]
"""Entity column, phone column, address column, and Spark SQL for whether the two are written on lending business."""


def _lends(role: str) -> _Side:
    return role, f"{role}_phone", f"{role}_address", "true"


def _borrows(role: str) -> _Side:
    return role, f"{role}_phone", "NULL", "false"


def _of(rows: DataFrame, *sides: _Side) -> DataFrame:
    """The contacts of one table's rows in one scan: entity, kind, value, business, and the row they stand in."""
    said = ", ".join(
        f"named_struct('entity', {who}, 'kind', 'shares_business_phone', 'value', CAST({phone} AS string), "
        f"'business', {business}), "
        # Only a company's address, told by its id, and only on business: a person's is a home.
        f"named_struct('entity', {who}, 'kind', 'shares_business_address', "
        f"'value', CASE WHEN {who} LIKE 'C%' AND {business} THEN {address} END, 'business', {business})"
        for who, phone, address, business in sides
    )
    return rows.selectExpr(f"inline(array({said}))", "department", "event_on", "source_row_id")


def _normal(written: DataFrame) -> DataFrame:
    """The same rows with values in normal form; rows whose value is no phone of somebody's own or no door are left out.

    Python, because the normal forms live in `identifiers`: 25 microseconds an address, 5 a phone.
    """

    def batches(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            written_as = zip(frame["kind"] == "shares_business_phone", frame["value"], strict=True)
            forms = [_own_phone(text) if phone else _door(text) for phone, text in written_as]
            made = frame.assign(value=pd.Series(forms, index=frame.index, dtype=object))
            yield made[made["value"].notna()]

    return written.mapInPandas(batches, schema=written.schema)


def _own_phone(text: str) -> str | None:
    check = phones.check(text)
    return check.number if check.valid and check.kind != "service" else None


def _door(text: str) -> str | None:
    """An address that names a house: without a number it is a street, which many share."""
    form = addresses.address_form(text)
    return form if any(sign.isdecimal() for sign in form) else None
