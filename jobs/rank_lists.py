"""scores.* -> lists.*: who may be listed, in order, within capacity, with everything a reader needs to weigh a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from expectations.contracts import contracts
from expectations.history import missing_departments
from expectations.layers import LAYER_TABLES
from features.evidence import observable_steps, outside_opened_cases
from jobs.evidence_rows import by_subject
from jobs.run import Run
from models import services
from models.evidence import Evidence
from models.lists import PLANS, ListPlan
from models.ranking import Standing, Surroundings, lines
from models.scoring import REASON_TYPE

UNREVIEWED = "unreviewed"


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """The three lists of the night; see expectations/layers/ for the columns."""
    files = tables["quarantine.delivered_files"].where((F.col("source") == run.source) & (F.col("rows_accepted") > 0))
    tables_delivered = frozenset(row["table"] for row in files.select("table").distinct().collect())
    days = files.groupBy("department").agg(F.collect_set("known_on").alias("days")).collect()
    delivered: dict[str, list[date]] = {row["department"]: row["days"] for row in days}
    never = {contract.department for contract in contracts().values()} - set(delivered)
    missing = tuple(sorted({*missing_departments(delivered, run.as_of), *never}))
    made = {}
    for name, plan in PLANS.items():
        observable = None if name == "disputes" else len(observable_steps(plan.name, tables_delivered))
        around = Surroundings(run.as_of, run.run_id, observable, missing)
        standing = _standing(plan, tables, run)
        rows = lines(plan, standing, around)
        layer = LAYER_TABLES[f"lists.{name}"]
        columns = [column for column, _, _ in layer.columns]
        made[f"lists.{name}"] = run.spark.createDataFrame(
            [tuple(row[column] for column in columns) for row in rows], layer.ddl
        )
        run.facts[f"listed.{name}"] = str(len(rows))
    return made


def _standing(plan: ListPlan, tables: Mapping[str, DataFrame], run: Run) -> list[Standing]:
    """The best of those who may be listed, one more than the capacity, so that the cut is known."""
    scores = tables[f"scores.{plan.name}"].where("eligible").drop("eligible", "why_not")
    best = (
        _not_dismissed(scores, plan, tables, run).orderBy(F.col("score").desc(), "subject_id").limit(plan.capacity + 1)
    )
    read = services.READ if plan.name == "disputes" else ()
    features = tables[f"features.{plan.name}"].select(
        F.col(plan.subject_key).alias("subject_id"), "weakest_link", *read
    )
    items = by_subject(tables["features.evidence_items"].where(F.col("list_name") == plan.name)).drop("list_name")
    rows = (
        best.join(features, "subject_id", how="left")
        .join(items, "subject_id", how="left")
        .join(_reasons(tables["scores.reasons"], plan), "subject_id", how="left")
        .collect()
    )
    return [_one(row.asDict(recursive=True), read) for row in rows]


def _not_dismissed(scores: DataFrame, plan: ListPlan, tables: Mapping[str, DataFrame], run: Run) -> DataFrame:
    """Scores with `review_status`; whom a reviewer dismissed comes back only on evidence that is newer than that, and
    never on an opened case's."""
    known = tables["bronze.reviews"].where((F.col("list_name") == plan.name) & (F.col("known_on") < F.lit(run.as_of)))
    # That a line was found wrong is shown; it brings nobody back whom somebody dismissed.
    decisions = _latest(known.where("kind = 'decision'")).select("subject_id", "decision", "decided_on")
    statuses = _latest(known.where("kind IN ('decision', 'correction')")).select(
        "subject_id", F.col("decision").alias("status")
    )
    concerns = tables["features.evidence_items"].where((F.col("list_name") == plan.name) & (F.col("polarity") == "for"))
    newest = outside_opened_cases(concerns).groupBy("subject_id").agg(F.max("last_on").alias("last_on"))
    held = (
        scores.join(decisions, "subject_id", how="left")
        .join(statuses, "subject_id", how="left")
        .join(newest, "subject_id", how="left")
    )
    newer = F.coalesce(F.col("last_on") > F.col("decided_on"), F.lit(False))
    dismissed = F.coalesce(F.col("decision") == "dismissed", F.lit(False))
    return held.where(~dismissed | newer).select(
        *scores.columns, F.coalesce("status", F.lit(UNREVIEWED)).alias("review_status")
    )


def _latest(reviews: DataFrame) -> DataFrame:
    """Of each subject the review decided last."""
    order = Window.partitionBy("subject_id").orderBy(
        F.col("decided_on").desc(), F.col("known_on").desc(), F.col("review_id").desc()
    )
    return reviews.withColumn("_place", F.row_number().over(order)).where("_place = 1")


def _reasons(table: DataFrame, plan: ListPlan) -> DataFrame:
    reason = F.struct("feature", "value", "contribution", "sentence_zh", "sentence_en").cast(REASON_TYPE)
    placed = F.sort_array(F.collect_list(F.struct("place", reason.alias("reason"))))
    mine = table.where(F.col("list_name") == plan.name)
    return mine.groupBy("subject_id").agg(placed.getField("reason").alias("reasons"))


def _one(row: Mapping[str, Any], read: tuple[str, ...]) -> Standing:
    return Standing(
        scores=row,
        items=tuple(Evidence.from_row(item) for item in row["items"] or ()),
        reasons=tuple(row["reasons"] or ()),
        weakest_link=row["weakest_link"],
        review_status=row["review_status"],
        features={name: row[name] for name in read},
    )
