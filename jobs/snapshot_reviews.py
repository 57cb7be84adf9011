"""Copies what people decided, as far as it was known before the night, out of the review database into bronze."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from expectations.layers import LINK_VERDICTS, MODEL_APPROVALS, REVIEWS, LayerTable
from jobs.run import Run
from review.schema import ReviewRow
from review.store import ReviewStore
from review.verdicts import VerdictStore

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """bronze.reviews, bronze.link_verdicts and bronze.model_approvals: what was known before `as_of`, if anything was.

    The one job that reads no table. Raises ReviewError, which says the fix, when the database cannot be used.
    """
    store = ReviewStore(run.settings.review_url)
    return {
        REVIEWS.name: _table(
            run.spark, REVIEWS, [*store.reviews_known_before(run.as_of), *_signatures(store, run.as_of)]
        ),
        LINK_VERDICTS.name: _table(
            run.spark, LINK_VERDICTS, VerdictStore(run.settings.review_url).known_before(run.as_of)
        ),
        MODEL_APPROVALS.name: _table(run.spark, MODEL_APPROVALS, store.approvals_known_before(run.as_of)),
    }


def _signatures(store: ReviewStore, as_of: date) -> list[ReviewRow]:
    """Signatures under candidates' papers, in the form of reviews: who signed, and when."""
    given = enumerate(store.signatures_known_before(as_of), 1)
    return [
        ReviewRow(
            review_id=f"signature-{number}",
            kind="signature",
            list_name="candidates",
            subject_id=row.nomination_id,
            decision="signed",
            reviewer=row.signer,
            reason="the checked papers were read",
            decided_on=row.signed_on,
            known_on=row.signed_on,
        )
        for number, row in given
    ]


def _table(spark: SparkSession, table: LayerTable, rows: Sequence[tuple[object, ...]]) -> DataFrame:
    return spark.createDataFrame(list(rows), schema=table.ddl)
