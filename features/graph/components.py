"""Connected components of a whole city: two engines behind one function, with equal results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import functions as F
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

DRIVER_EDGES = 5_000_000
"""Edges up to which one machine is used: about 50 bytes each on the driver. Beyond, Spark."""

_MOST_ROUNDS = 40
"""Alternating stars need about log2 of the longest path in rounds; more than this means that something is broken."""

_MOST_HASHES = 5
"""Of a million ids two share a hash once in 40 million tries, of a hundred million once in 4,000."""


def components(edges: DataFrame, engine: Literal["driver", "spark"] | None = None) -> DataFrame:
    """(entity_id, component_id) of every end of an edge; `component_id` is the smallest id of its component.

    `edges` has string columns `one` and `other`; direction, repetition and order do not matter. Without an engine the
    number of edges decides. Both give the same rows.
    """
    if engine is None:
        edges = edges.select("one", "other").localCheckpoint()
        engine = "driver" if edges.count() <= DRIVER_EDGES else "spark"
    return _on_driver(edges) if engine == "driver" else _on_spark(edges)


def labels(one: pa.ChunkedArray, other: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """Sorted distinct ids of the edges' ends, and for each the place of the smallest id of its component."""
    ids, left, right = encoded(one, other)
    return ids, smallest_connected(len(ids), left, right)


def encoded(one: pa.ChunkedArray, other: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    """Sorted distinct ids of the edges' ends, and the place among them of either end of each edge."""
    ends = pa.concat_arrays([pa.concat_arrays([pa.array([], pa.string()), *side.chunks]) for side in (one, other)])
    ends = ends.dictionary_encode()
    ids = ends.dictionary
    order = pc.sort_indices(ids).to_numpy()
    rank = np.empty(len(ids), dtype=np.int64)
    rank[order] = np.arange(len(ids))
    codes = rank[ends.indices.to_numpy()]
    half = len(codes) // 2
    return ids.take(pa.array(order)), codes[:half], codes[half:]


def smallest_connected(size: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """For each of the nodes 0 to `size` - 1 the smallest node of its component; edges are given by their two ends."""
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    # Nodes are in order, so the first place at which a label stands is its smallest node's.
    _, first = np.unique(label, return_index=True)
    return first[label]


def _on_driver(edges: DataFrame) -> DataFrame:
    table = edges.select("one", "other").toArrow()
    ids, smallest = labels(table["one"], table["other"])
    made = pa.table({"entity_id": ids, "component_id": ids.take(pa.array(smallest))})
    return edges.sparkSession.createDataFrame(made)


def _on_spark(edges: DataFrame) -> DataFrame:
    """Alternating large and small stars (Kiveris et al. 2014, Connected components in MapReduce and beyond).

    Ids travel as numbers, and each task first hangs what it holds itself on the least number it is connected to: that
    leaves at most one pair per task and id, and short ways. Then every round hangs each end on the least neighbour it
    sees, first its larger neighbours, then its smaller ones. It ends when a round changes nothing, which is seen by
    count and checksum of the edges. Each round is cut off from the plan before it: adaptive execution then has nothing
    to compute twice, which is what gave others wrong answers.
    """
    salt, numbers = _numbered(edges)
    ends = edges.selectExpr(f"{_number('one', salt)} AS one", f"{_number('other', salt)} AS other")
    hung = ends.where("one <> other").mapInArrow(_hung_within_task, schema="u bigint, v bigint")
    pairs = hung.distinct().localCheckpoint()
    seen = None
    for _ in range(_MOST_ROUNDS):
        now = pairs.agg(F.count("*"), F.expr("bit_xor(xxhash64(u, v))")).first()
        if now == seen:
            return _with_roots(pairs, numbers)
        seen = now
        pairs = _small_star(_large_star(pairs)).localCheckpoint()
    raise RuntimeError(f"components did not settle in {_MOST_ROUNDS} rounds")


def _numbered(edges: DataFrame) -> tuple[int, DataFrame]:
    """The salt of a hash that gives no two ends one number; and (number, entity_id) of each of them."""
    every = edges.selectExpr("explode(array(one, other)) AS entity_id").distinct().localCheckpoint()
    for salt in range(_MOST_HASHES):
        numbers = every.selectExpr(f"{_number('entity_id', salt)} AS number", "entity_id")
        if numbers.groupBy("number").count().where("count > 1").isEmpty():
            return salt, numbers
    raise RuntimeError(f"{_MOST_HASHES} hashes each gave two ids one number")


def _number(end: str, salt: int) -> str:
    return f"xxhash64({end}, {salt})"


def _hung_within_task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pairs (u, v), v < u: each number of a task's edges on the least one that these edges connect it to."""
    held = [np.stack([batch["one"].to_numpy(), batch["other"].to_numpy()]) for batch in batches]
    if not held:
        return
    ends = np.concatenate(held, axis=1)
    numbers, codes = np.unique(ends, return_inverse=True)
    one, other = codes.reshape(ends.shape)
    least = smallest_connected(len(numbers), one, other)
    hung = np.flatnonzero(least != np.arange(len(numbers)))
    yield pa.record_batch({"u": numbers[hung], "v": numbers[least[hung]]})


def _large_star(pairs: DataFrame) -> DataFrame:
    """Every larger neighbour of an end is hung on the end's smallest neighbour, or on the end if it is the smallest."""
    both = pairs.union(pairs.selectExpr("v AS u", "u AS v"))
    least = both.groupBy("u").agg(F.expr("least(u, min(v))").alias("m"))
    return both.where("v > u").join(least, on="u", how="inner").selectExpr("v AS u", "m AS v").distinct()


def _small_star(pairs: DataFrame) -> DataFrame:
    """Every smaller neighbour of an end, and the end, are hung on the smallest of them."""
    least = pairs.groupBy("u").agg(F.min("v").alias("m"))
    hung = pairs.join(least, on="u", how="inner").where("v <> m").selectExpr("v AS u", "m AS v")
    return hung.union(least.selectExpr("u", "m AS v")).distinct()


def _with_roots(stars: DataFrame, numbers: DataFrame) -> DataFrame:
    """Ids again: of each star, every end with the smallest id of all its ends."""
    hung = stars.selectExpr("u AS number", "v AS root")
    rooted = numbers.join(hung, on="number", how="left").selectExpr("coalesce(root, number) AS root", "entity_id")
    smallest = rooted.groupBy("root").agg(F.min("entity_id").alias("component_id"))
    return rooted.join(smallest, on="root", how="inner").select("entity_id", "component_id")
