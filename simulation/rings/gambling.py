"""A card room behind an eating house: who has lost is lent more at the table, and signs before he goes home.

Those at the edge of the table lend, each out of his own purse, so that one night becomes notes to several people: for
cash to turn over, for goods, for a job, never for cards. A large one is made good by the bank the next morning: the sum
comes to his account and is fetched back before noon. Of a small one somebody will say that he saw it counted. The tout
who brought him stands surety and admits everything in court. Nobody offers a larger note for an old one, there is
always another night. Who owes at cards seldom reports it, for he would have to say what for; his family does. When
neighbours have called the police, the room opens elsewhere under another keeper.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import complaint_texts
from simulation.complaints import tell_of_cards
from simulation.courts import file_suit, follow_up
from simulation.homes import hand_over, home_of
from simulation.lending import Loan, mortgage_for, sue_for, trace
from simulation.people import Person
from simulation.rings.ring import Design, Ring

if TYPE_CHECKING:
    from simulation.blocks import Block

_SCOPE = "餐饮服务；茶馆服务；棋牌室服务"
_WORTH_A_HOME_FEN = 40_000_000
_KEEPS_SILENT = 0.6
"""Voice below which a player lets himself be visited and tells nobody."""


def _players(block: Block, low: int, high: int) -> list[Person]:
    """Tables of this kind are men's; whoever comes to them is brought."""
    return [person for person in block.free(low, high) if person.male]


def _set_up(ring: Ring) -> None:
    _open_room(ring, ring.started - timedelta(days=ring.dice.integer(15, 200)))


def _open_room(ring: Ring, day: date) -> None:
    ring.open_front("catering", day, kind="sole_trader").scope = _SCOPE
    ring.at(ring.in_days(day, 150, 450), lambda today: _overheard(ring, today))


def _overheard(ring: Ring, day: date) -> None:
    """Neighbours hear the tables at night. The police find people at tea, but the place is known now."""
    dice, block, room = ring.dice, ring.block, ring.fronts[-1]
    street = room.address.building.community.code
    near = [person for person in block.free(24, 80) if person.home.building.community.code == street]
    for neighbour in dice.sample(near, dice.integer(2, 6)):
        told = ring.in_days(day, 0, 20)
        ring.fear += 0.4 * tell_of_cards(block, dice, room, neighbour, told, complaint_texts.cards_at_night(dice))
    if dice.chance(0.3 + 0.6 * ring.evasion):
        if room.deregistered is None:
            room.deregistered = ring.in_days(day, 20, 120)
        ring.at(ring.in_days(day, 10, 60), lambda today: _open_room(ring, today))
    else:
        ring.at(ring.in_days(day, 150, 450), lambda today: _overheard(ring, today))


def _work(ring: Ring, player: Person, on: date) -> None:
    tout = ring.dice.pick(ring.collectors or ring.nominees)
    _night(ring, player, tout, on, ring.dice.pick((1, 1, 2, 2, 3)), None)


def _night(ring: Ring, player: Person, tout: Person, on: date, left: int, previous: Loan | None) -> None:
    """What he lost beyond his pocket, as notes to those who lent it; he comes back to win it back."""
    if on < ring.asleep_until:
        return
    dice = ring.dice
    owed, purses = dice.lognormal(60_000, 0.7), _purses(ring)
    notes = [
        _note(ring, player, lender, tout, on, owed / len(purses) * dice.uniform(0.7, 1.3), previous)
        for lender in purses
    ]
    if left > 1:
        ring.at(ring.in_days(on, 3, 35), lambda today: _night(ring, player, tout, today, left - 1, notes[-1]))


def _purses(ring: Ring) -> list[Person]:
    """Who sits by with money tonight; a boss who has reason to fear leaves that to others."""
    dice = ring.dice
    with_boss = not ring.nominees or dice.chance(max(0.1, 0.7 - 0.1 * ring.fear))
    lenders = [ring.boss, *ring.nominees] if with_boss else ring.nominees
    return dice.sample(lenders, 1 + dice.chance(0.4) + dice.chance(0.4 * ring.evasion))


def _note(
    ring: Ring, player: Person, lender: Person, tout: Person, on: date, face: float, previous: Loan | None
) -> Loan:
    """What stays with him of a note is a stake for another game."""
    dice = ring.dice
    by_bank = face > 20_000 and dice.chance(0.8 - 0.5 * ring.evasion)
    loan = ring.lend(
        lender,
        player,
        on,
        dice.pick((7, 10, 15, 30)),
        face,
        arrives=dice.uniform(0.03, 0.15),
        annual_percent=dice.uniform(8.0, 20.0) * 12,
        paper_percent=dice.pick((None, None, 12.0, 14.4)),
        in_cash=not by_bank,
        previous=previous,
        steps={1, 2} if by_bank else {1},
    )
    if face > 80_000 and dice.chance(0.15):
        mortgage_for(ring.block, dice, loan, ring.in_days(on, 1, 12))
    ring.at(ring.in_days(loan.due, 1, 5), lambda today: _overdue(ring, loan, tout, today))
    return loan


def _overdue(ring: Ring, loan: Loan, tout: Person, day: date) -> None:
    """Some families scrape the money together; of the others the ring takes what there is."""
    dice = ring.dice
    if dice.chance(0.35):
        return
    if loan.borrower.voice < _KEEPS_SILENT:
        loan.steps.add(5)
    else:
        ring.squeeze(loan, day, dice.integer(1, 4), 0.4)
    if dice.chance(0.5):
        ring.at(ring.in_days(day, 2, 40), lambda today: _family_tells(ring, loan, today))
    if dice.chance(0.1):
        ring.at(ring.in_days(day, 20, 90), lambda today: _take_home(ring, loan, today))
    elif dice.chance(0.6):
        ring.at(ring.in_days(day, 10, 150), lambda today: _sue(ring, loan, tout, today))


def _family_tells(ring: Ring, loan: Loan, day: date) -> None:
    """Wife, parents or grown children name the room, for they know nothing of who lent."""
    dice, block, player = ring.dice, ring.block, loan.borrower
    family = [person for person in block.free(20, 80) if person.household == player.household and person is not player]
    story = complaint_texts.cards_in_the_family(dice, loan.face_fen)
    if family and tell_of_cards(block, dice, ring.fronts[-1], dice.pick(family), day, story):
        trace(block, loan, "report", day)
        ring.fear += 0.4


def _take_home(ring: Ring, loan: Loan, day: date) -> None:
    """A home goes for all that its owner has signed, where that is enough to ask for one."""
    block, player = ring.block, loan.borrower
    owed = sum(other.face_fen for other in ring.loans if other.borrower is player)
    if owed >= _WORTH_A_HOME_FEN:
        hand_over(block, home_of(block, player), day, player, loan.lender, kind="in_place_of_a_debt", price_fen=owed)


def _sue(ring: Ring, loan: Loan, tout: Person, day: date) -> None:
    """Each sues on his own notes. He who could say what they were for stays away or settles."""
    dice, block = ring.dice, ring.block
    if dice.chance(0.25):
        file_suit(
            block,
            dice,
            cause=dice.pick(("sale", "other_contract")),
            on=day,
            plaintiff=loan.lender,
            defendants=[loan.borrower],
            agent=ring.representative(),
            contested=dice.chance(0.3),
        )
        return
    seen_by = [person for person in (ring.boss, *ring.nominees, *ring.collectors) if person not in (loan.lender, tout)]
    suit = sue_for(
        block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        guarantor=tout if dice.chance(0.4) else None,
        witness=dice.pick(seen_by) if loan.in_cash and seen_by and dice.chance(0.4) else None,
        served=dice.chance(0.6),
        outcome="mediated" if dice.chance(0.35) else None,
    )
    follow_up(block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.6)


DESIGN = Design(
    name="gambling",
    disguise="card room",
    size=(6, 16),
    charges=("sham_litigation", "unlawful_detention", "provoking_trouble", "fraud"),
    victims=(20, 55),
    victims_age=(24, 60),
    set_up=_set_up,
    work=_work,
    front="catering",
    money_goes_round=True,
    clients=_players,
)
