"""Companies change: another name, another address, somebody else at the head. The register writes each change down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company
from simulation.dice import Dice
from simulation.names import company_name

if TYPE_CHECKING:
    from simulation.blocks import Block

RENAMED_A_YEAR = {"sole_trader": 0.003}
MOVED_A_YEAR = {"sole_trader": 0.01}
_RENAMED_A_YEAR, _MOVED_A_YEAR = 0.01, 0.03
"""Of every other kind of company."""


def rename(dice: Dice, company: Company, on: date) -> None:
    """The company takes another name; what was written before keeps the old one."""
    district = company.address.building.community.district
    company.names.append((on, company.name))
    company.name = company_name(dice, company.kind, company.industry, district)


def move(block: Block, dice: Dice, company: Company, on: date) -> None:
    """The company takes another office of the block."""
    company.addresses.append((on, company.address))
    company.address = block.office(dice)


def plan_changes(block: Block) -> None:
    """New names and addresses of ordinary companies, for reasons of their own."""
    dice, line = block.dice("changes"), block.timeline
    for company in block.companies:
        first = max(line.start, company.established + timedelta(days=90))
        last = min(line.end, company.deregistered or line.end)
        years = (last - first).days / 365.25
        if years <= 0:
            continue
        if dice.chance(years * RENAMED_A_YEAR.get(company.kind, _RENAMED_A_YEAR)):
            rename(dice, company, line.moment(dice, "office", first, last))
        if dice.chance(years * MOVED_A_YEAR.get(company.kind, _MOVED_A_YEAR)):
            move(block, dice, company, line.moment(dice, "office", first, last))


def new_face(block: Block, company: Company, on: date) -> None:
    """A firm that people have begun to talk about takes another name, or another door, or both."""
    dice = block.dice("new face", company.uid, on.isoformat())
    draw = dice.random()
    if draw < 0.7:
        rename(dice, company, on)
    if draw > 0.4:
        move(block, dice, company, on)


def _successions(company: Company) -> list[tuple[date, str, str, str]]:
    """(day, kind of change, before, after) of every office and share that passed from one to another."""
    found: list[tuple[date, str, str, str]] = []
    for officer, office, _, until in company.officers:
        for other, same, since, _ in company.officers:
            if until is not None and same == office and since == until:
                kind = "legal_representative" if office == "法定代表人" else "officers"
                found.append((until, kind, officer.name, other.name))
    for holder, percent, _, until in company.holders:
        for successor, same_percent, since, _ in company.holders:
            if until is not None and since == until and percent == same_percent:
                found.append((until, "shareholders", f"{holder.name} {percent:g}%", f"{successor.name} {percent:g}%"))
    return found


def register_changes(block: Block) -> None:
    """Every change of every company of the block."""
    for company in block.companies:
        ends = [*(name for _, name in company.names[1:]), company.name]
        told = [(day, "name", old, new) for (day, old), new in zip(company.names, ends, strict=False)]
        places = [*(place for _, place in company.addresses[1:]), company.address]
        told += [
            (day, "address", old.standard, new.standard)
            for (day, old), new in zip(company.addresses, places, strict=False)
        ]
        for day, kind, before, after in sorted(told + _successions(company)):
            if day < block.timeline.start:
                continue
            block.clerk.record(
                "company_changes",
                day,
                {
                    "change_no": f"BG{day:%Y%m%d}{block.clerk.serial('change'):09d}",
                    "registration_no": company.registration_no,
                    "change_kind": kind,
                    "before_change": before,
                    "after_change": after,
                    "changed_on": day,
                },
                (("company", company),),
            )
