"""How two person records are compared: levels, their words, and the same conditions for DuckDB and for Spark."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from splink import SettingsCreator
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison

if TYPE_CHECKING:
    from splink.internals.comparison_level_creator import ComparisonLevelCreator

Backend = Literal["duckdb", "spark"]

WORDS: dict[str, tuple[str, str]] = {
    "name_exact": ("姓名相同", "the same name"),
    "name_other": ("与其另一登记姓名相同", "the same as another name on record"),
    "name_homophone": ("姓名同音", "a name that sounds the same"),
    "name_edit": (
        "姓名差一字，或名字前后颠倒",
        "a name that differs by one character, or whose characters stand in another order",
    ),
    "name_masked": ("姓名未遮盖部分相符", "what is not masked of the name agrees"),
    "birth_exact": ("出生日期相同", "the same birth date"),
    "birth_near": ("出生日期差一项或月日互换", "a birth date with one part different, or day and month swapped"),
    "birth_differs": ("出生日期不同", "another birth date"),
    "phone_exact": ("联系电话相同", "the same phone"),
    "phone_edit": ("联系电话差一位", "a phone that differs by one digit"),
    "phone_differs": ("联系电话不同", "another phone"),
    "address_exact": ("住址相同", "the same address"),
    "address_building": ("住址或房屋在同一楼栋或院落", "an address or a home owned in the same building"),
    "address_differs": ("住址不同", "another address"),
    "context_same": ("同一房屋、单位或公证处", "the same home owned, company or notary office"),
    "context_home": ("所有房屋即其住址", "the home owned is where the other lives"),
    "id_masked": ("身份号码未遮盖部分相符", "what is not masked of the id number agrees"),
    "id_edit": ("身份号码差一位或两位颠倒", "an id number with one character wrong, or two swapped"),
    "id_differs": ("身份号码不符", "another id number"),
}
"""Each level in words, Chinese and English; `name_differs` has none, because it never makes a link."""

AGREES = (
    "birth_exact",
    "phone_exact",
    "address_exact",
    "address_building",
    "context_same",
    "context_home",
    "id_masked",
    "id_edit",
)
"""Levels that prove something besides the name. A link needs one of them: never on a name alone. Of buildings only
those count behind which few names are written: a house, as a door without a room is one."""

LEAST_AGREEING, LEAST_AGREEING_MASKED = 1, 2
"""How many of these a link needs beside a name, and beside a masked one, which fits many."""

COMPARED: tuple[str, ...] = ("name", "birth", "phone", "address", "context", "id")
"""The comparisons; `gamma_<comparison>` is Splink's column with the level of a pair."""

# The LIKE patterns and the other conditions are the same words in DuckDB and Spark.
_LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    "name": (
        ("name_exact", "name_l = name_r"),
        ("name_other", "overlap(names)"),
        ("name_homophone", "sound_l = sound_r"),
        ("name_edit", "overlap(gaps)"),
        ("name_masked", "name_l LIKE name_pattern_r OR name_r LIKE name_pattern_l OR name_pattern_l = name_pattern_r"),
    ),
    "birth": (
        ("birth_exact", "birth_l = birth_r"),
        (
            "birth_near",
            "(substr(birth_l, 1, 4) = substr(birth_r, 1, 4) AND substr(birth_l, 5, 2) = substr(birth_r, 7, 2) "
            "AND substr(birth_l, 7, 2) = substr(birth_r, 5, 2)) OR substr(birth_l, 1, 6) = substr(birth_r, 1, 6) "
            "OR substr(birth_l, 5, 4) = substr(birth_r, 5, 4) OR (substr(birth_l, 1, 4) = substr(birth_r, 1, 4) "
            "AND substr(birth_l, 7, 2) = substr(birth_r, 7, 2))",
        ),
    ),
    "phone": (("phone_exact", "overlap(phones)"), ("phone_edit", "one_edit(phones)")),
    "address": (("address_exact", "overlap(doors)"), ("address_building", "overlap(buildings)")),
    "context": (("context_same", "overlap(contexts)"), ("context_home", "meet(homes, doors) OR meet(doors, homes)")),
    "id": (
        ("id_masked", "number_l LIKE id_pattern_r OR number_r LIKE id_pattern_l OR id_pattern_l = id_pattern_r"),
        (
            "id_edit",
            "levenshtein(number_l, number_r) <= 1 OR levenshtein(number_l, number_r) = 2 AND same_signs(number)",
        ),
    ),
}
_UNKNOWN = {
    "name": "(name_l IS NULL AND name_pattern_l IS NULL) OR (name_r IS NULL AND name_pattern_r IS NULL)",
    "birth": "birth_l IS NULL OR birth_r IS NULL",
    "phone": "unknown(phones)",
    # Who shows a home gives no address, and a home that is where the other lives is told by the context.
    "address": "unknown(doors) AND (NOT overlap(buildings) OR overlap(contexts) OR meet(homes, doors) "
    "OR meet(doors, homes))",
    # A person owns homes, runs companies and works somewhere: that two rows show other things of them tells nothing.
    # A home at a door where both live says what the address has said.
    "context": "NOT overlap(contexts) AND (overlap(doors) OR NOT meet(homes, doors) AND NOT meet(doors, homes))",
    "id": "coalesce(number_l, id_pattern_l) IS NULL OR coalesce(number_r, id_pattern_r) IS NULL",
}
# What the two engines call by different names.
_SQL: dict[Backend, dict[str, str]] = {
    "duckdb": {
        "overlap": "list_has_any({0}_l, {0}_r)",
        "one_edit": "len(list_filter({0}_l, lambda x: len(list_filter({0}_r, "
        "lambda y: levenshtein(x, y) <= 1)) > 0)) > 0",
        "meet": "list_has_any({0}_l, {1}_r)",
        "same_signs": "list_sort(string_split({0}_l, '')) = list_sort(string_split({0}_r, ''))",
        "unknown": "(len({0}_l) = 0 OR len({0}_r) = 0)",
    },
    "spark": {
        "overlap": "arrays_overlap({0}_l, {0}_r)",
        "one_edit": "exists({0}_l, x -> exists({0}_r, y -> levenshtein(x, y) <= 1))",
        "meet": "arrays_overlap({0}_l, {1}_r)",
        "same_signs": "sort_array(split({0}_l, '')) = sort_array(split({0}_r, ''))",
        "unknown": "(size({0}_l) = 0 OR size({0}_r) = 0)",
    },
}

_OWN_WORD = re.compile(r"\b(overlap|one_edit|unknown|meet|same_signs)\((\w+)(?:, (\w+))?\)")


@dataclass(frozen=True)
class Chance:
    """Shares of pairs that reach a level: `m` of pairs of one person, `u` of pairs of two."""

    m: float
    u: float


DEFAULTS: dict[str, Chance] = {
    "name_exact": Chance(0.93, 0.0005),
    "name_other": Chance(0.01, 0.00002),
    "name_homophone": Chance(0.03, 0.0005),
    "name_edit": Chance(0.01, 0.02),
    "name_masked": Chance(0.01, 0.01),
    "name_differs": Chance(0.01, 0.96897),
    "birth_exact": Chance(0.97, 0.00004),
    "birth_near": Chance(0.02, 0.006),
    "birth_differs": Chance(0.01, 0.99396),
    "phone_exact": Chance(0.85, 0.000002),
    "phone_edit": Chance(0.01, 0.000005),
    "phone_differs": Chance(0.14, 0.999993),
    "address_exact": Chance(0.8, 0.00001),
    "address_building": Chance(0.1, 0.0002),
    "address_differs": Chance(0.1, 0.99979),
    "context_same": Chance(0.5, 0.00002),
    "context_home": Chance(0.3, 0.00005),
    "context_differs": Chance(0.2, 0.99993),
    "id_masked": Chance(0.63, 0.00001),
    "id_edit": Chance(0.35, 0.0000001),
    "id_differs": Chance(0.02, 0.9999899),
}
"""Where learning starts, and what stands for a level that the extracts never showed: stated beliefs, of the size that
published linkages of registers report."""


def levels() -> tuple[str, ...]:
    """Keys of all levels, comparison by comparison, the surest first."""
    return tuple(DEFAULTS)


def level_of(comparison: str) -> dict[int, str | None]:
    """Splink's number of each level of a comparison, to its key: -1 is unknown, 0 differs, the surest is highest."""
    named = [level for level, _ in _LEVELS[comparison]]
    return {-1: None, 0: f"{comparison}_differs", **{len(named) - at: level for at, level in enumerate(named)}}


def level_reached(comparison: str) -> str:
    """DuckDB SQL: the level that a pair of records reaches in a comparison, null where it tells nothing."""
    cases = " ".join(f"WHEN {_sql(condition, 'duckdb')} THEN '{level}'" for level, condition in _LEVELS[comparison])
    return f"CASE WHEN {_sql(_UNKNOWN[comparison], 'duckdb')} THEN NULL {cases} ELSE '{comparison}_differs' END"


def settings(
    chances: Mapping[str, Chance], probability: float, backend: Backend, counted: Collection[str] = ()
) -> SettingsCreator:
    """Splink's settings for person records with these parameters; `probability` is that two random records match.

    Blocking is not Splink's: candidate pairs come from `models.linking.person_pairs`. Of comparisons that are `counted`
    expectation maximisation leaves m as it is.
    """
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[_comparison(name, chances, backend, name in counted) for name in COMPARED],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=probability,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(name: str, chances: Mapping[str, Chance], backend: Backend, counted: bool) -> CustomComparison:
    unknown = CustomLevel(_sql(_UNKNOWN[name], backend), f"{name}_unknown").configure(is_null_level=True)
    made: list[ComparisonLevelCreator | dict[str, Any]] = [unknown]
    for level, condition in _LEVELS[name]:
        one = _with_chance(CustomLevel(_sql(condition, backend), level), chances[level], counted)
        made.append(one.configure(tf_adjustment_column="name") if level == "name_exact" else one)
    last = f"{name}_differs"
    made.append(_with_chance(ElseLevel(), chances[last], counted).configure(label_for_charts=last))
    return CustomComparison(made, output_column_name=name)


def _with_chance(level: ComparisonLevelCreator, chance: Chance, counted: bool) -> ComparisonLevelCreator:
    return level.configure(m_probability=chance.m, u_probability=chance.u, fix_m_probability=counted)


def _sql(condition: str, backend: Backend) -> str:
    return _OWN_WORD.sub(lambda found: _SQL[backend][found[1]].format(*found.groups()[1:]), condition)


def comparisons_text() -> str:
    """All conditions and what their words mean, as one text: a model tells by it whether it was trained on them."""
    return repr((_LEVELS, _UNKNOWN, _SQL, AGREES, LEAST_AGREEING, LEAST_AGREEING_MASKED))
