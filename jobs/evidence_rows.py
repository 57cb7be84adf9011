"""Evidence rows gathered by subject, in the form that `models.evidence.Evidence` reads."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from models.evidence import ROW_TYPE


def by_subject(table: DataFrame) -> DataFrame:
    """list_name, subject_id and `items`, its evidence in the order of evidence ids; one row per list and subject."""
    row = F.struct(
        *("evidence_id", "rule", "polarity", "step", "value", "threshold", "sentence_zh", "sentence_en", "departments"),
        F.size("source_row_ids").alias("rows"),
        "last_on",
    ).cast(ROW_TYPE)
    return table.groupBy("list_name", "subject_id").agg(F.sort_array(F.collect_list(row)).alias("items"))
