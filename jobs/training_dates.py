"""The days models are trained on, and the past partitions those days need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobs.registry import job
from models.lists import ListPlan

if TYPE_CHECKING:
    from jobs.runner import Runner
    from jobs.warehouse import Warehouse

LEAST_HISTORY = 180
"""Days of deliveries before a training date, below which features would measure how young the records are."""

REPORTING_DELAY = 35
"""Days a monthly delivery takes to bring what happened: an outcome window that ended yesterday is not yet known."""

_MOST = 3
"""Training dates of lenders and companies: each is a past night whose tables have to be made, for both lists."""

_LEAST_APART = 90
"""Days between two of them, below which the second would show nearly the same subjects again."""

_DISPUTE_STEP = 30
"""Days between two training dates of disputes, whose outcomes are rare and whose features need no past night."""


@dataclass(frozen=True)
class History:
    """What a source has delivered: its name and the day of its first delivery."""

    source: str
    first_delivery: date


def history(warehouse: Warehouse) -> History:
    """The history in a warehouse that has ingested something; raises ValueError when it has not."""
    batches = warehouse.batches("ingest_extracts")
    days = [date.fromisoformat(key.rsplit("/", 1)[1]) for manifest in batches for key in manifest.deliveries]
    if not days:
        raise ValueError("no delivery was ingested")
    return History(batches[0].source, min(days))


def training_dates(plan: ListPlan, as_of: date, first_delivery: date) -> tuple[date, ...]:
    """Training dates of a list, newest first: a label window before as_of, and spread back as far as history goes.

    For disputes, whose outcome is dated by when it happened, the window also has to be delivered.
    """
    delay = REPORTING_DELAY if plan.name == "disputes" else 0
    newest = as_of - timedelta(days=plan.label_window + delay)
    span = (newest - first_delivery).days - LEAST_HISTORY
    if span < 0:
        return ()
    if plan.name == "disputes":
        return tuple(newest - timedelta(days=step) for step in range(0, span + 1, _DISPUTE_STEP))
    gaps = min(_MOST - 1, span // _LEAST_APART)
    return tuple(newest - timedelta(days=span * gap // gaps if gaps else 0) for gap in range(gaps + 1))


def make_partitions(
    runner: Runner, warehouse: Warehouse, days: Iterable[date], names: tuple[str, ...], run_id: str, say: Say
) -> None:
    """Run the named jobs for each day unless this code revision has made that partition already.

    Code that differs from its revision has no name of its own, so what it made is made again.
    """
    for day in sorted(days):
        for name in names:
            made = warehouse.newest(name, f"as_of={day.isoformat()}")
            if made is None or made.code_revision != runner.code_revision or made.code_revision.endswith("dirty"):
                say(f"training: {name} as of {day}")
                runner.run(job(name), day, run_id)


Say = Callable[[str], None]
