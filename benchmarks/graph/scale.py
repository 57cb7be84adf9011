"""How fast a drawn graph of a large city's size becomes components, communities and measures, beside other programs.

Everything runs on two cores and reads the same Parquet file; a part begins when it is read and ends when its rows are
written. Starting Spark is not counted, nor is drawing the graph. `components` is the engine of one machine as igraph is
measured: both read and write with Arrow. `components_session` is the same as a night calls it, from one of Spark's
frames to another; most of it is the way between Java and Python. `equal` is true when all of them, and igraph where it
is there, give every node the same component; our own are held against a plain union-find in the tests.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.graph.drawn import write_graph
from benchmarks.graph.rivals import igraph_components, networkx_whole
from features.graph.communities import communities
from features.graph.components import components, labels
from features.graph.measures import measured
from jobs.sessions import fit_to, start_spark
from jobs.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CORES = "local[2]"


def measure(arguments: argparse.Namespace) -> dict[str, object]:
    """Seconds of our parts and of the rivals', and whether partitions are equal."""
    with tempfile.TemporaryDirectory(prefix="mingjing-graph-") as folder:
        home = Path(folder)
        graph = home / "ties.parquet"
        write_graph(graph, arguments.nodes, arguments.edges, arguments.seed)
        _say(f"{arguments.nodes:,} nodes and {arguments.edges:,} edges drawn")
        igraph = igraph_components(graph, home / "igraph")
        seconds = {
            "components": _one_machine(graph, home / "components"),
            **_in_session(home, graph, arguments.seed, arguments.edges),
        }
        answers = ["components", "components_session", "components_spark", *(["igraph"] if igraph else [])]
        equal = len({_digest(home / name) for name in answers}) == 1
        networkx, stopped = networkx_whole(graph, arguments.seed, arguments.limit)
    return {
        "nodes": arguments.nodes,
        "edges": arguments.edges,
        "seconds": seconds,
        "networkx_seconds": round(networkx, 1),
        "networkx_stopped": stopped,
        "igraph_seconds": None if igraph is None else round(igraph, 1),
        "equal": equal,
    }


def _one_machine(graph: Path, out: Path) -> float:
    begun = time.monotonic()
    table = pq.read_table(graph, columns=["one", "other"])
    ids, smallest = labels(table["one"], table["other"])
    pq.write_table(pa.table({"entity_id": ids, "component_id": ids.take(pa.array(smallest))}), out)
    took = round(time.monotonic() - begun, 1)
    _say(f"components: {took} s")
    return took


def _in_session(home: Path, graph: Path, seed: int, edges: int) -> dict[str, float]:
    environment = {**os.environ, "MINGJING_HOME": str(home), "SPARK_MASTER": CORES}
    settings = Settings.from_environment(environment)
    spark = start_spark(settings, "graph benchmark")
    try:
        fit_to(spark, settings, edges)
        _warm(spark)
        grouped = home / "communities"
        parts: dict[str, Callable[[DataFrame], DataFrame]] = {
            "components_session": lambda ties: components(ties, "driver"),
            "components_spark": lambda ties: components(ties, "spark"),
            "communities": lambda ties: communities(ties, seed),
            "measures": lambda ties: measured(ties, spark.read.parquet(str(grouped)), seed),
        }
        return {name: _seconds(name, part, spark, graph, home / name) for name, part in parts.items()}
    finally:
        spark.stop()


def _warm(spark: SparkSession) -> None:
    """A first touch of what a session loads once: Python's workers, Arrow and the compiler."""
    few = spark.createDataFrame([("P1", "P2", 1.0), ("P2", "P3", 1.0)], "one string, other string, weight double")
    for engine in ("driver", "spark"):
        components(few, engine).collect()


def _seconds(name: str, part: Callable[[DataFrame], DataFrame], spark: SparkSession, graph: Path, out: Path) -> float:
    begun = time.monotonic()
    part(spark.read.parquet(str(graph))).write.parquet(str(out))
    took = round(time.monotonic() - begun, 1)
    _say(f"{name}: {took} s")
    return took


def _digest(labels: Path) -> int:
    """A number that two tables of components share only when they hold the same rows."""
    table = pq.read_table(labels, columns=["entity_id", "component_id"]).sort_by("entity_id")
    return hash(tuple(zip(*(table[name].to_pylist() for name in table.column_names), strict=True)))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
