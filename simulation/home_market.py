"""Homes that change hands in the ordinary way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from simulation.daily import expected
from simulation.dice import Weighted
from simulation.homes import hand_over, price, settle_homes
from simulation.powers import give_power

if TYPE_CHECKING:
    from simulation.blocks import Block

TRANSFERS_A_YEAR = 400
SOLD_BY_SOMEBODY_ELSE = 0.06
_KINDS = Weighted({"sale": 0.8, "inheritance": 0.08, "gift": 0.09, "court_order": 0.03})


def trade_homes(block: Block) -> None:
    """Homes that change hands in the ordinary way; a few sellers who live elsewhere send somebody with a power."""
    if not block.homes:
        settle_homes(block)
    dice, adults = block.dice("home market"), block.adults(26, 66)
    standing = [house for house in block.houses if house.until is None and not house.pledged]
    for house in dice.sample(standing, dice.count(expected(block, TRANSFERS_A_YEAR))):
        on, kind, buyer = block.timeline.moment(dice, "office"), dice.weighted(_KINDS), dice.pick(adults)
        if buyer is house.owner:
            continue
        agent, deed_no = None, None
        if kind == "sale" and dice.chance(SOLD_BY_SOMEBODY_ELSE):
            agent = dice.pick(adults)
            signed = on - timedelta(days=dice.integer(5, 120))
            if agent not in (house.owner, buyer):
                deed_no = give_power(block, dice, "limited_power_to_sell", signed, house.owner, agent)
        hand_over(
            block,
            house,
            on,
            house.owner,
            buyer,
            kind=kind,
            price_fen=price(dice) if kind in ("sale", "court_order") else None,
            agent=agent if deed_no else None,
            power_deed_no=deed_no,
        )
