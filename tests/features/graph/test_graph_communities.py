"""Splitting a component, and measuring a community, on graphs small enough to check by eye."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pandas as pd
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from features.graph.communities import LEAST_TO_SPLIT, MOST_TOGETHER, communities, split
from features.graph.measures import MOST_MEMBERS, measure, measured


def ties(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["one", "other"])


def split_ties(*pairs: tuple[str, str]) -> dict[str, str]:
    """Community of each end, by `split`."""
    one, other = zip(*pairs, strict=True)
    found = split(pa.table({"one": one, "other": other, "weight": [1.0] * len(pairs)}), seed=1)
    return dict(zip(*(found[name].to_pylist() for name in ("entity_id", "community_id")), strict=True))


def clique(letter: str, size: int) -> list[tuple[str, str]]:
    return list(combinations([f"{letter}{place:02d}" for place in range(size)], 2))


def test_a_component_small_enough_to_read_stays_whole() -> None:
    assert set(split_ties(*clique("A", 6), *clique("B", 6), ("A00", "B00")).values()) == {"A00"}


def test_a_large_component_falls_into_its_dense_parts() -> None:
    half = LEAST_TO_SPLIT // 2
    made = split_ties(*clique("A", half), *clique("B", half), ("A00", "B00"))
    assert made["A05"] == "A00"
    assert made["B05"] == "B00"
    assert len(set(made.values())) == 2


def test_the_order_of_ties_changes_no_community() -> None:
    joined = [*clique("A", 30), *clique("B", 30), *clique("C", 30), ("A00", "B00"), ("B01", "C01")]
    shuffled = [(other, one) for one, other in random.Random(3).sample(joined, len(joined))]
    assert split_ties(*joined) == split_ties(*shuffled)


def test_small_groups_of_a_very_large_component_are_told_apart() -> None:
    """A ring of 400 groups of 8: to one Louvain over all of it, two or three neighbours together look better."""
    groups = [clique(f"G{place:03d}-", 8) for place in range(400)]
    between = [(f"G{place:03d}-00", f"G{(place + 1) % 400:03d}-01") for place in range(400)]
    made = split_ties(*(pair for group in groups for pair in group), *between)
    sizes = Counter(made.values())
    assert max(sizes.values()) <= MOST_TOGETHER
    assert all(made[f"G{place:03d}-02"] == made[f"G{place:03d}-07"] for place in range(400))


def test_communities_of_a_city_with_small_and_large_components(spark: SparkSession) -> None:
    small = [("S1", "S2"), ("S2", "S3")]
    large = [*clique("A", 30), *clique("B", 30), ("A00", "B00")]
    frame = spark.createDataFrame([(*pair, 1.0) for pair in small + large], "one string, other string, weight double")
    found = communities(frame, seed=1)
    assert {row.entity_id: row.community_id for row in found.collect()} == {
        **dict.fromkeys(("S1", "S2", "S3"), "S1"),
        **split_ties(*large),
    }
    measures = {row.entity_id: row for row in measured(frame, found, seed=1).collect()}
    assert measures["S2"].bridges == 2
    # The tie between two communities belongs to neither.
    assert measures["A00"].bridges == 0


def test_who_stands_between_two_others_is_on_the_only_path() -> None:
    made = measure(ties(("P1", "P2"), ("P2", "P3")), seed=1).set_index("entity_id")
    assert made["betweenness"].to_dict() == {"P1": 0.0, "P2": 1.0, "P3": 0.0}
    assert made["core_number"].to_dict() == {"P1": 1, "P2": 1, "P3": 1}
    assert made["community_density"].unique() == pytest.approx(2 / 3, abs=1e-9)


def test_a_triangle_is_a_core_of_two_and_its_tail_is_not() -> None:
    made = measure(ties(("P1", "P2"), ("P2", "P3"), ("P1", "P3"), ("P3", "P4")), seed=1).set_index("entity_id")
    assert made["core_number"].to_dict() == {"P1": 2, "P2": 2, "P3": 2, "P4": 1}
    assert made["bridges"].to_dict() == {"P1": 0, "P2": 0, "P3": 1, "P4": 1}
    # Of the three pairs of others, those with P4 go through P3: (P1, P4) and (P2, P4).
    assert made["betweenness"]["P3"] == pytest.approx(2 / 3, abs=1e-9)


def test_betweenness_from_pivots_is_the_same_every_night() -> None:
    chain = [(f"P{place:04d}", f"P{place + 1:04d}") for place in range(600)]
    first = measure(ties(*chain), seed=7)
    again = measure(ties(*chain[::-1]), seed=7)
    pd.testing.assert_frame_equal(first, again)


def test_a_community_over_the_size_guard_is_not_measured() -> None:
    star = [("P00000", f"P{place:05d}") for place in range(1, MOST_MEMBERS + 1)]
    made = measure(ties(*star), seed=1)
    assert len(made) == MOST_MEMBERS + 1
    assert made[["betweenness", "core_number", "bridges", "community_density"]].isna().all(axis=None)
