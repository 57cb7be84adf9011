"""Splitting a component, and measuring a community, on graphs small enough to check by eye."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from features.graph.communities import LEAST_TO_SPLIT, split
from features.graph.measures import MOST_MEMBERS, measure


def ties(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["one", "other"]).assign(weight=1.0)


def clique(letter: str, size: int) -> list[tuple[str, str]]:
    return list(combinations([f"{letter}{place:02d}" for place in range(size)], 2))


def test_a_component_small_enough_to_read_stays_whole() -> None:
    joined = ties(*clique("A", 6), *clique("B", 6), ("A00", "B00"))
    assert set(split(joined, seed=1)["community_id"]) == {"A00"}


def test_a_large_component_falls_into_its_dense_parts() -> None:
    half = LEAST_TO_SPLIT // 2
    joined = ties(*clique("A", half), *clique("B", half), ("A00", "B00"))
    made = split(joined, seed=1).set_index("entity_id")["community_id"]
    assert made["A05"] == "A00"
    assert made["B05"] == "B00"
    assert made.nunique() == 2


def test_the_order_of_ties_changes_no_community() -> None:
    joined = ties(*clique("A", 30), *clique("B", 30), *clique("C", 30), ("A00", "B00"), ("B01", "C01"))
    shuffled = joined.sample(frac=1.0, random_state=3)
    pd.testing.assert_frame_equal(split(joined, seed=1), split(shuffled, seed=1))


def test_who_stands_between_two_others_is_on_the_only_path() -> None:
    made = measure(ties(("P1", "P2"), ("P2", "P3")), seed=1).set_index("entity_id")
    assert made["betweenness"].to_dict() == {"P1": 0.0, "P2": 1.0, "P3": 0.0}
    assert made["core_number"].to_dict() == {"P1": 1, "P2": 1, "P3": 1}
    assert made["community_density"].unique() == pytest.approx(2 / 3, abs=1e-9)


def test_a_triangle_is_a_core_of_two_and_its_tail_is_not() -> None:
    made = measure(ties(("P1", "P2"), ("P2", "P3"), ("P1", "P3"), ("P3", "P4")), seed=1).set_index("entity_id")
    assert made["core_number"].to_dict() == {"P1": 2, "P2": 2, "P3": 2, "P4": 1}
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
    assert made[["betweenness", "core_number", "community_density"]].isna().all(axis=None)
