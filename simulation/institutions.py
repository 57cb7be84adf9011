"""Banks, licensed lenders, property managers, lawyers and notaries: few, known to everybody, often in court."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company, Party
from simulation.courts import enforce, file_suit, follow_up
from simulation.daily import expected
from simulation.dice import Dice
from simulation.homes import home_of, sell_under_power
from simulation.lending import enter_deed, mortgage
from simulation.people import Person
from simulation.powers import give_power

if TYPE_CHECKING:
    from simulation.blocks import Block, Institutions

BANK_SUITS_A_YEAR = 230
BANK_MORTGAGES_A_YEAR = 1_300
PROPERTY_SUITS_A_YEAR = 160
SMALL_LOAN_SUITS_A_YEAR = 70
PAWN_SUITS_A_YEAR = 15
FACTORING_SUITS_A_YEAR = 25
BANK_DEEDS_A_YEAR = 60
FAMILY_POWERS_A_YEAR = 12
OTHER_POWERS_A_YEAR = 60
_BANKS = (
    "厦门白鹭农村商业银行股份有限公司",
    "海峡通商银行股份有限公司厦门分行",
    "闽海银行股份有限公司厦门分行",
    "东屿村镇银行股份有限公司",
    "鼓浪商业银行股份有限公司",
    "汇潮银行股份有限公司厦门分行",
    "金砖储蓄银行股份有限公司厦门分行",
    "五缘湾村镇银行股份有限公司",
)


def head_counts(people: int) -> dict[str, int]:
    """How many of each kind a city of that size has."""
    return {
        "small_loan": max(3, people // 25_000),
        "pawn": max(3, people // 25_000),
        "guarantee": max(2, people // 60_000),
        "leasing": max(2, people // 60_000),
        "factoring": max(2, people // 50_000),
        "property_managers": max(5, people // 8_000),
        "lawyers": max(10, people // 2_500),
        "notaries": max(5, people // 15_000),
    }


def staff_needed(people: int) -> int:
    """People of the hall: one for each institution, lawyer and notary, and their households."""
    return min(people // 5, 2 * (len(_BANKS) + sum(head_counts(people).values())))


def found_institutions(block: Block, city_people: int) -> None:
    """Found the institutions in the hall's block, with licences; some lending licences are revoked later."""
    dice, found, counts = block.dice("institutions"), block.institutions, head_counts(city_people)
    adults = block.adults(28, 62) or block.people
    turn = iter(dice.sample(adults, len(adults)) * 50)
    found.lawyers = [next(turn) for _ in range(min(counts["lawyers"], max(1, len(adults) // 2)))]
    found.notaries = [next(turn) for _ in range(min(counts["notaries"], max(1, len(adults) // 4)))]
    block.taken.update(person.uid for person in found.lawyers + found.notaries)
    for name in _BANKS:
        found.banks.append(
            block.open_company(
                dice, next(turn), "finance", date(dice.integer(1996, 2012), 5, 8), "joint_stock", name, scale=8e7
            )
        )
    kinds = (
        ("small_loan", found.small_loan, "小额贷款", "finance", 2e7),
        ("pawn", found.pawn, "典当", "pawn", 5e6),
        ("guarantee", found.guarantee, "融资担保", "finance", 1e7),
        ("leasing", found.leasing, "融资租赁", "finance", 3e7),
        ("factoring", found.factoring, "商业保理", "factoring", 3e7),
    )
    for kind, group, word, industry, scale in kinds:
        for _ in range(counts[kind]):
            name = (
                f"厦门市{dice.pick('思湖海集同翔')}{dice.pick('鹭闽汇诚鼎盛')}{dice.pick('信融通泰安达')}{word}有限公司"
            )
            since = date(dice.integer(2009, 2021), dice.integer(1, 12), dice.integer(1, 28))
            group.append(block.open_company(dice, next(turn), industry, since, "limited", name, scale=scale))
    for _ in range(counts["property_managers"]):
        found.property_managers.append(
            block.open_company(
                dice, next(turn), "property_management", date(dice.integer(2002, 2020), 3, 15), scale=6e6
            )
        )
    _license(block, dice, found)


def _license(block: Block, dice: Dice, found: Institutions) -> None:
    """Licences; one small-loan company and one pawnshop in eight lose theirs for what they did with it."""
    for number, (kind, company) in enumerate(found.licensed):
        granted = company.established + timedelta(days=dice.integer(20, 200))
        loses = kind in ("small_loan", "pawn", "leasing") and (dice.chance(0.12) or number == len(_BANKS))
        revoked = block.timeline.moment(dice, "office") if loses else None
        licence_no = enter_licence(block, kind, company, granted, None if kind == "bank" else 20, revoked)
        if revoked is not None:
            block.note("licence_revoked", company, kind, revoked, licence_no)


def enter_licence(
    block: Block, kind: str, company: Company, granted: date, years: int | None, revoked: date | None = None
) -> str:
    """A licence to lend, for some years or without end; returns its number."""
    licence_no = f"闽金许{granted.year}{block.clerk.serial('licence'):07d}"
    block.clerk.record(
        "lending_licences",
        granted,
        {
            "licence_no": licence_no,
            "licence_kind": kind,
            "granted_on": granted,
            "valid_until": None if years is None else granted + timedelta(days=365 * years),
        },
        (("company", company),),
        later=[(revoked, {"revoked_on": revoked})] if revoked else (),
    )
    return licence_no


def _series(
    block: Block,
    dice: Dice,
    cause: str,
    suers: list[Company],
    yearly: float,
    low: int,
    high: int,
    against_companies: bool = False,
) -> None:
    """Suits in series by those who sue for a living; each has its house lawyer and files on few days."""
    debtors: Sequence[Party] = (
        [company for company in block.companies if company.kind != "sole_trader"]
        if against_companies
        else (block.adults(22, 70))
    )
    if not suers or not debtors:
        return
    left = dice.count(expected(block, yearly))
    while left > 0:
        suer, on = dice.pick(suers), block.timeline.moment(dice, "office")
        lawyers = block.institutions.lawyers
        lawyer = lawyers[int(suer.uid[1:]) % len(lawyers)]
        batch = min(left, dice.integer(1, 6))
        left -= batch
        for debtor in dice.sample(debtors, batch):
            amount = dice.integer(low, high) * 100
            loan = cause in ("bank_loan", "small_loan", "pawn")
            lent = on - timedelta(days=dice.integer(300, 1_400))
            suit = file_suit(
                block,
                dice,
                cause=cause,
                on=on,
                plaintiff=suer,
                defendants=[debtor],
                contested=dice.chance(0.35),
                agent=lawyer if dice.chance(0.85) else None,
                principal_fen=amount if loan else None,
                delivered_fen=amount if loan and dice.chance(0.6) else None,
                rate_percent=round(dice.uniform(4.5, 24.0), 1) if loan else None,
                lent_on=lent if loan else None,
                due_on=on - timedelta(days=dice.integer(40, 280)) if loan else None,
            )
            follow_up(block, dice, suit, suer, debtor, amount, 0.6)


def _deeds(block: Block, dice: Dice, adults: list[Person]) -> None:
    """Notaries at their lawful work: banks' debts made enforceable, powers of the old to their children to sell."""
    lenders = block.institutions.banks + block.institutions.small_loan
    for _ in range(dice.count(expected(block, BANK_DEEDS_A_YEAR))):
        on, amount = block.timeline.moment(dice, "office"), dice.integer(10, 300) * 1_000_000
        due = on + timedelta(days=dice.pick((365, 730, 1_095)))
        percent = round(dice.uniform(3.5, 15.0), 1)
        debtor, bank = dice.pick(adults), dice.pick(lenders)
        deed_no = enter_deed(block, dice, "enforceable_debt", on, bank, debtor, amount, percent, due)
        if dice.chance(0.06):
            enforce(
                block,
                dice,
                "notarised_debt",
                deed_no,
                due + timedelta(days=dice.integer(60, 300)),
                bank,
                debtor,
                amount,
            )
    for _ in range(dice.count(expected(block, FAMILY_POWERS_A_YEAR))):
        parent, child = sorted(dice.sample(adults, 2), key=lambda person: person.birth)
        on = block.timeline.moment(dice, "office")
        _let_a_child_sell(block, dice, parent, child, on)
    own = block.dice("everyday powers")
    for _ in range(own.count(expected(block, OTHER_POWERS_A_YEAR))):
        grantor, attorney = own.sample(adults, 2)
        kind = own.pick(("power_to_let", "power_to_mortgage", "power_to_litigate", "power_to_litigate", "other"))
        give_power(block, own, kind, block.timeline.moment(own, "office"), grantor, attorney)


def _let_a_child_sell(block: Block, dice: Dice, parent: Person, child: Person, on: date) -> None:
    """The old who cannot come to the counter let a child do all of it; half of those homes are sold soon after."""
    deed_no = give_power(block, dice, "power_to_sell_home", on, parent, child)
    own = block.dice("child sells", deed_no)
    if own.chance(0.5):
        sell_under_power(block, home_of(block, parent), on + timedelta(days=own.integer(10, 200)), child, deed_no)


def do_business(block: Block) -> None:
    """What the institutions do in a block: lend on homes, have debts notarised, sue those who do not pay."""
    dice, known = block.dice("institutions at work"), block.institutions
    adults = block.adults(25, 65)
    if len(adults) < 2:
        return
    for _ in range(dice.count(expected(block, BANK_MORTGAGES_A_YEAR))):
        mortgage(
            block,
            dice,
            dice.pick(known.banks),
            dice.pick(adults),
            block.timeline.moment(dice, "office"),
            dice.integer(30, 400) * 1_000_000,
        )
    for _ in range(dice.count(expected(block, 40))):
        mortgage(
            block,
            dice,
            dice.pick(known.small_loan + known.pawn + known.guarantee),
            dice.pick(adults),
            block.timeline.moment(dice, "office"),
            dice.integer(10, 150) * 1_000_000,
        )
    _deeds(block, block.dice("deeds"), adults)
    _series(block, dice, "bank_loan", known.banks, BANK_SUITS_A_YEAR, 20_000, 900_000)
    _series(block, dice, "property_service", known.property_managers, PROPERTY_SUITS_A_YEAR, 1_500, 20_000)
    _series(block, dice, "small_loan", known.small_loan, SMALL_LOAN_SUITS_A_YEAR, 5_000, 300_000)
    _series(block, dice, "pawn", known.pawn, PAWN_SUITS_A_YEAR, 20_000, 500_000)
    _series(block, dice, "factoring", known.factoring, FACTORING_SUITS_A_YEAR, 50_000, 900_000, True)
    _series(block, dice, "lease", known.leasing, 20, 10_000, 200_000)
