"""What borrowers say of a firm whose customers they thought they were, and others of a room where people lose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from simulation.companies import Company, Party
from simulation.dice import Dice
from simulation.lending import Loan, trace
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block


def complain(block: Block, dice: Dice, loan: Loan, about: Party, on: date, story: str) -> bool:
    """The borrower may tell the hotline or the police what the firm did; returns whether they did."""
    if not block.timeline.start <= on <= block.timeline.end or not dice.chance(0.1 + 0.45 * loan.borrower.voice):
        return False
    trace(block, loan, "report", on)
    named = about if dice.chance(0.85) else None
    grid = about.address.building.grid_code
    if dice.chance(0.65):
        block.clerk.record(
            "hotline_tickets",
            on,
            {
                "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                "received_on": on,
                "category": dice.pick(("consumer", "consumer", "other")),
                "narrative": story,
                "grid_code": grid,
            },
            (("caller", loan.borrower if dice.chance(0.85) else None), ("respondent", named)),
        )
    else:
        block.clerk.record(
            "police_incidents",
            on,
            {
                "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                "occurred_on": on,
                "category": dice.pick(("dispute", "dispute", "fraud")),
                "narrative": story,
                "grid_code": grid,
                "injury": "none",
                "threat": dice.chance(0.05),
                "weapon": False,
            },
            (("reporter", loan.borrower), ("respondent", named)),
        )
    return True


def tell_of_cards(block: Block, dice: Dice, room: Company, teller: Person, on: date, story: str) -> bool:
    """A neighbour, or somebody's family, may tell of a room where cards are played for money; returns whether they did.

    Half do not leave their name; some know the door and not what it is called.
    """
    if not block.timeline.start <= on <= block.timeline.end or not dice.chance(0.1 + 0.5 * teller.voice):
        return False
    named = room if dice.chance(0.7) else None
    by = teller if dice.chance(0.5) else None
    grid = room.address.building.grid_code
    if dice.chance(0.3):
        block.clerk.record(
            "hotline_tickets",
            on,
            {
                "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                "received_on": on,
                "category": "other",
                "narrative": story,
                "grid_code": grid,
            },
            (("caller", by), ("respondent", named)),
        )
    else:
        block.clerk.record(
            "police_incidents",
            on,
            {
                "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                "occurred_on": on,
                "category": "other",
                "narrative": story,
                "grid_code": grid,
                "injury": "none",
            },
            (("reporter", by), ("respondent", named)),
        )
    return True
