"""What the graph's benchmarks draw and score, on networks to work out by hand, and data that is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from benchmarks.graph.__main__ import main
from benchmarks.graph.amlsim import read_payments, score
from benchmarks.graph.drawn import write_graph
from benchmarks.graph.rivals import igraph_components, networkx_whole


def drawn(path: Path, seed: int = 7) -> pa.Table:
    write_graph(path, nodes=3_000, edges=9_000, seed=seed)
    return pq.read_table(path)


def test_the_drawn_graph_is_skewed_and_the_same_for_a_seed(tmp_path: Path) -> None:
    table = drawn(tmp_path / "one")
    assert table.equals(drawn(tmp_path / "two"))
    assert not table.equals(drawn(tmp_path / "three", seed=8))
    pairs = {frozenset(pair) for pair in zip(table["one"].to_pylist(), table["other"].to_pylist(), strict=True)}
    assert len(pairs) == 9_000
    assert all(len(pair) == 2 for pair in pairs)
    _, degree = np.unique([end for pair in pairs for end in pair], return_counts=True)
    assert degree.max() > 10 * np.median(degree)


def test_a_graph_too_dense_to_draw_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ask for more nodes"):
        write_graph(tmp_path / "none", nodes=30, edges=9_000, seed=7)


def test_networkx_is_stopped_at_its_limit(tmp_path: Path) -> None:
    drawn(tmp_path / "graph")
    seconds, stopped = networkx_whole(tmp_path / "graph", seed=7, minutes=0.0)
    assert seconds < 60
    assert "betweenness" in stopped


def test_without_igraph_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    assert igraph_components(tmp_path / "graph", tmp_path / "out") is None
    assert "pip install --target FOLDER igraph" in capsys.readouterr().err


def test_accounts_are_scored_by_split_sums_that_are_passed_on_or_fanned_in(spark: SparkSession, tmp_path: Path) -> None:
    said = ["sourceNodeId,targetNodeId,value,time"]
    # Account 1 pays 2 three times on one day, 2 passes the sum on to 3 once; 4 and 5 pay 6 in parts, 7 a like sum once.
    said += ["1,2,50.0,3"] * 3 + ["2,3,50.0,9"] + ["4,6,20.0,4"] * 2 + ["5,6,21.0,40"] * 2 + ["7,6,22.0,80"]
    # Everybody else pays somebody once.
    said += [f"8,{other},{100 + other}.0,{other}" for other in range(9, 14)]
    path = tmp_path / "transactions.csv"
    path.write_text("\n".join(said), encoding="utf-8")
    found = {row.account_id: row.score for row in score(read_payments(spark, path)).collect()}
    # Who has no other step is held against one payment: 3 - 1 for the sum passed on, 2 - 1 twice for the fan.
    assert found["1"] == found["2"] == found["3"] == 2.0
    assert found["4"] == found["5"] == found["6"] == found["7"] == 2.0
    assert {found[str(other)] for other in range(8, 14)} == {0.0}


def test_missing_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--case", "amlsim"])
    assert ended.value.code == 2
    assert "--case amlsim needs --data" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--case", "amlsim", "--data", str(tmp_path / "nowhere")])
    assert "does not exist" in capsys.readouterr().err
    with pytest.raises(SystemExit, match=r"no transactions\.csv"):
        main(["--case", "amlsim", "--data", str(tmp_path)])
