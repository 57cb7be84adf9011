"""A ring that is after homes: a mortgage to a nominee, a power to sell, and a debt that is passed on and grows.

The first lender's paper is paid off by the second's, larger, and that by the third's, until the home covers no more.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.courts import follow_up
from simulation.lending import Loan, mortgage_for, notarise, sell_home, sue_for, take_power
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    industry = ring.dice.pick(("property_letting", "business_services", "investment_consulting"))
    ring.open_front(industry, ring.started - timedelta(days=ring.dice.integer(30, 500)))


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    lenders = [ring.on_paper(person) for person in dice.sample([ring.boss, *ring.nominees], 4)]
    _paper(ring, borrower, on, dice.lognormal(300_000, 0.5), lenders, None)


def _paper(ring: Ring, borrower: Person, on: date, face: float, lenders: list[Person], previous: Loan | None) -> None:
    """The next lender in line pays off the last one's paper with a larger one."""
    dice, block, lender = ring.dice, ring.block, lenders[0]
    loan = ring.lend(
        lender,
        borrower,
        on,
        dice.pick((60, 90, 90, 120)),
        face,
        arrives=dice.uniform(0.75, 0.92) if previous is None else 1.0,
        annual_percent=dice.uniform(40, 90),
        paper_percent=dice.pick((24.0, 18.0, 12.0)),
        previous=previous,
        steps={1, 2} if previous is None else {1, 4},
    )
    if previous is not None:
        previous.steps.add(4)
    if previous is None or dice.chance(0.5):
        mortgage_for(block, dice, loan, ring.in_days(on, 0, 6))
    if dice.chance(0.6 - 0.4 * ring.evasion):
        take_power(block, dice, loan, on)
    elif dice.chance(0.4):
        notarise(block, dice, loan, on, "enforceable_debt")
    ring.at(ring.in_days(loan.due, -5, 12), lambda today: _due(ring, loan, face, lenders[1:], today))


def _due(ring: Ring, loan: Loan, face: float, lenders: list[Person], day: date) -> None:
    dice = ring.dice
    if lenders and dice.chance(0.75):
        _paper(ring, loan.borrower, day, face * dice.uniform(1.15, 1.45), lenders, loan)
        return
    loan.steps.add(3)
    later = ring.block.dice("home is sold", loan.uid)
    if loan.power_no is not None and later.chance(0.7):
        ring.at(day + timedelta(days=later.integer(10, 90)), lambda today: _sell(ring, loan, today))
    if dice.chance(0.5):
        ring.squeeze(loan, ring.in_days(loan.due, 3, 15), dice.integer(1, 4), 0.55)
    if dice.chance(0.7):
        ring.at(max(day, ring.in_days(loan.due, 3, 40)), lambda today: _sue(ring, loan, today))


def _sell(ring: Ring, loan: Loan, day: date) -> None:
    sell_home(ring.block, loan, day)


def _sue(ring: Ring, loan: Loan, day: date) -> None:
    dice = ring.dice
    suit = sue_for(ring.block, dice, loan, day, agent=ring.representative(), served=dice.chance(0.6))
    follow_up(ring.block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.8)


DESIGN = Design(
    name="housing",
    disguise="housing mortgages",
    size=(4, 12),
    charges=("fraud", "sham_litigation", "extortion"),
    victims=(10, 26),
    victims_age=(35, 78),
    set_up=_set_up,
    work=_work,
    front="property_letting",
)
