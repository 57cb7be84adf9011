"""The parts of a company's name: place, name proper, trade and legal form.

A registered name is made of place, name proper (字号), trade and legal form in this order, the place sometimes in
brackets further on; two companies of one place may not share both name proper and trade (企业名称登记管理规定, in force
2021-03-01, art. 6 and 17). So two names that differ in their legal form or in where they write the place are most
likely one company's: 某某有限公司 that became 某某股份有限公司.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from identifiers.addresses import XIAMEN_DISTRICTS

_PROVINCES = (
    "河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 "
    "海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 "
    "新疆维吾尔自治区 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
# Municipalities and prefecture-level cities, without their mark (市); a name may carry it or not.
_CITIES = (
    "北京 天津 上海 重庆 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 "
    "晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 "
    "本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳市 葫芦岛 长春 吉林市 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 "
    "鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 "
    "镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 "
    "黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 "
    "鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 "
    "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 "
    "襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 "
    "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山市 潮州 揭阳 云浮 南宁 "
    "柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 "
    "绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 "
    "保山 昭通 丽江 普洱 临沧 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 "
    "张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密"
)
# Words of trade at the end of a name, as the national classification (GB/T 4754) and registers use them.
_TRADES = (
    "科技 技术 信息 网络 数据 数字 数码 智能 软件 系统 集成 互联网 物联网 云计算 通信 通讯 电信 电子 微电子 光电 "
    "半导体 芯片 仪器 仪表 自动化 控制 机器人 人工智能 计算机 电脑 传感 测控 检测 试验 测试 认证 计量 检验 工程 建设 "
    "建筑 建工 建材 建筑材料 装饰 装修 设计 规划 勘察 勘测 测绘 监理 安装 消防 园林 绿化 景观 环保 环境 环境保护 "
    "生态 节能 能源 新能源 电力 电气 电器 热力 供热 供暖 燃气 石油 化工 化学 水务 供水 净化 净水 治理 修复 材料 "
    "新材料 机械 机电 机床 设备 装备 制造 加工 五金 模具 阀门 金属 钢结构 钢铁 橡胶 塑料 印刷 包装 造纸 纸业 医药 "
    "制药 药业 医疗 器械 医学 生物 基因 健康 养老 保健 卫生 护理 康复 农业 农产品 种业 种植 养殖 畜牧 渔业 林业 果蔬 "
    "花卉 粮油 食品 饮料 餐饮 饮食 娱乐 文化 传媒 传播 影视 影业 电影 影院 电影城 影城 广告 艺术 演艺 演出 音乐 体育 "
    "健身 旅游 旅行社 旅行 酒店 宾馆 会展 展览 会议 公关 营销 策划 出版 图书 书店 教育 培训 学校 商贸 贸易 经贸 "
    "进出口 销售 批发 零售 超市 商场 百货 商业 商务 电子商务 物流 货运 运输 客运 快递 仓储 供应链 航空 航天 汽车 "
    "租赁 出租 维修 修理 物业 房地产 置业 地产 开发 投资 资产 资本 基金 金融 证券 保险 担保 典当 财务 会计 税务 咨询 "
    "顾问 服务 管理 企业管理 资产管理 经营 发展 实业 产业 事业 控股 人力资源 劳务 家政 保洁 清洁 保安 安保 安防 安全 "
    "上网 网吧 服饰 服装 纺织 家具 家居 日用品 化妆品 美容 美发 珠宝 工艺品 玩具 知识产权 专利 法律 研究 研发 孵化 "
    "孵化器 空间 国际 综合 专业 市政 路桥 公路 桥梁 交通 铁路 轨道 地铁 水利 地质 矿业 煤炭 冶金 有色 船舶 重工 轻工 "
    "工业 总 股份 集团 联合 有限责任 科学 工贸 商社 农牧 牧业 乳业 酒业 茶业 杂志 杂志社 报社 报业 出版社 电视台 "
    "新媒体 动漫 游戏 互动 互联 移动 在线 营养 动力 储能 光伏 风电 新技术 高新技术 高科技 信息化 智慧 应用 产品 用品 "
    "制品 器材 物资 配送 冷链 建设开发 工程建设 工程技术 工程设计 规划设计 建筑设计 装饰工程 建筑工程 建筑装饰 "
    "园林绿化 园林景观 视听 图文 餐饮娱乐 研究院 研究所 设计院 设计研究院 科学研究院 研究中心 中心 院 所 厂 店 部 社 "
    "行"
)
_PROVINCE_MARK = re.compile(r"(?:省|(?:壮族|回族|维吾尔)?自治区)$")
_AMBIGUOUS_WITHOUT_MARK = frozenset({"吉林省"})
_PLACE_MARK = re.compile(r"(?<=.{2})[省市区县]")
_DISTRICT = re.compile(r"(?!小区|社区|园区|校区|地区|片区|新区)[\u4e00-\u9fff]{1,3}[区县](?=.{4})")
_XIAMEN = "厦门市"
_XIAMEN_DISTRICT = re.compile(rf"(?:{'|'.join(XIAMEN_DISTRICTS)})区(?=.{{4}})")
_PARTNERSHIP = re.compile(
    r"\((?P<form>特殊普通合伙|普通合伙|有限合伙|特殊普通合伙企业|普通合伙企业|有限合伙企业|个人独资|个人独资企业|个体工商户)\)$"
)
_LEGAL_FORM = re.compile(
    r"(?<=..)(?P<form>股份有限责任公司|股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|股份合作公司|总公司|公司|合伙企业|(?:股份有限|有限责任|有限)公?)$"
)
_INNER_FORM = re.compile(r"(?:股份有限责任|股份有限|有限责任|责任有限|有限|股份)公司")
_GROUP = re.compile(r"(?<=..)(?:集团|\(集团\)|控股集团)$")
_LITTLE_MEANING = re.compile(r"发展|开发|服务|中心$")
_ONE_TRADE = str.maketrans({"播": "媒"})
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LEAST_PROPER = 2
_LEAST_STEM_OF_TRADES = 6
_NAMES_KEPT = 1 << 17
"""Names whose parts a process keeps at hand, some 60 megabytes: linking asks for a city's again and again."""


class CompanyName(NamedTuple):
    """Parts of one company's name.

    `places` are city and district without 省, 市, 区 (empty where none is written), a district of Xiamen as it is
    called where a character of it is wrong; `stem` is name proper and trade
    without brackets; `proper` the stem without the words of trade behind it, at least two characters; `trade` those
    words, "" where none is known; `form` the legal form, "" for a unit that names none; `group` is whether it calls
    itself one.
    """

    places: frozenset[str]
    stem: str
    proper: str
    trade: str
    form: str
    group: bool

    @property
    def telling(self) -> bool:
        """Whether the stem says who it is: it is no word of trade, and long enough for its place.

        A stem of several words of trade (建筑材料检验研究院) names one unit of its place.
        """
        least = _LEAST_PROPER if self.places else _LEAST_PROPER + 1
        return least <= len(self.stem) and self.stem not in _trade_words() and not self._is_general

    @property
    def trade_in_brief(self) -> str:
        """The trade without words that say little (发展, 开发, 服务, 中心), and one word for 传媒 and 传播."""
        return _LITTLE_MEANING.sub("", self.trade).translate(_ONE_TRADE)

    @property
    def joint_stock(self) -> bool:
        """Whether it is a company limited by shares."""
        return self.form.startswith("股份")

    @property
    def _is_general(self) -> bool:
        return self.proper in _trade_words() and len(self.stem) < _LEAST_STEM_OF_TRADES


@lru_cache(_NAMES_KEPT)
def parse(name: str) -> CompanyName:
    """Parts of a company's name in the normal form of `identifiers.names`, without its site."""
    places, text, form, group = _ends_off(name)
    kept = []
    end = 0
    for bracketed in _BRACKETED.finditer(text):
        kept.append(text[end : bracketed.start()])
        end = bracketed.end()
        if _place().fullmatch(bracketed[1]):
            places.append(bracketed[1])
        elif bracketed[1] == "集团":
            group = True
        else:
            kept.append(bracketed[1])
    stem = _INNER_FORM.sub("公司", "".join((*kept, text[end:])))
    proper = stem
    while (found := _trade().search(proper)) and found.start() >= _LEAST_PROPER:
        proper = proper[: found.start()]
    return CompanyName(
        places=frozenset(_PLACE_MARK.sub("", place) for place in places),
        stem=stem,
        proper=proper,
        trade=stem[len(proper) :],
        form=form,
        group=group,
    )


def plain_stem(name: str) -> str | None:
    """The stem of a name for a third of what `parse` costs; null where brackets or a legal form stand inside."""
    text = _ends_off(name)[1]
    return None if "(" in text or "公司" in text else text


def _ends_off(name: str) -> tuple[list[str], str, str, bool]:
    """The places at the head of a name, what is left without its ends, its legal form and whether it names a group."""
    text, form, group = name, "", False
    if found := _PARTNERSHIP.search(text):
        text, form = text[: found.start()], found["form"]
    if found := _LEGAL_FORM.search(text):
        text, form = text[: found.start()], form or found["form"]
    if found := _GROUP.search(text):
        text, group = text[: found.start()], True
    places, text = _places_ahead(text)
    return places, text, form, group


def _places_ahead(text: str) -> tuple[list[str], str]:
    """The places at the head of a name, from the widest, and the rest of it. Xiamen's districts name their city too."""
    places: list[str] = []
    if own := _XIAMEN_DISTRICT.match(text):
        return [_XIAMEN, own[0]], text[own.end() :]
    while (found := _place().match(text)) and len(text) - found.end() >= _LEAST_PROPER:
        places.append(found[0])
        text = text[found.end() :]
        district = _DISTRICT.match(text)
        if found[0].endswith("市") and district:
            places.append(_as_meant(district[0]) if found[0] == _XIAMEN else district[0])
            text = text[district.end() :]
    return places, text


def _as_meant(district: str) -> str:
    """A district behind Xiamen's name: where none is called so, the one that differs by one character, if one does.
    翔联区 is 翔安区, and 新安区 may be 翔安区 or 同安区 and stays."""
    name = district[:-1]
    near = [one for one in XIAMEN_DISTRICTS if len(one) == len(name) and sum(map(str.__ne__, one, name)) <= 1]
    return f"{near[0]}区" if len(near) == 1 and district.endswith("区") else district


@cache
def _place() -> re.Pattern[str]:
    provinces = _PROVINCES.split()
    shorter = [_PROVINCE_MARK.sub("", word) for word in provinces if word not in _AMBIGUOUS_WITHOUT_MARK]
    cities = _CITIES.split()
    marked = [f"{word}市" for word in cities if not word.endswith("市")]
    return re.compile("|".join(sorted({*provinces, *shorter, *cities, *marked}, key=lambda word: (-len(word), word))))


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(_TRADES.split())


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(_trade_words(), key=lambda word: (-len(word), word)))})$")
