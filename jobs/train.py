"""Training: past nights' features, the outcomes known since, one model per list in the registry.

A list without enough investigated cases gets no model; its nights rank by rules and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jobs.registry import job
from jobs.training_dates import Say, history, make_partitions, training_dates
from jobs.training_tables import Past, rules_scores, side
from jobs.warehouse import Warehouse
from models import registry
from models.card import Facts, card
from models.lists import PLANS, ListName, ListPlan
from models.training import TooFewCases, held_out, train_list

if TYPE_CHECKING:
    from jobs.runner import Runner
    from jobs.settings import Settings

PAST_JOBS = ("link_identities", "build_graph", "build_features")
"""What a training date needs of the past; on the newest one rules are compared too, which takes weigh_evidence."""


@dataclass(frozen=True)
class TrainedModel:
    """One registered model version. Its text is what the command line prints."""

    list_name: ListName
    name: str
    version: str
    source: str
    trained_until: date
    subjects: int
    positive_subjects: int
    metrics: dict[str, float]

    def __str__(self) -> str:
        auc = self.metrics.get("held_out_auc")
        beside = self.metrics.get("baseline_auc")
        shown = "too few cases to hold a date out" if auc is None else f"held-out AUC {auc:.3f} (baseline {beside:.3f})"
        return (
            f"{self.name} version {self.version}: {self.positive_subjects} subjects with a case among "
            f"{self.subjects:,} rows, until {self.trained_until}; {shown}"
        )


def train(
    settings: Settings,
    as_of: date,
    runner: Runner,
    *,
    run_id: str,
    lists: Sequence[ListName] = ("lenders", "companies", "disputes"),
    progress: Say = print,
) -> list[TrainedModel]:
    """Train and register a model for each list from what was known before `as_of`; returns those that were registered.

    Runs ingest and the past partitions that are missing. A list with too few cases is named in `progress` and left out.
    Raises Fault as the runner does.
    """
    runner.run(job("ingest_extracts"), as_of, run_id)
    warehouse = Warehouse(settings.warehouse)
    known = history(warehouse)
    days = {name: training_dates(PLANS[name], as_of, known.first_delivery) for name in lists}
    newest = {dates[0] for dates in days.values() if dates}
    make_partitions(runner, warehouse, {as_of}, ("link_identities",), run_id, progress)
    make_partitions(runner, warehouse, {day for dates in days.values() for day in dates}, PAST_JOBS, run_id, progress)
    make_partitions(runner, warehouse, newest, ("weigh_evidence",), run_id, progress)
    made = []
    for name in lists:
        progress(f"training: {name} on {', '.join(str(day) for day in sorted(days[name])) or 'no date'}")
        try:
            past = Past(runner.spark, warehouse, as_of)
            made.append(_one(PLANS[name], days[name], known.source, past, settings, runner.code_revision))
        except TooFewCases as refusal:
            progress(f"training: {name} gets no model: {refusal}. Its lists stay rules_only")
    return made


def _one(
    plan: ListPlan, days: Sequence[date], source: str, past: Past, settings: Settings, code_revision: str
) -> TrainedModel:
    all_dates = side(plan, days, past)
    trained = train_list(plan, all_dates.examples, source, settings.seed)
    earlier = side(plan, days[1:], past, known_until=days[0])
    newest = side(plan, days[:1], past)
    measured = held_out(
        plan, earlier.examples, newest.examples, rules_scores(plan, days[0], past), source, settings.seed
    )
    facts = Facts(
        frozen=trained.frozen,
        penalty=trained.penalty,
        seed=settings.seed,
        code_revision=code_revision,
        rows=len(all_dates.examples.dates),
        positive_subjects=all_dates.examples.positive_subjects,
        positives_by_date=all_dates.positives_by_date,
        left_out=all_dates.left_out,
        held_out=measured,
    )
    version = registry.register(
        settings.mlflow_uri,
        settings.mlflow_artifacts,
        plan.model_name,
        trained.fitted,
        trained.frozen,
        registry.Training(
            params=facts.params(),
            metrics=facts.metrics(),
            tags={"list": plan.name, "labels_known_before": past.as_of.isoformat(), "code_revision": code_revision},
            card=card(plan, facts),
            inputs=past.digests,
        ),
    )
    return TrainedModel(
        plan.name,
        plan.model_name,
        version,
        source,
        trained.frozen.trained_until,
        facts.rows,
        facts.positive_subjects,
        facts.metrics(),
    )
