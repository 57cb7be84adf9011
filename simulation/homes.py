"""Homes that somebody owns: who owns them, how they change hands, what the housing registry writes down.

The registry of this city goes back a few decades and holds a share of the homes; whoever mortgages or sells one stands
in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Party
from simulation.dice import Dice
from simulation.people import Person
from simulation.places import Address

if TYPE_CHECKING:
    from simulation.blocks import Block

IN_THE_REGISTRY = 0.22
"""Share of households that own the home they live in and stand in the registry for it."""
_MEDIAN_PRICE_YUAN = 2_600_000


@dataclass(slots=True, eq=False)
class House:
    """One certificate of one home, until its owner parts with it. `pledged` to a lender at least once."""

    certificate_no: str
    owner: Party
    address: Address
    since: date
    until: date | None = None
    pledged: bool = False


def _certify(block: Block, owner: Party, address: Address, since: date) -> House:
    number = f"闽（{since.year}）厦门市不动产权第{block.clerk.serial('house'):09d}号"
    house = House(number, owner, address, since)
    block.houses.append(house)
    return house


def _bought(block: Block, dice: Dice, owner: Person) -> date:
    """A day before the simulated years, when the owner was grown up."""
    grown = date(owner.birth.year + 22, 1, 1)
    last = block.timeline.start - timedelta(days=700)
    return min(last, max(grown, last - timedelta(days=dice.integer(1, 7_000))))


def settle_homes(block: Block) -> None:
    """The homes that stand in the registry when the simulated years begin."""
    dice, start = block.dice("homes"), block.timeline.start
    for person in block.people:
        if person.household in block.homes or person.household == 0 or person.age(start) < 24:
            continue
        # One draw for a household, whoever of it comes first: None says that its home stands in no registry.
        owned = dice.chance(IN_THE_REGISTRY)
        block.homes[person.household] = (
            _certify(block, person, person.home, _bought(block, dice, person)) if owned else None
        )


def home_of(block: Block, person: Person) -> House:
    """The home of a person who mortgages or sells it: they own it, whatever others of the household thought."""
    if not block.homes:
        settle_homes(block)
    house = block.homes.get(person.household)
    if house is None or house.until is not None:
        house = _certify(block, person, person.home, _bought(block, block.dice("home", person.uid), person))
        block.homes[person.household] = house
    if not house.pledged:
        house.owner, house.pledged = person, True
    return house


def hand_over(
    block: Block,
    house: House,
    on: date,
    seller: Party,
    buyer: Party,
    *,
    kind: str = "sale",
    price_fen: int | None = None,
    agent: Party | None = None,
    power_deed_no: str | None = None,
) -> House | None:
    """A home changes hands: the buyer's certificate; None when it cannot change hands that day."""
    if house.until is not None or not house.since < on <= block.timeline.end:
        return None
    dice = block.dice("transfer", house.certificate_no)
    block.clerk.record(
        "house_transfers",
        on,
        {
            "transfer_no": f"ZY{on:%Y%m%d}{block.clerk.serial('transfer'):09d}",
            "transferred_on": on,
            "transfer_kind": kind,
            "certificate_no": house.certificate_no if dice.chance(0.97) else None,
            "address_code": house.address.building.code if dice.chance(0.9) else None,
            "price_fen": price_fen,
            "power_deed_no": power_deed_no,
        },
        (("seller", seller), ("buyer", buyer), ("agent", agent)),
    )
    house.until = on
    return _certify(block, buyer, house.address, on)


def price(dice: Dice) -> int:
    """What a home costs, in fen, rounded to a thousand yuan."""
    return round(dice.lognormal(_MEDIAN_PRICE_YUAN, 0.5) / 1_000) * 100_000


def sell_under_power(block: Block, house: House, on: date, attorney: Party, deed_no: str) -> bool:
    """Whoever holds the power sells the home to a buyer they found; false when it cannot be sold that day."""
    dice = block.dice("sale under power", deed_no)
    adults = [person for person in block.adults(26, 66) if person is not house.owner]
    if not adults:
        return False
    # Fast money: a buyer who asks nothing pays less.
    fen = round(price(dice) * dice.uniform(0.6, 1.0) / 100_000) * 100_000
    seller, buyer = house.owner, dice.pick(adults)
    bought = hand_over(block, house, on, seller, buyer, price_fen=fen, agent=attorney, power_deed_no=deed_no)
    return bought is not None


def register_homes(block: Block) -> None:
    """Every certificate; one that ended is handed over again when it ended."""
    if not block.homes:
        settle_homes(block)
    dice = block.dice("homes register")
    for house in block.houses:
        building = house.address.building
        block.clerk.record(
            "houses",
            house.since,
            {
                "certificate_no": house.certificate_no,
                "registered_on": house.since,
                "address": house.address.standard,
                "address_code": building.code if dice.chance(0.92) else None,
                "use": "residential" if dice.chance(0.98) else None,
            },
            (("owner", house.owner),),
            later=[(house.until, {"cancelled_on": house.until})] if house.until else (),
        )
