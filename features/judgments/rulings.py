"""How a suit ended."""

from __future__ import annotations

import re
from typing import Literal

from features.judgments.judgment import Judgment
from features.judgments.pattern import Pattern

Outcome = Literal["for_plaintiff", "partly", "against_plaintiff", "withdrawn", "mediated", "dismissed_unheard"]

# In this order: the first that matches says the outcome.
OUTCOMES: tuple[tuple[Outcome, Pattern], ...] = (
    (
        "withdrawn",
        Pattern(
            "withdrawn",
            "the plaintiff withdrew, or counts as having done so",
            r"(?:准许|准予)[^。;]{0,40}撤(?:回|诉)|按[^,。;]{0,16}撤(?:诉|回起诉)处理",
            "裁定如下：准许原告甲撤回起诉。",
            ("准许原告甲撤回",),
        ),
    ),
    (
        "mediated",
        Pattern(
            "mediated",
            "the parties came to an agreement",
            r"达成[^。;]{0,12}协议",
            "双方自愿达成如下协议：",
            ("达成如下协议",),
        ),
    ),
    (
        "dismissed_unheard",
        Pattern(
            "dismissed_unheard",
            "the suit was not heard",
            r"驳回[^。;]{0,30}起诉",
            "驳回原告甲的起诉。",
            ("驳回原告甲的起诉",),
        ),
    ),
    (
        "partly",
        Pattern(
            "partly",
            "some of what was asked for was refused",
            r"驳回[^。;]{0,30}(?:其他|其它|其余|过高|超出)[^。;]{0,12}请求",
            "驳回原告甲的其他诉讼请求。",
            ("驳回原告甲的其他诉讼请求",),
        ),
    ),
    (
        "against_plaintiff",
        Pattern(
            "against_plaintiff",
            "all that was asked for was refused",
            r"驳回[^。;]{0,30}诉讼请求",
            "驳回原告甲的诉讼请求。",
            ("驳回原告甲的诉讼请求",),
        ),
    ),
    (
        "for_plaintiff",
        Pattern(
            "for_plaintiff",
            "the defendant must pay",
            r"(?:偿还|归还|返还|支付|给付|清偿|连带)[^。;]{0,60}",
            "被告乙于本判决生效之日起十日内偿还原告甲借款。",
            ("偿还原告甲借款",),
        ),
    ),
)


def outcome(judgment: Judgment) -> tuple[Outcome | None, int]:
    """(how the suit ended, where it is said); null where the text has no ruling."""
    for section in (one for one in judgment.sections if one.kind == "ruling"):
        for name, pattern in OUTCOMES:
            said = pattern.compiled.search(judgment.plain, section.start, section.end)
            if said:
                return name, said.start()
    return None, 0


# 归还原告借款本金50000元; not 以50000元为基数, nor 支付利息.
_ORDERED = re.compile(
    r"(?:(?:归还|偿还|返还|清偿|偿付)|(?:支付|给付|还)(?:(?!以)[^,;。息])*(?:借款|本金|欠款|款))(?:(?!以)[^,;。息费])*$|"
    r"[、和及](?:原告)?[^,;。、息]{2,12}(?:借款|本金)$"
)
# 扣除被告已偿还的42000元; 借款80万元、违约金8万元.
_NOT_PRINCIPAL = re.compile(
    r"扣|抵|已(?:经|支付|付)*(?:归还|偿还|返还|清偿|支付)|(?:违约金|滞纳金|律师费|代理费|费用|罚息)[^,;。、]*$"
)
_BASIS = re.compile(r"(?:元)?(?:为|作为|的)?(?:基数|本金计|利息)")


def ruled_principal(judgment: Judgment) -> int | None:
    """Fen of the loan that the court orders to be paid back, to all plaintiffs together; null where it orders none."""
    ordered = 0
    for start, end in judgment.spans("ruling"):
        for one in judgment.sums_in(start, end):
            ahead = judgment.plain[judgment.clause_start(one.start, start) : one.start]
            if (
                _ORDERED.search(ahead)
                and not _NOT_PRINCIPAL.search(ahead)
                and not _BASIS.match(judgment.plain, one.end)
            ):
                ordered += one.fen
    return ordered or None
