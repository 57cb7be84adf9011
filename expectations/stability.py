"""Our one expectation beside those of Great Expectations: how far a column's distribution has moved.

Great Expectations has the Kullback-Leibler divergence, but on Spark that is two jobs and a sort for each column, and
either engine loads scipy's distributions for it, which takes seconds. Counts of declared buckets are sums like any
other: on Spark they join the one pass that computes all other metrics of a table.

Imported where Great Expectations is loaded, see `expectations/engine.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar

from great_expectations.execution_engine import PandasExecutionEngine, SparkDFExecutionEngine
from great_expectations.expectations.expectation import ColumnAggregateExpectation, render_suite_parameter_string
from great_expectations.expectations.metrics.column_aggregate_metric_provider import (
    ColumnAggregateMetricProvider,
    column_aggregate_partial,
    column_aggregate_value,
)
from great_expectations.render import LegacyRendererType, RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer

from expectations.history import bucket_counts, stability_index

Buckets = list[str] | list[int]


class ColumnBucketCounts(ColumnAggregateMetricProvider):
    """Rows in each bucket, then rows without a value; buckets are categories, or edges between ranges of numbers."""

    metric_name = "column.bucket_counts"
    value_keys = ("buckets",)

    @column_aggregate_value(engine=PandasExecutionEngine)
    def _pandas(cls, column: Any, buckets: Buckets, **_: Any) -> list[int]:
        return bucket_counts(column.to_numpy(), buckets)

    @column_aggregate_partial(engine=SparkDFExecutionEngine)
    def _spark(cls, column: Any, buckets: Buckets, **_: Any) -> Any:
        from pyspark.sql import functions as F

        if isinstance(buckets[0], str):
            within = [column == bucket for bucket in buckets]
        else:
            between = [(column >= low) & (column < high) for low, high in pairwise(buckets)]
            within = [column < buckets[0], *between, column >= buckets[-1]]
        return F.array(*(F.count(F.when(condition, 1)) for condition in [*within, column.isNull()]))


class ExpectColumnStabilityIndexToBeAtMost(ColumnAggregateExpectation):
    """The population stability index of a column's bucket counts against `expected` counts is at most `max_value`."""

    buckets: list | None = None
    expected: list | None = None
    max_value: float

    metric_dependencies = ("column.bucket_counts",)
    success_keys: ClassVar[tuple[str, ...]] = ("buckets", "expected", "max_value")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "buckets", "expected", "max_value")

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        index = stability_index(self.expected or [], metrics["column.bucket_counts"])
        return {"success": index <= self.max_value, "result": {"observed_value": index}}

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **_: Any
    ) -> Sequence[RenderedStringTemplateContent]:
        held = configuration.kwargs
        text = "population stability index must be at most $max_value."
        if (runtime_configuration or {}).get("include_column_name") is not False:
            text = f"$column {text}"
        return [
            RenderedStringTemplateContent(
                content_block_type="string_template",
                string_template={
                    "template": text,
                    "params": {"column": held.get("column"), "max_value": held.get("max_value")},
                    "styling": (runtime_configuration or {}).get("styling"),
                },
            )
        ]
