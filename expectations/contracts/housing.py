"""Housing and natural resources bureau (住建与自然资源局)."""

from expectations.contracts.declaration import Column, Contract, party, party_mention

STANDARD_ADDRESSES = Contract(
    department="housing",
    table="standard_addresses",
    title="标准地址",
    grain="one standard address of a building",
    key=("address_code",),
    event_on=None,
    columns=(
        Column("address_code", "地址编码", "code", "never", required=True),
        Column("full_address", "标准地址", "standard_address", "never", required=True),
        Column("district_code", "行政区划代码", "code", "never", required=True),
        Column("street", "街道（镇）", "code", "never", required=True),
        Column("community", "社区（村）", "code", "never", required=True),
        Column("grid_code", "网格编号", "code", "never", required=True),
        Column("use", "用途", "category", "not recorded", allowed=(("住宅", "residential"), ("商业", "business"))),
        Column("longitude", "经度", "text", "not surveyed"),
        Column("latitude", "纬度", "text", "not surveyed"),
    ),
    purpose="places of records; business addresses",
    legal_basis="GB/T 23705; GB/T 39609",
)

MORTGAGES = Contract(
    department="housing",
    table="mortgages",
    title="房屋抵押登记",
    grain="one registered mortgage",
    key=("registration_no",),
    event_on="registered_on",
    columns=(
        Column("registration_no", "登记证明号", "code", "never", required=True),
        Column("registered_on", "登记日期", "date", "never", required=True),
        Column("secured_fen", "担保债权数额（万元）", "money", "not stated", bounds=(0, None)),
        Column("address_code", "房屋地址编码", "code", "not matched by the department"),
        *party("mortgagee", "抵押权人"),
        *party("mortgagor", "抵押人"),
    ),
    mentions=(party_mention("mortgagee"), party_mention("mortgagor")),
    place=("address_code", None),
    purpose="lending conduct of creditors",
    legal_basis="不动产登记暂行条例",
)

HOUSES = Contract(
    department="housing",
    table="houses",
    title="房屋权属登记",
    grain="one owner's certificate of one house or flat",
    key=("certificate_no",),
    event_on="registered_on",
    columns=(
        Column("certificate_no", "不动产权证号", "code", "never", required=True, synonyms=("不动产权证书号",)),
        Column("registered_on", "登记日期", "date", "never", required=True),
        Column("address", "坐落", "address", "not recorded", synonyms=("房屋坐落",), purpose="which home it is"),
        Column("address_code", "房屋地址编码", "code", "not matched by the department"),
        Column(
            "use",
            "规划用途",
            "category",
            "not recorded",
            allowed=(("住宅", "residential"), ("商业", "business"), ("车位", "parking"), ("其他", "other")),
        ),
        Column("cancelled_on", "注销日期", "date", "still in force"),
        *party("owner", "权利人", address=False),
    ),
    mentions=(party_mention("owner", address=False, context=("home", "address")),),
    place=("address_code", "address"),
    purpose="identity of owners: who owned a home that was mortgaged or sold; never where a person lives",
    legal_basis="不动产登记暂行条例",
)

HOUSE_TRANSFERS = Contract(
    department="housing",
    table="house_transfers",
    title="房屋转移登记",
    grain="one transfer of one house or flat from one owner to another",
    key=("transfer_no",),
    event_on="transferred_on",
    columns=(
        Column("transfer_no", "业务编号", "code", "never", required=True, synonyms=("转移登记编号",)),
        Column("transferred_on", "登记日期", "date", "never", required=True, synonyms=("转移登记日期",)),
        Column(
            "transfer_kind",
            "转移原因",
            "category",
            "not recorded",
            allowed=(
                ("买卖", "sale"),
                ("赠与", "gift"),
                ("继承", "inheritance"),
                ("司法处置", "court_order"),
                ("以房抵债", "in_place_of_a_debt"),
                ("其他", "other"),
            ),
        ),
        Column("certificate_no", "原不动产权证号", "code", "not recorded", purpose="which certificate ended with it"),
        Column("address_code", "房屋地址编码", "code", "not matched by the department"),
        Column("price_fen", "成交价格（元）", "money", "not a sale, or not declared", bounds=(0, None)),
        Column(
            "power_deed_no",
            "委托公证书编号",
            "code",
            "the seller came in person",
            purpose="the notarised power under which somebody else sold",
        ),
        *party("seller", "转让方", address=False),
        *party("buyer", "受让方", address=False),
        *party("agent", "代理人", required=False, null_means="nobody acted for the seller", address=False),
    ),
    mentions=tuple(party_mention(role, address=False) for role in ("agent", "buyer", "seller")),
    place=("address_code", None),
    purpose="homes that were sold under a power; identity of owners",
    legal_basis="不动产登记暂行条例",
)

CONTRACTS = (STANDARD_ADDRESSES, HOUSES, HOUSE_TRANSFERS, MORTGAGES)
