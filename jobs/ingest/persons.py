"""Natural persons where a table speaks of companies: a penalised driver must never turn into a company."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from identifiers import citizen_ids, credit_codes
from identifiers.names import is_masked_person, person_name_form
from identifiers.writing import without_space

SUBJECT_IS_A_PERSON = "subject_is_a_person"

LONGEST_SUBJECT = 64
"""Characters beyond which no name is a person's, with what stands in brackets behind it."""

_LONGEST_PERSON = 4
_LONGEST_MASKED = 6
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_MASK_SIGNS = re.compile(r"[*×○〇□■#?_xX]+")
# Hidden whole, with the owner's name or nothing behind it: ***(经营者:张三).
_HIDDEN_WHOLE = re.compile(r"[*×○□■]+(?:[(（].*[)）])?")
# Transliterated names keep a dot between their parts.
_TRANSLITERATED = re.compile(r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,4}")
# What units with a name this short end in; characters that given names end in as well (城, 园, 会, 轩) are not here.
_UNIT_ENDS = re.compile(r"[厂店社院所馆局部校厅处站铺吧司]$|公司$|中心$|集团$|大学$")
_COMPOUND_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "司空", "夏侯")
)
_SURELY_A_UNIT = "^[一-\u9fa5A-WYZa-wyz0-9()]{7,}$"
_HIDDEN_ID = re.compile(r"[0-9]{3,6}[*×Xx]{4,}[0-9*]{0,4}[0-9Xx]?")


def units(names: pa.StringArray) -> pa.BooleanArray:
    """Names that `is_person` takes for no person whatever number stands beside them, and nulls.

    They have seven characters or more of Chinese, Latin and digits, nothing hidden.
    """
    return pc.fill_null(pc.match_substring_regex(names, _SURELY_A_UNIT), True)


def is_person(name: str, number: str | None, *, unnumbered: bool) -> bool:
    """Whether a table's subject is a natural person, by the name and the number beside it.

    A name hidden as persons' names are (吴**, 高某某) makes it a person, and so does a citizen id, whole or masked,
    with a short name; a valid credit code makes it a unit. `unnumbered`, for columns that may hold either, also takes
    for a person a name without such numbers that has two or three characters and no unit's ending, or four with a
    compound surname.
    """
    form = person_name_form(name)
    if _HIDDEN_WHOLE.fullmatch(form):
        return True
    # Above this length it is a unit's name, hidden or not; a person's number beside it is its owner's.
    short = len(form) <= _LONGEST_MASKED
    if short and is_masked_person(name):
        return not _UNIT_ENDS.search(_MASK_SIGNS.sub("", form))
    if number and short and (citizen_ids.is_valid(number) or _HIDDEN_ID.fullmatch(without_space(number))):
        return not _UNIT_ENDS.search(form)
    if not unnumbered or credit_codes.is_valid(number):
        return False
    if _TRANSLITERATED.fullmatch(form):
        return True
    if not _CHINESE.fullmatch(form) or not 2 <= len(form) <= _LONGEST_PERSON or _UNIT_ENDS.search(form):
        return False
    return len(form) < _LONGEST_PERSON or form[:2] in _COMPOUND_SURNAMES
