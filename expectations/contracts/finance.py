"""Local financial administration (地方金融管理局)."""

from expectations.contracts.declaration import (
    MOST_PERCENT_A_YEAR,
    REPORTS_RETENTION_DAYS,
    Column,
    Contract,
    Mention,
    party,
    party_mention,
)

LENDING_LICENCES = Contract(
    department="finance",
    table="lending_licences",
    title="金融业务许可",
    grain="one licence to lend, pawn, guarantee, lease or factor",
    key=("licence_no",),
    event_on="granted_on",
    columns=(
        Column("licence_no", "许可证编号", "code", "never", required=True),
        Column(
            "licence_kind",
            "业务类型",
            "category",
            "never",
            required=True,
            allowed=(
                ("银行", "bank"),
                ("小额贷款", "small_loan"),
                ("典当", "pawn"),
                ("融资担保", "guarantee"),
                ("融资租赁", "leasing"),
                ("商业保理", "factoring"),
                ("地方资产管理", "asset_management"),
            ),
        ),
        Column("company_name", "机构名称", "company_name", "never", required=True),
        Column("credit_code", "统一社会信用代码", "credit_code", "not recorded"),
        Column("granted_on", "发证日期", "date", "never", required=True),
        Column("valid_until", "有效期至", "date", "no end"),
        Column("revoked_on", "吊销日期", "date", "not revoked"),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="licensed lenders are allowed by licence number; a revoked licence is a label for training",
    legal_basis="地方金融监督管理条例; 典当管理办法",
    # Without tonight's licences a bank is a private lender and a revoked pawnshop a licensed one.
    unreadable="stop",
)

FUNDRAISING_COMPLAINTS = Contract(
    department="finance",
    table="fundraising_complaints",
    title="非法集资举报",
    grain="one complaint about a company that takes money",
    key=("complaint_no",),
    event_on="received_on",
    columns=(
        Column("complaint_no", "举报编号", "code", "never", required=True),
        Column("received_on", "收到日期", "date", "never", required=True),
        *party("complainant", "举报人", required=False, null_means="anonymous"),
        Column("company_name", "被举报单位", "company_name", "never", required=True),
        Column("credit_code", "被举报单位信用代码", "credit_code", "not recorded"),
        Column(
            "promised_return_percent",
            "承诺年化回报（%）",
            "percent",
            "none named",
            unit="percent a year",
            bounds=(0, MOST_PERCENT_A_YEAR),
        ),
        Column("invested_fen", "投入金额（元）", "money", "not stated", bounds=(0, None)),
        Column("narrative", "举报内容", "text", "no text"),
    ),
    mentions=(
        party_mention("complainant", links_only=True),
        Mention("company", "company", name="company_name", id_number="credit_code"),
    ),
    purpose="evidence about the company; the investor is not a subject",
    legal_basis="防范和处置非法集资条例 (国务院令 737)",
    retention_days=REPORTS_RETENTION_DAYS,
)

CONTRACTS = (LENDING_LICENCES, FUNDRAISING_COMPLAINTS)
