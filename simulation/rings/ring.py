"""What all rings have in common: people with parts, a purse, borrowers, fear.

A ring wants money and fears being caught. A design says how it earns: what it pretends to be, whom it approaches,
what it does with a borrower. Records are what that leaves behind; no design knows what anybody looks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.agenda import Action, Agenda
from simulation.changes import new_face
from simulation.companies import Company, Party
from simulation.complaints import complain
from simulation.dice import Dice
from simulation.identity_numbers import mobile_number
from simulation.lending import Loan, lend, press
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block


def _anybody(block: Block, low: int, high: int) -> list[Person]:
    return block.free(low, high)


@dataclass(frozen=True)
class Design:
    """A way to run a ring. `set_up` gives it its fronts, `work` starts one borrower's story.

    Where `money_goes_round` it pays out a loan's whole face, for the bank's paper, and takes back what it deducts. A
    `family` takes its own people in first. `clients` says who of an age may come at all.
    """

    name: str
    disguise: str
    size: tuple[int, int]
    charges: tuple[str, ...]
    victims: tuple[int, int]
    victims_age: tuple[int, int]
    set_up: Callable[[Ring], None]
    work: Callable[[Ring, Person, date], None]
    front: str
    money_goes_round: bool = False
    family: bool = False
    clients: Callable[[Block, int, int], list[Person]] = _anybody


@dataclass(frozen=True)
class RingPlan:
    """What fate has in store: `fate` is free, opened or adjudicated."""

    uid: str
    design: Design
    block: int
    fate: str


@dataclass
class Ring:
    """A ring at work.

    `evasion` (0..1) is what it can do to hide and grows with the city's hardness; `fear` grows with every report and
    with the campaign; past its `nerve` the boss lies low and hides behind a new company.
    """

    plan: RingPlan
    block: Block
    dice: Dice
    started: date
    ended: date
    opened: date | None
    judged: date | None
    boss: Person
    nominees: list[Person]
    collectors: list[Person]
    evasion: float
    nerve: float
    lawyer: Person | None = None
    fronts: list[Company] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    agenda: Agenda = field(default_factory=Agenda)
    fear: float = 0.0
    asleep_until: date = date.min
    phone: str = ""

    def __post_init__(self) -> None:
        self.phone = mobile_number(self.dice)

    @property
    def members(self) -> list[tuple[Party, str]]:
        """(member, part) without repeats: people first, then their companies."""
        listed: list[tuple[Party, str]] = [(self.boss, "boss")]
        listed += [(person, "nominee") for person in self.nominees]
        listed += [(person, "collector") for person in self.collectors]
        return listed + [(company, "front") for company in self.fronts]

    @property
    def last_day(self) -> date:
        return min(self.ended, self.block.timeline.end)

    def at(self, day: date, action: Action) -> None:
        """Something the ring means to do; nothing happens after its end."""
        self.agenda.add(day, action)

    def in_days(self, day: date, low: int, high: int) -> date:
        return day + timedelta(days=self.dice.integer(low, high))

    def on_paper(self, person: Person) -> Person:
        """A member as he signs: the office keeps the papers, so it is often the office's phone and door that he gives.

        The more evasive the ring, the more often each gives his own.
        """
        if self.dice.chance(0.25 + 0.6 * self.evasion):
            return person
        home = self.fronts[-1].address if self.fronts and self.dice.chance(0.5) else person.home
        return replace(person, phone=self.phone, home=home)

    def paper_lender(self) -> Person:
        """Whose name stands on the next paper: a frightened boss keeps his own off it."""
        if self.nominees and self.dice.chance(min(0.95, 0.35 + 0.4 * self.evasion + 0.1 * self.fear)):
            return self.on_paper(self.dice.pick(self.nominees))
        return self.on_paper(self.boss)

    def another(self, last: Party | None) -> Person:
        """Boss or nominee, as he signs: not whoever stands on the last paper, where there is somebody else."""
        others = [person for person in (self.boss, *self.nominees) if last is None or person.uid != last.uid]
        return self.on_paper(self.dice.pick(others))

    def representative(self) -> Person | None:
        """Who appears in court: a lawyer of the town, or one of the ring's own people."""
        if self.lawyer is not None and self.dice.chance(0.7):
            return self.lawyer
        return self.dice.pick(self.collectors) if self.collectors and self.dice.chance(0.5) else None

    def collector(self) -> Party:
        """Who goes to the borrower: collectors, now and then a front calls in its own name."""
        if self.fronts and self.dice.chance(0.25):
            return self.dice.pick(self.fronts)
        return self.on_paper(self.dice.pick(self.collectors or [self.boss]))

    def lend(
        self,
        lender: Party,
        borrower: Person,
        on: date,
        days: int | None,
        face_yuan: float,
        *,
        arrives: float,
        annual_percent: float,
        paper_percent: float | None,
        in_cash: bool = False,
        previous: Loan | None = None,
        steps: set[int],
    ) -> Loan:
        """A loan on the ring's terms; `arrives` is the share of its face that reaches the borrower."""
        loan = lend(
            self.block,
            "ring",
            self.plan.uid,
            lender,
            borrower,
            on,
            days,
            face_yuan,
            annual_percent=annual_percent,
            paper_percent=paper_percent,
            delivered_share=arrives,
            in_cash=in_cash,
            money_goes_round=self.plan.design.money_goes_round,
            previous=previous,
        )
        loan.steps |= steps
        self.loans.append(loan)
        return loan

    def squeeze(self, loan: Loan, day: date, visits: int, harshness: float) -> None:
        """Visits to a borrower, some days apart; a report frightens the ring, and fear makes it gentler."""

        def visit(today: date) -> None:
            loan.steps.add(5)
            gentler = max(0.2, harshness - 0.05 * self.fear)
            if press(self.block, self.dice, loan, self.collector(), today, gentler):
                self.fear += 0.4
            self.squeeze(loan, self.in_days(today, 2, 12), visits - 1, harshness)

        if visits > 0:
            self.at(day, visit)

    def answer_for(self, loan: Loan, about: Party, day: date, story: str) -> None:
        """A borrower may take what was done to him to an office; that frightens the ring as well."""
        if complain(self.block, self.dice, loan, about, day, story):
            self.fear += 0.4

    def open_front(self, industry: str, established: date, kind: str = "limited") -> Company:
        """A company to stand in front, held by a nominee where there is one."""
        dice = self.dice
        holder = dice.pick(self.nominees) if self.nominees and dice.chance(0.5 + 0.4 * self.evasion) else self.boss
        company = self.block.open_company(dice, holder, industry, established, kind, scale=dice.lognormal(300_000, 0.6))
        if self.fronts and dice.chance(0.5 - 0.4 * self.evasion):
            company.address = self.fronts[-1].address
        company.staff, company.care = dice.integer(1, 4), dice.uniform(0.2, 0.8)
        if dice.chance(0.5 - 0.3 * self.evasion):
            company.phone = self.phone
        if kind != "sole_trader":
            self._fill_offices(company, holder, established)
        self.fronts.append(company)
        return company

    def _fill_offices(self, company: Company, holder: Person, established: date) -> None:
        dice = self.dice
        if holder is not self.boss and dice.chance(0.6 - 0.4 * self.evasion):
            company.officers.append((self.boss, "监事", established, None))
            company.holders = [(holder, 60.0, established, None), (self.boss, 40.0, established, None)]
        elif self.nominees and dice.chance(0.4):
            partner = dice.pick(self.nominees)
            if partner is not holder:
                company.officers.append((partner, "监事", established, None))

    def approach(self, borrower: Person, day: date) -> None:
        """A borrower comes. A ring that lost its nerve sends everybody away for some months, then wakes elsewhere."""
        if self.fear > self.nerve:
            self.asleep_until = day + timedelta(days=round(self.dice.uniform(40, 220) * (0.4 + self.evasion)))
            self.fear *= 0.3
            if self.dice.chance(self.evasion) and self.asleep_until < self.last_day:
                self.at(self.asleep_until, lambda today: self._reopen(today))
        if day < self.asleep_until:
            if self.dice.chance(0.6):
                self.at(self.in_days(self.asleep_until, 0, 60), lambda today: self.approach(borrower, today))
            return
        self.plan.design.work(self, borrower, day)

    def _reopen(self, day: date) -> None:
        old = self.fronts[-1] if self.fronts else None
        self.open_front(self.plan.design.front, day)
        if old is not None and old.deregistered is None and self.dice.chance(0.6):
            old.deregistered = day + timedelta(days=self.dice.integer(20, 150))
        elif old is not None and old.deregistered is None:
            new_face(self.block, old, day)

    def scare(self, day: date) -> None:
        """The campaign is announced."""
        self.fear += self.dice.uniform(0.5, 2.5)
