"""A lineage's mutual-aid chest: one strong house runs a village co-operative, lends from its chest and makes the rules.

What is lent is true money and arrives whole; the note names no interest, or kinsmen's. Dues are paid month by month at
the hall, into a book that stays there. Who misses a month, if only because nobody sat there to take it, owes the whole
that day and a fine. All notes fall due when the lineage meets, at Qingming or the winter solstice; who cannot pay signs
a larger one with the head of another house. Borrowers stand surety for one another. Doors are blocked and water is cut,
but few go to court: who gives in signs before the mediator, whose paper is enforced as well as a judgment. Who moved
away or will not sign is sued; now and then for seedlings and feed that nobody bought.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import complaint_texts
from simulation.companies import Company, Party, share_out
from simulation.courts import enforce, file_suit, follow_up
from simulation.dispute_offices import mediate_debt
from simulation.lending import Loan, fails_to_pay, sue_for, trace
from simulation.people import Person
from simulation.rings.ring import Design, Ring

if TYPE_CHECKING:
    from simulation.blocks import Block

_MEETINGS = ((4, 5), (12, 22))
_SHORTEST_TERM = timedelta(days=60)


def _neighbours(block: Block, low: int, high: int) -> list[Person]:
    """People of the largest village; in a block without one, of its largest community."""
    place = max(block.communities, key=lambda community: (community.is_village, community.people, community.code))
    return [person for person in block.free(low, high) if person.home.building.community.code == place.code]


def _meeting(day: date) -> date:
    """The first meeting of the lineage that leaves a note some time to run."""
    earliest = day + _SHORTEST_TERM
    days = [date(year, *meeting) for year in (earliest.year, earliest.year + 1) for meeting in _MEETINGS]
    return next(meeting for meeting in days if meeting >= earliest)


def _set_up(ring: Ring) -> None:
    """Beside its head the co-operative has another house of the lineage on its board, and names that it borrowed."""
    dice, block = ring.dice, ring.block
    head = dice.pick([ring.boss, *ring.nominees])
    since = ring.started - timedelta(days=dice.integer(60, 1_500))
    chest = block.open_company(dice, head, "farming", since, "cooperative", scale=dice.lognormal(400_000, 0.5))
    another = [person for person in dice.sample([ring.boss, *ring.nominees], 2) if person is not head][:1]
    board = another + dice.sample(_neighbours(block, 30, 70), 2)
    dice.shuffle(board)
    share_out(dice, chest, board)
    chest.staff = 1
    if dice.chance(0.6 - 0.3 * ring.evasion):
        chest.phone = ring.phone
    ring.fronts.append(chest)


def _work(ring: Ring, borrower: Person, on: date) -> None:
    _note(ring, borrower, on, ring.dice.lognormal(40_000, 0.6), None)


def _note(ring: Ring, borrower: Person, on: date, face: float, previous: Loan | None) -> None:
    dice, chest, due = ring.dice, ring.fronts[-1], _meeting(on)
    transferred = dice.chance(0.4 - 0.2 * ring.evasion)
    loan = ring.lend(
        _lender(ring, chest, previous),
        borrower,
        on,
        (due - on).days,
        face,
        arrives=1.0,
        annual_percent=dice.uniform(30.0, 84.0),
        paper_percent=dice.pick((None, None, None, 6.0)),
        in_cash=not transferred,
        previous=previous,
        steps={1} if previous is None else {1, 4},
    )
    if transferred and loan.lender is not chest:
        loan.account = chest
    if previous is not None:
        previous.steps.add(4)
    if dice.chance(max(0.1, 0.4 - 0.05 * ring.fear)):
        missed = ring.in_days(on, 35, max(36, (due - on).days - 15))
        ring.at(missed, lambda today: _missed_a_month(ring, loan, face, today))
    else:
        ring.at(ring.in_days(due, 0, 6), lambda today: _settle(ring, loan, face, today))


def _lender(ring: Ring, chest: Company, previous: Loan | None) -> Party:
    """The head of a house, and of another than last time; a calm ring now and then writes the co-operative's name."""
    if previous is None and ring.dice.chance(max(0.05, 0.3 - 0.2 * ring.evasion - 0.05 * ring.fear)):
        return chest
    return ring.another(previous.lender if previous is not None else None)


def _missed_a_month(ring: Ring, loan: Loan, face: float, day: date) -> None:
    """Everything is due, with a fine, or goes into a larger note."""
    loan.steps.add(3)
    loan.due_on = day
    ring.answer_for(loan, ring.fronts[-1], ring.in_days(day, 1, 25), complaint_texts.missed_a_month(ring.dice))
    _sign_again_or_pay(ring, loan, face, day)


def _settle(ring: Ring, loan: Loan, face: float, day: date) -> None:
    """At the meeting many pay."""
    if fails_to_pay(ring.dice, loan):
        _sign_again_or_pay(ring, loan, face, day)


def _sign_again_or_pay(ring: Ring, loan: Loan, face: float, day: date) -> None:
    dice = ring.dice
    if dice.chance(0.45):
        _note(ring, loan.borrower, day, face * dice.uniform(1.2, 1.6), loan)
    else:
        _call_in(ring, loan, day)


def _call_in(ring: Ring, loan: Loan, day: date) -> None:
    dice = ring.dice
    if dice.chance(0.6):
        ring.squeeze(loan, ring.in_days(day, 1, 10), dice.integer(1, 3), 0.5)
    way = dice.random()
    if way < 0.45:
        ring.at(ring.in_days(day, 10, 60), lambda today: _before_the_mediator(ring, loan, today))
    elif way < 0.75:
        ring.at(ring.in_days(day, 20, 120), lambda today: _sue(ring, loan, today))
    elif way < 0.82:
        ring.at(ring.in_days(day, 20, 120), lambda today: _sue_for_goods(ring, loan, today))


def _before_the_mediator(ring: Ring, loan: Loan, day: date) -> None:
    """A court confirms what was agreed; what is not kept is enforced. Without an agreement there is the suit."""
    dice = ring.dice
    lender = loan.lender.owner if isinstance(loan.lender, Company) else loan.lender
    paper = mediate_debt(ring.block, dice, lender, loan.borrower, day)
    if paper.outcome != "agreed":
        ring.at(ring.in_days(paper.closed_on, 5, 60), lambda today: _sue(ring, loan, today))
    elif dice.chance(0.6):
        ring.at(
            ring.in_days(paper.closed_on, 30, 150),
            lambda today: _enforce_agreement(ring, loan, lender, paper.mediation_no, today),
        )


def _enforce_agreement(ring: Ring, loan: Loan, lender: Person, mediation_no: str, day: date) -> None:
    """The debt as agreed: what was lent, and the fine."""
    fined = round(loan.face_fen * ring.dice.uniform(1.1, 1.3) / 100) * 100
    trace(ring.block, loan, "enforcement", day)
    enforce(ring.block, ring.dice, "mediation", mediation_no, day, lender, loan.borrower, fined)


def _sue(ring: Ring, loan: Loan, day: date) -> None:
    dice, block = ring.dice, ring.block
    sureties = [other.borrower for other in ring.loans if other.borrower is not loan.borrower]
    suit = sue_for(
        block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        guarantor=dice.pick(sureties) if sureties and dice.chance(0.6) else None,
        served=dice.chance(0.75),
        claim_more=dice.uniform(1.0, 1.3) if 3 in loan.steps else 1.0,
    )
    follow_up(block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.5)


def _sue_for_goods(ring: Ring, loan: Loan, day: date) -> None:
    """The co-operative has a member's signature under a delivery."""
    file_suit(
        ring.block,
        ring.dice,
        cause="sale",
        on=day,
        plaintiff=ring.fronts[-1],
        defendants=[loan.borrower],
        agent=ring.representative(),
        contested=ring.dice.chance(0.5),
    )


DESIGN = Design(
    name="mutual_aid",
    disguise="mutual-aid co-operative",
    size=(5, 14),
    charges=("provoking_trouble", "illegal_business", "extortion", "sham_litigation"),
    victims=(20, 55),
    victims_age=(28, 76),
    set_up=_set_up,
    work=_work,
    front="farming",
    family=True,
    clients=_neighbours,
)
