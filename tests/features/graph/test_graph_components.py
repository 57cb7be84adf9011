"""Both engines against an independent union-find."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest
from pyspark.sql import DataFrame, SparkSession

from features.graph import components as module
from features.graph.components import components

Pairs = list[tuple[str, str]]


def frame(spark: SparkSession, pairs: Pairs) -> DataFrame:
    columns = [pa.array([pair[end] for pair in pairs], pa.string()) for end in (0, 1)]
    return spark.createDataFrame(pa.table(columns, names=["one", "other"]))


def union_find(pairs: Pairs) -> dict[str, str]:
    """Smallest id of each end's component, the plain way."""
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while above.setdefault(one, one) != one:
            one = above[one]
        return one

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    return {one: top(one) for one in above}


def found(frame: DataFrame, engine: str | None) -> dict[str, str]:
    return {row.entity_id: row.component_id for row in components(frame, engine).collect()}  # type: ignore[arg-type]


def some_city(ends: int, pairs: int) -> Pairs:
    draw = random.Random(5)
    return [(f"P{draw.randrange(ends):04d}", f"P{draw.randrange(ends):04d}") for _ in range(pairs)]


CHAIN: Pairs = [(f"P{place:02d}", f"P{place + 1:02d}") for place in range(20)]
CASES: dict[str, Pairs] = {
    "nobody": [],
    "one who is tied to themselves": [("P1", "P1")],
    "both directions of one pair": [("P2", "P1"), ("P1", "P2")],
    "a chain written from its end": CHAIN[::-1],
    "two stars that share a leaf": [("P9", "P1"), ("P9", "P2"), ("P3", "P1"), ("P4", "P2")],
    "a city of many small groups": some_city(ends=300, pairs=180),
    "a city with one large group": some_city(ends=300, pairs=400),
}


@pytest.mark.parametrize("engine", ["driver", None])
@pytest.mark.parametrize("pairs", CASES.values(), ids=CASES.keys())
def test_one_machine_agrees_with_union_find(spark: SparkSession, pairs: Pairs, engine: str | None) -> None:
    assert found(frame(spark, pairs), engine) == union_find(pairs)


def test_spark_agrees_with_union_find(large_work: SparkSession) -> None:
    # One graph that holds every case under names of its own, because each round on Spark takes seconds.
    pairs = [(f"{name} {one}", f"{name} {other}") for name, case in CASES.items() for one, other in case]
    assert found(frame(large_work, pairs), "spark") == union_find(pairs)


def test_spark_agrees_when_each_task_holds_a_part(large_work: SparkSession) -> None:
    # Within one task nothing is left to do between tasks, so here a long chain lies in pieces.
    pairs = [*some_city(ends=400, pairs=300), *((f"Q{place:03d}", f"Q{place + 1:03d}") for place in range(200))]
    assert found(frame(large_work, pairs).repartition(7), "spark") == union_find(pairs)


def test_two_ids_with_one_hash_are_two(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hash is the id's length; the second is a good one.
    monkeypatch.setattr(module, "_number", lambda end, salt: f"xxhash64({end})" if salt else f"length({end})")
    pairs = [("P1", "P2"), ("P3", "P4")]
    assert found(frame(spark, pairs), "spark") == union_find(pairs)


def test_spark_takes_an_empty_city(spark: SparkSession) -> None:
    assert found(frame(spark, []), "spark") == {}
