"""Small loans to the young: split into several papers, paid in cash, sued in series where nobody comes.

Suits name old addresses, so defendants are absent; claims are withdrawn when family pays. It sleeps for months and
wakes behind a new company.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.courts import follow_up
from simulation.lending import Loan, fails_to_pay, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    on = ring.started - timedelta(days=ring.dice.integer(10, 90))
    while on < min(ring.ended, ring.block.timeline.end):
        ring.open_front(ring.dice.pick(("technology", "business_services", "training")), on)
        on += timedelta(days=round(ring.dice.uniform(420, 700) - 200 * ring.evasion))


def _court_day(ring: Ring, due: date) -> date:
    """Papers are collected and taken to court together, a few days a year."""
    month = due + timedelta(days=ring.dice.integer(10, 60))
    return month.replace(day=ring.dice.pick((11, 12, 25)))


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    whole = dice.lognormal(14_000, 0.5)
    parts = 1 + (dice.chance(0.3 + 0.5 * ring.evasion)) + dice.chance(0.3 * ring.evasion)
    papers: list[Loan] = []
    for _ in range(parts):
        arrives = dice.uniform(0.55, 0.8)
        papers.append(
            ring.lend(
                ring.paper_lender(),
                borrower,
                on,
                dice.pick((14, 30, 30)),
                whole / parts * dice.uniform(0.8, 1.2),
                arrives=arrives,
                annual_percent=(1 / arrives - 1) * 600,
                paper_percent=dice.pick((None, 24.0)),
                in_cash=dice.chance(0.75),
                steps={1, 2},
            )
        )
        on += timedelta(days=dice.integer(0, 9))
    if dice.chance(0.3) and not ring.over(papers[-1].due):
        papers[-1].steps.add(4)
        papers.append(
            ring.lend(
                ring.paper_lender(),
                borrower,
                papers[-1].due,
                30,
                whole * dice.uniform(1.2, 1.6),
                arrives=1.0,
                annual_percent=300.0,
                paper_percent=24.0,
                previous=papers[-1],
                steps={1, 4},
            )
        )
    for loan in papers:
        if not (dice.chance(0.5) or fails_to_pay(dice, loan)):
            continue
        loan.steps.add(3)
        if dice.chance(0.6):
            ring.squeeze(loan, loan.due + timedelta(days=dice.integer(1, 6)), dice.integer(1, 4), 0.7)
        filed = max(_court_day(ring, loan.due), loan.due + timedelta(days=1))
        if dice.chance(0.75) and not ring.over(filed):
            suit = sue_for(
                ring.block,
                dice,
                loan,
                filed,
                agent=ring.lawyer,
                served=dice.chance(0.15),
                claim_more=dice.uniform(1.0, 1.4),
            )
            follow_up(ring.block, dice, suit, loan.lender, borrower, loan.face_fen, 0.5)


DESIGN = Design(
    name="student_loans",
    disguise="student loans",
    size=(8, 25),
    charges=("sham_litigation", "fraud", "extortion"),
    victims=(40, 110),
    victims_age=(18, 30),
    set_up=_set_up,
    work=_work,
)
