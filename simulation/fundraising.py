"""Illegal fundraisers, the honest companies they are mistaken for, and companies that come to crime otherwise.

A fundraiser promises, recruits, pays old investors with new money until it cannot. Honest look-alikes advertise,
sell prepaid cards, collect members' shares or seek founders' money, and deliver what they promised.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation import texts
from simulation.companies import Company, Party, share_out
from simulation.crimes import judge, open_case
from simulation.daily import expected, years_of
from simulation.dice import Dice
from simulation.oversight import list_abnormal, penalise
from simulation.private_lenders import part

if TYPE_CHECKING:
    from simulation.blocks import Block

ROGUES_PER_100_000 = 70
HONEST_KINDS = ("prepaid_shop", "cooperative", "start_up", "loud_advertiser")
_FACES = (
    ("investment_consulting", "wealth_management"),
    ("elder_care", "elder_care_beds"),
    ("farming", "adopted_trees"),
    ("technology", "digital_shares"),
)


def _complain(block: Block, dice: Dice, company: Company, on: date, percent: float | None, doubt: bool) -> None:
    investor = dice.pick(block.people)
    block.clerk.record(
        "fundraising_complaints",
        on,
        {
            "complaint_no": f"FZ{on:%Y%m%d}{block.clerk.serial('fundraising'):08d}",
            "received_on": on,
            "promised_return_percent": percent if percent is not None and dice.chance(0.7) else None,
            "invested_fen": round(dice.lognormal(60_000, 0.9)) * 100 if not doubt and dice.chance(0.8) else None,
            "narrative": texts.worried_customer(dice) if doubt else texts.fundraising(dice, percent),
        },
        (("complainant", investor if dice.chance(0.7) else None), ("company", company)),
    )


def _call(block: Block, dice: Dice, company: Company, on: date, category: str, story: str) -> None:
    caller = dice.pick(block.people)
    block.clerk.record(
        "hotline_tickets",
        on,
        {
            "ticket_no": f"XM{on:%Y%m%d}{block.clerk.serial('ticket'):09d}",
            "received_on": on,
            "category": category,
            "narrative": story,
            "grid_code": caller.home.building.grid_code,
        },
        (("caller", caller if dice.chance(0.85) else None), ("respondent", company)),
    )


def raise_illegally(block: Block, uid: str) -> None:
    """One fundraiser from its founding to its fall, or still at it when the simulated years end."""
    dice = block.dice("fundraiser", uid)
    boss, partner = part(block, dice, 30, 60), part(block, dice, 25, 60)
    if boss is None or partner is None:
        return
    line = block.timeline
    industry, face = dice.pick(_FACES)
    started = line.moment(dice, "even", line.start - timedelta(days=300), line.end - timedelta(days=330))
    company = block.open_company(
        dice, boss, industry, started - timedelta(days=dice.integer(40, 700)), scale=dice.lognormal(500_000, 0.4)
    )
    share_out(dice, company, [partner])
    company.care, company.staff, company.growth = 0.3, dice.integer(6, 30), 0.9
    percent = round(dice.uniform(9.0, 30.0), 1)
    collapsed = started + timedelta(days=dice.integer(250, 900))
    on = started + timedelta(days=dice.integer(30, 90))
    while on <= min(line.end, collapsed):
        if dice.chance(0.4):
            _complain(block, dice, company, on, percent, doubt=dice.chance(0.3))
        else:
            _call(block, dice, company, on, "investment", texts.fundraising(dice, percent))
        on += timedelta(days=1 + int(dice.exponential(55)))
    if collapsed <= line.end:
        for _ in range(dice.integer(6, 25)):
            on = collapsed + timedelta(days=int(dice.exponential(20)))
            if dice.chance(0.6):
                _complain(block, dice, company, on, percent, doubt=False)
            else:
                _call(block, dice, company, on, "investment", texts.fundraising(dice, percent))
        list_abnormal(block, dice, company, collapsed + timedelta(days=dice.integer(20, 90)))
    opened = collapsed + timedelta(days=dice.integer(-40, 60))
    known = opened if opened <= line.end else None
    if known is not None:
        charge = dice.pick(("illegal_deposit_taking", "illegal_deposit_taking", "fundraising_fraud"))
        suspects: list[tuple[Party, str]] = [(company, charge), (boss, charge), (partner, charge)]
        open_case(block, dice, suspects, known)
        judge(
            block,
            dice,
            [(boss, charge), (partner, charge)],
            known + timedelta(days=dice.integer(300, 700)),
            started,
            (24, 144),
        )
    block.truth.add(
        "fundraisers",
        uid,
        face,
        block.index,
        company.uid,
        started,
        collapsed if collapsed <= line.end else None,
        known,
        0,
    )


def raise_honestly(block: Block, uid: str, kind: str) -> None:
    """An honest company that looks like a fundraiser: loud, fast, or paid in advance."""
    dice = block.dice("honest fundraiser", uid)
    owner = part(block, dice, 25, 60)
    if owner is None:
        return
    line = block.timeline
    industry, legal = {
        "prepaid_shop": (dice.pick(("catering", "training", "retail")), "limited"),
        "cooperative": ("farming", "cooperative"),
        "start_up": ("technology", "limited"),
        "loud_advertiser": (dice.pick(("elder_care", "retail", "investment_consulting")), "limited"),
    }[kind]
    started = line.moment(dice, "even", line.start - timedelta(days=700), line.end - timedelta(days=200))
    company = block.open_company(dice, owner, industry, started, legal, scale=dice.lognormal(3_000_000, 0.6))
    company.care, company.growth = dice.uniform(0.3, 0.9), dice.uniform(1.2, 2.2)
    on = max(started, line.start)
    while on <= line.end:
        on += timedelta(days=1 + int(dice.exponential(110)))
        draw = dice.random()
        if draw < 0.25:
            _complain(block, dice, company, on, dice.pick((None, None, 5.0, 8.0)), doubt=True)
        elif draw < 0.55 and kind == "prepaid_shop":
            _call(block, dice, company, on, "prepaid_card", texts.ticket(dice, "prepaid_card"))
        else:
            _call(
                block, dice, company, on, dice.pick(("investment", "consumer", "other")), texts.worried_customer(dice)
            )
    if dice.chance(0.25):
        penalise(block, dice, company, line.moment(dice, "office", max(started, line.start)), "虚假宣传")
    block.truth.add("fundraisers", uid, kind, block.index, company.uid, started, None, None, 1)


def go_wrong(block: Block) -> None:
    """Companies that come to other crime: prepaid-card runaways, contract swindlers, unlicensed business."""
    line = block.timeline
    trading = [
        company
        for company in block.companies
        if company.kind != "sole_trader"
        and company.established < line.end - timedelta(days=400)
        and company.deregistered is None
    ]
    count = block.dice("rogue count").count(expected(block, ROGUES_PER_100_000 / years_of(block)))
    for company in block.dice("rogues").sample(trading, count):
        dice = block.dice("rogue", company.uid)
        kind, charge = dice.pick(
            (("prepaid_runaway", "fraud"), ("contract_swindle", "fraud"), ("unlicensed_business", "illegal_business"))
        )
        started = line.moment(dice, "even", max(line.start, company.established), line.end - timedelta(days=60))
        company.care, company.growth = min(company.care, 0.14), dice.uniform(0.4, 0.8)
        ended = started + timedelta(days=dice.integer(150, 500))
        on = started
        while on <= min(ended, line.end):
            on += timedelta(days=1 + int(dice.exponential(45)))
            category = "prepaid_card" if kind == "prepaid_runaway" else dice.pick(("consumer", "other", "wages"))
            _call(block, dice, company, on, category, texts.ticket(dice, category))
        if dice.chance(0.6):
            penalise(block, dice, company, started + timedelta(days=dice.integer(30, 300)))
        if dice.chance(0.6):
            list_abnormal(block, dice, company, ended - timedelta(days=dice.integer(-60, 90)))
        opened = ended + timedelta(days=dice.integer(-30, 120)) if dice.chance(0.7) else None
        if opened is not None and opened <= line.end:
            open_case(block, dice, [(company, charge), (company.owner, charge)], opened)
        block.truth.add("rogue_companies", company.uid, block.index, kind, started, charge, opened)
