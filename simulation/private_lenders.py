"""Private lenders outside rings: friends, people who lend often and lawfully, usurers who work alone.

Usurers are about 120 per 100,000 people, a third of whom are opened against over the three years: more than real
offices open, so that a small city has labels of ordinary illegal lending beside its rings.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.courts import follow_up
from simulation.crimes import bank_extract, judge, open_case
from simulation.daily import expected, years_of
from simulation.dice import Dice
from simulation.lending import Loan, fails_to_pay, lend, mortgage, notarise, press, sue_for
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

FRIENDLY_SUITS_A_YEAR = 170
USURERS_PER_100_000 = 120
LAWFUL_LENDERS_PER_100_000 = 60
USURERS_OPENED = 0.34


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
    adults = [person for person in block.adults(low, high) if person.uid not in block.taken]
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
        if sued > block.timeline.policy_on and dice.chance(0.25):
            continue
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
            mortgage(block, dice, lender, borrower, lent, loan.face_fen)
        if dice.chance(0.03):
            notarise(block, dice, loan, lent, "loan_contract")


def lend_lawfully(block: Block, dice: Dice, lender: Person, agent: str, kind: str = "lawful_frequent_lender") -> None:
    """Someone with savings who lends often, at rates the law allows, to people who come recommended."""
    for number, borrower in enumerate(in_need(block, dice, dice.integer(6, 16))):
        lent = block.timeline.moment(dice, "money", block.timeline.start - timedelta(days=700))
        rate = dice.pick((8.0, 10.0, 12.0, 12.0, 13.0))
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
        )
        if number % 4 == 0 and dice.chance(0.5):
            mortgage(block, dice, lender, borrower, lent, loan.face_fen)
        if fails_to_pay(dice, loan) or dice.chance(0.1):
            on = loan.due + timedelta(days=dice.integer(90, 500))
            suit = sue_for(block, dice, loan, on)
            follow_up(block, dice, suit, lender, borrower, loan.face_fen)


def _usurer(block: Block, dice: Dice, agent: str) -> None:
    """One who lends alone and dearly: real money, high interest, pressure; sued for little, feared by some."""
    usurer = part(block, dice, 28, 58)
    if usurer is None:
        return
    greed = dice.uniform(36.0, 120.0)
    harshness = min(1.0, max(0.1, 0.55 + 0.25 * dice.normal()))
    started = block.timeline.moment(
        dice, "even", block.timeline.start - timedelta(days=600), block.timeline.end - timedelta(days=250)
    )
    loans: list[Loan] = []
    reports = 0
    caught = dice.chance(USURERS_OPENED)
    opened = _when_opened(block, dice, started) if caught else None
    for borrower in in_need(block, dice, dice.integer(5, 22)):
        lent = block.timeline.moment(dice, "money", started, opened or block.timeline.end)
        rate = greed * dice.uniform(0.7, 1.3)
        loan = lend(
            block,
            "usurer",
            agent,
            usurer,
            borrower,
            lent,
            dice.pick((30, 60, 90, 180)),
            dice.lognormal(30_000, 0.9),
            annual_percent=rate,
            paper_percent=dice.pick((None, None, 24.0, 12.0)),
            delivered_share=1 - rate / 1200 if dice.chance(0.3) else 1.0,
            in_cash=dice.chance(0.35),
        )
        loans.append(loan)
        if fails_to_pay(dice, loan):
            reports += _collect(block, dice, usurer, loan, harshness, opened)
    _write_off(block, dice, usurer, agent, loans, opened, started)


def _when_opened(block: Block, dice: Dice, started: date) -> date | None:
    """Half a year to two and a half after the start; the campaign brings many forward to its months."""
    on = started + timedelta(days=dice.integer(200, 900))
    campaign = block.timeline.policy_on + timedelta(days=dice.integer(10, 200))
    if on > campaign > started + timedelta(days=120) and dice.chance(0.5):
        on = campaign
    return max(on, block.timeline.start + timedelta(days=dice.integer(1, 120)))


def _collect(block: Block, dice: Dice, usurer: Person, loan: Loan, harshness: float, opened: date | None) -> int:
    reports = 0
    for week in range(dice.integer(1, 5)):
        on = loan.due + timedelta(days=3 + 7 * week + dice.integer(0, 6))
        if opened is None or on < opened:
            reports += press(block, dice, loan, usurer, on, harshness)
    on = loan.due + timedelta(days=dice.integer(20, 240))
    if dice.chance(0.35) and (opened is None or on < opened):
        suit = sue_for(block, dice, loan, on)
        follow_up(block, dice, suit, usurer, loan.borrower, loan.face_fen)
    return reports


def _write_off(
    block: Block, dice: Dice, usurer: Person, agent: str, loans: list[Loan], opened: date | None, started: date
) -> None:
    """The end of it: a case, a judgment, or nothing."""
    charge = dice.pick(("illegal_business", "collecting_illegal_debt", "collecting_illegal_debt", "usurious_relending"))
    block.truth.add("lenders", agent, "usurer", usurer.uid, charge if opened else None, opened)
    if opened is None or opened > block.timeline.end:
        return
    case_no = open_case(block, dice, [(usurer, charge)], opened)
    bank_extract(block, dice, case_no, opened, loans, go_round=False)
    if dice.chance(0.7):
        judge(block, dice, [(usurer, charge)], opened + timedelta(days=dice.integer(150, 420)), started, (6, 40))
