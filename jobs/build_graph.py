"""Builds the relationship graph of the night: edges that cite their rows, and where everybody stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from features import graph
from jobs.run import Run

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def transform(tables: Mapping[str, DataFrame], run: Run) -> dict[str, DataFrame]:
    """Edges and members, from the crosswalk and the tables that show who lends, represents, holds and owns."""
    lending = graph.Lending(tables, run.as_of)
    # Everything about members is read off the edges: cut off, their long plan is planned once.
    edges = graph.edges(lending, run.pseudonyms).localCheckpoint()
    return {"graph.edges": edges, "graph.members": graph.members(edges, lending, run.as_of, run.seed)}
