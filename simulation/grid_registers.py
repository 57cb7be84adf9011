"""What grid officers write down on their rounds: houses and flats with who lives there, and units at work."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.dice import Dice

if TYPE_CHECKING:
    from simulation.blocks import Block

HOUSES_SEEN = 0.25
UNITS_SEEN = 0.3


def _entered(block: Block, dice: Dice, first: date) -> date:
    """Most were entered before the simulated years, whole in the first delivery; some on a later round."""
    if first >= block.timeline.start or dice.chance(0.1):
        return block.timeline.moment(dice, "office", max(first, block.timeline.start))
    return max(first, block.timeline.start - timedelta(days=dice.integer(1, 2_500)))


def register_grid_houses(block: Block) -> None:
    """A share of the homes of a block, with as many as live there; tenants' homes name an owner from elsewhere."""
    dice = block.dice("grid houses")
    living = Counter(person.household for person in block.people)
    adults = block.adults(26, 75)
    seen = 0
    for person in block.people:
        if person.household in (0, seen):
            continue
        seen = person.household
        if not adults or not dice.chance(HOUSES_SEEN):
            continue
        house = block.homes.get(person.household)
        lets = house is None and dice.chance(0.5)
        owner = house.owner if house is not None else dice.pick(adults) if lets else person
        building, on = person.home.building, _entered(block, dice, date.min)
        block.clerk.record(
            "grid_houses",
            on,
            {
                "entry_no": f"FW{block.clerk.serial('grid house'):010d}",
                "address": person.home.standard,
                "address_code": building.code if dice.chance(0.85) else None,
                "occupancy": "let" if lets else "owner",
                "living": living[person.household] if dice.chance(0.9) else None,
                "grid_code": building.grid_code,
                "entered_on": on,
            },
            (("owner", owner if dice.chance(0.85) else None),),
        )


def register_grid_units(block: Block) -> None:
    """A share of the companies, where the officer found them at work, until they leave."""
    dice, line = block.dice("grid units"), block.timeline
    for company in block.companies:
        if not dice.chance(UNITS_SEEN) or company.closed_by(line.start) or company.established > line.end:
            continue
        on = _entered(block, dice, company.established)
        if company.closed_by(on):
            continue
        ended = company.deregistered or company.revoked
        left = ended + timedelta(days=dice.integer(5, 120)) if ended else None
        place = company.address_on(on)
        block.clerk.record(
            "grid_units",
            on,
            {
                "entry_no": f"DW{block.clerk.serial('grid unit'):010d}",
                "staff": max(1, round(company.staff * dice.uniform(0.7, 1.2))) if dice.chance(0.8) else None,
                "grid_code": place.building.grid_code,
                "entered_on": on,
            },
            (("company", company), ("manager", company.owner if dice.chance(0.8) else None)),
            later=[(left, {"left_on": left})] if left else (),
        )
