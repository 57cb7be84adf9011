"""Companies: a valid credit code first, then the register's own number, then a name that only one company bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from models.linking.persons import probability_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

REGISTER = "companies"
"""The table whose rows give a registration number its name."""

PROBABILITY = {
    "credit_code": 1.0,
    "registration_no": 0.99,
    "company_name": 0.97,
    "name_only": 0.90,
}
"""That a link of this level is right. `name_only` holds together mentions of one name behind which no code is known:
names are unique within a register, not between registers."""


def link_companies(normal: DataFrame) -> DataFrame:
    """Normalised mentions (`NORMAL_DDL`) of companies with `entity_id`, `level`, `probability` and `conflict`.

    A mention without a valid code takes the code that its registration number stands beside in the register's tables,
    else the code of the only company with that name, else the name itself as long as no two codes bear it. `conflict`
    is true where one registration number stands beside two different valid codes: both companies go to review.
    """
    mentioned = normal.where("kind = 'company'")
    numbers = _registration_numbers(mentioned.where("NOT links_only AND registration_no IS NOT NULL"))
    placed = mentioned.join(numbers, on="registration_no", how="left").selectExpr(
        *normal.columns,
        "coalesce(own_id, registered_id) AS coded_id",
        # A registered company without any code is found under its register name, however a row shortens it.
        "coalesce(registered_name, name) AS sought",
        "coalesce(registered_name_id, name_id) AS sought_id",
        "coalesce(disputed, false) AS conflict",
    )
    # Every name under which a company with a code is known, whether a row or the register gives it.
    by_name = (
        placed.where("NOT links_only AND coded_id IS NOT NULL")
        .selectExpr("explode(array(name, sought)) AS sought", "coded_id")
        .groupBy("sought")
        .agg(
            F.expr("if(min(coded_id) = max(coded_id), min(coded_id), null)").alias("named_id"),
            F.lit(True).alias("borne"),
        )
    )
    return (
        placed.join(by_name, on="sought", how="left")
        .selectExpr("*", f"{_LEVEL} AS level")
        .selectExpr(
            *normal.columns,
            """CASE level WHEN 'name_only' THEN sought_id WHEN 'alone' THEN alone_id
               ELSE coalesce(coded_id, named_id) END AS entity_id""",
            "level",
            f"{probability_of('level', PROBABILITY)} AS probability",
            "conflict",
        )
    )


_LEVEL = """CASE
    WHEN own_id IS NOT NULL THEN 'credit_code'
    WHEN coded_id IS NOT NULL THEN 'registration_no'
    WHEN named_id IS NOT NULL THEN 'company_name'
    WHEN sought_id IS NOT NULL AND borne IS NULL THEN 'name_only'
    ELSE 'alone' END"""


def _registration_numbers(registered: DataFrame) -> DataFrame:
    """One row per registration number: the only company behind it, its register name, and whether codes disagree."""
    registered_name = f"CASE WHEN table = '{REGISTER}' THEN name END"
    made = {
        "registered_id": "if(min(own_id) = max(own_id), min(own_id), null)",
        "registered_name": f"min({registered_name})",
        "registered_name_id": f"min_by(name_id, {registered_name})",
        "disputed": "min(own_id) <> max(own_id)",
    }
    return registered.groupBy("registration_no").agg(*(F.expr(how).alias(name) for name, how in made.items()))
