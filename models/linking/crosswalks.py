"""What linking writes down: who every mention is, who there is, and, in the vault, what identifies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

METHODS: dict[str, tuple[str, str, str]] = {
    "citizen_id": ("citizen_id", "公民身份号码校验通过", "the citizen id passes its check"),
    "credit_code": ("credit_code", "统一社会信用代码校验通过", "the credit code passes its check"),
    "registration_no": (
        "credit_code",
        "注册号在市场主体登记中只对应一个统一社会信用代码",
        "the registration number stands beside one credit code in the register",
    ),
    "name_and_phone": (
        "name_and_phone",
        "无有效身份号码；姓名与联系电话相同者仅一人",
        "no valid id; exactly one person with an id has this name and this phone",
    ),
    "name_birth_and_address": (
        "name_and_birth",
        "无有效身份号码；姓名与出生日期相同者仅一人，且地址一致",
        "no valid id; exactly one person with an id has this name and birth date, and the address agrees",
    ),
    "name_and_birth": (
        "name_and_birth",
        "无有效身份号码；姓名与出生日期相同者仅一人",
        "no valid id; exactly one person with an id has this name and birth date",
    ),
    "company_name": (
        "company_name",
        "无有效信用代码；同名单位仅有一家",
        "no valid credit code; exactly one company with a code has this name",
    ),
    "name_only": (
        "company_name",
        "无有效信用代码；按名称归并，登记中未见该名称的代码",
        "no valid credit code; held together by the name, behind which no code is known",
    ),
    "alone": (
        "alone",
        "无有效号码，其余信息不足以认定为某一已知主体",
        "no valid number, and the rest does not point at exactly one known party",
    ),
}
"""Level of a link: (method, explanation in Chinese, in English). Words only: no value of anybody's."""


def crosswalks(linked: DataFrame) -> DataFrame:
    """`linked.crosswalks`: one row per mention. `linked` holds normalised mentions with entity, level, probability."""

    return linked.selectExpr(
        "source_row_id",
        "table",
        "role",
        "entity_id",
        "kind AS entity_kind",
        "links_only",
        f"{_said(0)} AS method",
        "probability",
        f"{_said(1)} AS explanation_zh",
        f"{_said(2)} AS explanation_en",
    )


def _said(place: int) -> str:
    cases = " ".join(f"WHEN '{level}' THEN '{row[place]}'" for level, row in METHODS.items())
    return f"CASE level {cases} END"


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
