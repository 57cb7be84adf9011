"""A seeded graph of a large city's size: communities of skewed sizes, skewed degrees, few ties between them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

LEAST_COMMUNITY, MOST_COMMUNITY = 3, 2_000
"""Sizes of the communities that are drawn; half have no more than six members, the tail falls as a power of 1.1."""

TAIL = 1.1

BETWEEN = 0.05
"""Share of edges that lead from one community to another."""

OPEN = 0.6
"""Share of communities that have such edges; the others are components of their own."""

Ends = npt.NDArray[np.int64]


def write_graph(path: Path, nodes: int, edges: int, seed: int) -> None:
    """A Parquet file of `edges` distinct pairs of `nodes` nodes: string ids `one` and `other`, `weight` of 1.

    Ids are drawn, so that their order says nothing of the communities. Raises ValueError where so few nodes cannot
    hold so many edges.
    """
    draw = np.random.default_rng(seed)
    start = _communities(nodes, draw)
    chosen = np.empty(0, dtype=np.int64)
    while len(chosen) < edges:
        lacking = edges - len(chosen)
        low, high = _pairs(start, lacking + lacking // 8 + 1, draw)
        more = np.union1d(chosen, low * nodes + high)
        if len(more) - len(chosen) < lacking // 100:
            raise ValueError(f"{nodes} nodes in communities cannot hold {edges} edges: ask for more nodes")
        chosen = more
    chosen = draw.permutation(chosen)[:edges]
    ids = _ids(nodes, draw)
    ends = {"one": chosen // nodes, "other": chosen % nodes}
    columns = {name: ids.take(pa.array(places)) for name, places in ends.items()}
    pq.write_table(pa.table({**columns, "weight": np.ones(edges)}), path)


def _communities(nodes: int, draw: np.random.Generator) -> Ends:
    """First node of each community, and `nodes` after the last: the members of one stand side by side."""
    sizes = np.minimum(LEAST_COMMUNITY * (1 + draw.pareto(TAIL, size=nodes // LEAST_COMMUNITY)), MOST_COMMUNITY)
    ends = np.cumsum(sizes.astype(np.int64))
    return np.concatenate([[0], ends[ends < nodes], [nodes]])


def _pairs(start: Ends, count: int, draw: np.random.Generator) -> tuple[Ends, Ends]:
    """Ends of `count` edges, the smaller first, without those from a node to itself; some are drawn twice."""
    sizes = np.diff(start)
    # A community of many members has more ties for each of them than one of three can have.
    share = np.cumsum(sizes * np.log2(sizes + 1))
    one = np.searchsorted(share, draw.random(count) * share[-1])
    other = one.copy()
    between = draw.random(count) < BETWEEN
    reaching = int(len(sizes) * OPEN)
    one[between] = draw.integers(reaching, size=between.sum())
    # Near ones mostly: a city's communities meet in its neighbourhoods.
    other[between] = (one[between] + draw.geometric(0.01, size=between.sum())) % reaching
    left, right = _member(start, one, draw), _member(start, other, draw)
    apart = left != right
    return np.minimum(left, right)[apart], np.maximum(left, right)[apart]


def _member(start: Ends, community: Ends, draw: np.random.Generator) -> Ends:
    """A member of each community named, the first ones much more often than the last."""
    sizes = np.diff(start)[community]
    return start[community] + (sizes * draw.random(len(community)) ** 2).astype(np.int64)


def _ids(nodes: int, draw: np.random.Generator) -> pa.Array:
    numbers = draw.permutation(nodes) * 2_654_435_761 % 2**40
    return pa.array([f"P{number:020x}" for number in numbers.tolist()], pa.string())
