"""The words features are declared in: View, Condition, Feature, Ratio.

A declaration is plain data with five readers: compute, catalogue, expectation suite, sample data, explanation. Nothing
here touches Spark, and there is no expression language: what a condition cannot say belongs in a source view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from law.lending import IllegalLendingMeasure, Subject, illegal_lending_threshold

ListName = Literal["lenders", "lender_groups", "companies", "disputes"]
How = Literal["count", "distinct", "sum", "mean", "median", "min", "max", "latest"]
Missing = Literal["ZERO", "UNKNOWN", "NOT_APPLICABLE"]
Basis = Literal["event_on", "known_on"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in"]
Unit = Literal["number", "share", "days", "fen", "percent", "level", "yes_no"]
Value = bool | int | float | str


@dataclass(frozen=True)
class View:
    """A normalised frame that features and evidence are measured on: one row per `grain`.

    Every view has subject_id, event_on (null unless the department recorded the day), known_on, link (probability
    that the row is the subject's) and cited (the bronze rows behind it). `columns` are (name, Spark type, meaning with
    null). `tables` are the bronze tables it cannot do without: where one was never delivered, what it says is unknown.
    `uses` are tables that only add rows or columns. `record` names the columns that, beside the rows cited, tell one
    record from another: where several members of a group stand behind one record, the group has it once. `happened` is
    the column with the day of the event, where event_on tells how long it lasted; empty where a row is no event.
    """

    name: str
    grain: str
    tables: tuple[str, ...]
    columns: tuple[tuple[str, str, str], ...]
    uses: tuple[str, ...] = ()
    record: tuple[str, ...] = ()
    happened: str = "event_on"


@dataclass(frozen=True)
class LegalNumber:
    """A number of the opinion on illegal lending: the row of law/illegal_lending.csv that is in force on the night."""

    measure: IllegalLendingMeasure
    subject: Subject = "person"

    def __str__(self) -> str:
        return f"the number of {self.measure} of a {self.subject} in law/illegal_lending.csv"


@dataclass(frozen=True)
class Condition:
    """`column operator value`; a null in the column never satisfies it."""

    column: str
    operator: Operator
    value: Value | tuple[Value, ...] | LegalNumber

    def on(self, day: date) -> Condition | None:
        """The condition with the number that the law had on a day in it; None where it had none that we know."""
        if not isinstance(self.value, LegalNumber):
            return self
        found = illegal_lending_threshold(self.value.measure, self.value.subject, day)
        return replace(self, value=found.at_least) if found else None


@dataclass(frozen=True)
class Feature:
    """One column of features.<list_name>: an aggregate over a view's rows in a window that ends before as_of.

    `window` is in days; `basis` says which date lies in it: event_on (rows whose day was not recorded are left out, and
    where they might have counted, zero becomes unknown) or known_on (the day of delivery).
    `missing` is what no row in the window means, once the departments of the view delivered anything at all:
    ZERO is 0, UNKNOWN and NOT_APPLICABLE are null. `typology` is the step or dimension, null where neither. `law` is
    the id in law/citations.csv of what makes it worth asking; empty for facts that need none.
    `zh` and `en` read the value out, with {value} and {days} in them, and in English {s} for a plural's ending.
    """

    name: str
    list_name: ListName
    source: str
    measure: str
    how: How
    window: int
    unit: Unit
    missing: Missing
    zh: str
    en: str
    value: str = ""
    where: tuple[Condition, ...] = ()
    basis: Basis = "event_on"
    bounds: tuple[float, float | None] = (0.0, None)
    typology: int | None = None
    law: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ratio:
    """One column of features.<list_name> made of two others with the same window: numerator over denominator.

    Null (NOT_APPLICABLE) where the denominator is under `at_least`, null (UNKNOWN) where either is unknown.
    """

    name: str
    list_name: ListName
    measure: str
    numerator: str
    denominator: str
    zh: str
    en: str
    at_least: int = 1
    unit: Unit = "share"
    bounds: tuple[float, float | None] = (0.0, 1.0)
    typology: int | None = None
    law: str = ""
    note: str = ""


Declared = Feature | Ratio


def window_word(days: int, basis: Basis) -> str:
    """The last word of a feature's name: 365d, or known365d where the day of delivery is what lies in the window."""
    return f"known{days}d" if basis == "known_on" else f"{days}d"


def feature_name(source: str, measure: str, aggregate: str, window: str) -> str:
    """`<source>_<measure>_<aggregate>_<window>`: the one place that makes a feature's name."""
    return f"{source}_{measure}_{aggregate}_{window}"


def over(feature: Feature, *windows: tuple[str, int]) -> tuple[Feature, ...]:
    """The same feature over other windows, each with its name spelt out so that it can be searched for."""
    return (feature, *(replace(feature, name=name, window=days) for name, days in windows))


def tables_of(declared: Declared, by_name: Mapping[str, Declared], views: Mapping[str, View]) -> frozenset[str]:
    """Bronze tables without which the feature is unknown."""
    if isinstance(declared, Ratio):
        parts = (by_name[declared.numerator], by_name[declared.denominator])
        return frozenset().union(*(tables_of(part, by_name, views) for part in parts))
    return frozenset(views[declared.source].tables)


def check(declared: Iterable[Declared], views: Mapping[str, View]) -> list[str]:
    """What is wrong with a set of declarations, in words; empty when nothing is."""
    listed = tuple(declared)
    by_name = {entry.name: entry for entry in listed}
    faults = [f"{name}: declared twice" for name in by_name if sum(entry.name == name for entry in listed) > 1]
    for entry in listed:
        found = _check_ratio(entry, by_name) if isinstance(entry, Ratio) else _check_feature(entry, views)
        faults += [f"{entry.name}: {fault}" for fault in found]
    return faults


def _check_feature(feature: Feature, views: Mapping[str, View]) -> list[str]:
    if feature.source not in views:
        return [f"no source view is called {feature.source}"]
    expected = feature_name(feature.source, feature.measure, feature.how, window_word(feature.window, feature.basis))
    columns = {name for name, _, _ in views[feature.source].columns}
    columns |= {"member_id"} if feature.list_name == "lender_groups" else set()
    needed = {condition.column for condition in feature.where} | ({feature.value} - {""})
    faults = [] if feature.name == expected else [f"its fields make the name {expected}"]
    faults += [f"view {feature.source} has no column {column}" for column in sorted(needed - columns)]
    if (feature.how == "count") == bool(feature.value):
        faults.append("count takes no value, every other aggregate takes one")
    if feature.window <= 0:
        faults.append("every feature has a window")
    if feature.missing == "ZERO" and feature.how not in ("count", "distinct", "sum"):
        faults.append("only count, distinct and sum are zero over no rows")
    return faults + _check_words(feature)


def _check_ratio(ratio: Ratio, by_name: Mapping[str, Declared]) -> list[str]:
    parts = [by_name.get(name) for name in (ratio.numerator, ratio.denominator)]
    top, bottom = parts
    if not isinstance(top, Feature) or not isinstance(bottom, Feature):
        return ["numerator and denominator must be declared features"]
    expected = feature_name(top.source, ratio.measure, "ratio", window_word(top.window, top.basis))
    faults = [] if ratio.name == expected else [f"its fields make the name {expected}"]
    if (top.window, top.basis, top.list_name) != (bottom.window, bottom.basis, ratio.list_name):
        faults.append("numerator and denominator must share their window, basis and list")
    if ratio.at_least < 1:
        faults.append("a denominator of zero has no ratio")
    return faults + _check_words(ratio)


def _check_words(declared: Declared) -> list[str]:
    faults = [f"{text!r} lacks {{value}}" for text in (declared.zh, declared.en) if "{value}" not in text]
    low, high = declared.bounds
    if high is not None and low > high:
        faults.append("its lower bound lies above its upper bound")
    return faults
