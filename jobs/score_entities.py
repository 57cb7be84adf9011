"""features.* + features.evidence_items -> scores.*: the approved model of this source, or the share of rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from jobs.approvals import approved_version
from jobs.evidence_rows import by_subject
from jobs.faults import Fault
from jobs.progress import say
from jobs.run import Run
from models.lists import PLANS, ListPlan
from models.scoring import Scorer
from models.scoring_batches import SCORED, in_batches

if TYPE_CHECKING:
    from models.frozen import FrozenModel


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """Score every lender, company and dispute of the night; see expectations/layers/ for the columns."""
    scorers = {name: _scorer(plan, tables["bronze.model_approvals"], run) for name, plan in PLANS.items()}
    for name, scorer in scorers.items():
        run.facts[f"model.{name}"] = f"{scorer.plan.model_name}/{scorer.version}" if scorer.version else "rules_only"
    subjects = reduce(DataFrame.unionByName, [_subjects(scorer, tables) for scorer in scorers.values()])
    items = by_subject(tables["features.evidence_items"])
    # One pass for all lists, cached because four tables are cut from it.
    scored = (
        subjects.join(_held(tables), "subject_id", how="left")
        .join(items, ["list_name", "subject_id"], how="left")
        .mapInArrow(in_batches(scorers), SCORED)
        .cache()
    )
    made = {f"scores.{name}": scored.where(F.col("list_name") == name).drop("list_name", "reasons") for name in PLANS}
    made["scores.reasons"] = scored.select("list_name", "subject_id", F.posexplode("reasons")).select(
        "list_name", "subject_id", (F.col("pos") + 1).cast("int").alias("place"), "col.*"
    )
    return made


def _held(tables: Mapping[str, DataFrame]) -> DataFrame:
    """(subject_id, conflict) of the subjects that wait for a reviewer: entities that linking holds, and disputes with
    a party that it holds, for nobody knows whether their events are between the same two."""
    entities = tables["linked.entities"].where("conflict").select("entity_id")
    rows = tables["linked.crosswalks"].join(entities, "entity_id", how="left_semi").select("source_row_id")
    disputes = tables["linked.disputes"].join(rows, "source_row_id", how="left_semi").select("dispute_id").distinct()
    return entities.union(disputes).select(F.col("entity_id").alias("subject_id"), F.lit(True).alias("conflict"))


def _subjects(scorer: Scorer, tables: Mapping[str, DataFrame]) -> DataFrame:
    """One row per subject of a list with its feature values in the order that its scorer reads them."""
    name = scorer.plan.name
    kind = {"lenders": F.col("entity_kind"), "companies": F.lit("company"), "disputes": F.lit("dispute")}[name]
    licensed = F.col("licensed") if name == "lenders" else F.lit(False)
    return tables[f"features.{name}"].select(
        F.lit(name).alias("list_name"),
        F.col(scorer.plan.subject_key).alias("subject_id"),
        kind.alias("entity_kind"),
        licensed.alias("licensed"),
        F.array(*(F.col(measure.name) for measure in scorer.measures)).alias("values"),
    )


def _scorer(plan: ListPlan, approvals: DataFrame, run: Run) -> Scorer:
    """The scorer in force: the model version approved last before the night for this source, else the rules."""
    version = approved_version(approvals, plan.model_name, run)
    measures = plan.measures()
    if version is None:
        return Scorer(plan, measures)
    from models import registry  # here, because a night without a model need not wait for MLflow to import

    try:
        model: FrozenModel = registry.load(run.settings.mlflow_uri, plan.model_name, version)
    except registry.NoSuchVersion as error:
        raise Fault(
            str(error),
            f"Point MINGJING_MLFLOW_URI at the registry that holds it, or approve another version of {plan.model_name}",
        ) from error
    doubt = registry.unfit(model, plan.name, run.source, measures)
    if doubt:
        run.facts[f"refused.{plan.name}"] = f"{plan.model_name}/{version}: {doubt}"
        say("score_entities", run.as_of, f"ranks {plan.name} by rules: {plan.model_name} {version} {doubt}")
        return Scorer(plan, measures)
    told = registry.measured(run.settings.mlflow_uri, plan.model_name, version)
    run.facts[f"measured.{plan.name}"] = json.dumps(told, sort_keys=True)
    return Scorer(plan, measures, model, version)
