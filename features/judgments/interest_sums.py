"""Interest told as a sum of money: what it comes to in a month, and on which sum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from features.judgments.interest_words import (
    DAILY_SUM,
    HALF_YEARLY_SUM,
    INTEREST_SUM,
    INTEREST_SUM_BEHIND,
    QUARTERLY_SUM,
    TERM_SUM,
    YEARLY_SUM,
)
from features.judgments.judgment import Judgment
from features.judgments.roles import role_of
from features.judgments.sections import Kind
from identifiers.numerals import whole_number

_SUMS_BY_PERIOD = (
    (QUARTERLY_SUM, 1 / 3),
    (HALF_YEARLY_SUM, 1 / 6),
    (YEARLY_SUM, 1 / 12),
    (DAILY_SUM, 30.0),
    (INTEREST_SUM[0], 1.0),
)
"""What a sum of interest is told for, and how often that comes in a month."""
# 如有一期不还，原告可要求一次性还清，并按月利率2%计息: what holds only if something is not paid, to the sentence's end.
_CONDITION = re.compile(
    r"(?:如|若|倘|任何|任一)[^。;”]{0,16}(?:不(?!足)|未|没有|没|逾期|违约|拖欠)[^。;”]*$|否则[^。;”]*$"
)
_AGREED_AGAIN = re.compile(r"约定|借期内|期内|利率为")
# 每月按2000元（支付利息）; words of an agreement.
_BY_MONTH = re.compile(
    r"(?:每个?月|按月)的?(?:\d{1,2}[日号](?:之?前)?)?(?:按照|按|以|[需应须]?(?:向[^,;。]{1,6})?(?:支付|付))?$"
)
CONDITION_READ = 60
"""Characters ahead of a rate or a sum in which a condition is looked for."""
_EACH_WAN = re.compile(r"每(?:1|一|壹)?万元?")
_AGREED = re.compile(
    r"约定|商定|议定|说好|讲好|利息每|利息按|利息为|每月应|借条|借据|协议|合同|载明|承诺|口头|言明|内容|写明|前付息|月息|月利|自愿"
)
# 已支付利息每月3000元; 后付了利息.
_PAID = re.compile(r"(?:已|曾|共|实际|陆续|后|又)[^,;。]{0,8}(?:支付|付|给)|(?:支付|付|给)了")


def is_conditional(ahead: str) -> bool:
    """Whether the words ahead of a rate say that it holds only if something is not paid."""
    condition = _CONDITION.search(ahead)
    return condition is not None and not _AGREED_AGAIN.search(ahead, condition.start())


def rates_of_sums(judgment: Judgment, principal_fen: int | None, kind: Kind) -> Iterator[tuple[float, int]]:
    """(percent a month, place) of each sum of interest that is told as agreed: 每月利息2000元.

    It is reckoned on the sum named ahead of it, else on the principal; where neither is known there is none.
    """
    plain = judgment.plain
    for start, end in judgment.spans(kind):
        for one in judgment.sums_in(start, end):
            ahead = plain[judgment.clause_start(one.start, start) : one.start]
            a_month = next((times for pattern, times in _SUMS_BY_PERIOD if pattern.compiled.search(ahead)), None)
            if a_month is None:
                a_month = _by_term(plain[start : one.start])
            if a_month is None and _BY_MONTH.search(ahead) and INTEREST_SUM_BEHIND.compiled.match(plain, one.end):
                a_month = 1.0
            agreed = _AGREED.search(plain, _told_since(plain, start), one.start + 1)
            if a_month is None or _PAID.search(ahead) or not agreed:
                continue
            if is_conditional(plain[max(start, one.start - CONDITION_READ) : one.start]):
                continue
            fen = basis(judgment, start, one.start) or principal_fen
            monthly = one.fen / fen * 100 * a_month if fen else 0
            if 0.1 <= monthly <= 20:
                yield round(monthly, 4), one.start


def _told_since(plain: str, start: int) -> int:
    """Where the words that lead a list of terms begin (协议约定：……；每月付6400元利息), past semicolons."""
    return max(plain.rfind("。", 0, start), plain.rfind("\n", 0, start)) + 1


def _by_term(ahead: str) -> float | None:
    """How often the time of a loan comes in a month, where interest is told for all of it; None where it is not."""
    term = TERM_SUM.compiled.search(ahead)
    if term is None:
        return None
    try:
        count = whole_number(term["count"])
    except ValueError:  # 十十个月
        return None
    return 1 / (count * (12 if term["unit"] == "年" else 1)) if count else None


def basis(judgment: Judgment, start: int, place: int) -> int | None:
    """The fen on which a sum of interest is reckoned: 每1万元每月, else the loan told last ahead in the sentence."""
    plain, told = judgment.plain, None
    if _EACH_WAN.search(plain, max(start, place - 12), place):
        return 1_000_000
    for one in judgment.sums_in(start, place):
        if plain[one.end : place].startswith("每"):
            return one.fen
        ahead = plain[judgment.clause_start(one.start, start) : one.start]
        if role_of(ahead, plain[one.end : one.end + 12]) in ("lent", "noted"):
            told = one.fen
    return told
