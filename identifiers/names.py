"""Normal forms of people's and companies' names, masked names, and the sites companies write behind their names."""

from __future__ import annotations

import re
from typing import NamedTuple

from identifiers.company_names import parse
from identifiers.writing import half_width, is_blank

_DOTS = re.compile(r"\s*[·•‧∙・･●⋅.]\s*")
_CJK_SPACE = re.compile(r"(?<=[\u2e80-\u9fff\U00020000-\U0003ffff])\s+|\s+(?=[\u2e80-\u9fff\U00020000-\U0003ffff])")
_SPACE = re.compile(r"\s+")
_MASKED_PERSON = re.compile(r"[*×○〇□■#?_]|^.{0,2}某|某$|某[甲乙丙丁戊己庚辛壬癸0-9]|(?<=[\u4e00-\u9fff])[xX]")
_BRACKETS = str.maketrans("【】[]{}〔〕", "()()()()")
_QUOTES = re.compile(r"[\"'“”‘’`〈〉《》「」『』]")
_COMPANY_DOTS = re.compile(r"[·•‧∙・･⋅]")
_NOTE_AHEAD = re.compile(r"^(?:\([^()]*\))+(?=.{4})")
_SIGN_BEHIND = re.compile(r"(?<=公司)[的等]$")
_FIRST_OF_SEVERAL = re.compile(r"(?<=公司)[;,、].*$")
_DASHED_SITE = re.compile(r"(?<=公司)[-—–]+(?=.{2})")
_SHORTEST_COMPANY = 4
# Brackets that belong to the registered name: forms of partnership and ownership, and nothing a place could be called.
_LEGAL_BRACKETS = re.compile(
    r"(?:特殊)?普通合伙(?:企业)?|有限合伙(?:企业)?|个人独资(?:企业)?|个体工商户|集团|控股|股份|筹|"
    r".*(?:上市|投资|合资|合作|独资|控股).*|慈善组织|基金会|社会服务机构|志愿服务组织"
)
_SITE_OWNER = re.compile(
    r"(?:公司|厂|店|中心|所|院|学校|大学|小学|中学|幼儿园|合作社|企业|集团|社|部|处|站|馆|酒店|宾馆|饭店|医院|局|银行|支行|场|园|委员会|\))$"
)

# What a note in brackets behind a company's name says of another name of it.
_WAS_CALLED = re.compile(
    r"(?:曾用名称?|(?:企业|公司|单位)?原(?:企业|公司|单位)?名称?|旧称|原称|前称|变更前(?:企业|公司)?名称)[为是系]?:?(?P<names>.+)|"
    r"由(?P<from>.+?)(?:更名|改名|变更)(?:而来|而成)?"
)
_IS_CALLED = re.compile(
    r"(?:于?\d[\d年月日./-]*起?)?(?:现已|现在|现|已|后|今)?(?:更名|改名|(?:名称)?变更(?:名称)?)[为成:]:?(?P<name>.+)|"
    r"现(?:企业|公司|单位)?名称?[为是系]?:?(?P<now>.+)"
)
_WAS = re.compile(r"原(?P<name>.+)")
_ONE_OF_NAMES = re.compile(r"[、,;/]")
_LEAST_WRITTEN_OUT = 6
_WRITTEN_OUT = re.compile(r"[^;,、:]*(?:公司|合作社|企业|事务所|厂|店|中心|院|集团|社|场)(?:\([^()]*\))?")
_BRANCH = re.compile(r"(?:分公司|支公司|分[店行所厂部社]|支行|营业部|办事处)(?:\([^()]*\))?$")


class Called(NamedTuple):
    """What a company's name as written says that it is called: `name`, still with any site behind it, and the names
    that it says it had, both in normal form."""

    name: str
    former: tuple[str, ...]


def person_name_form(value: str) -> str:
    """Normal form of a person's name: half width, no spaces between Chinese characters, one kind of middle dot (·) in
    transliterated names, Latin letters in upper case with single spaces. "" for a blank."""
    if is_blank(value):
        return ""
    text = _CJK_SPACE.sub("", half_width(value))
    if not text.isascii():
        text = _DOTS.sub("·", text).strip("·")
    return _SPACE.sub(" ", text).upper()


def is_masked_person(value: str) -> bool:
    """True for a name that a department hid: 张*, 张某, 张某某, 张某甲, 王××, 李XX. Such a name tells nobody apart."""
    return _MASKED_PERSON.search(half_width(value)) is not None


def company_name_form(value: str) -> str:
    """Normal form of a company's name: half-width brackets and signs, no spaces between Chinese characters, no
    quotation or title marks, Latin letters in upper case. Legal forms (有限公司, 有限合伙) and places stay: they tell
    companies apart. "" for a blank."""
    if is_blank(value):
        return ""
    text = half_width(value).translate(_BRACKETS)
    text = _COMPANY_DOTS.sub("·", _QUOTES.sub("", text))
    text = _CJK_SPACE.sub("", text)
    text = re.sub(r"\s*([()])\s*", r"\1", text)
    return _SPACE.sub(" ", text).strip(" ,.;:、。").upper()


def called(value: str) -> Called:
    """A company's name without what a note in brackets behind it says of another name: 甲公司(曾用名:乙公司) is 甲公司
    and was 乙公司, and 甲公司(现已更名为乙公司) is 乙公司 and was 甲公司.

    A note counts where what it names is written out as a unit's name is; of anything else (原址, 曾用名已吊销, a shop's
    short name) nothing is said, and the whole is the name. A branch was not its head office, nor the other way round.
    """
    name = company_name_form(value)
    start = _last_bracket(name)
    company, note = name[:start], name[start + 1 : -1]
    if start >= _SHORTEST_COMPANY:
        now = _IS_CALLED.fullmatch(note)
        if now and _renamed(company, later := now["name"] or now["now"]):
            return Called(later, (company,))
        former = _names_given_up(note)
        if former and all(_renamed(one, company) for one in former):
            return Called(company, former)
    return Called(name, ())


def _names_given_up(note: str) -> tuple[str, ...]:
    if was := _WAS_CALLED.fullmatch(note):
        return tuple(dict.fromkeys([was["from"]] if was["from"] else _ONE_OF_NAMES.split(was["names"])))
    # 原 alone begins names too (原火书店): what follows has to begin with a place, as names of companies do.
    was = _WAS.fullmatch(note)
    return (was["name"],) if was and parse(was["name"]).places else ()


def _renamed(one: str, other: str) -> bool:
    """Whether both are units' names written out, two of them, and both a branch's or neither."""
    whole = all(len(name) >= _LEAST_WRITTEN_OUT and _WRITTEN_OUT.fullmatch(name) for name in (one, other))
    return whole and one != other and bool(_BRANCH.search(one)) == bool(_BRANCH.search(other))


def split_site(value: str) -> tuple[str, str | None]:
    """(company, site) of a name such as 某某公司（锅炉房）: departments that inspect boilers, branches
    or building sites write the place in a bracket behind the name, and the company's own code beside it.
    The site is null when there is none.

    A bracket that belongs to the name (有限合伙) stays, as does one behind something that does not end as a unit's name
    does. What follows 公司 and a dash is a site too; without a sign between, it is a branch with a name of its own. A
    note in brackets ahead of the name (（白名单）某某公司) is left out, as is 的 or 等 behind it. Of several units in a
    cell (某某公司;另一公司) the first is meant, as the row's number is its. Both parts are in normal form.
    """
    name = _FIRST_OF_SEVERAL.sub("", _NOTE_AHEAD.sub("", company_name_form(value)))
    name = _SIGN_BEHIND.sub("", name)
    if dashed := _DASHED_SITE.search(name):
        return name[: dashed.start()], name[dashed.end() :]
    start = _last_bracket(name)
    company, site = name[:start], name[start + 1 : -1]
    if start < _SHORTEST_COMPANY or not site or _LEGAL_BRACKETS.fullmatch(site) or not _SITE_OWNER.search(company):
        return name, None
    return company, site


def _last_bracket(name: str) -> int:
    """Where the bracket that closes with the name opens, brackets within it passed over; 0 when none does."""
    open_brackets = 0
    for place in range(len(name) - 1, -1, -1):
        open_brackets += (name[place] == ")") - (name[place] == "(")
        if open_brackets <= 0:
            return place if place < len(name) - 1 else 0
    return 0
