"""Declarations: names, faults that the checker must see, the catalogue, and how values are read out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from features.catalogue import FEATURES, PAGES, evidence_page, faults, feature, features_page
from features.declaration import Condition, Feature, Ratio, View, check, feature_name, window_word
from features.evidence import MEASURES, RULES
from features.graph.catalogue import graph_page
from features.sentences import said, sentence, written
from features.sources import VIEWS, builder
from law.registry import citation

SHOPS = {
    "shops": View("shops", "one shop", ("shops",), (("owner_id", "string", "never null"), ("open", "boolean", "")))
}
OPEN = Feature(
    "shops_open_count_30d",
    "companies",
    "shops",
    "open",
    "count",
    30,
    "number",
    "ZERO",
    "{value}家",
    "{value} shops",
    where=(Condition("open", "=", True),),
)
ALL = replace(OPEN, name="shops_all_count_30d", measure="all", where=())


def test_a_name_is_made_of_source_measure_aggregate_and_window() -> None:
    assert feature_name("shops", "open", "count", window_word(30, "event_on")) == "shops_open_count_30d"
    assert feature_name("shops", "open", "count", window_word(30, "known_on")) == "shops_open_count_known30d"


def test_every_declaration_holds() -> None:
    assert faults() == []
    assert check((entry for held in MEASURES.values() for entry in held), VIEWS) == []
    assert check((OPEN, ALL), SHOPS) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (replace(OPEN, window=60), "its fields make the name shops_open_count_60d"),
        (replace(OPEN, source="stalls"), "no source view is called stalls"),
        (replace(OPEN, where=(Condition("shut", "=", True),)), "view shops has no column shut"),
        (replace(OPEN, value="owner_id"), "count takes no value, every other aggregate takes one"),
        (replace(OPEN, name="shops_open_max_30d", how="max", value="open"), "only count, distinct and sum are zero"),
        (replace(OPEN, en="shops"), "lacks {value}"),
        (replace(OPEN, name="shops_open_count_0d", window=0), "every feature has a window"),
    ],
)
def test_a_broken_feature_is_named_with_its_fault(broken: Feature, fault: str) -> None:
    assert [found for found in check((broken,), SHOPS) if fault in found]


def test_a_ratio_needs_two_features_of_one_window() -> None:
    share = Ratio("shops_open_ratio_30d", "companies", "open", OPEN.name, ALL.name, "{value}", "{value}")
    assert check((OPEN, ALL, share), SHOPS) == []
    other = replace(ALL, name="shops_all_count_60d", window=60)
    found = check((OPEN, other, replace(share, denominator=other.name)), SHOPS)
    assert found == ["shops_open_ratio_30d: numerator and denominator must share their window, basis and list"]


def test_a_name_declared_twice_is_a_fault() -> None:
    assert "shops_open_count_30d: declared twice" in check((OPEN, OPEN), SHOPS)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_function_that_builds_it(view: str) -> None:
    assert callable(builder(view))


def test_a_view_nobody_builds_is_refused_with_the_remedy() -> None:
    with pytest.raises(KeyError, match="define shops"):
        builder("shops")


@pytest.mark.parametrize(
    ("page", "text"),
    [("features.md", features_page), ("evidence.md", evidence_page), ("graph.md", graph_page)],
    ids=["features", "evidence", "graph"],
)
def test_the_catalogue_is_what_the_declarations_say(page: str, text: object) -> None:
    assert callable(text)
    assert (PAGES / page).read_text(encoding="utf-8") == text(), "run `python -m features.catalogue` and commit"


@pytest.mark.parametrize("entry", [*FEATURES["lenders"], *FEATURES["lender_groups"]], ids=lambda entry: entry.name)
def test_every_feature_of_lenders_has_a_law_behind_it(entry: Feature | Ratio) -> None:
    assert citation(entry.law).title_zh


def test_no_feature_speaks_of_sex_age_district_or_household() -> None:
    names = [entry.name for held in FEATURES.values() for entry in held]
    words = {"sex", "gender", "birth", "district", "household", "ethnicity", "religion", "address", "citizen"}
    assert [name for name in names if words & set(name.split("_"))] == []


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (3.0, "number", "3", "3"),
        (0.375, "share", "38%", "38%"),
        (1234500.0, "fen", "12,345元", "¥12,345"),
        (12.5, "days", "12.5天", "12.5 days"),
        (18.0, "percent", "18%", "18%"),
        (1.0, "yes_no", "是", "yes"),
        (None, "days", "天数不详", "an unknown number of days"),
        (float("nan"), "share", "比例不详", "an unknown share"),
    ],
)
def test_values_are_read_as_their_unit_says(value: float | None, unit: object, zh: str, en: str) -> None:
    assert written(value, unit) == (zh, en)  # type: ignore[arg-type]


def test_a_sentence_tells_value_and_window() -> None:
    zh, en = sentence(feature("loan_suits_filed_count_365d"), 7.0)
    assert (zh, en) == ("近365天以出借人身份起诉7件", "filed 7 loan suits in the last 365 days")


ONE_OF_MANY = re.compile(r"\b1 (?!of )(?:[a-z]+ )?(?:people|times|days|[a-z]+(?<!is)(?<!us)(?<!ss)(?<! a)s)\b")
"""A plural after the number one: "1 different callers". One word may stand between."""

VERBS_AFTER_ONE = ("1 department had reports",)


def test_one_of_a_thing_is_no_plural() -> None:
    counts = [each for table in FEATURES.values() for each in table if each.unit in ("number", "days")]
    rules = [rule for rule in RULES if rule.threshold == 1]
    told = {sentence(each, 1.0)[1] for each in counts} | {said(rule.en, 1.0, "1") for rule in rules}

    wrong = sorted(text for text in told if ONE_OF_MANY.search(text) and not text.startswith(VERBS_AFTER_ONE))

    assert wrong == [], "write {s} after what is counted"
