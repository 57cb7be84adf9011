"""Honest people and companies whose records resemble a ring's: five for each ring, of all kinds.

Kinds that are institutions (banks, small-loan companies, pawnshops, factoring firms, property managers, lawyers,
notaries) act city-wide in `institutions`; here one of them is only named. The others act here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from simulation import texts
from simulation.companies import Party
from simulation.courts import file_suit, follow_up
from simulation.dice import Dice
from simulation.lending import lend, notarise, press, sue_for
from simulation.people import Person
from simulation.private_lenders import in_need, lend_lawfully, part

if TYPE_CHECKING:
    from simulation.blocks import Block, Institutions

INSTITUTION_KINDS = (
    "licensed_small_loan",
    "pawnshop",
    "bank",
    "property_manager",
    "factoring_firm",
    "lawyer",
    "notary",
)
AGENT_KINDS = (
    "employer_lender",
    "family_or_clan",
    "harsh_friend",
    "lawful_frequent_lender",
    "wage_protest",
    "loud_complainant",
)
KINDS = (
    tuple(kind for pair in zip(AGENT_KINDS, INSTITUTION_KINDS, strict=False) for kind in pair) + INSTITUTION_KINDS[6:]
)
PER_RING = 5


def name_institution(known: Institutions, kind: str, turn: int) -> Party:
    """The institution that stands for a kind, by turns."""
    groups: dict[str, Sequence[Party]] = {
        "licensed_small_loan": known.small_loan,
        "pawnshop": known.pawn,
        "bank": known.banks,
        "property_manager": known.property_managers,
        "factoring_firm": known.factoring,
        "lawyer": known.lawyers,
        "notary": known.notaries,
    }
    return groups[kind][turn % len(groups[kind])]


def _employer(block: Block, dice: Dice, uid: str) -> Party | None:
    """An employer who lends to staff, without interest, kept back from wages; a few who left are sued."""
    firms = [
        company
        for company in block.companies
        if company.staff >= 5
        and company.kind != "sole_trader"
        and company.deregistered is None
        and company.established < block.timeline.start
    ]
    if not firms:
        return None
    firm = dice.pick(firms)
    for borrower in in_need(block, dice, dice.integer(8, 20)):
        lent = block.timeline.moment(dice, "money", block.timeline.start - timedelta(days=300))
        loan = lend(
            block,
            "employer_lender",
            uid,
            firm,
            borrower,
            lent,
            365,
            dice.lognormal(25_000, 0.6),
            annual_percent=0.0,
            paper_percent=None,
        )
        if dice.chance(0.4):
            suit = sue_for(block, dice, loan, loan.due + timedelta(days=dice.integer(60, 300)))
            follow_up(block, dice, suit, firm, borrower, loan.face_fen)
    return firm


def _clan(block: Block, dice: Dice, uid: str) -> Party | None:
    """A clan association's treasurer who lends the common chest to people of one name, at little interest."""
    surnames: dict[str, list[Person]] = {}
    for person in block.free(25, 75):
        surnames.setdefault(person.name[0], []).append(person)
    clan = max(surnames.values(), key=lambda members: (len(members), members[0].uid), default=[])
    if len(clan) < 4:
        return None
    treasurer = dice.pick(clan)
    block.taken.add(treasurer.uid)
    for borrower in dice.sample([member for member in clan if member is not treasurer], dice.integer(8, 18)):
        lent = block.timeline.moment(dice, "money", block.timeline.start - timedelta(days=500))
        loan = lend(
            block,
            "family_or_clan",
            uid,
            treasurer,
            borrower,
            lent,
            365,
            dice.lognormal(40_000, 0.6),
            annual_percent=6.0,
            paper_percent=6.0,
        )
        if dice.chance(0.2):
            suit = sue_for(block, dice, loan, loan.due + timedelta(days=dice.integer(100, 400)))
            follow_up(block, dice, suit, treasurer, borrower, loan.face_fen, 0.2)
        elif dice.chance(0.2):
            notarise(block, dice, loan, lent, "loan_contract")
    return treasurer


def _harsh_friend(block: Block, dice: Dice, uid: str) -> Party | None:
    """A friend with a real debt of his own who loses patience and collects it harshly."""
    friend = part(block, dice, 25, 60)
    if friend is None:
        return None
    for borrower in in_need(block, dice, dice.integer(1, 3)):
        lent = block.timeline.moment(
            dice, "money", block.timeline.start - timedelta(days=400), block.timeline.end - timedelta(days=250)
        )
        loan = lend(
            block,
            "harsh_friend",
            uid,
            friend,
            borrower,
            lent,
            180,
            dice.lognormal(120_000, 0.6),
            annual_percent=10.0,
            paper_percent=dice.pick((10.0, None)),
        )
        for week in range(dice.integer(3, 9)):
            press(block, dice, loan, friend, loan.due + timedelta(days=20 + 9 * week + dice.integer(0, 8)), 0.8)
        suit = sue_for(block, dice, loan, loan.due + timedelta(days=dice.integer(60, 300)))
        follow_up(block, dice, suit, friend, borrower, loan.face_fen, 0.8)
    return friend


def _lawful(block: Block, dice: Dice, uid: str) -> Party | None:
    lender = part(block, dice, 30, 65)
    if lender is not None:
        lend_lawfully(block, dice, lender, uid)
    return lender


def _wage_protest(block: Block, dice: Dice, uid: str) -> Party | None:
    """A foreman and his workers who want their wages: police, hotline and court hear of blocked doors."""
    foreman = part(block, dice, 28, 58)
    firms = [company for company in block.companies if company.industry in ("construction", "manufacturing")]
    if foreman is None or not firms:
        return foreman
    firm = dice.pick(firms)
    on = block.timeline.moment(dice, "money", None, block.timeline.end - timedelta(days=120))
    for _ in range(dice.integer(3, 8)):
        on += timedelta(days=dice.integer(1, 15))
        if dice.chance(0.5):
            block.clerk.record(
                "police_incidents",
                on,
                {
                    "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                    "occurred_on": on,
                    "category": dice.pick(("dispute", "harassment")),
                    "narrative": texts.wage_protest(dice),
                    "injury": "none",
                    "threat": dice.chance(0.2),
                    "weapon": False,
                    "grid_code": firm.address.building.grid_code,
                },
                (("reporter", firm.owner), ("respondent", foreman)),
            )
        else:
            block.clerk.record(
                "hotline_tickets",
                on,
                {
                    "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                    "received_on": on,
                    "category": "wages",
                    "narrative": texts.wage_protest(dice),
                    "grid_code": firm.address.building.grid_code,
                },
                (("caller", foreman), ("respondent", firm)),
            )
    file_suit(
        block, dice, cause="labour", on=on + timedelta(days=30), plaintiff=foreman, defendants=[firm], contested=True
    )
    return foreman


def _complainant(block: Block, dice: Dice, uid: str) -> Party | None:
    """A complainant who was wronged and says so everywhere, again and again; those complained of report back."""
    person = part(block, dice, 25, 75)
    if person is None or not block.companies:
        return person
    firm = dice.pick(block.companies)
    on = block.timeline.moment(dice, "even", None, block.timeline.end - timedelta(days=150))
    for _ in range(dice.integer(6, 16)):
        on += timedelta(days=dice.integer(1, 12))
        if dice.chance(0.7):
            block.clerk.record(
                "hotline_tickets",
                on,
                {
                    "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
                    "received_on": on,
                    "category": dice.pick(("consumer", "other", "prepaid_card")),
                    "narrative": texts.loud_complaint(dice),
                    "grid_code": person.home.building.grid_code,
                },
                (("caller", person), ("respondent", firm)),
            )
        else:
            block.clerk.record(
                "police_incidents",
                on,
                {
                    "incident_no": f"J{on:%Y%m%d}{block.clerk.serial('police'):09d}",
                    "occurred_on": on,
                    "category": "harassment",
                    "narrative": texts.loud_complaint(dice),
                    "injury": "none",
                    "threat": dice.chance(0.15),
                    "weapon": False,
                    "grid_code": firm.address.building.grid_code,
                },
                (("reporter", firm.owner), ("respondent", person)),
            )
    return person


_ACTS: dict[str, Callable[[Block, Dice, str], Party | None]] = {
    "employer_lender": _employer,
    "family_or_clan": _clan,
    "harsh_friend": _harsh_friend,
    "lawful_frequent_lender": _lawful,
    "wage_protest": _wage_protest,
    "loud_complainant": _complainant,
}


def act(block: Block, uid: str, kind: str, turn: int, of_ring: str) -> bool:
    """One look-alike of a kind lives its life; false when the block is too small to hold it."""
    if kind in INSTITUTION_KINDS:
        party: Party | None = name_institution(block.institutions, kind, turn)
    else:
        party = _ACTS[kind](block, block.dice("look-alike", uid), uid)
    if party is None:
        return False
    block.truth.add("look_alikes", uid, kind, block.index, party.uid, of_ring)
    return True
