"""Rows of facts from rows of texts, on Spark."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame

from features.judgments.facts import FIELDS, read_judgment

FACTS_DDL = (
    "source_row_id string, case_no string, principal_fen bigint, net_fen bigint, agreed_rate_monthly_percent double, "
    "overdue_rate_monthly_percent double, first_loan_on date, due_on date, defendant_absent boolean, "
    "has_guarantor boolean, transfer_method string, interest_deducted boolean, outcome string, withdrawn boolean, "
    "parties array<struct<role: string, name: string>>, sentences map<string, string>"
)
"""Columns of `judgment_facts`; `Facts` says what each means and when it is null."""


def judgment_facts(texts: DataFrame) -> DataFrame:
    """bronze.judgment_texts -> one row of facts per row, with the row's `source_row_id` and `case_no`.

    A text that is no judgment, or null, gives a row of nulls. `parties` and `sentences` carry names as the court wrote
    them: join ids to them and cite them where bronze's texts may be read, and keep them out of later layers.
    """
    return texts.select("source_row_id", "case_no", "document_text").mapInPandas(_facts_of_batches, FACTS_DDL)


def _facts_of_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    # Python, because a judgment is read with some hundred patterns: 4 milliseconds a text.
    for batch in batches:
        rows = []
        for row in batch.itertuples(index=False):
            facts = read_judgment(row.document_text)
            made: dict[str, object] = {"source_row_id": row.source_row_id, "case_no": row.case_no}
            made |= {name: getattr(facts, name) for name in FIELDS}
            made["parties"] = [{"role": one.role, "name": one.name} for one in facts.parties]
            made["sentences"] = dict(facts.sentences)
            rows.append(made)
        columns = ["source_row_id", "case_no", *FIELDS, "parties", "sentences"]
        # Objects throughout: pandas has no null for whole numbers and booleans.
        yield pd.DataFrame(rows, columns=columns, dtype=object)
