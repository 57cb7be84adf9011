"""Bridge money for owners of firms: the bank will lend again next week, if only the old loan is paid back now.

Each financier lends his own money, for days and at a price for each day, which he keeps back together with the fee of a
firm that calls itself a supply-chain service. The money is true and goes to the bank. The man who promised that the
bank would lend again is the ring's: often enough it does not. Then another financier's larger note pays the first, and
more is asked for each time: the home, a deed, the shares, the firm itself as surety. Nobody stands in a doorway, for
what the ring lives on is its good name at banks and among traders; it takes what it was given in hand, and sues for
the rest with a lawyer. Workers of a firm that was taken over wait for their wages.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company, pass_on, pass_shares
from simulation.complaint_texts import bank_said_no
from simulation.courts import file_suit, follow_up
from simulation.homes import hand_over, home_of
from simulation.lending import Loan, fails_to_pay, mortgage_for, notarise, sue_for
from simulation.people import Person
from simulation.rings.ring import Design, Ring

if TYPE_CHECKING:
    from simulation.blocks import Block

_SCOPE = "供应链管理服务；商务信息咨询；企业管理咨询；国内贸易代理"
_LEAST_YUAN, _MOST_YUAN = 100_000, 5_000_000
_WORTH_A_HOME_FEN = 60_000_000


def _owners(block: Block, low: int, high: int) -> list[Person]:
    """Owners of firms that a bank lends to."""
    heads = {company.owner.uid for company in block.companies if company.kind != "sole_trader"}
    return [person for person in block.free(low, high) if person.uid in heads]


def _firm_of(block: Block, owner: Person, day: date) -> Company | None:
    """A firm that is open that day and that its founder still runs."""
    for company in block.companies:
        runs_it = company.owner is owner and company.officers[0][3] is None
        if runs_it and company.kind != "sole_trader" and company.established < day and not company.closed_by(day):
            return company
    return None


def _set_up(ring: Ring) -> None:
    since = ring.started - timedelta(days=ring.dice.integer(60, 700))
    ring.open_front("business_services", since).scope = _SCOPE


def _work(ring: Ring, owner: Person, on: date) -> None:
    firm = _firm_of(ring.block, owner, on)
    if firm is None:
        return
    face = min(_MOST_YUAN, max(_LEAST_YUAN, firm.scale * ring.dice.uniform(0.15, 0.5)))
    _note(ring, owner, on, face, 3, None)


def _note(ring: Ring, owner: Person, on: date, face: float, left: int, previous: Loan | None) -> None:
    """A first note is for days, until the bank pays; a later one is another financier's and pays the one before."""
    dice = ring.dice
    loan = ring.lend(
        ring.paper_lender() if previous is None else ring.another(previous.lender),
        owner,
        on,
        dice.pick((7, 10, 15, 20) if previous is None else (15, 30, 30)),
        face,
        arrives=dice.uniform(0.9, 0.97) if previous is None else 1.0,
        annual_percent=dice.uniform(0.15, 0.4) * 365,
        paper_percent=dice.pick((None, 12.0, 15.0, 24.0)),
        previous=previous,
        steps={1, 2} if previous is None else {1, 4},
    )
    if previous is not None:
        previous.steps.add(4)
    _secure(ring, loan, on)
    ring.at(ring.in_days(loan.due, 0, 3), lambda today: _due(ring, loan, face, left - 1, today))


def _secure(ring: Ring, loan: Loan, on: date) -> None:
    """What a note is good for beside the signature; shares are asked for when a firm is in trouble already."""
    block, dice = ring.block, ring.dice
    want = dice.random()
    if want < 0.3:
        mortgage_for(block, dice, loan, ring.in_days(on, 0, 8))
    elif want < 0.5:
        notarise(block, dice, loan, on, "loan_contract")
    elif want < 0.75 and loan.previous is not None:
        firm = _firm_of(block, loan.borrower, on)
        if firm is not None and firm.holders[0][3] is None and isinstance(loan.lender, Person):
            pass_shares(firm, loan.lender, on)


def _due(ring: Ring, loan: Loan, face: float, left: int, day: date) -> None:
    """The bank lent again, and that was all; or it did not, with or without the ring's doing."""
    dice = ring.dice
    if loan.previous is None and dice.chance(max(0.1, 0.4 - 0.05 * ring.fear)):
        loan.steps.add(3)
        ring.answer_for(loan, ring.fronts[-1], ring.in_days(day, 3, 60), bank_said_no(dice))
    elif not fails_to_pay(dice, loan):
        return
    if left and dice.chance(0.65):
        _note(ring, loan.borrower, day, face * dice.uniform(1.15, 1.4), left, loan)
    else:
        ring.at(ring.in_days(day, 10, 90), lambda today: _take(ring, loan, today))


def _take(ring: Ring, loan: Loan, day: date) -> None:
    """The home ends it, where one covers the note; else the firm if it is to be had, and a judgment all the same."""
    dice, block = ring.dice, ring.block
    if loan.face_fen >= _WORTH_A_HOME_FEN and dice.chance(0.15):
        home = home_of(block, loan.borrower)
        hand_over(block, home, day, loan.borrower, loan.lender, kind="in_place_of_a_debt", price_fen=loan.face_fen)
        return
    firm = _firm_of(block, loan.borrower, day)
    if dice.chance(0.85):
        _sue(ring, loan, firm, day)
    if firm is not None and dice.chance(0.25):
        _take_over(ring, firm, day)
    if dice.chance(0.15):
        ring.at(ring.in_days(day, 5, 60), lambda today: _sue_for_the_fee(ring, loan.borrower, today))


def _take_over(ring: Ring, firm: Company, day: date) -> None:
    """One of the ring sits at the head of the firm, and pays nobody."""
    dice = ring.dice
    with_shares = firm.holders[0][3] is None
    pass_on(firm, ring.on_paper(dice.pick(ring.nominees)), day, with_shares=with_shares)
    for worker in dice.sample(ring.block.free(22, 60), min(firm.staff, dice.integer(0, 4))):
        _leave_unpaid(ring, worker, firm, ring.in_days(day, 60, 200))


def _leave_unpaid(ring: Ring, worker: Person, firm: Company, day: date) -> None:
    ring.at(day, lambda today: _sued_by_worker(ring, worker, firm, today))


def _sued_by_worker(ring: Ring, worker: Person, firm: Company, day: date) -> None:
    file_suit(
        ring.block,
        ring.dice,
        cause="labour",
        on=day,
        plaintiff=worker,
        defendants=[firm],
        contested=ring.dice.chance(0.4),
    )


def _sue(ring: Ring, loan: Loan, firm: Company | None, day: date) -> None:
    """Owners come to court and say what arrived; the firm often signed beside its owner."""
    dice, block = ring.dice, ring.block
    suit = sue_for(
        block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        guarantor=firm if dice.chance(0.5) else None,
        served=dice.chance(0.85),
        claim_more=dice.uniform(1.0, 1.15),
        outcome="mediated" if dice.chance(0.25) else None,
    )
    follow_up(block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.8)


def _sue_for_the_fee(ring: Ring, owner: Person, day: date) -> None:
    front = ring.fronts[-1]
    if not front.closed_by(day):
        file_suit(
            ring.block,
            ring.dice,
            cause="other_contract",
            on=day,
            plaintiff=front,
            defendants=[owner],
            agent=ring.representative(),
            contested=ring.dice.chance(0.7),
        )


DESIGN = Design(
    name="bridge",
    disguise="bridge finance",
    size=(4, 10),
    charges=("fraud", "sham_litigation", "illegal_business"),
    victims=(20, 50),
    victims_age=(26, 64),
    set_up=_set_up,
    work=_work,
    front="business_services",
    clients=_owners,
)
