"""The month's clue map, which weigh_evidence draws: how many subjects have evidence in each community. Wires only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from expectations.layers import CLUE_AREAS, CLUE_TOTALS
from features.clue_map import ClueMap, clue_maps, steps_of
from jobs.reader import table_ddl
from jobs.small_tables import handed_over, schema_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run


def month_maps(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """maps.clue_areas and maps.clue_totals: the month's first night draws them, every later night carries them on.

    `tables` are those that weigh_evidence is handed, and the evidence it made.

    Two maps a day apart would tell who came in between; so a month has one.
    """
    drawn = run.before.read(CLUE_TOTALS.name, ["map_as_of"])["map_as_of"]
    if len(drawn) and _month(drawn[0].as_py()) == _month(run.as_of):
        names = (CLUE_AREAS.name, CLUE_TOTALS.name)
        return {name: handed_over(run.spark, run.before.read(name), schema_of(table_ddl(name))) for name in names}
    maps = clue_maps(tables)
    return {
        CLUE_AREAS.name: run.spark.createDataFrame(
            [row for one in maps for row in _areas(one, run.as_of)], CLUE_AREAS.ddl
        ),
        CLUE_TOTALS.name: run.spark.createDataFrame([_total(one, run.as_of) for one in maps], CLUE_TOTALS.ddl),
    }


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _areas(one: ClueMap, as_of: date) -> list[tuple[object, ...]]:
    told = one.disclosure.told
    found = []
    for area in one.areas:
        subjects, rules = told.get(str(area[0]), (None, ()))
        found.append((one.list_name, *area, subjects, steps_of(rules), list(rules), as_of))
    return found


def _total(one: ClueMap, as_of: date) -> tuple[object, ...]:
    return one.list_name, len(one.areas), len(one.disclosure.told), one.disclosure.total, one.unplaced, as_of
