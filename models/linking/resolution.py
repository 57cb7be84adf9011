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
from models.linking.entity_ids import kept_ids
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
    node, heads = _nodes(held)
    network, place = _network(held, heard.apart, joining, node, heads)
    made = partition(network)
    entity, names = _entities(held, made.cluster, node, heads, renamed)
    found = _found(held, made, node, entity, joining, place)
    _attach(held, heard, joining, found)
    ends = joining.left[place], joining.right[place]
    idle = ((held.ids[left].as_py(), held.ids[right].as_py()) for left, right in heard.idle)
    outcome = Outcome(held.ids, *ends, network, made, lambda cluster: str(names[entity[cluster]]))
    doubts = (*of_cuts(outcome), *of_shapes(outcome, held.description[heads]), *of_verdicts(idle))
    columns = [held.ids, names.take(found.entity), found.words.take(found.level), found.probability]
    return Resolution(pa.table(columns, schema=RESOLVED), doubts)


@dataclass(frozen=True)
class _Held:
    """The mentions by their place in the order of their ids.

    Ids of entities are places in `names`, -1 for none: `own` is that of the valid number, `alone` and `was` are the
    columns of `MENTIONS`.
    """

    ids: pa.Array
    kind: pa.Array
    names: pa.Array
    own: np.ndarray
    alone: np.ndarray
    was: np.ndarray
    attached: np.ndarray
    description: np.ndarray

    @classmethod
    def of(cls, mentions: pa.Table) -> _Held:
        ordered = mentions.sort_by("mention_id").combine_chunks()
        named = pa.concat_arrays([_whole(ordered[name]) for name in ("own_id", "alone_id", "was")]).dictionary_encode()
        own, alone, was = pc.fill_null(named.indices, -1).to_numpy().astype(np.int64).reshape(3, -1)
        columns = _whole(ordered["mention_id"]), _whole(ordered["kind"])
        attached = ordered["links_only"].to_numpy().astype(bool)
        description = ordered["description"].to_numpy()
        return cls(*columns, named.dictionary, own, alone, was, attached, description)

    def places(self, wanted: pa.Array) -> np.ndarray:
        """Places of some mention ids, -1 of those that are not here."""
        found = pc.fill_null(pc.index_in(wanted, value_set=self.ids), -1)
        return found.to_numpy(zero_copy_only=False).astype(np.int64)


@dataclass(frozen=True)
class _Heard:
    """Verdicts by the places of their mentions; `idle` are those that cannot be obeyed."""

    forced: np.ndarray
    apart: np.ndarray
    idle: list[tuple[int, int]]


def _heard(held: _Held, verdicts: Sequence[Verdict]) -> _Heard:
    """Verdicts that the network is to obey. Those against a number were obeyed before (`anothers_numbers`)."""
    ends = held.places(pa.array([end for one in verdicts for end in (one.left_id, one.right_id)], pa.string()))
    pairs = list(zip((one.verdict == MUST_LINK for one in verdicts), *ends.reshape(-1, 2).T.tolist(), strict=True))
    pairs = [(link, left, right) for link, left, right in pairs if left >= 0 and right >= 0]
    own = held.own
    forced: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    idle: list[tuple[int, int]] = []
    for link, left, right in pairs:
        same_number = own[left] >= 0 and own[left] == own[right]
        if held.kind[left] != held.kind[right] or (held.attached[left] and held.attached[right]):
            idle.append((left, right))
        elif same_number:
            # Nothing is left to do for a link; a whole number is not taken apart.
            idle += [] if link else [(left, right)]
        elif link and any(held.attached[at] and own[at] >= 0 for at in (left, right)):
            # A report that bears a number is that number's, and what a report says joins nobody.
            idle.append((left, right))
        else:
            (forced if link else apart).append((left, right))
    return _Heard(_pairs(forced), _pairs(apart), idle)


@dataclass(frozen=True)
class _Joining:
    """Links by the places of their mentions. `levels` are the keys of their words, `level` each one's among them."""

    left: np.ndarray
    right: np.ndarray
    probability: np.ndarray
    level: np.ndarray
    levels: list[str]


def _joining(held: _Held, links: pa.Table, forced: np.ndarray) -> _Joining:
    ends = [_whole(links[side]) for side in ("left_id", "right_id")]
    left, right = held.places(pa.concat_arrays(ends)).reshape(2, -1)
    here = np.flatnonzero((left >= 0) & (right >= 0))
    # Of equally sure links between two numbers one is shown, the same one whatever the order of rows.
    here = here[np.lexsort((right[here], left[here]))]
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


def _nodes(held: _Held) -> tuple[np.ndarray, np.ndarray]:
    """The node of each mention, -1 of those that are only attached; and the first mention of each node."""
    own = held.own
    speaking = np.flatnonzero(~held.attached)
    first = np.full(len(held.names), len(held.ids))
    numbered = speaking[own[speaking] >= 0]
    np.minimum.at(first, own[numbered], numbered)
    head = speaking.copy()
    head[own[speaking] >= 0] = first[own[numbered]]
    is_head = np.zeros(len(held.ids), dtype=bool)
    is_head[head] = True
    node = np.full(len(held.ids), -1)
    node[speaking] = (np.cumsum(is_head) - 1)[head]
    return node, np.flatnonzero(is_head)


def _network(
    held: _Held, kept_apart: np.ndarray, joining: _Joining, node: np.ndarray, heads: np.ndarray
) -> tuple[Links, np.ndarray]:
    """The links between nodes, and the place of each among all links."""
    numbered = held.own[heads] >= 0
    one, other = node[joining.left], node[joining.right]
    among = np.flatnonzero((one >= 0) & (other >= 0))
    left, right, probability, place = sorted_links(
        one[among], other[among], joining.probability[among], joining.level[among]
    )
    # A report that bears a number stands for the number where it must stay apart from somebody.
    numbers = dict(zip(held.own[heads[numbered]].tolist(), np.flatnonzero(numbered).tolist(), strict=True))
    standing = [numbers.get(held.own[at], -1) if node[at] < 0 else node[at] for at in kept_apart.flat]
    apart = np.array(standing, dtype=np.int64).reshape(-1, 2)
    return Links(numbered, left, right, probability, apart[(apart >= 0).all(axis=1)]), among[place]


def _entities(
    held: _Held, cluster: np.ndarray, node: np.ndarray, heads: np.ndarray, renamed: Renamed
) -> tuple[np.ndarray, pa.Array]:
    """The entity of each cluster, by its smallest node, as a place among the names that are returned beside: its
    number's, yesterday's, or one made from a mention."""
    entity = np.full(len(heads), -1)
    numbered = held.own[heads] >= 0
    entity[cluster[numbered]] = held.own[heads[numbered]]
    # A report's own id stays the report's: what its row says of somebody must never become somebody.
    given = np.zeros(len(held.names) + 1, dtype=bool)
    given[held.alone[held.attached]] = True
    given[-1] = True  # stands for no id
    mentions = np.flatnonzero(node >= 0)
    mentions = mentions[entity[cluster[node[mentions]]] < 0]
    claiming = mentions[~given[held.was[mentions]]]
    claims = np.unique(cluster[node[claiming]] * len(given) + held.was[claiming])
    by, was = np.divmod(claims, len(given))
    # Most clusters claim one id, and no other claims it.
    agreed = (np.bincount(by)[by] == 1) & (np.bincount(was)[was] == 1)
    entity[by[agreed]] = was[agreed]
    members: dict[int, list[int]] = {}
    for mention in mentions[entity[cluster[node[mentions]]] < 0].tolist():
        members.setdefault(int(cluster[node[mention]]), []).append(mention)
    claims_of = {at: held.was[its].tolist() for at, its in members.items()}
    claimed = {one: str(held.names[one]) for its in claims_of.values() for one in its if not given[one]}
    place_of = {name: one for one, name in claimed.items()}
    kept = kept_ids({at: [claimed.get(one) for one in its] for at, its in claims_of.items()})
    for at, name in kept.items():
        entity[at] = place_of[name]
    given[entity[entity >= 0]] = True
    made: list[str] = []
    for at in sorted(members.keys() - kept.keys()):
        its = members[at]
        own_ids = (one for one in held.alone[its].tolist() if not given[one])
        entity[at] = next(own_ids, len(held.names) + len(made))
        if entity[at] < len(held.names):
            given[entity[at]] = True
        else:
            made.append(renamed(str(held.kind[its[0]]), str(held.ids[its[0]])))
    return entity, pa.concat_arrays([held.names, pa.array(made, pa.string())])


@dataclass(frozen=True)
class _Found:
    """What the mentions became, by place: an entity's place among the names, a level's among `words`."""

    entity: np.ndarray
    level: np.ndarray
    probability: np.ndarray
    words: pa.Array


def _found(
    held: _Held,
    made: Partition,
    node: np.ndarray,
    entity: np.ndarray,
    joining: _Joining,
    place: np.ndarray,
) -> _Found:
    """Every mention as its node has it; reporters and victims as if nothing linked them but a number."""
    words = pa.array([*joining.levels, "alone", *NUMBER_LEVEL.values()], pa.string())
    alone = len(joining.levels)
    by_kind = pc.index_in(held.kind, value_set=pa.array(list(NUMBER_LEVEL))).to_numpy().astype(np.int64)
    linked = made.through >= 0
    level = np.full(len(made.through), alone)
    level[linked] = joining.level[place[made.through[linked]]]
    certainty = np.round(np.where(linked, made.certainty, ALONE), 6)
    # Behind the nodes what those are that have none.
    by_node, own = entity[made.cluster], held.own
    return _Found(
        np.where(own >= 0, own, np.where(node >= 0, np.r_[by_node, -1][node], held.alone)),
        np.where(own >= 0, alone + 1 + by_kind, np.r_[level, alone][node]),
        np.where(own >= 0, 1.0, np.r_[certainty, ALONE][node]),
        words,
    )


def _attach(held: _Held, heard: _Heard, joining: _Joining, found: _Found) -> None:
    """Gives a reporter or victim the entity that is clearly likelier than any other; without one it stays alone."""
    barred = {(a, int(found.entity[b])) for a, b in (*heard.apart.tolist(), *heard.apart[:, ::-1].tolist())}
    touching = np.flatnonzero(held.attached[joining.left] ^ held.attached[joining.right])
    left, right = joining.left[touching], joining.right[touching]
    mentions, holders = (np.where(held.attached[left], one, other) for one, other in ((left, right), (right, left)))
    told = (mentions, holders, found.entity[holders], joining.probability[touching], joining.level[touching])
    claims: dict[int, dict[int, tuple[float, int, int]]] = {}
    for mention, holder, entity, probability, level in zip(*(column.tolist() for column in told), strict=True):
        if held.own[mention] >= 0 or (mention, entity) in barred:
            continue
        claim = (-probability, level, holder)
        its = claims.setdefault(mention, {})
        its[entity] = min(claim, its.get(entity, claim))
    alone = len(joining.levels)
    for mention, its in claims.items():
        (entity, (surest, level, holder)), *rivals = sorted(its.items(), key=lambda one: one[1][0])
        if rivals and odds(-surest) < CLEARLY_SURER * odds(-rivals[0][1][0]):
            continue
        found.entity[mention], found.level[mention] = entity, level
        # What stands alone is surely itself; anything else is no surer than its own place in the entity.
        standing = 1.0 if found.level[holder] == alone else found.probability[holder]
        found.probability[mention] = round(min(-surest, 1.0, standing), 6)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([pa.array([], pa.string()), *column.chunks])


def _pairs(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
