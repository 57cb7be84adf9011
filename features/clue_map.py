"""Where evidence lies in the city: counts by one standard area, the community or village of GB/T 23705.

An item of evidence lies where its cited rows happened, as their department recorded it: the grid of an incident, the
house that is mortgaged or that a power of attorney is over. An item none of whose rows has a place lies, where it is
about a company, at the company's registered business address. The home of whom an item is about never places it, and
so neither does the address of a sole trader, who mostly is registered at home: an item without such a row lies nowhere,
and is counted so. Nothing reads the map but its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.disclosure import Cell, Disclosure, at_least_five, disclosed
from features.evidence import RULES, outside_opened_cases

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row

MAPPED = ("lenders", "companies")
"""Lists whose evidence is mapped. A dispute lies at two people's door."""

_WITH_GRID = ("grid_incidents", "hotline_tickets", "police_incidents")
_STEPS = {rule.name: rule.step for rule in RULES}

AREA_COLUMNS = ("area_code", "street", "community", "middle_longitude", "middle_latitude")


@dataclass(frozen=True)
class ClueMap:
    """The map of one list: its areas in order (`AREA_COLUMNS`), what may be told of them, and how many subjects have
    evidence that lies nowhere; null below five."""

    list_name: str
    areas: tuple[tuple[object, ...], ...]
    disclosure: Disclosure
    unplaced: int | None


def clue_maps(tables: Mapping[str, DataFrame]) -> list[ClueMap]:
    """The maps of a night, one for each of `MAPPED`. `tables` are what job weigh_evidence reads, and its evidence."""
    listed = areas(tables["bronze.standard_addresses"]).collect()
    items = _items(tables["features.evidence_items"]).localCheckpoint()
    lying = placed(items, tables).collect()
    subjects = set(items.select("list_name", "subject_id").collect())
    unplaced = subjects - {(row["list_name"], row["subject_id"]) for row in lying}
    return [
        ClueMap(
            name,
            tuple(sorted(tuple(row) for row in listed)),
            disclosed(_cells([row["area_code"] for row in listed], [row for row in lying if row["list_name"] == name])),
            at_least_five(sum(list_name == name for list_name, _ in unplaced)),
        )
        for name in MAPPED
    ]


def _cells(codes: Iterable[str], lying: Iterable[Row]) -> dict[str, Cell]:
    """Every area with its subjects, and those of each pattern, each once."""
    subjects: dict[str, set[str]] = {code: set() for code in codes}
    patterns: dict[str, dict[str, set[str]]] = {code: {} for code in subjects}
    for row in lying:
        subjects[row["area_code"]].add(row["subject_id"])
        patterns[row["area_code"]].setdefault(row["rule"], set()).add(row["subject_id"])
    return {
        code: Cell(len(found), {rule: len(showing) for rule, showing in patterns[code].items()})
        for code, found in subjects.items()
    }


def steps_of(rules: tuple[str, ...]) -> list[int]:
    """The steps (of companies: dimensions) that rules belong to, sorted."""
    return sorted({step for rule in rules if (step := _STEPS[rule]) is not None})


def areas(addresses: DataFrame) -> DataFrame:
    """One row per community or village of the standard addresses: `AREA_COLUMNS`; its middle is null where no address
    of it was surveyed."""
    return (
        _in_areas(addresses)
        .groupBy("area_code", "street", "community")
        .agg(
            F.expr("CAST(avg(try_cast(longitude AS decimal(9, 6))) AS double)").alias("middle_longitude"),
            F.expr("CAST(avg(try_cast(latitude AS decimal(9, 6))) AS double)").alias("middle_latitude"),
        )
    )


def placed(items: DataFrame, tables: Mapping[str, DataFrame]) -> DataFrame:
    """(list_name, subject_id, rule, area_code): every area in which an item lies, once."""
    key = ["list_name", "subject_id", "rule"]
    cited = items.selectExpr(*key, "explode(source_row_ids) AS source_row_id")
    by_row = cited.join(_places(tables), on="source_row_id", how="inner").select(*key, "area_code").distinct()
    elsewhere = items.join(by_row, on=key, how="left_anti").join(_registered(tables), on="subject_id", how="inner")
    return by_row.union(elsewhere.select(*key, "area_code"))


def _items(evidence: DataFrame) -> DataFrame:
    """Evidence for a concern. What rests on an opened case is left out: it maps where the police already were."""
    concerns = evidence.where((F.col("polarity") == "for") & F.col("list_name").isin(*MAPPED))
    return outside_opened_cases(concerns).select("list_name", "subject_id", "rule", "source_row_ids")


def _in_areas(addresses: DataFrame) -> DataFrame:
    return addresses.selectExpr("*", "concat_ws('/', district_code, street, community) AS area_code")


def _grids(tables: Mapping[str, DataFrame]) -> DataFrame:
    """(grid_code, area_code): the area in which most addresses of a grid lie."""
    counted = (
        _in_areas(tables["bronze.standard_addresses"])
        .groupBy("grid_code", "area_code")
        .agg(F.count("*").alias("addresses"))
    )
    return counted.groupBy("grid_code").agg(F.expr("max(struct(addresses, area_code)).area_code").alias("area_code"))


def _places(tables: Mapping[str, DataFrame]) -> DataFrame:
    """(source_row_id, area_code) of rows whose department recorded where they happened."""
    grids = _grids(tables)
    incidents = reduce(
        lambda one, other: one.union(other),
        (tables[f"bronze.{name}"].select("source_row_id", "grid_code") for name in _WITH_GRID),
    )
    houses = _in_areas(tables["linked.standard_addresses"]).select("address_id", "area_code")
    about = tables["linked.addresses"].where("role = 'place'").select("source_row_id", "address_id")
    return (
        incidents.join(grids, on="grid_code", how="inner")
        .select("source_row_id", "area_code")
        .union(about.join(houses, on="address_id", how="inner").select("source_row_id", "area_code"))
    )


def _registered(tables: Mapping[str, DataFrame]) -> DataFrame:
    """(subject_id, area_code) of companies but for sole traders, by their registration that was delivered last."""
    named = tables["linked.crosswalks"].where("table = 'companies' AND role = 'company' AND NOT links_only")
    rows = tables["bronze.companies"].join(named.select("source_row_id", "entity_id"), on="source_row_id", how="inner")
    return (
        rows.join(_grids(tables), on="grid_code", how="inner")
        .groupBy(F.col("entity_id").alias("subject_id"))
        .agg(F.expr("max(struct(known_on, source_row_id, company_kind, area_code))").alias("latest"))
        .where("coalesce(latest.company_kind <> 'sole_trader', false)")
        .select("subject_id", "latest.area_code")
    )
