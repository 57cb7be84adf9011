"""Guards over clusters: a shape that chance or a hub makes is looked at by a person before anybody is scored for it.

What is as good as one node is drawn together first: equal descriptions, links that are nearly certain, and whatever was
compared with the bearer of a valid number itself and found to be it. What is left is the part of a cluster that hangs
on second-hand likeness, and that is where strangers get in.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from features.graph.components import smallest_connected

NEARLY_CERTAIN = 0.99
"""Probability from which a link is not in question."""

MOST_PARTS = 25
"""Parts of a cluster: descriptions that differ and are not nearly certain. Nobody is written in so many ways."""

LEAST_PARTS = 6
"""Below this a cluster has no shape: three in a row are thinly linked and yet mostly one person."""

LEAST_DENSITY = 0.25
"""Links over possible links between parts. Mentions of one person resemble each other, a chain only its neighbours."""

BRIDGE_SIDE = 3
"""Parts on either side of a link that alone holds a cluster together: two groups, and one likeness between them."""


def suspicious(
    cluster: np.ndarray,
    numbered: np.ndarray,
    description: np.ndarray,
    left: np.ndarray,
    right: np.ndarray,
    probability: np.ndarray,
) -> dict[int, str]:
    """Clusters, by their smallest node, that a guard holds, with the reason: size, density or bridge.

    By node: its `cluster`, whether it is a valid number's, and a number for its `description` (below 0: like no other).
    By link that joins: its ends and probability.
    """
    like = (description[left] == description[right]) & (description[left] >= 0)
    one = like | (probability >= NEARLY_CERTAIN) | numbered[left] | numbered[right]
    part = smallest_connected(len(cluster), left[one], right[one])
    parts = np.bincount(cluster[np.unique(part)], minlength=len(cluster))
    between = np.flatnonzero(parts[cluster[left]] >= LEAST_PARTS)
    between = between[part[left[between]] != part[right[between]]]
    graphs: dict[int, nx.Graph] = {}
    ends = np.stack([cluster[left[between]], part[left[between]], part[right[between]]], axis=1)
    for whole, a, b in ends.tolist():
        graphs.setdefault(whole, nx.Graph()).add_edge(a, b)
    reasons = {whole: _reason(graph) for whole, graph in graphs.items()}
    return {whole: reason for whole, reason in reasons.items() if reason}


def _reason(graph: nx.Graph) -> str | None:
    if len(graph) > MOST_PARTS:
        return "size"
    if nx.density(graph) < LEAST_DENSITY:
        return "density"
    for one, other in nx.bridges(graph):
        without = graph.copy()
        without.remove_edge(one, other)
        side = len(nx.node_connected_component(without, one))
        if min(side, len(graph) - side) >= BRIDGE_SIDE:
            return "bridge"
    return None
