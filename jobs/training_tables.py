"""Past feature partitions and the outcomes known since, read as of their days and laid side by side for training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

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
    "companies": ("bronze.opened_cases", "bronze.lending_licences", "bronze.companies"),
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


@dataclass(frozen=True)
class Side:
    """The examples of one list on some dates, with counts of what was left out: subjects with a case known before."""

    examples: Examples
    left_out: int
    positives_by_date: dict[str, int]


def side(plan: ListPlan, days: Sequence[date], past: Past, known_until: date | None = None) -> Side:
    """Features of each day with the outcomes of its window; rows sorted by day and subject.

    Outcomes count when known before `known_until`, where given; without it, when their window has passed.
    """
    parts: list[pd.DataFrame] = []
    left_out = 0
    positives: dict[str, int] = {}
    for day in sorted(days):
        outcomes = _outcomes(plan, day, past, known_until)
        frame = _features(plan, day, past)
        known = frame["subject_id"].isin(outcomes.known_before)
        left_out += int(known.sum())
        frame = frame[~known]
        frame = frame.assign(outcome=frame["subject_id"].isin(outcomes.positive))
        positives[day.isoformat()] = int(frame["outcome"].sum())
        parts.append(frame.assign(day=day))
    return Side(_examples(plan, parts), left_out, positives)


def rules_scores(plan: ListPlan, day: date, past: Past) -> dict[str, float]:
    """Share of rules of every subject with evidence on a day."""
    from jobs.evidence_rows import by_subject

    rows = by_subject(past.read("features.evidence_items", day)).where(f"list_name = '{plan.name}'").collect()
    return {row["subject_id"]: rules.score([Evidence.from_row(item.asDict()) for item in row["items"]]) for row in rows}


def _features(plan: ListPlan, day: date, past: Past) -> pd.DataFrame:
    names = [measure.name for measure in plan.measures()]
    table = past.read(f"features.{plan.name}", day)
    if plan.name == "lenders":
        table = table.where("not coalesce(licensed, false)")
    frame = table.selectExpr(f"{plan.subject_key} as subject_id", *names).toPandas()
    return frame.sort_values("subject_id", ignore_index=True)


def _examples(plan: ListPlan, parts: Sequence[pd.DataFrame]) -> Examples:
    names = [measure.name for measure in plan.measures()]
    if not parts:
        empty = np.empty((0, len(names)))
        return Examples(empty, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.str_), ())
    return Examples(
        np.vstack([part[names].to_numpy(dtype=np.float64) for part in parts]),
        np.concatenate([part["outcome"].to_numpy(dtype=np.int64) for part in parts]),
        np.concatenate([part["subject_id"].to_numpy(dtype=np.str_) for part in parts]),
        tuple(day for part in parts for day in part["day"]),
    )


def _outcomes(plan: ListPlan, day: date, past: Past, known_until: date | None) -> Outcomes:
    """Outcomes of one training date.

    A case counts that was readable when the window closed, was not yet on the training date, and still stands as of the
    training's own day (a judgment quashed since is none).
    """
    if plan.name == "disputes":
        hurt = labels.hurt_disputes(
            past.read("bronze.police_incidents", known_until or past.as_of),
            past.read("linked.disputes", past.as_of),
            past.read("linked.disputes", day),
            day,
            plan.label_window,
        )
        return Outcomes(_ids(hurt), frozenset())
    closes = min(filter(None, (day + timedelta(days=plan.label_window), known_until)))
    before, then, now = (_marks(plan, when, past) for when in (day, closes, past.as_of))
    still = then.join(now, ["source_row_id", "role"], how="left_semi")
    known = _ids(_named_then(plan, before, day, past))
    return Outcomes(_ids(_named_then(plan, still, day, past)) - known, known)


def _marks(plan: ListPlan, day: date, past: Past) -> DataFrame:
    tables: Mapping[str, DataFrame] = {name: past.read(name, day) for name in _MARKING[plan.name]}
    return labels.lender_marks(tables) if plan.name == "lenders" else labels.company_marks(tables)


def _named_then(plan: ListPlan, marks: DataFrame, day: date, past: Past) -> DataFrame:
    now = past.read("linked.crosswalks", past.as_of)
    subjects = labels.marked(marks, now)
    if plan.name == "companies":
        subjects = labels.answered_for(subjects, past.read("bronze.company_officers", past.as_of), now, day)
    return labels.as_named_then(subjects, now, past.read("linked.crosswalks", day))


def _ids(frame: DataFrame) -> frozenset[str]:
    return frozenset(str(row[0]) for row in frame.collect())
