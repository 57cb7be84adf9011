"""Penalties by districts, towns and the remaining offices."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("法人行政处罚.csv",),
        department="district_offices",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称",
            "credit_code": "行政相对人代码1(统一社会信用代码)",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=(
            "行政相对人代码2(工商注册号) 行政相对人代码3(组织机构代码) 行政相对人代码4(税务登记号) "
            "行政相对人代码5(事业单位证书号) 行政相对人代码6(社会组织登记证号) 法定代表人 法定代表人证件类型 违法事实 "
            "处罚依据 处罚内容 没收违法所得、没收非法财物的金额(万元) 暂扣或吊销证照名称及编号 处罚有效期 公示截止期 "
            "处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注 /"
        ),
        key=("decision_no", "company_name"),
    ),
    SourceFile(
        names=("法人行政处罚信息.csv",),
        department="district_offices",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=("法定代表人 法定代表人证件类型 法定代表人证件号码 违法事实 处罚依据 处罚内容 处罚有效期 备注"),
        key=("decision_no", "company_name"),
    ),
    SourceFile(
        names=("建筑垃圾行政处罚信息（法人或其他组织）.csv",),
        department="urban_management",
        table="company_penalties",
        headers={
            "decision_no": "处罚决定文书号",
            "company_name": "行政相对人名称",
            "credit_code": "行政相对人代码_1(统一社会信用代码)",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=(
            "序号 主键 行政相对人代码_2(工商注册号) 行政相对人代码_3(组织机构代码) 行政相对人代码_4(税务登记号) "
            "行政相对人代码_5(事业单位证书号) 行政相对人代码_6(社会组织登记证号) 法定代表人 法定代表人证件类型 "
            "法定代表人证件号码 证件类型 证件号码 违法事实(立案表) 处罚依据 处罚内容 "
            "没收违法所得、没收非法财务的金额(万元) 暂扣或吊销证照名称及编号 处罚有效期 公示截止期 "
            "处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 来源单位名称 备注"
        ),
        key=("decision_no", "company_name"),
        person_when=(("行政相对人类别", ("自然人",)),),
    ),
    SourceFile(
        names=("行政处罚信息法人或其他组织.csv",),
        department="urban_management",
        table="company_penalties",
        headers={
            "decision_no": "处罚决定书文号",
            "company_name": "行政相对人名称",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored="序号 违法事实(立案表) 处罚依据 处罚内容 处罚有效期 公示截止期",
        key=("decision_no", "company_name"),
        person_when=(("行政相对人类别", ("自然人",)),),
    ),
    SourceFile(
        names=("行政处罚.csv",),
        department="emergency",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称",
            "credit_code": "行政相对人代码",
            "violation": "处罚事由",
            "penalty_kind": "处罚类别1",
            "decided_on": "处罚决定日期",
            "authority": "处罚机构",
        },
        ignored="法定代表人姓名 处罚依据 处罚结果",
        key=("decision_no", "company_name"),
    ),
    SourceFile(
        names=("密云区医疗机构行政处罚信息.csv",),
        department="health",
        table="company_penalties",
        headers={"decision_no": "行政处罚决定书文号", "company_name": "机构名称", "violation": "处罚名称"},
        ignored="编号",
        key=("decision_no", "company_name"),
        title_year=True,
    ),
    SourceFile(
        names=("市知识产权局-对本市专利代理机构和专利代理师的行政处罚.csv",),
        department="intellectual_property",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "被处罚对象的名称/姓名",
            "credit_code": "统一社会信用代码",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "decided_on": "作出处罚决定的日期",
            "authority": "作出处罚决定的机关",
        },
        ignored="序号 案件名称 违法事实 处罚依据 处罚内容 履行方式和期限",
        key=("decision_no", "company_name"),
    ),
    SourceFile(
        names=("延庆镇人民政府行政处罚公示2022年（2月14-2月20）.csv", "延庆镇行政处罚公示2022年1_Sheet1.csv"),
        department="towns",
        table="company_penalties",
        headers={
            "decision_no": "处罚决定书文号",
            "company_name": "行政相对人名称",
            "violation": "处罚事由",
            "penalty_kind": "处罚结果",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored="序号 处罚依据 其他",
        ignores_unnamed=True,
        key=("decision_no", "company_name"),
        note="The amount stands under no header beside 处罚结果 and is not read.",
    ),
    SourceFile(
        names=("琉璃庙镇行政处罚2022-01-01至2022-12-31.csv",),
        department="towns",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称/项目名称",
            "credit_code": "统一社会信用代码",
            "decided_on": "行政决定日期",
            "authority": "行政决定部门",
        },
        ignored="序号",
        key=("decision_no", "company_name"),
    ),
)
