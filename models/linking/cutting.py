"""Cutting one component apart where two valid numbers, or a pair that a reviewer keeps apart, are linked in it.

Links join from the surest down, and one that would bring together what must stay apart is refused: between any two
numbers the weakest link goes (Kruskal's order, so that what remains are the surest trees). A refused link is then held
against its rival: where the node at its end came to its number through a link that is not clearly surer, nobody can say
whose it is, and it stays with neither.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

CLEARLY_SURER = 19.0
"""Odds of the link that stays over those of the refused one: at least nineteen to one, 95 % between the two."""

_SUREST = 1 - 1e-6
"""Probabilities come rounded to 1e-6, so that one of 1 means no more than this."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """One link that does not join, by its place.

    `rival` is the refused link on whose account it was cut: itself where it was refused. `why` says what it lost to: a
    clearly surer link, none that is (`equal`, nobody can say), or a reviewer's verdict.
    """

    link: int
    rival: int
    why: Literal["surer", "equal", "verdict"]


class _Tree:
    """A cluster on the way: its nodes, and its valid number if there is one."""

    def __init__(self, node: int, numbered: bool) -> None:
        self.nodes = [node]
        self.number = node if numbered else None


def odds(probability: float) -> float:
    """Odds of a probability; those above 1, a reviewer's word, are beyond comparison."""
    if probability > 1:
        return float("inf")
    held = min(probability, _SUREST)
    return held / (1 - held)


def separated(
    links: Sequence[tuple[int, int, int]],
    probability: Mapping[int, float],
    is_numbered: Callable[[int], bool],
    enemies: Mapping[int, Collection[int]],
) -> list[Cut]:
    """The links of one component that must go, so that no cluster holds two numbers or two enemies.

    `links` are (place, left, right), surest first, one per pair; `probability` is by place. Deterministic: equally
    sure links go in the order given.
    """
    trees: dict[int, _Tree] = {}
    joined: dict[int, dict[int, int]] = {}
    refused: list[tuple[int, Pair, list[Pair]]] = []
    for place, left, right in links:
        one, other = (trees.setdefault(node, _Tree(node, is_numbered(node))) for node in (left, right))
        against = [] if one is other else _against(one, other, enemies)
        if against:
            refused.append((place, (left, right), against))
            continue
        joined.setdefault(left, {})[right] = place
        joined.setdefault(right, {})[left] = place
        if one is not other:
            small, large = sorted((one, other), key=lambda tree: len(tree.nodes))
            large.nodes += small.nodes
            large.number = small.number if large.number is None else large.number
            for node in small.nodes:
                trees[node] = large
    found: list[Cut] = []
    for place, ends, against in refused:
        least = CLEARLY_SURER * odds(probability[place])
        gone: list[int] = []
        for pair in against:
            for node, foe in zip(ends, pair, strict=True):
                gone += _let_go(node, foe, joined, probability, least)
        why: Literal["surer", "equal", "verdict"] = "surer"
        if not all(is_numbered(node) for node in against[0]):
            why = "verdict"
        elif gone or ends in against:
            why = "equal"
        found += [Cut(link, place, why) for link in (place, *gone)]
    return found


def _against(one: _Tree, other: _Tree, enemies: Mapping[int, Collection[int]]) -> list[Pair]:
    """Pairs, one of each tree, that must not meet."""
    if one.number is not None and other.number is not None:
        return [(one.number, other.number)]
    if not enemies:
        return []
    inside = set(other.nodes)
    return [(node, foe) for node in one.nodes for foe in enemies.get(node, ()) if foe in inside]


def _let_go(
    node: int, foe: int, joined: dict[int, dict[int, int]], probability: Mapping[int, float], least: float
) -> list[int]:
    """Takes a node out of its cluster, with what is linked to it by at least these odds, unless `foe` is among that.

    The places of the links that went.
    """
    surely, ahead = {node}, [node]
    while ahead:
        for near, link in joined.get(ahead.pop(), {}).items():
            if near not in surely and odds(probability[link]) >= least:
                surely.add(near)
                ahead.append(near)
    if foe in surely:
        return []
    gone = []
    for inner in sorted(surely):
        for outer, link in sorted(joined.get(inner, {}).items()):
            if outer not in surely:
                del joined[inner][outer], joined[outer][inner]
                gone.append(link)
    return gone
