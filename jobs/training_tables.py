"""Past features and the outcomes known since, read as of their days and laid side by side for training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from jobs.evidence_rows import by_subject
from jobs.reader import Reader
from jobs.warehouse import Warehouse
from models import labels, rules
from models.evidence import Evidence
from models.fitting import Examples
from models.labels import Outcomes
from models.lists import ListPlan

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

_MARKING = {
    "lenders": ("bronze.opened_cases", "bronze.criminal_judgments"),
    "companies": (
        "bronze.opened_cases",
        "bronze.criminal_judgments",
        "bronze.lending_licences",
        "bronze.companies",
    ),
}


@dataclass
class Past:
    """Reads what was known on any day up to `as_of`, and remembers the digest of every partition it read."""

    spark: SparkSession
    warehouse: Warehouse
    as_of: date
    digests: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, table: str, day: date) -> DataFrame:
        """A table as it was known at the start of `day`."""
        reader = Reader(self.spark, self.warehouse, day)
        frame = reader.read(table)
        for name, parts in reader.inputs.items():
            self.digests[f"{name}@{day}"] = parts
        return frame


Cohort = Callable[[date], "pd.DataFrame"]
"""subject_id and one column per measure of a list on a day, sorted by subject."""

Outcome = Callable[[date], Outcomes]
"""What became of a list's subjects of a day in its label window."""


@dataclass(frozen=True)
class Side:
    """The examples of one list on some dates, with counts of what was left out: subjects with a case known before."""

    examples: Examples
    left_out: int
    positives_by_date: dict[str, int]


def side(plan: ListPlan, days: Sequence[date], cohort: Cohort, outcome: Outcome) -> Side:
    """The cohort of each day with the outcomes of its window; rows sorted by day and subject."""
    names = [measure.name for measure in plan.measures()]
    # Each begins with an empty part, so that no date at all makes empty examples.
    values = [np.empty((0, len(names)))]
    outcomes = [np.empty(0, dtype=np.int64)]
    subjects = [np.empty(0, dtype=np.str_)]
    dates: list[date] = []
    left_out = 0
    for day in sorted(days):
        frame, found = cohort(day), outcome(day)
        known = frame["subject_id"].isin(found.known_before)
        left_out += int(known.sum())
        frame = frame[~known]
        values.append(frame[names].to_numpy(dtype=np.float64))
        outcomes.append(frame["subject_id"].isin(found.positive).to_numpy().astype(np.int64))
        subjects.append(frame["subject_id"].to_numpy(dtype=np.str_))
        dates += [day] * len(frame)
    counted = {day.isoformat(): int(part.sum()) for day, part in zip(sorted(days), outcomes[1:], strict=True)}
    examples = Examples(np.vstack(values), np.concatenate(outcomes), np.concatenate(subjects), tuple(dates))
    return Side(examples, left_out, counted)


def cohort_of(plan: ListPlan, past: Past) -> Cohort:
    """Reads a list's subjects from the features.<list> partition of a day; licensed lenders are never ranked."""

    def read(day: date) -> pd.DataFrame:
        table = past.read(f"features.{plan.name}", day)
        if plan.name == "lenders":
            table = table.where("licensed = false")
        names = [measure.name for measure in plan.measures()]
        frame = table.selectExpr(f"{plan.subject_key} as subject_id", *names).toPandas()
        return frame.sort_values("subject_id", ignore_index=True)

    return cache(read)


def outcome_of(plan: ListPlan, past: Past, known_until: date | None = None) -> Outcome:
    """Finds the cases that became known in the window of a day, or of it before `known_until`, where given.

    A case counts that was readable when the window closed, was not yet on the day itself, and still stands as of the
    training's own day (a judgment quashed since is none).
    """
    now = past.read("linked.crosswalks", past.as_of)

    def marks(day: date) -> DataFrame:
        tables = {name: past.read(name, day) for name in _MARKING[plan.name]}
        return labels.lender_marks(tables) if plan.name == "lenders" else labels.company_marks(tables)

    def subjects(found: DataFrame, day: date) -> frozenset[str]:
        entities = labels.marked(found, now)
        if plan.name == "companies":
            officers = past.read("bronze.company_officers", past.as_of)
            entities = labels.answered_for(entities, officers, now, day)
        then = labels.as_named_then(entities, now, past.read("linked.crosswalks", day))
        return frozenset(str(row[0]) for row in then.collect())

    def read(day: date) -> Outcomes:
        closes = day + timedelta(days=plan.label_window)
        until = marks(min(closes, known_until) if known_until else closes)
        still = until.join(marks(past.as_of), ["source_row_id", "role"], how="left_semi")
        before = subjects(marks(day), day)
        return Outcomes(subjects(still, day) - before, before)

    return cache(read)


def rules_scores(plan: ListPlan, evidence: DataFrame) -> dict[str, float]:
    """Share of rules of every subject with evidence; `evidence` has the columns of features.evidence_items."""
    rows = by_subject(evidence).where(f"list_name = '{plan.name}'").collect()
    return {row["subject_id"]: rules.score([Evidence.from_row(item.asDict()) for item in row["items"]]) for row in rows}
