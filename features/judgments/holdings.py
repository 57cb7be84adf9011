"""What the court holds in its reasons, where that decides between two readings of the facts."""

from __future__ import annotations

import re

from features.judgments.judgment import Judgment

# 本院认定借款本金为45万元; 本案借款本金应为26.5万元; 应按欠据载明的24万元认定借款本金; 28000元应认定为借款.
_FIXED_AHEAD = re.compile(
    r"(?:认定|确认|确定|本案|案涉|涉案|故|应)[^,;。]{0,14}(?:借款|出借)(?:的)?(?:本金|金额|数额|总额)+[^,;。]{0,8}?(?:为|是)(?:人民币)?$|"
    r"(?:认定|确认)[^,;。]{0,14}(?:借款|本金)(?:共计|合计|总计|总额|金额|为|是)+(?:人民币)?$"
)
_FIXED_BEHIND = re.compile(
    r"[^;。]{0,16}?(?<!不)(?:应|予以|可以|可|足以|均)(?:当|依法)?(?:认定|确认)(?:为|是|系|均为)[^,;。]{0,4}(?:借款(?!人)|民间借贷)|"
    r"外,其[他余][^,;。]{0,12}(?:不足以|不能|难以|不予|无法)认定|"
    r"[^,;。]{0,4}认定[^,;。]{0,4}借款本金"
)
# 经抵扣，本案借款本金为41万元; 预先扣除的利息不计入本金: less than was lent, or than its face.
_LESSENED = re.compile(
    r"抵[扣充销减]|冲抵|扣|冲减|预先|砍头|[尚下仍还]欠(?:原告)?的?(?:借款|本金)|剩余|余款|核算|已还|偿还了"
)


def fixed_principal(judgment: Judgment) -> tuple[int, int] | None:
    """(fen, place) of the sum that the court holds to have been lent, where it says so in its reasons and has not taken
    off what was paid or kept back; None where it says no such thing, or two."""
    plain = judgment.plain
    told = []
    for start, end in judgment.spans("reasoning"):
        for one in judgment.sums_in(start, end):
            clause = judgment.clause_start(one.start, start)
            if _LESSENED.search(plain, start, one.start):
                continue
            if _FIXED_AHEAD.search(plain, clause, one.start) or _FIXED_BEHIND.match(plain, one.end, end):
                told.append((one.fen, one.start))
    return told[0] if len({fen for fen, _ in told}) == 1 else None
