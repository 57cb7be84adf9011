"""Groups on the lender side: components, split by Louvain where one is larger than a group can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from sknetwork.clustering import Louvain

from features.graph.components import components

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LEAST_TO_SPLIT = 50
"""Members from which a component is split. An analyst reads a smaller one whole, and modularity would cut a ring of
twenty into three."""

_COMMUNITY_DDL = "entity_id string, community_id string"


def communities(ties: DataFrame, seed: int) -> DataFrame:
    """(entity_id, community_id) of every end of a tie; `community_id` is the smallest id of its community.

    `ties` has one row per pair: string columns `one` and `other`, and `weight` > 0. Louvain runs within one component
    at a time, so that no tie elsewhere in the city changes anybody's community, and so that the same code runs on one
    machine and on a cluster.
    """
    of = components(ties)
    placed = ties.join(of.withColumnRenamed("entity_id", "one"), on="one", how="inner")
    return placed.groupBy("component_id").applyInPandas(_split_by(seed), schema=_COMMUNITY_DDL)


def _split_by(seed: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
    # A closure and not a partial: Spark asks for the number of parameters by name.
    def split_one(ties: pd.DataFrame) -> pd.DataFrame:
        return split(ties, seed)

    return split_one


def split(ties: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Communities of one component: columns entity_id and community_id, sorted by entity_id.

    Deterministic: ids are sorted before Louvain, which is seeded, sees them.
    """
    ties = ties.sort_values(["one", "other"])
    ids = np.unique(ties[["one", "other"]].to_numpy(dtype=str))
    label = np.zeros(len(ids), dtype=np.int64)
    if len(ids) >= LEAST_TO_SPLIT:
        rows, columns = (
            np.searchsorted(ids, ties["one"].to_numpy(str)),
            np.searchsorted(ids, ties["other"].to_numpy(str)),
        )
        weight = ties["weight"].to_numpy(dtype=float)
        # scikit-network takes scipy's matrices and not its newer arrays.
        graph = csr_matrix((weight, (rows, columns)), shape=(len(ids), len(ids)))
        label = Louvain(random_state=seed).fit_predict(graph + graph.T)
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    return pd.DataFrame({"entity_id": ids, "community_id": ids[first[place]]})
