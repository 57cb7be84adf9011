"""Declared features from source views: every view grouped by subject, then one row per subject.

Pure: frames in, frame out. Sums are over integers and every aggregate is independent of the order of rows. All of it
is one statement; see features.sql.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame

from features.declaration import Condition, Declared, Feature, LegalNumber, Ratio, View
from features.sql import literal

if TYPE_CHECKING:
    from features.sources import Inputs

PLACES = 9
"""Decimal places kept of a mean, median or ratio."""


def measure(
    subjects: DataFrame,
    views: Mapping[str, str],
    declared: Iterable[Declared],
    declarations: Mapping[str, View],
    delivered: frozenset[str],
    inputs: Inputs,
) -> DataFrame:
    """One row per row of `subjects` (subject_id and whatever else it holds) with one double column per declaration.

    A weakest_link in `subjects` is lowered to the least link of any row of a view that features are measured on.
    A feature is null where its declaration says that nothing known means unknown or not applicable, where a view's
    departments never delivered, and where undated rows might have counted. Raises KeyError when a feature names a view
    that was not given.
    """
    listed = tuple(declared)
    features = [entry for entry in listed if isinstance(entry, Feature)]
    known = [entry for entry in features if set(declarations[entry.source].tables) <= delivered]
    columns = subjects.columns
    links = "least(weakest_link, _link) as weakest_link" if known else "weakest_link"
    kept = [links if name == "weakest_link" else name for name in columns]
    found = _places(known)
    settled = [
        f"{_settled(entry, found[entry.name]) if entry in known else 'cast(null as double)'} as {entry.name}"
        for entry in features
    ]
    ratios = [_ratio(entry) for entry in listed if isinstance(entry, Ratio)]
    measured = f"left join ({_grouped(views, known, inputs.as_of)}) using (subject_id)" if known else ""
    return inputs.query(
        f"""
        select {", ".join((*columns, *(entry.name for entry in listed)))}
        from (
          select {", ".join(("*", *ratios))}
          from (select {", ".join((*kept, *settled))} from {{subjects}} {measured})
        )
        """,
        subjects=subjects,
    )


def _by_source(features: list[Feature]) -> dict[str, list[Feature]]:
    """The features of each view, in the order in which `_grouped` puts their values."""
    return {
        source: [feature for feature in features if feature.source == source]
        for source in sorted({feature.source for feature in features})
    }


def _places(features: list[Feature]) -> dict[str, str]:
    """SQL for a feature's value among what `_grouped` found, by its name."""
    return {
        feature.name: f"_found[{literal(source)}].measured[{place}]"
        for source, held in _by_source(features).items()
        for place, feature in enumerate(held)
    }


def _grouped(views: Mapping[str, str], features: list[Feature], as_of: date) -> str:
    """subject_id, _link and _found: by view, whether a row is undated and what its features come to.

    Each view is grouped for itself. A union of all rows with a column for each feature would hold a null for every
    feature of every other view, and the planner would look at each of them: with a hundred features that took longer
    than the rows.
    """
    frames = []
    for source, held in _by_source(features).items():
        contributions = ", ".join(f"{_contribution(feature, as_of)} as _{feature.name}" for feature in held)
        measured = ", ".join(f"cast({_aggregate(feature)} as double)" for feature in held)
        frames.append(
            f"select subject_id, min(link) as link, {literal(source)} as source, "
            f"struct(max(event_on is null) as undated, array({measured}) as measured) as found "
            f"from (select subject_id, link, event_on, {contributions} from ({views[source]})) group by subject_id"
        )
    return (
        "select subject_id, min(link) as _link, map_from_entries(collect_list(struct(source, found))) as _found "
        f"from ({' union all '.join(frames)}) group by subject_id"
    )


def in_window(days: int, basis: str, as_of: date) -> str:
    """SQL for: the row's day lies in the window of that many days that ends before as_of; null for an undated row."""
    return f"({basis} >= {literal(as_of - timedelta(days=days))} and {basis} < {literal(as_of)})"


def satisfied(conditions: Iterable[Condition]) -> str:
    """SQL for: the row satisfies every condition. A null never does."""
    return " and ".join(["true", *(f"coalesce({_one(condition)}, false)" for condition in conditions)])


def counted(feature: Feature, as_of: date) -> str:
    """SQL for: the row is one of those that the feature is measured on."""
    window = f"coalesce({in_window(feature.window, feature.basis, as_of)}, false)"
    valued = f" and {feature.value} is not null" if feature.value else ""
    return f"({window} and {satisfied(feature.where)}{valued})"


def _one(condition: Condition) -> str:
    if isinstance(condition.value, LegalNumber):
        raise TypeError(f"{condition.column} is held against {condition.value}: ask Condition.on for the night's first")
    return f"{condition.column} {condition.operator} {literal(condition.value)}"


def _contribution(feature: Feature, as_of: date) -> str:
    value = feature.value or "1"
    if feature.unit == "yes_no":
        value = f"cast({value} as int)"
    if feature.how == "latest":
        value = f"named_struct('day', {feature.basis}, 'value', {value})"
    return f"if({counted(feature, as_of)}, {value}, null)"


def _aggregate(feature: Feature) -> str:
    column = f"_{feature.name}"
    return {
        "count": f"sum({column})",
        "distinct": f"nullif(size(collect_set({column})), 0)",
        "sum": f"sum({column})",
        "mean": f"try_divide(sum({column}), count({column}))",
        "median": f"percentile({column}, 0.5D)",
        "min": f"min({column})",
        "max": f"max({column})",
        # Of two values of one day the larger is kept, so that the order of rows does not matter.
        "latest": f"max({column}).value",
    }[feature.how]


def _settled(feature: Feature, place: str) -> str:
    if feature.missing != "ZERO":
        return f"round({place}, {PLACES})"
    if feature.basis == "known_on":
        return f"coalesce({place}, 0D)"
    # A zero says that nothing happened. Where a row of this subject has no recorded day, nobody knows that.
    undated = f"coalesce(_found[{literal(feature.source)}].undated, false)"
    return f"coalesce({place}, if({undated}, null, 0D))"


def _ratio(ratio: Ratio) -> str:
    share = f"round(try_divide({ratio.numerator}, {ratio.denominator}), {PLACES})"
    return f"if({ratio.denominator} >= {ratio.at_least}, {share}, null) as {ratio.name}"
