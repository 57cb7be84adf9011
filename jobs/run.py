"""What a job is told about the run it is part of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.night_before import NightBefore

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from identifiers.pseudonyms import Pseudonyms
    from jobs.part_files import PartFiles
    from jobs.settings import Settings


@dataclass(frozen=True)
class Run:
    """One run of one job.

    `source` names whose extracts these are (a model trained on another source never scores them). `pages` is a
    staging folder: what is put there becomes visible under reports/ when, and only when, the run commits. So does what
    the job that reads deliveries writes through `parts`, as it alone does. `before` is the night before, for a job that
    goes on from it. `facts` is where a job writes down what its manifest should keep (the model versions it used).
    """

    as_of: date
    run_id: str
    seed: int
    source: str
    jurisdiction: str
    spark: SparkSession
    pseudonyms: Pseudonyms
    settings: Settings
    pages: Path
    parts: PartFiles
    before: NightBefore = field(default_factory=NightBefore)
    facts: dict[str, str] = field(default_factory=dict)
