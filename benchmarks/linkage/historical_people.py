"""Records of historical people, with errors, linked without any number: the case `historical_people`.

Rows are shuffled with the seed and numbered anew, because their order and their ids give the answer away; only the
columns that describe a person are read before our partition is written. Splink's documented settings run beside it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.linkage.historical_errors import error_kinds
from benchmarks.linkage.historical_linkage import linked_people
from benchmarks.linkage.pairs import PairMeasures, pair_measures
from benchmarks.linkage.plain_splink import plain_clusters

DESCRIBING = ("full_name", "first_name", "surname", "dob", "birth_place", "postcode_fake", "gender", "occupation")
"""Columns that may be read before the answer; the others are the record id and the truth."""

Linking = Callable[[pa.Table], npt.NDArray[np.int64]]


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """`precision`, `recall`, `f1` of pairs within clusters, `seconds`; `plain_f1`, `plain_seconds` of plain Splink."""
    path = _file(arguments.data)
    with tempfile.TemporaryDirectory(prefix="mingjing-linkage-") as folder:
        out = arguments.out or Path(folder) / "ours.parquet"
        ours, seconds = _measured(linked_people, path, arguments.seed, out)
        plain, plain_seconds = _measured(plain_clusters, path, arguments.seed, Path(folder) / "plain.parquet")
    return {**ours._asdict(), "seconds": seconds, "plain_f1": plain.f1, "plain_seconds": plain_seconds}


def _measured(link: Linking, path: Path, seed: int, out: Path) -> tuple[PairMeasures, float]:
    """Link, write the answer to `out`, and only then read it back together with the truth."""
    begun = time.monotonic()
    order = np.random.default_rng(seed).permutation(pq.read_metadata(path).num_rows)
    records = pq.read_table(path, columns=list(DESCRIBING)).take(pa.array(order))
    records = records.add_column(0, "unique_id", pa.array(np.arange(len(order))))
    labels = link(records)
    seconds = round(time.monotonic() - begun, 1)
    pq.write_table(
        pa.table({"record_id": pq.read_table(path, columns=["unique_id"])["unique_id"].take(order), "cluster": labels}),
        out,
    )
    answer = pq.read_table(out)
    truth = pq.read_table(path, columns=["unique_id", "cluster", *DESCRIBING])
    joined = answer.join(truth, keys="record_id", right_keys="unique_id", right_suffix="_true")
    codes = joined["cluster_true"].combine_chunks().dictionary_encode().indices.to_numpy()
    measures = pair_measures(joined["cluster"].to_numpy(), codes.astype(np.int64))
    print(f"{link.__name__}: {measures._asdict()} in {seconds} s", file=sys.stderr)
    records = joined.rename_columns({"cluster_true": "person"}).to_pandas()
    for what, kinds in error_kinds(records.astype(object).where(records.notna(), None)).items():
        lines = [f"  {count:>7,}  {kind}" for kind, count in kinds.items()]
        print("\n".join([f"{link.__name__}: {what} by kind", *lines]), file=sys.stderr, flush=True)
    return measures, seconds


def _file(data: Path) -> Path:
    if data.is_file():
        return data
    found = sorted(data.glob("*.parquet"))
    if len(found) != 1:
        raise SystemExit(f"--data {data} holds {len(found)} Parquet files: name the one to link")
    return found[0]
