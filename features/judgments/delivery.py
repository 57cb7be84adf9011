"""How the money of a loan reached the borrower, and how much less than its face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from features.judgments.judgment import Judgment
from features.judgments.loans import Account
from features.judgments.pattern import Pattern, search_any
from features.judgments.sections import Kind

Method = Literal["cash", "transfer", "both", "unknown"]

CASH = (
    Pattern(
        "in_cash",
        "the money was cash",
        r"现金(?!流|支票|日记|缴款)|现款",
        "原告以现金方式支付给被告5万元。",
        ("现金",),
    ),
)
TRANSFER = (
    Pattern(
        "transferred",
        "the lender sent the money through an account",
        r"转账|转帐|转款|汇款|打款|(?<!周)转(?:入|给|至|到(?!(?:19|20)\d\d年)|取|出)|汇入|汇给|汇至|汇付|划入|划付|打入|打给|打到|存入|存到|存至|刷卡|手机银行|账户[^,;。]{0,4}(?:支付|付)给?(?!原告)|微信|支付宝|网银|电汇|银行卡|通过[^,。;“”]{2,16}[转汇]|通过[^,。;“”]{0,8}银行[^,。;“”]{0,4}(?:交付|支付|付给)",
        "原告通过银行转账支付5万元。",
        ("通过银行转",),
    ),
)
NOT_OF_THE_LOAN = (
    Pattern(
        "not_of_the_loan",
        "a payment of the borrower, or a paper",
        r"归还|偿还|返还|还款|还清|付清|退回|(?:支付给|转交|付给|转给)(?:了)?原告|还了|付息|支付利息|利息[^,。;]{0,10}支付|还本|(?:转账|转帐|汇款|银行)(?:的)?(?:凭证|凭条|记录|明细|回单|流水|单据|清单|电子)|还原告|(?:转到|转给|汇给|转入|向)原告(?!处)[^,。;]{0,4}(?:转|汇|丈夫|账户|$)|证据|佐证",
        "被告以现金归还1万元。",
        ("归还",),
    ),
)
DEDUCTED = (
    Pattern(
        "deducted",
        "interest or a fee was kept back from the money (砍头息)",
        r"(?:预先|提前|当场|直接|先行|事先|先)?(?:扣除|扣下|扣留|扣掉|预扣|扣收|扣)[^。;]{0,24}(?:利息|费|息)|(?:利息|费用?)[^,。;]{0,12}(?:预先|提前|当场|直接|已)(?:从[^,。;]{0,8})?(?:被)?扣|砍头息|头息",
        "原告预先扣除一个月利息后转账。",
        ("预先扣除一个月利息",),
    ),
)
PAID_AT_ONCE = Pattern(
    "interest_paid_at_once",
    "the borrower paid interest on the day of the loan, which left as much less in hand",
    r"借款(?:当[天日]|同[日天]|时)[^,;。还]{0,24}(?:支付|付|给付|交付|返还)(?:了)?[^,;。]{0,16}利息",
    "借款当天被告向原告支付利息3000元。",
    ("借款当天被告向原告支付利息",),
)
ARRIVED = Pattern(
    "arrived",
    "words that say how much arrived",
    r"实际(?:支付|收到|交付|出借|借到|取得|转账|到账|给付)|实收|实付|仅(?:转账|收到|支付|交付)",
    "被告实际收到9万元",
    ("实际收到",),
)

IN_FULL = (
    Pattern(
        "in_full",
        "the whole of the money was handed over",
        r"(?:足额|全额|如数|悉数|全部|全数)(?:交付|支付|转账|转入|汇入|汇至|出借|发放|提供|到账)|"
        r"(?:交付|支付|转账|出借|发放|提供)(?:了)?(?:全部|全额|足额)(?:借款|款项|本金)",
        "上述款项100000元已通过银行转账足额交付。",
        ("足额交付",),
    ),
    Pattern(
        "handed_over",
        "words after which a sum says what was handed over",
        r"(?:依约|按约|如约|依约定|按约定|按照约定|实际)[^,;。]{0,10}(?:交付|支付|转账|出借|发放|提供|收到|取得)|实收|实付",
        "原告已依约交付100000元。",
        ("依约交付",),
    ),
)
NOT_SO = Pattern(
    "not_so",
    "the clause denies, claims, supposes or agrees what it tells, or tells of a part",
    r"未|没|无法|不能|不足|难以|是否|并非|主张|[诉辩述]?称|应|须|需|若|如果|拟|承诺|(?<![按照依])约定|其中|部分|余款|利息|费",
    "原告主张已足额交付。",
    ("主张",),
)

_IN_CASH = re.compile(r"(?:以|通过|采[取用])现金|现金(?:的)?(?:方式|形式)")
# 补写借条，载明：李某于5月22日向王某借款现金5万元.
_QUOTED = re.compile(r"[借欠]条[^。;]*(?:载明|写明|注明|内容[为是]?):[“\"]?$")
_PAID_BACK = re.compile(r"归还|偿还|返还|还款|还清|付息|支付利息")
_REFUSED = re.compile(r"不予(?:采信|认定|确认|采纳)")
_NOTE = re.compile(r"今|兹|借条|借到|收条")
_VOICES: tuple[Kind, ...] = ("found", "story")


def transfer_method(judgment: Judgment) -> tuple[Method | None, int]:
    """(how the money arrived, where it is said): as the court found it, else as the plaintiff states it.

    A note of debt that speaks of cash tells it where nothing tells of an account. `unknown` where no voice speaks of
    it; null where only papers hint at an account.
    """
    noted = 0
    for kind in _VOICES:
        cash, transfer, noted_here = _told(judgment, kind)
        noted = noted or noted_here
        if cash and transfer:
            return "both", cash
        if transfer:
            return "transfer", transfer
        if cash:
            return "cash", cash
    hints = judgment.clauses("evidence", "found", "story", "reported")
    unpaid = [span for span in hints if not _PAID_BACK.search(judgment.plain, *span)]
    if any(search_any(TRANSFER, judgment.plain, *span) for span in unpaid):
        return None, noted
    if noted:
        return "cash", noted
    return ("unknown", 0) if judgment.text("found", "story") else (None, 0)


def _told(judgment: Judgment, kind: Kind) -> tuple[int, int, int]:
    """Places of cash, of a transfer and of a note that speaks of cash; 0 where not told."""
    cash = transfer = noted = 0
    for start, end in judgment.clauses(kind):
        if search_any(NOT_OF_THE_LOAN, judgment.plain, start, end):
            continue
        said = CASH[0].compiled.search(judgment.plain, start, end)
        if said:
            ahead = judgment.plain[judgment.writing.sentence(start)[0] : start]
            quoted = _NOTE.search(judgment.plain, start, end) or _QUOTED.search(ahead)
            on_note = quoted and not _IN_CASH.search(judgment.plain, start, end)
            if on_note:
                noted = noted or said.start() or 1
            else:
                cash = cash or said.start() or 1
        sent = TRANSFER[0].compiled.search(judgment.plain, start, end)
        transfer = transfer or (sent.start() or 1 if sent else 0)
    return cash, transfer, noted


def deducted_interest(judgment: Judgment) -> tuple[bool | None, int]:
    """(True where the court found, or the plaintiff says, that interest was kept back or paid at once; where it is
    said); else null."""
    for kind in _VOICES:
        for start, end in judgment.spans(kind):
            kept = (one.compiled.search(judgment.plain, start, end) for one in (*DEDUCTED, PAID_AT_ONCE))
            said = next((match for match in kept if match), None)
            if said:
                return True, said.start()
    return None, 0


def delivered_in_full(
    judgment: Judgment, principal_fen: int | None, found: Account, deducted: bool
) -> tuple[bool | None, int]:
    """(True where the court found in so many words that all that was lent arrived, where it is said); else null: that
    nothing is said of a shorter delivery does not say so."""
    if principal_fen is None or deducted:
        return None, 0
    for start, end in _found_clauses(judgment):
        whole, handed = (pattern.compiled.search(judgment.plain, start, end) for pattern in IN_FULL)
        said = whole or handed
        if said is None or search_any((NOT_SO, *NOT_OF_THE_LOAN), judgment.plain, start, end):
            continue
        told = {one.fen for one in judgment.sums_in(start, end)}
        # 上述款项已足额交付: of one loan, no sum need be told again.
        if told == {principal_fen} or (whole and not told and len(found.loans) == 1):
            return True, said.start()
    return None, 0


def _found_clauses(judgment: Judgment) -> Iterator[tuple[int, int]]:
    """The clauses of the findings; a comma within a sum parts nothing."""
    for start, end in judgment.spans("found"):
        sums = judgment.sums_in(start, end)
        commas = (found.end() for found in re.finditer(r"[,;:]", judgment.plain[start:end]))
        cuts = (start + cut for cut in commas if not any(one.start < start + cut <= one.end for one in sums))
        yield from pairwise([start, *cuts, end])


def net_disbursed(
    judgment: Judgment, principal_fen: int | None, found: Account, deducted: bool
) -> tuple[int | None, int]:
    """(fen that arrived where the court found less than the face, where it is said); null where it is the face, or
    where the money came in several ways of which not all are counted."""
    arrived = found.delivered_fen
    if principal_fen is None or arrived is None or arrived >= principal_fen or found.reckoned:
        return None, 0
    words = judgment.text("found")
    # What came in cash may be told by the plaintiff alone, and not be disbelieved.
    refused = _REFUSED.search(judgment.text("evidence", "found", "reasoning"))
    counted_whole = len(found.loans) <= 1 and "现金" not in (words if refused else judgment.text("found", "story"))
    if deducted or ARRIVED.compiled.search(words) or counted_whole:
        return arrived, found.delivered_place
    return None, 0
