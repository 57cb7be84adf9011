"""Ranks, expiry and what would change a line: plain rows in, the rows of one list out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models import rules
from models.eligibility import why_not
from models.evidence import Evidence, departments, steps
from models.linear import log_odds, probability
from models.lists import ListPlan
from models.services import service


@dataclass(frozen=True)
class Standing:
    """A subject that may stand on the list: its row of scores, evidence, reasons (strongest first) and features."""

    scores: Mapping[str, Any]
    items: tuple[Evidence, ...]
    reasons: tuple[Mapping[str, Any], ...]
    weakest_link: float | None
    review_status: str
    features: Mapping[str, float | None]


@dataclass(frozen=True)
class Surroundings:
    """What all lines of one list share."""

    as_of: date
    run_id: str
    steps_observable: int | None
    departments_missing: tuple[str, ...]


def ordered(standing: Sequence[Standing]) -> list[Standing]:
    """Highest score first, equal scores by subject id."""
    return sorted(standing, key=lambda each: (-each.scores["score"], each.scores["subject_id"]))


def lines(plan: ListPlan, standing: Sequence[Standing], around: Surroundings) -> list[dict[str, Any]]:
    """The list: at most `plan.capacity` lines in order. Equal scores share `rank_with_ties`, their best rank."""
    listed = ordered(standing)[: plan.capacity]
    cut = listed[-1].scores["score"] if len(listed) == plan.capacity < len(standing) else None
    made: list[dict[str, Any]] = []
    for rank, each in enumerate(listed, start=1):
        tied = bool(made) and made[-1]["score"] == each.scores["score"]
        made.append(
            {
                "rank": rank,
                "rank_with_ties": made[-1]["rank_with_ties"] if tied else rank,
                **_line(plan, each, around),
                **_change(plan, each, cut),
            }
        )
    return made


def _line(plan: ListPlan, each: Standing, around: Surroundings) -> dict[str, Any]:
    on_disputes = plan.name == "disputes"
    named = ("subject_id", "entity_kind", "method", "model_name", "model_version", "score", "score_low", "score_high")
    return {
        **{name: each.scores[name] for name in named},
        "band": each.scores["band"],
        "as_of": around.as_of,
        "expires_on": around.as_of + timedelta(days=plan.expires_after),
        "steps_evidenced": None if on_disputes else len(steps(each.items)),
        "steps_observable": None if on_disputes else around.steps_observable,
        "reasons": [dict(reason) for reason in each.reasons],
        "evidence_ids": sorted(item.evidence_id for item in each.items if item.speaks_for),
        "counter_evidence_ids": sorted(item.evidence_id for item in each.items if not item.speaks_for),
        "weakest_link": each.weakest_link,
        "departments": sorted(departments(each.items)),
        "departments_missing": list(around.departments_missing),
        "service": service(each.features) if on_disputes else None,
        "review_status": each.review_status,
        "run_id": around.run_id,
    }


def _change(plan: ListPlan, each: Standing, cut: float | None) -> dict[str, str]:
    """What would change the line: its strongest reason taken away, and evidence that its place rests on."""
    told = _without_reason(each, cut) + _without_evidence(plan, each)
    if not told:
        told = [
            (
                "没有单独一条记录决定这一行；到期后若无新的记录，将不再列出",
                "no single record decides this line; without new records it lapses when it expires",
            )
        ]
    return {
        "would_change_zh": "；".join(zh for zh, _ in told) + "。",
        "would_change_en": "; ".join(en for _, en in told) + ".",
    }


def _without_reason(each: Standing, cut: float | None) -> list[tuple[str, str]]:
    if not each.reasons:
        return []
    strongest, now = each.reasons[0], each.scores["score"]
    if each.scores["method"] == "model":
        after = float(probability(log_odds(now) - strongest["contribution"]))
    else:
        after = rules.score([item for item in each.items if item.rule != strongest["feature"]])
    zh = f"若“{strongest['sentence_zh']}”不成立，得分由{now:.3f}降为{after:.3f}"
    en = f"if “{strongest['sentence_en']}” did not hold, the score would go from {now:.3f} to {after:.3f}"
    if cut is not None and after < cut <= now:
        zh += f"，低于本名单末位的{cut:.3f}"
        en += f", below the {cut:.3f} of the last line of this list"
    return [(zh, en)]


def _without_evidence(plan: ListPlan, each: Standing) -> list[tuple[str, str]]:
    """The first piece of evidence without which the subject might not be listed at all."""
    for item in each.items:
        rest = [other for other in each.items if other is not item]
        if item.speaks_for and why_not(plan.name, rest) is not None:
            if each.reasons and each.reasons[0]["feature"] == item.rule:
                return [("它也就不再符合列入条件", "nor could it then be listed at all")]
            zh = f"若“{item.sentence_zh}”所据记录被更正，即不再符合列入条件"
            en = f"if the records behind “{item.sentence_en}” were corrected, it could no longer be listed"
            return [(zh, en)]
    return []
