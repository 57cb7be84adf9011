"""Loans told in one voice of a judgment: each with its sum and day, and the total they come to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from features.judgments.days import Day
from features.judgments.judgment import Judgment
from features.judgments.mentions import Loan, sentence_loans
from features.judgments.sections import Kind

# A note that takes earlier loans up.
_RECKONED = re.compile(
    r"(?<!按月)(?<!每月)(?<!按季)(?<!按年)结算(?!至|利息|给|后归还|日|中)|核算|对账|结账|算账|重新(?:出具|书写|立|写|打)|总借条|补[写打签]了?[^,;。名字担]{0,4}(?:[借欠收]|合同|协议)|换[据条]"
)
# 本息合计51万元的借条; 利息计入本金: what a note that takes earlier loans up holds besides the money lent.
_INTEREST_IN_NOTE = re.compile(
    r"本息(?:合计|共计|共)|利?息[^,;。]{0,10}(?:计入|转[为入]|加入|并入|滚入)|(?:含|包括|包含)[^,;。]{0,6}息"
)
# Times what was lent that a note written anew may come to with interest; one of more takes up loans that are not told.
_MOST_OWED = 2
_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True)
class Account:
    """The loans told in one voice. `total_fen` is null where none is told; `certain` is false where the words
    contradict each other; `summed` says that a total is told to which the loans add up; `delivered_fen` is what the
    lender handed over, null where not told; `repaid_fen` what the borrower is said to have paid back; `holds_interest`
    says that a note holds interest besides the money lent."""

    loans: tuple[Loan, ...]
    total_fen: int | None
    place: int
    certain: bool
    reckoned: bool
    summed: bool
    delivered_fen: int | None
    delivered_place: int
    delivered_on: date | None
    delivered_last: date | None
    repaid_fen: int
    holds_interest: bool

    @property
    def first(self) -> Day | None:
        """The day of the first loan as told, vague or not; null where a loan has none."""
        days = [one.day for one in self.loans]
        if not days or any(day is None or day.first is None for day in days):
            return None
        return min((day for day in days if day is not None), key=lambda day: (str(day.first), day.start))


def told_loans(judgment: Judgment, *kinds: Kind) -> Account:
    """What these sections say was lent."""
    held = [one for start, end in judgment.spans(*kinds) for one in sentence_loans(judgment, start, end)]
    single = [loan for loan, is_total in held if not is_total]
    delivered = [one for one in single if one.role == "delivered"]
    delivered_total = _total([loan.sum.fen for loan, is_total in held if is_total and loan.role == "delivered"])
    reckoned = any(_RECKONED.search(judgment.plain, start, end) for start, end in judgment.spans(*kinds))
    came = _days_of_delivery(delivered)
    loans, total, certain = _added_up(held, *_distinct(single), reckoned)
    shown = total or (loans[0] if loans else None)
    loans = _dated(_handed_over_in_parts(loans, delivered), delivered)
    return Account(
        loans=tuple(loans),
        total_fen=total.sum.fen if total else sum(one.sum.fen for one in loans) or None,
        place=shown.sum.start if shown else 0,
        certain=certain and not any(one.sum.doubtful for one in loans),
        reckoned=reckoned,
        summed=total is not None and len(loans) > 1 and total.sum.fen == sum(one.sum.fen for one in loans),
        delivered_fen=delivered_total or _handed_over(judgment, delivered) or None,
        delivered_place=delivered[-1].sum.start if delivered else 0,
        delivered_on=min(came, default=None),
        delivered_last=max(came, default=None),
        repaid_fen=sum(one.sum.fen for one in single if one.role == "repaid"),
        holds_interest=any(_INTEREST_IN_NOTE.search(judgment.plain, *span) for span in judgment.spans(*kinds)),
    )


def with_days_of(found: Account, story: Account) -> Account:
    """The loans found, several of them, each without a day given that of the one loan of its sum that the plaintiff
    tells."""
    if len(found.loans) < 2:
        return found
    sums = Counter(one.sum.fen for one in found.loans)
    told = {one.sum.fen: one.day for one in story.loans if one.day is not None}
    once = {fen for fen, times in Counter(one.sum.fen for one in story.loans).items() if times == 1 == sums[fen]}
    loans = [
        replace(one, day=told.get(one.sum.fen)) if one.day is None and one.sum.fen in once else one
        for one in found.loans
    ]
    return replace(found, loans=tuple(loans))


def _handed_over(judgment: Judgment, delivered: list[Loan]) -> int:
    """Fen handed over: one sentence may tell the same sum of the same day twice, two sentences tell it again."""
    most: Counter[tuple[int, str]] = Counter()
    for sentence in {judgment.writing.sentence(one.sum.start) for one in delivered}:
        here = Counter((one.sum.fen, _on(one)) for one in delivered if sentence[0] <= one.sum.start < sentence[1])
        most |= here
    return sum(fen * times for (fen, _), times in most.items())


def _days_of_delivery(delivered: list[Loan]) -> list[date]:
    """The days on which money was handed over; none where one of the sums has none."""
    days = [one.day.on for one in delivered if one.day is not None and one.day.on is not None]
    return days if len(days) == len(delivered) else []


def _total(totals: list[int]) -> int | None:
    """The total told, the last one where it adds up those before it: 合计41000元……合计32000元，以上共计73000元."""
    if len(totals) > 2 and totals[-1] == sum(totals[:-1]):
        return totals[-1]
    return totals[0] if totals else None


def _added_up(
    held: list[tuple[Loan, bool]], loans: list[Loan], certain: bool, reckoned: bool
) -> tuple[list[Loan], Loan | None, bool]:
    """(loans, their total where one is told, whether nothing contradicts).

    A total that is told holds over the sum of the loans. What is owed after reckoning is the principal where no loan is
    told, or where it takes up those that are.
    """
    totals = [loan for loan, is_total in held if is_total and loan.role in ("lent", "noted")]
    if totals and totals[0].sum.fen >= max((one.sum.fen for one in loans), default=0):
        over_a_time = totals[0].day is not None and totals[0].day.last != totals[0].day.on
        only_told_again = all((one.restated or over_a_time) and one.sum.fen == totals[0].sum.fen for one in loans)
        if only_told_again:
            return totals[:1], totals[0], True
        later = _lent_later(totals[0], loans)
        if later:
            earlier = [one for one in loans if one not in later] or totals[:1]
            return [*earlier, *later], None, certain and sum(one.sum.fen for one in earlier) == totals[0].sum.fen
        return loans, totals[0], True
    # 又分两次向原告借款合计6.5万元, behind a loan of 10万元: loans of their own.
    own = [one for one in totals if one.again and one.role == "lent" and not _adds_up(one, loans)]
    if own and loans:
        return [*loans, *own], None, certain
    owed = [loan for loan, _ in held if loan.role == "owed"]
    if owed and (not loans or (reckoned and owed[0].sum.fen > sum(one.sum.fen for one in loans))):
        return owed[:1], owed[0], reckoned or not loans
    return loans, None, certain


def _adds_up(total: Loan, loans: list[Loan]) -> bool:
    """Whether a total is that of loans told one after another."""
    sums = [one.sum.fen for one in loans]
    return any(
        sum(sums[first:last]) == total.sum.fen for first in range(len(sums)) for last in range(first + 1, len(sums) + 1)
    )


def _lent_later(total: Loan, loans: list[Loan]) -> list[Loan]:
    """Loans told behind a total, where those ahead make it up: of later days than any ahead, or, behind several that it
    adds up, of other days than theirs."""
    ahead = [one for one in loans if one.sum.start < total.sum.start]
    days = [one.day.on for one in [*ahead, total] if one.day is not None and one.day.on is not None]
    behind = [one for one in loans if one.sum.start > total.sum.start and one.role == "lent" and not one.restated]
    is_of_ahead = not ahead or sum(one.sum.fen for one in ahead) == total.sum.fen
    if not is_of_ahead or sum(one.sum.fen for one in behind) >= total.sum.fen:
        return []
    told_again = [one for one in behind if one.again]
    if len(ahead) > 1:
        return [one for one in behind if _on(one) and _on(one) not in {str(on) for on in days}]
    return [one for one in behind if _on(one) > str(max(days))] if days else told_again


def _handed_over_in_parts(loans: list[Loan], delivered: list[Loan]) -> list[Loan]:
    """One note for what was handed over before, at once or in parts: the loans are the parts."""
    if len(loans) != 1 or loans[0].day is None or not delivered:
        return loans
    if loans[0].role != "noted" and len(delivered) == 1:
        return loans
    days = [one.day.on for one in delivered if one.day is not None and one.day.on is not None]
    noted_on = loans[0].day.on
    if noted_on is None or len(days) < len(delivered) or sum(one.sum.fen for one in delivered) != loans[0].sum.fen:
        return loans
    return delivered if max(days) <= noted_on and min(days) < noted_on else loans


def _dated(loans: list[Loan], delivered: list[Loan]) -> list[Loan]:
    """A loan without a day, or with its month alone, is of the day on which its very sum was handed over, one without a
    day and alone of the first day on which anything was."""
    first = min((one.day for one in delivered if one.day and one.day.on), key=lambda day: str(day.on), default=None)
    alone = len(loans) == 1 and len(delivered) > 1
    made = []
    for loan in loans:
        same = [one.day for one in delivered if one.sum.fen == loan.sum.fen and one.day is not None]
        if same and _says_day_of(same[0], loan.day):
            day: Day | None = same[0]
        else:
            day = loan.day or (first if alone else None)
        made.append(replace(loan, day=day))
    return made


def _on(loan: Loan) -> str:
    return str(loan.day.first) if loan.day else ""


def _distinct(told: list[Loan]) -> tuple[list[Loan], bool]:
    """(the loans, each once, whether nothing contradicts): a note of debt tells the loan before it again."""
    tally = _Tally(_interest_told(told), {one.sum.fen for one in told if one.role == "delivered"})
    for one in told:
        tally.take(one)
    loans = tally.loans
    if len(loans) > 2 and loans[0].day is None and loans[0].sum.fen == sum(one.sum.fen for one in loans[1:]):
        return loans[1:], True  # 借款11万元，其中3月8日6万元，5月20日5万元
    # 共同借款10万元，其中甲借6万元，乙借4万元: the doubted sums are parts.
    return loans, tally.certain and (not tally.doubted or tally.doubted == loans[0].sum.fen)


@dataclass
class _Tally:
    """Loans as they are told one after another. `left` holds what is said, or reckoned, to be left of them."""

    interest: set[int]
    delivered: set[int]
    loans: list[Loan] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    repaid: int = 0
    doubted: int = 0
    certain: bool = True

    @property
    def lent(self) -> int:
        return sum(one.sum.fen for one in self.loans)

    def take(self, one: Loan) -> None:
        """Count a sum as a loan where it is one that was not told before."""
        if one.role == "repaid":
            self.repaid += one.sum.fen
            self.left.add(self.lent - self.repaid)
        if one.role in ("rest", "owed"):
            self.left.add(one.sum.fen)
        if one.role not in ("lent", "noted", "owed") or self._is_told_before(one):
            return
        if self.loans and self._sums_up(one):
            return
        if self.loans and not one.again and (one.day is None or any(_on(held) == _on(one) for held in self.loans)):
            # Of the same day, or of none, and no word that says it is another loan. What arrived may be told again as
            # the principal that is left: 借款2万元，交付19400元，借款本金19400元未还.
            self.doubted += 0 if one.sum.fen in self.delivered else one.sum.fen
            return
        alike = one.role == "noted" and not one.again and any(held.sum.fen == one.sum.fen for held in self.loans)
        if self.loans and (one.restated or alike):
            self.certain = False  # a note written anew, or perhaps so: what of it was lent is not told
        self.loans.append(one)

    def _is_told_before(self, one: Loan) -> bool:
        """Whether a sum is a loan told before, or what is left of one; a day told now is the loan's."""
        same = [held for held in self.loans if held.sum.fen == one.sum.fen and _same_loan(held, one)]
        if same and one.day is not None and _says_day_of(one.day, same[0].day):
            self.loans[self.loans.index(same[0])] = replace(same[0], day=one.day)
        another = one.role == "lent" and one.again and one.day is not None
        is_rest = bool(self.loans) and one.sum.fen in self.left and not another
        return bool(same) or one.role == "owed" or is_rest

    def _sums_up(self, one: Loan) -> bool:
        """Whether a note is one for all loans before it, for what is left of them, or for them with interest added."""
        told_anew = one.role != "lent" or one.day is None or one.restated
        if len(self.loans) > 1 and told_anew and one.sum.fen == self.lent:
            return True
        added = {one.sum.fen - self.lent, one.sum.fen - self.loans[-1].sum.fen}
        if added & self.interest:
            return True
        if one.role != "noted":
            return False
        written_anew = one.restated and not one.again and one.sum.fen <= _MOST_OWED * self.lent
        return written_anew or (self.repaid > 0 and one.sum.fen == self.lent - self.repaid)


def _interest_told(told: list[Loan]) -> set[int]:
    """Fen of each sum of interest, and of all of them together."""
    sums = [one.sum.fen for one in told if one.role == "interest"]
    return {*sums, sum(sums)} - {0}


def _says_day_of(told: Day, held: Day | None) -> bool:
    """Whether a day told now is the one that was not told before, or of which only the month was."""
    if held is None or held.first is None or held.last is None or told.on is None:
        return held is None
    return held.on is None and held.may_be(told.on) and (held.last - held.first).days < _DAYS_OF_A_MONTH


def _same_loan(held: Loan, one: Loan) -> bool:
    if one.day is None:
        return not (one.again and one.role == "lent")
    if held.day is None or _on(held) == _on(one):
        return True
    if not one.again and (_says_day_of(one.day, held.day) or _says_day_of(held.day, one.day)):
        return True
    return one.restated or (one.role == "noted" and held.role != "noted" and not one.again)
