"""The words of the pages, Chinese first: what a code in a table is called when a person reads it.

A code that is not here is shown as it stands, so that a new department or rule is on the page before its word is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One term in both languages."""

    zh: str
    en: str


DEPARTMENTS: dict[str, Word] = {
    "banks": Word("银行", "Banks"),
    "civil_affairs": Word("民政", "Civil affairs"),
    "courts": Word("法院", "Courts"),
    "finance": Word("金融监管", "Financial regulator"),
    "grid": Word("社区网格", "Community grids"),
    "hotline": Word("12345 热线", "12345 hotline"),
    "housing": Word("住房登记", "Housing registry"),
    "justice": Word("司法行政", "Justice bureau"),
    "market": Word("市场监管", "Market regulator"),
    "notaries": Word("公证处", "Notaries"),
    "petition_offices": Word("信访", "Petition offices"),
    "police": Word("公安", "Police"),
    "social_security": Word("社会保险", "Social security"),
    "tax": Word("税务", "Tax"),
}

LISTS: dict[str, Word] = {
    "lenders": Word("放贷主体名单", "Lender list"),
    "companies": Word("企业名单", "Company list"),
    "disputes": Word("纠纷名单", "Dispute list"),
}

KINDS: dict[str, Word] = {
    "person": Word("个人", "person"),
    "company": Word("企业", "company"),
    "dispute": Word("纠纷", "dispute"),
}

STEPS: dict[str, tuple[Word, ...]] = {
    "lenders": (
        Word("虚假民间借贷", "fake private lending"),
        Word("虚假走账", "fake fund flow"),
        Word("制造违约", "manufactured default"),
        Word("恶意垒高债务", "debt ratchet"),
        Word("软硬兼施索债", "collection"),
    ),
    "companies": (
        Word("合规性", "compliance"),
        Word("收益偏离", "deviation of the promised return"),
        Word("投诉举报", "complaints"),
        Word("公众传播", "public reach"),
        Word("特征词", "feature words"),
    ),
}
"""Lenders: the five steps of the 2019-04-09 opinion. Companies: the five dimensions of city indices."""

BANDS: dict[str, Word] = {
    "low": Word("低", "low"),
    "moderate": Word("中", "moderate"),
    "high": Word("高", "high"),
    "urgent": Word("紧急", "urgent"),
}

SERVICES: dict[str, Word] = {
    "mediation": Word("人民调解", "mediation"),
    "legal_aid": Word("法律援助", "legal aid"),
    "domestic_violence_support": Word("家庭暴力救助", "domestic-violence support"),
}

PAGES: dict[str, Word] = {
    "ranked_lists": Word("风险名单", "Ranked lists"),
    "lender_groups": Word("关联放贷群体", "Lender groups"),
    "candidate_checks": Word("候选人资格核查", "Candidate checks"),
    "clue_map": Word("线索地图", "Clue map"),
    "algorithm_record": Word("算法与谱系", "Algorithms and lineage"),
    "identity_doubts": Word("身份疑点", "Identity doubts"),
    "data_quality": Word("数据质量", "Data quality"),
}

TIES: dict[str, Word] = {
    "represents": Word("在其借款案件中任代理人", "was the agent in loan suits of"),
    "officer_of": Word("任职于", "holds an office in"),
    "shareholder_of": Word("持股", "owns a share of"),
    "takes_over_debts_of": Word("以新借款承接多名借款人的旧债，原出借人为", "took over several borrowers' debts from"),
    "shares_agent_and_borrower": Word("代理人和借款人均相同", "had the same agent and lent to the same borrowers as"),
    "lay_agent_of": Word("并非律师而在其借款案件中任代理人", "was the agent, though no lawyer, in loan suits of"),
    "stands_by": Word(
        "在借款案件中代理多名出借人，又当保证人或证人；所代理的出借人之一为",
        "was a surety or witness in loan suits, and the agent of several lenders, one of them",
    ),
    "lends_beside": Word(
        "不止一次在一周之内出借给同一借款人，另一出借人为",
        "lent to the same borrowers within a week, more than once, as",
    ),
    "agent_is_partner_of": Word(
        "其代理人或受托人参与经营的企业，另有出借人", "is acted for by somebody who runs a company with"
    ),
    "holds_powers_for": Word("持有其借款人的房产委托书，出借人为", "holds powers over homes of borrowers of"),
    "passes_home_to": Word("其借款人的房屋凭委托书卖给了", "had a borrower's or grantor's home sold under a power to"),
    "shares_business_phone": Word("业务电话相同", "writes the same business phone as"),
    "shares_business_address": Word("经营地址相同", "lends from the same place of business as"),
}
"""The relations that make lenders a group, as the first end says them of the second."""

ROLES: dict[str, Word] = {
    "lender": Word("出借人", "lender"),
    "intermediary": Word("代理人或公证员", "agent or notary"),
    "nominee": Word("多家任职而无持股", "offices without shares"),
    "borrower": Word("借款人", "borrower"),
    "other": Word("其他", "other"),
}

DOUBTS: dict[str, Word] = {
    "two_numbers": Word("两个有效号码", "two valid numbers"),
    "torn_number": Word("一个号码两个姓名", "one number, two names"),
    "anothers_number": Word("号码属于他人", "another's number"),
    "surname_alone": Word("一个号码，仅姓氏相同", "one number, the surname alone in common"),
    "size": Word("写法过多", "too many descriptions"),
    "density": Word("连接稀疏", "thinly linked"),
    "bridge": Word("单一连接", "one link alone"),
    "verdict_without_effect": Word("结论未能执行", "verdict without effect"),
}
"""Why it is in doubt who is who; the order in which doubts are counted."""

VERDICTS: dict[str, Word] = {
    "must_link": Word("同一主体", "one and the same"),
    "must_not_link": Word("不是同一主体", "not the same"),
}
WHOSE_NUMBER: dict[tuple[str, int], Word] = {
    ("must_link", 0): Word("同一主体；第一条的号码有误", "one and the same; the first one's number is wrong"),
    ("must_link", 1): Word("同一主体；第二条的号码有误", "one and the same; the second one's number is wrong"),
    ("must_not_link", 0): Word("不是同一主体；号码不是第一条的", "not the same; the number is not the first one's"),
    ("must_not_link", 1): Word("不是同一主体；号码不是第二条的", "not the same; the number is not the second one's"),
}
"""What a reviewer says of two mentions; and, where it speaks against a valid number, whose it is not (0: the first)."""

PURPOSES: dict[str, Word] = {
    "mediation": Word("上门调解", "a mediator visits"),
    "referral": Word("移送有权机关", "referral to an authority"),
    "confirmation": Word("核对文书", "confirming a document"),
    "correction": Word("处理更正或异议", "a correction or an objection"),
    "identity": Word("核对身份疑点", "settling who is who"),
    "audit": Word("审计", "audit"),
}
"""What a name may be looked behind a pseudonym for (PIPL art. 28: a specific purpose)."""

REVIEW_STATUSES: dict[str, Word] = {
    "unreviewed": Word("待核查", "unreviewed"),
    "confirmed": Word("已确认", "confirmed"),
    "dismissed": Word("已排除", "dismissed"),
    "needs_more": Word("需补充", "needs more"),
    "corrected": Word("已提出更正", "a correction was recorded"),
    "signed": Word("两人已签字", "signed by two people"),
}

WHY_NOT: dict[str, Word] = {
    "licensed": Word("持有有效放贷牌照", "holds a lending licence in force"),
    "licences_unknown": Word("金融监管部门从未移交许可名录", "no register of lending licences was ever delivered"),
    "no_evidence": Word("没有证据", "no evidence"),
    "one_step_only": Word("仅一个环节有证据", "evidence in one step only"),
    "one_department_only": Word("证据仅来自一个部门", "evidence from one department only"),
    "no_lending_act": Word("没有放贷行为", "no lending act"),
    "identity_conflict": Word("身份存疑，待复核，未评分", "not scored: who it is waits for a reviewer"),
}

OUTCOMES: dict[str, Word] = {
    "no_document_found": Word("未发现文书", "no document found"),
    "document_found_confirm": Word("发现文书，待人工核对", "document found, to be confirmed"),
    "identity_not_proven": Word("身份未核实", "identity not proven"),
}

GROUNDS: dict[str, Word] = {
    "deprivation_of_political_rights": Word("被剥夺政治权利", "deprived of political rights"),
    "criminal_punishment": Word("曾受刑事处罚", "punished for a crime"),
    "listed_judgment_debtor": Word("现为失信被执行人", "listed as a defaulting judgment debtor"),
}
"""What a candidate's papers are checked for, as law/candidate_grounds.csv titles it."""

GROUND_KINDS: dict[str, Word] = {
    "statute": Word("法律", "statute"),
    "policy": Word("政策", "policy"),
}

METHODS: dict[str, Word] = {
    "model": Word("模型", "model"),
    "rules_only": Word("仅规则", "rules only"),
}

SOURCES: dict[str, Word] = {
    "synthetic_city": Word("合成城市（无真实人员）", "synthetic city (nobody in it is real)"),
    "beijing_open": Word("北京市公开数据", "Beijing open records"),
}

CHECKS: dict[str, Word] = {
    "schema": Word("表结构", "schema"),
    "keys": Word("主键", "keys"),
    "values": Word("取值", "values"),
    "volume": Word("数量", "volume"),
    "freshness": Word("及时性", "freshness"),
    "headers": Word("表头", "headers"),
    "references": Word("引用", "references"),
    "drift": Word("分布漂移", "drift"),
}

SEVERITIES: dict[str, Word] = {
    "fail": Word("未通过", "failed"),
    "warn": Word("提醒", "warning"),
}

FILE_STATUSES: dict[str, Word] = {
    "refused": Word("表头不符，整份隔离", "refused: its header is not the declared one"),
    "unmapped": Word("没有映射", "not mapped"),
    "unreadable": Word("无法读取", "unreadable"),
}

LIST_SOURCES: dict[str, tuple[str, ...]] = {
    "lenders": ("civil_cases", "case_parties", "enforcements", "mortgages", "notarised_debts"),
    "companies": ("companies", "company_penalties", "tax_penalties", "abnormal_listings", "inspections", "permits"),
    "disputes": ("mediations", "grid_incidents", "hotline_tickets", "police_incidents"),
}
"""Tables without which a list has no subject; named where a list is empty because none of them was delivered."""


def word(words: dict[str, Word], code: object) -> Word:
    """The word of a code; the code itself, in both languages, where it has none."""
    text = str(code)
    return words.get(text, Word(text, text))
