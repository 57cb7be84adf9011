"""Measures of one community with networkx: who stands between others, how deep in the core, how dense it all is."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pandas as pd

MOST_MEMBERS = 5_000
"""A larger community is no group of people, and networkx would hold up the night: its measures are null."""

EXACT_UP_TO = 500
"""Members up to which every shortest path is counted; beyond, those from `PIVOTS` seeded members stand for all."""

PIVOTS = 200

_DIGITS = 9

MEASURES_DDL = "entity_id string, betweenness double, core_number bigint, community_density double"


def measured_by(seed: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The function for `applyInPandas` over the ties of one community."""

    def measure_one(ties: pd.DataFrame) -> pd.DataFrame:
        return measure(ties, seed)

    return measure_one


def measure(ties: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row per member, sorted: entity_id, betweenness, core_number, community_density.

    `ties` are the pairs (`one`, `other`) within one community. Betweenness is the share of shortest paths between other
    members, 0..1, in which ties count alike; networkx normalises it. Rounded to 1e-9, and null over `MOST_MEMBERS`.
    """
    pairs = sorted(zip(ties["one"], ties["other"], strict=True))
    members = sorted({member for pair in pairs for member in pair})
    if len(members) > MOST_MEMBERS:
        return pd.DataFrame(
            {
                "entity_id": members,
                "betweenness": pd.Series([None] * len(members), dtype="Float64"),
                "core_number": pd.Series([None] * len(members), dtype="Int64"),
                "community_density": pd.Series([None] * len(members), dtype="Float64"),
            }
        )
    graph = nx.Graph()
    # Sums of floats follow the order of nodes and edges: sorted, so that two nights agree to the last bit.
    graph.add_nodes_from(members)
    graph.add_edges_from(pairs)
    pivots = None if len(members) <= EXACT_UP_TO else PIVOTS
    between = nx.betweenness_centrality(graph, k=pivots, seed=seed)
    core = nx.core_number(graph)
    return pd.DataFrame(
        {
            "entity_id": members,
            "betweenness": [round(between[member], _DIGITS) for member in members],
            "core_number": [core[member] for member in members],
            "community_density": round(nx.density(graph), _DIGITS),
        }
    )
