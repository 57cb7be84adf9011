"""build_features where nobody delivered anything: no subject, and still every declared column."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from feature_night import drawn_run, layer
from pyspark.sql import DataFrame, SparkSession

from features.catalogue import FEATURES_BY_TABLE
from jobs.build_features import transform
from jobs.registry import job


@pytest.fixture(scope="module")
def made(spark: SparkSession) -> Mapping[str, DataFrame]:
    """What the job makes of a city that delivered nothing."""
    return transform({name: layer(spark, name, []) for name in job("build_features").reads}, drawn_run(spark))


@pytest.mark.parametrize("table", sorted(FEATURES_BY_TABLE))
def test_a_city_that_delivered_nothing_has_no_subject_and_every_column(
    made: Mapping[str, DataFrame], table: str
) -> None:
    assert {feature.name for feature in FEATURES_BY_TABLE[table]} <= set(made[table].columns)
    assert made[table].count() == 0
