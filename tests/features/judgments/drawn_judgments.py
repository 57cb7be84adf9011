"""Judgments drawn for tests: every name, sum and day is invented."""

from __future__ import annotations

HEAD = (
    "原告：王某1，男，1970年1月1日出生，住某县。"
    "被告：李某1，男，1971年2月3日出生，住某县。被告：赵某1，女，住某县。\n\n"
)
CLAIM = "原告王某1向本院提出诉讼请求：判令被告偿还借款本息。"
ABSENT = "被告李某1、赵某1未到庭，未作答辩。"


def judgment(found: str, *, story: str = "", defence: str = ABSENT, demand: str = CLAIM, rest: str = "") -> str:
    """A judgment whose findings are `found`; what a test does not care about says nothing of a loan's terms."""
    told = f"事实和理由：{story}" if story else ""
    return f"{HEAD}{demand}{told}{defence}本院经审理查明：{found}{rest}"
