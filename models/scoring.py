"""Scores, bands, eligibility and reasons of a batch of subjects: plain rows in, plain rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models import rules
from models.bands import band
from models.eligibility import why_not
from models.evidence import Evidence
from models.frozen import FrozenModel
from models.linear import DECIMALS
from models.lists import ListPlan
from models.measures import Measure
from models.reasons import Reason, of_model, of_rules

REASON_TYPE = "struct<feature:string,value:double,contribution:double,sentence_zh:string,sentence_en:string>"
"""Spark type of a reason, in the order of `models.reasons.Reason`."""

_HELD: dict[str, Any] = {"score": None, "score_low": None, "score_high": None, "baseline_score": None, "reasons": []}
"""What is told of a subject of whom a reviewer has to say first who it is."""


@dataclass(frozen=True)
class Scorer:
    """Scores one list in one night. `model` is null where none was trained and approved for this source.

    Picklable, so that Spark's workers can have it: numbers and declarations, no file and no registry.
    """

    plan: ListPlan
    measures: tuple[Measure, ...]
    model: FrozenModel | None = None
    version: str | None = None

    @property
    def method(self) -> str:
        return "rules_only" if self.model is None else "model"

    def rows(self, subjects: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """One row of scores, with `reasons`, per subject.

        A subject holds subject_id, entity_kind, licensed, conflict, `values` in the order of the measures (None where
        null) and `items`, its evidence rows (None where there are none). With `conflict` it is not scored: its row says
        that it waits.
        """
        if not subjects:
            return
        # None becomes NaN.
        values = np.array([subject["values"] for subject in subjects], dtype=np.float64)
        scored = None if self.model is None else self.model.score(values)
        for place, subject in enumerate(subjects):
            items = [Evidence.from_row(item) for item in subject["items"] or ()]
            if subject["conflict"]:
                told = dict(_HELD)
            elif scored is None:
                told = self._by_rules(subject, items)
            else:
                told = {
                    "score": float(scored.score[place]),
                    "score_low": float(scored.low[place]),
                    "score_high": float(scored.high[place]),
                    "baseline_score": float(scored.baseline[place]),
                    "reasons": of_model(self.measures, values[place], scored.contributions[place]),
                }
            yield self._completed(subject, items, told)

    def _baseline(self, subject: Mapping[str, Any]) -> float | None:
        place = [measure.name for measure in self.measures].index(self.plan.baseline)
        held: float | None = subject["values"][place]
        return held

    def _by_rules(self, subject: Mapping[str, Any], items: Sequence[Evidence]) -> dict[str, Any]:
        shares = rules.contributions(items)
        return {
            "score": round(rules.score(items), DECIMALS),
            "score_low": None,
            "score_high": None,
            "baseline_score": round(rules.beside(self._baseline(subject)), DECIMALS),
            "reasons": of_rules(items, shares),
        }

    def _completed(self, subject: Mapping[str, Any], items: Sequence[Evidence], told: dict[str, Any]) -> dict[str, Any]:
        reason = why_not(self.plan.name, items, licensed=subject["licensed"], conflict=bool(subject["conflict"]))
        reasons: list[Reason] = told.pop("reasons")
        banded = self.plan.name == "disputes" and told["score"] is not None
        return {
            "list_name": self.plan.name,
            "subject_id": subject["subject_id"],
            "entity_kind": subject["entity_kind"],
            "method": self.method,
            "model_name": None if self.model is None else self.plan.model_name,
            "model_version": self.version,
            **told,
            "band": band(told["score"], self.method) if banded else None,
            "eligible": reason is None,
            "why_not": reason,
            "reasons": [each._asdict() for each in reasons],
        }
