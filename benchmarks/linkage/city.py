"""Persons of a city, linked as a night links them and held against the truth that the simulator kept.

Nothing of the truth is read before our own answer is written. Parameters and threshold are learnt from the extracts;
neither is chosen by what comes out here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from identifiers.pseudonyms import Pseudonyms
from jobs.link_identities import mention_columns
from jobs.reader import Reader
from jobs.sessions import fit_to, start_spark
from jobs.settings import Settings
from jobs.warehouse import Warehouse
from models import linking
from models.linking.person_edges import person_edges
from models.linking.training import train_person_linkage

if TYPE_CHECKING:
    from models.linking.person_model import PersonLinkage

AS_OF = date(2026, 3, 4)
WORST = 10


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Pairwise precision and recall of persons' mentions, of all and of pairs with a mention without a valid id.

    `seconds` are those of linking: bronze to an entity for each mention, with a model trained before.
    """
    with tempfile.TemporaryDirectory(prefix="mingjing-city-") as folder:
        home = Path(folder)
        truth, as_of = _city(arguments, home)
        answer = arguments.out or home / "answer.parquet"
        figures = _link(home, as_of, arguments.seed, answer)
        return {"people": arguments.people, "seed": arguments.seed, **figures, **_against(truth, answer)}


def _city(arguments: argparse.Namespace, home: Path) -> tuple[Path, date]:
    """The folder of the truth and the night, after the city's extracts were read into a warehouse under `home`."""
    environment = {**os.environ, "MINGJING_HOME": str(home), "MINGJING_SEED": str(arguments.seed)}
    if arguments.city is None:
        words = ["simulate", "--people", str(arguments.people), "--seed", str(arguments.seed)]
        _run([*words, "--as-of", AS_OF.isoformat()], environment)
        truth, as_of = home / "truth", AS_OF
    else:
        truth = arguments.city / "truth"
        (home / "landing").symlink_to((arguments.city / "landing").resolve())
        as_of = date.fromisoformat(json.loads((truth / "city.json").read_text(encoding="utf-8"))["as_of"])
    _run(["run", "ingest_extracts", "--as-of", as_of.isoformat()], environment)
    return truth, as_of


def _run(words: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "jobs", *words], env=dict(environment), stdout=sys.stderr, check=True)


def _link(home: Path, as_of: date, seed: int, answer: Path) -> dict[str, object]:
    settings = Settings.from_environment({**os.environ, "MINGJING_HOME": str(home)})
    spark = start_spark(settings, "linkage benchmark")
    reader = Reader(spark, Warehouse(settings.warehouse), as_of)
    begun = time.monotonic()
    declared = mention_columns()
    tables = reader.read_all(sorted({f"bronze.{one.table}" for one in declared}))
    fit_to(spark, settings, sum(reader.rows_held.values()))
    pseudonyms = Pseudonyms.from_key_file(settings.key_file)
    normal = linking.normalised(linking.mentions(tables, declared), pseudonyms).where("kind = 'person'").toArrow()
    read = time.monotonic()
    _say(f"{normal.num_rows:,} mentions of persons in normal form after {read - begun:.1f} s")
    trained = train_person_linkage(normal, pseudonyms, "synthetic_city", as_of, seed)
    ready = time.monotonic()
    _say(f"trained in {ready - read:.1f} s")
    found = _resolve(normal, trained.model, pseudonyms)
    done = time.monotonic()
    _say(f"linked in {done - ready:.1f} s")
    places = pa.concat_tables(
        tables[name].select("source_row_id", "source_file", "source_row").toArrow() for name in sorted(tables)
    ).to_pandas()
    pq.write_table(pa.Table.from_pandas(found.merge(places, on="source_row_id"), preserve_index=False), answer)
    spark.stop()
    return {"seconds": round(done - ready + read - begun, 1), "train_seconds": round(ready - read, 1)}


def _resolve(normal: pa.Table, model: PersonLinkage, pseudonyms: Pseudonyms) -> pd.DataFrame:
    """Mentions with their `entity`: components of the edges at the model's threshold, the surest edges first, none
    between two people with valid ids; reporters' and victims' mentions are added to at most one of them."""
    edges = person_edges(normal, model, pseudonyms).to_pandas()
    held = normal.select(
        ["source_row_id", "table", "role", "links_only", "name", "number", "phone", "birth_on", "address", "id_seen"]
    ).to_pandas()
    held["mention_id"] = held["source_row_id"] + "/" + held["role"]
    edges = edges[edges["probability"] >= model.threshold]
    place = pd.Series(np.arange(len(held)), index=held["mention_id"])
    left, right = place[edges["left_id"]].to_numpy(), place[edges["right_id"]].to_numpy()
    number = pd.factorize(held["number"])[0]
    group = np.where(number >= 0, number, number.max() + 1 + np.arange(len(held)))
    heard = held["links_only"].to_numpy()
    speaks = ~(heard[left] | heard[right])
    group = _joined(group, number, left[speaks], right[speaks], edges["probability"].to_numpy()[speaks])
    best = edges[~speaks].assign(left=left[~speaks], right=right[~speaks])
    best["reporter"] = np.where(heard[best["left"]], best["left"], best["right"])
    best["person"] = np.where(heard[best["left"]], best["right"], best["left"])
    best = best.sort_values(["probability", "left_id", "right_id"], ascending=[False, True, True])
    best = best.drop_duplicates("reporter")
    group[best["reporter"].to_numpy()] = group[best["person"].to_numpy()]
    return held.assign(entity=group)


def _joined(
    group: np.ndarray, number: np.ndarray, left: np.ndarray, right: np.ndarray, probability: np.ndarray
) -> np.ndarray:
    """Groups after the edges have joined them; a component with two valid ids is parted at its least sure edges."""
    graph = coo_array((np.ones(len(left)), (group[left], group[right])), shape=(group.max() + 1,) * 2)
    component = connected_components(graph, directed=False)[1][group]
    ids = pd.Series(number)[number >= 0].groupby(component[number >= 0]).nunique()
    torn = set(ids[ids > 1].index)
    owner: dict[int, int] = {}
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    for mention in np.flatnonzero(np.isin(component, list(torn)) & (number >= 0)):
        owner[int(group[mention])] = int(number[mention])
    for edge in np.argsort(-probability, kind="stable"):
        if component[left[edge]] not in torn:
            continue
        one, other = root(int(group[left[edge]])), root(int(group[right[edge]]))
        if one == other or (one in owner and other in owner):
            continue
        kept, gone = (one, other) if one in owner else (other, one)
        parent[gone] = kept
    offset = group.max() + 1
    return np.array(
        [offset + root(int(one)) if whole in torn else whole for one, whole in zip(group, component, strict=True)]
    )


def _against(truth: Path, answer: Path) -> dict[str, object]:
    """Figures of the answer, and on stderr the worst false merges and misses by kind."""
    records = pd.read_csv(truth / "records.csv", dtype=str, keep_default_na=False)
    records["source_row"] = records["row"].astype("int64")
    found = pd.read_parquet(answer).merge(
        records.rename(columns={"file": "source_file"}), on=["source_file", "source_row", "role"]
    )
    unnumbered = found["number"].isna()
    every, numbered, among = (_pairs(part) for part in (found, found[~unnumbered], found[unnumbered]))
    touching = tuple(whole - part for whole, part in zip(every, numbered, strict=True))
    ids = found[~unnumbered & ~found["links_only"]].groupby("entity")["number"].nunique()
    _say(_table(found, "false merges", "entity", "entity_id"))
    _say(_table(found, "misses", "entity_id", "entity"))
    return {
        "mentions": len(found),
        **_rates("", every),
        **_rates("no_id_", touching),
        **_rates("no_id_only_", among),
        "two_id_clusters": int((ids > 1).sum()),
    }


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
    has = {"number": "id", "id_seen": "part of id", "birth_on": "birth", "phone": "phone", "address": "address"}
    kind = pd.Series("name", index=suspects.index)
    for column, word in has.items():
        kind = kind.where(suspects[column].isna(), kind + "+" + word)
    kind = kind + suspects["damage"].map(lambda damage: f" ({damage})" if damage else "")
    # A wrong pair is between two parts; of a part only how many of each kind it holds matters.
    parts = suspects.assign(kind=kind).groupby([same, differs, "kind"]).size().reset_index(name="n")
    pairs = parts.merge(parts, on=same, suffixes=("", "_other"))
    pairs = pairs[pairs[differs] < pairs[f"{differs}_other"]]
    first = pairs["kind"] <= pairs["kind_other"]
    named = pairs["kind"].where(first, pairs["kind_other"]) + " | " + pairs["kind_other"].where(first, pairs["kind"])
    counted = (pairs["n"] * pairs["n_other"]).groupby(named).sum().sort_values(ascending=False, kind="stable")
    lines = [f"  {count:>7,}  {name}" for name, count in counted.head(WORST).items()]
    return "\n".join([f"{what} by kind, {counted.sum():,} pairs:", *lines])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
