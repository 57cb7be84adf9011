"""Recognitions in intellectual property."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("2022年北京市知识产权示范单位名单.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "单位名称"},
        constants={"honour_kind": "北京市知识产权示范单位"},
        ignored="所属区",
        ignores_unnamed=True,
        title_year=True,
    ),
    SourceFile(
        names=("2022年北京市知识产权试点单位名单.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "单位名称"},
        constants={"honour_kind": "北京市知识产权试点单位"},
        ignored="所属区",
        ignores_unnamed=True,
        title_year=True,
    ),
    SourceFile(
        names=("北京市知识产权试点单位信息.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "单位名称"},
        constants={"honour_kind": "北京市知识产权试点单位"},
        ignored="序号 所属区域",
    ),
    SourceFile(
        names=("北京市知识产权示范企业名单（经开区）.csv", "北京市知识产权试点企业名单（经开区）.csv"),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "企业名称", "honour_kind": "试点示范"},
        ignored="序号 认定情况 有效期限 所属区域",
        year_header="认定年份",
    ),
    SourceFile(
        names=("经济技术开发区管委会-北京市知识产权示范名单.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "企业名称", "honour_kind": "试点示范"},
        ignored="序号 最新认定/复审情况",
        year_header="最新认定/复审年份",
    ),
    SourceFile(
        names=("经济技术开发区管委会-北京市知识产权试点名单.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "企业名称", "honour_kind": "试点示范"},
        ignored="序号 最新认定_复审情况",
        year_header="最新认定_复审年份",
    ),
    SourceFile(
        names=("市知识产权局-北京市知识产权优势单位.csv",),
        department="intellectual_property",
        table="honours",
        headers={"company_name": "单位名称", "credit_code": "组织机构代码"},
        constants={"honour_kind": "北京市知识产权优势单位"},
        ignored="序号 所属区",
        note="The column called 组织机构代码 holds unified credit codes.",
    ),
)
