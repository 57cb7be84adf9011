"""Ids of entities over nights: a number's own, else yesterday's, else one made from a mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence


def kept_ids(clusters: Mapping[int, Sequence[str | None]]) -> dict[int, str]:
    """The clusters that keep an id of yesterday's, and which: `clusters` holds yesterday's id of each mention.

    Every id goes to the cluster with most of its mentions, every cluster keeps the id it has most mentions of; of equal
    claims the one with the smaller id, then the one of the cluster that comes first.
    """
    claims = [
        (-count, was, cluster)
        for cluster, ids in clusters.items()
        for was, count in Counter(one for one in ids if one is not None).items()
    ]
    kept: dict[int, str] = {}
    given: set[str] = set()
    for _, was, cluster in sorted(claims):
        if cluster not in kept and was not in given:
            kept[cluster] = was
            given.add(was)
    return kept
