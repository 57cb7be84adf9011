"""A ring that is after homes: a mortgage to a nominee, a power to sell, and a debt that is passed on and grows.

The first lender's paper is paid off by the second's, larger, and that by the third's, until the home covers no more.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.courts import follow_up
from simulation.lending import Loan, mortgage, notarise, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    ring.open_front(
        ring.dice.pick(("property_letting", "business_services", "investment_consulting")),
        ring.started - timedelta(days=ring.dice.integer(30, 500)),
    )


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice, block = ring.dice, ring.block
    face = dice.lognormal(300_000, 0.5)
    lenders = dice.sample([ring.boss, *ring.nominees], 4)
    previous: Loan | None = None
    loan: Loan | None = None
    for turn, lender in enumerate(lenders):
        arrives = dice.uniform(0.75, 0.92) if previous is None else 1.0
        loan = ring.lend(
            lender,
            borrower,
            on,
            dice.pick((60, 90, 90, 120)),
            face,
            arrives=arrives,
            annual_percent=dice.uniform(40, 90),
            paper_percent=dice.pick((24.0, 18.0, 12.0)),
            previous=previous,
            steps={1} if previous is None else {1, 4},
        )
        if previous is not None:
            previous.steps.add(4)
        if turn == 0 or dice.chance(0.5):
            mortgage(block, dice, lender, borrower, on + timedelta(days=dice.integer(0, 6)), loan.face_fen)
        if dice.chance(0.6 - 0.4 * ring.evasion):
            notarise(block, dice, loan, on, "power_to_sell_home")
        elif dice.chance(0.4):
            notarise(block, dice, loan, on, "enforceable_debt")
        on = loan.due + timedelta(days=dice.integer(-5, 12))
        if ring.over(on) or dice.chance(0.25):
            break
        face, previous = face * dice.uniform(1.15, 1.45), loan
    if loan is None or ring.over(loan.due):
        return
    loan.steps.add(3)
    if dice.chance(0.5):
        ring.squeeze(loan, loan.due + timedelta(days=3), dice.integer(1, 4), 0.55)
    filed = loan.due + timedelta(days=dice.integer(3, 40))
    if dice.chance(0.7) and not ring.over(filed):
        suit = sue_for(block, dice, loan, filed, agent=ring.lawyer, served=dice.chance(0.6))
        follow_up(block, dice, suit, loan.lender, borrower, loan.face_fen, 0.8)


DESIGN = Design(
    name="housing",
    disguise="housing mortgages",
    size=(4, 12),
    charges=("fraud", "sham_litigation", "extortion"),
    victims=(10, 26),
    victims_age=(35, 78),
    set_up=_set_up,
    work=_work,
)
