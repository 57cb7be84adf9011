"""Connected components of a whole city: two engines behind one function, with equal results."""

from __future__ import annotations

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
    ends = pa.concat_arrays([pa.concat_arrays([pa.array([], pa.string()), *side.chunks]) for side in (one, other)])
    ends = ends.dictionary_encode()
    ids = ends.dictionary
    order = pc.sort_indices(ids).to_numpy()
    rank = np.empty(len(ids), dtype=np.int64)
    rank[order] = np.arange(len(ids))
    codes = rank[ends.indices.to_numpy()]
    half = len(codes) // 2
    return ids.take(pa.array(order)), smallest_connected(len(ids), codes[:half], codes[half:])


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

    Every round hangs each end on the smallest neighbour it sees, first its larger neighbours, then its smaller ones.
    It ends when a round changes nothing, which is seen by count and checksum of the edges. Each round is cut off from
    the plan before it: adaptive execution then has nothing to compute twice, which is what gave others wrong answers.
    """
    ends = edges.select("one", "other").where("one <> other")
    pairs = ends.selectExpr("greatest(one, other) AS u", "least(one, other) AS v").distinct().localCheckpoint()
    seen = None
    for _ in range(_MOST_ROUNDS):
        now = pairs.agg(F.count("*"), F.expr("bit_xor(xxhash64(u, v))")).first()
        if now == seen:
            return _with_roots(pairs, edges)
        seen = now
        pairs = _small_star(_large_star(pairs)).localCheckpoint()
    raise RuntimeError(f"components did not settle in {_MOST_ROUNDS} rounds")


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


def _with_roots(stars: DataFrame, edges: DataFrame) -> DataFrame:
    ends = edges.selectExpr("one AS entity_id").union(edges.selectExpr("other AS entity_id")).distinct()
    hung = stars.selectExpr("u AS entity_id", "v AS component_id")
    return ends.join(hung, on="entity_id", how="left").selectExpr(
        "entity_id", "coalesce(component_id, entity_id) AS component_id"
    )
