"""Clusters of scored pairs against the plain way on small graphs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage.joint_evidence import joint_evidence

Link = tuple[int, int]
Scored = dict[Link, float]
Clusters = list[frozenset[int]]

RECORDS = 9
LINKS = list(itertools.combinations(range(RECORDS), 2))


PRIMES = [number for number in range(2, 152) if all(number % lower for lower in range(2, number))]
"""As many as there are pairs. No two means of their logarithms are equal, so that no merge is a matter of choice."""


@st.composite
def scored_links(draw: st.DrawFn, fewest: int = 0) -> Scored:
    """Some pairs of nine records, each with a probability that no other has."""
    links = draw(st.lists(st.sampled_from(LINKS), unique=True, min_size=fewest, max_size=len(LINKS)))
    primes = draw(st.permutations(PRIMES))
    return {link: math.log(prime) / math.log(157) for link, prime in zip(links, primes, strict=False)}


def columns(links: Scored | dict[Link, tuple[float, ...]]) -> tuple[np.ndarray, np.ndarray]:
    ends = np.array(list(links), dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def labels(clusters: Clusters) -> list[int]:
    return [min(cluster) for record in range(RECORDS) for cluster in clusters if record in cluster]


def one_merge_after_another(score: Callable[[frozenset[int], frozenset[int]], float], threshold: float) -> list[int]:
    """The best pair of clusters merges, then the next, until none reaches the threshold."""
    clusters = [frozenset([record]) for record in range(RECORDS)]
    while len(clusters) > 1:
        one, other = max(itertools.combinations(clusters, 2), key=lambda pair: score(*pair))
        if score(one, other) < threshold:
            break
        clusters = [cluster for cluster in clusters if cluster not in (one, other)] + [one | other]
    return labels(clusters)


def between(one: frozenset[int], other: frozenset[int]) -> list[Link]:
    return [(min(pair), max(pair)) for pair in itertools.product(one, other)]


def joint(links: dict[Link, tuple[float, ...]], prior: float, threshold: float = 0.0) -> list[int]:
    return joint_evidence(RECORDS, *columns(links), np.array(list(links.values())), prior, threshold).tolist()


NAN = float("nan")


def test_no_pair_leaves_every_record_alone() -> None:
    nothing = np.empty((0, 1))
    assert joint_evidence(RECORDS, *columns({}), nothing, 0.0, 0.0).tolist() == list(range(RECORDS))


@pytest.mark.parametrize(
    ("links", "said"), [({(1, 1): (0.5,)}, "with itself"), ({(0, 1): (0.5,), (1, 0): (0.5,)}, "stands twice")]
)
def test_pairs_that_mean_nothing_are_refused(links: dict[Link, tuple[float, ...]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joint(links, prior=0.0)


def test_equal_scores_go_to_the_smaller_record() -> None:
    assert joint({(0, 1): (3.0,), (1, 2): (3.0,), (0, 2): (-9.0,)}, prior=-1.0)[:3] == [0, 0, 2]


def test_what_one_pair_cannot_say_another_does() -> None:
    # Record 2 has no birth date and would join 0 by its name; 1, surely 0, was born on the day that 2's address knows.
    name_only = {(0, 1): (5.0, 5.0), (0, 2): (3.0, NAN), (1, 2): (3.0, NAN)}
    with_date = {(0, 1): (5.0, 5.0), (0, 2): (3.0, NAN), (1, 2): (3.0, 4.0)}
    assert joint(name_only, prior=-4.0)[:3] == [0, 0, 2]
    assert joint(with_date, prior=-4.0)[:3] == [0, 0, 0]


def test_many_members_that_agree_count_once() -> None:
    sure = dict.fromkeys(itertools.combinations(range(5), 2), (9.0,))
    weak = {(member, 5): (3.0,) for member in range(5)}
    assert joint({**sure, **weak}, prior=-4.0) == [0, 0, 0, 0, 0, 5, 6, 7, 8]


def test_pairs_that_disagree_keep_two_persons_apart() -> None:
    first, second = itertools.combinations((0, 1, 2), 2), itertools.combinations((3, 4, 5), 2)
    sure = {**dict.fromkeys(first, (4.0, 4.0)), **dict.fromkeys(second, (4.0, 4.0))}
    family = dict.fromkeys(itertools.product((0, 1, 2), (3, 4, 5)), (4.0, -9.0))
    slip = {(2, 3): (4.0, 1.0)}
    assert joint({**sure, **family, **slip}, prior=-3.0) == [0, 0, 0, 3, 3, 3, 6, 7, 8]


@given(scored_links(fewest=len(LINKS)), st.floats(-0.7, 0.0))
def test_one_comparison_and_every_pair_known_is_the_mean_weight(links: Scored, threshold: float) -> None:
    def mean(one: frozenset[int], other: frozenset[int]) -> float:
        pairs = between(one, other)
        return round(sum(links[pair] for pair in pairs) / len(pairs) - 1, 9)

    known = {pair: (weight,) for pair, weight in links.items()}
    assert joint(known, -1.0, threshold) == one_merge_after_another(mean, threshold)
