"""Declared features from source views: every view's rows side by side, grouped once, then one row per subject.

Pure: frames in, frame out. Sums are over integers and every aggregate is independent of the order of rows. All of it
is one statement; see features.sql.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame

from features.declaration import Condition, Declared, Feature, Ratio, View
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
    settled = [f"{_settled(entry) if entry in known else 'cast(null as double)'} as {entry.name}" for entry in features]
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


def _grouped(views: Mapping[str, str], features: list[Feature], as_of: date) -> str:
    """subject_id, _link, _undated_<view> and _<feature>: one grouping over the contributions of every view."""
    sources = sorted({feature.source for feature in features})
    names = [f"_undated_{source}" for source in sources] + [f"_{feature.name}" for feature in features]
    frames = []
    for source in sources:
        own = {f"_undated_{source}": "event_on is null"}
        own |= {f"_{feature.name}": _contribution(feature, as_of) for feature in features if feature.source == source}
        columns = ", ".join(f"{own.get(name, 'null')} as {name}" for name in names)
        frames.append(f"select subject_id, link, {columns} from ({views[source]})")
    aggregates = ["min(link) as _link", *(f"max(_undated_{source}) as _undated_{source}" for source in sources)]
    aggregates += [f"{_aggregate(feature)} as _{feature.name}" for feature in features]
    return f"select subject_id, {', '.join(aggregates)} from ({' union all '.join(frames)}) group by subject_id"


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


def _settled(feature: Feature) -> str:
    found = f"cast(_{feature.name} as double)"
    if feature.missing != "ZERO":
        return f"round({found}, {PLACES})"
    if feature.basis == "known_on":
        return f"coalesce({found}, 0D)"
    # A zero says that nothing happened. Where a row of this subject has no recorded day, nobody knows that.
    return f"coalesce({found}, if(coalesce(_undated_{feature.source}, false), null, 0D))"


def _ratio(ratio: Ratio) -> str:
    share = f"round(try_divide({ratio.numerator}, {ratio.denominator}), {PLACES})"
    return f"if({ratio.denominator} >= {ratio.at_least}, {share}, null) as {ratio.name}"
