"""Everyday records that have nothing to do with lending: tickets, patrols, thefts, ordinary suits and convictions.

Rates are per 100,000 people a year; docs/city_format.md lists them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import texts
from simulation.companies import Company
from simulation.courts import file_suit, follow_up
from simulation.crimes import judge, open_case
from simulation.dice import Dice, Weighted

if TYPE_CHECKING:
    from simulation.blocks import Block

TICKETS_A_YEAR = 2_400
POLICE_A_YEAR = 1_400
GRID_A_YEAR = 1_500
CRIMES_A_YEAR = 110
SUITS_A_YEAR = 420
_TICKETS = Weighted(
    {
        "neighbours": 14,
        "property_service": 16,
        "consumer": 18,
        "wages": 5,
        "prepaid_card": 5,
        "investment": 2,
        "enquiry": 22,
        "other": 16,
        "debt_collection": 2,
    }
)
_SUITS = Weighted({"sale": 0.32, "other_contract": 0.28, "labour": 0.2, "lease": 0.12, "other": 0.08})


def years_of(block: Block) -> float:
    """The simulated years, nights included."""
    return ((block.timeline.end - block.timeline.start).days + 1) / 365.25


def expected(block: Block, per_100_000_a_year: float) -> float:
    """How many times something of that rate happens in the block."""
    return per_100_000_a_year * len(block.people) / 100_000 * years_of(block)


def live(block: Block) -> None:
    """Everyday life of a block."""
    if block.people and block.companies:
        _tickets(block, block.dice("tickets"))
        _patrols(block, block.dice("patrols"))
        _suits(block, block.dice("ordinary suits"))
    if block.adults():
        _crimes(block, block.dice("ordinary crimes"))


def _tickets(block: Block, dice: Dice) -> None:
    for _ in range(dice.count(expected(block, TICKETS_A_YEAR))):
        on, caller, category = block.timeline.moment(dice), dice.pick(block.people), dice.weighted(_TICKETS)
        about: Company | None = None
        if category in ("consumer", "wages", "prepaid_card", "property_service") and dice.chance(0.5):
            about = dice.pick(block.companies)
        elif category == "debt_collection" and dice.chance(0.6):
            about = dice.pick(block.institutions.licensed)[1]
        block.clerk.record(
            "hotline_tickets",
            on,
            {
                "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                "received_on": on,
                "category": category,
                "narrative": texts.ticket(dice, category),
                "grid_code": caller.home.building.grid_code,
            },
            (
                ("caller", caller if dice.chance(0.9) else None),
                ("respondent", about),
            ),
        )


def _patrols(block: Block, dice: Dice) -> None:
    for _ in range(dice.count(expected(block, POLICE_A_YEAR))):
        on, caller = block.timeline.moment(dice), dice.pick(block.people)
        kind = dice.pick(("theft", "fraud", "fraud", "police_other", "police_other"))
        block.clerk.record(
            "police_incidents",
            on,
            {
                "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                "occurred_on": on,
                "category": kind.removeprefix("police_"),
                "narrative": texts.patrol(dice, kind),
                "injury": "none",
                "grid_code": caller.home.building.grid_code,
            },
            (("reporter", caller if dice.chance(0.9) else None),),
        )
    for _ in range(dice.count(expected(block, GRID_A_YEAR))):
        on, kind = block.timeline.moment(dice), dice.pick(("hazard", "sanitation", "other"))
        block.clerk.record(
            "grid_incidents",
            on,
            {
                "incident_no": f"WG{on:%Y%m%d}{block.clerk.serial('grid'):09d}",
                "occurred_on": on,
                "category": kind,
                "narrative": texts.patrol(dice, kind),
                "grid_code": dice.pick(block.standing).grid_code,
            },
            (("reporter", dice.pick(block.people) if dice.chance(0.2) else None),),
        )


def _suits(block: Block, dice: Dice) -> None:
    adults = block.adults()
    for _ in range(dice.count(expected(block, SUITS_A_YEAR))):
        on, cause, company = block.timeline.moment(dice, "office"), dice.weighted(_SUITS), dice.pick(block.companies)
        if company.established > on or company.closed_by(on) or not adults:
            continue
        person = dice.pick(adults)
        sides = (person, company) if cause == "labour" or dice.chance(0.5) else (company, person)
        suit = file_suit(
            block,
            dice,
            cause=cause,
            on=on,
            plaintiff=sides[0],
            defendants=[sides[1]],
            contested=dice.chance(0.7),
            agent=dice.pick(block.institutions.lawyers) if dice.chance(0.45) else None,
        )
        follow_up(block, dice, suit, sides[0], sides[1], dice.integer(3_000, 300_000) * 100)


def _crimes(block: Block, dice: Dice) -> None:
    """Thefts, swindles and injuries of the simulated years, and judgments of the ten years before."""
    adults = [person for person in block.adults(18, 70) if person.uid not in block.candidates]
    for _ in range(dice.count(expected(block, CRIMES_A_YEAR))):
        charge = dice.pick(("theft", "theft", "fraud", "intentional_injury", "other", "other"))
        suspects = [(person, charge) for person in dice.sample(adults, dice.pick((1, 1, 1, 2)))]
        on = block.timeline.moment(dice)
        open_case(block, dice, suspects, on)
        if dice.chance(0.6):
            judged = on + timedelta(days=dice.integer(120, 500))
            judge(block, dice, suspects, judged, on - timedelta(days=dice.integer(1, 90)), (4, 60))
    years_before = 10
    for _ in range(dice.count(expected(block, CRIMES_A_YEAR * 0.6) / years_of(block) * years_before)):
        person = dice.pick(adults)
        judged = block.timeline.start - timedelta(days=dice.integer(30, 365 * years_before))
        offence = max(judged - timedelta(days=dice.integer(90, 500)), date(person.birth.year + 18, 12, 31))
        if offence < judged:
            judge(
                block,
                dice,
                [(person, dice.pick(("theft", "fraud", "intentional_injury", "other")))],
                judged,
                offence,
                (4, 150),
            )
