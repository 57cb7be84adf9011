"""Which days are trained on, which past nights are made for them, and what becomes an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import DataFrame, SparkSession

from jobs import training_tables
from jobs.reader import table_ddl
from jobs.registry import Job, job
from jobs.train import PAST_JOBS, RULES_JOBS, TrainedModel
from jobs.training_dates import history, make_partitions, training_dates
from jobs.training_tables import side
from jobs.warehouse import Manifest
from models import labels
from models.labels import Outcomes
from models.lists import PLANS

AS_OF = date(2026, 3, 4)
LENDERS, DISPUTES = PLANS["lenders"], PLANS["disputes"]


def manifest(job: str, day: date, revision: str = "r1", **values: Any) -> Manifest:
    return Manifest(job, f"as_of={day}", "run", "synthetic_city", revision, {}, **values)


@dataclass
class Shelf:
    """A warehouse that only knows which partitions there are."""

    made: dict[tuple[str, str], Manifest] = field(default_factory=dict)
    ingested: list[Manifest] = field(default_factory=list)

    def newest(self, job: str, partition: str) -> Manifest | None:
        return self.made.get((job, partition))

    def batches(self, job: str) -> list[Manifest]:
        return self.ingested


@dataclass
class Recorder:
    """A runner that writes down what it was asked to run."""

    code_revision: str = "r1"
    asked: list[tuple[str, date]] = field(default_factory=list)

    def run(self, job: Job, as_of: date, run_id: str) -> None:
        self.asked.append((job.name, as_of))


def test_what_a_past_night_reads_is_made_before_it() -> None:
    made = set(job("ingest_extracts").writes)
    for name in (*PAST_JOBS, *RULES_JOBS):
        assert set(job(name).reads) <= made, name
        made |= set(job(name).writes)


def test_the_newest_training_date_is_a_label_window_before_the_night() -> None:
    days = training_dates(LENDERS, AS_OF, date(2023, 3, 6))
    assert days[0] == AS_OF - timedelta(days=365)
    assert all(earlier < later for later, earlier in pairwise(days))


def test_the_oldest_training_date_has_half_a_year_of_deliveries_behind_it() -> None:
    first = date(2023, 3, 6)
    for plan in PLANS.values():
        assert min(training_dates(plan, AS_OF, first)) >= first + timedelta(days=180)


def test_an_outcome_of_a_dispute_has_time_to_be_delivered() -> None:
    days = training_dates(DISPUTES, AS_OF, date(2023, 3, 6))
    assert days[0] == AS_OF - timedelta(days=90 + 35)
    assert {later - earlier for later, earlier in pairwise(days)} == {timedelta(days=30)}


def test_lenders_and_companies_share_their_dates() -> None:
    first = date(2023, 3, 6)
    assert training_dates(LENDERS, AS_OF, first) == training_dates(PLANS["companies"], AS_OF, first)


@pytest.mark.parametrize(
    ("days_of_history", "dates"), [(365 + 180 - 1, 0), (365 + 180, 1), (365 + 180 + 90, 2), (365 + 180 + 180, 3)]
)
def test_a_short_history_gives_fewer_dates_and_none_when_too_short(days_of_history: int, dates: int) -> None:
    assert len(training_dates(LENDERS, AS_OF, AS_OF - timedelta(days=days_of_history))) == dates


def test_the_history_begins_with_the_first_delivery() -> None:
    shelf = Shelf(
        ingested=[manifest("ingest_extracts", AS_OF, deliveries={"tax/filings/2024-02-01": {}, "a/b/2023-01-05": {}})]
    )
    known = history(shelf)  # type: ignore[arg-type]
    assert (known.source, known.first_delivery) == ("synthetic_city", date(2023, 1, 5))
    with pytest.raises(ValueError, match="no delivery"):
        history(Shelf())  # type: ignore[arg-type]


def test_past_nights_are_made_once_for_each_code_revision_oldest_first() -> None:
    old, new = date(2024, 1, 1), date(2025, 1, 1)
    shelf = Shelf(
        {
            ("build_graph", f"as_of={old}"): manifest("build_graph", old),
            ("build_graph", f"as_of={new}"): manifest("build_graph", new, revision="r0"),
        }
    )
    runner = Recorder()
    make_partitions(runner, shelf, {new, old}, ("link_identities", "build_graph"), "run", lambda text: None)  # type: ignore[arg-type]
    assert runner.asked == [("link_identities", old), ("link_identities", new), ("build_graph", new)]


def test_who_was_known_before_a_date_is_no_example_of_it() -> None:
    names = [measure.name for measure in LENDERS.measures()]
    early, late = date(2024, 1, 1), date(2025, 1, 1)

    def cohort(day: date) -> pd.DataFrame:
        return pd.DataFrame(1.0, index=range(3), columns=names).assign(subject_id=["C1", "C2", "C3"])

    def outcome(day: date) -> Outcomes:
        if day == early:
            return Outcomes(frozenset({"C2"}), frozenset())
        return Outcomes(frozenset({"C9"}), frozenset({"C2"}))

    made = side(LENDERS, (late, early), cohort, outcome)
    assert made.examples.subjects.tolist() == ["C1", "C2", "C3", "C1", "C3"]
    assert made.examples.dates == (early, early, early, late, late)
    assert made.examples.outcomes.tolist() == [0, 1, 0, 0, 0]
    assert made.examples.values.shape == (5, len(names))
    assert (made.left_out, made.positives_by_date) == (1, {"2024-01-01": 1, "2025-01-01": 0})


def test_no_dates_make_no_examples() -> None:
    made = side(LENDERS, (), lambda day: pd.DataFrame(), lambda day: Outcomes(frozenset(), frozenset()))
    assert (len(made.examples.values), made.examples.positive_subjects) == (0, 0)
    assert made.examples.outcomes.dtype == np.int64


def test_a_trained_model_says_in_one_line_how_good_it_is() -> None:
    metrics = {"held_out_auc": 0.8123, "baseline_auc": 0.7}
    model = TrainedModel("lenders", "mingjing-lenders", "2", "synthetic_city", AS_OF, 1200, 9, metrics)
    assert str(model) == (
        "mingjing-lenders version 2: 9 subjects with a case among 1,200 rows, until 2026-03-04; "
        "held-out AUC 0.812 (baseline 0.700)"
    )


@pytest.mark.parametrize(("name", "marks"), [("lenders", labels.lender_marks), ("companies", labels.company_marks)])
def test_labels_are_handed_every_table_they_read(
    spark: SparkSession, name: str, marks: Callable[[Mapping[str, DataFrame]], DataFrame]
) -> None:
    handed = {table: spark.createDataFrame([], table_ddl(table)) for table in training_tables._MARKING[name]}
    assert marks(handed).count() == 0
