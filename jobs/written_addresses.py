"""The addresses that the night's rows give, linked to the bureau's standard addresses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from expectations.contracts import contracts
from identifiers.addresses import address_form
from jobs.small_tables import handed_over
from models.linking.addresses import LISTED, METHOD, WRITTEN, linked_addresses
from models.linking.levels import explanation_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run

PLACE = "place"
"""Role of what a row is about, beside those of whom it mentions: the house that is owned, sold, mortgaged, lived in."""

_LINKED = ("source_row_id", "table", "role", "links_only", "address_id")
_AREA = ("district_code", "street", "community")


def address_tables(tables: Mapping[str, DataFrame], mentions: pa.Table, run: Run) -> dict[str, DataFrame]:
    """`linked.standard_addresses` and `linked.addresses`, from the night's bronze tables and from the addresses of the
    normalised mentions. How many link to none is counted by reason in the run's facts."""
    listed = tables["bronze.standard_addresses"].select("address_code", "full_address", *_AREA, "use").toArrow()
    ids = run.pseudonyms.of_each("address", ([code] for code in listed["address_code"].to_pylist()))
    listed = listed.append_column("address_id", pa.array(ids, pa.string()))
    linked = linked_addresses(written(tables, mentions), listed.select(LISTED.names))
    run.facts.update(_counted(linked))
    explained = (f"{explanation_of('level', place)} AS explanation_{word}" for place, word in enumerate(("zh", "en")))
    return {
        "linked.standard_addresses": handed_over(run.spark, listed.select(["address_id", *_AREA, "use"])),
        "linked.addresses": handed_over(run.spark, linked).selectExpr(
            *_LINKED, f"{METHOD} AS method", "probability", *explained
        ),
    }


def _counted(linked: pa.Table) -> dict[str, str]:
    reasons = linked["level"].filter(pc.is_null(linked["address_id"])).value_counts().to_pylist()
    counts = {one["values"]: one["counts"] for one in reasons}
    counts["linked"] = len(linked) - linked["address_id"].null_count
    return {f"addresses.{what}": str(count) for what, count in sorted(counts.items())}


def written(tables: Mapping[str, DataFrame], mentions: pa.Table) -> pa.Table:
    """Every address that a row gives (`WRITTEN`): of those it mentions, and of the place that it is about."""
    theirs = mentions.filter(pc.field("address").is_valid())
    theirs = (
        theirs.append_column("address_code", pa.nulls(len(theirs), pa.string())).select(WRITTEN.names).cast(WRITTEN)
    )
    about = [
        tables[f"bronze.{contract.table}"].selectExpr(
            "source_row_id",
            f"'{contract.table}' AS table",
            f"'{PLACE}' AS role",
            "false AS links_only",
            f"CAST({contract.place[1] or 'NULL'} AS string) AS address",
            f"{contract.place[0]} AS address_code",
        )
        for contract in contracts().values()
        if contract.place is not None and f"bronze.{contract.table}" in tables
    ]
    if not about:
        return theirs
    places = reduce(lambda one, other: one.union(other), about).where("address IS NOT NULL OR address_code IS NOT NULL")
    return pa.concat_tables([theirs, _in_form(places.toArrow())])


def _in_form(places: pa.Table) -> pa.Table:
    forms = pa.array(
        (None if text is None else address_form(text) or None for text in places["address"].to_pylist()), pa.string()
    )
    return places.set_column(places.column_names.index("address"), "address", forms).cast(WRITTEN)
