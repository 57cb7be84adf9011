"""Banks (银行): fund-flow extracts of opened cases only."""

from expectations.contracts.declaration import Column, Contract, party, party_mention

# Evidence on fund flows looks back three years and no model is ever trained on them: nothing needs an older flow, and a
# statement of somebody's account is not for keeping.
_RETENTION_DAYS = 3 * 365

FUND_FLOWS = Contract(
    department="banks",
    table="fund_flows",
    title="涉案资金流水",
    grain="one transfer or cash movement in an opened case's extract",
    key=("flow_no",),
    event_on="paid_on",
    columns=(
        Column("flow_no", "流水号", "code", "never", required=True),
        Column(
            "case_no", "案件编号", "code", "never", required=True, purpose="which opened case the extract was made for"
        ),
        Column("paid_on", "交易日期", "date", "never", required=True),
        Column("paid_hour", "交易时刻（时）", "integer", "not recorded", unit="hour of day", bounds=(0, 23)),
        Column("amount_fen", "金额（元）", "money", "never", required=True, bounds=(0, None)),
        Column(
            "channel",
            "方式",
            "category",
            "not recorded",
            allowed=(("转账", "transfer"), ("取现", "cash_withdrawal"), ("存现", "cash_deposit")),
        ),
        *party("payer", "付款方", required=False, null_means="cash"),
        *party("payee", "收款方", required=False, null_means="cash"),
    ),
    mentions=(party_mention("payer"), party_mention("payee")),
    purpose="evidence and dossiers of opened cases; never a ranking model",
    legal_basis="刑事诉讼法 art. 144",
    retention_days=_RETENTION_DAYS,
)

CONTRACTS = (FUND_FLOWS,)
