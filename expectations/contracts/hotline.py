"""Hotline 12345 (12345 政务服务便民热线)."""

from expectations.contracts.declaration import REPORTS_RETENTION_DAYS, Column, Contract, party, party_mention

HOTLINE_TICKETS = Contract(
    department="hotline",
    table="hotline_tickets",
    title="热线工单",
    grain="one ticket",
    key=("ticket_no",),
    event_on="received_on",
    columns=(
        Column("ticket_no", "工单编号", "code", "never", required=True),
        Column("received_on", "受理日期", "date", "never", required=True),
        Column(
            "category",
            "诉求类别",
            "category",
            "not classified",
            allowed=(
                ("债务催收", "debt_collection"),
                ("邻里纠纷", "neighbours"),
                ("物业纠纷", "property_service"),
                ("消费纠纷", "consumer"),
                ("欠薪", "wages"),
                ("预付卡", "prepaid_card"),
                ("投资理财", "investment"),
                ("咨询", "enquiry"),
                ("其他", "other"),
            ),
        ),
        *party("caller", "来电人", required=False, null_means="anonymous"),
        *party("respondent", "被反映方", required=False, null_means="nobody named"),
        Column("narrative", "诉求内容", "text", "no text"),
        Column("grid_code", "网格编号", "code", "not located"),
    ),
    mentions=(party_mention("caller", links_only=True), party_mention("respondent")),
    purpose="disputes before someone is hurt; harassment reported by borrowers",
    legal_basis="国办发〔2020〕53号",
    retention_days=REPORTS_RETENTION_DAYS,
)

CONTRACTS = (HOTLINE_TICKETS,)
