"""A consulting firm: money goes round through the bank, a notary makes the paper enforceable, nobody can be reached.

The firm advises, a nominee lends. The borrower's account receives the full sum and gives back a third of it as fees
the same day. Terms are short; on the due day the lender's phone is off; the deed goes straight to enforcement.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.lending import enforce_deed, fails_to_pay, notarise, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    ring.open_front("investment_consulting", ring.started - timedelta(days=ring.dice.integer(20, 300)))
    if ring.dice.chance(0.5):
        ring.open_front("business_services", ring.started + timedelta(days=ring.dice.integer(30, 300)))


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice, block = ring.dice, ring.block
    lender = ring.paper_lender()
    arrives = dice.uniform(0.6, 0.8)
    loan = ring.lend(
        lender,
        borrower,
        on,
        dice.pick((30, 30, 60, 90)),
        dice.lognormal(150_000, 0.6),
        arrives=arrives,
        annual_percent=(1 / arrives - 1) * 400,
        paper_percent=dice.pick((24.0, 15.0, None)),
        in_cash=False,
        steps={1, 2},
    )
    deed_no = notarise(block, dice, loan, on, "enforceable_debt") if dice.chance(0.85 - 0.4 * ring.evasion) else None
    if not (dice.chance(0.5) or fails_to_pay(dice, loan)):
        return
    loan.steps.add(3)
    after = loan.due + timedelta(days=dice.integer(1, 25))
    if dice.chance(0.4):
        ring.squeeze(loan, after, dice.integer(1, 3), 0.5)
    if ring.over(after):
        return
    if deed_no is not None:
        enforce_deed(block, dice, loan, deed_no, after)
    elif dice.chance(0.8):
        sue_for(block, dice, loan, after, agent=ring.lawyer, served=dice.chance(0.4))


DESIGN = Design(
    name="consulting",
    disguise="consulting firm",
    size=(5, 14),
    charges=("fraud", "sham_litigation", "fraud"),
    victims=(18, 45),
    victims_age=(26, 62),
    set_up=_set_up,
    work=_work,
    money_goes_round=True,
)
