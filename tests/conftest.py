"""One Spark session for every test, and runs drawn with only what a test cares about."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pyspark.sql import SparkSession

from identifiers.pseudonyms import Pseudonyms
from jobs.part_files import PartFiles
from jobs.run import Run
from jobs.sessions import SMALL_WORK_ROWS, fit_to, start_spark
from jobs.settings import Settings
from jobs.warehouse import Warehouse

AS_OF = date(2026, 3, 4)

# Machines are shared: how long one example takes says nothing about what is tested.
hypothesis.settings.register_profile("shared_machine", deadline=None)
hypothesis.settings.load_profile("shared_machine")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """The session all tests of one process share: two threads, a driver of 4 GiB, set to small work."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    home = tmp_path_factory.mktemp("spark")
    settings = Settings.from_environment({"MINGJING_HOME": str(home), "SPARK_MASTER": "local[2]"})
    session = start_spark(settings, "tests")
    # Drawn tables are small work; a test of large work sets the session to it.
    fit_to(session, settings, rows=0)
    yield session
    session.stop()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose every folder lies in the test's own."""
    made = Settings.from_environment({"MINGJING_HOME": str(tmp_path / "home"), "SPARK_MASTER": "local[2]"})
    made.make_folders()
    return made


@pytest.fixture
def large_work(spark: SparkSession, settings: Settings) -> Iterator[SparkSession]:
    """The shared session as large work has it: adaptive execution on, and several partitions."""
    fit_to(spark, settings, rows=SMALL_WORK_ROWS + 1)
    assert spark.conf.get("spark.sql.adaptive.enabled") == "true"
    yield spark
    fit_to(spark, settings, rows=0)


@pytest.fixture
def make_run(spark: SparkSession, settings: Settings, tmp_path: Path) -> Callable[..., Run]:
    """A factory of runs; name only what matters to the test."""

    def make(as_of: date = AS_OF, **overrides: Any) -> Run:
        given: dict[str, Any] = {
            "as_of": as_of,
            "run_id": "20260304T020000Z-test",
            "seed": 7,
            "source": "synthetic_city",
            "jurisdiction": "fujian",
            "spark": spark,
            "pseudonyms": Pseudonyms.from_key_file(settings.key_file, create=True),
            "settings": settings,
            "pages": tmp_path / "pages",
        }
        given |= overrides
        run = Run(**{**given, "parts": PartFiles(spark, Warehouse(settings.warehouse), given["run_id"])})
        run.pages.mkdir(parents=True, exist_ok=True)
        return run

    return make
