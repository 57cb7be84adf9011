"""Penalties by the culture and tourism office and its inspectors."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=(
            "市文化执法总队-互联网文化单位处罚信息.csv",
            "市文化执法总队-新闻出版领域行政处罚信息.csv",
            "市文化执法总队-版权领域行政处罚信息.csv",
            "市文化执法总队-违反中华人民共和国旅游法处罚数据.csv",
            "市文化执法总队-违反中华人民共和国未成年人保护法处罚数据.csv",
            "市文化执法总队-违反中华人民共和国著作权法处罚数据.csv",
            "市文化执法总队-违反互联网文化管理暂行规定处罚数据.csv",
            "市文化执法总队-违反互联网视听节目服务管理规定处罚数据.csv",
            "市文化执法总队-违反娱乐场所管理办法处罚数据.csv",
            "市文化执法总队-违反新闻记者证管理办法处罚数据.csv",
            "市文化执法总队-违反旅行社条例处罚数据.csv",
            "市文化执法总队-违反旅行社条例实施细则处罚数据.csv",
            "市文化执法总队-违反网络出版服务管理规定处罚数据.csv",
        ),
        department="culture",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称",
            "credit_code": "统一社会信用代码",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=(
            "唯一标识 组织机构代码 法定代表人 违法事实 处罚依据 处罚内容 没收违法所得、没收非法财物的金额(万元) "
            "处罚有效期 公示截止期 处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注 是否删除 "
            "更新时间 税务登记号 事业单位证书号 社会组织登记证号 证件类型 证件号码 暂扣或吊销证照名称及编号 "
            "工商注册号 法定代表人证件类型 法定代表人身份证号"
        ),
        key=("decision_no", "company_name"),
        person_when=(("行政相对人类别", ("自然人",)),),
    ),
    SourceFile(
        names=("违反《出版管理条例》处罚数据.csv",),
        department="culture",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人",
            "credit_code": "统一社会信用代码",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=(
            "唯一标识 组织机构代码 违法事实 处罚依据 处罚内容 没收违法所得、没收非法财物的金额(万元) 处罚有效期 "
            "公示截止期 处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注 是否删除 工商注册号"
        ),
        key=("decision_no", "company_name"),
        person_when=(("行政相对人类别", ("自然人",)),),
    ),
    SourceFile(
        names=("互联网上网服务营业场所处罚信息.csv", "违反《卫星电视广播地面接收设施管理规定》实施细则处罚数据.csv"),
        department="culture",
        table="company_penalties",
        headers={
            "decision_no": "行政处罚决定书文号",
            "company_name": "行政相对人名称",
            "credit_code": "行政相对人代码_1(统一社会信用代码)",
            "violation": "违法行为类型",
            "penalty_kind": "处罚类别",
            "fine_fen": "罚款金额（万元）",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored=(
            "行政相对人代码_3(组织机构代码) 行政相对人代码_4(税务登记号) 行政相对人代码_5(事业单位证书号) "
            "行政相对人代码_6(社会组织登记证号) 法定代表人 法定代表人证件类型 法定代表人证件号码 违法事实 处罚依据 "
            "处罚内容 没收非法财物的金额(万元) 暂扣或吊销证照名称及编号 处罚有效期 公示截止期 "
            "处罚机关统一社会信用代码 数据来源单位 数据来源单位统一社会信用代码 备注 行政相对人代码_2(工商注册号) "
            "证件类型 证件号码 更新时间"
        ),
        key=("decision_no", "company_name"),
        person_when=(("行政相对人类别", ("自然人",)),),
    ),
    SourceFile(
        names=("未经审批主体处罚信息.csv",),
        department="culture",
        table="company_penalties",
        headers={
            "decision_no": "处罚决定书文号",
            "company_name": "行政相对人名称",
            "credit_code": "行政相对人代码",
            "violation": "处罚事由",
            "penalty_kind": "处罚类别",
            "decided_on": "处罚决定日期",
            "authority": "处罚机关",
        },
        ignored="序号 法定代表人姓名 处罚依据 处罚结果",
        key=("decision_no", "company_name"),
    ),
)
