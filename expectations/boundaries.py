"""What a contract, a layer's table and a feature declare, as checks that every written table must pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from expectations.checks import Check
from expectations.contracts import contracts
from expectations.contracts.declaration import BRONZE_COLUMNS, WITHDRAWN
from expectations.layers import LAYER_TABLES

BOUNDS: dict[str, tuple[float, float]] = {
    "probability": (0.0, 1.0),
    "weakest_link": (0.0, 1.0),
    "score": (0.0, 1.0),
    "score_low": (0.0, 1.0),
    "score_high": (0.0, 1.0),
    "baseline_score": (0.0, 1.0),
    "betweenness": (0.0, 1.0),
    "community_density": (0.0, 1.0),
    "rank": (1, 1_000_000),
    "rank_with_ties": (1, 1_000_000),
    "step": (1, 5),
}
"""Columns of later layers whose name says what values they can take."""

ALLOWED: dict[str, tuple[str, ...]] = {
    "entity_kind": ("person", "company", "dispute"),
    "polarity": ("for", "against"),
    "list_name": ("lenders", "companies", "disputes", "candidates"),
    "outcome": ("no_document_found", "document_found_confirm", "identity_not_proven"),
    "kind": (),
    "method": (),
}
"""Categories of later layers; a tuple left empty is decided per table below."""

_ALLOWED_IN: dict[tuple[str, str], tuple[str, ...]] = {
    ("features.judgment_facts", "document_kind"): ("judgment", "ruling", "mediation_agreement"),
    ("features.judgment_facts", "transfer_method"): ("cash", "transfer", "both", "unknown"),
    ("features.judgment_facts", "outcome"): (
        "for_plaintiff",
        "partly",
        "against_plaintiff",
        "withdrawn",
        "mediated",
        "dismissed_unheard",
    ),
    ("lists.candidate_checks", "kind"): ("statute", "policy"),
    ("linked.review_items", "kind"): (
        "two_numbers",
        "size",
        "density",
        "bridge",
        "anothers_number",
        "torn_number",
        "surname_alone",
        "verdict_without_effect",
    ),
    ("linked.entity_changes", "kind"): ("merge", "split", "renamed"),
    ("linked.addresses", "method"): ("address_code", "address_text", "none"),
    ("scores.lenders", "method"): ("model", "rules_only"),
    ("scores.companies", "method"): ("model", "rules_only"),
    ("scores.disputes", "method"): ("model", "rules_only"),
}

_NULLABLE_KEYS = frozenset({"table", "input_table", "input_partition"})


def boundary_checks(table: str, as_of: date) -> tuple[Check, ...]:
    """Every check that a table's own declaration asks for; raises KeyError when nothing declares the table."""
    layer, name = table.split(".")
    if layer == "bronze" and name in contracts():
        return tuple(_contract_checks(name, as_of))
    return tuple(_layer_checks(table, as_of))


def declared_types(table: str) -> dict[str, str]:
    """Spark type of each declared column; raises KeyError when nothing declares the table."""
    layer, name = table.split(".")
    if layer == "bronze" and name in contracts():
        return {**dict(BRONZE_COLUMNS), **{column.name: column.spark_type for column in contracts()[name]}}
    return {column: kind for column, kind, _ in LAYER_TABLES[table].columns}


def _contract_checks(table: str, as_of: date) -> Iterator[Check]:
    contract = contracts()[table]
    yield _schema(f"bronze.{table}", exact=True)
    # A record may come again in a later delivery, and in one beside its deletion alone.
    yield _unique(("source_row_id", "known_on", WITHDRAWN))
    for name in ("source_row_id", "source_file", "source_row", "known_on", "event_on_basis"):
        yield _not_null(name)
    yield _before("known_on", as_of)
    for column in contract:
        if column.required:
            # A row that takes its record back need not hold more than the key.
            yield _not_null(column.name) if column.name in contract.key else _not_null(column.name, (WITHDRAWN, False))
        if column.allowed:
            yield _in_set(column.name, column.held_values)
        if column.bounds:
            yield _between(column.name, *column.bounds)
        elif column.type == "money":
            yield Check("values", "ExpectColumnValuesToBeBetween", (("column", column.name), ("min_value", 0)), "warn")
    if contract.event_on:
        # Departments do post-date: worth a look, no reason to lose a night. By value, for a maximum of nothing fails.
        yield Check("values", "ExpectColumnValuesToBeBetween", (("column", "event_on"), ("max_value", as_of)), "warn")


def _layer_checks(table: str, as_of: date) -> Iterator[Check]:
    declared = LAYER_TABLES[table]
    yield _schema(table, exact=not declared.open_ended)
    yield _unique(declared.key)
    for column in declared.key:
        if column not in _NULLABLE_KEYS:
            yield _not_null(column)
    for column in declared_types(table):
        if column in BOUNDS:
            yield _between(column, *BOUNDS[column])
        allowed = _ALLOWED_IN.get((table, column), ALLOWED.get(column, ()))
        if allowed and table != "bronze.reviews":
            yield _in_set(column, allowed)
    if "known_on" in declared_types(table):
        yield _before("known_on", as_of)
    yield from _feature_checks(table)


def _feature_checks(table: str) -> Iterator[Check]:
    from features.catalogue import FEATURES_BY_TABLE

    for feature in FEATURES_BY_TABLE.get(table, ()):
        yield _between(feature.name, *feature.bounds)


def _schema(table: str, *, exact: bool) -> Check:
    """Names, and types too: a column of another type than declared stands under another name, see `suites.Held`."""
    names = tuple(declared_types(table))
    return Check("schema", "ExpectTableColumnsToMatchSet", (("column_set", names), ("exact_match", exact)))


def _unique(columns: tuple[str, ...]) -> Check:
    if len(columns) == 1:
        single = (("column", columns[0]), ("min_value", 1))
        return Check("keys", "ExpectColumnProportionOfUniqueValuesToBeBetween", single)
    return Check("keys", "ExpectCompoundColumnsToBeUnique", (("column_list", columns),))


def _not_null(column: str, where: tuple[str, Any] | None = None) -> Check:
    condition = () if where is None else (("row_condition", where),)
    return Check("values", "ExpectColumnValuesToNotBeNull", (("column", column), *condition))


def _before(column: str, day: date) -> Check:
    limits: tuple[tuple[str, Any], ...] = (("column", column), ("max_value", day), ("strict_max", True))
    return Check("values", "ExpectColumnMaxToBeBetween", limits)


def _in_set(column: str, allowed: tuple[str, ...]) -> Check:
    return Check("values", "ExpectColumnValuesToBeInSet", (("column", column), ("value_set", allowed)))


def _between(column: str, low: float, high: float | None) -> Check:
    upper: tuple[tuple[str, Any], ...] = () if high is None else (("max_value", high),)
    return Check("values", "ExpectColumnValuesToBeBetween", (("column", column), ("min_value", low), *upper))
