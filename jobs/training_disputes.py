"""Disputes of the past, for training: measured without making whole past nights.

Injuries in disputes are rare, so many dates are needed, and a dispute's features need nothing but its events. They are
measured on departments' rows as known on each date; which events are one dispute is taken from the training's own day,
because linking once more for each date would change few of them and cost a night each.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from features.sources import Inputs
from features.sources.disputes import EVENT_TABLES
from features.tables import evidence_rows, feature_table
from identifiers.pseudonyms import Pseudonyms
from jobs.training_tables import Outcome, Past
from models import labels
from models.labels import Outcomes
from models.lists import ListPlan

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame


_THROWAWAY = Pseudonyms(bytes(32))
"""Evidence of a past date is counted and forgotten: its ids need no key."""


class DisputeHistory:
    """Events of every dispute as of the training's day, and what they looked like on earlier ones."""

    def __init__(self, plan: ListPlan, past: Past) -> None:
        self._plan, self._past = plan, past
        # Read once for all dates and kept while training runs.
        self._mentions = past.read("linked.crosswalks", past.as_of).where(F.col("table").isin(*EVENT_TABLES)).cache()
        self._disputes = past.read("linked.disputes", past.as_of).cache()

    def inputs(self, day: date) -> Inputs:
        """The tables behind the view of dispute events, as known on a day."""
        tables: Mapping[str, DataFrame] = {
            "linked.crosswalks": self._mentions,
            # Joined to the rows of the day, so an event that nobody knew of yet has no row there.
            "linked.disputes": self._disputes,
            **{f"bronze.{name}": self._past.read(f"bronze.{name}", day) for name in EVENT_TABLES},
        }
        return Inputs(tables, day, delivered=frozenset(EVENT_TABLES))

    def cohort(self, day: date) -> pd.DataFrame:
        """Disputes with an event in the 90 days before a day; see `training_tables.Cohort`."""
        names = [measure.name for measure in self._plan.measures()]
        frame = feature_table("disputes", self.inputs(day)).select("subject_id", *names).toPandas()
        return frame.sort_values("subject_id", ignore_index=True)

    def evidence(self, day: date) -> DataFrame:
        """Evidence about the disputes of a day, with the columns of features.evidence_items."""
        inputs = self.inputs(day)
        return evidence_rows("disputes", inputs, feature_table("disputes", inputs), _THROWAWAY)

    def outcome(self, known_until: date | None = None) -> Outcome:
        """Finds injuries in the window of a day that were known before `known_until`, or by the training's day."""
        incidents = self._past.read("bronze.police_incidents", known_until or self._past.as_of)
        hurt = [(row[0], row[1]) for row in labels.injuries(incidents, self._disputes).collect()]

        def read(day: date) -> Outcomes:
            closes = day + timedelta(days=self._plan.label_window)
            return Outcomes(frozenset(dispute for dispute, on in hurt if day <= on < closes), frozenset())

        return cache(read)
