"""Who stood surety, and whether the defendants came."""

from __future__ import annotations

import re

from features.judgments.heads import Party
from features.judgments.judgment import Judgment
from features.judgments.pattern import Pattern
from features.judgments.rulings import outcome
from features.judgments.sections import Kind
from features.judgments.writing import name_as_written

GUARANTORS = (
    Pattern(
        "stands_surety",
        "somebody stands surety for the loan",
        r"(?:担保|保证|具保)人|(?:保证|担保)责任|保证担保|(?:保证|担保)(?:期间|方式|范围)|(?:连带|一般)(?:责任)?(?:的)?(?:保证(?!金)|担保)|"
        r"(?:提供|作出?|做|进行|承担|愿意|给予|具名|签名|自愿)(?:了)?(?:个人|书面|口头)?(?:的)?(?:担保(?!费|公司|物|承诺书)|保证(?!金|书|[于在按到能会如其]))|"
        r"(?:由|经)[^,。;]{1,12}担保(?!费|公司|物)|为[^,。;]{1,24}(?:担保(?!费|公司|物)|作保)",
        "被告丙为上述借款提供连带责任保证。",
        ("连带责任保证",),
    ),
)
PLEDGE = Pattern(
    "pledge",
    "what is pledged, asked of a court, or sold by a firm is nobody's surety",
    r"(?:抵押|质押|房产|车辆|房屋|土地|房间)[^,。;]{0,30}担保|担保物|保全|担保费|担保公司",
    "以房产提供抵押担保。",
    ("房产提供抵押担保",),
)
NOT_SHOWN = Pattern(
    "surety_not_shown",
    "the court does not hold somebody to be surety",
    r"未能?(?:证明|提供)[^。;]{0,24}担保|(?:没有|无|未约定)[^,。;]{0,6}(?:担保|保证)人|(?:并非|不是|不属于)[^,。;]{0,8}(?:担保|保证)|撤回[^。]{0,24}担保",
    "原告未能证明丁签名担保。",
    ("未能证明丁签名担保",),
)
ABSENT = (
    Pattern(
        "did_not_come",
        "a party did not come to the hearing",
        r"(?:未|没有|没|不|拒不|拒)(?:依法|按时|准时|能|亲自|参加)?(?:到庭|出庭|到)(?:庭)?(?:参加|应诉|质证|答辩|诉讼)?|缺席|"
        r"(?:未|没有)(?:予|进行|参加)?(?:举证)?质证|放弃[^,。;]{0,6}质证|视为(?:其|自愿|自动)?放弃(?![^,。;]*鉴定)|未(?:在[^,。;]{0,16})?应诉|(?:未|没有|不|拒不)(?:能|依法|前来|按时|准时)?参[加与](?:本案|本院)?(?:诉讼|庭审|开庭|审理)|公告[^,。;]{0,6}传票",
        "被告乙经传票传唤，无正当理由拒不到庭参加诉讼。",
        ("拒不到庭参加",),
    ),
)
PRESENT = (
    Pattern(
        "answered",
        "a party answered in words of its own",
        r"(?<!未)(?<!没有)(?<!提出)(?<!提交)(?:答辩|辩解|抗辩|辩)(?:称|认为|如下|:|意见与)|(?<!未)(?<!提出)(?<!发表)(?<!提交)质证(?:称|认为|意见)|"
        r"(?:承认|认可)(?:借款|原告|全部|上述)|(?<![未不没能])到庭(?:参加(?:了)?诉讼|应诉)?|对[^,。;]{0,16}(?:无|没有|不持)异议",
        "被告乙辩称，借款属实。",
        ("辩称",),
    ),
)
SILENT = Pattern(
    "did_not_answer",
    "a party gave no answer, which does not say whether it came",
    r"(?:未|没有)[^,。;]{0,10}(?:答辩|辩称|质证)",
    "被告丙未作答辩。",
    ("未作答辩",),
)
_ALL = re.compile(
    r"[一二两三四五六各俩上述以上]*被告(?:人|们|方)?(?:均|都|经|无|既|未|没|不|拒|在|也|对|口头|书面|庭审|当庭|答|辩|质|虽|已|$)"
)
_VOICES: tuple[Kind, ...] = ("found", "story")
_SURETY_WORD = re.compile(r"担保|保证人|保证责任|连带保证")
_NO_SURETY_WORD = re.compile(r"保全担保|担保费|(?:抵押|质押)担保|担保公司")


def guarantors(judgment: Judgment) -> tuple[tuple[Party, ...], bool | None, int]:
    """(parties that stood surety, whether anybody did, where it is said).

    False where no word of surety stands in the text; null where one does and it is unclear whose.
    """
    told = [one for one in judgment.named if one.role == "guarantor"]
    if NOT_SHOWN.compiled.search(judgment.text("found")):
        return (), None, 0
    place = 0
    for first, last in [clause for kind in _VOICES for clause in judgment.clauses(kind)]:
        said = GUARANTORS[0].compiled.search(judgment.plain, first, last)
        if not said or PLEDGE.compiled.search(judgment.plain, first, last):
            continue
        place = place or said.start()
        clause = judgment.plain[first:last]
        told += [
            Party("guarantor", one.name) for one in judgment.named if one.role == "defendant" and one.name in clause
        ]
    if told or place:
        return tuple(dict.fromkeys(told)), True, place
    voices = judgment.text("story", "demand", "evidence", "found", "reasoning", "ruling", "parties")
    silent = not _SURETY_WORD.search(_NO_SURETY_WORD.sub("", voices))
    return (), False if silent and judgment.text("story", "found") else None, 0


def defendant_absent(judgment: Judgment) -> tuple[bool | None, int]:
    """(whether the defendants stayed away, where it is said).

    True where one of them did by the court's words, false where all answered or the suit ended in an agreement; null
    where the text says nothing of one of them, or no more than that they did not answer.
    """
    defendants = {one.name for one in judgment.named if one.role in ("defendant", "guarantor")} or {"被告"}
    away: set[str] = set()
    here: set[str] = set()
    place = 0
    for section in (one for one in judgment.sections if one.kind not in ("story", "demand")):
        for start, end in judgment.writing.sentences(section.start, section.end):
            for patterns, who in ((ABSENT, away), (PRESENT, here)):
                said = patterns[0].compiled.search(judgment.plain, start, end)
                if not said:
                    continue
                meant = _meant(judgment.plain[start : said.start()], said[0], defendants, section.kind == "parties")
                who |= meant
                place = place or (said.start() if meant else 0)
                break
    if away:
        return True, place
    if outcome(judgment)[0] == "mediated":
        return False, place  # who came to terms before the court was there
    silent = SILENT.compiled.search(judgment.text("parties", "defence", "evidence", "demand", "story"))
    unsure = not here >= defendants or (silent and defendants == {"被告"})
    return None if unsure else False, place


def _meant(ahead: str, said: str, defendants: set[str], is_head: bool) -> set[str]:
    """Defendants of whom a sentence speaks ahead of its verb: those it names, or all for 被告, 二被告, 各被告."""
    left, named = ahead[-80:], set()
    for one in sorted(defendants, key=len, reverse=True):
        if one in left:
            named.add(one)
            left = left.replace(one, "")  # 张某某 is not 张某 besides
    if named:
        return named
    if is_head and said == "缺席":  # （缺席） behind a party of the head
        return defendants if len(defendants) == 1 else set()
    clauses = [one for one in re.split(r"[,;。:]", ahead) if one]
    everybody = any(_ALL.match(one) for one in clauses) or said.startswith("缺席")
    # A company is called by a short name: 被告华某公司辩称.
    everybody |= len(defendants) == 1 and any("被告" in one for one in clauses)
    return defendants if everybody else set()


def as_written(named: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties with their names as the court wrote them."""
    return tuple(Party(one.role, name_as_written(one.name)) for one in named)
