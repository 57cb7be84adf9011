"""Who acts where: the city's blocks, and how rings, look-alikes and fundraisers are spread over them.

Per 100,000 people: 4 rings, 3 fundraisers; at least one ring of each of the first six designs and three fundraisers in
any city, so that a small one can be developed on. The next two come from eight rings on, the last two from ten. Five
look-alikes for each ring, ten honest companies for each fundraiser.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulation.dice import Streams
from simulation.fundraising import HONEST_KINDS
from simulation.look_alikes import KINDS, PER_RING
from simulation.places import Community
from simulation.rings import DESIGNS
from simulation.rings.ring import RingPlan

RINGS_PER_100_000 = 4
LEAST_RINGS = 6
DESIGNS_OF_A_CITY = (LEAST_RINGS, 8, 10)
"""How many designs a city may have: at most as many as it has rings. It stays as it was before others were written."""
FUNDRAISERS_PER_100_000 = 3
LEAST_FUNDRAISERS = 3
HONEST_PER_FUNDRAISER = 10
ADJUDICATED = 0.30
OPENED = 0.25
BLOCK_PEOPLE = 10_000


@dataclass
class BlockPlan:
    """One block's communities and agents: look-alikes as (uid, kind, turn, ring), honest fundraisers as (uid, kind)."""

    index: int
    communities: list[Community]
    people: int
    rings: list[RingPlan] = field(default_factory=list)
    look_alikes: list[tuple[str, str, int, str]] = field(default_factory=list)
    fundraisers: list[str] = field(default_factory=list)
    honest: list[tuple[str, str]] = field(default_factory=list)


def cut(communities: list[Community], staff: int) -> list[BlockPlan]:
    """Blocks of about ten thousand people, whole communities each; the hall's staff come out of the first."""
    blocks: list[BlockPlan] = []
    for community in communities:
        if not blocks or blocks[-1].people + community.people > BLOCK_PEOPLE * 1.25:
            blocks.append(BlockPlan(len(blocks) + 1, [], 0))
        blocks[-1].communities.append(community)
        blocks[-1].people += community.people
    first = blocks[0].communities[0]
    blocks[0].communities[0] = replace(first, people=max(0, first.people - staff))
    blocks[0].people = sum(community.people for community in blocks[0].communities)
    return blocks


def _fates(count: int, streams: Streams) -> list[str]:
    """About 30 % adjudicated (at least one), 25 % opened and not yet judged; which is the seed's affair."""
    judged = max(1, round(count * ADJUDICATED))
    opened = round(count * OPENED)
    fates = ["adjudicated"] * judged + ["opened"] * opened + ["free"] * (count - judged - opened)
    streams.dice("fates").shuffle(fates)
    return fates


def cast_agents(blocks: list[BlockPlan], people: int, streams: Streams) -> None:
    """Give every ring, look-alike and fundraiser a block."""
    dice = streams.dice("cast")
    count = max(LEAST_RINGS, round(people * RINGS_PER_100_000 / 100_000))
    designs = DESIGNS[: max(known for known in DESIGNS_OF_A_CITY if known <= count)]
    order = list(range(len(blocks)))
    dice.shuffle(order)
    for number, fate in enumerate(_fates(count, streams)):
        plan = blocks[order[number % len(order)]]
        ring = RingPlan(f"r{number:04d}", designs[number % len(designs)], plan.index, fate)
        plan.rings.append(ring)
        for turn in range(number * PER_RING, (number + 1) * PER_RING):
            home = blocks[order[(number + turn) % len(order)]]
            home.look_alikes.append((f"k{turn:05d}", KINDS[turn % len(KINDS)], turn // len(KINDS), ring.uid))
    fundraisers = max(LEAST_FUNDRAISERS, round(people * FUNDRAISERS_PER_100_000 / 100_000))
    for number in range(fundraisers):
        blocks[order[number % len(order)]].fundraisers.append(f"g{number:04d}")
    for number in range(fundraisers * HONEST_PER_FUNDRAISER):
        blocks[order[number % len(order)]].honest.append((f"h{number:05d}", HONEST_KINDS[number % len(HONEST_KINDS)]))
