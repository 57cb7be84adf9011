"""Words that views look for in texts of departments, each list with where it comes from.

A word never counts by itself: a view says in which table, category and role it is looked for. Texts reach bronze
redacted of id, phone and card numbers.
"""

from __future__ import annotations

DEBT_WORDS: tuple[str, ...] = (
    "借款",
    "借钱",
    "借贷",
    "贷款",
    "欠款",
    "欠钱",
    "欠债",
    "债务",
    "还款",
    "还钱",
    "还债",
    "还清",
    "债主",
    "要账",
    "催账",
    "收账",
    "讨账",
    "催收",
    "催债",
    "讨债",
    "要债",
    "逼债",
    "利息",
    "高利",
    "借条",
    "欠条",
    "逾期",
    "网贷",
)
"""A debt context in a narrative: the terms of the 2019 opinions on trap loans and on soft violence (实施“软暴力”) for
money lent. Soft-violence words alone (blocked doors, banners, crowds) are no debt context: wage protests use them."""

OTHER_CLAIM_WORDS: tuple[str, ...] = (
    "工资",
    "欠薪",
    "讨薪",
    "工钱",
    "劳务费",
    "工程款",
    "物业费",
    "货款",
    "押金",
    "退费",
    "退款",
    "消费",
)
"""Money owed for something else than a loan: where a narrative names one, it is no report of a lender's collection."""

LENDING_SCOPE_WORDS: tuple[str, ...] = (
    "发放贷款",
    "小额贷款",
    "贷款业务",
    "典当",
    "保理",
    "融资租赁",
    "融资担保",
    "吸收公众存款",
    "货币金融",
    "银行业务",
    "放贷",
    "民间资本管理",
)
"""Phrases of a registered scope that allow lending (市场主体经营范围登记规范表述目录)."""

NOT_LENDING_SCOPE_WORDS: tuple[str, ...] = (
    "不含",
    "不得",
    "除外",
    "禁止",
    "未经",
)
"""Where a scope names lending only to say that it is left out ("不得从事发放贷款"), the company may not lend."""

FUNDRAISING_WORDS: tuple[str, ...] = (
    "投资",
    "理财",
    "财富",
    "养老",
    "资产管理",
    "基金",
    "众筹",
    "返利",
    "分红",
    "会员卡",
    "预付",
    "区块链",
    "虚拟货币",
    "金融信息",
    "民间借贷",
    "资本",
)
"""Feature words (特征词) of names and scopes that regulation 737 (art. 9) has registrars watch and that city indices
count. Most companies with such a word are honest: the words are one dimension of five and never evidence alone."""

FINDING_WORDS: tuple[str, ...] = (
    "不合格",
    "未通过",
    "不符合",
    "责令",
    "违法",
    "发现问题",
    "存在问题",
    "整改",
    "异常",
    "无法联系",
    "不配合",
    "处罚",
    "停业",
)
"""An inspection's result that found something (双随机、一公开 result wording)."""

NO_FINDING_WORDS: tuple[str, ...] = (
    "未发现问题",
    "未发现违法",
    "无问题",
    "未发现",
    "合格",
    "正常",
    "符合",
    "通过",
    "无违法",
    "未见异常",
    "良好",
)
"""An inspection's result that found nothing; looked at after FINDING_WORDS, because 不合格 holds 合格."""


def pattern(words: tuple[str, ...]) -> str:
    """A regular expression that finds any of the words."""
    return "|".join(words)
