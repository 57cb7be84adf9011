"""Why two mentions of companies are taken for one, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

COMPANY_LINKAGE = "company names-3"
"""Names the rules in `linked.links`. That no night goes on from links which other rules made does not hang on it: after
any change of the program all are compared anew (`jobs.kept_forms.forms_version`)."""

COMPANY_THRESHOLD = 0.85
"""A night links companies from this belief on. A homophone alone lies below: too many such
pairs are two companies."""


class Level(NamedTuple):
    """The probability that a link of this level is right, and why it was made, in words without any value."""

    probability: float
    zh: str
    en: str


_AGREE = {
    "phone": ("联系电话相同", "the phone agrees"),
    "address": ("地址相同", "the address agrees"),
    "officer": ("主要人员相同", "an officer agrees"),
}
_NEAR = {
    "one_character": (
        "名称仅一字之差",
        "the names differ by one character",
        {"phone": 0.95, "address": 0.9, "officer": 0.95},
    ),
    "shortened": (
        "一名称为另一名称的缩写",
        "one name shortens the other",
        {"phone": 0.92, "address": 0.88, "officer": 0.92},
    ),
}

COMPANY_LEVELS: dict[str, Level] = {
    "registration_no": Level(
        0.99,
        "注册号在市场主体登记中只对应一家单位",
        "the registration number is one company's in the register",
    ),
    "organisation_code": Level(
        0.99,
        "组织机构代码与统一社会信用代码第9至17位相同",
        "the organisation code is the one inside the credit code",
    ),
    "company_name_and_phone": Level(0.98, "名称和联系电话相同", "name and phone agree"),
    "company_name_and_address": Level(0.97, "名称和地址相同", "name and address agree"),
    "company_name": Level(
        0.97,
        "无有效信用代码；同名单位仅有一家",
        "no valid credit code; exactly one company with a code has this name",
    ),
    "former_name": Level(
        0.96,
        "与变更登记或名称后括注的曾用名相同，且无其他单位使用该名称",
        "the name is a former one, by the register of changes or a note behind a name, and no other company's",
    ),
    "same_but_for_form": Level(
        0.95,
        "地名、字号、行业均相同，仅组织形式或地名写法不同（含区名误写一字）",
        "place, name proper and trade agree; only the legal form or the way of writing the place differs, a district's "
        "name with a wrong character among these",
    ),
    "same_but_for_trade_word": Level(
        0.9,
        "地名、字号相同，行业表述仅差“发展”“开发”“服务”等词，且无其他同字号单位",
        "place and name proper agree, trade but for a word that says little; no third trade has the name proper",
    ),
    "name_only": Level(
        0.9,
        "无有效信用代码；按名称归并，登记中未见该名称的代码",
        "no valid credit code; held together by the name, behind which no code is known",
    ),
    "same_but_for_place": Level(
        0.9,
        "字号、行业、组织形式均相同，其中一方未写地名，且无其他地方的同名单位",
        "name proper, trade and legal form agree; one leaves the place out, and no other place has such a name",
    ),
    "homophone": Level(
        0.75,
        "名称较长，仅一个同音字之差，且无其他相近名称",
        "long names that differ by one character of the same sound, with no third name as near",
    ),
    **{
        f"{near}_and_{what}": Level(
            probabilities[what], f"{near_zh}，且{_AGREE[what][0]}", f"{near_en}, and {_AGREE[what][1]}"
        )
        for near, (near_zh, near_en, probabilities) in _NEAR.items()
        for what in _AGREE
    },
}
"""Every level at which two mentions of companies are linked, beside the valid credit code.

The probabilities are stated beliefs about registers in general, to be held against a real city's published records by
`benchmarks.linkage --case beijing_names`. `name_only` is less sure than a name in one register: names are unique within
a register, not between registers.
"""
