"""A block: some communities with their people, companies and loans, simulated and written on its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from simulation.companies import Company, Party, found
from simulation.deliveries import Clerk
from simulation.dice import Dice, Streams
from simulation.homes import House
from simulation.identity_numbers import CitizenIds
from simulation.lending import Loan
from simulation.people import Person
from simulation.places import Address, Building, Community, room
from simulation.timeline import Timeline
from simulation.truth import Truth


@dataclass
class Institutions:
    """Those who serve the whole city: found once, known to every block."""

    banks: list[Company] = field(default_factory=list)
    small_loan: list[Company] = field(default_factory=list)
    pawn: list[Company] = field(default_factory=list)
    guarantee: list[Company] = field(default_factory=list)
    leasing: list[Company] = field(default_factory=list)
    factoring: list[Company] = field(default_factory=list)
    property_managers: list[Company] = field(default_factory=list)
    lawyers: list[Person] = field(default_factory=list)
    notaries: list[Person] = field(default_factory=list)

    @property
    def licensed(self) -> list[tuple[str, Company]]:
        """(kind of licence, company) of every licensed lender."""
        return [
            (kind, company)
            for kind, companies in (
                ("bank", self.banks),
                ("small_loan", self.small_loan),
                ("pawn", self.pawn),
                ("guarantee", self.guarantee),
                ("leasing", self.leasing),
                ("factoring", self.factoring),
            )
            for company in companies
        ]


@dataclass
class Block:
    """What agents of one block see and act on. Block 0 is the hall: institutions and their staff."""

    index: int
    communities: list[Community]
    standing: list[Building]
    people: list[Person]
    companies: list[Company]
    institutions: Institutions
    timeline: Timeline
    streams: Streams
    clerk: Clerk
    truth: Truth
    hardness: float
    numbers: CitizenIds
    loans: list[Loan] = field(default_factory=list)
    hazards: list[float] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    """Every certificate of a home, those that ended among them."""
    homes: dict[int, House | None] = field(default_factory=dict)
    """What each household lives in, where it owns it and stands in the registry; see simulation.homes."""
    disputes: int = 0
    taken: set[str] = field(default_factory=set)
    """uids of people who already play a part (ring member, look-alike, ...): nobody plays two."""
    candidates: set[str] = field(default_factory=set)
    """uids of those who stand for a committee: their papers are exactly those of their case."""
    _ages: dict[tuple[int, int], list[Person]] = field(default_factory=dict)

    def dice(self, *words: str | int) -> Dice:
        """An agent's own stream: what others draw does not change it."""
        return self.streams.dice("block", self.index, *words)

    def adults(self, low: int = 20, high: int = 65) -> list[Person]:
        """People of an age on the first simulated day, in the block's order."""
        return list(self._of_age(low, high))

    def _of_age(self, low: int, high: int) -> list[Person]:
        found = self._ages.get((low, high))
        if found is None:
            start = self.timeline.start
            found = [person for person in self.people if low <= person.age(start) <= high]
            self._ages[low, high] = found
        return found

    def free(self, low: int = 22, high: int = 65) -> list[Person]:
        """Adults who do not yet play a part."""
        return [person for person in self._of_age(low, high) if person.uid not in self.taken]

    def office(self, dice: Dice) -> Address:
        places = [building for building in self.standing if building.business] or self.standing
        return Address(dice.pick(places), room(dice, business=True))

    def open_company(
        self,
        dice: Dice,
        owner: Person,
        industry: str,
        established: date,
        kind: str = "limited",
        name: str | None = None,
        scale: float | None = None,
    ) -> Company:
        """Found a company in the block and register it."""
        uid = f"c{self.index:04d}{len(self.companies):05d}"
        company = found(dice, uid, owner, kind, industry, established, self.office(dice), name, scale)
        self.companies.append(company)
        return company

    def note(self, kind: str, party: Party, charge: str, happened: date, document_no: str) -> None:
        """A label an office would have, known with its regular delivery; none when that comes after the last one."""
        slot = self.timeline.slot(happened)
        if slot is not None:
            self.truth.add("labels", kind, party.uid, charge, happened, self.timeline.deliveries[slot], document_no)
