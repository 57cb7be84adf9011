"""Copies what people decided, as far as it was known before the night, out of the review database into bronze."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from expectations.contracts.layers import MODEL_APPROVALS, REVIEWS, LayerTable
from jobs.run import Run
from review.store import ReviewStore

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """bronze.reviews and bronze.model_approvals with `known_on` before `as_of`; empty where nothing was decided yet.

    The one job that reads no table. Raises ReviewError, which says the fix, when the database cannot be used.
    """
    store = ReviewStore(run.settings.review_url)
    return {
        REVIEWS.name: _table(run.spark, REVIEWS, store.reviews_known_before(run.as_of)),
        MODEL_APPROVALS.name: _table(run.spark, MODEL_APPROVALS, store.approvals_known_before(run.as_of)),
    }


def _table(spark: SparkSession, table: LayerTable, rows: Sequence[tuple[object, ...]]) -> DataFrame:
    return spark.createDataFrame(list(rows), schema=table.ddl)
