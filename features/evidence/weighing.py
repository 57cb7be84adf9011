"""From measured subjects to evidence rows: which rules fire, on what rows they rest, what they say.

One pass over the subjects for every rule of a list, one over each view that is cited; then a row per subject and rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

from features.compute import counted, satisfied
from features.declaration import Declared, Feature
from features.evidence.declaration import Rule
from features.sentences import said, written
from features.sources.declared import VIEWS
from features.sql import literal

if TYPE_CHECKING:
    import pandas as pd

    from features.sources import Inputs
    from identifiers.pseudonyms import Pseudonyms

MOST_CITED = 20
"""Rows that one piece of evidence cites at most; departments take turns, each with its latest rows first."""

EVIDENCE_DDL = (
    "evidence_id string, list_name string, subject_id string, rule string, polarity string, step int, law string, "
    "value double, threshold double, sentence_zh string, sentence_en string, departments array<string>, "
    "source_row_ids array<string>, citations array<string>, last_on date"
)
"""Columns of features.evidence_items."""


def weigh(
    subjects: DataFrame,
    views: Mapping[str, str],
    rules: tuple[Rule, ...],
    measured: Mapping[str, Declared],
    inputs: Inputs,
    pseudonyms: Pseudonyms,
) -> DataFrame:
    """One row per subject and rule of one list that fires and can cite a row, with the columns of EVIDENCE_DDL.

    `subjects` has subject_id and every column that a rule's conditions name; `views` every view that a cited feature
    counts over. Raises KeyError when either is missing.
    """
    # One shuffle by subject and rule serves every step that follows.
    rows = f"""
              select /*+ repartition(subject_id, rule) */ *
              from ({_cited(views, rules, measured, inputs.as_of)}) join ({_fired(rules)}) using (subject_id, rule)"""
    # A row behind two rows of a view (two debtors of one suit) is cited once.
    once = f"""select subject_id, rule, value, beside, row, max(event_on) as event_on, max(happened_on) as happened_on
              from ({rows}) group by all"""
    flat = inputs.query(
        f"""
        select
          subject_id,
          rule,
          value,
          beside,
          array_sort(array_distinct(cited.department)) as departments,
          rows.source_row_id as source_row_ids,
          rows.citation as citations,
          array_max(cited.happened_on) as last_on
        from (
          select *, sort_array(transform(cited, one -> struct(one.source_row_id, one.citation))) as rows
          from (
            select subject_id, rule, value, beside,
              slice(sort_array(collect_list(struct(turn, row.*, happened_on))), 1, {MOST_CITED}) as cited
            from (
              select *,
                row_number() over (
                  partition by subject_id, rule, row.department
                  order by event_on desc nulls last, row.source_row_id
                ) as turn
              from ({once})
            )
            group by subject_id, rule, value, beside
          )
        )
        """,
        subjects=subjects,
    )
    told = {rule.name: (rule, measured[rule.value], measured.get(rule.beside)) for rule in rules}

    def tell(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            yield _told(batch, told, pseudonyms)

    # Keyed ids and sentences are Python's; measured on 20,000 people this pass takes under a second.
    return flat.mapInPandas(tell, EVIDENCE_DDL)


def _fired(rules: tuple[Rule, ...]) -> str:
    """subject_id, rule, value, beside of every rule that fires."""
    findings = (
        f"if({satisfied(rule.when)}, named_struct('rule', {literal(rule.name)}, 'value', "
        f"round(cast({rule.value} as double), 9), 'beside', "
        f"round(cast({rule.beside or 'null'} as double), 9)), null)"
        for rule in rules
    )
    return f"select subject_id, inline(array_compact(array({', '.join(findings)}))) from {{subjects}}"


def _cited(views: Mapping[str, str], rules: tuple[Rule, ...], measured: Mapping[str, Declared], as_of: date) -> str:
    """subject_id, rule, event_on, happened_on, row: each bronze row that a rule of the list would cite, fired or not,
    even twice; happened_on is null where it is no event."""
    by_view: dict[str, dict[str, list[str]]] = {}
    for rule in rules:
        for name in rule.cites:
            feature = measured[name]
            if isinstance(feature, Feature):
                by_view.setdefault(feature.source, {}).setdefault(rule.name, []).append(counted(feature, as_of))
    selects = []
    for view, of_rules in sorted(by_view.items()):
        happened = VIEWS[view].happened or "cast(null as date)"
        hits = ", ".join(f"if({' or '.join(rows)}, {literal(rule)}, null)" for rule, rows in sorted(of_rules.items()))
        selects.append(
            f"select subject_id, rule, event_on, happened_on, explode(cited) as row from (select subject_id, event_on, "
            f"{happened} as happened_on, cited, explode(array_compact(array({hits}))) as rule from ({views[view]}))"
        )
    return " union all ".join(selects)


_Told = tuple[Rule, Declared, Declared | None]
"""A rule, and what measures its value and the number told beside it."""


def _told(batch: pd.DataFrame, told: Mapping[str, _Told], pseudonyms: Pseudonyms) -> pd.DataFrame:
    import pandas as pd  # here and not above: the driver only hands this function to Spark's workers

    rules = [told[name][0] for name in batch["rule"]]
    numbers = zip(batch["rule"], batch["value"], batch["beside"], strict=True)
    sentences = [_sentences(told[name], value, beside) for name, value, beside in numbers]
    made: dict[str, Any] = {
        "evidence_id": [
            pseudonyms.of("evidence", rule.list_name, subject, rule.name)
            for rule, subject in zip(rules, batch["subject_id"], strict=True)
        ],
        "list_name": [rule.list_name for rule in rules],
        "polarity": [rule.polarity for rule in rules],
        "step": pd.array([rule.step for rule in rules], dtype="Int32"),
        "law": [rule.law for rule in rules],
        "threshold": [rule.threshold for rule in rules],
        "sentence_zh": [zh for zh, _ in sentences],
        "sentence_en": [en for _, en in sentences],
    }
    return batch.assign(**made)[[column.split()[0] for column in EVIDENCE_DDL.split(", ")]]


def _sentences(told: _Told, value: float, beside: float) -> tuple[str, str]:
    rule, measured, second = told
    # NaN is how null arrives here.
    other = written(beside, second.unit) if second and beside == beside else ("若干", "an unknown number")
    value_zh, value_en = written(value, measured.unit)
    limit_zh, limit_en = written(rule.threshold, measured.unit)
    return (
        said(rule.zh, value, value_zh).replace("{threshold}", limit_zh).replace("{beside}", other[0]),
        said(rule.en, value, value_en).replace("{threshold}", limit_en).replace("{beside}", other[1]),
    )
