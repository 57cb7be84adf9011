"""As what somebody appeared for a party, where a judgment says so.

Besides lawyers and legal service workers, near relatives and staff of a party may appear, and citizens whom the party's
community or employer recommends (民事诉讼法 art. 61).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from features.judgments.pattern import Pattern
from features.judgments.writing import ahead_in_sentence, name_as_written, written

Capacity = Literal["professional", "relative", "lay", "other_side"]
"""`other_side`: for a defendant or third party, as whatever."""

AGENT_LINE = Pattern(
    "agent_line",
    "the line of whoever appears for a party, with what is said of them",
    r"委托(?:诉讼)?代理人(?:[(][^()]{1,20}[)])?[:,]?(?P<said>(?:(?!委托(?:诉讼)?代理人)[^。;\n]){2,120})",
    "委托诉讼代理人：钱某，系原告推荐的公民。",
    ("钱某,系原告推荐的公民",),
)
PROFESSIONAL = Pattern(
    "professional_agent",
    "a lawyer, or a legal service worker",
    r"律师|法律服务|法律工作者|法律援助",
    "委托诉讼代理人：钱某，福建某某律师事务所律师。",
    ("律师",),
)
RELATIVE = Pattern(
    "relative_agent",
    "a near relative of the party",
    r"近?亲属|配偶|丈夫|妻子|父亲|母亲|父子|父女|母子|母女|夫妻|儿子|女儿|[之的][父母夫妻子女兄弟姐妹媳婿孙]|[兄弟姐妹]{2}关系",
    "委托诉讼代理人：钱某，系原告之子。",
    ("之子",),
)
LAY = Pattern(
    "lay_agent",
    "a citizen who was recommended, or somebody's staff",
    r"公民|推荐|员工|职工|职员|工作人员|业务员|法务",
    "委托诉讼代理人：钱某，该公司员工。",
    ("员工",),
)

# 王伟明 is not 王伟, nor 钱某1 钱某; 王伟律师, 王伟到庭 are.
_NAME_ENDS = r"(?:(?![0-9\u4e00-\u9fff])|(?=[系为与和及或律到出参以均代是在同之作]))"
SIDE = Pattern(
    "side_of_an_agent",
    "the party under whose line an agent stands",
    r"(?:^|[。;\n])(?P<party>[^。;:\n]{0,12}(?:原告|被告|第三人)[^。;:\n]{0,20})[:,]",
    "原告：张某，男。被告：李某，女。",
    ("原告",),
)


def said_of(name: str, text: str) -> tuple[Capacity | None, bool | None]:
    """As what the bearer of a name appeared, and whether for a plaintiff, by the text of a judgment; None where it says
    nothing of them as an agent, and of the side where it does not say, or has them on both.

    A line that names several says the same of all. Whose agent it is says the party ahead in the sentence, else what
    is said beside the name, else the party's line above; of nobody's who is named a plaintiff's nothing is said as a
    layman. What could be read as a lawyer or a relative is read so; who is another side's anywhere is `other_side`.
    """
    lines = list(_lines(name, text))
    sides = {for_plaintiff for _, for_plaintiff in lines} - {None}
    return _capacity(lines), sides.pop() if len(sides) == 1 else None


def _capacity(lines: list[tuple[str, bool | None]]) -> Capacity | None:
    if any(for_plaintiff is False for _, for_plaintiff in lines):
        return "other_side"
    for told, for_plaintiff in lines:
        for capacity, pattern in _READ_AS:
            if pattern.compiled.search(told):
                return None if capacity == "lay" and for_plaintiff is None else capacity
    return None


def _lines(name: str, text: str) -> Iterator[tuple[str, bool | None]]:
    """What is said beside the name in each line that names an agent, and whether it is a plaintiff's."""
    plain = written(text).plain
    whole = re.compile(re.escape(name) + _NAME_ENDS) if name else None
    for line in AGENT_LINE.compiled.finditer(plain):
        said = name_as_written(line["said"])
        if whole and whole.search(said):
            told = whole.sub("", said)
            yield told, _for_a_plaintiff(told, plain[: line.start()])


def _for_a_plaintiff(told: str, ahead: str) -> bool | None:
    # 原告王某的委托代理人钱某、被告李某到庭: whose it is stands ahead, and what follows is another's.
    sentence = ahead_in_sentence(ahead, len(ahead))
    if beside := _PARTY.findall(_BRACKETS.sub("", sentence)):
        return beside[-1] == "原告"
    named = _PARTY.search(told)
    if named is None:
        parties = [match["party"] for match in SIDE.compiled.finditer(ahead)]
        named = _PARTY.search(parties[-1]) if parties else None
    # 被告（反诉原告）: the first word says who it is in this suit.
    return None if named is None else named[0] == "原告"


_PARTY = re.compile("(?<!反诉)(?:原告|被告)|第三人")
_BRACKETS = re.compile(r"[(][^()]*[)]")
_READ_AS: tuple[tuple[Capacity, Pattern], ...] = (("professional", PROFESSIONAL), ("relative", RELATIVE), ("lay", LAY))
