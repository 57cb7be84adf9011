"""Whether a day that a sentence tells is one on which the loan is to be paid back, by the words of its clause."""

from __future__ import annotations

import re

from features.judgments.counted import ASKED_LATER, NEXT_SAID, REFUSED
from features.judgments.days import Day
from features.judgments.judgment import Judgment
from features.judgments.promises import DUE_AHEAD, DUE_BEHIND, DUE_BEHIND_IF_PROMISED, PAYS_BACK, PROMISE

# A promise ahead (约定月息300元，8月1日还款), nothing but 还款 behind the day; words of a note of debt.
_PROMISED = re.compile(r"约定|商定|议定|言定|说好|讲好|载明|承诺|言明|定于|期限|月息|利率|利息")
_ONLY_PAYS_BACK = re.compile(
    rf"(?:本息|连本带息|一次性|一并|一起)*{PAYS_BACK}(?:全部|所有)?(?:借款|本金|本息(?:(?:共计|合计|共|计)?[\d.]+万?元)?|本金[及和]利息)*(?:[并及和](?:结清|付清|支付)(?:全部)?利息|付息)?(?=[,;。、”]|$)"
)
_PAID_BACK_ALONE = re.compile(rf"(?:之?前|以前)?{PAYS_BACK}(?:清)?[。”]")
_NOTED_AHEAD = re.compile(r"[借欠][条据](?!归还|返还)")
_NOTE_READ = 150
"""Characters ahead of a sentence in which a note of debt may be quoted."""
_PAID_OFF = re.compile(r"(?:全部)?(?:还清|付清|还完)(?=[,;。”]|$)")
_NOTE = re.compile(r"(?:(?<![至迄如])今|兹|(?<![实出发表体])现)[^,;。]{0,10}[借欠收]")
# 借条写到“5月31日还清”.
_QUOTES_NOTE = re.compile(r"[借欠][条据][^。;]{0,12}$")
_INTEREST = re.compile(r"利息|计息|付息|结息")
# 仅偿还借款至8月2日止的利息.
_INTEREST_UP_TO = re.compile(r"(?:之?前|为?止)?的?(?:全部)?利?息")
# A part paid first, or by another.
_IN_PART = re.compile(r"[^,;。]{0,14}(?:先行|先|部分|首期|第一期|代(?!理))")
# 2016年9月9日向孙某账户支付150万元: what somebody sent.
_TO_ACCOUNT = re.compile(r"[^,;。还]{0,24}(?:账户|帐户|账号)")
# The day of a bill, of a suretyship, one that a party asks for, or by which a surety pays if the borrower does not.
_OTHER_DAY = re.compile(r"汇票|承兑|支票|保证期|担保期|要求|请求|希望|申请|代为|由其")
_GRANTED = re.compile(r"(?:原告|出借人|双方|[,;])[^,;。不未]{0,6}同意")
# 承兑汇票金额50万元，到期日为2015年12月10日; 双方和解，约定余款于2016年底付清; 起诉后达成调解协议，6月1日前归还;
# 保证期间六个月，即至2014年1月16日; 原告发出律师函，限其在2016年3月31日前还款: the day of a bill, of a settlement, of a
# suretyship, of a demand, as are those of a divorce and of a lawyer's fee.
_OF_ANOTHER = re.compile(
    r"(?:汇票|承兑|支票)[^。;]*到期日?期?[为是:]?$|和解[^。;]*$|调解(?:协议|书)[^。;]*$|(?:保证|担保|抵押|诉讼时效)期(?:(?!借款期|还款|归还)[^;。]){0,28}$|"
    r"离婚(?:(?!原告)[^。;])*$|(?:律师费|代理费)(?:(?!借款|本金|还)[^。;])*$|"
    r"(?:律师函|催[款收告]函|催款通知|限其)(?:(?!承诺|保证|同意)[^。;])*$"
)
# What the borrower did, told behind a day, or between two of them.
_BORROWER_PAID = re.compile(r"(?:之?前|以前),?[^,;。\d]{0,4}(?:被告|已|实际|共)")
# 到2016年3月28日前，被告分多次归还了2万元.
_HAD_PAID = re.compile(rf"(?:之?前|以前),?被告[^,;。]{{0,16}}{PAYS_BACK}了")
# 陆续归还了13万元，最后一笔还款的时间为7月19日.
_PAID_LAST = re.compile(r"(?:归还|偿还)了[^。;]{0,40}最后一[笔次]还款[^,;。]{0,6}$")
# 被告陆续借款，至2013年12月27日经双方结算.
_SETTLED = re.compile(
    r",?(?:止,?)?(?:经|由)?(?:原告□*[、与和]?被告□*|原、?被告|双方)?(?:共同)?(?:结算|对账|核算|清算|算账)"
)
_AGREES = "约定|协商|承诺|签订|同意"
_DONE = re.compile(rf"(?:已|仅|只|曾|共|陆续|实际|又|先后|分别)(?!为|[^,;。]{{0,2}}(?:{_AGREES}))[^,;。]{{0,6}}$")


def _is_granted(plain: str, clause: str, since: int, end: int) -> bool:
    """Whether a later day that was asked for was agreed to: 被告要求延期至6月1日，原告同意."""
    return ASKED_LATER.search(clause) is not None and _GRANTED.search(plain, since, end) is not None


def _is_each_part(judgment: Judgment, clause: str, place: int, since: int, end: int) -> bool:
    """Whether 分别 tells the parts of a promise and not what was paid: 约定分二期偿还，分别于12月30日前偿还5万元."""
    parts = clause.endswith(("分别于", "分别在", "分别"))
    by_that_day = any(one.compiled.match(judgment.plain, place, end) for one in DUE_BEHIND)
    return parts and by_that_day and _PROMISED.search(judgment.plain, since, place) is not None


def is_day_of_repayment(judgment: Judgment, day: Day, since: int, end: int) -> bool:
    """Whether the loan is to be paid back on a day; its words are looked for from `since` to `end` of its sentence."""
    plain = judgment.plain
    clause = plain[judgment.clause_start(day.start, since) : day.start]
    if (
        _PAID_LAST.search(plain, since, day.start)
        or _INTEREST.search(clause)
        or (_DONE.search(clause) and not _is_each_part(judgment, clause, day.end, since, end))
        or (_OTHER_DAY.search(clause) and not _is_granted(plain, clause, day.end, end))
        or _IN_PART.match(plain, day.end, end)
        or _TO_ACCOUNT.match(plain, day.end, end)
        or _INTEREST_UP_TO.match(plain, day.end, end)
        or _SETTLED.match(judgment.voiced, day.end, end)
        or _HAD_PAID.match(judgment.voiced, day.end, end)
        or _OF_ANOTHER.search(plain, since, day.start)
    ):
        return False
    told = next((one for one in DUE_AHEAD if one.compiled.search(plain, max(since, day.start - 20), day.start)), None)
    if told:
        # 双方将借期展延至4月8日的协商未果: not agreed.
        return told.name != "extended_to" or not REFUSED.search(judgment.voiced, day.end, end + NEXT_SAID)
    if any(one.compiled.match(plain, day.end, end) for one in DUE_BEHIND):
        # 10月10日前被告偿还1万元 tells what was done, where no promise stands ahead of it.
        done = _BORROWER_PAID.match(plain, day.end, end) and not PROMISE.compiled.search(clause)
        return not done and not re.search(r"(?:支付|付|结)[^,;。]{0,6}$|截[至止]", clause)
    # 定于2016年10月7日归还本金: only a promise ahead of it says that it was not yet done.
    quoted = plain.rfind("“", since, day.start)
    noted = _NOTE.search(plain, max(since, quoted), day.start) or (quoted >= 0 and "欠" in plain[quoted : day.start])
    quotes_note = quoted >= 0 and _QUOTES_NOTE.search(plain, since, quoted)
    promised = PROMISE.compiled.search(clause) or noted or quotes_note
    behind = any(one.compiled.match(plain, day.end, end) for one in DUE_BEHIND_IF_PROMISED)
    if promised and behind:
        return True
    # 约定每月还款3000元，至2017年4月1日还清: such words are a promise, where one stands ahead in the sentence.
    start, _ = judgment.writing.sentence(day.start)
    if clause == "至" and _PAID_OFF.match(plain, day.end, end) and _PROMISED.search(plain, start, day.start):
        return True
    # 借条载明：今借到伍万元。2014年9月12日还。 A sentence of its own on a note.
    if clause == "" and day.start == start and _PAID_BACK_ALONE.match(plain, day.end, end):
        return _NOTED_AHEAD.search(plain, max(0, start - _NOTE_READ), start) is not None
    # 约定月息300元，2013年8月1日还款: the promise may stand clauses ahead where nothing is told of a sum paid back.
    ahead = _PROMISED.search(plain, since, day.start)
    return not clause.strip("于在到至") and bool(ahead and _ONLY_PAYS_BACK.match(plain, day.end, end))
