"""How many answers each department owed in a quarter, and how many were late: counts, and nothing of who asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from simulation.business import next_quarter, quarters

if TYPE_CHECKING:
    from simulation.blocks import Block

ANSWERS_PER_1000_A_YEAR = 9
DEPARTMENTS = {
    # Share of what the city owes, as departments are called on the form.
    "市公安局": 0.1,
    "市住房和建设局": 0.18,
    "市人力资源和社会保障局": 0.14,
    "市市场监督管理局": 0.1,
    "市自然资源和规划局": 0.14,
    "市教育局": 0.08,
    "市城市管理行政执法局": 0.09,
    "市交通运输局": 0.07,
    "市地方金融管理局": 0.04,
    "市司法局": 0.03,
    "市税务局": 0.03,
}


def count_overdue_answers(hall: Block, people: int) -> None:
    """One row for each department and quarter, known some days after the quarter."""
    dice = hall.dice("overdue answers")
    slowness = {name: dice.uniform(0.01, 0.2) for name in DEPARTMENTS}
    for day in quarters(hall):
        known = next_quarter(day) + timedelta(days=dice.integer(5, 20))
        for name, share in DEPARTMENTS.items():
            due = dice.count(people / 1_000 * ANSWERS_PER_1000_A_YEAR / 4 * share)
            hall.clerk.record(
                "overdue_answers",
                known,
                {
                    "responding_department": name,
                    "period": f"{day.year}Q{day.month // 3 + 1}",
                    "answers_due": due,
                    "answers_overdue": min(due, dice.count(due * slowness[name])),
                },
            )
