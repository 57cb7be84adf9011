"""Our linkage of historical people: candidates, weights learnt without labels, and clusters by joint evidence.

No number here was chosen with the answer in sight; docs/decisions/linkage_threshold.md says by what rule each was.
"""

from __future__ import annotations

import sys

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.linkage.expected_f1 import f1_cut
from benchmarks.linkage.fellegi_sunter import ComparedPairs, learn_weights
from benchmarks.linkage.historical_levels import CANDIDATES, COMPARE, PREPARE, SIZES
from benchmarks.linkage.joint_evidence import joint_evidence
from features.graph.components import smallest_connected

SAMPLED_PAIRS = 500_000
"""Random pairs that say how common the levels are which blocking does not look for."""

WHOLE_COMPONENT = 500
"""Records up to which all pairs of a component are compared. In a larger one, a chain of strangers, candidates do."""

Ints = npt.NDArray[np.int64]


def linked_people(records: pa.Table) -> Ints:
    """Label of each record's person; `unique_id` of `records` is the record's place, and nothing else is random."""
    # Without room DuckDB would spill names into the folder it was started in; it fails instead.
    with duckdb.connect(config={"temp_directory": ""}) as base:
        base.register("records", records)
        base.execute(PREPARE)
        base.execute(f"CREATE TABLE candidates AS {' UNION '.join(map(_pairs_where, CANDIDATES))}")
        candidates, left, right = _compared(base, base.table("candidates"))
        base.register("random_pairs", _random_pairs(records.num_rows))
        others, *_ = _compared(base, base.sql("FROM random_pairs ANTI JOIN candidates USING (left_id, right_id)"))
        weights = learn_weights(candidates, others, SIZES, records.num_rows * (records.num_rows - 1) / 2)
        probability = weights.probability(candidates)
        cut = f1_cut(probability)
        print(f"{len(probability)} candidates, cut {cut.threshold}, promised F1 {cut.expected_f1}", file=sys.stderr)
        near = probability >= cut.threshold
        components = smallest_connected(records.num_rows, left[near], right[near])
        base.register("components", pa.table({"id": np.arange(len(components)), "component": components}))
        inside, left, right = _compared(base, base.sql(_INSIDE))
    cut_log_odds = float(np.log(cut.threshold / (1 - cut.threshold)))
    return joint_evidence(
        records.num_rows, left, right, weights.log_factors(inside), weights.prior_log_odds, cut_log_odds
    )


_INSIDE = f"""
WITH sized AS (SELECT *, count(*) OVER (PARTITION BY component) AS size FROM components)
SELECT l.id AS left_id, r.id AS right_id FROM sized AS l JOIN sized AS r USING (component)
WHERE l.id < r.id AND l.size <= {WHOLE_COMPONENT}
UNION
SELECT left_id, right_id FROM candidates
    JOIN components AS l ON l.id = left_id JOIN components AS r ON r.id = right_id
WHERE l.component = r.component
"""
"""Joint evidence needs all pairs of a component, also those that no blocking rule finds."""


def _compared(base: duckdb.DuckDBPyConnection, pairs: duckdb.DuckDBPyRelation) -> tuple[ComparedPairs, Ints, Ints]:
    """The pairs compared, and the two ends of each."""
    pairs.create_view("pairs")
    made: pa.Table = base.sql(COMPARE).to_arrow_table()
    columns = {name: made.column(name).to_numpy() for name in made.column_names}
    levels = {name: columns[name].astype(np.int8) for name in SIZES}
    frequency = {name: columns[f"{name}_share"] for name in SIZES}
    return ComparedPairs(levels, frequency), columns["left_id"], columns["right_id"]


def _pairs_where(rule: str) -> str:
    return f"SELECT l.id AS left_id, r.id AS right_id FROM people AS l JOIN people AS r ON {rule} WHERE l.id < r.id"


def _random_pairs(records: int) -> pa.Table:
    """Random pairs of two different records; the records' order is already random, so that a fixed seed is one too."""
    drawn = np.sort(np.random.default_rng(0).integers(0, records, (2, SAMPLED_PAIRS)), axis=0)
    left, right = drawn[:, drawn[0] < drawn[1]]
    return pa.table({"left_id": left, "right_id": right})
