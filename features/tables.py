"""features.* from a night's tables: cohorts, views and declarations brought together. Pure; the jobs only wire it."""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame

from features import cohorts
from features.catalogue import FEATURES
from features.compute import measure
from features.declaration import Declared, Feature, ListName
from features.evidence import MEASURES, measured, rules_of
from features.evidence.weighing import weigh
from features.sources import VIEWS, Inputs, build
from identifiers.pseudonyms import Pseudonyms

_COHORTS: dict[ListName, Callable[[Inputs], DataFrame]] = {
    "lenders": cohorts.lenders,
    "lender_groups": cohorts.lender_groups,
    "companies": cohorts.companies,
    "disputes": cohorts.disputes,
}


def feature_table(list_name: ListName, inputs: Inputs) -> DataFrame:
    """The rows of features.<list_name>, with subject_id for its key: named columns, then one per declared feature."""
    declared = FEATURES[list_name]
    views = build(_sources(declared), inputs, of_groups=list_name == "lender_groups")
    return measure(_COHORTS[list_name](inputs), views, declared, VIEWS, inputs.delivered, inputs)


def evidence_rows(list_name: ListName, inputs: Inputs, features: DataFrame, pseudonyms: Pseudonyms) -> DataFrame:
    """The rows of features.evidence_items about the subjects of one list; `features` is its table with subject_id."""
    rules = tuple(rule for declared in rules_of(list_name) if (rule := declared.on(inputs.as_of)) is not None)
    held = measured(list_name)
    cited = [held[name] for rule in rules for name in rule.cites]
    views = build(_sources((*MEASURES[list_name], *cited)), inputs)
    subjects = measure(features, views, MEASURES[list_name], VIEWS, inputs.delivered, inputs)
    return weigh(subjects, views, rules, held, inputs, pseudonyms)


def _sources(declared: tuple[Declared, ...]) -> list[str]:
    return sorted({entry.source for entry in declared if isinstance(entry, Feature)})
