"""build_features: one wide row per lender, lender group, company and dispute. Wires the tables; measures nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from features.sources import Inputs, delivered
from features.tables import feature_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """features.lenders, features.lender_groups, features.companies and features.disputes as of the run's day."""
    inputs = Inputs(tables, run.as_of, delivered(tables["quarantine.delivered_files"]), run.jurisdiction)
    return {
        "features.lenders": feature_table("lenders", inputs).withColumnRenamed("subject_id", "entity_id"),
        "features.lender_groups": feature_table("lender_groups", inputs).withColumnRenamed(
            "subject_id", "community_id"
        ),
        "features.companies": feature_table("companies", inputs).withColumnRenamed("subject_id", "entity_id"),
        "features.disputes": feature_table("disputes", inputs).withColumnRenamed("subject_id", "dispute_id"),
    }
