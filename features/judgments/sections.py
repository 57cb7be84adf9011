"""The sections that courts write a judgment in: who says what decides whether it is a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from features.judgments.heads import masked, named_parties
from features.judgments.openings import (
    DEFENCE_OPENS,
    DEMAND_OPENS,
    EVIDENCE_OPENS,
    FOUND_OPENS,
    FOUND_OPENS_WEAKLY,
    MORE_FOUND,
    REASONING_OPENS,
    REPORTED_OPENS,
    RULING_OPENS,
    STORY_OPENS,
)
from features.judgments.pattern import search_any
from features.judgments.writing import Writing

Kind = Literal["parties", "story", "demand", "defence", "evidence", "found", "reported", "reasoning", "ruling"]
"""`story` is what the plaintiff says happened, `demand` what the plaintiff asks for, `found` what the court found,
`reported` what a party says among the findings, `evidence` who brought which paper and who did not come."""

# A text without findings or an account of the plaintiff's tells the loan behind the head, in nobody's name.
_TELLS_OF_A_LOAN = re.compile(
    r"(?:借款(?!纠纷)|借给|借到|借走|借得|出借|向[^,。;]{1,20}借(?!款?纠纷))[^。]{0,80}(?:元|万|¥)"
)

# 原告要求被告还款，被告承诺于6月1日前还清: what was asked for is reported, the answer is found.
_DEMANDED = re.compile(r"请求|要求|诉请")
_ANSWERED = re.compile(
    r"(?<=,)(?:后|遂|于是|经[^,。;]{1,8})?(?:被告|双方|原、?被告)[^,。;:]{0,14}(?:承诺|同意|约定|出具|达成|签订|协商|商定|答应|保证|书?写)"
)
# 原告主张出借50万元，但仅有30万元的凭证，本院认定被告向原告借款30万元.
_COURT_HOLDS = re.compile(r"(?<=,)(?:故|因此|对此)?本院(?:依法|予以|据此)?(?:认定|查明)(?!的)[^,;。]{4}")
# 本院认为，证据真实。综上，本院对法律事实确认如下：……: the facts behind the view of the evidence.
_FACTS_AFTER_ALL = re.compile(r"本院[^。:;]{0,16}事实[^。:,;]{0,6}(?:认定|确认)如下:")
_RELIED_ON = re.compile(r"(?:根据|结合|依据|综合|按照|依照|以上|上述|事实有?)[^。;]{0,8}$")


@dataclass(frozen=True)
class Section:
    """One stretch of a text in one voice; several may be of the same kind."""

    kind: Kind
    start: int
    end: int


def find_sections(writing: Writing) -> list[Section]:
    """The sections of a text in its order. A text without findings has no `found`; one that is no judgment has one
    section, `parties`."""
    begins = _findings_begin(writing.plain)
    opening: Kind = "found"
    if begins == len(writing.plain):
        begins, opening = _reasoning_begins(writing.plain), "reasoning"
    before = _before(writing, begins)
    head = "\n".join(writing.plain[one.start : one.end] for one in before if one.kind == "parties")
    voiced = masked(writing.plain, named_parties(head))
    if not any(one.kind == "story" for one in before):
        before = _told_by_nobody(writing, before)
    return _merged([*before, *_after(writing, voiced, begins, opening)])


def _told_by_nobody(writing: Writing, before: list[Section]) -> list[Section]:
    """What a text without headings tells of the loan counts as found."""
    made: list[Section] = []
    telling = False
    for one in before:
        telling = telling or _TELLS_OF_A_LOAN.search(writing.plain, one.start, one.end) is not None
        made.append(Section("found", one.start, one.end) if telling and one.kind == "parties" else one)
    return made


def _findings_begin(plain: str) -> int:
    """Where the findings begin; the end of the text where they do not."""
    places = [found.start() for one in FOUND_OPENS for found in one.compiled.finditer(plain) if _first(plain, found)]
    if not places:
        places = [found.start() for one in FOUND_OPENS_WEAKLY for found in one.compiled.finditer(plain)]
    if not places:
        places = [found.start() for one in FOUND_OPENS for found in one.compiled.finditer(plain)]
    return min(places, default=len(plain))


def _reasoning_begins(plain: str) -> int:
    """Where a text without findings turns to its reasons: the last view that the court tells, else its ruling."""
    reasons = [found.start() for one in REASONING_OPENS for found in one.compiled.finditer(plain)]
    rulings = [found.start() for one in RULING_OPENS for found in one.compiled.finditer(plain)]
    return max(reasons, default=min(rulings, default=len(plain)))


def _first(plain: str, found: re.Match[str]) -> bool:
    return not MORE_FOUND.compiled.search(plain, max(0, found.start() - 6), found.start())


def _before(writing: Writing, end: int) -> list[Section]:
    kind: Kind = "parties"
    made: list[Section] = []
    for start, stop in writing.sentences(0, end):
        cuts = _openings(writing.plain, start, stop, kind)
        for (place, opened), (until, _) in zip(cuts, [*cuts[1:], (stop, kind)], strict=True):
            made.append(Section(opened, place, until))
            kind = opened
    return made


def _openings(plain: str, start: int, stop: int, kind: Kind) -> list[tuple[int, Kind]]:
    """(place, kind) of what one sentence ahead of the findings opens, its own beginning first."""
    if search_any(DEFENCE_OPENS, plain, start, stop):
        return [(start, "defence")]
    if kind != "parties" and search_any(EVIDENCE_OPENS, plain, start, stop) and not _asks(plain, start, stop):
        return [(start, "evidence")]
    places: list[tuple[int, Kind]] = [(start, kind)]
    told = [found.start() for one in STORY_OPENS for found in one.compiled.finditer(plain, start, stop)]
    asked = [found.start() for one in DEMAND_OPENS for found in one.compiled.finditer(plain, start, stop)]
    if kind in ("defence", "evidence") and not told:
        return places
    opened: list[tuple[int, Kind]] = [*((place, "story") for place in told), *((place, "demand") for place in asked)]
    return places + sorted(opened) if opened else places


def _asks(plain: str, start: int, stop: int) -> bool:
    return search_any((*DEMAND_OPENS, *STORY_OPENS), plain, start, stop) is not None


def _after(writing: Writing, voiced: str, begins: int, opening: Kind) -> list[Section]:
    """The sections from the findings on; in `voiced` the parties are called by their roles, which says who speaks."""
    kind = opening
    made: list[Section] = []
    # Findings may tell of an agreement in the words in which a mediated suit ends: 达成以下协议.
    rules = RULING_OPENS[:1] if RULING_OPENS[0].compiled.search(writing.plain, begins) else RULING_OPENS
    for start, stop in writing.sentences(begins, len(writing.plain)):
        if search_any(rules, writing.plain, start, stop):
            kind = "ruling"
        elif kind == "found" and search_any(REASONING_OPENS, writing.plain, start, stop):
            kind = "reasoning"
        elif kind == "reasoning" and _FACTS_AFTER_ALL.search(writing.plain, start, stop):
            kind = "found"
        said = REPORTED_OPENS[0].compiled.search(voiced, start, stop) if kind == "found" else None
        if said and not _RELIED_ON.search(writing.plain, start, said.start()):
            answer = _ANSWERED if _DEMANDED.match(said[0]) else _COURT_HOLDS
            answered = answer.search(voiced, said.end(), stop)
            until = answered.start() if answered else stop
            made += [Section("found", start, said.start()), Section("reported", said.start(), until)]
            made += [Section("found", until, stop)]
        else:
            made.append(Section(kind, start, stop))
    return made


def _merged(sections: list[Section]) -> list[Section]:
    made: list[Section] = []
    for one in sections:
        if one.start == one.end:
            continue
        if made and made[-1].kind == one.kind and made[-1].end == one.start:
            made[-1] = Section(one.kind, made[-1].start, one.end)
        else:
            made.append(one)
    return made
