"""The offices a quarrel is taken to, and what each writes down: police, grid, hotline, mediation, court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import texts
from simulation.companies import Party
from simulation.courts import file_suit
from simulation.crimes import judge, open_case
from simulation.dice import Dice
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

_CAUSES = {"debt": "other_contract", "labour": "labour", "property_service": "property_service", "consumer": "sale"}


@dataclass
class Quarrel:
    """A running dispute: its parties and what has happened so far."""

    uid: str
    kind: str
    first: Person
    second: Party
    heat: float
    events: int = 0
    failed: bool = False
    last_on: date | None = None
    violent_on: date | None = None


@dataclass(frozen=True)
class Mediation:
    """A mediation and how it will end, on `closed_on`: agreed, failed or terminated."""

    mediation_no: str
    closed_on: date
    outcome: str


def take_to_office(block: Block, dice: Dice, case: Quarrel, on: date, threat: bool, weapon: bool) -> str:
    """One party goes to an office; returns the department. Either may be the one who reports."""
    case.events += 1
    swapped = isinstance(case.second, Person) and dice.chance(0.25)
    reporter: Party = case.second if swapped else case.first
    other: Party = case.first if swapped else case.second
    story = texts.quarrel(dice, case.kind, threat, weapon)
    draw = dice.random() - (0.2 if weapon else 0.1 if threat else 0.0)
    if draw < 0.30:
        _tell_police(block, dice, case, on, reporter, other, story, threat, weapon)
        return "police"
    if draw < 0.55:
        _tell_grid(block, dice, case, on, reporter, other, story, threat)
        return "grid"
    if draw < 0.75:
        block.clerk.record(
            "hotline_tickets",
            on,
            {
                "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                "received_on": on,
                "category": {
                    "neighbours": "neighbours",
                    "labour": "wages",
                    "property_service": "property_service",
                    "consumer": "consumer",
                }.get(case.kind, "other"),
                "narrative": story,
                "grid_code": case.first.home.building.grid_code,
            },
            (("caller", reporter), ("respondent", other)),
        )
        return "hotline"
    if draw < 0.94 or case.kind not in _CAUSES:
        _mediate(block, dice, case, on, reporter, other, story)
        return "justice"
    file_suit(
        block,
        dice,
        cause=_CAUSES[case.kind],
        on=on,
        plaintiff=reporter,
        defendants=[other],
        contested=dice.chance(0.75),
    )
    return "courts"


def _tell_police(
    block: Block,
    dice: Dice,
    case: Quarrel,
    on: date,
    reporter: Party,
    other: Party,
    story: str,
    threat: bool,
    weapon: bool,
) -> None:
    asked = dice.chance(0.9)
    block.clerk.record(
        "police_incidents",
        on,
        {
            "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
            "occurred_on": on,
            "category": "domestic_violence" if case.kind == "family" and threat and dice.chance(0.5) else "dispute",
            "narrative": story,
            "injury": "none",
            "threat": threat if asked else None,
            "weapon": weapon if asked else None,
            "grid_code": case.first.home.building.grid_code,
        },
        (("reporter", reporter), ("respondent", other)),
    )


def _tell_grid(
    block: Block, dice: Dice, case: Quarrel, on: date, reporter: Party, other: Party, story: str, threat: bool
) -> None:
    block.clerk.record(
        "grid_incidents",
        on,
        {
            "incident_no": f"WG{on:%Y%m%d}{block.clerk.serial('grid'):09d}",
            "occurred_on": on,
            "category": {"family": "family", "debt": "debt"}.get(case.kind, "dispute"),
            "narrative": story,
            "threat": threat if dice.chance(0.8) else None,
            "grid_code": case.first.home.building.grid_code,
        },
        (("reporter", reporter if dice.chance(0.9) else None), ("respondent", other)),
    )


def _mediate(block: Block, dice: Dice, case: Quarrel, on: date, reporter: Party, other: Party, story: str) -> Mediation:
    """A mediation; whether it fails is known to the dispute from then on."""
    closed = on + timedelta(days=dice.integer(3, 40))
    outcome = (
        "failed"
        if dice.chance(min(0.8, max(0.05, 0.25 + 0.12 * case.heat)))
        else ("agreed" if dice.chance(0.85) else "terminated")
    )
    case.failed = case.failed or outcome == "failed"
    if outcome == "agreed":
        case.heat -= 1.0
    mediation_no = f"TJ{on:%Y}{block.clerk.serial('mediation'):09d}"
    block.clerk.record(
        "mediations",
        on,
        {
            "mediation_no": mediation_no,
            "accepted_on": on,
            "category": {
                "neighbours": "neighbours",
                "family": "family",
                "debt": "debt",
                "labour": "labour",
                "property_service": "property_service",
            }.get(case.kind, "other"),
            "narrative": story,
            "grid_code": case.first.home.building.grid_code,
        },
        (("applicant", reporter), ("respondent", other)),
        later=[(closed, {"outcome": outcome, "closed_on": closed})],
    )
    return Mediation(mediation_no, closed, outcome)


def come_to_blows(block: Block, dice: Dice, case: Quarrel, on: date) -> None:
    """Violence: an incident with an injury; a serious one is opened as a case."""
    hurt, other = (
        (case.first, case.second)
        if dice.chance(0.5) or not isinstance(case.second, Person)
        else (case.second, case.first)
    )
    serious = dice.chance(0.3)
    block.clerk.record(
        "police_incidents",
        on,
        {
            "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
            "occurred_on": on,
            "category": "domestic_violence" if case.kind == "family" else "fight",
            "narrative": texts.violence(dice, case.kind),
            "injury": "serious" if serious else "minor",
            "threat": dice.chance(0.5),
            "weapon": dice.chance(0.3),
            "grid_code": case.first.home.building.grid_code,
        },
        (("reporter", hurt), ("respondent", other)),
    )
    attacker = other if isinstance(other, Person) else None
    if serious and attacker is not None:
        opened = on + timedelta(days=dice.integer(1, 20))
        open_case(block, dice, [(attacker, "intentional_injury")], opened)
        if dice.chance(0.6):
            judge(
                block,
                dice,
                [(attacker, "intentional_injury")],
                opened + timedelta(days=dice.integer(120, 300)),
                on,
                (6, 36),
            )


def mediate_debt(block: Block, dice: Dice, lender: Person, borrower: Person, on: date) -> Mediation:
    """A lender takes a debt to a mediator; since the policy change a court sends some friends' suits there first."""
    case = Quarrel("", "debt", lender, borrower, -1.0)
    return _mediate(block, dice, case, on, lender, borrower, texts.quarrel(dice, "debt", threat=False, weapon=False))
