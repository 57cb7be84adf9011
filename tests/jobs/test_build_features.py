"""build_features: no subject and every column where nobody delivered anything, and no text for what measures."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from feature_night import drawn_run, layer
from pyspark.sql import DataFrame, SparkSession

from features.catalogue import FEATURES_BY_TABLE
from features.sources import Inputs
from jobs import build_features
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


def test_what_measures_is_handed_facts_and_no_text(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of courts name people: a view cannot read what it is not handed."""
    handed: dict[str, set[str]] = {}

    def measured(list_name: str, inputs: Inputs) -> DataFrame:
        handed[list_name] = set(inputs.tables)
        return spark.createDataFrame([], "subject_id string")

    monkeypatch.setattr(build_features, "feature_table", measured)
    transform({name: layer(spark, name, []) for name in job("build_features").reads}, drawn_run(spark))

    assert set(handed) == {"lenders", "lender_groups", "companies", "disputes"}
    for tables in handed.values():
        assert "bronze.judgment_texts" not in tables
        assert "features.judgment_facts" in tables
