"""What goes wrong between an event and its record, in the shares that the city page fixes (docs/city_format.md).

Shares are of records that carry the field, per department, varied by up to half either way, scaled by hardness.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from expectations.contracts.declaration import Column
from simulation.companies import Company, Party
from simulation.departments import MentionCells
from simulation.dice import Dice, Streams
from simulation.identity_numbers import masked, one_character_wrong
from simulation.names import misheard, shortened
from simulation.people import Person
from simulation.places import free_form

VARIATION = 0.5
LATE_MEDIAN_DAYS = 9.0


@dataclass(frozen=True)
class Shares:
    """Shares of damaged records, 0..1."""

    id_missing: float = 0.08
    id_wrong: float = 0.015
    id_masked: float = 0.03
    name_variant: float = 0.03
    birth_wrong: float = 0.01
    phone_missing: float = 0.25
    phone_shared: float = 0.04
    address_free: float = 0.60
    credit_missing: float = 0.10
    company_changed: float = 0.05
    duplicate: float = 0.02
    late: float = 0.05
    corrected: float = 0.01


CITY_SHARES = Shares()


def department_shares(streams: Streams, department: str, hardness: float) -> Shares:
    """The department's own shares; with hardness 0 nothing is damaged, and no share exceeds 95 %."""
    dice = streams.dice("damage", department)
    return replace(
        CITY_SHARES,
        **{
            field.name: min(
                0.95, getattr(CITY_SHARES, field.name) * dice.uniform(1 - VARIATION, 1 + VARIATION) * hardness
            )
            for field in fields(Shares)
        },
    )


def _number(dice: Dice, party: Party, shares: Shares) -> tuple[str | None, str]:
    draw = dice.random()
    if party.is_company:
        return (None, "credit_missing") if draw < shares.credit_missing else (party.number, "")
    if draw < shares.id_missing:
        return None, "id_missing"
    if draw < shares.id_missing + shares.id_wrong:
        return one_character_wrong(dice, party.number), "id_wrong"
    if draw < shares.id_missing + shares.id_wrong + shares.id_masked:
        return masked(party.number), "id_masked"
    return party.number, ""


def _wrong_birth(dice: Dice, birth: date) -> date:
    if dice.chance(0.5) and birth.day <= 12 and birth.day != birth.month:
        return birth.replace(month=birth.day, day=birth.month)
    return birth + timedelta(days=dice.pick((-365, -31, -10, -1, 1, 10, 30, 365)))


def write_party(
    cells: list[Any], at: MentionCells, party: Party, on: date, dice: Dice, shares: Shares, shared_phones: list[str]
) -> str:
    """Fill a mention's cells as the clerk writes them that day; returns the damage done, words joined by `;`."""
    done = [_write_name(cells, at, party, on, dice, shares)]
    if at.kind is not None:
        cells[at.kind] = "company" if party.is_company else "person"
    if at.number is not None:
        cells[at.number], what = _number(dice, party, shares)
        done.append(what)
    if at.birth is not None and isinstance(party, Person):
        cells[at.birth] = party.birth
        if dice.random() < shares.birth_wrong:
            cells[at.birth] = _wrong_birth(dice, party.birth)
            done.append("birth_wrong")
    if at.phone is not None and party.phone is not None:
        done.append(_write_phone(cells, at.phone, party, dice, shares, shared_phones))
    if at.address is not None:
        free = dice.random() < shares.address_free
        where = party.address_on(on) if isinstance(party, Company) else party.address
        cells[at.address] = free_form(dice, where) if free else where.standard
        done.append("address_free" if free else "")
    return ";".join(word for word in done if word)


def _write_name(cells: list[Any], at: MentionCells, party: Party, on: date, dice: Dice, shares: Shares) -> str:
    if isinstance(party, Company):
        cells[at.name] = name = party.name_on(on)
        if dice.random() < shares.company_changed:
            cells[at.name] = shortened(dice, name)
            return "company_changed"
        return ""
    cells[at.name] = party.name
    if dice.random() < shares.name_variant:
        cells[at.name] = misheard(dice, party.name)
        return "name_variant"
    return ""


def _write_phone(
    cells: list[Any], place: int, party: Party, dice: Dice, shares: Shares, shared_phones: list[str]
) -> str:
    """Nothing, a number that several people gave (a shop, a foreman, a relative), or the party's own."""
    draw = dice.random()
    if draw < shares.phone_missing:
        return "phone_missing"
    if draw < shares.phone_missing + shares.phone_shared:
        cells[place] = shared_phones[(int(party.uid[1:]) * 7) % len(shared_phones)]
        return "phone_shared"
    cells[place] = party.phone
    return ""


def slip(dice: Dice, column: Column, value: Any) -> Any:
    """Another value of the column, as a slip that the department corrects later."""
    if column.type == "money":
        return value * 10 if dice.chance(0.5) else max(100, value // 10)
    if column.type == "boolean":
        return not value
    if column.type == "integer":
        return value + dice.pick((1, 2, 10))
    if column.type == "percent":
        return round(value + dice.pick((1.0, 2.0, 6.0)), 4)
    if column.type == "category":
        return dice.pick([held for held in column.held_values if held != value] or [value])
    text = str(value)
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not digits:
        return text + "1"
    place = dice.pick(digits)
    return text[:place] + str((int(text[place]) + dice.integer(1, 9)) % 10) + text[place + 1 :]


def late_days(dice: Dice) -> int:
    """How late a late record is: at least a day, median nine."""
    return max(1, round(dice.lognormal(LATE_MEDIAN_DAYS, 0.8)))
