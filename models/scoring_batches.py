"""Scorers over Arrow batches: what Spark's workers run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pyarrow as pa

from models.scoring import REASON_TYPE, Scorer

SCORED = (
    "list_name string, subject_id string, entity_kind string, method string, model_name string, model_version string, "
    "score double, score_low double, score_high double, baseline_score double, band string, eligible boolean, "
    f"why_not string, reasons array<{REASON_TYPE}>"
)
"""Spark columns of a scored batch."""

_REASON = pa.struct(
    [
        ("feature", pa.string()),
        ("value", pa.float64()),
        ("contribution", pa.float64()),
        ("sentence_zh", pa.string()),
        ("sentence_en", pa.string()),
    ]
)
_WORDS = ("list_name", "subject_id", "entity_kind", "method", "model_name", "model_version")
_ARROW = pa.schema(
    [
        *((name, pa.string()) for name in _WORDS),
        *((name, pa.float64()) for name in ("score", "score_low", "score_high", "baseline_score")),
        ("band", pa.string()),
        ("eligible", pa.bool_()),
        ("why_not", pa.string()),
        ("reasons", pa.list_(_REASON)),
    ]
)
"""The same columns as Arrow has them."""


def in_batches(scorers: Mapping[str, Scorer]) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function for mapInArrow over subjects of all lists: `Scorer.rows` says what they hold, `list_name` whose."""

    def score(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = batch.to_pylist()
            for name, scorer in scorers.items():
                mine = list(scorer.rows([row for row in rows if row["list_name"] == name]))
                if mine:
                    yield pa.RecordBatch.from_pylist(mine, schema=_ARROW)

    return score
