"""Justice bureau (司法局): people's mediation."""

from expectations.contracts.declaration import REPORTS_RETENTION_DAYS, Column, Contract, party, party_mention

MEDIATIONS = Contract(
    department="justice",
    table="mediations",
    title="人民调解",
    grain="one mediation case",
    key=("mediation_no",),
    event_on="accepted_on",
    columns=(
        Column("mediation_no", "调解编号", "code", "never", required=True),
        Column("accepted_on", "受理日期", "date", "never", required=True),
        Column(
            "category",
            "纠纷类型",
            "category",
            "not classified",
            allowed=(
                ("婚姻家庭", "family"),
                ("邻里", "neighbours"),
                ("债务", "debt"),
                ("劳动", "labour"),
                ("物业", "property_service"),
                ("损害赔偿", "damages"),
                ("其他", "other"),
            ),
        ),
        *party("applicant", "申请人"),
        *party("respondent", "被申请人"),
        Column(
            "outcome",
            "调解结果",
            "category",
            "still open",
            allowed=(("达成协议", "agreed"), ("未达成协议", "failed"), ("终止", "terminated")),
        ),
        Column("closed_on", "结案日期", "date", "still open"),
        Column("narrative", "纠纷简要", "text", "no text"),
        Column("grid_code", "网格编号", "code", "not located"),
    ),
    mentions=(party_mention("applicant", links_only=True), party_mention("respondent")),
    purpose="get mediators to disputes before someone is hurt",
    legal_basis="人民调解法 art. 17",
    retention_days=REPORTS_RETENTION_DAYS,
)

CONTRACTS = (MEDIATIONS,)
