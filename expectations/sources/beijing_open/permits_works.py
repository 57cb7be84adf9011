"""Permits, acceptances and filings of building works."""

from expectations.sources.declaration import SourceFile

FILES = (
    SourceFile(
        names=("建设工程规划许可证（建筑类）.csv",),
        department="planning",
        table="permits",
        headers={"permit_no": "证书编号", "company_name": "建设单位", "granted_on": "核发日期"},
        constants={"permit_kind": "建设工程规划许可证"},
        ignored="项目名称 建设位置",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("86建设工程规划许可证.csv",),
        department="planning",
        table="permits",
        headers={"permit_no": "发文号", "company_name": "申报单位"},
        constants={"permit_kind": "建设工程规划许可证"},
        ignored="序号 项目名称 所在位置",
        key=("permit_no", "company_name"),
    ),
    SourceFile(
        names=("密云区年度施工许可证信息.csv",),
        department="housing",
        table="permits",
        headers={"permit_no": "施工许可证号", "company_name": "建设单位", "granted_on": "发证日期"},
        constants={"permit_kind": "建筑工程施工许可证"},
        ignored="序号 工程名称 工程所在区县 工程规模平方米 建设地址 施工单位 监理单位 设计单位",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("延庆区年度施工许可证信息.csv",),
        department="housing",
        table="permits",
        headers={"permit_no": "施工许可证号", "company_name": "建设单位", "granted_on": "发证日期"},
        constants={"permit_kind": "建筑工程施工许可证"},
        ignored="序号 工程名称 工程所在区 工程规模 建设地址 施工单位",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("生产建设项目水土保持设施竣工验收信息.csv",),
        department="water",
        table="permits",
        headers={"permit_no": "文号", "company_name": "行政相对人名称", "granted_on": "公告日期"},
        constants={"permit_kind": "生产建设项目水土保持设施竣工验收"},
        ignored="序号 事项名称",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("北京市顺义区建设项目配套节水设施竣工验收情况统计表.csv",),
        department="water",
        table="permits",
        headers={"permit_no": "文号", "company_name": "单位名称", "granted_on": "日期"},
        constants={"permit_kind": "建设项目配套节水设施竣工验收"},
        ignored="序号",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("市政交通工程竣工规划验收信息.csv",),
        department="planning",
        table="permits",
        headers={"company_name": "建设单位"},
        constants={"permit_kind": "市政交通工程竣工规划验收"},
        ignored="项目名称 建设位置 规划验收证照名称 规划验收发文号 验收日期",
        note="Headers from 规划验收证照名称 on stand one column off their values and are not read.",
    ),
    SourceFile(
        names=("全市水务工程项目审批信息.csv",),
        department="development_reform",
        table="permits",
        headers={
            "permit_no": "文号",
            "company_name": "建设单位",
            "credit_code": "建设单位统一社会信用代码",
            "granted_on": "发文日期",
        },
        constants={"permit_kind": "水务工程项目审批"},
        ignored=("ID 项目名称 项目代码 项目地址 计划投资总额 投资额单位 投资额币种 建设规模及内容 文件名称 文件类型"),
        key=("permit_no", "company_name", "granted_on"),
        day_first=True,
        note="Builders are often agencies; the code is the builder's own.",
    ),
    SourceFile(
        names=("市级核准的新能源和可再生能源建设项目信息.csv",),
        department="development_reform",
        table="permits",
        headers={"company_name": "项目单位名称", "credit_code": "统一社会信用代码"},
        constants={"permit_kind": "新能源和可再生能源建设项目核准"},
        ignored="更新时间",
    ),
    SourceFile(
        names=("密云区年度建设工程竣工备案信息.csv",),
        department="housing",
        table="permits",
        headers={
            "permit_no": "备案编号",
            "company_name": "建设单位",
            "granted_on": "备案日期",
            "authority": "备案部门",
        },
        constants={"permit_kind": "建设工程竣工备案"},
        ignored="序号 工程名称 施工单位",
        key=("permit_no", "company_name", "granted_on"),
    ),
    SourceFile(
        names=("通州区建设工程竣工联合验收.csv",),
        department="housing",
        table="permits",
        headers={"company_name": "建设单位", "granted_on": "联合验收日期"},
        constants={"permit_kind": "建设工程竣工联合验收"},
        ignored="序号 工程名称",
    ),
    SourceFile(
        names=("环境影响登记表备案.csv",),
        department="ecology",
        table="permits",
        headers={"permit_no": "备案号", "company_name": "建设单位名称"},
        constants={"permit_kind": "环境影响登记表备案"},
        ignored="序号 项目名称 建设地点 备注",
        key=("permit_no", "company_name"),
        note="A filing, not a permission.",
    ),
    SourceFile(
        names=("2022年备案项目基本情况表.csv",),
        department="development_reform",
        table="permits",
        headers={"company_name": "单位名称"},
        constants={"permit_kind": "企业投资项目备案"},
        ignored="序号 项目名称",
        title_year=True,
        note="A filing, not a permission.",
    ),
    SourceFile(
        names=("2022已通过过期施工现场备案.csv",),
        department="urban_management",
        table="permits",
        headers={"company_name": "建设单位", "permit_kind": "项目类型", "granted_on": "审批时间"},
        ignored=("工地名称 地址 负责人电话 清理开始时间 清理结束时间 状态 所属区 施工单位 项目经理电话 创建时间"),
        note="A filing of building sites, not a permission.",
    ),
    SourceFile(
        names=("市经济信息化局-市经信局行政许可异议数据.csv",),
        department="economy",
        table="permits",
        headers={
            "permit_no": "许可/处罚文书号",
            "company_name": "许可/处罚行政相对人名称",
            "credit_code": "许可/处罚行政相对人统一社会信用代码",
            "granted_on": "许可/处罚决定日期",
            "authority": "许可/处罚机关",
        },
        constants={"permit_kind": "行政许可（曾提出异议）"},
        ignored="ID 异议状态 异议完成时间 数据入库时间 数据修改时间",
        key=("permit_no", "company_name", "granted_on"),
        note=(
            "The publisher's corrections of published permits. Its headers say permit or penalty, its title permit, "
            "and so do all but a handful of numbers."
        ),
    ),
    SourceFile(
        names=("市住房城乡建设委-居住项目建设方案备案登记表数据清洗.csv",),
        department="housing",
        table="permits",
        headers={"company_name": "建设单位", "granted_on": "公示时间", "authority": "备案部门"},
        constants={"permit_kind": "居住项目建设方案备案"},
        ignored=(
            "分期情况 总建筑规模(项目) 计划开工日期(项目) 计划竣工日期(项目) 方案状态 总建筑规模-来源 "
            "计划开工日期-来源 计划竣工日期-来源 项目地址 住宅总建筑规模 保障住宅总建筑规模 商业总建筑规模 "
            "办公总建筑规模 其它总建筑规模 项目名称 项目核准文号 核准日期 建设用地规划许可证文号 国有土地使用权证文号 "
            "商品住宅类型 建设阶段 拆迁状态 项目推广名 创建人 创建时间 来源系统 来源主键 最后更新时间 最后更新人 "
            "父资源ID 来源业务ID 原建设方案表业务编号 项目经办人 项目经办人电话 许可证号 规划许可日期 土地出让现状 "
            "建设方案ID 项目ID 版本流水号 建设方案编号区县 建设方案编号年度 建设方案编号序号 建设方案编号 备案时间 "
            "业务主键"
        ),
        day_first=True,
        note="A filing, not a permission.",
    ),
)
