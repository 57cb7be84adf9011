"""Training: how persons are linked; then past nights' features, the outcomes known since, one model per list.

A list without enough investigated cases gets no model; its nights rank by rules and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from jobs.registry import job
from jobs.train_linkage import TrainedLinkageVersion, train_linkage
from jobs.training_dates import Say, history, make_partitions, training_dates
from jobs.training_disputes import DisputeHistory
from jobs.training_tables import Cohort, Outcome, Past, cohort_of, outcome_of, rules_scores, side
from jobs.warehouse import Warehouse
from models import registry
from models.card import Facts, card
from models.linking.training import TooFewPeople
from models.lists import PLANS, ListName, ListPlan
from models.training import TooFewCases, held_out, train_list

if TYPE_CHECKING:
    from jobs.runner import Runner
    from jobs.settings import Settings

PAST_JOBS = ("snapshot_reviews", "link_identities", "build_graph", "build_features")
"""What a training date of lenders and companies needs of the past."""

RULES_JOBS = ("weigh_evidence",)
"""What the newest of those dates needs besides, so that rules can be compared with the model."""


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
) -> list[TrainedModel | TrainedLinkageVersion]:
    """Train and register person linkage and a model for each list from what was known before `as_of`; returns those
    that were registered.

    Runs ingest and the past partitions that are missing. A list with too few cases is named in `progress` and left out.
    Raises Fault as the runner does.
    """
    runner.run(job("ingest_extracts"), as_of, run_id)
    made: list[TrainedModel | TrainedLinkageVersion] = []
    progress("training: person linkage")
    try:
        made.append(train_linkage(settings, as_of, runner.spark, runner.code_revision))
    except TooFewPeople as refusal:
        progress(f"training: person linkage gets no model: {refusal}. Its nights link by stated rules")
    warehouse = Warehouse(settings.warehouse)
    known = history(warehouse)
    days = {name: training_dates(PLANS[name], as_of, known.first_delivery) for name in lists}
    past_nights = {day for name in lists if name != "disputes" for day in days[name]}
    make_partitions(runner, warehouse, {as_of}, ("snapshot_reviews", "link_identities"), run_id, progress)
    make_partitions(runner, warehouse, past_nights, PAST_JOBS, run_id, progress)
    make_partitions(runner, warehouse, {max(past_nights)} if past_nights else set(), RULES_JOBS, run_id, progress)
    for name in lists:
        progress(f"training: {name} on {len(days[name])} dates up to {max(days[name], default='none')}")
        try:
            past = Past(runner.spark, warehouse, as_of)
            made.append(_one(PLANS[name], days[name], known.source, past, settings, runner.code_revision))
        except TooFewCases as refusal:
            progress(f"training: {name} gets no model: {refusal}. Its lists stay rules_only")
        finally:
            runner.spark.catalog.clearCache()
    return made


def _one(
    plan: ListPlan, days: Sequence[date], source: str, past: Past, settings: Settings, code_revision: str
) -> TrainedModel:
    if not days:
        raise TooFewCases("the extracts do not reach back far enough for a training date")
    cohort: Cohort
    outcome_until: Callable[..., Outcome]
    if plan.name == "disputes":
        disputes = DisputeHistory(plan, past)
        cohort, outcome_until, evidence = cache(disputes.cohort), disputes.outcome, disputes.evidence
    else:
        cohort, outcome_until = cohort_of(plan, past), partial(outcome_of, plan, past)
        evidence = partial(past.read, "features.evidence_items")
    outcome = outcome_until()
    everything = side(plan, days, cohort, outcome)
    trained = train_list(plan, everything.examples, source, settings.seed)
    earlier = side(plan, days[1:], cohort, outcome_until(days[0]))
    newest = side(plan, days[:1], cohort, outcome)
    shares = rules_scores(plan, evidence(days[0]))
    measured = held_out(plan, earlier.examples, newest.examples, shares, source, settings.seed)
    facts = Facts(
        frozen=trained.frozen,
        penalty=trained.penalty,
        seed=settings.seed,
        code_revision=code_revision,
        rows=len(everything.examples.dates),
        positive_subjects=everything.examples.positive_subjects,
        positives_by_date=everything.positives_by_date,
        left_out=everything.left_out,
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
