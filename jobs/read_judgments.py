"""Reads what courts say of loans from the texts of their documents. Wires the tables; reads nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from features.judgments.tables import judgment_facts
from jobs.run import Run

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """features.judgment_facts from the documents known on the run's day."""
    return {"features.judgment_facts": judgment_facts(tables["bronze.judgment_texts"])}
