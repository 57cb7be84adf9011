"""weigh_evidence: what speaks for and against each subject, with the rows and the law behind it, and the month's map of
where that lies. Wires only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from features.sources import Inputs, delivered
from features.tables import evidence_rows
from jobs.clue_maps import month_maps

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from jobs.run import Run


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """features.evidence_items as of the run's day; maps.clue_areas and maps.clue_totals of the month's first night."""
    inputs = Inputs(tables, run.as_of, delivered(tables["quarantine.delivered_files"]), run.jurisdiction)
    lenders = tables["features.lenders"].withColumnRenamed("entity_id", "subject_id")
    companies = tables["features.companies"].withColumnRenamed("entity_id", "subject_id")
    disputes = tables["features.disputes"].withColumnRenamed("dispute_id", "subject_id")
    rows = [
        evidence_rows("lenders", inputs, lenders, run.pseudonyms),
        evidence_rows("companies", inputs, companies, run.pseudonyms),
        evidence_rows("disputes", inputs, disputes, run.pseudonyms),
    ]
    # Written, and mapped: computed once.
    evidence = {"features.evidence_items": reduce(lambda one, other: one.unionByName(other), rows).localCheckpoint()}
    return evidence | month_maps({**tables, **evidence}, run)
