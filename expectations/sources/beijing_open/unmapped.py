"""Files that no contract takes, and why."""

from expectations.sources.declaration import Unmapped

UNMAPPED = (
    Unmapped(
        names=(
            "区交通局行政处罚.csv",
            "区人力资源和社会保障局行政处罚.csv",
            "区公安消防支队行政处罚.csv",
            "区发展和改革委员会行政处罚.csv",
            "区教育委员会行政处罚.csv",
            "区林业种子苗树管理站行政处罚.csv",
            "区民族宗教事务办公室行政处罚.csv",
            "区气象局行政处罚.csv",
        ),
        reason="a catalogue of an office's powers: it names offences, not decisions",
    ),
    Unmapped(
        names=("市文化执法总队-违反北京市宗教事务条例处罚数据.csv",),
        reason="penalties under a religious affairs ordinance: no table may carry religion",
    ),
    Unmapped(
        names=(
            "67规划和自然资源违法案件行政处罚信息.csv",
            "整理收集市场监管部门对商标印制单位行政处罚信息名单.csv",
            "规划和土地违法案件行政处罚信息.csv",
            "不正当竞争类司法判例数据.csv",
        ),
        reason="companies stand only inside the titles of cases, among persons' names",
    ),
    Unmapped(names=("顺义区行政处罚统计数据.csv",), reason="statistics, not records"),
    Unmapped(
        names=("22开发区建设工程质量双随机抽查结果xlsx.csv", "服务业扩大开放重点企业基本信息.csv"),
        reason="names building projects, not companies",
    ),
    Unmapped(
        names=("北京市节能技术产品推荐目录.csv", "市知识产权局-北京市发明专利奖获奖情况.csv"),
        reason="names products or techniques, not companies",
    ),
    Unmapped(
        names=(
            "北京市乡村产业振兴人“头雁”.csv",
            "评选表彰北京市三八红旗奖章和集体.csv",
            "市总工会-全国厂务公开民主管理先进单位信息年度.csv",
            "市总工会-市级示范性职工创新工作室暨首都职工自主创新成果.csv",
            "全国青年文明号北京市获评名单.csv",
            "中关村海外人才创业园名单.csv",
        ),
        reason="honours persons, work groups or parks, not companies",
    ),
    Unmapped(
        names=("市农业农村局-北京市农业技术推广奖推荐获奖成果名录.csv",),
        reason="one cell names several units and persons",
    ),
    Unmapped(
        names=("北京市农业科技示范基地名单20240703.csv",),
        reason="two tables of different form side by side in one sheet",
    ),
    Unmapped(
        names=("市市场监督管理局-流通领域消防器材类商品质量抽检结果信息+.csv",),
        reason="headers do not stand above their columns",
    ),
    Unmapped(
        names=(
            "中关村上市公司名单.csv",
            "中关村新三板企业名单.csv",
            "境内上市公司清单.csv",
            "密云区上市公司名录.csv",
            "市市场监督管理局-上市公司名录.csv",
            "昌平区上市企业名单.csv",
            "昌平区已上市企业名单.csv",
            "昌平区全国中小企业股份转让系统（新三板）企业名单.csv",
            "当年北京市企业上市名单.csv",
            "当年北京市新三板企业名单.csv",
            "大学生创业企业信息.csv",
        ),
        reason="a roll of listed or traded companies: neither a permit nor an honour",
    ),
    Unmapped(
        names=(
            "2022年丰台区环境信息依法披露企业名单.csv",
            "北京市昌平区环境信息依法披露企业名单.csv",
            "经开区环境信息依法披露企业名单.csv",
            "密云区环境监管重点单位名录.csv",
            "顺义区重点排污单位名录.csv",
            "丰台区空气重污染重点行业减排清单.csv",
            "2022年度北京经济技术开发区消防安全重点单位名录.csv",
            "保险试点三年参保企业名单汇总.csv",
            "食用林产品质量安全追溯企业名录.csv",
            "12315绿色通道.csv",
        ),
        reason="a roll of companies under an obligation or a plan: neither an inspection nor a penalty",
    ),
    Unmapped(
        names=("内资企业设立登记公告数据 (1).csv", "在京央企名录.csv", "市农业农村局-农产品生产主体目录.csv"),
        reason="a register of companies or producers without what the companies contract needs (a registration number)",
    ),
    Unmapped(
        names=("市人防办-北京市人民防空行业市场责任主体红黑名单.csv",),
        reason="a bad-conduct list of one trade with its term in one column: not the register of abnormal operations",
    ),
    Unmapped(names=("北京市建筑业企业资质申请情况公示信息.csv",), reason="applications, without what was decided"),
    Unmapped(
        names=(
            "政府采购合同.csv",
            "政府采购项目采购合同信息表.csv",
            "土地-成交宗地.csv",
            "顺义区建设工程施工项目中标信息.csv",
            "市政府重点工程项目.csv",
        ),
        reason="contracts and deals of public bodies: no contract table takes them",
    ),
    Unmapped(
        names=(
            "政府购买服务指导性目录 (1).csv",
            "社会治理法律服务项目目录信息.csv",
            "市农业农村局-北京市非主要农作物品种登记名录.csv",
        ),
        reason="a catalogue of services or varieties, not of companies' permits or honours",
    ),
    Unmapped(names=("企业用户用气缴费信息.csv",), reason="customers' gas bills: not an enterprise record we may use"),
    Unmapped(names=("本市专利数据（企业）.csv",), reason="counts of patents by owner"),
    Unmapped(names=("入围《中国潜在独角兽企业研究报告2023》企业名单.csv",), reason="a ranking by a private report"),
)
