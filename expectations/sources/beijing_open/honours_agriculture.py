"""Recognitions of farms, co-operatives and food."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("“北京优农”品牌目录.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "申报主体", "honour_kind": "品牌类型"},
        ignored="序号 所属区域 申报品牌",
    ),
    SourceFile(
        names=("北京市农业产业化重点龙头企业名单.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "名称"},
        constants={"honour_kind": "农业产业化重点龙头企业"},
        ignored="序号 注册地址 法人代表 电话",
        title_year=True,
    ),
    SourceFile(
        names=("市农业农村局-农业产业化龙头企业信息.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "名称", "credit_code": "统一社会信用代码"},
        constants={"honour_kind": "农业产业化重点龙头企业"},
        ignored="法人代表 电话 注册地址 序号",
    ),
    SourceFile(
        names=("市农业农村局-北京市农民专业合作社市级示范社名录+-+副本.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "合作社名称"},
        constants={"honour_kind": "农民专业合作社市级示范社"},
        ignored="序号 所在区",
    ),
    SourceFile(
        names=("顺义区农民专业合作社信息表（市级以上示范社）.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "合作社名称"},
        constants={"honour_kind": "农民专业合作社市级以上示范社"},
        ignored="序号 地址",
    ),
    SourceFile(
        names=("顺义区标准化基地名录.csv",),
        department="agriculture",
        table="honours",
        headers={"honour_no": "基地编号", "company_name": "基地名称", "honour_kind": "评定等级"},
        ignored="序号 基地地址 行业",
        key=("honour_no", "company_name"),
        year_header="评定年份",
    ),
    SourceFile(
        names=("农产品绿色食品认证信息.csv",),
        department="agriculture",
        table="honours",
        headers={"company_name": "认证主体名称", "granted_on": "颁证日期"},
        constants={"honour_kind": "绿色食品认证"},
        ignored="认证产品 截至日期",
        day_first=True,
    ),
)
