"""What linking writes down: who every mention is, who there is, and, in the vault, what identifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from models.linking.levels import explanation_of, method_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def crosswalks(linked: DataFrame) -> DataFrame:
    """`linked.crosswalks`: one row per mention. `linked` holds normalised mentions with entity, level, probability."""
    return linked.selectExpr(
        "source_row_id",
        "table",
        "role",
        "known_on",
        "entity_id",
        "kind AS entity_kind",
        "links_only",
        f"{method_of('level')} AS method",
        "probability",
        f"{explanation_of('level', 0)} AS explanation_zh",
        f"{explanation_of('level', 1)} AS explanation_en",
    )


def entities(linked: DataFrame) -> DataFrame:
    """`linked.entities`: one row per person or company that a row says something of; reporters' rows are left out."""
    made = {
        "entity_kind": "first(kind)",
        "records": "count(DISTINCT source_row_id)",
        "departments": "sort_array(collect_set(department))",
        "weakest_link": "min(probability)",
        "has_valid_number": "max(number IS NOT NULL)",
        "conflict": "max(conflict)",
    }
    return (
        linked.where("NOT links_only")
        .groupBy("entity_id")
        .agg(*(F.expr(how).alias(name) for name, how in made.items()))
    )


def identities(linked: DataFrame) -> DataFrame:
    """`linked.identities`, the vault: one row per entity, attribute and value; reporters' rows are left out."""
    values = {
        "name": "name",
        "citizen_id": "CASE WHEN kind = 'person' THEN number END",
        "credit_code": "CASE WHEN kind = 'company' THEN number END",
        "phone": "phone",
        "address": "address",
        "birth_on": "CASE WHEN kind = 'person' THEN CAST(birth_on AS string) END",
    }
    pairs = ", ".join(f"'{name}', {value}" for name, value in values.items())
    return (
        linked.where("NOT links_only")
        .selectExpr("entity_id", "source_row_id", "known_on", f"stack({len(values)}, {pairs}) AS (attribute, value)")
        .where("value IS NOT NULL")
        .groupBy("entity_id", "attribute", "value")
        .agg(
            F.expr("count(DISTINCT source_row_id)").alias("records"),
            F.expr("max(known_on)").alias("last_known_on"),
        )
    )
