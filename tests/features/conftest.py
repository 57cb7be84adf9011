"""One night over every drawn scenario, shared by the tests of features and evidence."""

from __future__ import annotations

import pytest
from drawn_city import DrawnCity, read_all
from feature_night import Night, drawn_run, run_night, tables_of
from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def drawn() -> DrawnCity:
    """Every scenario of the folders."""
    return read_all()


@pytest.fixture(scope="session")
def night(spark: SparkSession, drawn: DrawnCity) -> Night:
    """The night over all of them."""
    return run_night(spark, drawn_run(spark), tables_of(spark, drawn))
