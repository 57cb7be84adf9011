"""Which registered model a night may use: the version a named person approved last before it, for its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import Window
from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run


def approved_version(approvals: DataFrame, model_name: str, run: Run) -> str | None:
    """The version of a model in force for a run, from bronze.model_approvals; None where none is."""
    mine = (F.col("model_name") == model_name) & (F.col("source") == run.source)
    latest = Window.orderBy(F.col("known_on").desc(), F.col("approved_on").desc(), F.col("approval_id").desc())
    found = (
        approvals.where(mine & (F.col("known_on") < F.lit(run.as_of)))
        .withColumn("_place", F.row_number().over(latest))
        .where("_place = 1")
        .select("model_version")
        .collect()
    )
    return str(found[0][0]) if found else None
