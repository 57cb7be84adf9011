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
        Column("full_address", "标准地址", "address", "never", required=True),
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
        Column("secured_fen", "担保债权数额（万元）", "money", "not stated"),
        Column("address_code", "房屋地址编码", "code", "not matched by the department"),
        *party("mortgagee", "抵押权人"),
        *party("mortgagor", "抵押人"),
    ),
    mentions=(party_mention("mortgagee"), party_mention("mortgagor")),
    purpose="lending conduct of creditors",
    legal_basis="不动产登记暂行条例",
)

CONTRACTS = (STANDARD_ADDRESSES, MORTGAGES)
