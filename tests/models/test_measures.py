"""A model is tied to the meaning of its features, not to their wording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.measures import Measure, fingerprint, measures_of
from tests.models.drawn import MEASURES, REPORTERS, SHARE, SUITS


def test_order_and_wording_do_not_change_the_fingerprint() -> None:
    reworded = Measure(replace(SUITS, en="{value} suits over loans"), 1)
    assert fingerprint((MEASURES[2], reworded, MEASURES[1])) == fingerprint(MEASURES)


@pytest.mark.parametrize("changed", [Measure(replace(SUITS, window=730), 1), Measure(SUITS, 0)])
def test_another_window_or_sign_does(changed: Measure) -> None:
    assert fingerprint((changed, *MEASURES[1:])) != fingerprint(MEASURES)


def test_counts_go_by_their_logarithm_and_shares_as_they_are() -> None:
    assert [measure.shape for measure in MEASURES] == ["log", "plain", "log"]


def test_a_sign_for_a_feature_that_nobody_declares_is_refused() -> None:
    assert [each.sign for each in measures_of((SUITS, SHARE, REPORTERS), {SUITS.name: 1})] == [1, 0, 0]
    with pytest.raises(ValueError, match="height"):
        measures_of((SUITS,), {"height": 1})
