"""The people of a block: households with an address, each person with a number, a phone and a temper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from simulation.dice import Dice, Weighted
from simulation.identity_numbers import CitizenIds, mobile_number
from simulation.names import person_name, surname_of
from simulation.places import Address, Building, room

_HOUSEHOLD = Weighted({1: 0.25, 2: 0.27, 3: 0.27, 4: 0.14, 5: 0.07})


@dataclass(slots=True, eq=False)
class Person:
    """One true person.

    `need` is how often money runs short (1 is usual), `temper` how easily a quarrel is kept up, `voice` how likely
    to complain to an office, `standing` how likely to appear and answer in court; all are private to the simulation.
    """

    uid: str
    name: str
    male: bool
    birth: date
    number: str
    phone: str | None
    home: Address
    household: int
    registered: bool
    in_grid: bool
    need: float
    temper: float
    voice: float
    standing: float

    is_company = False

    @property
    def address(self) -> Address:
        return self.home

    def age(self, day: date) -> int:
        return day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))


def _birth(dice: Dice, today: date, low: int, high: int) -> date:
    return today - timedelta(days=int(dice.uniform(low, high + 1) * 365.25))


def make_person(
    dice: Dice,
    numbers: CitizenIds,
    uid: str,
    home: Address,
    household: int,
    today: date,
    ages: tuple[int, int],
    male: bool | None = None,
    surname: str | None = None,
) -> Person:
    """A person of an age in the range, who lives there and has a number that nobody else of `numbers` has."""
    male = dice.chance(0.51) if male is None else male
    birth = _birth(dice, today, *ages)
    years = (today - birth).days / 365.25
    resident = dice.random()
    return Person(
        uid=uid,
        name=person_name(dice, male, surname),
        male=male,
        birth=birth,
        number=numbers.draw(dice, birth, male),
        phone=mobile_number(dice) if years >= 10 else None,
        home=home,
        household=household,
        registered=resident < 0.75,
        in_grid=resident > 0.55,
        need=dice.lognormal(1.0, 0.7),
        temper=dice.normal(),
        voice=dice.random(),
        standing=dice.random(),
    )


def _household(dice: Dice, size: int) -> list[tuple[tuple[int, int], bool | None, bool]]:
    """(age range, male or either, takes the family name) of each member."""
    if size == 1:
        return [((19, 85), None, False)]
    base = dice.integer(24, 74)
    members: list[tuple[tuple[int, int], bool | None, bool]] = [
        ((base, base + 3), True, True),
        ((max(20, base - 3), base + 1), False, False),
    ]
    for _ in range(size - 2):
        child = base - dice.integer(23, 33)
        members.append(
            ((max(0, child), max(1, child + 1)), None, True)
            if child < 40 or dice.chance(0.4)
            else ((min(90, base + 24), min(92, base + 28)), None, True)
        )
    return members


def settle(
    dice: Dice, numbers: CitizenIds, prefix: str, count: int, standing: list[Building], today: date, first: int
) -> list[Person]:
    """`count` people in households, spread over the homes among these buildings; uids count up from `first`."""
    homes = [building for building in standing if not building.business] or standing
    people: list[Person] = []
    household = first
    while len(people) < count:
        home = Address(dice.pick(homes), room(dice, business=False))
        surname: str | None = None
        household += 1
        for ages, male, keeps in _household(dice, dice.weighted(_HOUSEHOLD))[: count - len(people)]:
            member = make_person(
                dice,
                numbers,
                f"{prefix}{first + len(people):05d}",
                home,
                household,
                today,
                ages,
                male,
                surname if keeps else None,
            )
            surname = surname or surname_of(member.name)
            people.append(member)
    return people
