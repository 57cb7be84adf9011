"""From links between mentions to entities: one machine's part, a function of what it is handed and of nothing else.

Mentions with the same valid number are one entity without any link, and two different valid numbers never are. The rest
is joined by links above the threshold, with reviewers' verdicts above every link. What a row says of its reporter or
victim is attached when all that is done, to at most one entity, and joins nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from models.linking.cutting import CLEARLY_SURER, odds
from models.linking.doubts import Doubt, Outcome, of_cuts, of_shapes, of_verdicts
from models.linking.entity_ids import kept_ids, new_id
from models.linking.partition import FORCED, Links, Partition, partition, sorted_links
from models.linking.schemas import ALONE, NUMBER_LEVEL, RESOLVED
from models.linking.verdicts import MUST_LINK, Verdict, in_force

Renamed = Callable[[str, str], str]
"""Makes an id anew from a kind and a mention id, where every mention's own is held by another entity."""


@dataclass(frozen=True)
class Resolution:
    """Every mention's entity (columns `RESOLVED`, in order of mention id), and what is in doubt."""

    mentions: pa.Table
    doubts: tuple[Doubt, ...]


def resolve(mentions: pa.Table, links: pa.Table, verdicts: Sequence[Verdict], renamed: Renamed) -> Resolution:
    """Resolve some mentions (`MENTIONS`) with the links among them (`EDGES`, those above the threshold only).

    The order of rows does not matter; `verdicts` come in the order in which they were given. Mentions that no link, no
    verdict and no id of yesterday's concerns need not be handed over: they are their number's entity, or alone.
    """
    held = _Held.of(mentions)
    heard = _heard(held, in_force(verdicts))
    joining = _joining(held, links, heard.forced)
    node, heads = _nodes(held, heard.own_id)
    network, place = _network(heard, joining, node, heads)
    made = partition(network)
    entity = _entity_ids(held, heard.own_id, made.cluster, node, heads, renamed)
    found = _found(held, heard.own_id, made, node, entity, [joining.word(link) for link in place])
    _attach(held, heard, joining, found)
    outcome = Outcome(held.ids, joining.left[place], joining.right[place], network, made, entity)
    doubts = (*of_cuts(outcome), *of_shapes(outcome, held.description[heads]), *of_verdicts(held.ids, heard.idle))
    return Resolution(
        pa.table([held.ids, found.entity, found.level, found.probability, heard.refuted], schema=RESOLVED), doubts
    )


@dataclass(frozen=True)
class _Held:
    """The mentions by their place in the order of their ids."""

    ids: pa.Array
    kind: list[str]
    own_id: list[str | None]
    alone_id: list[str]
    was: list[str | None]
    attached: np.ndarray
    description: np.ndarray

    @classmethod
    def of(cls, mentions: pa.Table) -> _Held:
        ordered = mentions.sort_by("mention_id").combine_chunks()
        lists = {name: ordered[name].to_pylist() for name in ("kind", "own_id", "alone_id", "was")}
        attached = ordered["links_only"].to_numpy().astype(bool)
        return cls(
            _whole(ordered["mention_id"]), **lists, attached=attached, description=ordered["description"].to_numpy()
        )

    def places(self, wanted: pa.Array) -> np.ndarray:
        """Places of some mention ids, -1 of those that are not here."""
        found = pc.fill_null(pc.index_in(wanted, value_set=self.ids), -1)
        return found.to_numpy(zero_copy_only=False).astype(np.int64)


@dataclass(frozen=True)
class _Heard:
    """Verdicts by the places of their mentions; `own_id` is what is left of the mentions' valid numbers."""

    own_id: list[str | None]
    refuted: np.ndarray
    forced: np.ndarray
    apart: np.ndarray
    idle: list[tuple[int, int]]


def _heard(held: _Held, verdicts: Sequence[Verdict]) -> _Heard:
    """Obeys a verdict against a number by not taking its first mention's at its word; the rest are for the network."""
    ends = held.places(pa.array([end for one in verdicts for end in (one.left_id, one.right_id)], pa.string()))
    pairs = list(zip((one.verdict == MUST_LINK for one in verdicts), *ends.reshape(-1, 2).T.tolist(), strict=True))
    pairs = [(link, left, right) for link, left, right in pairs if left >= 0 and right >= 0]
    refuted = np.zeros(len(held.ids), dtype=bool)
    for link, left, right in pairs:
        one, other = held.own_id[left], held.own_id[right]
        if one is not None and other is not None and (one == other) != link:
            refuted[left] = True
    own_id = [None if gone else own for own, gone in zip(held.own_id, refuted.tolist(), strict=True)]
    forced: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    idle: list[tuple[int, int]] = []
    for link, left, right in pairs:
        one, other = own_id[left], own_id[right]
        same_number = one is not None and one == other
        if held.kind[left] != held.kind[right] or (held.attached[left] and held.attached[right]):
            idle.append((left, right))
        elif same_number:
            # Nothing is left to do for a link; a whole number is not taken apart.
            idle += [] if link else [(left, right)]
        elif link and any(held.attached[at] and own_id[at] is not None for at in (left, right)):
            # A report that bears a number is that number's, and what a report says joins nobody.
            idle.append((left, right))
        else:
            (forced if link else apart).append((left, right))
    return _Heard(own_id, refuted, _pairs(forced), _pairs(apart), idle)


@dataclass(frozen=True)
class _Joining:
    """Links by the places of their mentions. `levels` are the keys of their words, `level` each one's among them."""

    left: np.ndarray
    right: np.ndarray
    probability: np.ndarray
    level: np.ndarray
    levels: list[str]

    def word(self, link: int) -> str:
        """Key of the words of a link."""
        return self.levels[self.level[link]]


def _joining(held: _Held, links: pa.Table, forced: np.ndarray) -> _Joining:
    left, right = held.places(_whole(links["left_id"])), held.places(_whole(links["right_id"]))
    here = np.flatnonzero((left >= 0) & (right >= 0))
    words = _whole(links["level"])
    levels = sorted({MUST_LINK, *pc.unique(words).to_pylist()})
    level = pc.index_in(words, value_set=pa.array(levels, pa.string())).to_numpy(zero_copy_only=False)
    return _Joining(
        np.r_[left[here], forced[:, 0]],
        np.r_[right[here], forced[:, 1]],
        np.r_[links["probability"].to_numpy()[here], np.full(len(forced), FORCED)],
        np.r_[level[here], np.full(len(forced), levels.index(MUST_LINK))].astype(np.int64),
        levels,
    )


def _nodes(held: _Held, own_id: list[str | None]) -> tuple[np.ndarray, np.ndarray]:
    """The node of each mention, -1 of those that are only attached; and the first mention of each node."""
    speaking = np.flatnonzero(~held.attached)
    first: dict[str, int] = {}
    head = [place if (own := own_id[place]) is None else first.setdefault(own, place) for place in speaking.tolist()]
    heads, at = np.unique(np.array(head, dtype=np.int64), return_inverse=True)
    node = np.full(len(held.ids), -1)
    node[speaking] = at
    return node, heads


def _network(heard: _Heard, joining: _Joining, node: np.ndarray, heads: np.ndarray) -> tuple[Links, np.ndarray]:
    """The links between nodes, and the place of each among all links."""
    numbers = {own: at for at, head in enumerate(heads.tolist()) if (own := heard.own_id[head]) is not None}
    numbered = np.zeros(len(heads), dtype=bool)
    numbered[list(numbers.values())] = True
    one, other = node[joining.left], node[joining.right]
    among = np.flatnonzero((one >= 0) & (other >= 0))
    left, right, probability, place = sorted_links(
        one[among], other[among], joining.probability[among], joining.level[among]
    )
    # A report that bears a number stands for the number where it must stay apart from somebody.
    standing = [numbers.get(heard.own_id[at] or "", -1) if node[at] < 0 else node[at] for at in heard.apart.flat]
    apart = np.array(standing, dtype=np.int64).reshape(-1, 2)
    return Links(numbered, left, right, probability, apart[(apart >= 0).all(axis=1)]), among[place]


def _entity_ids(
    held: _Held,
    own_id: list[str | None],
    cluster: np.ndarray,
    node: np.ndarray,
    heads: np.ndarray,
    renamed: Renamed,
) -> dict[int, str]:
    """The entity of each cluster: its number's, yesterday's, or one made from a mention."""
    numbers = {int(cluster[at]): own for at, head in enumerate(heads.tolist()) if (own := own_id[head]) is not None}
    members: dict[int, list[int]] = {}
    for mention, at in zip(np.flatnonzero(node >= 0).tolist(), cluster[node[node >= 0]].tolist(), strict=True):
        if at not in numbers:
            members.setdefault(at, []).append(mention)
    # A report's own id stays the report's: what its row says of somebody must never become somebody.
    given = {held.alone_id[mention] for mention in np.flatnonzero(held.attached).tolist()}
    was = [None if one in given else one for one in held.was]
    made = kept_ids({at: [was[mention] for mention in its] for at, its in members.items()})
    given |= set(made.values())
    for at in sorted(members.keys() - made.keys()):
        its = members[at]
        made[at] = new_id([held.alone_id[mention] for mention in its], given) or renamed(
            held.kind[its[0]], held.ids[its[0]].as_py()
        )
        given.add(made[at])
    return numbers | made


@dataclass(frozen=True)
class _Found:
    """What the mentions became, by place."""

    entity: list[str]
    level: list[str]
    probability: np.ndarray


def _found(
    held: _Held,
    own_id: list[str | None],
    made: Partition,
    node: np.ndarray,
    entity: dict[int, str],
    words: list[str],
) -> _Found:
    """Every mention as its node has it; reporters and victims as if nothing linked them but a number."""
    of_node = [entity[at] for at in made.cluster.tolist()]
    level_of = [words[link] if link >= 0 else "alone" for link in made.through.tolist()]
    certainty = np.round(np.where(made.through >= 0, made.certainty, ALONE), 6)
    numbered = np.array([own is not None for own in own_id], dtype=bool)
    entities, levels = [], []
    for mention, at in enumerate(node.tolist()):
        own = own_id[mention]
        entities.append(of_node[at] if at >= 0 else own or held.alone_id[mention])
        levels.append(NUMBER_LEVEL[held.kind[mention]] if own else level_of[at] if at >= 0 else "alone")
    probability = np.where(numbered, 1.0, np.where(node >= 0, certainty[node], ALONE) if len(certainty) else ALONE)
    return _Found(entities, levels, probability)


def _attach(held: _Held, heard: _Heard, joining: _Joining, found: _Found) -> None:
    """Gives a reporter or victim the entity that is clearly likelier than any other; without one it stays alone."""
    barred = {(a, found.entity[b]) for a, b in (*heard.apart.tolist(), *heard.apart[:, ::-1].tolist())}
    claims: dict[int, dict[str, tuple[float, int, int, int]]] = {}
    for link in np.flatnonzero(held.attached[joining.left] ^ held.attached[joining.right]).tolist():
        mention, holder = int(joining.left[link]), int(joining.right[link])
        if not held.attached[mention]:
            mention, holder = holder, mention
        entity = found.entity[holder]
        if heard.own_id[mention] is not None or (mention, entity) in barred:
            continue
        claim = (-float(joining.probability[link]), int(joining.level[link]), holder, link)
        its = claims.setdefault(mention, {})
        its[entity] = min(claim, its.get(entity, claim))
    for mention, its in claims.items():
        (entity, (surest, _, holder, link)), *rivals = sorted(its.items(), key=lambda one: (one[1][0], one[0]))
        if rivals and odds(-surest) < CLEARLY_SURER * odds(-rivals[0][1][0]):
            continue
        found.entity[mention], found.level[mention] = entity, joining.word(link)
        # What stands alone is surely itself; anything else is no surer than its own place in the entity.
        standing = 1.0 if found.level[holder] == "alone" else found.probability[holder]
        found.probability[mention] = round(min(-surest, 1.0, standing), 6)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([pa.array([], pa.string()), *column.chunks])


def _pairs(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
