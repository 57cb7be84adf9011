"""Notary offices (公证处)."""

from expectations.contracts.declaration import Column, Contract, Mention, party, party_mention

NOTARISED_DEBTS = Contract(
    department="notaries",
    table="notarised_debts",
    title="公证债权文书与委托",
    grain="one notarised debt or power of attorney",
    key=("deed_no",),
    event_on="notarised_on",
    columns=(
        Column("deed_no", "公证书编号", "code", "never", required=True),
        Column(
            "deed_kind",
            "公证事项",
            "category",
            "never",
            required=True,
            allowed=(
                ("赋予强制执行效力", "enforceable_debt"),
                ("售房全权委托", "power_to_sell_home"),
                ("借款合同公证", "loan_contract"),
            ),
        ),
        Column("notarised_on", "出证日期", "date", "never", required=True),
        Column("notary_name", "公证员", "person_name", "not recorded"),
        Column("amount_fen", "债权金额（元）", "money", "a power of attorney"),
        Column("agreed_rate_percent", "约定年利率（%）", "percent", "no rate agreed, or a power of attorney"),
        Column("due_on", "到期日期", "date", "no term agreed, or a power of attorney"),
        *party("creditor", "债权人"),
        *party("debtor", "债务人"),
    ),
    mentions=(party_mention("creditor"), party_mention("debtor"), Mention("notary", "person", name="notary_name")),
    purpose="lending conduct of creditors; deeds that notaries may not make since 2017-08",
    legal_basis="公证法 art. 37; 司法部 2017-08 通知",
)

CONTRACTS = (NOTARISED_DEBTS,)
