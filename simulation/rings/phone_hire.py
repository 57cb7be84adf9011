"""A platform that hires out phones, and shops that buy them back at once: nobody who comes wants a phone.

Who needs money signs for a phone or several, without deposit and whatever he owes elsewhere, and sells them across the
counter for half of what the hire will come to. The paper is the platform's, a hire; where the platform is afraid, a
note to the keeper of the shop. A hire made enforceable by a notary goes straight to enforcement. Who misses a month
owes all of it and is shown the next shop, whose phone pays for the last. The others are called, they and everybody in
their telephone, and taken to court where the platform sits, some dozens on a day. An inspector comes when enough have
complained; by then the platform has another name.
"""

from __future__ import annotations

from datetime import date, timedelta

from simulation.companies import Company, Party
from simulation.complaint_texts import hired_a_phone
from simulation.courts import file_suit, follow_up
from simulation.lending import Loan, enforce_deed, notarise, sue_for, trace
from simulation.oversight import penalise
from simulation.people import Person
from simulation.rings.ring import Design, Ring

_PLATFORM_SCOPE = "电子产品租赁；通讯设备销售；软件开发；互联网销售"
_SHOP_SCOPE = "移动通信终端设备销售；二手手机回收；通讯设备修理"
_COURT_DAYS = (10, 20)
_TALKED_OF = 1.5
"""Fear, raised by reports, at which an inspector has heard of the platform as well."""


def _set_up(ring: Ring) -> None:
    """Shops are older than the platform: their keepers dealt in phones before."""
    dice = ring.dice
    for keeper in dice.sample(ring.nominees, dice.integer(3, 6)):
        since = ring.started - timedelta(days=dice.integer(30, 900))
        shop = ring.block.open_company(dice, keeper, "retail", since, "sole_trader", scale=dice.lognormal(400_000, 0.5))
        shop.scope, shop.staff = _SHOP_SCOPE, dice.integer(1, 3)
        ring.fronts.append(shop)
    since = ring.started - timedelta(days=dice.integer(20, 200))
    ring.open_front("technology", since).scope = _PLATFORM_SCOPE
    ring.at(ring.in_days(ring.started, 200, 500), lambda today: _inspected(ring, today))


def _platform(ring: Ring) -> Company:
    return ring.fronts[-1]


def _inspected(ring: Ring, day: date) -> None:
    if ring.fear > _TALKED_OF and not _platform(ring).closed_by(day):
        penalise(ring.block, ring.dice, _platform(ring), day, "侵害消费者权益")
    ring.at(ring.in_days(day, 200, 500), lambda today: _inspected(ring, today))


def _work(ring: Ring, customer: Person, on: date) -> None:
    _hire(ring, customer, on, ring.dice.integer(0, 3), None)


def _hire(ring: Ring, customer: Person, on: date, left: int, previous: Loan | None) -> None:
    """Phones are hired for some months and sold on the spot; the keeper who buys them pays out of his own pocket."""
    dice = ring.dice
    last = previous.account if previous is not None else None
    keepers = [front.owner for front in ring.fronts if front.kind == "sole_trader"]
    keeper = dice.pick([other for other in keepers if other is not last] or keepers)
    worth = dice.lognormal(6_500, 0.3) * dice.pick((1, 1, 2, 3))
    hire, sold = worth * dice.uniform(1.3, 1.7), worth * dice.uniform(0.65, 0.85)
    by_platform = dice.chance(max(0.15, 0.75 - 0.3 * ring.evasion - 0.05 * ring.fear))
    lender: Party = _platform(ring) if by_platform else ring.on_paper(keeper)
    days = dice.pick((90, 180, 180, 365))
    loan = ring.lend(
        lender,
        customer,
        on,
        days,
        hire,
        arrives=sold / hire,
        # Months are paid one by one: half the sum is owed on the average.
        annual_percent=200 * (hire / sold - 1) * 365 / days,
        paper_percent=None,
        in_cash=dice.chance(0.4),
        previous=previous,
        steps={1} if previous is None else {1, 4},
    )
    loan.account = keeper
    if previous is not None:
        previous.steps.add(4)
    enforceable = by_platform and dice.chance(max(0.05, 0.3 - 0.2 * ring.evasion))
    deed_no = notarise(ring.block, dice, loan, on, "enforceable_debt") if enforceable else None
    ring.at(ring.in_days(on, 32, 28 + days // 2), lambda today: _month(ring, loan, deed_no, left, today))


def _month(ring: Ring, loan: Loan, deed_no: str | None, left: int, day: date) -> None:
    """A month is missed, the likelier the needier: all of it is owed, and another phone would pay."""
    dice = ring.dice
    if not dice.chance(min(0.85, 0.3 + 0.12 * loan.borrower.need)):
        return
    loan.due_on = day
    if left and dice.chance(0.4):
        _hire(ring, loan.borrower, ring.in_days(day, 0, 5), left - 1, loan)
        return
    ring.answer_for(loan, _platform(ring), ring.in_days(day, 1, 40), hired_a_phone(dice, loan.face_fen))
    if dice.chance(0.6):
        ring.squeeze(loan, ring.in_days(day, 1, 6), dice.integer(1, 4), 0.4)
    if dice.chance(0.8):
        ring.at(_court_day(ring, day), lambda today: _to_law(ring, loan, deed_no, today))


def _court_day(ring: Ring, day: date) -> date:
    """Papers pile up for some weeks and go to court together."""
    return max(day + timedelta(days=1), ring.in_days(day, 20, 80).replace(day=ring.dice.pick(_COURT_DAYS)))


def _to_law(ring: Ring, loan: Loan, deed_no: str | None, day: date) -> None:
    """A platform that is gone has made its claims over to a keeper, who calls them loans."""
    keeper = loan.account
    if isinstance(loan.lender, Company) and loan.lender.closed_by(day) and isinstance(keeper, Person):
        loan.lender, deed_no = ring.on_paper(keeper), None
    if deed_no is not None:
        enforce_deed(ring.block, ring.dice, loan, deed_no, day)
    elif isinstance(loan.lender, Company):
        _sue_for_hire(ring, loan, loan.lender, day)
    else:
        _sue_on_the_note(ring, loan, day)


def _sue_for_hire(ring: Ring, loan: Loan, platform: Company, day: date) -> None:
    dice = ring.dice
    trace(ring.block, loan, "suit", day)
    suit = file_suit(
        ring.block,
        dice,
        cause="lease",
        on=day,
        plaintiff=platform,
        defendants=[loan.borrower],
        agent=ring.representative(),
        contested=dice.chance(0.15),
        outcome="withdrawn" if dice.chance(0.25) else None,
        district=platform.address_on(day).building.community.district_code,
    )
    follow_up(ring.block, dice, suit, platform, loan.borrower, loan.face_fen, 0.6)


def _sue_on_the_note(ring: Ring, loan: Loan, day: date) -> None:
    dice = ring.dice
    suit = sue_for(
        ring.block,
        dice,
        loan,
        day,
        agent=ring.representative(),
        served=dice.chance(0.35),
        outcome="withdrawn" if dice.chance(0.15) else None,
    )
    follow_up(ring.block, dice, suit, loan.lender, loan.borrower, loan.face_fen, 0.5)


DESIGN = Design(
    name="phone_hire",
    disguise="phone hire",
    size=(6, 16),
    charges=("illegal_business", "fraud", "collecting_illegal_debt"),
    victims=(45, 120),
    victims_age=(18, 38),
    set_up=_set_up,
    work=_work,
    front="technology",
)
