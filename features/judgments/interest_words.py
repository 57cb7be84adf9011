"""Words in which a judgment tells of interest: agreed, overdue, asked for, refused, or as a sum of money."""

from __future__ import annotations

from features.judgments.pattern import Pattern
from identifiers.numerals import NUMERAL_CHARACTERS

NOT_AGREED = (
    Pattern(
        "bank_rate",
        "a bank's rate or the law's, which nobody agreed",
        r"银行|同期|同类|LPR|lpr|市场报价|基准|法定|法律规定|司法解释|超[过出]|不超|上限|最高|调整|降低|过高|四倍|4倍|央行",
        "中国人民银行同期半年期贷款年利率5.1％",
        ("银行",),
    ),
    Pattern(
        "fee",
        "a fee beside the interest, whatever the law makes of it",
        r"(?:服务|管理|手续|咨询|中介|居间)费",
        "每月按借款总额的4.6％支付综合服务费",
        ("服务费",),
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
        r"(?:未|没有|没|无|并未|均未)(?:(?![按依照能])[^,。;]){0,8}(?:约定|言明|讲明|载明|写明|注明|商定)[^。;]{0,14}(?:利息|利率)|利[息率][^,。;]{0,8}(?:未|没有|没|无)[^,。;]{0,4}(?:约定|载明)|"
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
AFFIRMED = Pattern(
    "interest_said_and_believed",
    "the court believes what the plaintiff says of interest, whatever the defendant says",
    r"(?:主张|陈述|所称|称)[^。;]{0,12}约定[^。;]{0,12}(?:利息|利率|月息)[^。;不未]{0,24}(?:予以|应予|可以|可予|予)(?:认定|采信|确认)",
    "对原告主张双方口头约定月利率为2%的事实，本院予以认定。",
    ("主张双方口头约定月利率为2%的事实，本院予以认定",),
)
REFUSED_CLAIM = Pattern(
    "claim_of_interest_refused",
    "the court refuses what the plaintiff says or asks of interest, and not only a part above the cap",
    r"(?:(?:利息|利率|月息)[^。;,超高]{0,14}(?:主张|请求|陈述)|(?:口头)?约定[^。;,超高]{0,8}(?:利息|利率|月息))"
    r"(?:(?!超|高于|部分|逾期)[^。;]){0,24}(?:不予|不能|无法|难以)(?:支持|认定|采信|确认)",
    "本院对原告关于利息2分的主张，不予支持。",
    ("利息2分的主张，不予支持",),
)
INTEREST_SUM = (
    Pattern(
        "interest_by_month",
        "interest agreed as a sum of money a month",
        r"(?:每个?月|(?<![\d个])月|按月)(?:前)?(?:\d{1,2}[日号](?:之?前)?)?(?:(?:通过|以)[^,;。]{1,6}方式)?(?:按照|按|应|需|向原告|定期)*(?:支付|付|给付|交付|给|还)?(?:当月|借款|每[1一壹]?万元?)?(?:的)?(?:利息|息)(?:款)?(?:为|是|:|计|共)*(?:人民币)?$|(?:利息|利率)[^,;。]{0,6}每个?月(?:支付|付|为)?(?:人民币)?$",
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
TERM_SUM = Pattern(
    "interest_for_the_term",
    "interest agreed as a sum of money for the time of the loan, told before it",
    rf"(?:借款期限|借款期|借期|期限|用期)(?:为|是|:)*(?P<count>\d{{1,2}}|[{NUMERAL_CHARACTERS}]{{1,3}})个?(?P<unit>月|年),?"
    r"(?:双方|口头|并|约定|到期)*(?:支付|付)?利息(?:款|为|是|:|共|合|计)*(?:人民币)?$",
    "口头约定借期一年，利息",
    ("一", "年"),
)
INTEREST_SUM_BEHIND = Pattern(
    "interest_sum_behind",
    "interest agreed as a sum of money a month, told behind the sum",
    r"(?:的)?(?:标准)?(?:支付|给付|付|的)?(?:借款)?利息",
    "每月按照2000元支付利息",
    ("支付利息",),
)
