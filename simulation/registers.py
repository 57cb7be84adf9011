"""The registers: residents, grid people, addresses, villages with committees, companies with officers and holders.

Homes, changes of companies and what grid officers find stand in modules of their own; here everything is written.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.changes import register_changes
from simulation.companies import Company
from simulation.dice import Dice
from simulation.grid_registers import register_grid_houses, register_grid_units
from simulation.homes import register_homes
from simulation.people import Person
from simulation.places import Community

if TYPE_CHECKING:
    from simulation.blocks import Block

_NEWCOMERS = 0.06
_OFFICES = {"法定代表人": "legal_representative", "监事": "supervisor", "经理": "manager", "董事": "director"}


def write_registers(block: Block, *, with_places: bool) -> None:
    """Everything that registers hold of the block at the end of its story; the hall's places are another block's."""
    if with_places:
        _register_places(block)
    _register_people(block)
    _register_companies(block)
    register_changes(block)
    register_homes(block)
    register_grid_houses(block)
    register_grid_units(block)


def _register_committee(block: Block, dice: Dice, community: Community) -> None:
    """The committee in office and the one before it: terms of five years, the present one ends with the elections."""
    elected = block.timeline.as_of - timedelta(days=5 * 365 + dice.integer(20, 120))
    term = 12 if community.is_village else 10
    for back in (1, 0):
        start = elected - timedelta(days=back * 3 * 365)  # terms were of three years before 2018
        until = elected - timedelta(days=1) if back else elected + timedelta(days=5 * 365)
        block.clerk.record(
            "committees",
            start,
            {
                "village_code": community.code,
                "term": term - back,
                "seats": dice.pick((3, 5, 5, 7)) if community.is_village else dice.pick((5, 7, 9)),
                "term_from": start,
                "term_until": until,
            },
        )


def _register_places(block: Block) -> None:
    """Villages and standard addresses, whole in the first delivery; a few buildings are finished later."""
    dice, start = block.dice("places register"), block.timeline.start
    seats = block.dice("committees")
    for community in block.communities:
        _register_committee(block, seats, community)
        block.clerk.record(
            "villages",
            start,
            {
                "village_code": community.code,
                "village_name": community.name,
                "village_kind": "village" if community.is_village else "community",
                "district_code": community.district_code,
                "street": community.street,
            },
        )
    for building in block.standing:
        known = block.timeline.moment(dice) if dice.chance(0.02) else start
        surveyed = dice.chance(0.95)
        block.clerk.record(
            "standard_addresses",
            known,
            {
                "address_code": building.code,
                "full_address": building.full_address,
                "district_code": building.community.district_code,
                "street": building.community.street,
                "community": building.community.name,
                "grid_code": building.grid_code,
                "use": "business" if building.business else "residential",
                "longitude": f"{building.longitude:.6f}" if surveyed else None,
                "latitude": f"{building.latitude:.6f}" if surveyed else None,
            },
        )


def _since(dice: Dice, block: Block, person: Person, share_new: float) -> date:
    """The day a person was entered: most long ago, some during the simulated years, nobody before birth."""
    start = block.timeline.start
    if person.birth >= start or dice.chance(share_new):
        return max(person.birth + timedelta(days=dice.integer(3, 60)), block.timeline.moment(dice, "office"))
    return max(person.birth, start - timedelta(days=dice.integer(1, 6_000)))


def _register_people(block: Block) -> None:
    """Residents and people found in grids; some stand in both, some twice in one, entered by two officers."""
    dice = block.dice("people register")
    for person in block.people:
        where = person.home.building
        block.truth.add(
            "people",
            person.uid,
            block.index,
            person.name,
            person.birth,
            int(person.male),
            person.number,
            person.household,
            where.community.district_code,
            where.community.code,
            where.grid_code,
        )
        if person.registered:
            since = _since(dice, block, person, _NEWCOMERS)
            block.clerk.record(
                "residents",
                since,
                {
                    "register_no": f"HK{block.clerk.serial('resident'):010d}",
                    "grid_code": where.grid_code,
                    "registered_on": since,
                },
                (("resident", person),),
            )
        if person.in_grid:
            for _ in range(2 if dice.chance(0.01) else 1):
                since = _since(dice, block, person, 2 * _NEWCOMERS)
                block.clerk.record(
                    "grid_people",
                    since,
                    {
                        "entry_no": f"SY{block.clerk.serial('grid person'):010d}",
                        "grid_code": where.grid_code,
                        "entered_on": since,
                    },
                    (("resident", person),),
                )


def _register_companies(block: Block) -> None:
    """Companies with their officers and holders; what ends during the simulated years is handed over when it ends."""
    dice = block.dice("company register")
    for company in block.companies:
        block.truth.add(
            "companies",
            company.uid,
            block.index,
            company.name,
            company.number,
            company.registration_no,
            company.industry,
            company.owner.uid,
        )
        first = company.address_on(company.established)
        learnt: list[tuple[date, dict[str, object]]] = [
            (day, {column: day})
            for column, day in (("deregistered_on", company.deregistered), ("revoked_on", company.revoked))
            if day is not None
        ]
        learnt += [(day, {"name": company.name_on(day)}) for day, _ in company.names]
        for day, _ in company.addresses:
            place = company.address_on(day)
            learnt.append((day, {"address": place.standard, "grid_code": place.building.grid_code}))
        block.clerk.record(
            "companies",
            company.established,
            {
                "registration_no": company.registration_no,
                "company_kind": company.kind,
                "industry": company.industry,
                "business_scope": company.scope,
                "capital_fen": company.capital_fen,
                "established_on": company.established,
                "grid_code": first.building.grid_code if dice.chance(0.9) else None,
            },
            (("company", company),),
            later=sorted(learnt, key=lambda change: change[0]),
        )
        _register_offices(block, company)


def _register_offices(block: Block, company: Company) -> None:
    for officer, office, since, until in company.officers:
        block.clerk.record(
            "company_officers",
            since,
            {
                "appointment_no": f"RZ{block.clerk.serial('appointment'):010d}",
                "registration_no": company.registration_no,
                "office": _OFFICES[office],
                "appointed_on": since,
            },
            (("company", company), ("officer", officer)),
            later=[(until, {"left_on": until})] if until else (),
        )
    for holder, percent, since, until in company.holders:
        block.clerk.record(
            "company_shareholders",
            since,
            {
                "holding_no": f"GD{block.clerk.serial('holding'):010d}",
                "registration_no": company.registration_no,
                "share_percent": percent,
                "held_from": since,
            },
            (("company", company), ("holder", holder)),
            later=[(until, {"held_until": until})] if until else (),
        )
