"""Measures of a ranking, with the arithmetic left visible."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluation import calibration_error, measure


def test_a_perfect_ranking_and_its_reverse() -> None:
    outcomes = np.array([1, 1, 0, 0])
    best = measure(outcomes, np.array([0.9, 0.8, 0.2, 0.1]), 2)
    worst = measure(outcomes, np.array([0.1, 0.2, 0.8, 0.9]), 2)
    assert (best.auc, best.precision_at[2]) == (1.0, 2 / 2)
    assert (worst.auc, worst.precision_at[2]) == (0.0, 0 / 2)


def test_scores_that_are_all_alike_tell_nothing() -> None:
    told = measure(np.array([1, 0, 0, 0]), np.full(4, 0.5), 2)
    assert (told.auc, told.average_precision) == (0.5, 1 / 4)


def test_without_a_positive_there_is_no_auc_and_none_is_recorded() -> None:
    told = measure(np.array([0, 0]), np.array([0.1, 0.2]), 1)
    assert np.isnan(told.auc)
    assert "held_out_auc" not in told.recorded("held_out")
    assert told.recorded("held_out")["held_out_subjects"] == 2


def test_calibration_error_is_the_gap_between_what_was_said_and_what_came() -> None:
    assert calibration_error(np.array([1, 0, 0, 0]), np.full(4, 0.25)) == pytest.approx((0.75 + 0.25 + 0.25 + 0.25) / 4)
    assert calibration_error(np.array([1, 0] * 50), np.tile([1.0, 0.0], 50)) == 0


def test_rules_have_no_calibration_error() -> None:
    assert measure(np.array([1, 0]), np.array([0.6, 0.2]), 1, probabilities=False).ece is None
