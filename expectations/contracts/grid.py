"""Community grids (网格中心)."""

from expectations.contracts.declaration import REPORTS_RETENTION_DAYS, Column, Contract, Mention, party, party_mention

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
    retention_days=REPORTS_RETENTION_DAYS,
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

GRID_HOUSES = Contract(
    department="grid",
    table="grid_houses",
    title="实有房屋",
    grain="one house or flat found in a grid",
    key=("entry_no",),
    event_on="entered_on",
    columns=(
        Column("entry_no", "登记编号", "code", "never", required=True),
        Column("address", "房屋地址", "address", "not recorded", synonyms=("房屋坐落",)),
        Column("address_code", "地址编码", "code", "not matched by the grid officer"),
        Column(
            "occupancy",
            "使用情况",
            "category",
            "not recorded",
            allowed=(("自住", "owner"), ("出租", "let"), ("经营", "business"), ("空置", "empty"), ("其他", "other")),
        ),
        Column("living", "实住人数", "integer", "not counted", unit="people", synonyms=("居住人数",), bounds=(0, None)),
        Column("owner_name", "房主姓名或名称", "party_name", "not known to the grid officer", synonyms=("房主",)),
        Column("owner_phone", "房主联系电话", "phone", "not recorded"),
        Column("grid_code", "网格编号", "code", "never", required=True),
        Column("entered_on", "登记日期", "date", "not recorded"),
    ),
    mentions=(Mention("owner", "party", name="owner_name", phone="owner_phone", context=("home", "address")),),
    place=("address_code", "address"),
    purpose="places of records; identity of owners named in other extracts",
    legal_basis="城市居民委员会组织法; 平安建设条例",
)

GRID_UNITS = Contract(
    department="grid",
    table="grid_units",
    title="实有单位",
    grain="one company, shop or office found at work in a grid",
    key=("entry_no",),
    event_on="entered_on",
    columns=(
        Column("entry_no", "登记编号", "code", "never", required=True),
        Column("unit_name", "单位名称", "company_name", "never", required=True),
        Column("credit_code", "统一社会信用代码", "credit_code", "not shown"),
        Column("unit_phone", "单位电话", "phone", "not recorded"),
        Column("address", "单位地址", "address", "not recorded", synonyms=("经营地址",)),
        Column("staff", "从业人数", "integer", "not counted", unit="people", bounds=(0, None)),
        Column("manager_name", "负责人姓名", "person_name", "not recorded", synonyms=("负责人",)),
        Column("manager_phone", "负责人电话", "phone", "not recorded"),
        Column("grid_code", "网格编号", "code", "never", required=True),
        Column("entered_on", "登记日期", "date", "not recorded"),
        Column("left_on", "搬离日期", "date", "still there"),
    ),
    mentions=(
        Mention("company", "company", name="unit_name", id_number="credit_code", phone="unit_phone", address="address"),
        Mention("manager", "person", name="manager_name", phone="manager_phone", context=("company", "unit_name")),
    ),
    purpose="identity of companies and of who runs them; where they really work",
    legal_basis="城市居民委员会组织法; 平安建设条例",
)

CONTRACTS = (GRID_INCIDENTS, GRID_PEOPLE, GRID_HOUSES, GRID_UNITS)
