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
        Column("arrears_fen", "欠缴税额（元）", "money", "no arrears"),
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
        Column("fine_fen", "罚款金额（元）", "money", "no fine, or not recorded"),
        Column("decided_on", "处罚日期", "date", "not recorded"),
        Column("authority", "处罚机构", "text", "not recorded"),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="company compliance",
    legal_basis="税收征收管理法 ch. 5; 行政处罚法 art. 48",
)

CONTRACTS = (TAX_FILINGS, TAX_PENALTIES)
