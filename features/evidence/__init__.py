"""Evidence rules: declared patterns that cite source rows and law, for and against a concern about a subject."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from features import companies, disputes, lenders
from features.declaration import Declared, ListName
from features.evidence.company_rules import COMPANY_RULES
from features.evidence.declaration import Rule, tables_needed
from features.evidence.dispute_rules import DISPUTE_RULES
from features.evidence.lender_counters import LENDER_COUNTERS
from features.evidence.lender_rules import LENDER_RULES
from features.evidence.measures import MEASURES
from features.sources.declared import VIEWS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

RULES: tuple[Rule, ...] = (*LENDER_RULES, *LENDER_COUNTERS, *COMPANY_RULES, *DISPUTE_RULES)
"""Every registered rule."""

_FEATURES: dict[ListName, tuple[Declared, ...]] = {
    "lenders": lenders.FEATURES,
    "companies": companies.FEATURES,
    "disputes": disputes.FEATURES,
}


def rules_of(list_name: str) -> tuple[Rule, ...]:
    """The rules of one list, in the order of the catalogue."""
    return tuple(rule for rule in RULES if rule.list_name == list_name)


@cache
def dossier_only() -> frozenset[str]:
    """Names of the rules that rest on records of opened cases (fund flows): somebody was investigated already.

    They stand in evidence and dossiers; nobody is ranked or listed for them.
    """
    return frozenset(
        rule.name for rule in RULES if "fund_flows" in tables_needed(rule, measured(rule.list_name), VIEWS)
    )


def outside_opened_cases(evidence: DataFrame) -> DataFrame:
    """The rows of features.evidence_items, or of a part of it, that rest on no opened case."""
    opened = ", ".join(f"'{name}'" for name in sorted(dossier_only()))
    return evidence.where(f"rule NOT IN ({opened})")


@cache
def measured(list_name: ListName) -> dict[str, Declared]:
    """Every declared feature of a list and every measure kept for its evidence, by name."""
    return {entry.name: entry for entry in (*_FEATURES[list_name], *MEASURES[list_name])}


def observable_steps(list_name: ListName, delivered_tables: Collection[str]) -> set[int]:
    """Steps (dimensions) on which evidence could have been found, given the bronze tables that hold any row.

    A step is observable when every table of at least one of its rules was delivered. Tables may be named with or
    without their layer. Disputes have no steps.
    """
    names = {table.removeprefix("bronze.") for table in delivered_tables}
    held = measured(list_name)
    return {
        rule.step
        for rule in rules_of(list_name)
        if rule.polarity == "for" and rule.step is not None and tables_needed(rule, held, VIEWS) <= names
    }


__all__ = ["MEASURES", "RULES", "Rule", "dossier_only", "measured", "observable_steps", "rules_of"]
