"""Public security bureau (公安局)."""

from expectations.contracts.declaration import REPORTS_RETENTION_DAYS, Column, Contract, Mention, party, party_mention

INCIDENT_CATEGORIES = (
    ("纠纷", "dispute"),
    ("家庭暴力", "domestic_violence"),
    ("滋扰", "harassment"),
    ("打架", "fight"),
    ("盗窃", "theft"),
    ("诈骗", "fraud"),
    ("其他", "other"),
)
INJURIES = (("无", "none"), ("轻微", "minor"), ("严重", "serious"))
OPENED_CHARGES = (
    ("诈骗", "fraud"),
    ("虚假诉讼", "sham_litigation"),
    ("敲诈勒索", "extortion"),
    ("非法拘禁", "unlawful_detention"),
    ("寻衅滋事", "provoking_trouble"),
    ("催收非法债务", "collecting_illegal_debt"),
    ("非法经营", "illegal_business"),
    ("高利转贷", "usurious_relending"),
    ("非法吸收公众存款", "illegal_deposit_taking"),
    ("集资诈骗", "fundraising_fraud"),
    ("故意伤害", "intentional_injury"),
    ("盗窃", "theft"),
    ("其他", "other"),
)

RESIDENTS = Contract(
    department="police",
    table="residents",
    title="常住人口",
    grain="one registered resident",
    key=("register_no",),
    event_on="registered_on",
    columns=(
        Column("register_no", "登记编号", "code", "never", required=True),
        Column("name", "姓名", "person_name", "never", required=True),
        Column("citizen_id", "公民身份号码", "citizen_id", "not recorded", synonyms=("身份证号", "身份证号码")),
        Column("birth_on", "出生日期", "date", "not recorded"),
        Column("phone", "联系电话", "phone", "not recorded", synonyms=("手机号码",)),
        Column("address", "现住地址", "address", "not recorded"),
        Column("grid_code", "网格编号", "code", "outside every grid"),
        Column("registered_on", "登记日期", "date", "not recorded"),
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
    legal_basis="户口登记条例; 个人信息保护法 art. 13(3)",
)

POLICE_INCIDENTS = Contract(
    department="police",
    table="police_incidents",
    title="警情",
    grain="one call or report with what the officers found",
    key=("incident_no",),
    event_on="occurred_on",
    columns=(
        Column("incident_no", "警情编号", "code", "never", required=True),
        Column("occurred_on", "发生日期", "date", "not recorded", required=True, synonyms=("案发日期", "报警日期")),
        Column("category", "警情类别", "category", "not classified", allowed=INCIDENT_CATEGORIES),
        *party("reporter", "报警人", required=False, null_means="anonymous"),
        *party("respondent", "被反映人", required=False, null_means="nobody named"),
        Column("narrative", "简要情况", "text", "no text"),
        Column("injury", "受伤情况", "category", "not recorded", allowed=INJURIES),
        Column("threat", "是否扬言威胁", "boolean", "not asked"),
        Column("weapon", "是否持械", "boolean", "not asked"),
        Column("grid_code", "网格编号", "code", "not located"),
    ),
    mentions=(party_mention("reporter", links_only=True), party_mention("respondent")),
    purpose="disputes before someone is hurt; harassment reported by borrowers",
    legal_basis="人民警察法; 个人信息保护法 art. 13(3)",
    retention_days=REPORTS_RETENTION_DAYS,
)

OPENED_CASES = Contract(
    department="police",
    table="opened_cases",
    title="立案",
    grain="one suspect of one opened criminal case",
    key=("case_no", "suspect_no"),
    event_on="opened_on",
    columns=(
        Column("case_no", "案件编号", "code", "never", required=True),
        Column("suspect_no", "嫌疑人序号", "code", "never", required=True),
        Column("charge", "案由", "category", "not classified", required=True, allowed=OPENED_CHARGES),
        Column("opened_on", "立案日期", "date", "never", required=True),
        *party("suspect", "嫌疑人"),
    ),
    mentions=(party_mention("suspect"),),
    purpose="labels for training: a case opened for lending or fundraising crimes; never a candidate's record",
    legal_basis="刑事诉讼法 art. 109; 个人信息保护法 art. 13(3)",
    retention_days=REPORTS_RETENTION_DAYS,
)

CRIMINAL_JUDGMENTS = Contract(
    department="police",
    table="criminal_judgments",
    title="生效刑事判决",
    grain="one convicted or acquitted defendant of one judgment",
    key=("case_no", "defendant_no"),
    event_on="effective_on",
    columns=(
        Column("case_no", "案号", "code", "never", required=True),
        Column("defendant_no", "被告人序号", "code", "never", required=True),
        Column("charge", "罪名", "category", "acquitted of an unnamed charge", allowed=OPENED_CHARGES),
        Column("judged_on", "宣判日期", "date", "never", required=True),
        Column("effective_on", "生效日期", "date", "not in force: under appeal"),
        Column(
            "status",
            "裁判状态",
            "category",
            "never",
            required=True,
            allowed=(
                ("生效", "effective"),
                ("上诉中", "under_appeal"),
                ("撤销", "quashed"),
                ("无罪", "acquitted"),
                ("封存", "sealed"),
            ),
        ),
        Column("offence_on", "犯罪日期", "date", "not recorded"),
        Column("prison_months", "刑期（月）", "integer", "no prison term", unit="months", bounds=(0, None)),
        Column("rights_deprived_from", "剥夺政治权利起始日期", "date", "rights not deprived"),
        Column(
            "rights_deprived_until",
            "剥夺政治权利届满日期",
            "date",
            "rights not deprived, or for life where the start is given",
        ),
        Column("defendant_name", "被告人姓名", "person_name", "a company"),
        Column("defendant_citizen_id", "被告人身份号码", "citizen_id", "not recorded"),
        Column("defendant_birth_on", "被告人出生日期", "date", "not recorded"),
    ),
    mentions=(
        Mention(
            "defendant",
            "person",
            name="defendant_name",
            id_number="defendant_citizen_id",
            birth_on="defendant_birth_on",
        ),
    ),
    purpose="labels for training; the only criminal record a candidate check reads",
    legal_basis="刑事诉讼法 art. 259; 选举法 art. 26",
    # A check without tonight's judgments says that there are no documents where there are some.
    unreadable="stop",
)

CONTRACTS = (RESIDENTS, POLICE_INCIDENTS, OPENED_CASES, CRIMINAL_JUDGMENTS)
