"""When things happen and when departments hand them over."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from simulation.dice import Dice

MONTHS = 36
SEASONS: dict[str, tuple[float, ...]] = {
    # Weight of each month. Money comes due before the Spring Festival; open windows bring neighbours' rows.
    "even": (1.0,) * 12,
    "money": (1.5, 0.6, 0.9, 0.9, 0.9, 1.0, 0.9, 0.9, 1.0, 0.9, 1.1, 1.4),
    "quarrel": (1.0, 1.1, 0.8, 0.8, 0.9, 1.2, 1.4, 1.4, 1.1, 0.9, 0.8, 0.8),
    "office": (1.0, 0.5, 1.1, 1.1, 1.0, 1.1, 1.0, 1.0, 1.1, 0.8, 1.1, 1.2),
}


@dataclass(frozen=True)
class Timeline:
    """The simulated years: 36 monthly deliveries that end before as_of, then one each night.

    Delivery i hands over what departments learnt up to `covers[i]`, both dates inclusive; `policy_on` is the day a
    campaign against illegal lending starts, in the middle.
    """

    as_of: date
    start: date
    deliveries: tuple[date, ...]
    covers: tuple[date, ...]

    @property
    def end(self) -> date:
        """The last day of which anything is delivered."""
        return self.covers[-1]

    @property
    def policy_on(self) -> date:
        return self.start + (self.as_of - self.start) / 2

    def slot(self, known: date) -> int | None:
        """The delivery that normally carries what was known that day; None when it comes after the last one."""
        place = bisect_left(self.covers, known)
        return place if place < len(self.covers) else None

    def slot_from(self, day: date) -> int | None:
        """The first delivery on or after a day."""
        place = bisect_left(self.deliveries, day)
        return place if place < len(self.deliveries) else None

    def moment(self, dice: Dice, season: str = "even", first: date | None = None, last: date | None = None) -> date:
        """A day between two dates (default: the simulated years), by the season's weights."""
        low, high = first or self.start, last or self.end
        days = max(0, (high - low).days)
        weights = SEASONS[season]
        peak = max(weights)
        while True:
            day = low + timedelta(days=dice.integer(0, days))
            if dice.random() * peak <= weights[day.month - 1]:
                return day

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def timeline(as_of: date, nights: int, dice: Dice) -> Timeline:
    """The deliveries of a city seen from `as_of`; month M arrives on the 3rd to 6th of month M+1.

    The last monthly delivery is dated the day before as_of and covers what was known two days before; nights are
    dated as_of, as_of + 1 and so on, each covering the day before.
    """
    if nights < 0:
        raise ValueError(f"nights must not be negative, got {nights}")
    last_cover = as_of - timedelta(days=2)
    month = last_cover.replace(day=1)
    if last_cover.day <= 8:
        month = _month_before(month)
    deliveries, covers = [as_of - timedelta(days=1)], [last_cover]
    for _ in range(MONTHS - 1):
        covers.insert(0, month - timedelta(days=1))
        deliveries.insert(0, month + timedelta(days=dice.integer(2, 5)))
        month = _month_before(month)
    for night in range(nights):
        deliveries.append(as_of + timedelta(days=night))
        covers.append(as_of + timedelta(days=night - 1))
    return Timeline(as_of=as_of, start=month, deliveries=tuple(deliveries), covers=tuple(covers))
