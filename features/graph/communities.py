"""Groups on the lender side: components, split by Louvain where one is larger than a group can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyspark.sql import functions as F
from scipy.sparse import csr_matrix
from sknetwork.clustering import Louvain

from features.graph.components import components, encoded

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEAST_TO_SPLIT = 50
"""Members from which a component is split. An analyst reads a smaller one whole, and modularity would cut a ring of
twenty into three."""

MOST_TOGETHER = 500
"""Members above which a community is split again by itself. Modularity sees no group that is small beside the whole
(Fortunato and Barthelemy 2007, Resolution limit in community detection), so in a component of half a city it stops at
communities of thousands; within one of them it sees further."""

_COMMUNITY_DDL = "entity_id string, community_id string"

Numbers = npt.NDArray[np.int64]


def communities(ties: DataFrame, seed: int) -> DataFrame:
    """(entity_id, community_id) of every end of a tie; `community_id` is the smallest id of its community.

    `ties` has one row per pair: string columns `one` and `other`, and `weight` > 0. Louvain runs within one component
    at a time, so that no tie elsewhere in the city changes anybody's community, and so that the same code runs on one
    machine and on a cluster. Components that are not split never leave Spark.
    """
    of = components(ties).localCheckpoint()
    large = of.groupBy("component_id").count().where(F.col("count") >= LEAST_TO_SPLIT).select("component_id")
    whole = of.join(large, on="component_id", how="left_anti").selectExpr("entity_id", "component_id AS community_id")
    torn = of.join(large, on="component_id", how="left_semi").withColumnRenamed("entity_id", "one")
    placed = ties.join(torn, on="one", how="inner").select("component_id", "one", "other", "weight")
    return whole.union(placed.groupBy("component_id").applyInArrow(_split_by(seed), schema=_COMMUNITY_DDL))


def _split_by(seed: int) -> Callable[[pa.Table], pa.Table]:
    # A closure and not a partial: Spark asks for the number of parameters by name.
    def split_one(ties: pa.Table) -> pa.Table:
        return split(ties, seed)

    return split_one


def split(ties: pa.Table, seed: int) -> pa.Table:
    """Communities of one component: columns entity_id and community_id, sorted by entity_id.

    Deterministic: ids are sorted before Louvain, which is seeded, sees them.
    """
    ids, one, other = encoded(ties["one"], ties["other"])
    # scikit-network takes scipy's matrices and not its newer arrays. A matrix is in order, whatever that of the ties.
    graph = csr_matrix((ties["weight"].to_numpy(), (one, other)), shape=(len(ids), len(ids)))
    label = _parts(graph + graph.T, seed)
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    return pa.table({"entity_id": ids, "community_id": ids.take(pa.array(first[place]))})


def _parts(graph: csr_matrix, seed: int) -> Numbers:
    """A label for each node, by Louvain; what is still larger than a group can be is split again."""
    size = graph.shape[0]
    label = np.zeros(size, dtype=np.int64)
    if size < LEAST_TO_SPLIT:
        return label
    found = Louvain(random_state=seed).fit_predict(graph)
    order = np.argsort(found, kind="stable")
    taken = 0
    for nodes in np.split(order, np.flatnonzero(np.diff(found[order])) + 1):
        # A part as large as the whole cannot be split further.
        again = MOST_TOGETHER < len(nodes) < size
        inside = _parts(graph[nodes][:, nodes], seed) if again else np.zeros(len(nodes), dtype=np.int64)
        label[nodes] = taken + inside
        taken += int(inside.max()) + 1
    return label
