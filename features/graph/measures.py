"""Measures of one community with networkx: who stands between others, how deep in the core, where it comes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_MEMBERS = 5_000
"""A larger community is no group of people, and networkx would hold up the night: its measures are null."""

EXACT_UP_TO = 100
"""Members up to which every shortest path is counted; beyond, those from `PIVOTS` seeded members stand for all."""

PIVOTS = 50
"""Time grows with members times pivots; who stands highest comes out the same (Brandes and Pich 2007, Centrality
estimation in large networks)."""

PARCELS = 256
"""Parcels of communities that are handed to networkx together, one community after the other within each:
most have fewer than ten members, and a call has a cost of its own."""

_DIGITS = 9

MEASURES_DDL = "entity_id string, betweenness double, core_number bigint, bridges bigint, community_density double"


def measured(ties: DataFrame, grouped: DataFrame, seed: int) -> DataFrame:
    """One row per end of a tie within a community, with the columns of MEASURES_DDL.

    `ties` are pairs (one, other); `grouped` has entity_id and community_id. Ties between communities are left out.
    """
    one = grouped.selectExpr("entity_id AS one", "community_id")
    other = grouped.selectExpr("entity_id AS other", "community_id")
    inside = ties.join(one, on="one", how="inner").join(other, on=["other", "community_id"], how="inner")
    return (
        inside.selectExpr("community_id", "one", "other", f"pmod(xxhash64(community_id), {PARCELS}) AS parcel")
        .groupBy("parcel")
        .applyInPandas(_measured_by(seed), schema=MEASURES_DDL)
    )


def _measured_by(seed: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
    # A closure and not a partial: Spark asks for the number of parameters by name.
    def measure_parcel(ties: pd.DataFrame) -> pd.DataFrame:
        of_each = ties.groupby("community_id", sort=True)[["one", "other"]]
        return pd.concat([measure(within, seed) for _, within in of_each], ignore_index=True)

    return measure_parcel


def measure(ties: pd.DataFrame, seed: int) -> pd.DataFrame:
    """One row per member, sorted: the columns of MEASURES_DDL.

    `ties` are the pairs (`one`, `other`) within one community. Betweenness is the share of shortest paths between other
    members, 0..1, in which ties count alike; networkx normalises it. `bridges` are a member's ties without which the
    community would fall in two. Rounded to 1e-9, and null over `MOST_MEMBERS`.
    """
    pairs = sorted(zip(ties["one"], ties["other"], strict=True))
    members = sorted({member for pair in pairs for member in pair})
    made = pd.DataFrame({"entity_id": members})
    if len(members) > MOST_MEMBERS:
        unknown = pd.Series([None] * len(members))
        return made.assign(
            betweenness=unknown.astype("Float64"),
            core_number=unknown.astype("Int64"),
            bridges=unknown.astype("Int64"),
            community_density=unknown.astype("Float64"),
        )
    graph = nx.Graph()
    # Sums of floats follow the order of nodes and edges: sorted, so that two nights agree to the last bit.
    graph.add_nodes_from(members)
    graph.add_edges_from(pairs)
    pivots = None if len(members) <= EXACT_UP_TO else PIVOTS
    between = nx.betweenness_centrality(graph, k=pivots, seed=seed)
    core = nx.core_number(graph)
    bridges = Counter(end for bridge in nx.bridges(graph) for end in bridge)
    return made.assign(
        betweenness=[round(between[member], _DIGITS) for member in members],
        core_number=[core[member] for member in members],
        bridges=[bridges[member] for member in members],
        community_density=round(nx.density(graph), _DIGITS),
    )
