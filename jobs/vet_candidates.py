"""Checks the papers of everybody who stands for a village or community committee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from jobs.run import Run
from review.store import SIGNATURES_NEEDED
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
        signed=_signed(tables["bronze.reviews"]),
        as_of=run.as_of,
    )
    return {"lists.candidate_checks": checks}


def _signed(reviews: DataFrame) -> DataFrame:
    """nomination_id of the papers that enough people signed."""
    signers = reviews.where("kind = 'signature'").groupBy(F.col("subject_id").alias("nomination_id"))
    counted = signers.agg(F.count_distinct("reviewer").alias("signers"))
    return counted.where(F.col("signers") >= SIGNATURES_NEEDED).select("nomination_id")
