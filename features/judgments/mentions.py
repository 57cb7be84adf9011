"""Sums of money as the sentences of a judgment tell them: what each is, of which day, and whether it is a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from features.judgments.days import Day
from features.judgments.heads import in_roles
from features.judgments.judgment import Judgment
from features.judgments.roles import TOTAL, role_of
from features.judgments.roles_behind import Role
from features.judgments.sums import Sum

# Between the sums of one list: 1万元、2万元和3万元; between its days; and 各 ahead of one sum for each of them.
_LISTED = re.compile(r"[整正]?(?:\([^()\d]{1,16}\))?(?:[、和及与,]|以及){1,2}(?:另|再|后|又)?")
_LISTED_DAYS = re.compile(r"(?:[、和及与,]|以及){1,2}")
_EACH = re.compile(r"(?:[各均]|每[次笔])(?:向[^,;。]{1,8}?)?(?:人民币|借款|借|为)*$")
# Between the ends of a span of days: 3月11日至5月5日.
_RANGE = re.compile(r"起?(?:至|到|-|—|~)")
_SEVERAL = re.compile(r"陆续|先后|多次|数次|[分\d一二两三四五六七八九十][次笔]")
# 原告就出借3万元的事实未提供证据证明.
_NOT_SHOWN = re.compile(
    r"[^,;。]{0,8}的?(?:事实|主张|借款|款项),?[^,;。]{0,4}(?:未|没有)[^,;。]{0,8}提[供交][^,;。]{0,6}证"
)
_LENT_OFTEN = re.compile(r"陆续|多次|数次")
# What may stand beside a day ahead of a sum that has no verb of its own: 2013年5月1日，2万元.
_BARE_SIGNS = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[次笔])?[^\u4e00-\u9fff]{0,4}(?:人民币|现金|为|各|是|的|于|在|又|再|和|及|,|:|、){0,3}"
)
# 出具借条一张，金额为3万元.
_AMOUNT_OF_NOTE = re.compile(r"借[条据款][^。;]{0,24}金额(?:分别|依次|各|为|是|:|计)*(?:人民币)?$")
# 出具借条，载明向王某借款3万元.
_ON_NOTE = re.compile(r"[借欠收][条据][^。;]{0,12}(?:载明|内容|写明|注明|写有)[^。;]{0,30}$")
# 分三次向原告借款，金额分别为3万元、2万元.
_AMOUNT_OF_LOAN = re.compile(
    r"借款[^。;]{0,24}[,:](?:借款)?(?:(?:金额|数额|本金)?(?:分别|依次|各)?(?:为|是|:)|(?:金额|数额|本金)[共合总]计)(?:人民币)?$"
)
# 共借款三次，2013年5月1日2万元，6月1日1万元: lending ahead of a list of days and sums.
_TIMES_LENT = re.compile(
    r"(?:借[款钱了]{0,2}(?:[\d一二两三四五六七八九十]+|多)[次笔],?(?:分别|依次|具体)?[为是]?[,:]?|(?:陆续|先后)[^,;。:]{0,24}借[款钱]:)$"
)
# 向原告借款四笔，具体为：第一笔2013年5月1日2万元，……；第二笔6月1日1万元: lending ahead of numbered loans.
_NUMBERED = re.compile(r"借[款钱了][^。]{0,400}第[一二三四五六七八九十\d]+[次笔]")
# 分三次借款，每次1万元，共计3万元.
_EACH_TIME = re.compile(r"借款?[^。;]{0,12},(?:每[次笔]|各)[^。;]{0,16}$")
# Another loan (再次借款), and one told again (还款计划载明).
_AGAIN = re.compile(r"再次|又|另(?!查|行签)|再(?!审|查)|第[二三四五六七八九2-9][次笔份张]|后来")
_RESTATES = re.compile(
    r"所[借欠]|计划|承诺|结算|重新|补[写打签出]|确认(?![^,;。:]{0,6}事实)|对账|续签|续借|延期|展期|换[据条写]"
)
# A note that sums up earlier loans is not of their day.
_SUMMED_UP = re.compile(
    r"(?<!按月)(?<!每月)(?<!按季)(?<!按年)结算(?!至|利息|给|后归还|日|中)|核算|对账|结账|算账|汇总|总借条|总计欠"
)
# 将此前被告所欠借款本金8万元重新出具借条: not lent on the day of the note.
_OLD_DEBT = re.compile(r"(?:此前|之前|以前|前期|原先|先前|原来|早前)[^,;。]*$")
# The sentence ahead tells of the contract or note whose sums this one names.
_CONTRACT = re.compile(r"签订|签署|订立|出具|立据|立下|书写|写下|协议|合同|[借欠][条据]|借款")
_OTHERS = re.compile(r"案外人|他人|银行贷款|(?:工程|承包|买卖|购房|租赁|劳动|施工)[^,;。]{0,6}合同")
# 2015年8月1日，被告缺少资金。向原告借款3万元: the sentence ahead has the subject and the day.
_NO_SUBJECT = re.compile(r"\n*(?:故|遂|便|就|并)?(?:向|从|跟|找)[^,;。]{1,12}借")
# Words behind and ahead of a day on which something ends, is due or was paid: no loan's day.
_MET_BY = re.compile(
    r"(?:之?前|以前|止|(?:借款)?到期|届满|期满|(?:一次性?)?(?:付清|还清|归还|偿还|还款)|内|"
    # 2013年5月1日原告的丈夫去世; 2013年5月双方相识.
    r",?[^,;。借]{0,14}(?:去世|死亡|病故|病逝|登记结婚|登记离婚|协议离婚|相识|认识)(?=[,;。后]|$))"
)
_MET_AHEAD = re.compile(
    r"(?:至|到|截止|截至|还款(?:日期|时间|期限|日)?(?:为|是|:)?|到期(?:日期|日|时间)?(?:为|是|:)?|农历|结婚|出生|期限(?:为|是|:)?|起诉)$"
)
# A day under a note of debt (借款人：李某，2014年1月1日”), or on which it was written (1月1日出具借条).
_THIS_MONEY = re.compile(r"(?:此|该)款项?(?:已|系)?(?:于|在)$")
_SIGNED = re.compile(r"人|时间|日期|落款")
_DATED = re.compile(r"(?:时间|日期|落款)(?:为|是|:)*$|(?:借款|欠款|具借|借条|今借)人[^。;]{0,16}$|[。,;]$")
_SIGNATURE = re.compile(r"[整正)]*,?[\u4e00-\u9fff₀-₉]{2,7},?")
# Characters of a quoted note read behind the sentence of its sum.
_QUOTE_READ = 120
_CLOSED = re.compile(r"[”\"。,)]|$")
# “欠王某借款2万元，2015年3月8日。”
_CLOSES_NOTE = re.compile(r"。?[”\"]")
_THEN_WRITTEN = re.compile(r"[^,;。]{0,14}(?:出具|立|写|签|打|借条|借据)")


@dataclass(frozen=True)
class Loan:
    """One sum as the text tells it: what it is, of which day, and where."""

    sum: Sum
    role: Role
    day: Day | None
    again: bool
    restated: bool


def sentence_loans(judgment: Judgment, start: int, end: int) -> Iterator[tuple[Loan, bool]]:
    """(sum with its role and day, whether it is a total) of each sum of a sentence that has a role."""
    plain = judgment.plain
    role: Role | None = None
    behind_last = start
    for run in _runs(judgment, start, end):
        begins = judgment.clause_start(run[0].start, start)
        ahead = in_roles(plain[begins : run[0].start], judgment.named)
        if judgment.sues_on_assigned_claim:
            ahead = ahead.replace("案外人", "")  # who lent first is no stranger to the suit
        since = plain[behind_last : run[0].start]
        again, restated = bool(_AGAIN.search(since)), bool(_RESTATES.search(since))
        is_bare = _is_bare(judgment, max(begins, behind_last), run[0].start)
        numbered = is_bare and _NUMBERED.search(plain, _paragraph(plain, start), run[0].start)
        behind_last = run[-1].end
        is_total = TOTAL.compiled.search(ahead) is not None
        told = role_of(ahead, plain[run[-1].end : run[-1].end + 20])
        if told is None and (is_total or is_bare):
            lists = _TIMES_LENT if is_bare else _EACH_TIME
            told = role or ("lent" if lists.search(plain, start, begins) or numbered else None)
        told = _on_note(judgment, told, start, run[0].start)
        role = told
        if told is None or _NOT_SHOWN.match(plain, run[-1].end, end):
            continue
        days = _days_of(judgment, run, start, end)
        if len(run) == 1 and len(days) > 1 and _EACH.search(ahead):
            run = run * len(days)
        elif len(days) != len(run):
            days = days[:1] * len(run)
        old = restated and _OLD_DEBT.search(ahead)
        if old or (told in ("noted", "owed") and _is_summed_up(judgment, start, run[0].start)):
            days = [day and replace(day, on=None, first=None, last=None) for day in days]
        for one, day in zip(run, days or [None] * len(run), strict=True):
            yield Loan(one, told, day, again or len(run) > 1, restated), is_total


def _on_note(judgment: Judgment, told: Role | None, start: int, place: int) -> Role | None:
    """The role of a sum, where the words of a note or a loan stand clauses ahead of it."""
    if told is None and _AMOUNT_OF_NOTE.search(judgment.plain, start, place):
        return "noted"
    if told is None and _AMOUNT_OF_LOAN.search(judgment.plain, start, place):
        told = "lent"
    return "noted" if told == "lent" and _ON_NOTE.search(judgment.plain, start, place) else told


def _is_summed_up(judgment: Judgment, start: int, place: int) -> bool:
    """Whether a sum is that of a reckoning told ahead of it in the sentence, with no day between."""
    told = list(_SUMMED_UP.finditer(judgment.plain, start, place))
    return bool(told) and not judgment.days_in(told[-1].end(), place)


def _paragraph(plain: str, place: int) -> int:
    """Where the sentence of a place begins, semicolons not counted as its ends."""
    return max(plain.rfind("。", 0, place), plain.rfind("\n", 0, place)) + 1


def _is_bare(judgment: Judgment, start: int, end: int) -> bool:
    """Whether nothing but a day stands between two places: 2013年5月1日2万元，6月1日1万元."""
    days = judgment.days_in(start, end)
    left, place = "", start
    for day in days:
        left, place = left + judgment.plain[place : day.start], day.end
    return bool(days) and _BARE_SIGNS.fullmatch(left + judgment.plain[place:end]) is not None


def _runs(judgment: Judgment, start: int, end: int) -> list[list[Sum]]:
    """Sums of a sentence, those of one list (1万元、2万元和3万元) together."""
    runs: list[list[Sum]] = []
    for one in judgment.sums_in(start, end):
        if runs and _LISTED.fullmatch(judgment.plain[runs[-1][-1].end : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _days_of(judgment: Judgment, run: list[Sum], start: int, end: int) -> list[Day | None]:
    """The days of a run of sums: those listed last ahead of it, or the one it is dated with behind."""
    known = judgment.days_in(start, run[0].start)
    if len(known) > 1 and _RANGE.fullmatch(judgment.plain[known[-2].end : known[-1].start]):
        if known[-2].on is not None and _SEVERAL.search(judgment.plain, known[-1].end, run[0].start):
            # 2011年4月1日至2012年8月25日，陆续借款: from the first day on.
            return [replace(known[-2], last=known[-1].last, end=known[-1].end)]
        return [Day(None, known[-2].first, known[-1].last, known[-2].start, known[-1].end)]
    days = [day for day in judgment.days_in(start, end) if not _is_term(judgment, day)]
    before = [day for day in days if day.end <= run[0].start]
    if not before:
        signed = _signature(judgment, run[0].start, end)
        if signed is not None:
            return [signed]
        # 被告陆续借款3万元，并于4月28日出具欠条: not lent on the day of the note.
        begins = judgment.clause_start(run[0].start, start)
        several = _LENT_OFTEN.search(judgment.plain, begins, run[0].start)
        later = [] if several else [day for day in days if day.start >= run[-1].end]
        behind = [day for day in later if _is_date_of(judgment, run[-1].end, day)]
        return list(behind[:1]) or _day_before(judgment, run[0].start, start)
    listed = [before[-1]]
    for day in reversed(before[:-1]):
        if not _LISTED_DAYS.fullmatch(judgment.plain[day.end : listed[0].start]):
            break
        listed.insert(0, day)
    return list(listed)


def _signature(judgment: Judgment, place: int, end: int) -> Day | None:
    """The day that ends a quoted note, behind the sentence of its sum: “今借到2万元，借期一年。2012.10.3”."""
    opened, closes = judgment.plain.rfind("“", 0, place), judgment.plain.find("”", place)
    if opened < judgment.plain.rfind("”", 0, place) or not end <= closes <= end + _QUOTE_READ:
        return None
    days = judgment.days_in(end, closes)
    return days[-1] if days and closes - days[-1].end <= 1 else None


def _is_date_of(judgment: Judgment, place: int, day: Day) -> bool:
    """Whether a day behind a sum dates it: as under a note of debt, or as the day when the note was written."""
    since = max(place, day.start - 20)
    dated = _DATED.search(judgment.plain, since, day.start)
    closes = "“" not in judgment.plain[place : day.start] and _CLOSES_NOTE.match(judgment.plain, day.end)
    signed = dated and (closes or _SIGNED.search(judgment.plain, place, day.start))
    signature = _SIGNATURE.fullmatch(judgment.plain, place, day.start) and _CLOSED.match(judgment.plain, day.end)
    handed_over = _THIS_MONEY.search(judgment.plain, since, day.start)
    return bool(signed or signature or handed_over or _THEN_WRITTEN.match(judgment.plain, day.end))


def _day_before(judgment: Judgment, place: int, start: int) -> list[Day | None]:
    """The day of the sentence ahead, where that one tells of the same contract or note, or has the subject of this."""
    ahead = len(judgment.plain[:start].rstrip("\n"))
    first, last = judgment.writing.sentence(max(0, ahead - 1))
    last = min(last, start)  # the first of a section begins within a sentence: 经审理查明：……
    again = _AGAIN.search(judgment.plain, start, place)
    same_contract = _CONTRACT.search(judgment.plain, first, last) and not _OTHERS.search(judgment.plain, first, last)
    goes_on = same_contract or _NO_SUBJECT.match(judgment.plain, start, place)
    if ahead == 0 or again or not goes_on:
        return []
    days = [day for day in judgment.days_in(first, last) if not _is_term(judgment, day)]
    return list(days[-1:])


def _is_term(judgment: Judgment, day: Day) -> bool:
    """Whether a day is when something ends or is due, and so no loan's."""
    plain = judgment.plain
    return bool(_MET_BY.match(plain, day.end)) or bool(_MET_AHEAD.search(plain[max(0, day.start - 8) : day.start]))
