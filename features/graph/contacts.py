"""Business phones and addresses that two lenders share. The values themselves never leave this module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from pyspark.sql import functions as F

from features.graph.kinds import MOST_HOLDERS
from identifiers import addresses, phones
from identifiers.doors import door

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from features.graph.acts import Lending

_PHONE, _ADDRESS = "shares_business_phone", "shares_business_address"


def shared_contacts(lending: Lending) -> DataFrame:
    """Records of shares_business_phone and shares_business_address, from the smaller to the larger id.

    A phone counts where a company registered it or a creditor wrote it beside a loan; an address where a company
    registered it or wrote it as a creditor, or where a person who lends writes a place of business as their own: the
    door of a company that is no sole trader, in a building that the housing register knows for business alone. Any
    other address of a person is a home, and joins nobody. Both ends must have a lending act of their own, and at most
    `MOST_HOLDERS` parties may write the value anywhere in these tables.
    """
    held = _standing(_normal(_written(lending)), lending).localCheckpoint(eager=False)
    most = " ".join(f"WHEN '{kind}' THEN {bound}" for kind, bound in MOST_HOLDERS.items())
    rare = (
        held.groupBy("kind", "value")
        .agg(F.count_distinct("entity").alias("holders"))
        .where(f"holders BETWEEN 2 AND CASE kind {most} END")
    )
    on_business = held.where("business").join(
        _business_doors(held, lending).withColumn("at_work", F.lit(True)), on="value", how="left"
    )
    lenders = (
        on_business.where(f"kind = '{_PHONE}' OR entity LIKE 'C%' OR at_work")
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


def _standing(held: DataFrame, lending: Lending) -> DataFrame:
    """The same rows with the standard address of an address, where it is known, for road and number in `value` and for
    the `building`: two spellings of one door become one value.

    A house without anything behind its number may be a tower in which many have rooms, and stays as it was written. A
    door written without a district is where everybody else places it, if they agree. Else it stays a road and numbers,
    and is left out where two districts have one of that name: nobody knows which is meant.
    """
    known = held.join(lending.standing, on=["source_row_id", "role"], how="left").localCheckpoint(eager=False)
    doors = (
        known.where(f"kind = '{_ADDRESS}'")
        .groupBy("value")
        .agg(F.collect_set("address_id").alias("places"), F.count_distinct("district").alias("districts"))
    )
    agreed = "CASE WHEN district IS NULL AND districts <= 1 AND size(places) = 1 THEN places[0] END"
    return (
        known.join(doors, on="value", how="left")
        .withColumn("place", F.expr(f"CASE WHEN kind = '{_ADDRESS}' THEN coalesce(address_id, {agreed}) END"))
        .where(f"kind = '{_PHONE}' OR place IS NOT NULL OR districts <= 1")
        .withColumn("value", F.expr("coalesce(concat(place, nullif(behind, '')), value)"))
        .withColumn("building", F.expr("coalesce(place, building)"))
    )


def _business_doors(held: DataFrame, lending: Lending) -> DataFrame:
    """(value) of doors at which a company other than a sole trader is registered, in a building for business alone."""

    def buildings(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            named = [_door(text).building for text in frame["full_address"]]
            yield pd.DataFrame({"building": named, "for_business": frame["use"] == "business"})

    for_business = (
        lending.buildings.mapInPandas(buildings, "building string, for_business boolean")
        .groupBy("building")
        .agg(F.expr("every(for_business)").alias("for_business"))
        .where("for_business")
        .select("building")
        .union(lending.business_addresses)
    )
    return held.where("registered").join(for_business, on="building", how="left_semi").select("value").distinct()


def _written(lending: Lending) -> DataFrame:
    """Every phone and address in the tables of the graph, with whether it is written on business, and whether it is the
    registered one of a company that is no sole trader."""
    claimed = lending.claims.selectExpr("case_no", "true AS on_a_loan").distinct()
    parties = lending.parties.join(claimed, on="case_no", how="left").selectExpr(
        "*", "party_row AS source_row_id", "on_a_loan AND role = 'plaintiff' AS claims"
    )
    # Of a company whose kind nobody classified, the address may be a home.
    registered = "coalesce(company_kind <> 'sole_trader', false)"
    written = [
        _of(lending.rows("companies", "company"), ("company", "phone", "address", "true"), registered=registered),
        _of(lending.rows("company_officers", "officer"), ("officer", "officer_phone", "NULL", "false")),
        _of(parties, ("party", "party_phone", "party_address", "coalesce(claims, false)")),
        _of(lending.deeds, _side("creditor", "true"), _side("debtor", "false")),
        _of(lending.mortgages, _side("mortgagee", "true"), _side("mortgagor", "false")),
        _of(lending.enforcements, _side("applicant", "true"), _side("debtor", "false")),
    ]
    every = reduce(lambda left, right: left.union(right), written)
    every = every.where("entity IS NOT NULL AND value IS NOT NULL")
    return every.coalesce(2 * every.sparkSession.sparkContext.defaultParallelism)


_Side = tuple[str, str, str, str]
"""Entity column, phone column, address column, and Spark SQL for whether the two are written on lending business."""


def _side(role: str, business: str) -> _Side:
    return role, f"{role}_phone", f"{role}_address", business


def _of(rows: DataFrame, *sides: _Side, registered: str = "false") -> DataFrame:
    """The contacts of one table's rows in one scan: entity, role, kind, value, business, registered, and where they
    stand."""
    said = ", ".join(
        f"named_struct('entity', {who}, 'role', '{who}', 'kind', '{kind}', 'value', CAST({value} AS string), "
        f"'business', {business}, 'registered', {registered})"
        for who, phone, address, business in sides
        for kind, value in ((_PHONE, phone), (_ADDRESS, address))
    )
    return rows.selectExpr(f"inline(array({said}))", "department", "event_on", "source_row_id")


def _normal(written: DataFrame) -> DataFrame:
    """The same rows with values in normal form, and of addresses the building, what stands behind it and the district
    they name; rows whose value is no phone of somebody's own or no door are left out.

    Python, because the normal forms live in `identifiers`: 35 microseconds an address, 5 a phone.
    """

    def batches(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            written_as = zip(frame["kind"] == _PHONE, frame["value"], strict=True)
            forms = [_Door(_own_phone(text)) if phone else _door(text) for phone, text in written_as]
            named = pd.DataFrame(forms, index=frame.index, columns=_Door._fields, dtype=object)
            yield frame.assign(**named).loc[named["value"].notna()]

    schema = f"{written.schema.simpleString()[7:-1]},building:string,behind:string,district:string"
    return written.mapInPandas(batches, schema=schema)


def _own_phone(text: str) -> str | None:
    check = phones.check(text)
    return check.number if check.valid and check.kind != "service" else None


class _Door(NamedTuple):
    value: str | None = None
    building: str | None = None
    behind: str | None = None
    district: str | None = None


def _door(text: str) -> _Door:
    """An address that names a house: without a number it is a street, which many share.

    Its value is a road and every number behind it, however written; the whole normal form where it has but one number.
    """
    checked = addresses.check(text)
    form = checked.form
    if form is None or checked.status == "masked" or not any(sign.isdecimal() for sign in form):
        return _Door()
    found = door(form)
    if found.door is None or found.building is None:
        return _Door(form, None, "", checked.parts.district)
    behind = found.door.removeprefix(found.building)
    return _Door(found.door if behind else form, found.building, behind, checked.parts.district)
