"""Private lenders outside rings: friends, people who lend often and lawfully, usurers who work alone.

Usurers are about 120 per 100,000 people, a third of whom are opened against over the three years: more than real
offices open, so that a small city has labels of ordinary illegal lending beside its rings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.agenda import Agenda
from simulation.courts import follow_up
from simulation.crimes import bank_extract, judge, open_case
from simulation.daily import expected, years_of
from simulation.dice import Dice
from simulation.dispute_offices import mediate_debt
from simulation.lending import Loan, fails_to_pay, lend, mortgage_for, notarise, press, sue_for
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

FRIENDLY_SUITS_A_YEAR = 170
USURERS_PER_100_000 = 120
LAWFUL_LENDERS_PER_100_000 = 60


def borrow_and_lend(block: Block) -> None:
    """All private lending of a block outside rings and look-alikes."""
    _friends(block, block.dice("friends"))
    years = years_of(block)
    for number in range(block.dice("usurer count").count(expected(block, USURERS_PER_100_000 / years))):
        _usurer(block, block.dice("usurer", number), f"u{block.index:04d}{number:03d}")
    for number in range(block.dice("lawful count").count(expected(block, LAWFUL_LENDERS_PER_100_000 / years))):
        dice = block.dice("lawful lender", number)
        lender = part(block, dice, 30, 65)
        if lender is not None:
            lend_lawfully(block, dice, lender, f"w{block.index:04d}{number:03d}")


def part(block: Block, dice: Dice, low: int, high: int) -> Person | None:
    """Somebody who plays no part yet takes one; None when the block has nobody left."""
    free = block.free(low, high)
    if not free:
        return None
    person = dice.pick(free)
    block.taken.add(person.uid)
    return person


def in_need(block: Block, dice: Dice, count: int, low: int = 22, high: int = 64) -> list[Person]:
    """People who look for money: the needier, the likelier."""
    adults = block.free(low, high)
    chosen: dict[str, Person] = {}
    for _ in range(40 * count):
        if len(chosen) >= min(count, len(adults)):
            break
        person = dice.pick(adults)
        if dice.chance(person.need / 6):
            chosen[person.uid] = person
    return list(chosen.values())


def _friends(block: Block, dice: Dice) -> None:
    """Loans among friends that ended in court; most others leave no record."""
    adults = block.adults(24, 68)
    if len(adults) < 2:
        return
    for number in range(dice.count(expected(block, FRIENDLY_SUITS_A_YEAR))):
        lender, borrower = dice.sample(adults, 2)
        sued = block.timeline.moment(dice, "money")
        lent = sued - timedelta(days=dice.integer(200, 1_500))
        rate = None if dice.chance(0.55) else dice.pick((6.0, 10.0, 12.0, 12.0, 14.4, 18.0, 24.0))
        days = None if dice.chance(0.45) else dice.integer(60, 180)
        loan = lend(
            block,
            "friend",
            f"f{block.index:04d}{number:05d}",
            lender,
            borrower,
            lent,
            days,
            dice.lognormal(60_000, 1.0),
            annual_percent=rate or 0.0,
            paper_percent=rate,
            in_cash=dice.chance(0.2),
        )
        if sued > block.timeline.policy_on and dice.chance(0.25):
            mediate_debt(block, dice, lender, borrower, sued)
            continue
        guarantor = dice.pick(adults) if dice.chance(0.08) else None
        suit = sue_for(
            block,
            dice,
            loan,
            sued,
            guarantor=guarantor,
            agent=dice.pick(block.institutions.lawyers) if dice.chance(0.4) else None,
        )
        follow_up(block, dice, suit, lender, borrower, loan.face_fen)
        if dice.chance(0.05):
            mortgage_for(block, dice, loan, lent)
        if dice.chance(0.03):
            notarise(block, dice, loan, lent, "loan_contract")


def lend_lawfully(block: Block, dice: Dice, lender: Person, agent: str, kind: str = "lawful_frequent_lender") -> None:
    """Someone with savings who lends often, at rates the law allows, to people who come recommended.

    Good payers borrow again; some papers go to a notary, who now and then does more than a notary may.
    """
    for number, borrower in enumerate(in_need(block, dice, dice.integer(6, 16))):
        lent = block.timeline.moment(dice, "money", block.timeline.start - timedelta(days=700))
        previous: Loan | None = None
        for _ in range(dice.pick((1, 1, 1, 2))):
            rate = dice.pick((6.0, 8.0, 10.0, 10.8, 12.0))
            loan = lend(
                block,
                kind,
                agent,
                lender,
                borrower,
                lent,
                dice.pick((180, 365, 365, 730)),
                dice.lognormal(80_000, 0.7),
                annual_percent=rate,
                paper_percent=rate,
                previous=previous,
            )
            lent, previous = loan.due + timedelta(days=dice.integer(-3, 40)), loan
        if number % 4 == 0 and dice.chance(0.5):
            mortgage_for(block, dice, loan, loan.lent_on)
        elif dice.chance(0.12):
            notarise(block, dice, loan, loan.lent_on, dice.pick(("loan_contract", "loan_contract", "enforceable_debt")))
        if fails_to_pay(dice, loan) or dice.chance(0.1):
            on = loan.due + timedelta(days=dice.integer(90, 500))
            suit = sue_for(block, dice, loan, on)
            follow_up(block, dice, suit, lender, borrower, loan.face_fen)


@dataclass
class _Usurer:
    """One who lends alone and dearly: real money, high interest, pressure; the police hear of some."""

    block: Block
    dice: Dice
    uid: str
    person: Person
    greed: float
    harshness: float
    loans: list[Loan] = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)
    reports: int = 0
    opened: date | None = None

    def last_day(self) -> date:
        return min(self.opened or date.max, self.block.timeline.end)

    def lend(self, borrower: Person, on: date) -> None:
        dice, rate = self.dice, self.greed * self.dice.uniform(0.7, 1.3)
        deducts = dice.chance(0.3)
        loan = lend(
            self.block,
            "usurer",
            self.uid,
            self.person,
            borrower,
            on,
            dice.pick((30, 60, 90, 180)),
            dice.lognormal(30_000, 0.9),
            annual_percent=rate,
            paper_percent=dice.pick((None, None, 24.0, 12.0)),
            delivered_share=1 - rate / 1200 if deducts else 1.0,
            in_cash=dice.chance(0.35),
        )
        self.loans.append(loan)
        if loan.face_fen > 5_000_000 and dice.chance(0.25):
            mortgage_for(self.block, dice, loan, on)
        elif dice.chance(0.06):
            notarise(self.block, dice, loan, on, dice.pick(("loan_contract", "enforceable_debt")))
        self.agenda.add(loan.due + timedelta(days=dice.integer(2, 8)), lambda today: self._overdue(loan, today))

    def _overdue(self, loan: Loan, day: date) -> None:
        if not fails_to_pay(self.dice, loan):
            return
        self._collect(loan, day, self.dice.integer(1, 5))
        if self.dice.chance(0.5):
            self.agenda.add(day + timedelta(days=self.dice.integer(15, 240)), lambda today: self._sue(loan, today))

    def _collect(self, loan: Loan, day: date, visits: int) -> None:
        if press(self.block, self.dice, loan, self.person, day, self.harshness):
            self.reports += 1
            self.rumour(day, 0.065)
        if visits > 1:
            later = day + timedelta(days=self.dice.integer(5, 13))
            self.agenda.add(later, lambda today: self._collect(loan, today, visits - 1))

    def _sue(self, loan: Loan, day: date) -> None:
        suit = sue_for(self.block, self.dice, loan, day)
        follow_up(self.block, self.dice, suit, self.person, loan.borrower, loan.face_fen)

    def rumour(self, day: date, weight: float) -> None:
        """The police hear of him; after the campaign has started they look twice as hard."""
        keen = 2.0 if self.block.timeline.policy_on <= day else 1.0
        if self.opened is None and self.dice.chance(min(0.9, weight * keen)):
            first = self.block.timeline.start + timedelta(days=self.dice.integer(1, 120))
            self.opened = max(first, day + timedelta(days=self.dice.integer(20, 150)))


def _usurer(block: Block, dice: Dice, uid: str) -> None:
    person = part(block, dice, 28, 58)
    if person is None:
        return
    line = block.timeline
    usurer = _Usurer(
        block, dice, uid, person, dice.uniform(36.0, 120.0), min(1.0, max(0.1, 0.55 + 0.25 * dice.normal()))
    )
    started = line.moment(dice, "even", line.start - timedelta(days=600), line.end - timedelta(days=250))
    for borrower in in_need(block, dice, dice.integer(5, 22)):
        _plan_loan(usurer, borrower, line.moment(dice, "money", started, line.end))
    day = started + timedelta(days=180)
    while day < line.end:
        usurer.agenda.add(day, lambda today: usurer.rumour(today, 0.025))
        day += timedelta(days=180)
    usurer.agenda.run(usurer.last_day)
    _close_case(usurer, started)


def _plan_loan(usurer: _Usurer, borrower: Person, day: date) -> None:
    usurer.agenda.add(day, lambda today: usurer.lend(borrower, today))


def _close_case(usurer: _Usurer, started: date) -> None:
    """The end of it: a case and often a judgment, or nothing."""
    block, dice, opened = usurer.block, usurer.dice, usurer.opened
    if opened is not None and opened > block.timeline.end:
        opened = None
    charge = dice.pick(("illegal_business", "collecting_illegal_debt", "collecting_illegal_debt", "usurious_relending"))
    block.truth.add("lenders", usurer.uid, "usurer", usurer.person.uid, charge if opened else None, opened)
    if opened is None:
        return
    case_no = open_case(block, dice, [(usurer.person, charge)], opened)
    bank_extract(block, dice, case_no, opened, [usurer.person])
    if dice.chance(0.7):
        judge(block, dice, [(usurer.person, charge)], opened + timedelta(days=dice.integer(150, 420)), started, (6, 40))
