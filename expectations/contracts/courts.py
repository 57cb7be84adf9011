"""Courts (法院)."""

from expectations.contracts.declaration import (
    MOST_PERCENT_A_YEAR,
    REPORTS_RETENTION_DAYS,
    Column,
    Contract,
    party,
    party_mention,
)

CIVIL_CAUSES = (
    ("民间借贷纠纷", "private_lending"),
    ("金融借款合同纠纷", "bank_loan"),
    ("小额借款合同纠纷", "small_loan"),
    ("典当纠纷", "pawn"),
    ("保理合同纠纷", "factoring"),
    ("物业服务合同纠纷", "property_service"),
    ("租赁合同纠纷", "lease"),
    ("买卖合同纠纷", "sale"),
    ("劳动争议", "labour"),
    ("其他合同纠纷", "other_contract"),
    ("其他", "other"),
)
OUTCOMES = (
    ("审理中", "pending"),
    ("支持原告", "for_plaintiff"),
    ("部分支持", "partly"),
    ("驳回", "against_plaintiff"),
    ("撤诉", "withdrawn"),
    ("调解", "mediated"),
)

CIVIL_CASES = Contract(
    department="courts",
    table="civil_cases",
    title="民事案件",
    grain="one civil case",
    key=("case_no",),
    event_on="filed_on",
    columns=(
        Column("case_no", "案号", "code", "never", required=True),
        Column("court", "受理法院", "text", "not recorded"),
        Column("cause", "案由", "category", "never", required=True, allowed=CIVIL_CAUSES),
        Column("filed_on", "立案日期", "date", "never", required=True),
        Column("closed_on", "结案日期", "date", "not closed"),
        Column("outcome", "结案方式", "category", "not closed", allowed=OUTCOMES),
        Column("contested", "被告是否到庭答辩", "boolean", "not closed, or closed without a hearing"),
        Column("principal_fen", "借款本金（元）", "money", "not a loan, or not stated", bounds=(0, None)),
        Column(
            "delivered_fen", "实际交付金额（元）", "money", "not a loan, or not found by the court", bounds=(0, None)
        ),
        Column(
            "agreed_rate_percent",
            "约定年利率（%）",
            "percent",
            "not a loan, or no rate agreed",
            unit="percent a year",
            bounds=(0, MOST_PERCENT_A_YEAR),
        ),
        Column("lent_on", "出借日期", "date", "not a loan, or not stated"),
        Column("due_on", "到期日期", "date", "not a loan, or no term agreed"),
    ),
    purpose="lending conduct of creditors; disputes between the same parties",
    legal_basis="民事诉讼法 art. 159; 最高人民法院关于人民法院在互联网公布裁判文书的规定",
)

CASE_PARTIES = Contract(
    department="courts",
    table="case_parties",
    title="案件当事人",
    grain="one party of one civil case in one role",
    key=("case_no", "party_no"),
    event_on="filed_on",
    columns=(
        Column("case_no", "案号", "code", "never", required=True),
        Column("party_no", "当事人序号", "code", "never", required=True),
        Column(
            "role",
            "诉讼地位",
            "category",
            "never",
            required=True,
            allowed=(
                ("原告", "plaintiff"),
                ("被告", "defendant"),
                ("代理人", "agent"),
                ("保证人", "guarantor"),
                ("证人", "witness"),
            ),
        ),
        Column(
            "acts_for",
            "被代理人诉讼地位",
            "category",
            "nobody's agent, or not recorded",
            allowed=(("原告", "plaintiff"), ("被告", "defendant"), ("保证人", "guarantor"), ("第三人", "third_party")),
            synonyms=("被代理方", "代理何方"),
            purpose="whose agent somebody was, as the letter of authority filed with the court says: a debtor's lawyer "
            "is nobody of the lender's (build_graph, build_features)",
        ),
        Column("filed_on", "立案日期", "date", "never", required=True),
        *party("party", "当事人"),
    ),
    mentions=(party_mention("party"),),
    purpose="who lends, who is sued, who appears for whom",
    legal_basis="民事诉讼法 arts. 51, 62",
)

ENFORCEMENTS = Contract(
    department="courts",
    table="enforcements",
    title="执行案件",
    grain="one enforcement case",
    key=("enforcement_no",),
    event_on="filed_on",
    columns=(
        Column("enforcement_no", "执行案号", "code", "never", required=True),
        Column(
            "basis",
            "执行依据",
            "category",
            "not recorded",
            allowed=(("判决", "judgment"), ("调解书", "mediation"), ("公证债权文书", "notarised_debt")),
        ),
        Column("basis_no", "依据文号", "code", "not recorded"),
        Column("filed_on", "立案日期", "date", "never", required=True),
        Column("amount_fen", "执行标的（元）", "money", "not a sum of money", bounds=(0, None)),
        *party("applicant", "申请执行人"),
        *party("debtor", "被执行人"),
    ),
    mentions=(party_mention("applicant"), party_mention("debtor")),
    purpose="lending conduct of creditors",
    legal_basis="民事诉讼法 art. 247",
)

JUDGMENT_DEBTORS = Contract(
    department="courts",
    table="judgment_debtors",
    title="失信被执行人",
    grain="one listing of one judgment debtor",
    key=("listing_no",),
    event_on="listed_on",
    columns=(
        Column("listing_no", "名单编号", "code", "never", required=True),
        Column("listed_on", "发布日期", "date", "never", required=True),
        Column("removed_on", "屏蔽日期", "date", "still listed"),
        *party("debtor", "失信被执行人"),
    ),
    mentions=(party_mention("debtor"),),
    purpose="candidate checks: current or not on a date; company compliance",
    legal_basis="最高人民法院关于公布失信被执行人名单信息的若干规定",
    # A check without tonight's listings says that there are no documents where there are some.
    unreadable="stop",
)

JUDGMENT_TEXTS = Contract(
    department="courts",
    table="judgment_texts",
    title="裁判文书",
    grain="the text of one document that a court gave in one civil case",
    key=("case_no", "document_kind"),
    event_on="judged_on",
    columns=(
        Column("case_no", "案号", "code", "never", required=True, synonyms=("裁判文书案号",)),
        Column(
            "document_kind",
            "文书类型",
            "category",
            "never",
            required=True,
            allowed=(
                ("判决书", "judgment"),
                ("民事判决书", "judgment"),
                ("裁定书", "ruling"),
                ("民事裁定书", "ruling"),
                ("调解书", "mediation_agreement"),
                ("民事调解书", "mediation_agreement"),
            ),
        ),
        Column("court", "审理法院", "code", "not recorded", purpose="which court to ask for the document"),
        Column("judged_on", "裁判日期", "date", "not recorded", synonyms=("文书日期",)),
        Column(
            "document_text",
            "文书全文",
            "text",
            "never",
            required=True,
            synonyms=("裁判文书全文", "文书内容"),
            purpose="what the court found about a loan: its face, what arrived, its rate and days (build_features); "
            "as what and for whom an agent appeared (build_graph, build_features)",
        ),
    ),
    purpose="the court's own findings behind a civil case",
    legal_basis="民事诉讼法 art. 159; 最高人民法院关于人民法院在互联网公布裁判文书的规定",
    retention_days=REPORTS_RETENTION_DAYS,
)

CONTRACTS = (CIVIL_CASES, CASE_PARTIES, ENFORCEMENTS, JUDGMENT_DEBTORS, JUDGMENT_TEXTS)
