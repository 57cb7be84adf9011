"""The words of every level of agreement: what a row of a crosswalk, or of the addresses, says of why it is there."""

from __future__ import annotations

from collections.abc import Mapping

from models.linking.address_levels import ADDRESS_WORDS
from models.linking.company_levels import COMPANY_LEVELS
from models.linking.person_comparisons import WORDS

_COMPANY_NUMBERS = ("registration_no", "organisation_code")

LEVELS: dict[str, tuple[str, str, str]] = {
    "citizen_id": ("citizen_id", "公民身份号码校验通过", "the citizen id passes its check"),
    "credit_code": ("credit_code", "统一社会信用代码校验通过", "the credit code passes its check"),
    "name_and_phone": (
        "name_and_phone",
        "无有效身份号码；姓名与联系电话相同",
        "no valid id; the same name and phone",
    ),
    "name_birth_and_address": (
        "name_and_birth",
        "无有效身份号码；姓名、出生日期与地址均相同",
        "no valid id; the same name, birth date and address",
    ),
    "name_and_birth": (
        "name_and_birth",
        "无有效身份号码；姓名与出生日期相同",
        "no valid id; the same name and birth date",
    ),
    **{
        level: (level if level in _COMPANY_NUMBERS else "company_name", said.zh, said.en)
        for level, said in COMPANY_LEVELS.items()
    },
    "must_link": (
        "verdict",
        "复核人员认定为同一主体",
        "a reviewer's verdict: one and the same",
    ),
    "alone": (
        "alone",
        "无有效号码，其余信息不足以认定为某一已知主体",
        "no valid number, and the rest does not point at exactly one known party",
    ),
    "number_of_another": (
        "alone",
        "该行的有效号码在其他各行中属于另一姓名，未予采用；其余信息不足以认定为某一已知主体",
        "its valid number was not used: all other rows of it bear another name; the rest does not point at exactly one "
        "known party",
    ),
    "number_refuted": (
        "alone",
        "复核人员认定该行的有效号码不是其本人的；其余信息不足以认定为某一已知主体",
        "a reviewer's verdict: its valid number is not its own; the rest does not point at exactly one known party",
    ),
}
"""Level of a link: (method, explanation in Chinese, in English). Words only: no value of anybody's."""

NUMBER_METHODS = ("citizen_id", "credit_code")
"""Methods of a mention whose own valid number says who it is."""

COMPARED = "comparison"
"""Method of a level that a linkage model found, as `name_exact+phone_exact`."""


_SAID: dict[str, tuple[str, str]] = {level: (zh, en) for level, (_, zh, en) in LEVELS.items()} | WORDS | ADDRESS_WORDS
_JOINTS = ("；", "; ")


def method_of(level: str) -> str:
    """Spark SQL: the method of the level held in a column."""
    methods = literal_map({name: said[0] for name, said in LEVELS.items()})
    return f"coalesce({methods}[{level}], '{COMPARED}')"


def words_of(level: str) -> tuple[str, str]:
    """The words of a level in Chinese and English, joined where it has parts."""
    parts = [_SAID[part] for part in level.split("+")]
    return _JOINTS[0].join(zh for zh, _ in parts), _JOINTS[1].join(en for _, en in parts)


def explanation_of(level: str, language: int) -> str:
    """Spark SQL: the words of the level held in a column, in Chinese (0) or English (1), joined where it has parts."""
    words = literal_map({part: said[language] for part, said in _SAID.items()})
    return f"array_join(transform(split({level}, '[+]'), part -> {words}[part]), '{_JOINTS[language]}')"


def literal_map(words: Mapping[str, str]) -> str:
    """Spark SQL: a map with these keys and values, which hold no backslash."""
    quoted = (text.replace("'", "\\'") for pair in words.items() for text in pair)
    return "map(" + ", ".join(f"'{text}'" for text in quoted) + ")"
