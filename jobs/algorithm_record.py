"""The algorithm record of a night: by what methods, models, features and laws its lists were made.

SyRI (NL 2020) was unlawful for being opaque: what a city computes about people is published with what it computed.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd

from expectations.contracts import contracts
from expectations.history import missing_departments
from features.catalogue import FEATURES
from features.declaration import Declared
from features.sentences import said, window_days
from jobs.data_quality import data_quality, files_not_read
from jobs.lineage import committed_manifests, tables_made
from jobs.reader import committed, read_pandas
from jobs.run import Run
from jobs.warehouse import Warehouse
from law.registry import citations, stale_tables
from models.bands import PROBABILITY_CUTS, RULE_CUTS
from models.lists import OUTCOMES, PLANS, ListPlan


def algorithm_record(run: Run) -> dict[str, Any]:
    """The record as plain values for JSON; the same night gives the same record.

    Raises Fault when a table that the record tells of was not made for the night.
    """
    warehouse = Warehouse(run.settings.warehouse)
    missing, never = departments(warehouse, run.source, run.as_of)
    return {
        "as_of": run.as_of.isoformat(),
        "source": run.source,
        "jurisdiction": run.jurisdiction,
        "seed": run.seed,
        "candidates": committed(warehouse, "lists.candidate_checks", "vet_candidates", run.as_of)
        .tables["lists.candidate_checks"]
        .rows,
        "code_revision": committed(warehouse, "lists.lenders", "rank_lists", run.as_of).code_revision,
        "lists": {name: _list(warehouse, plan, run.as_of) for name, plan in PLANS.items()},
        "laws": _laws(warehouse, run.as_of),
        "laws_stale": [
            {"table": stale.table, "valid_through": stale.valid_through.isoformat()}
            | {"zh": stale.sentence_zh, "en": stale.sentence_en}
            for stale in stale_tables(run.as_of)
        ],
        "departments_missing": missing,
        "departments_never": never,
        "quality": data_quality(run),
        "files_not_read": files_not_read(warehouse, run.source, run.as_of),
        "tables": tables_made(committed_manifests(warehouse, run.as_of)),
    }


def departments(warehouse: Warehouse, source: str, as_of: date) -> tuple[list[str], list[str]]:
    """Departments later than they ever were, as rank_lists counts them, and those that never delivered; both sorted."""
    files = read_pandas(warehouse, "quarantine.delivered_files", as_of)
    read = files[(files["source"] == source) & (files["rows_accepted"] > 0)]
    delivered = {str(name): set(days) for name, days in read.groupby("department")["known_on"]}
    never = {contract.department for contract in contracts().values()} - set(delivered)
    return list(missing_departments(delivered, as_of)), sorted(never)


def _laws(warehouse: Warehouse, as_of: date) -> list[dict[str, Any]]:
    """The citations behind the night's evidence, each with how many items cite it."""
    cited = read_pandas(warehouse, "features.evidence_items", as_of, columns=["law"])["law"].value_counts()
    known = citations()
    laws: list[dict[str, Any]] = []
    for law in sorted(cited.index):
        held = known.get(law)
        laws.append(
            {
                "id": law,
                "cited": int(cited[law]),
                "title_zh": held.title_zh if held else "",
                "title_en": held.title_en if held else "",
                "article": held.article if held else "",
                "source": held.source if held else "",
            }
        )
    return laws


def _list(warehouse: Warehouse, plan: ListPlan, as_of: date) -> dict[str, Any]:
    name = plan.name
    scores = read_pandas(
        warehouse, f"scores.{name}", as_of, columns=["method", "model_name", "model_version", "score", "eligible"]
    )
    ways = scores[["method", "model_name", "model_version"]].drop_duplicates().sort_values("method")
    facts = committed(warehouse, f"scores.{name}", "score_entities", as_of).facts
    return {
        "methods": [
            {key: None if pd.isna(value) else str(value) for key, value in way.items()}
            for way in ways.to_dict("records")
        ],
        "model_refused": facts.get(f"refused.{name}"),
        "outcome": dict(zip(("zh", "en"), OUTCOMES[name], strict=True)),
        "measured": json.loads(facts.get(f"measured.{name}", "{}")),
        "scored": int(scores["score"].count()),
        "eligible": int(scores["eligible"].sum()),
        "listed": committed(warehouse, f"lists.{name}", "rank_lists", as_of).tables[f"lists.{name}"].rows,
        "label_window_days": plan.label_window,
        "capacity": plan.capacity,
        "expires_after_days": plan.expires_after,
        "baseline": plan.baseline,
        "bands": _bands(set(ways["method"])) if name == "disputes" else [],
        "features": [_read_out(entry) for entry in FEATURES[name]],
    }


def _bands(methods: set[str]) -> list[dict[str, Any]]:
    cuts = RULE_CUTS if "rules_only" in methods else PROBABILITY_CUTS
    return [{"band": band, "least": least} for least, band in cuts]


def _read_out(entry: Declared) -> dict[str, str]:
    """A feature as the record names it: its column, and its sentence without a value."""
    days = window_days(entry)
    zh, en = (said(text, None, "…").replace("{days}", days) for text in (entry.zh, entry.en))
    return {"name": entry.name, "zh": zh, "en": en}
