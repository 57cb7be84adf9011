"""The cut is where the F1 that the probabilities promise is highest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linkage.expected_f1 import f1_cut

PROBABILITIES = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30)


def promised(probability: list[float], cut: float) -> float:
    taken = [value for value in probability if value >= cut]
    return 2 * sum(taken) / (len(taken) + sum(probability))


@given(PROBABILITIES)
def test_no_other_cut_promises_more(probability: list[float]) -> None:
    cut = f1_cut(np.array(probability))
    best = max(promised(probability, value) for value in probability)
    assert cut.expected_f1 == pytest.approx(best, abs=1e-6)
    # A pair exactly at the cut adds nothing and takes nothing.
    assert promised(probability, cut.threshold - 1e-6) == pytest.approx(best, abs=1e-4)


@given(PROBABILITIES)
def test_the_cut_is_half_the_f1(probability: list[float]) -> None:
    cut = f1_cut(np.array(probability))
    assert cut.threshold == pytest.approx(cut.expected_f1 / 2, abs=1e-6)


def test_certain_pairs_are_cut_in_the_middle() -> None:
    assert f1_cut(np.array([1.0, 1.0, 0.0])) == (0.5, 1.0)


def test_unsure_pairs_lower_the_cut() -> None:
    # All three: 2 x 1.5 / (3 + 1.5) = 2/3; the best alone: 2 x 0.9 / (1 + 1.5) = 0.72; the best two: 2 x 1.2 / 3.5.
    assert f1_cut(np.array([0.9, 0.3, 0.3])).threshold == pytest.approx(0.72 / 2)


def test_without_pairs_there_is_no_cut() -> None:
    with pytest.raises(ValueError, match="blocking rules"):
        f1_cut(np.array([]))


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        f1_cut(np.array([0.5, wrong]))
