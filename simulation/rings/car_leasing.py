"""A car-leasing shop: the borrower's car stands as `rent`, interest is kept back, the term is days, then men come.

It rarely goes to court: keeping the car, calling the family and standing in the doorway pay better.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.courts import file_suit
from simulation.lending import Loan, fails_to_pay
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    ring.open_front("car_leasing", ring.started - timedelta(days=ring.dice.integer(20, 200)))
    if ring.evasion > 0.5:
        ring.open_front("car_leasing", ring.started + timedelta(days=ring.dice.integer(200, 500)))


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    arrives = dice.uniform(0.65, 0.85)
    face = dice.lognormal(25_000, 0.5)
    previous: Loan | None = None
    for _ in range(dice.integer(1, 4)):
        lender = dice.pick(ring.fronts) if dice.chance(0.4 - 0.3 * ring.evasion) else ring.paper_lender()
        loan = ring.lend(
            lender,
            borrower,
            on,
            dice.pick((7, 10, 15, 30)),
            face,
            arrives=arrives,
            annual_percent=(1 / arrives - 1) * 1_000,
            paper_percent=None,
            in_cash=dice.chance(0.3 + 0.4 * ring.evasion),
            previous=previous,
            steps={1, 2},
        )
        if not (dice.chance(0.4) or fails_to_pay(dice, loan)):
            return
        ring.squeeze(loan, loan.due + timedelta(days=dice.integer(1, 4)), dice.integer(2, 7), 0.9)
        on = loan.due + timedelta(days=dice.integer(1, 10))
        if ring.over(on) or dice.chance(0.45):
            break
        face, previous = face * dice.uniform(1.1, 1.35), loan
        loan.steps.add(4)
    if dice.chance(0.15):
        filed = on + timedelta(days=dice.integer(5, 60))
        if not ring.over(filed):
            file_suit(
                ring.block,
                dice,
                cause="lease",
                on=filed,
                plaintiff=dice.pick(ring.fronts),
                defendants=[borrower],
                agent=ring.lawyer,
                contested=dice.chance(0.4),
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
)
