"""What a frozen model says is what the fitted pipeline says, exactly and every time."""

from __future__ import annotations

import numpy as np
import pytest

from models.fitting import Examples, choose_penalty, fit, freeze
from models.frozen import FrozenModel
from models.linear import log_odds
from tests.models.drawn import MEASURES, UNTIL, examples


def frozen(given: Examples) -> FrozenModel:
    return freeze(
        fit(given, MEASURES, 10.0),
        given,
        MEASURES,
        list_name="lenders",
        source="synthetic_city",
        trained_until=UNTIL,
        baseline_feature="suits_loans_count_365d",
        seed=7,
    )


def test_the_numbers_predict_what_the_pipeline_predicts() -> None:
    given = examples()
    chance = fit(given, MEASURES, 10.0).predict_proba(given.values)[:, 1]
    np.testing.assert_allclose(frozen(given).score(given.values).score, chance, atol=1e-9)


def test_contributions_and_intercept_add_up_to_the_score() -> None:
    given = examples()
    model = frozen(given)
    scored = model.score(given.values)
    summed = model.member.intercept + scored.contributions.sum(axis=1)
    np.testing.assert_allclose(summed, [log_odds(score) for score in scored.score], atol=1e-6)


def test_reading_the_text_back_gives_the_same_scores_to_the_last_bit() -> None:
    given = examples()
    model = frozen(given)
    again = FrozenModel.from_json(model.to_json())
    assert again == model
    for one, other in zip(again.score(given.values), model.score(given.values), strict=True):
        assert one.tobytes() == other.tobytes()


def test_two_trainings_give_the_same_text() -> None:
    assert frozen(examples()).to_json() == frozen(examples()).to_json()


def test_a_row_scores_the_same_alone_as_in_company() -> None:
    given = examples()
    model = frozen(given)
    together = model.score(given.values)
    for row in (0, 17, 399):
        alone = model.score(given.values[row : row + 1])
        assert alone.score[0] == together.score[row]
        assert alone.contributions[0].tolist() == together.contributions[row].tolist()


def test_the_interval_holds_the_score_and_widens_with_fewer_cases() -> None:
    many, few = examples(2000), examples(120)
    wide, narrow = (frozen(given).score(given.values) for given in (few, many))
    for scored in (wide, narrow):
        assert (scored.low <= scored.score).all()
        assert (scored.score <= scored.high).all()
    assert (wide.high - wide.low).mean() > (narrow.high - narrow.low).mean()


def test_a_feature_held_to_one_side_never_speaks_against_the_concern_when_it_grows() -> None:
    given = examples()
    more = given.values.copy()
    more[:, 0] += 3
    model = frozen(given)
    assert (model.score(more).score >= model.score(given.values).score).all()


def test_useless_features_get_a_heavier_penalty_than_telling_ones() -> None:
    telling = examples()
    shuffled = np.random.default_rng(1).permutation(telling.outcomes)
    useless = Examples(telling.values, shuffled, telling.subjects, telling.dates)
    assert choose_penalty(useless, MEASURES, 7) > choose_penalty(telling, MEASURES, 7)


def test_a_baseline_that_nobody_declared_is_refused() -> None:
    given = examples()
    with pytest.raises(ValueError, match="not a declared feature"):
        freeze(
            fit(given, MEASURES, 10.0),
            given,
            MEASURES,
            list_name="lenders",
            source="synthetic_city",
            trained_until=UNTIL,
            baseline_feature="height",
            seed=7,
        )
