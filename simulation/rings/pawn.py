"""A family that takes pledges without a licence: whatever is brought it buys, to be bought back dearer.

The price is handed over whole and no paper names interest: the gain lies in the price of buying back, in storage, and
in pledges worth twice the money, which are lost when the shop happens to be shut on the day. Who needs longer signs
again with another of the family, with what has run up added, and owes a note for all of it; so does from the first day
who drives his pledged car on. Nobody is visited: it holds the goods. What they do not cover is settled in court, where
the borrower comes and signs that he owes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import complaint_texts
from simulation.companies import Company, Party, pass_on
from simulation.courts import file_suit, follow_up
from simulation.dice import Weighted
from simulation.homes import House, hand_over, home_of, price
from simulation.institutions import enter_licence
from simulation.lending import Loan, fails_to_pay, mortgage_for, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring

if TYPE_CHECKING:
    from simulation.blocks import Block

_KINDS = Weighted({"goods": 0.6, "car": 0.32, "home": 0.08})
_WORTH_YUAN = {"goods": 45_000, "car": 130_000}
_SCOPE = "旧货寄售；二手商品回收；黄金饰品回收；二手车经销"


@dataclass(slots=True)
class _Pledge:
    """What the family holds: its worth in yuan, and of a home the certificate in force."""

    kind: str
    worth: float
    home: House | None = None


def _shopkeepers(block: Block, low: int, high: int) -> list[Person]:
    """Traders have goods and a car, and no bank that wants them."""
    open_shops = (company for company in block.companies if company.kind == "sole_trader" and not company.deregistered)
    keepers = {company.owner.uid for company in open_shops}
    return [person for person in block.free(low, high) if person.uid in keepers]


def _set_up(ring: Ring) -> None:
    sellers = ring.block.free(45, 75)
    if sellers and ring.dice.chance(0.4):
        ring.fronts.append(_old_pawnshop(ring, ring.dice.pick(sellers)))
        return
    since = ring.started - timedelta(days=ring.dice.integer(60, 900))
    ring.open_front("retail", since, kind="sole_trader").scope = _SCOPE


def _old_pawnshop(ring: Ring, seller: Person) -> Company:
    """A pawnshop bought from its owner: the licence ran out after six years, the sign still hangs."""
    dice, block = ring.dice, ring.block
    established = ring.started - timedelta(days=dice.integer(2_700, 4_000))
    shop = block.open_company(dice, seller, "pawn", established, scale=dice.lognormal(500_000, 0.5))
    enter_licence(block, "pawn", shop, established + timedelta(days=dice.integer(20, 200)), 6)
    head = dice.pick(ring.nominees)
    pass_on(shop, head, ring.started - timedelta(days=dice.integer(10, 200)), with_shares=True)
    shop.owner, shop.staff = head, dice.integer(1, 3)
    return shop


def _work(ring: Ring, borrower: Person, on: date) -> None:
    dice = ring.dice
    kind = dice.weighted(_KINDS)
    if kind == "home":
        _buy_home(ring, borrower, on)
        return
    pledge = _Pledge(kind, dice.lognormal(_WORTH_YUAN[kind], 0.5))
    buyer: Party = ring.fronts[-1] if kind == "goods" else ring.another(None)
    _paper(ring, pledge, buyer, borrower, on, pledge.worth * dice.uniform(0.4, 0.6), None)


def _buy_home(ring: Ring, borrower: Person, on: date) -> None:
    """A home is sold to one of the family for half its worth; a paper aside says that it may be bought back."""
    dice, buyer = ring.dice, ring.another(None)
    worth = price(dice) // 100
    paid = round(worth * dice.uniform(0.4, 0.55) / 1_000) * 1_000
    held = hand_over(ring.block, home_of(ring.block, borrower), on, borrower, buyer, price_fen=paid * 100)
    if held is not None:
        # What is to be bought back is not offered on the market.
        held.pledged = True
        _paper(ring, _Pledge("home", worth, held), buyer, borrower, on, paid, None)


def _paper(
    ring: Ring, pledge: _Pledge, buyer: Party, borrower: Person, on: date, paid: float, previous: Loan | None
) -> None:
    """A sale to be undone by a day, signed again with another of the family where there is a paper before it."""
    dice = ring.dice
    loan = ring.lend(
        buyer,
        borrower,
        on,
        90 if pledge.kind == "home" else dice.pick((15, 30, 30, 45)),
        paid,
        arrives=1.0,
        annual_percent=dice.uniform(4.0, 8.0) * 12 if pledge.kind == "home" else dice.uniform(7.0, 15.0) * 12,
        paper_percent=None,
        in_cash=dice.chance(0.85 if pledge.kind == "goods" else 0.2),
        previous=previous,
        steps={1} if previous is None else {1, 4},
    )
    if previous is not None:
        previous.steps.add(4)
        if pledge.kind != "home" and dice.chance(0.12):
            mortgage_for(ring.block, dice, loan, ring.in_days(on, 0, 10))
    ring.at(ring.in_days(loan.due, 0, 2), lambda today: _due(ring, pledge, loan, today))


def _due(ring: Ring, pledge: _Pledge, loan: Loan, day: date) -> None:
    """He comes with the money, or without; the more the pledge is worth, the likelier that nobody is in."""
    dice, owed = ring.dice, loan.face_fen / 100
    brings = not fails_to_pay(dice, loan)
    shut = dice.chance(max(0.05, 0.2 * pledge.worth / owed - 0.05 * ring.fear))
    if brings and not shut:
        if pledge.home is not None:
            _give_back(ring, pledge.home, loan, day)
        return
    if brings:
        loan.steps.add(3)
        ring.answer_for(
            loan, ring.fronts[-1], ring.in_days(day, 1, 20), complaint_texts.pledge_withheld(dice, pledge.kind)
        )
    run_up = owed * (1 + loan.annual_percent / 1_200 + dice.uniform(0.03, 0.1))
    if pledge.home is None and run_up < pledge.worth and dice.chance(0.65):
        buyer = ring.another(loan.lender)
        _paper(ring, pledge, buyer, loan.borrower, ring.in_days(day, 0, 5), run_up, loan)
    else:
        _keep(ring, pledge, loan, day)


def _give_back(ring: Ring, home: House, loan: Loan, day: date) -> None:
    """He buys his home back, for the price and three months of it."""
    block, owed = ring.block, loan.face_fen * (1 + loan.annual_percent / 400)
    fen = round(owed / 100_000) * 100_000
    again = hand_over(block, home, day, home.owner, loan.borrower, price_fen=fen)
    if again is not None:
        block.homes[loan.borrower.household] = again


def _keep(ring: Ring, pledge: _Pledge, loan: Loan, day: date) -> None:
    """The pledge is the family's. Goods are sold over the counter; what else it wants, it asks a court for."""
    dice, home = ring.dice, pledge.home
    wait = ring.in_days(day, 10, 100)
    if home is not None:
        if dice.chance(0.5):
            ring.at(wait, lambda today: _sue_as_buyer(ring, loan, today))
        ring.at(ring.in_days(wait, 20, 160), lambda today: _sell_on(ring, home, pledge.worth, today))
    elif (loan.previous is not None or pledge.kind == "car") and dice.chance(0.6):
        ring.at(wait, lambda today: _sue_on_the_note(ring, loan, today))
    elif pledge.kind == "car" and dice.chance(0.5):
        ring.at(wait, lambda today: _sue_as_buyer(ring, loan, today))


def _sell_on(ring: Ring, home: House, worth: float, day: date) -> None:
    """A stranger buys the home, a little under what it is worth."""
    dice, strangers = ring.dice, ring.block.free(28, 60)
    if strangers:
        fen = round(worth * dice.uniform(0.8, 0.95) / 1_000) * 100_000
        hand_over(ring.block, home, day, home.owner, dice.pick(strangers), price_fen=fen)


def _sue_as_buyer(ring: Ring, loan: Loan, day: date) -> None:
    """What was bought is to be delivered: to the court it is a sale."""
    file_suit(
        ring.block,
        ring.dice,
        cause="sale",
        on=day,
        plaintiff=loan.lender,
        defendants=[loan.borrower],
        contested=ring.dice.chance(0.6),
        agent=ring.representative(),
    )


def _sue_on_the_note(ring: Ring, loan: Loan, day: date) -> None:
    """What the goods do not cover: he comes, for he wants to trade on, and often settles; his house stands surety."""
    dice, block, debtor = ring.dice, ring.block, loan.borrower
    home = [person for person in block.adults(20, 75) if person.household == debtor.household and person is not debtor]
    suit = sue_for(
        block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        guarantor=dice.pick(home) if home and dice.chance(0.5) else None,
        served=dice.chance(0.9),
        outcome="mediated" if dice.chance(0.45) else None,
    )
    follow_up(block, dice, suit, loan.lender, debtor, loan.face_fen, 0.5)


DESIGN = Design(
    name="pawn",
    disguise="pawn",
    size=(4, 10),
    charges=("illegal_business", "fraud", "sham_litigation"),
    victims=(20, 60),
    victims_age=(24, 66),
    set_up=_set_up,
    work=_work,
    front="retail",
    family=True,
    clients=_shopkeepers,
)
