"""A car-leasing shop: the borrower's car stands as `rent`, interest is kept back, the term is days, then men come.

It seldom goes to court: keeping the car, calling the family and standing in the doorway pay better.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.courts import file_suit, follow_up
from simulation.lending import Loan, fails_to_pay, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    ring.open_front("car_leasing", ring.started - timedelta(days=ring.dice.integer(20, 200)))


def _work(ring: Ring, borrower: Person, on: date) -> None:
    _paper(ring, borrower, on, ring.dice.lognormal(25_000, 0.5), ring.dice.integer(1, 4), None)


def _paper(ring: Ring, borrower: Person, on: date, face: float, left: int, previous: Loan | None) -> None:
    """One paper; a borrower who cannot pay signs a larger one."""
    dice = ring.dice
    arrives = dice.uniform(0.65, 0.85)
    own_name = dice.chance(0.4 - 0.3 * ring.evasion)
    loan = ring.lend(
        dice.pick(ring.fronts) if own_name else ring.paper_lender(),
        borrower,
        on,
        dice.pick((7, 10, 15, 30)),
        face,
        arrives=arrives,
        annual_percent=(1 / arrives - 1) * 1_000,
        paper_percent=None,
        in_cash=dice.chance(0.3 + 0.4 * ring.evasion),
        previous=previous,
        steps={1, 2} if previous is None else {1, 2, 4},
    )
    if previous is not None:
        previous.steps.add(4)
    ring.at(ring.in_days(loan.due, 1, 4), lambda today: _overdue(ring, loan, face, left, today))


def _overdue(ring: Ring, loan: Loan, face: float, left: int, day: date) -> None:
    dice, borrower = ring.dice, loan.borrower
    if not (dice.chance(0.4) or fails_to_pay(dice, loan)):
        return
    ring.squeeze(loan, day, dice.integer(2, 7), 0.9)
    if left > 1 and dice.chance(0.55):
        larger = face * dice.uniform(1.1, 1.35)
        ring.at(ring.in_days(day, 1, 8), lambda today: _paper(ring, borrower, today, larger, left - 1, loan))
    elif dice.chance(0.15):
        ring.at(ring.in_days(day, 10, 60), lambda today: _claim_rent(ring, borrower, today))
    elif dice.chance(0.35):
        ring.at(ring.in_days(day, 5, 45), lambda today: _sue(ring, loan, today))


def _sue(ring: Ring, loan: Loan, day: date) -> None:
    """Where neither car nor family pays, the paper goes to court at its face."""
    suit = sue_for(ring.block, ring.dice, loan, day, agent=ring.representative(), served=ring.dice.chance(0.5))
    follow_up(ring.block, ring.dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.5)


def _claim_rent(ring: Ring, borrower: Person, day: date) -> None:
    file_suit(
        ring.block,
        ring.dice,
        cause="lease",
        on=day,
        plaintiff=ring.dice.pick(ring.fronts),
        defendants=[borrower],
        agent=ring.representative(),
        contested=ring.dice.chance(0.4),
    )


DESIGN = Design(
    name="car_leasing",
    disguise="car leasing",
    size=(6, 18),
    charges=("provoking_trouble", "extortion", "unlawful_detention", "fraud"),
    victims=(25, 70),
    victims_age=(21, 50),
    set_up=_set_up,
    work=_work,
    front="car_leasing",
)
