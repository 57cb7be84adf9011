"""A letting agency whose tenants sign a loan over a year's rent and are made to leave.

The agency's account pays the loan to the tenant's card and takes all but a rebate back the same day as rent, deposit
and service. Creditor and day stay open on the note. After some months a rule is found broken: the lock is changed, the
deposit is lost, the whole year falls due. Each quarter the open notes go in a bundle to one person, with no office in
the agency where there is one, who fills in his name and sues where he lives himself; the summons goes where nobody
waits for it. Nobody is visited: the room pays again as soon as it is empty.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation import complaint_texts
from simulation.companies import Company
from simulation.courts import file_suit, follow_up
from simulation.lending import Loan, fails_to_pay, sue_for
from simulation.people import Person
from simulation.powers import give_power
from simulation.rings.ring import Design, Ring

_QUARTER = 91


def _set_up(ring: Ring) -> None:
    _open_agency(ring, ring.started - timedelta(days=ring.dice.integer(30, 400)))


def _open_agency(ring: Ring, day: date) -> None:
    """An agency lasts a year or two: then owners who saw no rent turn up, and another name is put on the door."""
    dice = ring.dice
    agency = ring.open_front("property_letting", day)
    for owner in dice.sample(ring.block.free(35, 72), dice.integer(10, 30)):
        _take_home(ring, agency, owner, ring.in_days(day, 10, 300))
    lasts = round(dice.uniform(400, 800) - 200 * ring.evasion)
    ring.at(day + timedelta(days=lasts), lambda today: _open_agency(ring, today))


def _take_home(ring: Ring, agency: Company, owner: Person, day: date) -> None:
    """An owner hands the agency a home to let; those who live elsewhere by a deed. In the end some sue for the rent."""
    dice = ring.dice
    if dice.chance(0.15):
        ring.at(day, lambda today: _sign_power(ring, owner, agency, today))
    if dice.chance(0.2):
        ring.at(ring.in_days(day, 250, 500), lambda today: _sued_by_owner(ring, owner, agency, today))


def _sign_power(ring: Ring, owner: Person, agency: Company, day: date) -> None:
    give_power(ring.block, ring.dice, "power_to_let", day, owner, agency)


def _sued_by_owner(ring: Ring, owner: Person, agency: Company, day: date) -> None:
    file_suit(
        ring.block,
        ring.dice,
        cause="lease",
        on=day,
        plaintiff=owner,
        defendants=[agency],
        contested=ring.dice.chance(0.4),
    )


def _work(ring: Ring, tenant: Person, on: date) -> None:
    """A year's rent with deposit and service; what the tenant keeps of it is a rebate for signing."""
    dice = ring.dice
    extra = dice.uniform(0.12, 0.25)
    loan = ring.lend(
        ring.fronts[-1],
        tenant,
        on,
        None,
        dice.lognormal(2_100, 0.35) * dice.pick((6, 12, 12)) / (1 - extra),
        arrives=dice.uniform(0.02, 0.12),
        annual_percent=extra / (1 - extra) * 190,
        paper_percent=None,
        steps={1, 2},
    )
    if dice.chance(max(0.1, 0.55 - 0.06 * ring.fear)):
        ring.at(ring.in_days(on, 45, 240), lambda today: _lock_out(ring, loan, today))
    elif fails_to_pay(dice, loan):
        ring.at(ring.in_days(on, 60, 330), lambda today: _call_in(ring, loan, today))


def _lock_out(ring: Ring, loan: Loan, day: date) -> None:
    """A pretext: the tenant is out, and has broken the contract."""
    loan.steps.add(3)
    ring.answer_for(loan, loan.lender, ring.in_days(day, 0, 25), complaint_texts.locked_out(ring.dice))
    _call_in(ring, loan, day)


def _call_in(ring: Ring, loan: Loan, day: date) -> None:
    """The whole falls due that day. Some pay to be rid of it; the notes of the others wait for the quarter's bundle."""
    loan.due_on = day
    if ring.dice.chance(0.75):
        quarter = (day - ring.started).days // _QUARTER + 1
        bundled = ring.started + timedelta(days=_QUARTER * quarter)
        ring.at(ring.in_days(bundled, 0, 4), lambda today: _sue(ring, loan, quarter, today))


def _holder(ring: Ring, quarter: int) -> Person:
    """In whose name this quarter's notes are filled in: the more evasive the ring, the sooner another's."""
    in_office = {officer.uid for agency in ring.fronts for officer, *_ in agency.officers}
    apart = [person for person in ring.nominees if person.uid not in in_office] or ring.nominees
    stays = 1 + round(5 * (1 - ring.evasion))
    return ring.on_paper(apart[quarter // stays % len(apart)])


def _sue(ring: Ring, loan: Loan, quarter: int, day: date) -> None:
    dice, block = ring.dice, ring.block
    loan.account, loan.lender = loan.lender, _holder(ring, quarter)
    suit = sue_for(
        block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        served=dice.chance(0.2),
        outcome="withdrawn" if dice.chance(0.3) else None,
        district=loan.lender.address.building.community.district_code,
    )
    follow_up(block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.6)


DESIGN = Design(
    name="renting",
    disguise="renting",
    size=(7, 20),
    charges=("fraud", "sham_litigation", "fraud"),
    victims=(30, 90),
    victims_age=(18, 36),
    set_up=_set_up,
    work=_work,
    front="property_letting",
    money_goes_round=True,
)
