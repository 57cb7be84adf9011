"""Human resources and social security bureau (人力资源和社会保障局)."""

from expectations.contracts.declaration import Column, Contract, Mention

INSURED_HEADCOUNTS = Contract(
    department="social_security",
    table="insured_headcounts",
    title="参保人数",
    grain="one company's insured head count in one quarter",
    key=("count_no",),
    event_on="counted_on",
    columns=(
        Column("count_no", "统计编号", "code", "never", required=True),
        Column("company_name", "单位名称", "company_name", "never", required=True),
        Column("credit_code", "统一社会信用代码", "credit_code", "not recorded"),
        Column("counted_on", "统计日期", "date", "never", required=True),
        Column("insured", "参保人数", "integer", "not declared", unit="people", bounds=(0, None)),
    ),
    mentions=(Mention("company", "company", name="company_name", id_number="credit_code"),),
    purpose="size of companies; a count, never who",
    legal_basis="社会保险法 art. 58",
)

CONTRACTS = (INSURED_HEADCOUNTS,)
