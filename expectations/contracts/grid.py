"""Community grids (网格中心)."""

from expectations.contracts.declaration import Column, Contract, Mention, party, party_mention

GRID_INCIDENTS = Contract(
    department="grid",
    table="grid_incidents",
    title="网格事件",
    grain="one incident entered by a grid officer",
    key=("incident_no",),
    event_on="occurred_on",
    columns=(
        Column("incident_no", "事件编号", "code", "never", required=True),
        Column("occurred_on", "发生日期", "date", "never", required=True),
        Column(
            "category",
            "事件类别",
            "category",
            "not classified",
            allowed=(
                ("矛盾纠纷", "dispute"),
                ("家庭纠纷", "family"),
                ("债务纠纷", "debt"),
                ("安全隐患", "hazard"),
                ("环境卫生", "sanitation"),
                ("其他", "other"),
            ),
        ),
        *party("reporter", "反映人", required=False, null_means="found by the grid officer"),
        *party("respondent", "涉及人", required=False, null_means="nobody named"),
        Column("narrative", "事件描述", "text", "no text"),
        Column("threat", "是否扬言威胁", "boolean", "not asked"),
        Column("grid_code", "网格编号", "code", "never", required=True),
    ),
    mentions=(party_mention("reporter", links_only=True), party_mention("respondent")),
    purpose="disputes before someone is hurt",
    legal_basis="城市居民委员会组织法; 平安建设条例",
)

GRID_PEOPLE = Contract(
    department="grid",
    table="grid_people",
    title="实有人口",
    grain="one person found living in a grid",
    key=("entry_no",),
    event_on="entered_on",
    columns=(
        Column("entry_no", "登记编号", "code", "never", required=True),
        Column("name", "姓名", "person_name", "never", required=True),
        Column("citizen_id", "身份证号码", "citizen_id", "not shown"),
        Column("birth_on", "出生日期", "date", "not recorded"),
        Column("phone", "手机号码", "phone", "not recorded"),
        Column("address", "居住地址", "address", "not recorded"),
        Column("grid_code", "网格编号", "code", "never", required=True),
        Column("entered_on", "登记日期", "date", "not recorded"),
    ),
    mentions=(
        Mention(
            "resident",
            "person",
            name="name",
            id_number="citizen_id",
            birth_on="birth_on",
            phone="phone",
            address="address",
        ),
    ),
    purpose="identity of persons named in other extracts",
    legal_basis="福建省流动人口治安管理条例",
)

CONTRACTS = (GRID_INCIDENTS, GRID_PEOPLE)
