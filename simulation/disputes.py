"""Disputes: events between the same two parties over several offices, some of which come to blows.

The hazard of violence within 90 days of an event depends on what is true of the case then: threat, weapon, events so
far, failed mediation, time since the last event. How offices record these facts is damaged like everything else, so
the best possible AUC (of the true hazard) is a ceiling. Form and shares after Turner et al. 2022.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from simulation.companies import Party
from simulation.daily import expected
from simulation.dice import Dice, Weighted
from simulation.dispute_offices import Quarrel, come_to_blows, take_to_office
from simulation.people import Person

if TYPE_CHECKING:
    from simulation.blocks import Block

DISPUTES_A_YEAR = 600
WINDOW_DAYS = 90
_BASE = -6.21
_THREAT, _WEAPON, _EARLIER, _FAILED, _RECENT = 1.19, 1.41, 0.85, 0.62, 0.79
_KINDS = Weighted(
    {"neighbours": 0.34, "family": 0.24, "debt": 0.16, "labour": 0.08, "property_service": 0.10, "consumer": 0.08}
)


def quarrel(block: Block) -> None:
    """All disputes of a block that start within the simulated years."""
    adults = block.adults(20, 80)
    if len(adults) < 3:
        return
    for number in range(block.dice("dispute count").count(expected(block, DISPUTES_A_YEAR))):
        dice = block.dice("dispute", number)
        kind = dice.weighted(_KINDS)
        first = dice.pick(adults)
        case = Quarrel(
            f"d{block.index:04d}{number:05d}",
            kind,
            first,
            _other(block, dice, kind, first, adults),
            dice.normal() + 0.3 * first.temper,
        )
        _run(block, dice, case)
        block.disputes += 1


def _other(block: Block, dice: Dice, kind: str, first: Person, adults: list[Person]) -> Party:
    if kind in ("labour", "consumer") and block.companies:
        return dice.pick(block.companies)
    if kind == "property_service" and block.institutions.property_managers:
        return dice.pick(block.institutions.property_managers)
    for _ in range(30):
        other = dice.pick(adults)
        if other is not first:
            if kind == "family" and other.household != first.household and dice.chance(0.9):
                continue
            return other
    return next(other for other in adults if other is not first)


def hazard(threat: bool, weapon: bool, earlier: int, failed: bool, days_since: int | None) -> float:
    """Probability of violence within 90 days of an event, from what is true of the case on that day."""
    recent = 0.0 if days_since is None else math.exp(-days_since / 45)
    score = (
        _BASE
        + _THREAT * threat
        + _WEAPON * weapon
        + _EARLIER * math.log1p(earlier)
        + _FAILED * failed
        + _RECENT * recent
    )
    return 1 / (1 + math.exp(-score))


def _run(block: Block, dice: Dice, case: Quarrel) -> None:
    """Events one after the other, until it is settled, left, or has come to blows."""
    on = block.timeline.moment(dice, "quarrel")
    while on <= block.timeline.end and case.violent_on is None:
        threat = dice.chance(min(0.6, 0.08 + 0.07 * max(0.0, case.heat) + 0.03 * case.events))
        weapon = dice.chance(0.05 if threat else 0.008)
        earlier, failed = case.events, case.failed
        days_since = None if case.last_on is None else (on - case.last_on).days
        department = take_to_office(block, dice, case, on, threat, weapon)
        probability = hazard(threat, weapon, earlier, failed, days_since)
        block.hazards.append(probability)
        violent = dice.chance(probability)
        if violent:
            case.violent_on = on + timedelta(days=1 + int(WINDOW_DAYS * dice.random() ** 1.5))
        block.truth.add(
            "disputes",
            case.uid,
            block.index,
            case.kind,
            case.events,
            on,
            department,
            case.first.uid,
            case.second.uid,
            int(threat),
            int(weapon),
            earlier,
            int(failed),
            days_since,
            f"{probability:.6f}",
            int(violent),
            case.violent_on,
        )
        case.last_on = on
        if not dice.chance(min(0.85, 0.40 + 0.12 * case.heat + 0.02 * case.events)):
            break
        on += timedelta(days=max(1, round(dice.exponential(48))))
    if case.violent_on is not None and case.violent_on <= block.timeline.end:
        come_to_blows(block, dice, case, case.violent_on)


def best_auc(hazards: list[float]) -> float | None:
    """Expected AUC of the true hazard itself; None where no event has one.

    Each event is violent with its hazard: the expected share of (violent, peaceful) pairs in right order, ties half.
    """
    positives = sum(hazards)
    negatives = len(hazards) - positives
    if positives == 0 or negatives == 0:
        return None
    right = below = 0.0
    ordered = sorted(round(hazard_, 9) for hazard_ in hazards)
    place = 0
    while place < len(ordered):
        value, tied = ordered[place], 0
        while place < len(ordered) and ordered[place] == value:
            tied, place = tied + 1, place + 1
        right += tied * value * (below + 0.5 * tied * (1 - value))
        below += tied * (1 - value)
    return right / (positives * negatives)
