"""Penalties by the tax bureau."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("税收行政处罚信息.csv",),
        department="tax",
        table="tax_penalties",
        headers={
            "decision_no": "行政处罚文号",
            "company_name": "纳税人名称",
            "credit_code": "纳税人识别号",
            "violation": "处罚事由",
            "fine_fen": "罚款金额",
            "decided_on": "处罚日期",
            "authority": "处罚机构",
        },
        ignored="案件名称 处罚类别 税务行政处罚依据 法定代表人姓名 身份类型名称 处罚结果",
        key=("decision_no", "company_name"),
    ),
)
