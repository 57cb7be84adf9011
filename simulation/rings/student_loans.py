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
    _move(ring, ring.started - timedelta(days=ring.dice.integer(10, 90)))


def _move(ring: Ring, day: date) -> None:
    """A new company every year or two, the sooner the more evasive."""
    ring.open_front(ring.dice.pick(("technology", "business_services", "training")), day)
    ring.at(
        day + timedelta(days=round(ring.dice.uniform(420, 700) - 250 * ring.evasion)), lambda today: _move(ring, today)
    )


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    whole = dice.lognormal(14_000, 0.5)
    parts = 1 + dice.chance(0.3 + 0.5 * ring.evasion) + dice.chance(0.3 * ring.evasion)
    for _ in range(parts):
        _paper(ring, borrower, on, whole / parts * dice.uniform(0.8, 1.2), None)
        on = ring.in_days(on, 0, 9)


def _paper(ring: Ring, borrower: Person, on: date, face: float, previous: Loan | None) -> None:
    dice = ring.dice
    arrives = dice.uniform(0.55, 0.8) if previous is None else 1.0
    loan = ring.lend(
        ring.paper_lender(),
        borrower,
        on,
        dice.pick((14, 30, 30)),
        face,
        arrives=arrives,
        annual_percent=(1 / arrives - 1) * 600 if previous is None else 300.0,
        paper_percent=dice.pick((None, 24.0)),
        in_cash=dice.chance(0.75),
        previous=previous,
        steps={1, 2} if previous is None else {1, 4},
    )
    if previous is not None:
        previous.steps.add(4)
    ring.at(ring.in_days(loan.due, 0, 5), lambda today: _overdue(ring, loan, face, today))


def _overdue(ring: Ring, loan: Loan, face: float, day: date) -> None:
    dice = ring.dice
    if not (dice.chance(0.5) or fails_to_pay(dice, loan)):
        return
    if loan.previous is None and dice.chance(0.2):
        _paper(ring, loan.borrower, day, face * dice.uniform(1.2, 1.6), loan)
        return
    loan.steps.add(3)
    if dice.chance(0.6):
        ring.squeeze(loan, ring.in_days(day, 1, 6), dice.integer(1, 4), 0.7)
    if dice.chance(0.75):
        ring.at(_court_day(ring, day), lambda today: _sue(ring, loan, today))


def _court_day(ring: Ring, day: date) -> date:
    """Papers are collected and taken to court together, on few days of a month."""
    month = ring.in_days(day, 10, 60)
    return max(day + timedelta(days=1), month.replace(day=ring.dice.pick((11, 12, 25))))


def _sue(ring: Ring, loan: Loan, day: date) -> None:
    dice = ring.dice
    paid_by_family = dice.chance(0.3)
    suit = sue_for(
        ring.block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        served=dice.chance(0.15),
        claim_more=dice.uniform(1.0, 1.4),
        outcome="withdrawn" if paid_by_family else None,
    )
    follow_up(ring.block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.5)


DESIGN = Design(
    name="student_loans",
    disguise="student loans",
    size=(8, 25),
    charges=("sham_litigation", "fraud", "extortion"),
    victims=(40, 110),
    victims_age=(18, 30),
    set_up=_set_up,
    work=_work,
    front="technology",
)
