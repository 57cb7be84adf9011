"""Whether a party is a person or a company, and whether its name tells it apart from others."""

from __future__ import annotations

import re
from typing import Literal

from identifiers import citizen_ids, credit_codes, han, names

Kind = Literal["person", "company"]

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# Words of units' names and of hardly any person's; a single character (店, 行) counts only behind three others, because
# 张店 and 王行 are people.
_UNIT_WORD = re.compile(
    r"公司|集团|合作社|银行|信用社|企业|事务所|中心|工作室|经营部|商行|商店|超市|酒店|酒楼|饭店|宾馆|餐厅|面馆|小吃|"
    r"茶庄|药店|诊所|医院|学校|幼儿园|大学|基金会|协会|委员会|管理局|居委会|村委会|政府|服务部|门市部|个体工商户|工厂|基地"
)
_UNIT_ENDING = re.compile(r".{3,}(?:厂|店|部|行|馆|社|所|院|局|站|场|园|坊|庄|铺|屋|吧|城|处|队|会)$")
_PERSON = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]+(?:·[{_HAN}]+)+")
_MASKED_UNIT = re.compile(r"[*×●○〇□■#?_]|某")
# What is left of a name that tells nothing: a legal form, a word for a kind of shop, a word for not knowing.
_GENERIC = re.compile(
    r"(?:有限(?:责任)?|股份(?:有限)?)?公司|个体(?:工商户|户|经营)?|商(?:店|行|户)|小吃店|超市|便利店|饭店|餐厅|"
    r"不详|未知|不明|无名|待查|测试"
)
LEAST_TELLING = 4
"""Characters of a company's name from which on it tells its company apart."""


def entity_kind(declared: str, held: str | None, id_number: str | None, name: str | None) -> Kind:
    """Person or company: as declared; for a party as its row says; else by the form of its number, else by its name.

    A number decides only when its check character is right. A name of two to four Chinese characters without a word
    for a unit is a person's, and so is a masked one of that length.
    """
    for said in (declared, held):
        if said == "person":
            return "person"
        if said == "company":
            return "company"
    if citizen_ids.is_valid(id_number):
        return "person"
    if credit_codes.is_valid(id_number):
        return "company"
    text = names.person_name_form(name or "")
    if _UNIT_WORD.search(text) or _UNIT_ENDING.fullmatch(text):
        return "company"
    return "person" if _PERSON.fullmatch(text) or names.is_masked_person(text) else "company"


def telling_person_name(name: str | None) -> str | None:
    """Normal form of a person's name; null when missing or masked, because such a name tells nobody apart."""
    if name is None or names.is_masked_person(name):
        return None
    return names.person_name_form(name) or None


def telling_company_name(name: str | None) -> str | None:
    """Normal form of the name that a company bears, in simplified characters, without the site behind it
    (某某公司（锅炉房）) and what a note says of a name that it had (`identifiers.names.called`).

    Null when missing, masked, shorter than four characters or made of general words only.
    """
    form = han.simplified(names.split_site(names.called(name or "").name)[0])
    if len(form) < LEAST_TELLING or _MASKED_UNIT.search(form) or _GENERIC.fullmatch(form):
        return None
    return form


def names_given_up(name: str | None) -> tuple[str, ...]:
    """The telling names that a company's name as written says it had, in the form of `telling_company_name`."""
    forms = (telling_company_name(one) for one in names.called(name or "").former)
    return tuple(dict.fromkeys(form for form in forms if form and form != telling_company_name(name)))
