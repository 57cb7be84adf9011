"""Rows of facts from rows of texts, on Spark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from features.judgments.agents import said_of
from features.judgments.facts import FIELDS, Facts, read_judgment

FACT_TYPES: dict[str, pa.DataType] = {
    "principal_fen": pa.int64(),
    "net_fen": pa.int64(),
    "delivered_in_full": pa.bool_(),
    "agreed_rate_monthly_percent": pa.float64(),
    "overdue_rate_monthly_percent": pa.float64(),
    "first_loan_on": pa.date32(),
    "due_on": pa.date32(),
    "defendant_absent": pa.bool_(),
    "has_guarantor": pa.bool_(),
    "transfer_method": pa.string(),
    "interest_deducted": pa.bool_(),
    "outcome": pa.string(),
    "withdrawn": pa.bool_(),
}
"""The type of each field of `Facts` that holds one value."""

MOST_FEN = 10**13
"""A sum beyond a hundred billion yuan is no loan between private people: figures ran together, and nobody is sure."""

_KEPT: dict[str, pa.DataType] = {
    "source_row_id": pa.string(),
    "department": pa.string(),
    "source_place": pa.string(),
    "source_row": pa.int64(),
    "case_no": pa.string(),
    "document_kind": pa.string(),
    "event_on": pa.date32(),
    "known_on": pa.date32(),
}

SCHEMA = pa.schema(
    {
        **_KEPT,
        **FACT_TYPES,
        "guarantors": pa.int64(),
        "agents": pa.list_(pa.struct({"party_row": pa.string(), "for_plaintiff": pa.bool_(), "capacity": pa.string()})),
        "sentences": pa.list_(
            pa.struct({"fact": pa.string(), "first_character": pa.int64(), "end_character": pa.int64()})
        ),
    }
)
"""Columns of `judgment_facts`; `Facts` says what each means and when it is null."""


def judgment_facts(texts: DataFrame, parties: DataFrame) -> DataFrame:
    """bronze.judgment_texts and bronze.case_parties -> features.judgment_facts: one row per document; a text without
    facts has a row of nulls.

    `guarantors` counts the parties who stood surety: null where somebody did who is not named, or where it is unclear
    whether anybody did. Sentences and parties carry names, so that neither is kept: `sentences` says between which
    characters of the document, counted from 0 and the end left out, the sentence of each fact stands. `agents` names
    the rows of the case's agents of whom the document says anything: whether they were a plaintiff's, and as what they
    appeared (`features.judgments.agents.said_of`).
    """
    agents = parties.where("role = 'agent' and party_name is not null").selectExpr(
        "case_no", "struct(source_row_id as party_row, party_name) as agent"
    )
    of_case = agents.groupBy("case_no").agg(F.expr("sort_array(collect_list(agent))").alias("named_agents"))
    recorded = "if(event_on_basis = 'recorded', event_on, null) as event_on"
    columns = [recorded if name == "event_on" else name for name in _KEPT]
    told = texts.selectExpr(*columns, "document_text").join(of_case, on="case_no", how="left")
    return told.mapInArrow(_facts_of_batches, from_arrow_schema(SCHEMA))


def _facts_of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    # Python, because a judgment is read with some hundred patterns: 4 milliseconds a text.
    for batch in batches:
        yield pa.RecordBatch.from_pylist([_row(told) for told in batch.to_pylist()], schema=SCHEMA)


def _row(told: Mapping[str, Any]) -> dict[str, object]:
    text = told["document_text"]
    facts = read_judgment(text)
    values = {name: getattr(facts, name) for name in FIELDS}
    values |= {name: None for name in ("principal_fen", "net_fen") if (values[name] or 0) > MOST_FEN}
    return {
        **{name: told[name] for name in _KEPT},
        **values,
        "guarantors": _guarantors(facts),
        "agents": [
            {"party_row": one["party_row"], "for_plaintiff": side, "capacity": capacity}
            for one in told["named_agents"] or ()
            for capacity, side in (said_of(one["party_name"], text),)
            if (capacity, side) != (None, None)
        ],
        "sentences": [
            {"fact": fact, "first_character": first, "end_character": first + len(sentence)}
            for fact, sentence in sorted(facts.sentences.items())
            # Where a sentence stands twice, either place shows the same words.
            if values[fact] is not None and (first := text.find(sentence)) >= 0
        ],
    }


def _guarantors(facts: Facts) -> int | None:
    named = sum(party.role == "guarantor" for party in facts.parties)
    return 0 if facts.has_guarantor is False else named or None
