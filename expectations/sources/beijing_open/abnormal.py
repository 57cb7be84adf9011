"""The register of abnormal operations, published by name."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("经营异常企业信息.csv",),
        department="market",
        table="abnormal_listings",
        headers={"company_name": "企业名称"},
        note="Names only: no code, no date.",
    ),
    SourceFile(
        names=("密云区经营异常企业信息.csv",),
        department="market",
        table="abnormal_listings",
        headers={"company_name": "企业（机构）名称"},
        ignored="序号",
        note="Names only: no code, no date.",
    ),
)
