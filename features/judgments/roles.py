"""What a sum of money in a judgment is: lent, handed over, repaid, interest, or something else."""

from __future__ import annotations

import re

from features.judgments.pattern import Pattern
from features.judgments.roles_behind import BEHIND, Role

# The words between the start of a clause and a sum are looked through in this order; the first that match say the role.
AHEAD: tuple[tuple[Role, Pattern], ...] = (
    (
        "other",
        Pattern(
            "court_fixes",
            "the principal as the court fixes it for repayment, not what was lent",
            r"(?:认定|确认|计算|调整)[^,;。]{0,8}本金[^,;。]{0,6}(?:为|是)?$",
            "本院认定借款本金为",
            ("认定借款本金为",),
        ),
    ),
    (
        "other",
        Pattern(
            "guaranteed",
            "a sum that somebody guarantees, or that a thing is worth",
            r"(?:最高额|不超过|额度)[^,;。]*$|(?:担保(?!借款|人)|抵押|价值|价款|房款|货款|工资|工程款|租金|赔偿|保费|股金|退股款?|收入|余额|存款|执行)[^,;。借]*$",
            "各自担保",
            ("担保",),
        ),
    ),
    (
        "other",
        Pattern(
            "lent_by_others",
            "what the borrower had of somebody who is no party, or of a bank",
            r"(?:^|\d日)案外人(?![^,;。]*(?:原告|委托|代))[^,;。]*(?:转账|转帐|汇款|汇入|转入|支付|交付)[^,;。]*$|"
            r"(?:向|从|跟|找|欠|在)(?:案外人|他人|别人|第三人|[^,;。原]{0,8}(?:银行|信用社))[^,;。]*(?:借|贷|欠)(?![^,;。]*(?:转借|借给|出借))[^,;。]*$|"
            r"(?:借给|贷给|出借给)(?:了)?(?:案外人|他人|第三人)[^,;。]*$",
            "被告向案外人孙某借款",
            ("向案外人孙某借款",),
        ),
    ),
    (
        "other",
        Pattern(
            "meant_to_be_lent",
            "what somebody wished to borrow",
            r"(?:欲|拟|准备|打算|想|计划)(?:再|又)?(?:向|从|跟|找|借)[^,;。]*$",
            "被告欲向原告借款",
            ("欲向原告借款",),
        ),
    ),
    (
        "other",
        Pattern(
            "drawn",
            "what somebody drew from an account",
            r"(?:提取|取款|取现|支取)(?:了)?(?:现金|人民币)*$",
            "从银行提取现金",
            ("提取现金",),
        ),
    ),
    (
        "other",
        Pattern(
            "basis", "the basis on which interest is reckoned", r"(?:以|按)(?:借款|欠款)?(?:本金)?$", "以", ("以",)
        ),
    ),
    (
        "rest",
        Pattern(
            "rest",
            "what is left to pay, or a part of a sum named before",
            r"(?:剩余|下余|余下|余款|余欠|剩下|下剩|至今未还|尚余|其中(?![^,;。]*[借息])|未还|未付)[^,;。]*$|"
            # 至今未归还借款5万元; 如不归还50万元.
            r"(?:未|没有?|拒不|拒绝|不能|无力|不)(?:能|予|曾|向原告)?(?:归还|偿还|返还|清偿|还清|付清)[^,;。]*$|(?:包括|包含)(?:了)?(?:原)?(?:借款)?本金$",
            "剩余借款本金",
            ("剩余借款本金",),
        ),
    ),
    (
        "interest",
        Pattern(
            "interest",
            "interest, a penalty or costs",
            r"(?:利息|本息|付息|息款|息|违约金|滞纳金|罚息|律师费|诉讼费|费(?!某)用?|中介|保证金|好处|补偿|红利|分红|借期内)(?!借)[^,;。借]*$",
            "被告支付利息",
            ("利息",),
        ),
    ),
    (
        "noted",
        Pattern(
            "note_of_debt",
            "the words of a note of debt",
            r"(?:(?<![至迄如])今|兹|(?<![实出发表体])现)[^,;。]{0,16}?(?:借到|贷到|借|收到|收|拿到|欠到|欠)[^,;。]*$|(?:借|贷|欠)到[^,;。]*$|借款(?:总)?金额[^,;。]*$|借[条据][^,;。]{0,12}(?:借|金额|欠)[^,;。]*$",
            "今借到王某某现金",
            ("今借到王某某现金",),
        ),
    ),
    (
        "lent",
        Pattern(
            "to_be_lent",
            "what a contract says will be lent",
            r"(?:约定|合同|协议)(?!.*实际)[^,;。]*(?:提供|出借|借给)[^,;。]*$",
            "合同约定原告向被告提供借款",
            ("合同约定原告向被告提供借款",),
        ),
    ),
    (
        "repaid",
        Pattern(
            "paid_to_lender",
            "what the borrower sent or handed to the lender",
            r"(?:转账|转帐|转款|汇款|转给|汇给|付给|支付给|转交)(?:给)?原告[^,;。]*$|"
            r"被告[^,;。借]{0,40}(?:向|给)原告[^,;。]{0,8}(?:转账|转帐|转款|汇款|支付|付款)[^,;。借]*$|"
            # 被告于2月5日还款2万元、3月14日微信转账5000元.
            r"被告[^,;。]{0,24}(?:还款|归还|偿还|付息)[^,;。原借]*[元万]、[^、,;。原借]*(?:转账|转帐|转款|汇款|支付)[^,;。借]*$",
            "被告通过微信支付给原告",
            ("支付给原告",),
        ),
    ),
    (
        "other",
        Pattern(
            "paid_to_others",
            "what the borrower sent to somebody else",
            r"被告(?:随即|当即|立即|即|并|又|再|后)*(?:通过[^,;。]{1,12})?(?:向|给)(?!原告|被告|其)[^,;。]{1,20}(?:转账|转帐|汇款|转款|支付)[^,;。]*$",
            "被告随即向孙某账户转账",
            ("被告随即向孙某账户转账",),
        ),
    ),
    (
        "delivered",
        Pattern(
            "handed_over",
            "what the lender handed over",
            r"(?:转账|转帐|转款|转给|转入|转至|转到|转取|转出|转存|汇款|汇入|汇给|汇至|汇付|划付|划给|划至|划入|打款|打入|打给|打到|存入|交付|交给|支付现金|现金支付|给付现金|现金给付|"
            r"实际(?:支付|收到|出借|借到|取得|得到|借款)|(?:原告|出借人)[^,;。]{0,30}(?:支付|给付|付给|提供|付款))"
            r"(?!.*(?:归还|偿还|返还|还款|还(?:给)?(?:原告|其|出借人)|出借|借给))[^,;。]*$",
            "原告通过银行向被告账户转款",
            ("转款",),
        ),
    ),
    (
        "repaid",
        Pattern(
            "repaid",
            "what was or is to be paid back",
            r"(?:归还|偿还|返还|偿付|清偿|退还|退回|还款(?!期|日|时|计划|协议|能力|承诺)|已还|还了|还给|还清|付清|给付|支付|抵[充偿顶]|折抵|(?<![归偿返清退])还(?=原告|借款|本|人民币|[^,;。\u4e00-\u9fff]|$))"
            r"(?![^,;。]*(?:向|从|跟|找|和|问|在)[^,;。]*借)[^,;。]*$",
            "被告归还借款本金",
            ("归还借款本金",),
        ),
    ),
    (
        "owed",
        Pattern(
            "owed",
            "what is owed after reckoning",
            r"(?:尚欠|结欠|共欠|下欠|拖欠|仍欠|还欠|总欠|欠款|欠)[^,;。的借]{0,14}(?:借款)?(?:本金)?[^,;。的借]{0,8}$",
            "经结算，被告尚欠原告借款本金",
            ("尚欠原告借款本金",),
        ),
    ),
    (
        "lent",
        Pattern(
            "lent",
            "what was lent",
            r"(?:从|在|向|找)(?:原告|我)[^,;。]{0,4}[拿取](?:走|了|得|去)?[^,;。]*$|"
            r"(?:借款|借给|借取|借走|借得|借去|借出|出借|拆借|转借|借资|借支|借贷|借钱|借用|贷款|贷[给与予]|调剂|筹借|[抬串][款钱]|(?:[又再各共曾分])借|借)"
            r"(?!条|据|期|款(?:人|协议|合同|期限|日期|条|凭证|到期|当[天日]|之日))[^,;。]*$",
            "被告因资金周转需要向原告借款",
            ("借款",),
        ),
    ),
)
"""In words ahead of the sum, up to it."""

TOTAL = Pattern(
    "total",
    "the sum of those before it, or of several loans",
    r"(?:合计|共计|总计|累计|总共|共|总额|总金额|合)(?:为|是|向[^,;。]{0,12})?(?:借款|借到|借|欠款|欠|本金|款项|金额|人民币|现金|出借|转款|转账|:)*(?:为|是)?$|(?:上述|以上|前述)(?:[一二两三四五六七八九十\d]+笔)?(?:借款)?$",
    "以上二次借款合计人民币",
    ("合计人民币",),
)


# 提供最高额不超过300万元的借款: no more than may be lent.
_CEILING = re.compile(r"(?:最高额|不超过|额度)[^,;。]{0,12}$")


def role_of(ahead: str, behind: str) -> Role | None:
    """The role of a sum from the words of its clause ahead of it and behind it; None when they name none."""
    first = next((role for role, pattern in BEHIND[:6] if pattern.compiled.match(behind)), None)
    if first:
        return first
    told = next((role for role, pattern in AHEAD if pattern.compiled.search(ahead)), None)
    if told in (None, "other") and not _CEILING.search(ahead):
        told = next((role for role, pattern in BEHIND[6:] if pattern.compiled.match(behind)), None) or told
    return told
