"""Civil affairs bureau (民政局): villages, communities and their elections."""

from expectations.contracts.declaration import Column, Contract, Mention

VILLAGES = Contract(
    department="civil_affairs",
    table="villages",
    title="村（社区）",
    grain="one village or community with a committee",
    key=("village_code",),
    event_on=None,
    columns=(
        Column("village_code", "村（社区）代码", "code", "never", required=True),
        Column("village_name", "村（社区）名称", "code", "never", required=True),
        Column(
            "village_kind",
            "类型",
            "category",
            "never",
            required=True,
            allowed=(("村", "village"), ("社区", "community")),
        ),
        Column("district_code", "行政区划代码", "code", "never", required=True),
        Column("street", "街道（镇）", "code", "never", required=True),
    ),
    purpose="which committee a candidate stands for",
    legal_basis="村民委员会组织法; 城市居民委员会组织法",
)

NOMINATIONS = Contract(
    department="civil_affairs",
    table="nominations",
    title="候选人提名",
    grain="one nomination of one candidate for one committee",
    key=("nomination_no",),
    event_on="nominated_on",
    columns=(
        Column("nomination_no", "提名编号", "code", "never", required=True),
        Column("village_code", "村（社区）代码", "code", "never", required=True),
        Column(
            "position",
            "提名职务",
            "category",
            "never",
            required=True,
            allowed=(("主任", "chair"), ("副主任", "vice_chair"), ("委员", "member")),
        ),
        Column("nominated_on", "提名日期", "date", "never", required=True),
        Column("election_on", "选举日期", "date", "not set"),
        Column("candidate_name", "候选人姓名", "person_name", "never", required=True),
        Column("candidate_citizen_id", "候选人身份号码", "citizen_id", "not recorded: identity is not proven"),
        Column("candidate_birth_on", "候选人出生日期", "date", "not recorded"),
    ),
    mentions=(
        Mention(
            "candidate",
            "person",
            name="candidate_name",
            id_number="candidate_citizen_id",
            birth_on="candidate_birth_on",
        ),
    ),
    purpose="check the papers of people who stand for committees",
    legal_basis="村民委员会组织法 art. 15 (2026-01-01); 城市居民委员会组织法 (2026-01-01)",
    # A candidate's papers are read for one election. A year leaves time to object and to answer an auditor.
    retention_days=365,
)

COMMITTEES = Contract(
    department="civil_affairs",
    table="committees",
    title="村（居）民委员会",
    grain="one committee of one village or community in one term",
    key=("village_code", "term"),
    event_on="term_from",
    columns=(
        Column("village_code", "村（社区）代码", "code", "never", required=True),
        Column("term", "届次", "integer", "never", required=True, unit="number", bounds=(1, None)),
        Column("seats", "委员职数", "integer", "not set", unit="seats", synonyms=("职数",), bounds=(0, None)),
        Column("term_from", "任期起始日期", "date", "never", required=True),
        Column("term_until", "任期届满日期", "date", "not set"),
    ),
    purpose="which committee a candidate stands for, and when its term ends",
    legal_basis="村民委员会组织法; 城市居民委员会组织法",
)

CONTRACTS = (VILLAGES, COMMITTEES, NOMINATIONS)
