"""Powers of attorney that notaries certify: to sell, to let, to mortgage a home, to go to court."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Party
from simulation.dice import Dice

if TYPE_CHECKING:
    from simulation.blocks import Block

ABOUT_HOMES = ("power_to_sell_home", "limited_power_to_sell", "power_to_mortgage", "power_to_let")


def give_power(block: Block, dice: Dice, kind: str, on: date, grantor: Party, attorney: Party) -> str:
    """The grantor lets the attorney act for them; returns the deed's number.

    A power over everything runs until the matter is done and may be passed on; others end after a year or two.
    """
    deed_no = f"（{on.year}）厦证{dice.pick(('内', '民', '执'))}字第{block.clerk.serial('deed')}号"
    notary = dice.pick(block.institutions.notaries)
    own, whole = block.dice("power", deed_no), kind == "power_to_sell_home"
    home = grantor.address.building
    block.clerk.record(
        "notarised_powers",
        on,
        {
            "deed_no": deed_no,
            "power_kind": kind,
            "notarised_on": on,
            "valid_until": None if whole and own.chance(0.7) else on + timedelta(days=own.pick((180, 365, 730))),
            "may_delegate": own.chance(0.6 if whole else 0.1),
            "address_code": home.code if kind in ABOUT_HOMES and own.chance(0.8) else None,
        },
        (("grantor", grantor), ("attorney", attorney), ("notary", notary)),
    )
    return deed_no
