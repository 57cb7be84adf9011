"""The words evidence rules are declared in. A rule is data: what it looks for, when it fires, which rows it cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from features.declaration import Condition, Declared, Feature, ListName, View, tables_of

Polarity = Literal["for", "against"]


@dataclass(frozen=True)
class Rule:
    """A pattern that speaks for or against a concern about one subject of one list.

    It fires where every condition of `when` holds over the subject's measured columns (declared features, the measures
    kept for evidence, and the named columns of features.<list>); a null never satisfies a condition. The first
    condition's column and value are the value and threshold of the evidence row. `cites` names measured features: the
    rows that each of them counted are the rows cited, and a rule that can cite nothing does not fire.

    `step` is the step of the trap-loan opinion, or the dimension of companies; null where neither. `law` is an id in
    law/citations.csv; null where a plain fact of the case has no law behind it. `zh` and `en` say what was found, with
    {value} and {threshold}, and with {beside} for the measured column `beside` where the rule names one. `positive` and
    `negative` name, in words, the scenarios drawn in tests/scenarios/evidence. `note` says what must not be "corrected"
    and why.
    """

    name: str
    list_name: ListName
    polarity: Polarity
    step: int | None
    law: str | None
    pattern: str
    invariants: tuple[str, ...]
    when: tuple[Condition, ...]
    cites: tuple[str, ...]
    zh: str
    en: str
    positive: str
    negative: str
    note: str = ""
    beside: str = ""

    @property
    def value(self) -> str:
        """The measured column that the evidence row carries."""
        return self.when[0].column

    @property
    def threshold(self) -> float:
        """What that column was held against."""
        number = self.when[0].value
        return float(number) if isinstance(number, int | float) else float("nan")

    def on(self, day: date) -> Rule | None:
        """The rule with the numbers of the law of a day; None, which keeps it silent, where the law has none."""
        when = tuple(held for condition in self.when if (held := condition.on(day)) is not None)
        return replace(self, when=when) if len(when) == len(self.when) else None

    def catalogued(self) -> list[str]:
        """The rule as lines of docs/catalogue/evidence.md."""
        conditions = " and ".join(f"`{held.column}` {held.operator} {held.value}" for held in self.when)
        lines = [
            f"- {self.pattern}",
            f"- says: {self.zh} / {self.en}",
            f"- fires when {conditions}",
            "- cites the rows behind " + ", ".join(f"`{name}`" for name in self.cites),
            "- law: " + (f"`{self.law}`" if self.law else "none, a fact of the case"),
            *(f"- invariant: {text}" for text in self.invariants),
            f"- for example: {self.positive}",
            f"- but not: {self.negative}",
        ]
        return lines + ([f"- do not correct this: {self.note}"] if self.note else [])


def tables_needed(rule: Rule, measured: Mapping[str, Declared], views: Mapping[str, View]) -> frozenset[str]:
    """Bronze tables without which the rule can never fire."""
    columns = {held.column for held in rule.when} | set(rule.cites)
    parts = [tables_of(measured[name], measured, views) for name in columns if name in measured]
    return frozenset().union(*parts)


def check_rules(
    rules: tuple[Rule, ...], measured: Mapping[ListName, Mapping[str, Declared]], named: Mapping[ListName, set[str]]
) -> list[str]:
    """What is wrong with a set of rules, in words; empty when none is. `named` are the named columns of each list."""
    faults = [f"{rule.name}: declared twice" for rule in rules if sum(_same(rule, other) for other in rules) > 1]
    for rule in rules:
        columns = measured[rule.list_name]
        faults += [
            f"{rule.name}: nothing measures {held.column}"
            for held in rule.when
            if held.column not in columns and held.column not in named[rule.list_name]
        ]
        faults += [
            f"{rule.name}: {name} counts no rows that could be cited"
            for name in rule.cites
            if not isinstance(columns.get(name), Feature)
        ]
        word = "counter" if rule.polarity == "against" else f"rule_{rule.step or 'case'}"
        if not rule.name.startswith(f"{word}_"):
            faults.append(f"{rule.name}: its polarity and step make a name that starts with {word}_")
        if rule.value not in columns:
            faults.append(f"{rule.name}: the first condition must be on a measured column")
        if rule.beside and rule.beside not in columns:
            faults.append(f"{rule.name}: nothing measures {rule.beside}")
        if any(("{beside}" in text) != bool(rule.beside) for text in (rule.zh, rule.en)):
            faults.append(f"{rule.name}: both sentences tell {{beside}}, or neither, as the rule names a column for it")
        if not rule.cites:
            faults.append(f"{rule.name}: a rule must cite rows")
    return faults


def _same(one: Rule, other: Rule) -> bool:
    return (one.list_name, one.name) == (other.list_name, other.name)
