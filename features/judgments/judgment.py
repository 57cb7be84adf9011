"""One judgment as it is read: its text, its sections, and the days and sums that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from features.judgments.days import Day, find_days
from features.judgments.durations import Duration, find_durations
from features.judgments.heads import Party, masked, named_parties
from features.judgments.openings import CONFIRMED, CONFIRMED_ALONE
from features.judgments.pattern import search_any
from features.judgments.rates import Rate, find_rates
from features.judgments.sections import Kind, Section, find_sections
from features.judgments.sums import Sum, find_sums
from features.judgments.writing import Writing, without_births, written

Mark = TypeVar("Mark", Day, Duration, Sum, Rate)
"""What is found in running text: it has a start and an end there."""
_CLAUSE_ENDS = re.compile(r"[,;:]")
# 借期一年，自放款日起算; 实际借款日以到账日为准.
_FROM_ARRIVAL = re.compile(
    r"(?:(?:放款|到账|到帐|实际(?:出借|放款|借款|支付|交付))(?:之)?日?|(?:发放|划款|打款|收款|转账|汇款|交付)之?日)[^,;。]{0,12}?(?:起|为准|计算)"
)
# 孙某将该笔债权转让给原告.
_ASSIGNED = re.compile(r"债权[^,;。]{0,12}(?:转让|转移|让与|移转)[^,;。]{0,6}原告")
# 上述保证金转为被告向原告的借款; 剩余借款转为新的借款 is no other debt.
_CONVERTED = re.compile(
    r"(?:(?!借|欠|(?<![及和、])利息|(?<!利)息)[^,;:。])*(?:(?<!周)转化?[为作成]|转换为|算作|折为)[^,;。]{0,12}借(?:款|条)"
)
# 利息自交付之日起计算: not the loan itself.
_INTEREST_RUNS = re.compile(r"息|利率")
# 自然人之间的借款合同未约定利息的，视为不支付利息: of the law; 原、被告未约定利息: of the case.
_LAW = re.compile(r"规定|法律|视为|第[^,。]{1,6}条|可以随时|自然人之间")
_CASE = re.compile(r"原告|被告|双方|本案|该笔|借条|借据")
_BREAKS = re.compile(r"[,;。:“”\"\n!?]")
# 今借到现金人民币：伍万元; 借款金额：（大写）伍万元.
_NAMES_SUM = re.compile(r":(?:[¥()]|人民币|现金|大写|小写)*")


@dataclass(frozen=True)
class Judgment:
    """A text cut and marked. Places are those of `plain`."""

    writing: Writing
    sections: tuple[Section, ...]

    @property
    def plain(self) -> str:
        return self.writing.plain

    @cached_property
    def named(self) -> tuple[Party, ...]:
        """The parties of the head, names as in `plain`."""
        return named_parties(self.text("parties"))

    @cached_property
    def voiced(self) -> str:
        """`plain` with the parties called by their roles, every place kept."""
        return masked(self.plain, self.named)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every mention of a time; days of birth are none."""
        return tuple(find_days(without_births(self.plain)))

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        """Every stretch of time."""
        return tuple(find_durations(self.plain))

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every sum of money."""
        return tuple(find_sums(self.plain))

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """Every rate of interest with a period."""
        return tuple(find_rates(self.plain))

    @cached_property
    def confirms_story(self) -> bool:
        """Whether the court finds the plaintiff's account to be true."""
        telling = [one for one in self.sections if one.kind == "found" and self.sums_in(one.start, one.end)]
        said = CONFIRMED if telling else (*CONFIRMED, CONFIRMED_ALONE)
        spans = self.spans("evidence", "found", "reported", "reasoning")
        return any(search_any(said, self.voiced, start, end) for start, end in spans)

    @cached_property
    def sues_on_assigned_claim(self) -> bool:
        """Whether somebody else's claim against the borrower was assigned to the plaintiff."""
        return any(_ASSIGNED.search(self.voiced, *span) for span in self.spans("found", "story"))

    @cached_property
    def is_debt_converted(self) -> bool:
        """Whether another debt was made a loan: it is lent on that day, whenever its money came."""
        return any(_CONVERTED.match(self.plain, start, end) for start, end in self.clauses("found", "story"))

    @cached_property
    def runs_from_arrival(self) -> bool:
        """Whether the loan is agreed to run from the day on which the money arrives."""
        return bool(self._from_arrival)

    @cached_property
    def _from_arrival(self) -> list[re.Match[str]]:
        told = (_FROM_ARRIVAL.search(self.plain, *span) for span in self.spans("found", "story"))
        return [said for said in told if said and not _INTEREST_RUNS.search(self.plain, said.start() - 8, said.end())]

    @cached_property
    def arrival_day(self) -> Day | None:
        """The day named beside the words that the loan runs from arrival (自放款日2015年1月20日起算)."""
        for said in self._from_arrival:
            days = self.days_in(said.start(), said.end())
            if days and days[0].on is not None:
                return days[0]
        return None

    @cached_property
    def _sentences(self) -> tuple[tuple[Kind, list[tuple[int, int]]], ...]:
        return tuple((one.kind, self.writing.sentences(one.start, one.end)) for one in self.sections)

    def spans(self, *kinds: Kind) -> list[tuple[int, int]]:
        """(start, end) of each sentence, or part of one, in sections of these kinds, in the order of the text."""
        return [sentence for kind, sentences in self._sentences if kind in kinds for sentence in sentences]

    def held_of_the_case(self) -> list[tuple[int, int]]:
        """The sentences of the findings, and the clauses of the reasons that speak of this case and not of the law."""
        held = self.spans("found")
        for start, end in self.spans("reasoning"):
            if not _CASE.search(self.plain, start, end):
                continue
            cuts = [start, *(found.end() for found in _CLAUSE_ENDS.finditer(self.plain, start, end)), end]
            held += [cut for cut in pairwise(cuts) if not _LAW.search(self.plain, *cut)]
        return held

    def clauses(self, *kinds: Kind) -> list[tuple[int, int]]:
        """(start, end) of each clause, by commas and colons, of the sentences of these sections."""
        made: list[tuple[int, int]] = []
        for start, end in self.spans(*kinds):
            made += pairwise([start, *(found.end() for found in _CLAUSE_ENDS.finditer(self.plain, start, end)), end])
        return made

    def text(self, *kinds: Kind) -> str:
        """The words of these sections."""
        return "\n".join(self.plain[one.start : one.end] for one in self.sections if one.kind in kinds)

    def days_in(self, start: int, end: int) -> list[Day]:
        return _within(self.days, start, end)

    def durations_in(self, start: int, end: int) -> list[Duration]:
        return _within(self.durations, start, end)

    def sums_in(self, start: int, end: int) -> list[Sum]:
        return _within(self.sums, start, end)

    def rates_in(self, start: int, end: int) -> list[Rate]:
        return _within(self.rates, start, end)

    def clause_start(self, place: int, start: int) -> int:
        """Where the clause that holds a place begins: behind the last comma, colon or quotation mark, not before
        `start`. A comma within a sum parts nothing, nor does a colon right ahead of it."""
        for found in reversed(list(_BREAKS.finditer(self.plain, start, place))):
            within = any(one.start < found.start() < one.end for one in self.sums_in(start, place))
            if not within and not _NAMES_SUM.fullmatch(self.plain, found.start(), place):
                return found.end()
        return start


def _within(marks: tuple[Mark, ...], start: int, end: int) -> list[Mark]:
    """The marks, which stand in the order of the text, that lie wholly between two places."""
    first = bisect_left(marks, start, key=lambda one: one.start)
    last = bisect_left(marks, end, key=lambda one: one.start)
    return [one for one in marks[first:last] if one.end <= end]


def open_judgment(text: str) -> Judgment:
    """The text, cut into sections and marked."""
    writing = written(text)
    return Judgment(writing, tuple(find_sections(writing)))
