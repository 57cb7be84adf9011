"""The courts: suits with their parties and judgments, enforcement, listed debtors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Party
from simulation.dice import Dice, Weighted
from simulation.judgment_texts import JUDGED, Standing, write_judgment
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

COURTS = {
    "350203": "厦门市思明区人民法院",
    "350205": "厦门市海沧区人民法院",
    "350206": "厦门市湖里区人民法院",
    "350211": "厦门市集美区人民法院",
    "350212": "厦门市同安区人民法院",
    "350213": "厦门市翔安区人民法院",
}
_CONTESTED = Weighted(
    {"for_plaintiff": 0.34, "partly": 0.22, "against_plaintiff": 0.08, "withdrawn": 0.14, "mediated": 0.22}
)
_DEFAULTED = Weighted({"for_plaintiff": 0.66, "partly": 0.12, "against_plaintiff": 0.02, "withdrawn": 0.20})
_DEFENDED = 0.3
"""Share of who is sued and comes who has a lawyer."""
_SIDE_LEFT_OUT = 0.2
"""Share of agents of whom a clerk does not enter whose they are, at hardness 1."""


@dataclass(frozen=True)
class Suit:
    """A filed suit and how it ended; `outcome` is what the court will say, on `closed_on`."""

    case_no: str
    filed_on: date
    closed_on: date
    outcome: str

    @property
    def won(self) -> bool:
        return self.outcome in ("for_plaintiff", "partly", "mediated")


def case_number(block: Block, district_code: str, kind: str, year: int) -> str:
    """A case number as courts write it, unique in the city."""
    return f"（{year}）闽{district_code[2:]}{kind}{block.clerk.serial('case')}号"


def file_suit(
    block: Block,
    dice: Dice,
    *,
    cause: str,
    on: date,
    plaintiff: Party,
    defendants: Sequence[Party],
    contested: bool,
    agent: Person | None = None,
    guarantor: Party | None = None,
    witness: Person | None = None,
    principal_fen: int | None = None,
    delivered_fen: int | None = None,
    rate_percent: float | None = None,
    lent_on: date | None = None,
    due_on: date | None = None,
    outcome: str | None = None,
    district: str | None = None,
) -> Suit:
    """A suit is filed where the first defendant lives, unless the contract names a district; decided in one to seven
    months."""
    district = district or defendants[0].address.building.community.district_code
    case_no = case_number(block, district, "民初", on.year)
    outcome = outcome or dice.weighted(_CONTESTED if contested else _DEFAULTED)
    closed = on + timedelta(
        days=dice.integer(20, 90) if outcome in ("withdrawn", "mediated") else dice.integer(45, 210)
    )
    heard = outcome not in ("withdrawn", "mediated")
    filed = {
        "case_no": case_no,
        "court": COURTS[district],
        "cause": cause,
        "filed_on": on,
        "outcome": "pending",
        "principal_fen": principal_fen,
        "agreed_rate_percent": rate_percent,
        "lent_on": lent_on,
        "due_on": due_on,
    }
    decided = {
        "closed_on": closed,
        "outcome": outcome,
        "contested": contested if heard else None,
        "delivered_fen": delivered_fen if heard else None,
    }
    block.clerk.record("civil_cases", on, filed, later=[(closed, decided)])
    named = [Standing("plaintiff", plaintiff), *(Standing("defendant", defendant) for defendant in defendants)]
    named += [Standing("guarantor", guarantor)] if guarantor else []
    named += [Standing("agent", agent, "plaintiff")] if agent else []
    heard_as_well = [Standing("witness", witness)] if witness else []
    lawyers = _lawyers_of_the_sued(block, case_no, named) if contested else []
    _enter_parties(block, case_no, on, [*named, *heard_as_well, *lawyers])
    if cause == "private_lending" and outcome in JUDGED:
        write_judgment(block, {**filed, **decided}, [*named, *lawyers])
    return Suit(case_no, on, closed, outcome)


def _lawyers_of_the_sued(block: Block, case_no: str, named: Sequence[Standing]) -> list[Standing]:
    """Lawyers of the town whom a defendant or surety brings; none who stands in the suit already."""
    dice = block.dice("lawyers of the sued", case_no)
    busy = {one.party.uid for one in named}
    found: list[Standing] = []
    for role in ("defendant", "guarantor"):
        free = [lawyer for lawyer in block.institutions.lawyers if lawyer.uid not in busy]
        if free and any(one.role == role for one in named) and dice.chance(_DEFENDED):
            found.append(Standing("agent", dice.pick(free), role))
            busy.add(found[-1].party.uid)
    return found


def _enter_parties(block: Block, case_no: str, on: date, named: Sequence[Standing]) -> None:
    """One row for each party, numbered in order."""
    dice = block.dice("whose agents", case_no)
    for number, one in enumerate(named, start=1):
        left_out = one.acts_for is not None and dice.chance(_SIDE_LEFT_OUT * block.hardness)
        block.clerk.record(
            "case_parties",
            on,
            {
                "case_no": case_no,
                "party_no": f"{number}",
                "role": one.role,
                "acts_for": None if left_out else one.acts_for,
                "filed_on": on,
            },
            (("party", one.party),),
        )


def enforce(
    block: Block, dice: Dice, basis: str, basis_no: str, on: date, applicant: Party, debtor: Party, amount_fen: int
) -> None:
    """An enforcement case; a debtor who does not pay may be listed, and comes off when they do.

    Candidates for committees pay in time: what papers they have is settled in `elections`.
    """
    district = debtor.address.building.community.district_code
    block.clerk.record(
        "enforcements",
        on,
        {
            "enforcement_no": case_number(block, district, "执", on.year),
            "basis": basis,
            "basis_no": basis_no,
            "filed_on": on,
            "amount_fen": amount_fen,
        },
        (("applicant", applicant), ("debtor", debtor)),
    )
    if debtor.uid not in block.candidates and dice.chance(0.3):
        list_debtor(
            block,
            dice,
            debtor,
            on + timedelta(days=dice.integer(60, 240)),
            dice.integer(60, 720) if dice.chance(0.6) else None,
        )


def list_debtor(
    block: Block, dice: Dice, debtor: Party, on: date, removed_after: int | None, *, certain: bool = False
) -> str:
    """A listing of a judgment debtor; returns its number."""
    listing_no = f"SX{on:%Y%m%d}{block.clerk.serial('listing'):09d}"
    removed = None if removed_after is None else on + timedelta(days=removed_after)
    block.clerk.record(
        "judgment_debtors",
        on,
        {"listing_no": listing_no, "listed_on": on},
        (("debtor", debtor),),
        later=[(removed, {"removed_on": removed})] if removed else (),
        certain=certain,
    )
    return listing_no


def follow_up(
    block: Block, dice: Dice, suit: Suit, plaintiff: Party, debtor: Party, amount_fen: int, eagerness: float = 0.45
) -> None:
    """A creditor who won goes to enforcement, or is paid."""
    if suit.won and dice.chance(eagerness):
        on = suit.closed_on + timedelta(days=dice.integer(20, 120))
        enforce(
            block,
            dice,
            "mediation" if suit.outcome == "mediated" else "judgment",
            suit.case_no,
            on,
            plaintiff,
            debtor,
            amount_fen,
        )
