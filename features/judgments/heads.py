"""Who stands in the head of a judgment as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from features.judgments.pattern import Pattern

PartyRole = Literal["plaintiff", "defendant", "guarantor", "agent", "legal_representative", "third_party"]

_ROLES: dict[str, PartyRole] = {
    "原告": "plaintiff", "被告": "defendant", "第三人": "third_party", "委托代理人": "agent", "委托诉讼代理人": "agent",
    "诉讼代理人": "agent", "法定代理人": "legal_representative", "法定代表人": "legal_representative",
    "负责人": "legal_representative", "担保人": "guarantor", "保证人": "guarantor",
}  # fmt: skip
_COMPANY = (
    r"[\u4e00-\u9fffA-Za-z()₀-₉×]{2,40}?(?:公司|合作社|企业|厂|店|中心|银行|信用社|商行|经营部|事务所|村民委员会)"
)
_PERSON = r"[\u4e00-\u9fff×*·]{1,10}?[₀-₉]{0,2}[甲乙丙丁某]?(?<!本院)(?<!的)"
PARTY_LINE = Pattern(
    "party_line",
    "one party of the head of a judgment",
    r"(?<![、及对系两二三四各由经(与和])(?P<role>原告|被告|第三人|(?:共同)?委托(?:诉讼)?代理人|诉讼代理人|法定代理人|法定代表人|负责人|担保人|保证人)"
    rf"(?:[(](?P<note>[^()]{{1,20}})[)])?[:,]?(?!向本院|系|诉|与|因|均|之|的|提|方|共同|代理人|委托|送达|逾期|对|在|未|经)(?P<name>(?![^,。;:]{{0,20}}被告){_COMPANY}|{_PERSON})(?=[,。、;(\n:]|$|[与诉]?(?:被告|原告)|委托|经(?:本院|法院|合法|依法|传票|公告)|因下落|未[到应答参出]|到庭|出庭|参加|诉称|男|女|[因为]?(?:民间借贷|借款|借贷))",
    "原告：张某某，男。被告（保证人）：李某，女。",
    ("原告", None, "张某某"),
)
ALSO_NAMED = Pattern(
    "also_named",
    "further people of one line of agents",
    rf"[、和](?P<name>{_PERSON})(?=[,。、;(\n:和]|$)",
    "、钱某，律师。",
    ("钱某",),
)


CAPTION = Pattern(
    "caption",
    "the parties in the title of the case, where the head has no lines of parties",
    rf"原告(?P<plaintiffs>{_PERSON}|{_COMPANY})(?:因?与|诉)被告(?P<defendants>[^。;:,]{{2,40}}?)(?:[因为]?(?:民间借贷|借款|借贷)|合同|一案)",
    "原告张某诉被告李某、赵某民间借贷纠纷一案，本院受理后公开审理。",
    ("张某", "李某、赵某"),
)


@dataclass(frozen=True)
class Party:
    """One party as the head of the judgment names it, masked names as the court masked them."""

    role: PartyRole
    name: str


def named_parties(head: str) -> tuple[Party, ...]:
    """The parties of the head of a text in the form of `Writing.plain`, in its order, each once."""
    found: dict[Party, None] = {}
    for match in PARTY_LINE.compiled.finditer(head):
        role = _ROLES[match["role"].removeprefix("共同")]
        note = match["note"] or ""
        if role == "defendant" and ("保证" in note or "担保" in note):
            role = "guarantor"
        found.setdefault(Party(role, match["name"]))
        also = ALSO_NAMED.compiled.match(head, match.end()) if role == "agent" else None
        while also:
            found.setdefault(Party(role, also["name"]))
            also = ALSO_NAMED.compiled.match(head, also.end())
    known = {one.name for one in found}
    found |= dict.fromkeys(one for one in _captioned(head) if one.name not in known)
    return tuple(found)


def _captioned(head: str) -> Iterator[Party]:
    match = CAPTION.compiled.search(head)
    for role, names in (("plaintiff", match["plaintiffs"]), ("defendant", match["defendants"])) if match else ():
        for name in re.split(r"[、和及]|被告", names):
            if name:
                yield Party(_ROLES["原告"] if role == "plaintiff" else _ROLES["被告"], name)


def masked(text: str, named: tuple[Party, ...]) -> str:
    """The text with the parties' names written over as 原告□ or 被告□, every place kept, so that a pattern that speaks
    of 原告 reads 王小明陈述 as it reads 原告陈述."""
    for one in sorted(named, key=lambda party: -len(party.name)):
        called = {"plaintiff": "原告", "defendant": "被告", "guarantor": "被告"}.get(one.role)
        if called and len(one.name) > 1:
            text = text.replace(one.name, called.ljust(len(one.name), "□"))
    return text


def in_roles(text: str, named: tuple[Party, ...]) -> str:
    """The text with plaintiffs called 原告 and defendants 被告, as other courts call them."""
    for one in sorted(named, key=lambda party: -len(party.name)):
        called = {"plaintiff": "原告", "defendant": "被告", "guarantor": "被告"}.get(one.role)
        if called and len(one.name) > 1:
            text = re.sub(f"(?:{called})?{re.escape(one.name)}", called, text)
    return text
