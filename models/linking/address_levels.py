"""Why a written address was linked to a standard one, or to none, and how sure that is."""

from __future__ import annotations

CODE = {"code": 0.98, "code_and_text": 0.999, "code_against_text": 0.7}
"""That a department's own address code is the right one: alone, when the text allows it, and when it does not. The
department looked at the house and the code has no check digit: the code wins, and the doubt stays."""

AREAS = {"community": 0.99, "street": 0.985, "district": 0.98, "only": 0.95}
"""That road and number are the address meant, by the smallest area written beside them; `only` where none is, and the
list has one such address in the city. A house that the list does not hold yet may have a namesake that it does."""

UNKNOWN_COMMUNITY = 0.93
"""The same where a community is written that the list does not know, beside an area that it does."""

ADDRESS_WORDS: dict[str, tuple[str, str]] = {
    "code": ("部门填写的标准地址编码", "the department's own code of a standard address"),
    "code_and_text": ("部门填写的标准地址编码，且与文字地址一致", "the department's own code, and the text allows it"),
    "code_against_text": (
        "部门填写的标准地址编码；文字地址与之不符，以编码为准",
        "the department's own code; the text does not fit it, and the code wins",
    ),
    "unknown_code": ("部门填写的编码不在标准地址中", "the department's code is in no list of standard addresses"),
    "door": ("道路（村、小区）名与门牌号一致", "road, village or estate and number agree"),
    "building": ("楼栋或单元一致", "building or entrance agrees"),
    "community": ("所写社区（村）一致", "the community or village written agrees"),
    "street": ("所写街道（镇）一致", "the street or town written agrees"),
    "district": ("所写区一致", "the district written agrees"),
    "only": ("未写区街社区，全市仅此一处", "no area is written; the only one such in the city"),
    "unknown_community": ("所写社区不在标准地址中", "the community written is not in the list"),
    "no_number": ("未写门牌号", "no house number is written"),
    "no_such_road": ("标准地址中无此道路（村）", "no standard address has this road or village"),
    "no_such_number": ("标准地址中该处无此门牌或楼栋", "no standard address there has this number or building"),
    "unknown_place": (
        "所写区镇或地名不在标准地址中",
        "a district, town or place that the list does not know",
    ),
    "contradiction": ("所写区街社区内无此道路（村）", "the area written has no such road or village"),
    "several": ("符合的标准地址不止一处", "more than one standard address fits as well"),
    "beside": ("所写为某门牌附近，并非该门牌", "a place near an address is written, not the address"),
    "two_addresses": ("写有两个地址", "two addresses are written"),
    "masked": ("门牌号被遮盖", "the house number is hidden"),
}
"""Words of each part of a level, in Chinese and English: no value of anybody's."""
