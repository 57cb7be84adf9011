"""features.* + features.evidence_items -> scores.*: the approved model of this source, or the share of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from jobs.evidence_rows import by_subject
from jobs.faults import Fault
from jobs.progress import say
from jobs.run import Run
from models.lists import PLANS, ListPlan
from models.scoring import REASON_TYPE, Scorer

if TYPE_CHECKING:
    from models.frozen import FrozenModel

SCORED = (
    "subject_id string, entity_kind string, method string, model_name string, model_version string, score double, "
    "score_low double, score_high double, baseline_score double, band string, eligible boolean, why_not string, "
    f"reasons array<{REASON_TYPE}>"
)


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """Score every lender, company and dispute of the night; see contracts/layers.py for the columns."""
    items = by_subject(tables["features.evidence_items"])
    made: dict[str, DataFrame] = {}
    reasons: list[DataFrame] = []
    for name, plan in PLANS.items():
        scorer = _scorer(plan, tables["bronze.model_approvals"], run)
        run.facts[f"model.{name}"] = f"{plan.model_name}/{scorer.version}" if scorer.version else "rules_only"
        subjects = _subjects(plan, tables[f"features.{name}"], tables["linked.entities"], items)
        # Cached because scores and reasons are two tables of one computation.
        scored = subjects.mapInArrow(_scoring(scorer), SCORED).cache()
        made[f"scores.{name}"] = scored.drop("reasons")
        reasons.append(scored.select(F.lit(name).alias("list_name"), "subject_id", F.posexplode("reasons")))
    one, two, three = reasons
    made["scores.reasons"] = (
        one.unionByName(two)
        .unionByName(three)
        .select("list_name", "subject_id", (F.col("pos") + 1).cast("int").alias("place"), "col.*")
    )
    return made


def _subjects(plan: ListPlan, features: DataFrame, entities: DataFrame, items: DataFrame) -> DataFrame:
    """One row per subject with what a Scorer reads."""
    kind = {"lenders": F.col("entity_kind"), "companies": F.lit("company"), "disputes": F.lit("dispute")}[plan.name]
    licensed = F.col("licensed") if plan.name == "lenders" else F.lit(False)
    subjects = features.select(
        F.col(plan.subject_key).alias("subject_id"),
        kind.alias("entity_kind"),
        F.coalesce(licensed, F.lit(False)).alias("licensed"),
        *(F.col(measure.name) for measure in plan.measures()),
    )
    conflicts = entities.where("conflict").select(F.col("entity_id").alias("subject_id"), "conflict")
    mine = items.where(F.col("list_name") == plan.name).drop("list_name")
    return (
        subjects.join(conflicts, "subject_id", how="left")
        .join(mine, "subject_id", how="left")
        .withColumn("conflict", F.coalesce("conflict", F.lit(False)))
    )


def _scoring(scorer: Scorer):  # type: ignore[no-untyped-def]
    def score(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield pa.RecordBatch.from_pylist(list(scorer.rows(batch.to_pylist())), schema=_ARROW)

    return score


_REASON = pa.struct(
    [
        ("feature", pa.string()),
        ("value", pa.float64()),
        ("contribution", pa.float64()),
        ("sentence_zh", pa.string()),
        ("sentence_en", pa.string()),
    ]
)
_ARROW = pa.schema(
    [
        *((name, pa.string()) for name in ("subject_id", "entity_kind", "method", "model_name", "model_version")),
        *((name, pa.float64()) for name in ("score", "score_low", "score_high", "baseline_score")),
        ("band", pa.string()),
        ("eligible", pa.bool_()),
        ("why_not", pa.string()),
        ("reasons", pa.list_(_REASON)),
    ]
)


def _scorer(plan: ListPlan, approvals: DataFrame, run: Run) -> Scorer:
    """The scorer in force: the model version approved last before the night for this source, else the rules."""
    version = _approved(plan, approvals, run)
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
    return Scorer(plan, measures, model, version)


def _approved(plan: ListPlan, approvals: DataFrame, run: Run) -> str | None:
    mine = (F.col("model_name") == plan.model_name) & (F.col("source") == run.source)
    latest = Window.orderBy(F.col("known_on").desc(), F.col("approved_on").desc(), F.col("approval_id").desc())
    found = (
        approvals.where(mine & (F.col("known_on") < F.lit(run.as_of)))
        .withColumn("_place", F.row_number().over(latest))
        .where("_place = 1")
        .select("model_version")
        .collect()
    )
    return str(found[0][0]) if found else None
