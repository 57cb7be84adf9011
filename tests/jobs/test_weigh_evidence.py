"""weigh_evidence where there is no subject: no evidence, in the declared form."""

from __future__ import annotations

from collections.abc import Callable

from feature_night import layer
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from expectations.layers import EVIDENCE
from features.catalogue import FEATURES_BY_TABLE
from jobs.registry import job
from jobs.run import Run
from jobs.weigh_evidence import transform


def test_no_subject_no_evidence(spark: SparkSession, make_run: Callable[..., Run]) -> None:
    tables = {name: layer(spark, name, []) for name in job("weigh_evidence").reads}
    for name, declared in ((name, held) for name, held in FEATURES_BY_TABLE.items() if name in tables):
        measured = [F.lit(None).cast("double").alias(feature.name) for feature in declared]
        tables[name] = tables[name].select("*", *measured)

    made = transform(tables, make_run())

    assert made.keys() == set(job("weigh_evidence").writes)
    assert set(made["features.evidence_items"].columns) == {name for name, _, _ in EVIDENCE.columns}
    assert made["features.evidence_items"].count() == 0
