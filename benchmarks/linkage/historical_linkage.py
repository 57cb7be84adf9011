"""Our linkage of historical people: candidates, weights learnt without labels, and clusters by joint evidence.

No number here was chosen with the answer in sight; docs/decisions/linkage_threshold.md says by what rule each was.
"""

from __future__ import annotations

import sys

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.linkage.historical_levels import CANDIDATES, COMPARE, PREPARE, SIZES
from models.linking.clustering import component_labels, joint_evidence
from models.linking.fellegi_sunter import learn_weights, level_totals
from models.linking.thresholds import f1_cut

SAMPLED_PAIRS = 500_000
"""Random pairs that say how common a level is: a level of 1 in 5,000 is seen 100 times."""

Ints = npt.NDArray[np.int64]


def linked_people(records: pa.Table) -> Ints:
    """Label of each record's person; `unique_id` of `records` is the record's place, and nothing else is random."""
    with duckdb.connect() as base:
        base.register("records", records)
        base.execute(PREPARE)
        base.execute(f"CREATE TABLE candidates AS {' UNION '.join(map(_pairs_where, CANDIDATES))}")
        candidates = _compared(base, base.table("candidates").to_arrow_table())
        sampled = _compared(base, _random_pairs(records.num_rows))
        pairs = records.num_rows * (records.num_rows - 1) / 2
        totals = level_totals(sampled.levels, candidates.levels, SIZES, pairs)
        weights = learn_weights(candidates.levels, candidates.shares, totals, pairs)
        probability = 1 / (1 + np.exp(-weights.log_odds(candidates.levels, candidates.shares)))
        cut = f1_cut(probability)
        print(f"{len(probability)} candidates, cut {cut.threshold}, promised F1 {cut.expected_f1}", file=sys.stderr)
        near = probability >= cut.threshold
        components = component_labels(records.num_rows, candidates.left[near], candidates.right[near])
        # Joint evidence needs all pairs of a component, also those that no blocking rule finds.
        base.register("components", pa.table({"id": np.arange(len(components)), "component": components}))
        inside = _compared(base, base.sql(_WITHIN_COMPONENTS).to_arrow_table())
    return joint_evidence(
        records.num_rows,
        inside.left,
        inside.right,
        weights.factors(inside.levels, inside.shares),
        weights.prior_log_odds,
        float(np.log(cut.threshold / (1 - cut.threshold))),
    )


_WITHIN_COMPONENTS = """
SELECT l.id AS left_id, r.id AS right_id
FROM components AS l JOIN components AS r ON l.component = r.component AND l.id < r.id
"""


class _Compared:
    """Levels and shares of shared values of pairs, by comparison."""

    def __init__(self, columns: dict[str, npt.NDArray]) -> None:
        self.left: Ints = columns["left_id"]
        self.right: Ints = columns["right_id"]
        self.levels = {name: columns[name].astype(np.int8) for name in SIZES}
        self.shares = {
            name: np.ma.filled(columns[f"{name}_share"].astype(np.float64), np.nan)  # type: ignore[no-untyped-call]
            for name in SIZES
        }


def _compared(base: duckdb.DuckDBPyConnection, pairs: pa.Table) -> _Compared:
    base.register("pairs", pairs)
    return _Compared(base.execute(COMPARE).fetchnumpy())


def _pairs_where(rule: str) -> str:
    return f"SELECT l.id AS left_id, r.id AS right_id FROM people AS l JOIN people AS r ON {rule} WHERE l.id < r.id"


def _random_pairs(records: int) -> pa.Table:
    """Random pairs of two different records; the records' order is already random, so that a fixed seed is one too."""
    left, right = np.random.default_rng(0).integers(0, records, (2, SAMPLED_PAIRS))
    apart = left != right
    return pa.table({"left_id": left[apart], "right_id": right[apart]})
