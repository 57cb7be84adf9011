"""Weights learnt without labels, where the truth that made the pairs is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.linkage.fellegi_sunter import ComparedPairs, learn_weights

SIZES = {"name": 2, "birth": 2, "place": 2}
AGREE = {"name": (0.9, 0.01), "birth": (0.8, 0.002), "place": (0.7, 0.05)}
"""Of matches and of strangers, the share that agrees (level 0)."""

MATCHES, STRANGERS, SAMPLED = 4_000, 1_000_000, 100_000


def drawn(count: int, of: int, chance: np.random.Generator) -> dict[str, np.ndarray]:
    return {name: (chance.random(count) >= agree[of]).astype(np.int8) for name, agree in AGREE.items()}


def pairs(levels: dict[str, np.ndarray]) -> ComparedPairs:
    nothing = np.full(len(levels["name"]), np.nan)
    return ComparedPairs(levels, dict.fromkeys(SIZES, nothing))


@pytest.fixture(scope="module")
def compared() -> tuple[ComparedPairs, ComparedPairs, np.ndarray]:
    """Candidates agree in name or birth date; the others are a sample of what is left; and which candidates match."""
    chance = np.random.default_rng(5)
    match, strange = drawn(MATCHES, 0, chance), drawn(STRANGERS, 1, chance)
    both = {name: np.concatenate([match[name], strange[name]]) for name in SIZES}
    blocked = (both["name"] == 0) | (both["birth"] == 0)
    left = np.flatnonzero(~blocked)
    sample = chance.choice(left, SAMPLED, replace=False)
    candidates = {name: level[blocked] for name, level in both.items()}
    others = {name: level[sample] for name, level in both.items()}
    return pairs(candidates), pairs(others), np.flatnonzero(blocked) < MATCHES


def test_factors_are_those_that_made_the_pairs(compared: tuple[ComparedPairs, ComparedPairs, np.ndarray]) -> None:
    candidates, others, _ = compared
    weights = learn_weights(candidates, others, SIZES, MATCHES + STRANGERS)
    for name, (m, u) in AGREE.items():
        assert weights.levels[name][0] == pytest.approx(np.log(m / u), abs=0.25)
    assert weights.prior_log_odds == pytest.approx(np.log(MATCHES / STRANGERS), abs=0.1)


def test_probabilities_are_true_on_the_whole(compared: tuple[ComparedPairs, ComparedPairs, np.ndarray]) -> None:
    candidates, others, matches = compared
    probability = learn_weights(candidates, others, SIZES, MATCHES + STRANGERS).probability(candidates)
    assert probability.sum() == pytest.approx(matches.sum(), rel=0.05)
    assert matches[probability > 0.9].mean() > 0.9
    assert matches[probability < 0.1].mean() < 0.1


def test_a_side_that_says_nothing_weighs_nothing(compared: tuple[ComparedPairs, ComparedPairs, np.ndarray]) -> None:
    candidates, others, _ = compared
    weights = learn_weights(candidates, others, SIZES, MATCHES + STRANGERS)
    silent = pairs({name: np.array([-1], dtype=np.int8) for name in SIZES})
    assert np.isnan(weights.log_factors(silent)).all()
    assert weights.probability(silent)[0] == pytest.approx(1 / (1 + np.exp(-weights.prior_log_odds)))


def test_a_rare_value_weighs_more_by_how_rare_it_is(
    compared: tuple[ComparedPairs, ComparedPairs, np.ndarray],
) -> None:
    candidates, others, _ = compared
    share = np.where(np.arange(len(candidates)) % 2, 0.08, 0.02)
    shares = {**candidates.frequency, "place": np.where(candidates.levels["place"] == 0, share, np.nan)}
    known = ComparedPairs(candidates.levels, shares)
    weights = learn_weights(known, others, SIZES, MATCHES + STRANGERS)
    places = weights.log_factors(known)[:, 2]
    agree = known.levels["place"] == 0
    rare, common = places[agree & (share == 0.02)], places[agree & (share == 0.08)]
    assert rare[0] - common[0] == pytest.approx(np.log(4))
    assert weights.usual_frequency["place"][0] == pytest.approx(0.05, abs=0.005)
    assert common[0] < weights.levels["place"][0] < rare[0]
