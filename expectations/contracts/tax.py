"""Tax bureau (税务局)."""

from expectations.contracts.declaration import Column, Contract, Mention

TAX_FILINGS = Contract(
    department="tax",
    table="tax_filings",
    title="纳税申报",
    grain="one company's filing for one quarter",
    key=("filing_no",),
    event_on="filed_on",
    columns=(
        Column("filing_no", "申报编号", "code", "never", required=True),
        Column("company_name", "纳税人名称", "company_name", "never", required=True),
        Column("credit_code", "纳税人识别号", "credit_code", "not recorded"),
        Column("period", "所属期", "code", "never", required=True),
        Column("filed_on", "申报日期", "date", "never", required=True),
        Column("revenue_fen", "营业收入（元）", "money", "not declared"),
        Column("tax_due_fen", "应纳税额（元）", "money", "not declared"),
        Column("arrears_fen", "欠缴税额（元）", "money", "no arrears", bounds=(0, None)),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="size and compliance of companies",
    legal_basis="税收征收管理法 art. 6",
)

TAX_PENALTIES = Contract(
    department="tax",
    table="tax_penalties",
    title="税务行政处罚",
    grain="one tax penalty decision",
    key=("decision_no",),
    event_on="decided_on",
    columns=(
        Column("decision_no", "行政处罚文号", "code", "the source gives none"),
        Column("company_name", "纳税人名称", "party_name", "never", required=True),
        Column("credit_code", "纳税人识别号", "credit_code", "not recorded, or a number of before 2015"),
        Column("violation", "处罚事由", "text", "not recorded"),
        Column("fine_fen", "罚款金额（元）", "money", "no fine, or not recorded", bounds=(0, None)),
        Column("decided_on", "处罚日期", "date", "not recorded"),
        Column("authority", "处罚机构", "text", "not recorded"),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="company compliance",
    legal_basis="税收征收管理法 ch. 5; 行政处罚法 art. 48",
)

TAX_ARREARS = Contract(
    department="tax",
    table="tax_arrears",
    title="欠税公告",
    grain="one published debt of one company in one kind of tax",
    key=("arrears_no",),
    event_on="published_on",
    columns=(
        Column("arrears_no", "公告编号", "code", "never", required=True),
        Column("company_name", "纳税人名称", "party_name", "never", required=True, synonyms=("欠税人名称",)),
        Column("credit_code", "纳税人识别号", "credit_code", "not recorded", synonyms=("统一社会信用代码",)),
        Column(
            "tax_kind",
            "欠税税种",
            "category",
            "not recorded",
            allowed=(
                ("增值税", "value_added"),
                ("企业所得税", "company_income"),
                ("个人所得税", "personal_income"),
                ("城市维护建设税", "city_maintenance"),
                ("房产税", "property"),
                ("土地增值税", "land_gains"),
                ("其他", "other"),
            ),
        ),
        Column("owed_fen", "欠税余额（元）", "money", "not recorded", synonyms=("欠缴税额（元）",), bounds=(0, None)),
        Column("due_on", "税款限缴日期", "date", "not recorded"),
        Column("published_on", "公告日期", "date", "never", required=True),
        Column("paid_on", "清缴日期", "date", "still owed"),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="compliance of companies; companies that fail",
    legal_basis="税收征收管理法 art. 45; 欠税公告办法（试行）",
)

CONTRACTS = (TAX_FILINGS, TAX_PENALTIES, TAX_ARREARS)
