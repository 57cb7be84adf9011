"""The second night of a small city: what linking makes of yesterday's vault and of what is new, a rebuild makes too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from pyspark.sql import SparkSession

from jobs import kept_forms, link_identities
from jobs.kept_forms import FORMS
from jobs.night import run_in_process
from jobs.registry import job
from jobs.runner import Runner
from jobs.settings import Settings
from jobs.warehouse import Manifest
from models import linking
from simulation import simulate

FIRST, SECOND = date(2026, 2, 4), date(2026, 3, 4)
LINKING = job("link_identities")
JOBS = [job("snapshot_reviews"), job("ingest_extracts"), LINKING]


def run_ids() -> Iterator[str]:
    return (f"20260304T0200{number:02d}Z-kept" for number in count())


def test_a_night_that_goes_on_ends_where_one_that_begins_anew_does(
    spark: SparkSession, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate(
        settings.landing, settings.home / "truth", people=1_000, seed=7, as_of=SECOND, progress=lambda message: None
    )
    runner, ids = Runner(spark, settings, "tests"), run_ids()

    def link(as_of: date) -> Manifest:
        return run_in_process(runner, as_of, lambda: next(ids), JOBS)[LINKING.name]

    first = link(FIRST)
    with monkeypatch.context() as forbidding:
        forbidding.setattr(linking, "normalised", None)
        second = link(SECOND)
    monkeypatch.setattr(kept_forms, "forms_version", lambda key: "another program")
    monkeypatch.setattr(link_identities, "forms_version", lambda key: "another program")
    rebuilt = runner.run(LINKING, SECOND, next(ids))

    assert first.facts[FORMS] == second.facts[FORMS] != rebuilt.facts[FORMS]
    assert 0 < first.tables["linked.crosswalks"].rows < second.tables["linked.crosswalks"].rows
    assert second.inputs == rebuilt.inputs
    assert {name: part.digest for name, part in second.tables.items()} == {
        name: part.digest for name, part in rebuilt.tables.items()
    }
