"""The partition of nodes into clusters: links above the threshold join, and what must stay apart is cut apart.

A node is everything that bears one valid number, or one mention without any. Every function is a function of the set of
nodes and links alone, component by component: neither their order nor anything else in the city matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

from features.graph.components import smallest_connected
from models.linking.cutting import Cut, separated

FORCED = 2.0
"""Stands for the probability of a reviewer's must-link: above every model's."""


@dataclass(frozen=True)
class Links:
    """Links between nodes 0 to `size` - 1, one per pair: ends with `left` < `right`, and a probability.

    `numbered` says which nodes stand for a valid number. `apart` holds pairs of nodes, one per row, that a reviewer
    keeps apart. Links come surest first, ties by their ends; `sorted_links` brings them there.
    """

    numbered: np.ndarray
    left: np.ndarray
    right: np.ndarray
    probability: np.ndarray
    apart: np.ndarray

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.numbered)


@dataclass(frozen=True)
class Partition:
    """What became of nodes and links.

    By node: `cluster` is the smallest node of its cluster, `certainty` the weakest link on its surest path to the
    core, and `through` the place of the link that brought it in, -1 for a number's own node and for a node alone. The
    core is the number's node, else the smaller end of the surest link, which takes that link as its own. `kept` says
    by link whether it still joins; `cuts` are the ones that do not, and why.
    """

    cluster: np.ndarray
    certainty: np.ndarray
    through: np.ndarray
    kept: np.ndarray
    cuts: tuple[Cut, ...]


def sorted_links(
    left: np.ndarray, right: np.ndarray, probability: np.ndarray, tie: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(left, right, probability, place) with one link per pair of nodes, the surest, in the order that `Links` wants.

    `place` is where the link stood before. Links from a node to itself are left out; `tie` decides between two equally
    sure links of one pair.
    """
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((tie, -probability, high, low))
    order = order[low[order] != high[order]]
    low, high = low[order], high[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    low, high, order = low[first], high[first], order[first]
    surest = np.lexsort((high, low, -probability[order]))
    return low[surest], high[surest], probability[order[surest]], order[surest]


def partition(links: Links) -> Partition:
    """Join what the links join, after cutting every component that holds two numbers or a pair kept apart."""
    component = smallest_connected(links.size, links.left, links.right)
    kept = np.ones(len(links.left), dtype=bool)
    cuts = _cuts(links, component)
    kept[[cut.link for cut in cuts]] = False
    cluster = smallest_connected(links.size, links.left[kept], links.right[kept])
    certainty, through = _strongest_paths(links, kept, cluster)
    return Partition(cluster, certainty, through, kept, tuple(cuts))


def _cuts(links: Links, component: np.ndarray) -> list[Cut]:
    """The links to cut, component by component: only those in which something must be kept apart are looked at."""
    numbers = np.bincount(component, weights=links.numbered, minlength=links.size)
    contested = numbers > 1
    one, other = component[links.apart[:, 0]], component[links.apart[:, 1]]
    contested[one[one == other]] = True
    place = np.flatnonzero(contested[component[links.left]])
    # A stable sort keeps the surest first within each component.
    place = place[np.argsort(component[links.left[place]], kind="stable")]
    of = component[links.left[place]]
    enemies: dict[int, set[int]] = {}
    for a, b in links.apart.tolist():
        enemies.setdefault(a, set()).add(b)
        enemies.setdefault(b, set()).add(a)
    found: list[Cut] = []
    for its in np.split(place, np.flatnonzero(of[1:] != of[:-1]) + 1) if len(place) else ():
        ends = zip(its.tolist(), links.left[its].tolist(), links.right[its].tolist(), strict=True)
        sure = dict(zip(its.tolist(), links.probability[its].tolist(), strict=True))
        found += separated(list(ends), sure, lambda node: bool(links.numbered[node]), enemies)
    return found


def _strongest_paths(links: Links, kept: np.ndarray, cluster: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`certainty` and `through` of every node: its way to the core in a spanning forest of the surest links."""
    size, place = links.size, np.flatnonzero(kept)
    certainty, through = np.where(links.numbered, 1.0, np.nan), np.full(size, -1)
    if not len(place):
        return certainty, through
    left, right = links.left[place], links.right[place]
    # Places as weights: all different, so there is exactly one forest, whatever the order of rows.
    ranks = coo_array((place + 1.0, (left, right)), shape=(size, size))
    forest = minimum_spanning_tree(ranks.tocsr()).tocoo()
    chosen = forest.data.astype(np.int64) - 1
    core = _cores(links, place, cluster)
    # From one root above all cores, every node's way to its core is found in one walk.
    rows = np.r_[links.left[chosen], core, np.full(len(core), size)]
    columns = np.r_[links.right[chosen], np.full(len(core), size), core]
    walk = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size + 1, size + 1)).tocsr()
    _, above = breadth_first_order(walk, size, directed=False)
    reached = np.flatnonzero(above[:size] >= 0)
    above[size] = size
    link_to = _link_between(chosen, links, above)
    through[reached] = link_to[reached]
    weakest = np.full(size + 1, np.inf)
    inner = reached[through[reached] >= 0]
    weakest[inner] = links.probability[through[inner]]
    ahead = np.where(above >= 0, above, size)
    while (ahead[:size] != size).any():
        weakest = np.minimum(weakest, weakest[ahead])
        ahead = ahead[ahead]
    certainty[inner] = np.minimum(weakest[inner], 1.0)
    unnumbered = core[~links.numbered[core]]
    first = np.full(size, len(links.left))
    np.minimum.at(first, cluster[left], place)
    through[unnumbered] = first[cluster[unnumbered]]
    certainty[unnumbered] = np.minimum(links.probability[through[unnumbered]], 1.0)
    return certainty, through


def _cores(links: Links, place: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """One core for every cluster with a link."""
    surest, at = np.unique(cluster[links.left[place]], return_index=True)
    core = np.full(links.size, -1)
    core[surest] = links.left[place[at]]
    numbers = np.flatnonzero(links.numbered)
    linked = numbers[core[cluster[numbers]] >= 0]
    core[cluster[linked]] = linked
    return core[surest]


def _link_between(chosen: np.ndarray, links: Links, above: np.ndarray) -> np.ndarray:
    """By node the place of the link to the node above it; -1 where the root stands above or nothing does."""
    found = np.full(links.size, -1)
    down = above[links.right[chosen]] == links.left[chosen]
    found[links.right[chosen[down]]] = chosen[down]
    found[links.left[chosen[~down]]] = chosen[~down]
    return found
