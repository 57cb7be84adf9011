"""Checks the papers of everybody who stands for a village or community committee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from jobs.run import Run
from vetting.checks import check_candidates

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """lists.candidate_checks from nominations and courts' documents; the graph and the models have no part in it."""
    checks = check_candidates(
        nominations=tables["bronze.nominations"],
        crosswalks=tables["linked.crosswalks"],
        criminal_judgments=tables["bronze.criminal_judgments"],
        judgment_debtors=tables["bronze.judgment_debtors"],
        signatures=tables["bronze.reviews"]
        .where("kind = 'signature'")
        .select(F.col("subject_id").alias("nomination_id"), F.col("reviewer").alias("signer")),
        as_of=run.as_of,
    )
    return {"lists.candidate_checks": checks}
