"""What training registers is what a night loads, and a night refuses what is not its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import registry
from models.fitting import fit, freeze
from models.frozen import FrozenModel
from models.measures import Measure
from tests.models.drawn import MEASURES, SUITS, UNTIL, examples

TESTED = {"held_out_auc": 0.8, "held_out_positives": 12.0, "baseline_auc": 0.6, "rules_auc": 0.7}
TRAINING = registry.Training(
    params={"penalty": "10"},
    metrics={**TESTED, "held_out_ece": 0.01},
    tags={"code_revision": "abc"},
    card="# Card",
    inputs={},
)


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('registry') / 'mlflow.db'}"


@pytest.fixture(scope="module")
def frozen(uri: str, tmp_path_factory: pytest.TempPathFactory) -> FrozenModel:
    given = examples(200)
    fitted = fit(given, MEASURES, 10.0)
    made = freeze(
        fitted,
        given,
        MEASURES,
        list_name="lenders",
        source="synthetic_city",
        trained_until=UNTIL,
        baseline_feature=SUITS.name,
        seed=7,
    )
    artifacts = tmp_path_factory.mktemp("artifacts").as_uri()
    assert registry.register(uri, artifacts, "mingjing-lenders", fitted, made, TRAINING) == "1"
    return made


def test_a_night_loads_the_very_numbers_that_training_registered(uri: str, frozen: FrozenModel) -> None:
    assert registry.load(uri, "mingjing-lenders", "1") == frozen


def test_a_version_says_whose_history_it_was_trained_on(uri: str, frozen: FrozenModel) -> None:
    assert registry.source_of(uri, "mingjing-lenders", "1") == frozen.source


def test_a_version_tells_how_it_did_beside_the_baseline_and_the_rules(uri: str, frozen: FrozenModel) -> None:
    assert registry.measured(uri, "mingjing-lenders", "1") == {
        "held_out": {"auc": 0.8, "positives": 12.0},
        "baseline": {"auc": 0.6},
        "rules": {"auc": 0.7},
    }


def test_a_version_that_is_not_there_is_named(uri: str, frozen: FrozenModel) -> None:
    with pytest.raises(registry.NoSuchVersion, match="mingjing-lenders version 9"):
        registry.load(uri, "mingjing-lenders", "9")


def test_a_model_scores_its_own_source_and_features_and_no_other(frozen: FrozenModel) -> None:
    assert registry.unfit(frozen, "lenders", "synthetic_city", MEASURES) is None
    assert "beijing_open" in str(registry.unfit(frozen, "lenders", "beijing_open", MEASURES))
    assert "companies" not in str(registry.unfit(frozen, "lenders", "synthetic_city", MEASURES))
    assert "lenders" in str(registry.unfit(frozen, "companies", "synthetic_city", MEASURES))
    changed = (Measure(SUITS, 0), *MEASURES[1:])
    assert "declared otherwise" in str(registry.unfit(frozen, "lenders", "synthetic_city", changed))


def test_the_registry_holds_no_pickle(uri: str, frozen: FrozenModel, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = [path for path in Path(tmp_path_factory.getbasetemp()).rglob("artifacts*/**/*") if path.is_file()]
    assert any(path.name == "model.skops" for path in kept)
    assert not [path for path in kept if path.suffix in (".pkl", ".pickle")]
