"""Words in which a judgment tells when a loan was to be paid back: days, spans of days and terms."""

from __future__ import annotations

from features.judgments.pattern import Pattern
from identifiers.numerals import NUMERAL_CHARACTERS

PAYS_BACK = (
    r"(?:归还|还清|还款|偿还|清偿|偿清|偿付|付清|返还|退还|奉还|结清|还本|还钱|全部还|一次还|一次清|清(?=[,;。”]|$)|还(?!息|利)|"
    r"支付(?!利息|当月|逾期|违约)|给付(?!利息))"
)
# 偿还利息, 归还当月利息; 偿还本金及利息 is more than interest.
_NO_PRINCIPAL = r"息|[^,;。本]{0,6}利息"
# 2015年2月18日（农历年底）前还清, 2016年2月7日下午4：30钟前还清.
_IN_BRACKETS = r"(?:[(][^()]{1,14}[)])?(?:[上下中]午|晚上?)?(?:\d{1,2}[时点:](?:\d{1,2}分?|半)?钟?)?"
DUE_BEHIND = (
    Pattern(
        "by_that_day",
        "to be paid back by the day ahead of these words",
        rf"{_IN_BRACKETS}(?:为?之前|以前|前|止|内|当日|当天|到期)[^,;。\d]{{0,14}}?{PAYS_BACK}(?!{_NO_PRINCIPAL})|(?:之?前|以前)(?:[,;。”\"]|$)|"
        r"(?:(?:借款|还款)(?:期限?)?)?(?:止|到期|期满|届满)(?=[,;。、”)\"后]|为[^,;。]{{0,4}}期|$)",
        "于2017年5月20日前归还",
        ("前归还",),
    ),
)
DUE_BEHIND_IF_PROMISED = (
    Pattern(
        "on_that_day",
        "to be paid back on the day ahead of these words, where a promise stands ahead of it",
        rf"(?![)]?(?:起|[之以]?后)){_IN_BRACKETS}[^,;。\d]{{0,12}}?{PAYS_BACK}(?!{_NO_PRINCIPAL}|了)",
        "定于2016年10月7日归还本金",
        ("日归还",),
    ),
)
PROMISE = Pattern(
    "promise",
    "words of a promise or an agreement about paying back",
    r"约定|承诺|保证|定于|订于|议定|商定|言定|言明|讲明|载明|写明|注明|内容|说(?=好|[明过定只]|是)?|讲|约好|约期|约在|同意|答应|许诺|今借|现借|本款|此款|该款|协议|合同|称|借款(?:期限)?[至到]|一次|限期?|限于|最迟|最晚|至迟|应当?于|须于|自愿于|定在|表示",
    "双方口头约定",
    ("约定",),
)
# 担保期限, 租赁期限: a term of something else.
OF_LOAN = (
    r"(?<!保证|担保|抵押|租赁|发放|存续|承包|经营|有效|诉讼|付息|计息|结息|工程|承租|质押|合作|投资|宽限|"
    r"查封|冻结|公告|举证|上诉)"
)
DUE_AHEAD = (
    Pattern(
        "day_of_repayment",
        "the day behind these words is the day of repayment",
        r"(?:还款|归还|偿还|清偿|到期|还清|还本|届满|还(?=期))的?(?:最[后迟终]|截止)?(?:日期|时间|期限|日|期)(?:应|分别|均|都|为|是|:|至|到|定于|定为|定在|于|在|截止|约定)*$",
        "还款日期为",
        ("还款日期为",),
    ),
    Pattern(
        "at_the_latest",
        "the day behind these words is the last on which the loan may be paid back",
        r"(?:最[迟晚]|至迟)(?:归还|偿还|还款)?(?:期限|时间|日期)?(?:不超过|不得?[迟晚]于|不晚于|应|须|于|在|到|至|为)*$",
        "收到工程款后归还，最迟不超过",
        ("最迟不超过",),
    ),
    Pattern(
        "term_is_a_day",
        "the term of the loan is told as the day behind these words",
        rf"(?:借款|借用|使用|{OF_LOAN})(?:的)?期限(?:约定|定)?(?:为|是|:)$",
        "约定借款期限为",
        ("借款期限为",),
    ),
    Pattern(
        "term_until",
        "the term of the loan ends on the day behind these words",
        rf"(?:借款期限|借款期|借期|使用期限?|{OF_LOAN}期限|使用|借用|用|借款?)(?:约定)?(?:为|是|:)?(?:至|到|截止(?:到|至)?)$",
        "借款期限至",
        ("借款期限至",),
    ),
    Pattern(
        "term_ends_on",
        "the day behind these words ends a term told in months ahead of it",
        r"(?:月|年|天|(?<![当同])日)[,(]*(?:即|也就是|亦即)(?:于|至|到)?$|(?:借期|期限)[^,;。展延续]{0,8}至$",
        "借期一个月，即至",
        ("月,即至",),
    ),
    Pattern(
        "last_instalment",
        "the day behind these words is that of the last part",
        r"最后一[期笔次](?:款项?|借款|本金)?(?:的)?(?:还款)?(?:日期|时间|日)?(?:为|是|:|于)*$",
        "最后一期还款日为",
        ("最后一期还款日为",),
    ),
    Pattern(
        "extended_to",
        "the loan was extended to the day behind these words",
        r"(?:展期?|延期?|续期|续借|延长|宽限|推迟|顺延)[^;。]{0,8}(?:至|到)$|"
        r"(?:还款|归还|偿还|到期|借款)(?:日期|时间|期限|日|期)[^,;。]{0,4}(?:变更|更改|改|调整|修改)(?:为|至|到)$",
        "双方同意将还款期限延长至",
        ("延长至",),
    ),
)
PERIOD_AHEAD = (
    Pattern(
        "period",
        "the two days behind these words are the period of the loan",
        rf"{OF_LOAN}(?:(?:借款|使用)?(?:的)?(?:起止|起讫)?(?:期限|期间|日期|时间)|借期|借款期|使用期)(?:约定)?(?:为|是|:|,|只是[^,;。]{{0,6}})*(?:期限)?(?:自|从|由|于|即)*$",
        "借款期限自",
        ("借款期限自",),
    ),
    Pattern(
        "period_in_brackets",
        "the two days behind these words are the period, told after a term counted in months",
        r"(?:月|年|天|日)(?:[,(]+(?:即|自|从|由|期限自|期限从)+|[(])$",
        "借款期限4个月，自",
        ("月,自",),
    ),
)
_COUNT = (
    rf"(?<!\d)(?<![一二两三四五六七八九][、到至])(?P<count>\d{{1,3}}|半|[{NUMERAL_CHARACTERS}]{{1,4}})(?:个)?(?P<unit>月|年半|年|天|日|周|星期|季度)"
    rf"(?:[零又]?(?P<months>\d{{1,2}}|[{NUMERAL_CHARACTERS}]{{1,2}})个月)?"
)
SEASON = Pattern(
    "by_a_season",
    "to be paid back by a feast or a season, of which no day is told",
    rf"(?:春节|过年|年前|元宵|(?:正月|腊月)(?![初廿十二三\d])|端午|中秋|清明|除夕|收麦|麦收|秋收|秋后|夏收|开春)[^,;。\d]{{0,10}}?{PAYS_BACK}(?!{_NO_PRINCIPAL}|了)",
    "余款于春节前还清",
    ("春节前还清",),
)
EXTENDED = Pattern(
    "extended_by",
    "the loan was extended by some time",
    rf"(?:(?:续借|续用|续期|展期|延期|延长|顺延|推迟|宽限)[^,;。至到]{{0,8}}?|再[借用]|继续(?:使用|借用)){_COUNT}(?!之?前|内)",
    "到期后双方口头约定续借一年",
    ("一", "年", None),
)
EXTENDED_BEHIND = Pattern(
    "extended_by_behind",
    "the same, the time ahead of the word",
    rf"(?:办理|同意|约定|协商)了?{_COUNT}的?(?:续借|展期|延期)",
    "双方对上述借款办理两个月续借",
    ("两", "月", None),
)
_SAID = r"(?:约定|言明|讲明|载明|写明|注明|明确|规定|确定|说明|商定|写)"
_TERM = r"(?:(?:借款|还款|偿还|归还|使用)?(?:的)?期限|(?:还款|归还|偿还|借款)(?:的)?(?:日期|时间|日)|借期|还期)"
NO_TERM = (
    Pattern(
        "no_term",
        "the court says that no term was agreed",
        rf"(?:未|没有|没|不)(?:(?![按依照能在])[^,。;]){{0,8}}{_SAID}[^,。;]{{0,12}}{_TERM}|{_SAID}不明[^,。;]{{0,8}}{_TERM}|"
        rf"{_TERM}[^,;。]{{0,10}}(?:未|没有|没|不)[^,;。按依照]{{0,6}}{_SAID}|{_TERM}[^,;。]{{0,4}}{_SAID}不明|"
        rf"(?:无|没有|未有)(?:明确|具体|书面|约定|的)*{_TERM}(?!内|前|后|届)|"
        rf"{_TERM}(?:等|均|都|并|也)*(?:无|没有|未有)(?:任何|明确|具体|书面)*{_SAID}|随时(?:归还|还|可以)|随要随还|随借随还",
        "借条未约定还款期限",
        ("未约定还款期限",),
    ),
)
