"""Settings come from the environment, and one that means nothing is refused."""

from __future__ import annotations

import pytest

from jobs.faults import Fault
from jobs.settings import Settings


def test_pairs_are_scored_by_duckdb_unless_spark_is_named() -> None:
    assert Settings.from_environment({}).linkage_engine == "duckdb"
    assert Settings.from_environment({"MINGJING_LINKAGE_ENGINE": "spark"}).linkage_engine == "spark"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MINGJING_LINKAGE_ENGINE", "flink", "must be duckdb or spark, not 'flink'"),
        ("MINGJING_SEED", "seven", "must be a whole number, not 'seven'"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(Fault, match=said):
        Settings.from_environment({name: value})
