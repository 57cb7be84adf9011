"""A consulting firm: money goes round through the bank, a notary makes the paper enforceable, nobody can be reached.

The firm advises, a nominee lends. The borrower's account receives the full sum and gives back a third of it as fees
the same day. Terms are short; on the due day the lender's phone is off; the deed goes straight to enforcement.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.lending import Loan, enforce_deed, fails_to_pay, notarise, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring


def _set_up(ring: Ring) -> None:
    ring.open_front("investment_consulting", ring.started - timedelta(days=ring.dice.integer(20, 300)))
    if ring.dice.chance(0.5):
        ring.at(ring.in_days(ring.started, 30, 300), lambda today: _second_firm(ring, today))


def _second_firm(ring: Ring, day: date) -> None:
    ring.open_front("business_services", day)


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    arrives = dice.uniform(0.6, 0.8)
    loan = ring.lend(
        ring.paper_lender(),
        borrower,
        on,
        dice.pick((30, 30, 60, 90)),
        dice.lognormal(150_000, 0.6),
        arrives=arrives,
        annual_percent=(1 / arrives - 1) * 400,
        paper_percent=dice.pick((24.0, 15.0, None)),
        steps={1, 2},
    )
    willing = max(0.1, 0.85 - 0.4 * ring.evasion - 0.05 * ring.fear)
    deed_no = notarise(ring.block, dice, loan, on, "enforceable_debt") if dice.chance(willing) else None
    ring.at(ring.in_days(loan.due, 1, 25), lambda today: _default(ring, loan, deed_no, today))


def _default(ring: Ring, loan: Loan, deed_no: str | None, day: date) -> None:
    """Those who came to pay on the day found nobody; the paper now says they did not."""
    dice = ring.dice
    if not (dice.chance(0.5) or fails_to_pay(dice, loan)):
        return
    loan.steps.add(3)
    if dice.chance(0.4):
        ring.squeeze(loan, day, dice.integer(1, 3), 0.5)
    if deed_no is not None:
        enforce_deed(ring.block, dice, loan, deed_no, day)
    elif dice.chance(0.8):
        sue_for(ring.block, dice, loan, day, agent=ring.representative(), served=dice.chance(0.4))


DESIGN = Design(
    name="consulting",
    disguise="consulting firm",
    size=(5, 14),
    charges=("fraud", "sham_litigation", "fraud"),
    victims=(18, 45),
    victims_age=(26, 62),
    set_up=_set_up,
    work=_work,
    front="business_services",
    money_goes_round=True,
)
