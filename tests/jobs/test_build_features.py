"""build_features where nobody delivered anything: no subject, and still every declared column."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyspark.sql import SparkSession

from features.catalogue import FEATURES_BY_TABLE
from jobs.build_features import transform
from jobs.reader import table_ddl
from jobs.registry import job
from jobs.run import Run


@pytest.mark.parametrize("table", sorted(FEATURES_BY_TABLE))
def test_a_city_that_delivered_nothing_has_no_subject_and_every_column(
    spark: SparkSession, make_run: Callable[..., Run], table: str
) -> None:
    empty = {name: spark.createDataFrame([], table_ddl(name)) for name in job("build_features").reads}

    made = transform(empty, make_run())[table]

    assert {feature.name for feature in FEATURES_BY_TABLE[table]} <= set(made.columns)
    assert made.count() == 0
