"""Two well-known programs on the same file as ours: igraph for components, networkx for the whole graph at once."""

from __future__ import annotations

import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import networkx as nx
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

IGRAPH_MISSING = (
    "igraph is not installed, so components are not held against it. It is under the GPL and therefore no dependency: "
    "`pip install --target FOLDER igraph`, then run again with FOLDER on PYTHONPATH"
)


def igraph_components(path: Path, out: Path) -> float | None:
    """Seconds from Parquet to labels in Parquet with igraph, its build included; None, and why, where it is missing."""
    try:
        import igraph
    except ImportError:
        print(IGRAPH_MISSING, file=sys.stderr, flush=True)
        return None
    begun = time.monotonic()
    table = pq.read_table(path, columns=["one", "other"])
    ends = pa.chunked_array(table["one"].chunks + table["other"].chunks).combine_chunks().dictionary_encode()
    codes = ends.indices.to_numpy().reshape(2, -1)
    graph = igraph.Graph(n=len(ends.dictionary), edges=codes.T)
    label = np.array(graph.connected_components().membership)
    # The smallest id of each component, as our engines name it.
    smallest = pa.table({"label": label, "id": ends.dictionary}).group_by("label").aggregate([("id", "min")])
    place = np.empty(len(smallest), dtype=np.int64)
    place[smallest["label"].to_numpy()] = np.arange(len(smallest))
    named = smallest["id_min"].combine_chunks().take(pa.array(place[label]))
    pq.write_table(pa.table({"entity_id": ends.dictionary, "component_id": named}), out)
    return time.monotonic() - begun


def networkx_whole(path: Path, seed: int, minutes: float) -> tuple[float, list[str]]:
    """Seconds of networkx over the whole graph, and the parts that were not done when it was stopped.

    The parts are ours: communities by Louvain, then core numbers, density, bridges and betweenness, of all nodes and
    exact as networkx does it unless told otherwise. Reading and building the graph are not counted. It runs in a
    process of its own, which is ended at the limit.
    """
    receiving, sending = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=_networkx_parts, args=(path, seed, sending), daemon=True)
    child.start()
    receiving.recv()
    begun = time.monotonic()
    waiting = ["communities", "core_number", "density", "bridges", "betweenness"]
    while waiting:
        left = begun + 60 * minutes - time.monotonic()
        if left <= 0 or not receiving.poll(left):
            child.kill()
            break
        waiting.remove(receiving.recv())
        done = time.monotonic() - begun
        print(f"networkx, {done:.0f} s: still to do {waiting}", file=sys.stderr, flush=True)
    return time.monotonic() - begun, waiting


def _networkx_parts(path: Path, seed: int, done: Connection) -> None:
    table = pq.read_table(path)
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(*(table[name].to_pylist() for name in ("one", "other", "weight")), strict=True))
    done.send("built")
    nx.community.louvain_communities(graph, seed=seed)
    done.send("communities")
    nx.core_number(graph)
    done.send("core_number")
    nx.density(graph)
    done.send("density")
    list(nx.bridges(graph))
    done.send("bridges")
    nx.betweenness_centrality(graph)
    done.send("betweenness")
