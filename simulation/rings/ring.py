"""What all rings have in common: people with parts, a purse, borrowers, fear, and an end.

A ring wants money and fears being caught. A design says how it earns: what it pretends to be, whom it approaches,
what it does with a borrower. Records are what that leaves behind; no design knows what anybody looks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company, Party
from simulation.crimes import bank_extract, judge, open_case
from simulation.dice import Dice
from simulation.lending import Loan, lend, press
from simulation.people import Person
from simulation.private_lenders import part
from simulation.truth import joined

if TYPE_CHECKING:
    from simulation.blocks import Block


@dataclass(frozen=True)
class Design:
    """A way to run a ring. `set_up` gives it its fronts, `work` one borrower's story from the first loan on."""

    name: str
    disguise: str
    size: tuple[int, int]
    charges: tuple[str, ...]
    victims: tuple[int, int]
    victims_age: tuple[int, int]
    set_up: Callable[[Ring], None]
    work: Callable[[Ring, Person, date], None]
    money_goes_round: bool = False


@dataclass(frozen=True)
class RingPlan:
    """What fate has in store: `fate` is free, opened or adjudicated."""

    uid: str
    design: Design
    block: int
    fate: str


@dataclass
class Ring:
    """A ring at work. `evasion` grows with the city's hardness; `fear` with every report that is made."""

    plan: RingPlan
    block: Block
    dice: Dice
    started: date
    ended: date
    opened: date | None
    judged: date | None
    boss: Person
    nominees: list[Person] = field(default_factory=list)
    collectors: list[Person] = field(default_factory=list)
    fronts: list[Company] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    lawyer: Person | None = None
    evasion: float = 0.5
    fear: float = 0.0

    @property
    def members(self) -> list[tuple[Party, str]]:
        """(member, part) without repeats: people first, then their companies."""
        listed: list[tuple[Party, str]] = [(self.boss, "boss")]
        listed += [(person, "nominee") for person in self.nominees]
        listed += [(person, "collector") for person in self.collectors]
        return listed + [(company, "front") for company in self.fronts]

    def over(self, day: date) -> bool:
        """The ring does nothing after its end or after the simulated years."""
        return day > self.ended or day > self.block.timeline.end

    def paper_lender(self) -> Person:
        """Whose name stands on the next paper: a frightened boss keeps his own off it."""
        if self.nominees and self.dice.chance(min(0.95, 0.35 + 0.4 * self.evasion + 0.1 * self.fear)):
            return self.dice.pick(self.nominees)
        return self.boss

    def collector(self) -> Party:
        """Who goes to the borrower: collectors, now and then a front calls in its own name."""
        if self.fronts and self.dice.chance(0.25):
            return self.dice.pick(self.fronts)
        return self.dice.pick(self.collectors or [self.boss])

    def lend(
        self,
        lender: Party,
        borrower: Person,
        on: date,
        days: int,
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
            previous=previous,
        )
        loan.steps |= steps
        self.loans.append(loan)
        return loan

    def squeeze(self, loan: Loan, first: date, visits: int, harshness: float) -> None:
        """Visits to a borrower, every few days; reports frighten the ring and make it gentler."""
        on = first
        for _ in range(visits):
            if self.over(on):
                return
            loan.steps.add(5)
            if press(self.block, self.dice, loan, self.collector(), on, max(0.2, harshness - 0.05 * self.fear)):
                self.fear += 0.25
            on += timedelta(days=self.dice.integer(2, 12))

    def open_front(self, industry: str, established: date, owner: Person | None = None) -> Company:
        """A company to stand in front, held by a nominee where there is one."""
        holder = owner or (self.dice.pick(self.nominees) if self.nominees and self.dice.chance(0.7) else self.boss)
        company = self.block.open_company(
            self.dice, holder, industry, established, scale=self.dice.lognormal(300_000, 0.6)
        )
        company.staff = self.dice.integer(1, 4)
        company.care = self.dice.uniform(0.2, 0.8)
        if holder is not self.boss and self.dice.chance(0.6 - 0.3 * min(1.0, self.evasion)):
            company.officers.append((self.boss, "监事", established, None))
            company.holders = [(holder, 60.0, established, None), (self.boss, 40.0, established, None)]
        self.fronts.append(company)
        return company


def _dates(block: Block, dice: Dice, fate: str) -> tuple[date, date, date | None, date | None]:
    """(start, end, case opened, judgment in force). Judgments come one to three years after the start."""
    line = block.timeline
    if fate == "free":
        started = line.moment(dice, "even", line.start - timedelta(days=500), line.end - timedelta(days=300))
        return started, line.end, None, None
    if fate == "opened":
        started = line.moment(dice, "even", line.start - timedelta(days=300), line.end - timedelta(days=480))
        opened = line.moment(dice, "even", started + timedelta(days=300), line.as_of - timedelta(days=30))
        return started, opened, max(opened, line.start + timedelta(days=60)), None
    effective = line.moment(dice, "even", line.start + timedelta(days=400), line.as_of - timedelta(days=40))
    started = effective - timedelta(days=dice.integer(500, 1_090))
    opened = max(effective - timedelta(days=dice.integer(180, 330)), line.start + timedelta(days=60))
    return started, opened, opened, effective


def _gather(block: Block, dice: Dice, design: Design) -> tuple[list[Person], list[Person], Person | None]:
    """(nominees, collectors, boss): four to twenty-five people of the block, fewer where it has no more."""
    size = dice.integer(*design.size)
    people = [person for person in (part(block, dice, 22, 56) for _ in range(size)) if person is not None]
    if not people:
        return [], [], None
    boss, rest = people[0], people[1:]
    cut = max(1, round(len(rest) * dice.uniform(0.3, 0.6)))
    return rest[:cut], rest[cut:], boss


def run_ring(block: Block, plan: RingPlan) -> None:
    """One ring from its start to its end, and what the police and the courts made of it."""
    dice = block.dice("ring", plan.uid)
    started, ended, opened, judged = _dates(block, dice, plan.fate)
    nominees, collectors, boss = _gather(block, dice, plan.design)
    if boss is None:
        return
    ring = Ring(
        plan,
        block,
        dice,
        started,
        ended,
        opened,
        judged,
        boss,
        nominees,
        collectors,
        evasion=min(1.0, dice.uniform(0.2, 0.8) * block.hardness),
    )
    if dice.chance(0.6):
        ring.lawyer = dice.pick(block.institutions.lawyers)
    plan.design.set_up(ring)
    _approach(ring)
    _end(ring)


def _approach(ring: Ring) -> None:
    """Borrowers come one after the other, as fast as the ring's purse and fear allow."""
    design, dice = ring.plan.design, ring.dice
    low, high = design.victims_age
    adults = ring.block.free(low, high)
    wanted = min(dice.integer(*design.victims), max(4, len(adults) // 8))
    chosen: dict[str, Person] = {}
    for _ in range(60 * wanted):
        if len(chosen) >= wanted or not adults:
            break
        person = dice.pick(adults)
        if dice.chance(person.need / 6):
            chosen[person.uid] = person
    span = max(60, (ring.ended - ring.started).days - 60)
    dormant_from = dice.integer(0, span)
    dormant = int(dice.uniform(60, 200) * ring.evasion)
    for borrower in chosen.values():
        day = dice.integer(15, span)
        if dormant_from <= day < dormant_from + dormant:
            day = min(span, dormant_from + dormant + dice.integer(0, 30))
        on = ring.started + timedelta(days=day)
        if not ring.over(on):
            design.work(ring, borrower, on)


def _end(ring: Ring) -> None:
    """Write down the truth; where a case was opened, suspects, bank extract and judgment."""
    block, plan, line = ring.block, ring.plan, ring.block.timeline
    steps: set[int] = set()
    for loan in ring.loans:
        steps |= loan.steps
    block.truth.add(
        "rings",
        plan.uid,
        plan.design.name,
        block.index,
        plan.design.disguise,
        joined(steps),
        ring.started,
        ring.ended,
        plan.fate,
        ring.opened,
        ring.judged,
        1 + len(ring.nominees) + len(ring.collectors),
        len(ring.fronts),
        len({loan.borrower.uid for loan in ring.loans}),
    )
    for member, role in ring.members:
        block.truth.add("ring_members", plan.uid, member.uid, "company" if member.is_company else "person", role)
    if ring.opened is None or ring.opened > line.end:
        return
    charges = plan.design.charges
    people = [
        (member, charges[0] if role == "boss" else ring.dice.pick(charges))
        for member, role in ring.members
        if isinstance(member, Person) and (role == "boss" or ring.dice.chance(0.85))
    ]
    case_no = open_case(block, ring.dice, people, ring.opened)
    bank_extract(block, ring.dice, case_no, ring.opened, ring.loans, plan.design.money_goes_round)
    for company in ring.fronts:
        company.revoked = ring.opened + timedelta(days=ring.dice.integer(90, 400))
    if ring.judged is not None and ring.judged <= line.end:
        convicted = [entry for entry in people if entry[0] is ring.boss or ring.dice.chance(0.9)]
        judge(block, ring.dice, convicted, ring.judged - timedelta(days=15), ring.started, (12, 156), ring.judged)
