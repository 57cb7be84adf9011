"""features.judgment_facts is what its contract says, for documents of every kind and for none."""

from __future__ import annotations

from drawn_tables import bronze
from pyspark.sql import SparkSession

from features.judgments.tables import judgment_facts
from jobs.reader import table_ddl

TABLE = "features.judgment_facts"
FOUND = "原告：王某，男。被告：李某，男。本院经审理查明：2024年5月1日，李某向王某借款10万元，约定月利率2%。"


def test_every_document_has_a_row_in_the_columns_of_the_contract(spark: SparkSession) -> None:
    texts = [FOUND, "准许原告撤回起诉。", "一张白纸", ""]
    drawn = [
        {"case_no": f"案{place}", "document_kind": "judgment", "document_text": text}
        for place, text in enumerate(texts)
    ]

    made = judgment_facts(bronze(spark, "judgment_texts", drawn), bronze(spark, "case_parties", []))

    declared = spark.createDataFrame([], table_ddl(TABLE))
    assert made.dtypes == declared.dtypes
    assert [row.principal_fen for row in made.orderBy("case_no").collect()] == [10_000_000, None, None, None]


def test_a_night_without_documents_has_no_row(spark: SparkSession) -> None:
    made = judgment_facts(bronze(spark, "judgment_texts", []), bronze(spark, "case_parties", []))

    assert made.count() == 0
