"""What resolution is in doubt about: rows for a reviewer, and entities not scored until somebody has looked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from models.linking.cutting import Cut
from models.linking.guards import suspicious
from models.linking.partition import FORCED, Links, Partition

ANOTHERS, TORN, SURNAME = "anothers_number", "torn_number", "surname_alone"
"""Kinds of a doubt about whose a number is: see `names_of_numbers`."""

KINDS: dict[str, tuple[str, str]] = {
    "two_numbers": (
        "不同的有效号码之间有连接：已在最弱处断开，请核对这两条记录",
        "a link joins two different valid numbers: it was cut at the weakest point; compare the two records",
    ),
    "size": (
        "同一主体下的不同写法过多：请核对最弱的一处连接",
        "too many different descriptions under one entity: check its weakest link",
    ),
    "density": (
        "连接稀疏，成链状：请核对最弱的一处连接",
        "thinly linked, like a chain: check its weakest link",
    ),
    "bridge": (
        "两组记录仅由一处连接相连：请核对该连接",
        "one link alone holds two groups of records together: check it",
    ),
    ANOTHERS: (
        "按其他各行或所登记的出生日期，该行的有效号码属于另一姓名：号码未予采用，请核对这两条记录",
        "by all other rows, or by the birth dates recorded, this row's valid number is another name's: it was not "
        "used; compare the two records",
    ),
    TORN: (
        "同一有效号码下有两个毫无相同之处的姓名，无法判断属于谁：请核对这两条记录",
        "one valid number, two names with nothing in common, and neither prevails: compare the two records",
    ),
    SURNAME: (
        "同一有效号码下有两个姓名，除姓氏外毫无相同之处，号码仍归入同一主体：请核对这两条记录",
        "one valid number, two names whose given names have nothing in common, both taken for its holder's: compare "
        "the two records",
    ),
    "verdict_without_effect": (
        "复核结论未能执行：其中一条记录已不存在，两条记录种类不同、同属报案人或受害人、号码相同，或与另一结论相抵触",
        "a verdict could not be obeyed: one of the records is gone, the two differ in kind, only report or suffer, "
        "bear one number, or another verdict says otherwise",
    ),
}
"""Kind of a doubt: what a reviewer is told, in Chinese and English. Words only."""


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: the two mentions in question, and the entities that it concerns, sorted.

    `kind` is a key of `KINDS`; `held` are the entities that are not scored until somebody has looked.
    """

    kind: str
    left_id: str
    right_id: str
    probability: float
    entity_ids: tuple[str, ...]
    held: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A partition with its names: ids of all mentions, the mentions at the ends of each link, each cluster's entity."""

    ids: pa.Array
    left: np.ndarray
    right: np.ndarray
    links: Links
    made: Partition
    entity: Callable[[int], str]

    def clusters(self, link: int) -> tuple[int, int]:
        """Clusters at a link's two ends."""
        return int(self.made.cluster[self.links.left[link]]), int(self.made.cluster[self.links.right[link]])

    def doubt(self, kind: str, link: int, clusters: Iterable[int], held: Iterable[int]) -> Doubt:
        """A doubt about one link."""
        one, other = sorted((self.ids[self.left[link]].as_py(), self.ids[self.right[link]].as_py()))
        concerned = tuple(sorted(self.entity(at) for at in clusters))
        sure = min(float(self.links.probability[link]), 1.0)
        return Doubt(kind, one, other, sure, concerned, tuple(sorted(self.entity(at) for at in held)))


def of_cuts(outcome: Outcome) -> Iterator[Doubt]:
    """Links that were cut between two numbers, one doubt for the same entities: the surest of them.

    Not scored are two numbers that a link joins directly, and mentions of which nobody can say whose they are. A
    number's own rows are in no doubt because something might also be another's.
    """
    numbered = set(outcome.made.cluster[outcome.links.numbered].tolist())
    by_rival: dict[int, list[Cut]] = {}
    for cut in outcome.made.cuts:
        by_rival.setdefault(cut.rival, []).append(cut)
    told: set[tuple[int, ...]] = set()
    for rival, cuts in sorted(by_rival.items()):
        if cuts[0].why == "verdict":
            if outcome.links.probability[rival] == FORCED:
                yield outcome.doubt("verdict_without_effect", rival, {*outcome.clusters(rival)}, ())
            continue
        clusters = {at for cut in cuts for at in outcome.clusters(cut.link)}
        if tuple(sorted(clusters)) in told:
            continue
        told.add(tuple(sorted(clusters)))
        held = set()
        if cuts[0].why == "equal":
            held = clusters - numbered or clusters
        yield outcome.doubt("two_numbers", rival, clusters, held)


def of_shapes(outcome: Outcome, description: np.ndarray) -> Iterator[Doubt]:
    """Clusters that a guard holds, each with its weakest link. `description` is by node, see `guards.suspicious`."""
    links, made = outcome.links, outcome.made
    kept = np.flatnonzero(made.kept)
    left, right = links.left[kept], links.right[kept]
    unlike = np.where(links.numbered, -1, description)
    reasons = suspicious(made.cluster, links.numbered, unlike, left, right, links.probability[kept])
    if not reasons:
        return
    # Links come surest first, so the last of a cluster's is its weakest.
    weakest = dict(zip(made.cluster[left].tolist(), kept.tolist(), strict=True))
    for at, reason in sorted(reasons.items()):
        yield outcome.doubt(reason, weakest[at], (at,), (at,))


def of_verdicts(idle: Iterable[tuple[str, str]]) -> Iterator[Doubt]:
    """Verdicts that could not be obeyed, by their mentions."""
    for ends in idle:
        one, other = sorted(ends)
        yield Doubt("verdict_without_effect", one, other, 1.0, (), ())
