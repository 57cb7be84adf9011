"""A city's answer against its truth: pairs put together and pairs that belong, and the worst kinds of errors."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from pathlib import Path

import numpy as np
import pandas as pd

WORST = 10
_HELD = ("entity", "source_file", "source_row", "role", "kind", "links_only", "own_id", "borne")
_TOLD_BY = {
    "id_seen": "part of id",
    "birth_on": "birth",
    "phone": "phone",
    "address": "address",
    "context": "context",
    "registration_no": "registration",
}

_OF_RECORDS: dict[Hashable, str] = {
    "file": "category",
    "row": "int64",
    "role": "category",
    "entity_id": "str",
    "damage": "category",
}


def against(truth: Path, answer: Path) -> dict[str, object]:
    """Measures of the answer, and on stderr the kinds with most false merges and misses.

    Pairs are of mentions of one kind. `no_id_*` are pairs with at least one mention without a valid number,
    `no_id_only_*` those of two such; `company_*` and `no_code_*` are the companies' and their credit codes'.
    `two_id_clusters` are entities of mentions with different valid numbers, reporters and victims left out;
    `two_borne_id_clusters` count numbers that linking found to be another's as well.
    """
    columns = [*_HELD, *_TOLD_BY, "name", "masked_name"]
    found = pd.read_parquet(answer, columns=columns)
    records = pd.read_csv(
        truth / "records.csv",
        usecols=["file", "row", "role", "entity_id", "damage"],
        dtype=_OF_RECORDS,
        keep_default_na=False,
    ).rename(columns={"file": "source_file", "row": "source_row"})
    found = found.merge(records, on=["source_file", "source_row", "role"])
    ids = found[~found["links_only"]].groupby("entity")[["own_id", "borne"]].nunique()
    several = (ids > 1).sum()
    measures: dict[str, object] = {
        "compared_mentions": len(found),
        "two_id_clusters": int(several["own_id"]),
        "two_borne_id_clusters": int(several["borne"]),
    }
    for kind, prefix, without in (("person", "", "no_id_"), ("company", "company_", "no_code_")):
        of_kind = found[found["kind"] == kind]
        known = of_kind["own_id"].notna()
        every, numbered, among = (_pairs(part) for part in (of_kind, of_kind[known], of_kind[~known]))
        touching = tuple(whole - part for whole, part in zip(every, numbered, strict=True))
        measures |= _rates(prefix, every) | _rates(without, touching) | _rates(f"{without}only_", among)
        for what, same, differs in (("false merges", "entity", "entity_id"), ("misses", "entity_id", "entity")):
            print(_table(of_kind, f"{kind}: {what}", same, differs), file=sys.stderr, flush=True)
    return measures


def _pairs(found: pd.DataFrame) -> tuple[int, int, int]:
    """Pairs that are right, that were made, and that there are."""
    return (_within(found, ["entity", "entity_id"]), _within(found, ["entity"]), _within(found, ["entity_id"]))


def _within(found: pd.DataFrame, keys: list[str]) -> int:
    sizes = found.groupby(keys).size()
    return int((sizes * (sizes - 1) // 2).sum())


def _rates(prefix: str, pairs: tuple[int, ...]) -> dict[str, float]:
    right, made, there = pairs
    return {
        f"{prefix}precision": round(right / made, 6) if made else 1.0,
        f"{prefix}recall": round(right / there, 6) if there else 1.0,
    }


def _table(found: pd.DataFrame, what: str, same: str, differs: str) -> str:
    """The kinds with most wrong pairs: what each of the two mentions had to go by, and what was wrong with it."""
    split = found.groupby(same)[differs].transform("nunique") > 1
    suspects = found[split].reset_index(drop=True)
    named = np.select([suspects["name"].notna(), suspects["masked_name"].notna()], ["name", "masked name"], "no name")
    kind = pd.Series(named, index=suspects.index).where(suspects["own_id"].isna(), "id")
    for column, word in _TOLD_BY.items():
        told = suspects[column].notna() & suspects["own_id"].isna()
        kind = kind.where(~told, kind + "+" + word)
    kind += suspects["links_only"].map({True: " of a reporter", False: ""})
    kind += suspects["damage"].map(lambda damage: f" ({damage})" if damage else "").astype(str)
    # A wrong pair is between two parts; of a part only how many of each kind it holds matters.
    parts = suspects.assign(kind=kind).groupby([same, differs, "kind"], observed=True).size().reset_index(name="n")
    pairs = parts.merge(parts, on=same, suffixes=("", "_other"))
    pairs = pairs[pairs[differs] < pairs[f"{differs}_other"]]
    first = pairs["kind"] <= pairs["kind_other"]
    both = pairs["kind"].where(first, pairs["kind_other"]) + " | " + pairs["kind_other"].where(first, pairs["kind"])
    counted = (pairs["n"] * pairs["n_other"]).groupby(both).sum().sort_values(ascending=False, kind="stable")
    lines = [f"  {count:>7,}  {name}" for name, count in counted.head(WORST).items()]
    return "\n".join([f"{what} by kind, {counted.sum():,} pairs:", *lines])
