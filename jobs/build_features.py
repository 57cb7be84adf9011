"""build_features: what courts' documents tell, and one wide row per lender, lender group, company and dispute.

Wires the tables; measures nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from features.judgments.tables import judgment_facts
from features.sources import Inputs, delivered
from features.tables import feature_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """features.judgment_facts, lenders, lender_groups, companies and disputes as of the run's day."""
    # Written, and measured: every text is read once. What measures is handed the facts and no text.
    told = judgment_facts(tables["bronze.judgment_texts"], tables["bronze.case_parties"])
    facts = {"features.judgment_facts": told.localCheckpoint()}
    named = {name: frame for name, frame in tables.items() if name != "bronze.judgment_texts"}
    inputs = Inputs({**named, **facts}, run.as_of, delivered(tables["quarantine.delivered_files"]), run.jurisdiction)
    return facts | {
        "features.lenders": feature_table("lenders", inputs).withColumnRenamed("subject_id", "entity_id"),
        "features.lender_groups": feature_table("lender_groups", inputs).withColumnRenamed(
            "subject_id", "community_id"
        ),
        "features.companies": feature_table("companies", inputs).withColumnRenamed("subject_id", "entity_id"),
        "features.disputes": feature_table("disputes", inputs).withColumnRenamed("subject_id", "dispute_id"),
    }
