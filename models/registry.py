"""Model versions in MLflow's registry: put in by training, read by nights. Telemetry is off.

A version holds a scikit-learn pipeline, for people, and `frozen.json`, the numbers a night predicts with. Nights read
the text alone: no pickled code runs in them, and scikit-learn may be upgraded without changing a list.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from models.frozen import FrozenModel
from models.linking.person_model import PERSON_LINKAGE, PersonLinkage
from models.measures import Measure, fingerprint

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from models.linking.training import TrainedLinkage

EXPERIMENT = "mingjing"
FROZEN = "frozen.json"
CARD = "model_card.md"

_MEASURES = ("auc", "average_precision", "subjects", "positives")
_NEEDED = ("scikit-learn", "numpy", "scipy")

_QUIET = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "DO_NOT_TRACK": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
}


class NoSuchVersion(Exception):
    """The registry holds no such version, or not the numbers it should; the message names both."""


@dataclass(frozen=True)
class Training:
    """What is written down beside a trained model; `inputs` are the digests of every partition it was made from."""

    params: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]
    card: str
    inputs: Mapping[str, Any]


def register(
    tracking_uri: str,
    artifacts: str,
    name: str,
    fitted: Pipeline,
    frozen: FrozenModel,
    training: Training,
) -> str:
    """Log one training and register its model; returns the new version.

    `artifacts` is where a new experiment keeps its files; an existing one keeps its own place.
    """
    mlflow = _mlflow(tracking_uri)
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, Schema

    experiment_id = _experiment(mlflow, artifacts)
    tags = {
        **training.tags,
        "source": frozen.source,
        "trained_until": frozen.trained_until.isoformat(),
        "features": frozen.fingerprint,
    }
    with mlflow.start_run(experiment_id=experiment_id, run_name=f"{name} {frozen.trained_until}", tags=tags):
        mlflow.log_params(dict(training.params))
        mlflow.log_metrics(dict(training.metrics))
        mlflow.log_text(training.card, CARD)
        mlflow.log_text(frozen.to_json(), FROZEN)
        mlflow.log_dict(dict(training.inputs), "inputs.json")
        logged = mlflow.sklearn.log_model(
            fitted,
            name="pipeline",
            registered_model_name=name,
            await_registration_for=0,
            tags=tags,
            signature=ModelSignature(
                Schema([ColSpec("double", feature, required=False) for feature in frozen.features]),
                Schema([ColSpec("double", "no_case"), ColSpec("double", "case")]),
            ),
            pyfunc_predict_fn="predict_proba",
            # Named here, because finding them out costs MLflow a process that loads the model again.
            pip_requirements=[f"{package}=={metadata.version(package)}" for package in _NEEDED],
            skops_trusted_types=["models.logistic.SignedLogistic", "models.preparation.Preparation"],
        )
    version = str(logged.registered_model_version)
    mlflow.MlflowClient().update_model_version(name, version, description=training.card)
    return version


def register_linkage(
    tracking_uri: str, artifacts: str, trained: TrainedLinkage, tags: Mapping[str, str], inputs: Mapping[str, Any]
) -> str:
    """Log one training of person linkage and register its model (`PERSON_LINKAGE`); returns the new version.

    A version holds `frozen.json`, a card, and Splink's own charts, as Vega-Lite and as pages that MLflow shows without
    a network: shares of pairs, and no name or id.
    """
    mlflow = _mlflow(tracking_uri)
    from splink.internals.html_utils import chart_html

    from models.linking.card import linkage_card

    client = mlflow.MlflowClient()
    model = trained.model
    said = {**tags, "source": model.source, "trained_until": model.trained_until.isoformat()}
    run_name = f"{PERSON_LINKAGE} {model.trained_until}"
    with mlflow.start_run(experiment_id=_experiment(mlflow, artifacts), run_name=run_name, tags=said) as run:
        mlflow.log_params({"threshold": model.threshold, "probability": model.probability})
        mlflow.log_metrics(dict(trained.metrics))
        for level, chance in model.chances.items():
            mlflow.log_metrics({f"m.{level}": chance.m, f"u.{level}": chance.u})
        mlflow.log_text(model.to_json(), FROZEN)
        card = linkage_card(trained, tags)
        mlflow.log_text(card, CARD)
        for name, chart in trained.charts.items():
            mlflow.log_dict(dict(chart), f"charts/{name}.json")
            mlflow.log_text(chart_html(dict(chart), inline=True, fullhtml=True), f"charts/{name}.html")
        mlflow.log_dict(dict(inputs), "inputs.json")
    try:
        client.create_registered_model(PERSON_LINKAGE)
    except mlflow.MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    made = client.create_model_version(
        PERSON_LINKAGE, run.info.artifact_uri, run.info.run_id, tags=said, description=card
    )
    return str(made.version)


def load_linkage(tracking_uri: str, version: str) -> PersonLinkage:
    """The person linkage model of a version; raises NoSuchVersion where the registry has none, and UnfitLinkage where
    records are compared by other conditions today."""
    return _frozen(tracking_uri, PERSON_LINKAGE, version, PersonLinkage.from_json)


def load(tracking_uri: str, name: str, version: str) -> FrozenModel:
    """The numbers of a registered version; raises NoSuchVersion where the registry has none."""
    return _frozen(tracking_uri, name, version, FrozenModel.from_json)


def measured(tracking_uri: str, name: str, version: str) -> dict[str, dict[str, float]]:
    """How a version ranked subjects it had not learnt from, beside the baseline and the rules: for each of the three,
    AUC, average precision, and how many subjects and cases there were. Empty where no date could be held out."""
    held = _version(_mlflow(tracking_uri), tracking_uri, name, version)
    metrics = _mlflow(tracking_uri).get_run(held.run_id).data.metrics
    told = {
        way: {key: metrics[f"{way}_{key}"] for key in _MEASURES if f"{way}_{key}" in metrics}
        for way in ("held_out", "baseline", "rules")
    }
    return told if all("auc" in one for one in told.values()) else {}


def source_of(tracking_uri: str, name: str, version: str) -> str:
    """The source whose history a registered version was trained on; raises NoSuchVersion where there is none."""
    return str(_version(_mlflow(tracking_uri), tracking_uri, name, version).tags["source"])


def unfit(model: FrozenModel, list_name: str, source: str, measures: Sequence[Measure]) -> str | None:
    """Why a model must not score this source tonight, or None where it may.

    A model trained on the synthetic city never scores real extracts, and none scores features that mean something else
    than those it was trained on.
    """
    if model.list_name != list_name:
        return f"was trained to rank {model.list_name}"
    if model.source != source:
        return f"was trained on {model.source}, and these extracts are {source}'s"
    if model.fingerprint != fingerprint(measures) or model.features != tuple(measure.name for measure in measures):
        return "was trained on features that are declared otherwise today"
    return None


_Frozen = TypeVar("_Frozen")


def _frozen(tracking_uri: str, name: str, version: str, read: Callable[[str], _Frozen]) -> _Frozen:
    mlflow = _mlflow(tracking_uri)
    held = _version(mlflow, tracking_uri, name, version)
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = mlflow.MlflowClient(tracking_uri).download_artifacts(held.run_id, FROZEN, folder)
            return read(Path(path).read_text())
        except (mlflow.MlflowException, OSError, KeyError, TypeError, ValueError) as error:
            raise NoSuchVersion(f"{name} version {version} has no readable {FROZEN} in {tracking_uri}") from error


def _experiment(mlflow: Any, artifacts: str) -> str:
    found = mlflow.get_experiment_by_name(EXPERIMENT)
    return str(found.experiment_id if found else mlflow.create_experiment(EXPERIMENT, artifact_location=artifacts))


def _version(mlflow: Any, tracking_uri: str, name: str, version: str) -> Any:
    try:
        return mlflow.MlflowClient(tracking_uri).get_model_version(name, version)
    except mlflow.MlflowException as error:
        raise NoSuchVersion(f"the registry at {tracking_uri} has no {name} version {version}") from error


def _mlflow(tracking_uri: str) -> Any:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    for logger in ("mlflow", "alembic"):
        logging.getLogger(logger).setLevel(logging.ERROR)
    import mlflow
    import mlflow.sklearn

    mlflow.set_tracking_uri(tracking_uri)
    return mlflow
