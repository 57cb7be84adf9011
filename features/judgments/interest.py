"""Rates agreed for a loan, and rates that hold only after its due day or the suit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from features.judgments.counted import NEXT_SAID
from features.judgments.heads import in_roles
from features.judgments.interest_sums import CONDITION_READ, basis, is_conditional, rates_of_sums
from features.judgments.interest_words import (
    AFFIRMED,
    DISPROVED,
    NO_INTEREST,
    NOT_AGREED,
    NOT_PROVED,
    OVERDUE,
    REFUSED_CLAIM,
    UNPROVED_BEHIND,
)
from features.judgments.judgment import Judgment
from features.judgments.pattern import search_any
from features.judgments.rates import Rate
from features.judgments.rulings import outcome
from features.judgments.sections import Kind

# Interest at a bank's rate is what a court awards where none was agreed.
_BY_BANK = re.compile(r"银行|同期|同类|LPR|报价利率")
# Percent a month: a yearly 24 %, the line up to which a court awarded what was agreed (2015 rules, art. 26).
_CAP_MONTHLY = 2.0
_WITHIN = re.compile(r"借款?期(?:限|间)?内|期内")
_CONSEQUENCE = re.compile(r"承担|代偿|代为|抵债|抵偿|处置|赔偿|有权|违约金\d|诉讼")
_GOES_ON = re.compile(r"并(?!约定)|且|同时(?!约定)|及|以|按|还|另|逾期|从|自")
# Characters behind a rate in which words may say that it is an overdue one; a clerk may go on without a comma.
_LATE_READ = 16
# 已按月利率2.5%结算至6月30日; 按月息3分支付了利息: what was paid, which need not be what was agreed.
_PAID_AT = re.compile(r"(?:已|曾|实际)(?:经)?(?:支付|付|按照?|依)[^,;。]{0,12}$")
_SETTLED_AT = re.compile(r"(?:的标准)?(?:计算)?(?:结算|结清|付清|支付|付息|付)(?:了|过|利息)*(?:至|到|了)")
_ASIDE = re.compile(r"[(][^()]{0,40}$")
_SPEAKER = re.compile(r"原、?被告|原告|被告|双方")
# In the court's reasons: what it calls agreed, what a party says of it, and whether it believes that.
_HELD_AGREED = re.compile(
    r"(?<!未)(?<!没有)(?<!无)(?<!如)约定的?(?:借款|借期内)?(?:的)?(?:利息|利率|计算|标准|按照?|为|是)*$"
)
_CLAIMED, _BELIEVED = re.compile(r"主张|要求|请求|诉请|认为|称"), re.compile(r"(?:予以|应予|可以|予)(?:确认|认定|采信)")
_SAID_AGREED = re.compile(r"约定|商定|议定|说好|讲好|言明")
_DENIED = re.compile(
    r"否认|[不未](?:予)?(?:认可|承认|确认|采信|支持)|(?<![无有持])异议|不属实|(?:未|没有|无)[^,;。]{0,10}(?:约定|证据|证明)"
)
# 借条中有按月利率2%计算的利息6万元: reckoned up, which need not be what was agreed.
_RECKONS_SUM = re.compile(r"计算的?利息(?:共计|合计|共|计|为|是)*(?:人民币)?\d")
_VOICES: tuple[Kind, ...] = ("found", "story")


@dataclass(frozen=True)
class Interest:
    """Percent a month and the place of its words; the percent is null where the words contradict each other. `as_paid`
    says that interest was paid at this rate, which holds only where no other is told."""

    monthly_percent: float | None
    place: int
    as_paid: bool = False


def agreed_rate(judgment: Judgment, principal_fen: int | None) -> Interest | None:
    """The rate agreed for the time of the loan: as the court found it, else as the plaintiff states it.

    None where the court says that none was agreed, or nobody names one; loans at several rates give a null one.
    Interest agreed as a sum a month is reckoned on the sum named ahead of it, else on the principal. What the plaintiff
    tells in court of an agreement holds where neither the findings nor the suit name a rate.
    """
    if any(DISPROVED.compiled.search(judgment.voiced, *span) for span in judgment.spans("found", "reasoning")):
        return None
    told = _one(list(_agreed(judgment, "found"))) or _one(list(_sums(judgment, principal_fen, "found")))
    if told and told.monthly_percent is None:
        told = _of_both(judgment) or told
    if told or _is_disbelieved(judgment):
        return told
    told = _one(list(_agreed(judgment, "story"))) or _one(list(_sums(judgment, principal_fen, "story")))
    told = told or _one(list(_named_in_demands(judgment))) or _one(list(_told_in_court(judgment, principal_fen)))
    told = told or _one(list(_held_agreed(judgment)))
    return None if told and _awards_otherwise(judgment, told) else told


def _sums(judgment: Judgment, principal_fen: int | None, kind: Kind) -> Iterator[Interest]:
    yield from (Interest(*told) for told in rates_of_sums(judgment, principal_fen, kind))


def _of_both(judgment: Judgment) -> Interest | None:
    """Of several rates that are found, of which one may be of a bank's loan or a surety's fee, the only one that the
    plaintiff tells; None where another is found with a loan of its own."""
    story = {one.monthly_percent for one in _agreed(judgment, "story")}
    told = list(_agreed(judgment, "found"))
    found = [one for one in told if one.monthly_percent in story]
    others = [one.place for one in told if one.monthly_percent not in story]
    lent_at = any(basis(judgment, judgment.writing.sentence(place)[0], place) for place in others)
    return found[0] if len(story) == 1 and found and not lent_at else None


def _is_disbelieved(judgment: Judgment) -> bool:
    """Whether the court or the defendant says that no interest was agreed, or the court refuses what is asked of it,
    and does not say that it believes the plaintiff."""
    if AFFIRMED.compiled.search(judgment.text("evidence", "reported", "reasoning")):
        return False
    return (
        any(REFUSED_CLAIM.compiled.search(judgment.plain, *span) for span in judgment.spans("reasoning", "evidence"))
        or any(search_any(NO_INTEREST, judgment.plain, *span) for span in judgment.held_of_the_case())
        or search_any(NO_INTEREST, judgment.text("defence")) is not None
        or UNPROVED_BEHIND.compiled.search(judgment.text("found", "reasoning")) is not None
        or NOT_PROVED.compiled.search(judgment.text("evidence", "found", "reported")) is not None
    )


def _awards_otherwise(judgment: Judgment, told: Interest) -> bool:
    """Whether the ruling gives no interest though some was asked for, or other interest than the plaintiff tells of and
    asks for: then the court did not find what the plaintiff alone tells. Above the cap of two percent a month a court
    cuts what was agreed; and what the parties settled, or no court decided, says nothing of it."""
    if outcome(judgment)[0] not in ("for_plaintiff", "partly", "against_plaintiff"):
        return False
    ruling = judgment.text("ruling")
    if not ruling or told.monthly_percent is None or told.monthly_percent > _CAP_MONTHLY:
        return False
    if "息" not in ruling:
        return "息" in judgment.text("demand") and not judgment.confirms_story
    awarded = {one.monthly_percent for span in judgment.spans("ruling") for one in judgment.rates_in(*span)}
    named = {one.monthly_percent for span in judgment.spans("demand", "reasoning") for one in judgment.rates_in(*span)}
    if told.monthly_percent in awarded | named or awarded & named:
        return False
    return bool(awarded) or _BY_BANK.search(ruling) is not None


def overdue_rate(judgment: Judgment) -> Interest | None:
    """The rate agreed to hold only after the due day or the suit: as found, else as the plaintiff states it.

    What the plaintiff merely asks for from some day on, and what the court awards, nobody agreed.
    """
    denied = not judgment.confirms_story and search_any(NO_INTEREST, judgment.text("defence"))
    for kind in _VOICES[:1] if denied else _VOICES:
        told = _one([one for one, late in _rates(judgment, kind) if late])
        if told:
            return told
    return None


def _one(told: list[Interest]) -> Interest | None:
    if not told:
        return None
    agreed = [one for one in told if not one.as_paid] or told
    values = {one.monthly_percent for one in agreed}
    return agreed[0] if len(values) == 1 else Interest(None, told[0].place)


def _agreed(judgment: Judgment, kind: Kind) -> Iterator[Interest]:
    yield from (one for one, late in _rates(judgment, kind) if not late)


def _rates(judgment: Judgment, kind: Kind) -> Iterator[tuple[Interest, bool]]:
    """(rate, whether it holds only after the due day) of each rate that is told as agreed."""
    plain = judgment.plain
    for start, end in judgment.spans(kind):
        for rate in judgment.rates_in(start, end):
            clause = judgment.clause_start(rate.start, start)
            ahead, behind = plain[clause : rate.start], plain[rate.end : _clause_end(plain, rate.end, end)]
            words = in_roles(ahead + plain[rate.start : rate.end] + behind, judgment.named)
            if search_any(NOT_AGREED, words):
                continue
            if _ASIDE.search(plain, max(start, rate.start - 40), rate.start) and _is_aside(judgment, rate, start):
                continue
            if _RECKONS_SUM.match(behind) and not _SAID_AGREED.search(plain, start, rate.start):
                continue
            before = plain[judgment.clause_start(max(start, clause - 1), start) : clause]
            # 若到期不还，承担违约金1万元，月利率2%: the condition has its consequence, the rate is of the term.
            anew = _CONSEQUENCE.search(before) is not None and not _GOES_ON.match(plain, clause)
            late = search_any(OVERDUE, ahead + behind[:_LATE_READ]) is not None or (
                not anew
                and (
                    (search_any(OVERDUE, before) is not None and "利率" not in before and not _WITHIN.search(ahead))
                    or is_conditional(plain[max(start, rate.start - CONDITION_READ) : rate.start])
                )
            )
            as_paid = _PAID_AT.search(ahead) is not None or _SETTLED_AT.match(behind) is not None
            yield Interest(rate.monthly_percent, rate.start, as_paid), late


def _named_in_demands(judgment: Judgment) -> Iterator[Interest]:
    """Rates that the demands call agreed: 按约定的月利率2%支付利息."""
    for start, end in judgment.spans("demand"):
        for rate in judgment.rates_in(start, end):
            clause = judgment.plain[judgment.clause_start(rate.start, start) : rate.start]
            if "约定" in clause and not search_any((NOT_AGREED[0], *OVERDUE), clause):
                yield Interest(rate.monthly_percent, rate.start)


def _held_agreed(judgment: Judgment) -> Iterator[Interest]:
    """Rates that the court calls agreed in its reasons: 双方约定的月利率为2.5%，不违反法律规定."""
    for start, end in judgment.spans("reasoning"):
        for rate in judgment.rates_in(start, end):
            clause = judgment.plain[judgment.clause_start(rate.start, start) : rate.start]
            believed = not _CLAIMED.search(clause) or _BELIEVED.search(judgment.plain, rate.end, end)
            late = search_any((NOT_AGREED[0], *OVERDUE), clause + judgment.plain[rate.start : rate.end])
            if _HELD_AGREED.search(clause) and believed and not late:
                yield Interest(rate.monthly_percent, rate.start)


def _told_in_court(judgment: Judgment, principal_fen: int | None) -> Iterator[Interest]:
    """Rates that the plaintiff tells among the findings as agreed, and nobody denies: 原告陈述双方口头约定月息2分."""
    spans = judgment.spans("reported")
    for one in (*_agreed(judgment, "reported"), *_sums(judgment, principal_fen, "reported")):
        start, end = next((start, end) for start, end in spans if start <= one.place < end)
        speaker = _SPEAKER.search(judgment.voiced, start, one.place)
        by_plaintiff = speaker is not None and speaker[0] == "原告"
        denied = _DENIED.search(judgment.plain, one.place, end + NEXT_SAID)
        if by_plaintiff and not denied and _SAID_AGREED.search(judgment.plain, start, one.place):
            yield one


def _is_aside(judgment: Judgment, rate: Rate, start: int) -> bool:
    """Whether a rate in brackets only explains one ahead of the brackets."""
    opened = judgment.plain.rfind("(", start, rate.start)
    return bool([one for one in judgment.rates if opened - 12 <= one.end <= opened])


def _clause_end(plain: str, place: int, end: int) -> int:
    found = re.compile(r"[,;。:“”\n]").search(plain, place, end)
    return found.start() if found else end
