"""The life of a ring: who gathers, who is approached, how it ends, and what is written down as truth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.crimes import bank_extract, judge, open_case
from simulation.dice import Dice
from simulation.names import surname_of
from simulation.people import Person
from simulation.private_lenders import part
from simulation.rings.ring import Design, Ring, RingPlan
from simulation.truth import joined

if TYPE_CHECKING:
    from simulation.blocks import Block


def _dates(block: Block, dice: Dice, fate: str) -> tuple[date, date, date | None, date | None]:
    """(start, end, case opened, judgment in force). Judgments come one to three years after the start."""
    line = block.timeline
    if fate == "free":
        started = line.moment(dice, "even", line.start - timedelta(days=500), line.as_of - timedelta(days=300))
        return started, line.end, None, None
    if fate == "opened":
        started = line.moment(dice, "even", line.start - timedelta(days=300), line.as_of - timedelta(days=480))
        first = max(started + timedelta(days=300), line.start + timedelta(days=60))
        opened = line.moment(dice, "even", first, line.as_of - timedelta(days=30))
        return started, opened, opened, None
    effective = line.moment(dice, "even", line.start + timedelta(days=400), line.as_of - timedelta(days=40))
    started = effective - timedelta(days=dice.integer(500, 1_090))
    opened = max(effective - timedelta(days=dice.integer(180, 330)), line.start + timedelta(days=60))
    return started, opened, opened, effective


def _gather(block: Block, dice: Dice, design: Design) -> tuple[Person, list[Person], list[Person]] | None:
    """(boss, nominees, collectors): people of the block who play no part yet; None where too few are left."""
    size = dice.integer(*design.size)
    boss = part(block, dice, 22, 56)
    if boss is None:
        return None
    rest = _relatives(block, dice, boss, size - 1) if design.family else []
    found = (part(block, dice, 22, 56) for _ in range(size - 1 - len(rest)))
    rest += [person for person in found if person is not None]
    if len(rest) < 3:
        return None
    cut = max(1, round(len(rest) * dice.uniform(0.3, 0.6)))
    return boss, rest[:cut], rest[cut:]


def _relatives(block: Block, dice: Dice, boss: Person, most: int) -> list[Person]:
    """Who lives with the boss, then some who share his name."""
    free = block.free(20, 72)
    home = [person for person in free if person.household == boss.household]
    name = surname_of(boss.name)
    others = [person for person in free if person not in home and surname_of(person.name) == name]
    taken = (home + dice.sample(others, dice.integer(1, 4)))[:most]
    block.taken.update(person.uid for person in taken)
    return taken


def run_ring(block: Block, plan: RingPlan) -> bool:
    """One ring from its start to its end, and what police and courts made of it; false when it found no people."""
    dice = block.dice("ring", plan.uid)
    started, ended, opened, judged = _dates(block, dice, plan.fate)
    gathered = _gather(block, dice, plan.design)
    if gathered is None:
        return False
    boss, nominees, collectors = gathered
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
        nerve=dice.uniform(2.0, 7.0),
        lawyer=dice.pick(block.institutions.lawyers) if dice.chance(0.6) else None,
    )
    plan.design.set_up(ring)
    _invite(ring)
    ring.at(block.timeline.policy_on + timedelta(days=dice.integer(0, 20)), ring.scare)
    ring.agenda.run(lambda: ring.last_day)
    _write_truth(ring)
    _close_case(ring)
    return True


def _invite(ring: Ring) -> None:
    """Borrowers come one after the other over the ring's life: the needier, the likelier."""
    design, dice = ring.plan.design, ring.dice
    adults = design.clients(ring.block, *design.victims_age)
    wanted = min(dice.integer(*design.victims), max(4, len(adults) // 8))
    chosen: dict[str, Person] = {}
    for _ in range(60 * wanted):
        if len(chosen) >= wanted or not adults:
            break
        person = dice.pick(adults)
        if dice.chance(person.need / 6):
            chosen[person.uid] = person
    span = max(60, (ring.last_day - ring.started).days - 60)
    for borrower in chosen.values():
        _expect(ring, borrower, ring.in_days(ring.started, 15, span))


def _expect(ring: Ring, borrower: Person, day: date) -> None:
    ring.at(day, lambda today: ring.approach(borrower, today))


def _write_truth(ring: Ring) -> None:
    block, plan = ring.block, ring.plan
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
        kind = "company" if member.is_company else "person"
        block.truth.add("ring_members", plan.uid, member.uid, kind, role)


def _close_case(ring: Ring) -> None:
    """Where a case was opened: suspects, the bank's extract, licences withdrawn, and a judgment."""
    block, dice = ring.block, ring.dice
    if ring.opened is None or ring.opened > block.timeline.end:
        return
    charges = ring.plan.design.charges
    suspects = [
        (member, charges[0] if role == "boss" else dice.pick(charges))
        for member, role in ring.members
        if isinstance(member, Person) and (role == "boss" or dice.chance(0.85))
    ]
    case_no = open_case(block, dice, suspects, ring.opened)
    bank_extract(block, dice, case_no, ring.opened, [suspect for suspect, _ in suspects])
    for company in ring.fronts:
        if company.deregistered is None:
            company.revoked = ring.opened + timedelta(days=dice.integer(90, 400))
    if ring.judged is not None:
        convicted = [entry for entry in suspects if entry[0] is ring.boss or dice.chance(0.9)]
        judge(block, dice, convicted, ring.judged - timedelta(days=15), ring.started, (12, 156), ring.judged)
