"""Stretches of time in running text, and whether one is the term of a loan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from features.judgments.pattern import Pattern, search_any
from features.judgments.promises import OF_LOAN, PAYS_BACK, PROMISE
from identifiers.numerals import NUMERAL_CHARACTERS

TermRole = Literal["term", "from_event"]
"""`term` runs from the loan; `from_event` from something of which no day is told (工程完工后三个月内归还)."""

_NUMERALS = f"[{NUMERAL_CHARACTERS}]"
_DURATION = re.compile(
    rf"(?<![\d第])(?P<count>(?:(?:\d{{1,2}}|{_NUMERALS})[、到至—~-]{{1,2}})?(?:\d{{1,4}}|半|{_NUMERALS}{{1,4}}))(?:个|整)?"
    rf"(?P<unit>月|年半|年|天|日|周|星期|季度)(?![利息底前初中份号]|\d)(?:[零又]?(?P<months>\d{{1,2}}|{_NUMERALS}{{1,2}})个月)?(?:整|正)?"
)
_NO_COUNT = ("万", "亿")
"""A unit alone: 向万天寿借款 names a lender."""
_LONGEST_YEARS = 3
"""Signs in which a count of years is written; four are a date's."""
_BREAKS = re.compile(r"[,;。“”\"\n!?]")


@dataclass(frozen=True)
class Duration:
    """One stretch of time: how many of which unit (年半: and a half), further months, and where it stands."""

    count: str
    unit: str
    months: str | None
    start: int
    end: int


_USE = r"(?:借贷|借用|借|使用|占用|用|归还|偿还|清偿|还|周转|拆借|出借|贷)(?:款项|款|资金|钱|贷)?"
NOUN = Pattern(
    "noun_of_a_term",
    "what follows is how long the loan runs",
    rf"(?:{_USE}的?(?:最[长后终])?(?:期限|期间|时间|时限|时期|期)|(?:借款|用款|借用|使用)周期|{OF_LOAN}(?:期限|时限|期间|限期)|为期|定期|用期|周转|"
    rf"(?:^|[(、]){OF_LOAN}时间|{OF_LOAN}时间(?=为)|[约商]定期|^限)"
    r"(?:口头|书面|双方|约定|商定|定为|暂定|暂为|一般|为|是|:|,|仅|只|最[多长]|不超过|均|各|都|共|大约|约|期限|借款[之以]?后的?|"
    r"(?:[自从](?:实际)?(?:借款|出借|放款|收款|签订|立据|合同签订|交付)之?日起(?:计算)?))*$",
    "双方约定的借款期限是",
    ("借款期限是",),
)
VERB = Pattern(
    "used_or_lent_for",
    "the loan is made, or its money used, for the time that follows",
    r"(?<![续再])(?:借款?|借用|使用|用款?|周转)(?:只|仅|约|大约|最[多长]|不超过|先|期|为|:)*$",
    "口头约定用",
    ("用",),
)
_ENDS = re.compile(
    r"(?:左右|时间|期限|的)?(?:[,。;、”)(]|$)|(?:左右|时间)?(?:之内|以内|内|后|期满|到期)?(?:就|即|便|再)[^,;。]{0,4}(?:还|归|付|清)"
)
LIMIT_BEHIND = Pattern(
    "limit_behind",
    "the time ahead of these words is a limit",
    r"为(?:期|限)|期(?=[,。;、”]|$)|的?(?:借款?期限?|期限)(?=[,。;、”]|$)|到期(?=[,。;、”]|$)",
    "，一年为期",
    ("为期",),
)
PAID_BACK_BEHIND = Pattern(
    "paid_back_behind",
    "paid back within, or after, the time ahead of these words",
    rf"(?:左右|时间)?(?:之内|以内|内|之后|以后|后|期满|到期|期限|满)?(?:(?!找|诉|催|通知)[^,;。\d]){{0,12}}?{PAYS_BACK}(?!了|息|[^,;。本并及和]{{0,6}}利息)",
    "后归还",
    ("后归还",),
)
NO_TERM_OF_LOAN = (
    Pattern(
        "of_something_else",
        "a time of a suretyship, a ruling, a demand, a delay, or one that has passed",
        r"(?:保证|担保|抵押|质押|租赁|诉讼时效|执行|上诉|举证|公告|查封|宽限)(?:责任)?的?期(?!.*(?:借款|还款))|判决|生效|送达|逾期|"
        r"超过(?!.*(?:借款|还款))(?<!不超过)|拖欠|迟延|同期|银行|基准|LPR",
        "担保期限为",
        ("担保期",),
    ),
    Pattern(
        "measured",
        "a time for which something was, or is, paid or reckoned",
        r"(?:每隔?|按|第|分|已|近|长达|历时|前|上|下|提前|共计?|合计|支付了?|付[了清]?|预付|扣除?|利息|息款|欠息|计息|利率|了)首?$",
        "被告支付了",
        ("支付了",),
    ),
)
DEMANDED = Pattern(
    "demanded",
    "a limit that a party asks for or sets, which nobody agreed",
    r"要求|请求|希望|收到[^,;。]{0,6}之日|催告|催款|催要|通知|律师函",
    "要求被告于收到之日起",
    ("要求",),
)
AGREED = Pattern(
    "agreed",
    "words of an agreement",
    r"同意|承诺|答应|保证|约定|协商|商定|达成|写明|注明|载明",
    "双方协商",
    ("协商",),
)
_EVENT = re.compile(
    r"(?:完工|竣工|验收|结算|结账|出售|卖[出掉]|毕业|拆迁|下来|到位|回款|通知|催要|届满|到期|期满|判决|生效)[^,;。]{0,4}(?:之日起|[之以]?后|起)(?:的)?$"
)
_OPEN = re.compile(
    r"(?:(?:于|在|[此该本]款|其|会|最多|只|仅|借|定|限|限于|共|计)|[自从]?[^,;。]{0,14}[日天号\d][)]?起(?:算|计算)?)*$"
)
_BARE = re.compile(r"(?:整|左右)?(?:[,。;”)]|$)")
_OF_A_LOAN = re.compile(r"[借利息]")


def find_durations(plain: str) -> list[Duration]:
    """Every stretch of time in the order of the text, days of a month and years of a date left out."""
    return [
        Duration(found["count"], found["unit"], found["months"], found.start(), found.end())
        for found in _DURATION.finditer(plain)
        if found["count"] not in _NO_COUNT and not _is_of_a_date(plain, found)
    ]


def _is_of_a_date(plain: str, found: re.Match[str]) -> bool:
    """Whether the words are part of a date: 2015年, 3月, 八日."""
    if plain[found.start() - 1 : found.start()] in ("年", "月"):
        return True
    if found["unit"] == "年":
        return len(found["count"]) > _LONGEST_YEARS
    return found["unit"] == "月" and "个" not in found[0] and found["count"].isdecimal()


def term_role(plain: str, one: Duration, since: int, end: int) -> TermRole | None:
    """What a stretch of time is, by the words of its clause ahead of it and behind it; None where it is no term.

    `since` and `end` bound its sentence.
    """
    breaks = [found.end() for found in _BREAKS.finditer(plain, since, one.start)]
    begins = breaks[-1] if breaks else since
    ahead = plain[begins : one.start]
    behind = plain[one.end : min(end, one.end + 24)]
    if search_any(NO_TERM_OF_LOAN[:1], ahead) or (
        DEMANDED.compiled.search(ahead) and not AGREED.compiled.search(ahead)
    ):
        return None
    if NOUN.compiled.search(ahead) or LIMIT_BEHIND.compiled.match(behind):
        return "term"
    if NO_TERM_OF_LOAN[1].compiled.search(ahead):
        return None
    promised = PROMISE.compiled.search(plain, since, one.start) is not None
    if VERB.compiled.search(ahead) and _ENDS.match(behind):
        return "term"
    if PAID_BACK_BEHIND.compiled.match(behind) and (PROMISE.compiled.search(ahead) or _OPEN.match(ahead)):
        return "from_event" if _EVENT.search(ahead) else "term"
    is_bare = not ahead.strip("共计约") and _BARE.match(behind) is not None
    return "term" if is_bare and promised and _OF_A_LOAN.search(plain, max(since, begins - 12), begins) else None
