"""What an agent still means to do, in order of days; what happens on one day may change what follows."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date

Action = Callable[[date], None]


class Agenda:
    """Actions by day; those of one day in the order in which they were added."""

    def __init__(self) -> None:
        self._waiting: list[tuple[date, int, Action]] = []
        self._added = 0

    def add(self, day: date, action: Action) -> None:
        heapq.heappush(self._waiting, (day, self._added, action))
        self._added += 1

    def run(self, until: Callable[[], date]) -> None:
        """Do everything due by a day, which actions may bring forward; the rest is dropped."""
        while self._waiting:
            day, _, action = heapq.heappop(self._waiting)
            if day > until():
                return
            action(day)
