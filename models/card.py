"""The model card: what a version was trained on, what it measures, what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.bands import PROBABILITY_CUTS
from models.evaluation import Measured
from models.frozen import FrozenModel
from models.lists import OUTCOMES, ListPlan
from models.training import LEAST_POSITIVES, HeldOut


@dataclass(frozen=True)
class Facts:
    """What happened in one training. `held_out` is null where no date could be held out."""

    frozen: FrozenModel
    penalty: float
    seed: int
    code_revision: str
    rows: int
    positive_subjects: int
    positives_by_date: Mapping[str, int]
    left_out: int
    held_out: HeldOut | None

    def params(self) -> dict[str, str]:
        """Parameters for MLflow."""
        return {
            "penalty": str(self.penalty),
            "seed": str(self.seed),
            "code_revision": self.code_revision,
            "features": self.frozen.fingerprint,
            "feature_count": str(len(self.frozen.features)),
            "training_dates": ", ".join(sorted(self.positives_by_date)),
            "baseline": self.frozen.baseline_feature,
        }

    def metrics(self) -> dict[str, float]:
        """Metrics for MLflow."""
        counted = {
            "rows": float(self.rows),
            "positive_subjects": float(self.positive_subjects),
            "left_out_known_before": float(self.left_out),
            **{f"positives_{day.replace('-', '')}": float(n) for day, n in self.positives_by_date.items()},
        }
        return counted | (self.held_out.recorded() if self.held_out else {})


def card(plan: ListPlan, facts: Facts) -> str:
    """The card as Markdown."""
    frozen = facts.frozen
    lines = [
        f"# {plan.model_name}",
        "",
        f"Ranks the {plan.name} list of `{frozen.source}`. It scores no other source: a model of the synthetic city "
        "never scores real extracts.",
        "",
        f"**Predicts** the probability that {OUTCOMES[plan.name][1]}. It decides nothing: every line of the list "
        "starts unreviewed.",
        "",
        f"**Trained** on {facts.rows} rows of {len(facts.positives_by_date)} dates up to {frozen.trained_until}, with "
        f"{facts.positive_subjects} distinct subjects with a case ({LEAST_POSITIVES} needed). {facts.left_out} rows "
        "were left out because a case was already known on their date.",
        "",
        "**Labels** are what the office knew: cases opened, effective judgments, revocations, recorded injuries, each "
        "with the day it became known. Only investigated cases get labels. A subject without one is a weak negative: "
        "not yet known, not innocent. So every probability is one of becoming known, and a list that is followed "
        "shapes the labels of the next training. Fund flows, reviewers' doubts, sex, age, district and relatives are "
        "not read.",
        "",
        "**Method**: logistic regression with an L2 penalty chosen by cross-validation over whole subjects "
        f"({facts.penalty:g}), signs held where a feature may point one way only; interval from {len(frozen.ensemble)} "
        f"resamples of subjects (80 %). Reasons are its exact terms. Baseline: `{frozen.baseline_feature}` alone.",
        "",
        *_measured(facts.held_out),
        *_bands(plan),
        "",
        "**Not for** decisions about a person or company without a human who reads the evidence; not for borrowers, "
        "complainants, victims or investors; not for another city.",
        "",
        f"Features `{frozen.fingerprint}`, seed {facts.seed}, code {facts.code_revision}. The fairness audit is not "
        "part of this card.",
        "",
        "| feature | weight of one standard deviation | weight of missing |",
        "|---|---|---|",
        *(
            f"| `{name}` | {value:+.4f} | {missing:+.4f} |"
            for name, value, missing in zip(frozen.features, frozen.member.values, frozen.member.missing, strict=True)
        ),
    ]
    return "\n".join(lines) + "\n"


def _measured(held: HeldOut | None) -> list[str]:
    if held is None:
        return ["**Measured**: not; no date could be held out with cases on both sides of it.", ""]
    return [
        f"**Measured** on {held.date}, by a model of the earlier dates that knew only the {held.train_positives} "
        f"subjects whose case was known by then; to be found: {held.model.positives} among {held.model.subjects}.",
        "",
        "| | AUC | average precision | " + " | ".join(f"p@{k}" for k in held.model.precision_at) + " | ECE |",
        "|---|---|---|" + "---|" * len(held.model.precision_at) + "---|",
        *(
            _row(name, told)
            for name, told in (("model", held.model), ("baseline", held.baseline), ("rules", held.rules))
        ),
        "",
    ]


def _row(name: str, told: Measured) -> str:
    at = " | ".join(f"{value:.3f}" for value in told.precision_at.values())
    ece = "" if told.ece is None else f"{told.ece:.4f}"
    return f"| {name} | {told.auc:.3f} | {told.average_precision:.3f} | {at} | {ece} |"


def _bands(plan: ListPlan) -> list[str]:
    if plan.name != "disputes":
        return []
    cuts = ", ".join(f"{name} from {least:.0%}" for least, name in PROBABILITY_CUTS)
    return [
        f"**Bands**: {cuts}, else low. What is known of a dispute cannot rank much better than an AUC of .75 (Turner "
        "et al. 2022): read the list as a queue for mediators, not as a forecast."
    ]
