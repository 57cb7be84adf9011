"""Rates agreed for a loan, and rates that hold only after its due day or the suit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from features.judgments.heads import in_roles
from features.judgments.judgment import Judgment
from features.judgments.pattern import Pattern, search_any
from features.judgments.rates import Rate
from features.judgments.roles import role_of
from features.judgments.sections import Kind

NOT_AGREED = (
    Pattern(
        "bank_rate",
        "a bank's rate or the law's, which nobody agreed",
        r"银行|同期|同类|LPR|lpr|市场报价|基准|法定|法律规定|司法解释|超[过出]|不超|上限|最高|调整|降低|过高|四倍|4倍|央行",
        "中国人民银行同期半年期贷款年利率5.1％",
        ("银行",),
    ),
    Pattern(
        "asked_for",
        "a rate that a party asks for",
        r"请求|诉请|主张|判令|要求|暂计|暂算|计至|原告[^,;。]{0,6}自愿|(?:原告|自愿|现)[^,;。]{0,12}降(?:为|至|到|低)",
        "原告主张按月利率2％计算",
        ("主张",),
    ),
)
OVERDUE = (
    Pattern(
        "overdue",
        "what is due only after the loan fell due or was sued for",
        r"逾期|过期|违约|如有一期|任何一期|[不未]能?(?:按期|如期|按时|按约)|滞纳金|罚息|罚金|到期(?:后)?(?:未|不|没)|未(?:能)?(?:按时|按期|按约|如期|及时)|超期|超过[^,;。]{0,4}(?:期限|还款[期日])|资金占用|起诉(?:之)?日|诉讼之日|立案之日",
        "如逾期未还，每日按千分之一支付违约金",
        ("逾期",),
    ),
)
NO_INTEREST = (
    Pattern(
        "no_interest",
        "the court says that no interest was agreed",
        r"(?:未|没有|没|无|并未|均未)(?:(?![按依照能])[^,。;]){0,8}(?:约定|载明|写明|注明|商定)[^。;]{0,14}(?:利息|利率)|利[息率][^,。;]{0,8}(?:未|没有|没|无)[^,。;]{0,4}(?:约定|载明)|"
        r"(?:未|没有|没)载明利率|不计利息|无利息|无息|不支付利息|约定不明|"
        # 约定利息按银行同期贷款利率计算: no rate in figures was agreed.
        r"(?<!逾期)(?:利息|利率)(?:约定)?(?:为|按照?|以|参照)+(?:中国人民|人民|农村信用社|信用社)?(?:银行|同期)(?![^。;]{0,40}(?:逾期|起诉))",
        "借条均未约定借款利息",
        ("均未约定借款利息",),
    ),
)
DISPROVED = Pattern(
    "interest_disproved",
    "the court holds that the words of interest are not the borrower's, or that no agreement on interest is shown",
    r"(?:利息|利率|月息|月利)[^。;,]{0,12}(?:字样|文字|内容|部分|约定)?[^。;]{0,8}(?:并非|非|不是)[^。;,]{0,8}(?:被告□*|借款人|本人)[^。;,]{0,6}书?写|"
    r"(?:视为|应为)(?:没有利息|不支付利息|无息|未约定利息)|"
    r"(?:无|没有|未提供|未能提供)[^。;,]{0,10}证[据明实][^。;,]{0,8}(?:双方|原、?被告|借款时)[^。;,]{0,4}约定(?:了|过|有)?(?:借款|借期内)?利[息率]",
    "借条上关于利息的文字并非被告所书写，应视为不支付利息。",
    ("利息的文字并非被告所书写",),
)
NOT_PROVED = Pattern(
    "interest_not_proved",
    "the court does not believe what the plaintiff says of interest",
    r"原告[^。;]{0,12}(?:主张|称|陈述)[^。;]{0,12}约定[^。;]{0,16}(?:利息|利率|月息|月利)[^。;]{0,60}"
    r"(?:不予(?:认定|采信|确认)|(?:未|没有|也未)[^。;]{0,8}(?:提供|提交|举)[^。;]{0,4}证)",
    "原告主张双方口头约定月利率5分，借条没有载明，本院不予认定。",
    ("原告主张双方口头约定月利率5分，借条没有载明，本院不予认定",),
)
UNPROVED_BEHIND = Pattern(
    "interest_said_and_not_shown",
    "the court finds no evidence of interest agreed by word of mouth",
    r"(?:口头)?约定[^。;]{0,6}(?:利息|利率|月息)[^。;]{0,16}(?:无|没有|未[能提]|缺乏|不足)[^。;]{0,10}(?:证据|证明|证实|佐证)",
    "但口头约定借款利息无相关证据证实，本院不予支持。",
    ("口头约定借款利息无相关证据证实",),
)
INTEREST_SUM = (
    Pattern(
        "interest_by_month",
        "interest agreed as a sum of money a month",
        r"(?:每个?月|(?<![\d个])月|按月)(?:前)?(?:按照|按|应|需|向原告|定期)*(?:支付|付|给付|交付|给|还)?(?:当月|借款|每[1一壹]?万元?)?(?:的)?(?:利息|息)(?:款)?(?:为|是|:|计|共)*(?:人民币)?$|利息[^,;。]{0,6}每个?月(?:支付|付|为)?(?:人民币)?$",
        "约定每月支付利息",
        ("每月支付利息",),
    ),
)
QUARTERLY_SUM = Pattern(
    "interest_by_quarter",
    "interest agreed as a sum of money a quarter",
    r"(?:每季度?|每三个月)(?:的)?(?:应?支?付|给付)?(?:利息|息)(?:为|是|:|计)*(?:人民币)?$|利息[^,;。]{0,4}每(?:季度?|三个月)(?:支?付|为)?(?:人民币)?$",
    "约定利息每季度",
    ("利息每季度",),
)
HALF_YEARLY_SUM = Pattern(
    "interest_by_half_year",
    "interest agreed as a sum of money for half a year",
    r"半年(?:的)?(?:应?支?付|给付)?(?:利息|息)(?:为|是|:|计)*(?:人民币)?$|利息[^,;。]{0,4}半年(?:支?付|为)?(?:人民币)?$",
    "约定半年利息",
    ("半年利息",),
)
YEARLY_SUM = Pattern(
    "interest_by_year",
    "interest agreed as a sum of money a year",
    r"(?:每年|(?<![\d一二两三四五半])年|(?<![\d第])一年)(?:的)?(?:应?支?付|给付)?(?:利息|息)(?:款)?(?:为|是|:|计)*(?:人民币)?$|利息[^,;。]{0,4}(?:每|一)年(?:支?付|为)?$",
    "约定年利息",
    ("年利息",),
)
DAILY_SUM = Pattern(
    "interest_by_day",
    "interest agreed as a sum of money a day",
    r"(?:每[日天]|日)(?:的)?(?:支付|付)?(?:利息|费用|息)(?:为|是|:)*(?:人民币)?$|(?:利息|费用)[^,;。]{0,4}每[日天](?:支付|付|为)?(?:人民币)?$",
    "约定每天利息",
    ("每天利息",),
)
INTEREST_SUM_BEHIND = Pattern(
    "interest_sum_behind",
    "interest agreed as a sum of money a month, told behind the sum",
    r"(?:的)?(?:标准)?(?:支付|给付|付|的)?(?:借款)?利息",
    "每月按照2000元支付利息",
    ("支付利息",),
)
_SUMS_BY_PERIOD = (
    (QUARTERLY_SUM, 1 / 3),
    (HALF_YEARLY_SUM, 1 / 6),
    (YEARLY_SUM, 1 / 12),
    (DAILY_SUM, 30.0),
    (INTEREST_SUM[0], 1.0),
)
"""What a sum of interest is told for, and how often that comes in a month."""
# 如有一期不还，原告可要求一次性还清，并按月利率2%计息: what holds only if something is not paid, to the sentence's end.
_CONDITION = re.compile(r"(?:如|若|倘|任何|任一)[^。;”]{0,16}(?:不(?!足)|未|没有|没|逾期|违约|拖欠)[^。;”]*$")
_AGREED_AGAIN = re.compile(r"约定|借期内|期内|利率为")
# 每月按2000元（支付利息）; words of an agreement; brackets open ahead of a rate.
_BY_MONTH = re.compile(r"(?:每个?月|按月)(?:按照|按|以)?$")
_WITHIN = re.compile(r"借款?期(?:限|间)?内|期内")
_CONDITION_READ = 60
_EACH_WAN = re.compile(r"每(?:1|一|壹)?万元?")
_AGREED = re.compile(
    r"约定|商定|议定|说好|讲好|利息每|利息按|利息为|每月应|借条|借据|协议|合同|载明|承诺|口头|言明|内容|写明|前付息|月息|月利"
)
# 已按月利率2.5%结算至6月30日; 按月息3分支付了利息: what was paid, which need not be what was agreed.
_PAID_AT = re.compile(r"(?:已|曾|实际)(?:经)?(?:支付|付|按照?|依)[^,;。]{0,12}$")
_SETTLED_AT = re.compile(r"(?:的标准)?(?:计算)?(?:结算|结清|付清|支付|付息|付)(?:了|过|利息)*(?:至|到|了)")
# 已支付利息每月3000元; 后付了利息.
_PAID = re.compile(r"(?:已|曾|共|实际|陆续|后|又)[^,;。]{0,8}(?:支付|付|给)|(?:支付|付|给)了")
_ASIDE = re.compile(r"[(][^()]{0,40}$")
_VOICES: tuple[Kind, ...] = ("found", "story")


@dataclass(frozen=True)
class Interest:
    """Percent a month and the place of its words; the percent is null where the words contradict each other. `as_paid`
    says that interest was paid at this rate, which holds only where no other is told."""

    monthly_percent: float | None
    place: int
    as_paid: bool = False


def agreed_rate(judgment: Judgment, principal_fen: int | None) -> Interest | None:
    """The rate agreed for the time of the loan: as the court found it, else as the plaintiff states it.

    None where the court says that none was agreed, or nobody names one; loans at several rates give a null one.
    Interest agreed as a sum a month is reckoned on the sum named ahead of it, else on the principal.
    """
    if any(DISPROVED.compiled.search(judgment.voiced, *span) for span in judgment.spans("found", "reasoning")):
        return None
    told = _one(list(_agreed(judgment, "found"))) or _one(list(_sums(judgment, principal_fen, "found")))
    if told:
        return told
    if any(search_any(NO_INTEREST, judgment.plain, start, end) for start, end in judgment.spans("found")):
        return None
    if search_any(NO_INTEREST, judgment.text("defence")):
        return None
    if UNPROVED_BEHIND.compiled.search(judgment.text("found", "reasoning")):
        return None
    if NOT_PROVED.compiled.search(judgment.text("evidence", "found", "reported")):
        return None
    ruling = judgment.text("ruling")
    if ruling and "息" not in ruling and "息" in judgment.text("demand") and not judgment.confirms_story:
        return None  # interest was asked for, and none was awarded
    told = _one(list(_agreed(judgment, "story"))) or _one(list(_sums(judgment, principal_fen, "story")))
    return told or _one(list(_named_in_demands(judgment)))


def overdue_rate(judgment: Judgment) -> Interest | None:
    """The rate agreed to hold only after the due day or the suit: as found, else as the plaintiff states it.

    What the plaintiff merely asks for from some day on, and what the court awards, nobody agreed.
    """
    for kind in _VOICES:
        told = _one([one for one, late in _rates(judgment, kind) if late])
        if told:
            return told
    return None


def _one(told: list[Interest]) -> Interest | None:
    if not told:
        return None
    agreed = [one for one in told if not one.as_paid] or told
    values = {one.monthly_percent for one in agreed}
    return agreed[0] if len(values) == 1 else Interest(None, told[0].place)


def _agreed(judgment: Judgment, kind: Kind) -> Iterator[Interest]:
    yield from (one for one, late in _rates(judgment, kind) if not late)


def _rates(judgment: Judgment, kind: Kind) -> Iterator[tuple[Interest, bool]]:
    """(rate, whether it holds only after the due day) of each rate that is told as agreed."""
    plain = judgment.plain
    for start, end in judgment.spans(kind):
        for rate in judgment.rates_in(start, end):
            clause = judgment.clause_start(rate.start, start)
            ahead, behind = plain[clause : rate.start], plain[rate.end : _clause_end(plain, rate.end, end)]
            words = in_roles(ahead + plain[rate.start : rate.end] + behind, judgment.named)
            if search_any(NOT_AGREED, words):
                continue
            if _ASIDE.search(plain, max(start, rate.start - 40), rate.start) and _is_aside(judgment, rate, start):
                continue
            before = plain[judgment.clause_start(max(start, clause - 1), start) : clause]
            late = (
                search_any(OVERDUE, ahead + behind) is not None
                or (search_any(OVERDUE, before) is not None and "利率" not in before and not _WITHIN.search(ahead))
                or _is_conditional(plain[max(start, rate.start - _CONDITION_READ) : rate.start])
            )
            as_paid = _PAID_AT.search(ahead) is not None or _SETTLED_AT.match(behind) is not None
            yield Interest(rate.monthly_percent, rate.start, as_paid), late


def _is_conditional(ahead: str) -> bool:
    """Whether the words ahead of a rate say that it holds only if something is not paid."""
    condition = _CONDITION.search(ahead)
    return condition is not None and not _AGREED_AGAIN.search(ahead, condition.start())


def _named_in_demands(judgment: Judgment) -> Iterator[Interest]:
    """Rates that the demands call agreed: 按约定的月利率2%支付利息."""
    for start, end in judgment.spans("demand"):
        for rate in judgment.rates_in(start, end):
            clause = judgment.plain[judgment.clause_start(rate.start, start) : rate.start]
            if "约定" in clause and not search_any((NOT_AGREED[0], *OVERDUE), clause):
                yield Interest(rate.monthly_percent, rate.start)


def _is_aside(judgment: Judgment, rate: Rate, start: int) -> bool:
    """Whether a rate in brackets only explains one ahead of the brackets."""
    opened = judgment.plain.rfind("(", start, rate.start)
    return bool([one for one in judgment.rates if opened - 12 <= one.end <= opened])


def _clause_end(plain: str, place: int, end: int) -> int:
    found = re.compile(r"[,;。:“”\n]").search(plain, place, end)
    return found.start() if found else end


def _sums(judgment: Judgment, principal_fen: int | None, kind: Kind) -> Iterator[Interest]:
    plain = judgment.plain
    for start, end in judgment.spans(kind):
        for one in judgment.sums_in(start, end):
            ahead = plain[judgment.clause_start(one.start, start) : one.start]
            a_month = next((times for pattern, times in _SUMS_BY_PERIOD if pattern.compiled.search(ahead)), None)
            if a_month is None and _BY_MONTH.search(ahead) and INTEREST_SUM_BEHIND.compiled.match(plain, one.end):
                a_month = 1.0
            if a_month is None or _PAID.search(ahead) or not _AGREED.search(plain, start, one.start + 1):
                continue
            if _is_conditional(plain[max(start, one.start - _CONDITION_READ) : one.start]):
                continue
            fen = _basis(judgment, start, one.start) or principal_fen
            monthly = one.fen / fen * 100 * a_month if fen else 0
            if 0.1 <= monthly <= 20:
                yield Interest(round(monthly, 4), one.start)


def _basis(judgment: Judgment, start: int, place: int) -> int | None:
    """The fen on which a sum of interest is reckoned: 每1万元每月, else the loan told last ahead in the sentence."""
    plain, told = judgment.plain, None
    if _EACH_WAN.search(plain, max(start, place - 12), place):
        return 1_000_000
    for one in judgment.sums_in(start, place):
        if plain[one.end : place].startswith("每"):
            return one.fen
        ahead = plain[judgment.clause_start(one.start, start) : one.start]
        if role_of(ahead, plain[one.end : one.end + 12]) in ("lent", "noted"):
            told = one.fen
    return told
