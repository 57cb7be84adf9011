"""The truth of `beijing_names` and how an answer is held against it.

A record is a (file, code, name as written) once; the code stands in the declared column of the row's subject and
passes its check, agencies' codes (starting 11) and placeholders are left out. A pair is two records of different files.
It belongs together when the codes are equal. Hard companies are those in two or more files with several names, as
written; the pairs among all pairs whose two names differ are counted apart, for they are harder still.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pyarrow as pa

from benchmarks.linkage.beijing_files import names_as_written
from benchmarks.linkage.company_errors import error_kinds
from identifiers import credit_codes
from identifiers.han import simplified
from identifiers.names import split_site
from models.linking.mentions import MentionColumns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_AGENCY = "11"
_LEAST_CHARACTERS = 4
"""A code of fewer different characters is a placeholder."""


def company_records(
    data: Path, tables: Mapping[str, DataFrame], declared: Iterable[MentionColumns], answer: pa.Table
) -> pd.DataFrame:
    """One row per record: `file`, `code`, `name` as written, `company` (the answer's) and `first_half` (of the codes).

    A mention that linking took for a person's has no company in the answer and stands alone.
    """
    read = ["source_row_id", "source_file", "source_row"]
    parts = [
        tables[f"bronze.{one.table}"]
        .selectExpr(*read, f"`{one.name}` AS name", f"`{one.id_number}` AS code", f"'{one.role}' AS role")
        .toPandas()
        for one in declared
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["code"] = rows["code"].map(subject_code)
    rows = rows.dropna(subset=["code", "name"])
    rows["file"] = rows["source_file"].map(lambda path: Path(path).name)
    rows["mention_id"] = rows["source_row_id"] + "/" + rows["role"]
    return compared(data, rows, answer.to_pandas())


def compared(data: Path, rows: pd.DataFrame, answer: pd.DataFrame) -> pd.DataFrame:
    """Rows with `file`, `source_row`, `name` as read, `code` and `mention_id`, once per record, with the answer's
    `company`."""
    files = rows.groupby("file")
    written = names_as_written(
        data, {str(file): dict(zip(group["source_row"], group["name"], strict=True)) for file, group in files}
    )
    places = zip(rows["file"], rows["source_row"], rows["name"], strict=True)
    rows = rows.assign(name=[written.get((file, number), name) for file, number, name in places])
    records = rows.sort_values("mention_id").drop_duplicates(["file", "code", "name"])
    records = records.merge(answer, on="mention_id", how="left")
    records["company"] = records["company"].fillna(records["mention_id"])
    records["first_half"] = records["code"].map(in_first_half)
    return records[["file", "code", "name", "company", "first_half"]]


def subject_code(written: str | None) -> str | None:
    """The code that the truth goes by, or None: wrong ones, agencies' and placeholders are no company's."""
    check = credit_codes.check(written)
    if not check.valid or check.code is None or check.code.startswith(_AGENCY):
        return None
    return check.code if len(set(check.code)) >= _LEAST_CHARACTERS else None


def in_first_half(code: str) -> bool:
    """Whether a code belongs to the half that rules may be made by."""
    return blake2b(code.encode(), digest_size=1).digest()[0] % 2 == 0


class Pairs(NamedTuple):
    """Numbers of pairs: put together by the answer, belonging together by the truth, and both."""

    found: int
    belonging: int
    both: int

    @property
    def precision(self) -> float:
        """Share of the pairs put together that belong together; 1 where there are none."""
        return round(self.both / self.found, 6) if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that belong together that were put together; 1 where there are none."""
        return round(self.both / self.belonging, 6) if self.belonging else 1.0


def measures(records: pd.DataFrame) -> dict[str, object]:
    """Precision and recall over all records and within each half, counts of companies, and errors by kind."""
    codes = records.groupby("code").agg(files=("file", "nunique"), names=("name", "nunique"))
    several = codes[codes["files"] > 1]
    renamed = several[several["names"] > 1].index
    first = records["first_half"]
    return {
        **_of(records, renamed),
        "companies": len(several),
        "hard_companies": len(renamed),
        "hard_companies_in_normal_form": _several_forms(records[records["code"].isin(renamed)]),
        "records": len(records),
        "first_half": _of(records[first], renamed),
        "second_half": _of(records[~first], renamed),
        "errors_by_kind": error_kinds(records[first]),
    }


def _several_forms(records: pd.DataFrame) -> int:
    """Codes with several names even in normal form and without their sites."""
    forms = records["name"].map(lambda name: simplified(split_site(name)[0]))
    return int((forms.groupby(records["code"]).nunique() > 1).sum())


def _of(records: pd.DataFrame, renamed: pd.Index) -> dict[str, object]:
    every, differing = count_pairs(records), count_pairs(records, differing=True)
    others = count_pairs(records[~records["code"].isin(renamed)])
    # A pair with one end in a company of several names is theirs, so that what is wrongly joined to them counts.
    hard = Pairs(*(all_of - rest for all_of, rest in zip(every, others, strict=True)))
    return {
        "precision": every.precision,
        "recall": every.recall,
        "pairs": every.belonging,
        "hard_pairs": hard.belonging,
        "hard_precision": hard.precision,
        "hard_recall": hard.recall,
        "differing_pairs": differing.belonging,
        "differing_precision": differing.precision,
        "differing_recall": differing.recall,
    }


def count_pairs(records: pd.DataFrame, differing: bool = False) -> Pairs:
    """Pairs of records of different files; with `differing` of different names as written too."""
    return Pairs(*(_across(records, by, differing) for by in (["company"], ["code"], ["company", "code"])))


def _across(records: pd.DataFrame, by: Sequence[str], differing: bool) -> int:
    """Pairs that agree in `by` and differ in file, by inclusion and exclusion of those that agree in more."""
    kept = _agreeing(records, by) - _agreeing(records, [*by, "file"])
    if differing:
        kept -= _agreeing(records, [*by, "name"]) - _agreeing(records, [*by, "file", "name"])
    return kept


def _agreeing(records: pd.DataFrame, by: Sequence[str]) -> int:
    sizes = records.groupby(list(by)).size()
    return int((sizes * (sizes - 1) // 2).sum())
