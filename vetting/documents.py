"""Which documents stand, and which ground each can show on a day. One function per ground of `law.grounds`; no other.

A judgment stands when it is effective. A sealed or quashed one, one under appeal and an acquittal are no record, and of
somebody under 18 at the offence and sentenced to at most five years the answer must be that there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from vetting.identity import name_form, number_form

_ADULT_MONTHS = 18 * 12
_JUVENILE_LIMIT_MONTHS = 5 * 12


def judgments(criminal_judgments: DataFrame, as_of: date) -> DataFrame:
    """bronze.criminal_judgments -> one row per judgment that stands: row_id, citation, number, name, birth_on (of the
    document, null when not recorded) and the dates grounds look at."""
    in_force = (F.col("status") == "effective") & (F.col("effective_on") <= F.lit(as_of))
    return criminal_judgments.where(in_force).select(
        *_place(),
        number_form(F.col("defendant_citizen_id")).alias("number"),
        name_form(F.col("defendant_name")).alias("name"),
        F.col("defendant_birth_on").alias("document_birth_on"),
        F.coalesce("offence_on", "judged_on").alias("acted_on"),
        F.coalesce("prison_months", F.lit(0)).alias("prison_months"),
        "effective_on",
        # An end without a beginning still says that rights were deprived: from the day the judgment took effect.
        F.coalesce(
            "rights_deprived_from", F.when(F.col("rights_deprived_until").isNotNull(), F.col("effective_on"))
        ).alias("deprived_from"),
        F.col("rights_deprived_until").alias("deprived_until"),
    )


def debtor_listings(judgment_debtors: DataFrame) -> DataFrame:
    """bronze.judgment_debtors -> one row per listing of somebody who is not a company: row_id, citation, number, name,
    document_birth_on (always null: listings carry none), listed_on, removed_on."""
    return judgment_debtors.where(F.coalesce(F.col("debtor_kind"), F.lit("person")) == "person").select(
        *_place(),
        number_form(F.col("debtor_id_number")).alias("number"),
        name_form(F.col("debtor_name")).alias("name"),
        F.lit(None).cast("date").alias("document_birth_on"),
        "listed_on",
        "removed_on",
    )


def is_juvenile_record() -> Column:
    """Whether a judgment must be answered with "no record": under 18 at the offence (at the judgment, where the offence
    has no date) and at most five years. Somebody turns 18 on the day after the birthday (SPC interpretation 2006-1)."""
    under_age = F.col("acted_on") <= F.add_months(F.col("birth_on"), _ADULT_MONTHS)
    return under_age & (F.col("prison_months") <= _JUVENILE_LIMIT_MONTHS)


def shows_deprivation() -> Column:
    """Rights are deprived on `on_day`: begun, and for life or not yet over (the last day counts)."""
    begun = F.col("deprived_from") <= F.col("on_day")
    return begun & (F.col("deprived_until").isNull() | (F.col("on_day") <= F.col("deprived_until")))


def shows_punishment() -> Column:
    """A judgment was in force on `on_day`. No time after which it counts no more is known to us."""
    return F.col("effective_on") <= F.col("on_day")


def shows_listing() -> Column:
    """Listed on `on_day`: published by then and not yet removed. What once was means nothing."""
    published = F.col("listed_on") <= F.col("on_day")
    return published & (F.col("removed_on").isNull() | (F.col("on_day") < F.col("removed_on")))


SHOWS: dict[str, Callable[[], Column]] = {
    "deprivation_of_political_rights": shows_deprivation,
    "criminal_punishment": shows_punishment,
    "listed_judgment_debtor": shows_listing,
}
"""Ground id -> whether a document shows it on the day asked about. Exactly the grounds of `law.grounds.CLOSED_LIST`."""


def _place() -> tuple[Column, Column]:
    return (
        F.col("source_row_id").alias("row_id"),
        F.concat_ws("#", "source_place", F.col("source_row").cast("string")).alias("citation"),
    )
