"""Names of people and companies, drawn by frequency, and the ways clerks get them wrong."""

from __future__ import annotations

from simulation.dice import Dice, Weighted

SURNAMES = Weighted(
    {
        "陈": 11.5,
        "林": 9.5,
        "黄": 5.6,
        "吴": 4.5,
        "王": 4.5,
        "张": 4.3,
        "李": 4.3,
        "郑": 2.9,
        "杨": 2.4,
        "刘": 2.4,
        "苏": 2.2,
        "许": 2.3,
        "叶": 1.9,
        "郭": 1.8,
        "蔡": 1.8,
        "洪": 1.7,
        "谢": 1.6,
        "曾": 1.5,
        "邱": 1.3,
        "周": 1.3,
        "庄": 1.2,
        "何": 1.1,
        "江": 1.0,
        "赖": 0.9,
        "徐": 0.9,
        "余": 0.8,
        "卢": 0.8,
        "朱": 0.8,
        "罗": 0.8,
        "柯": 0.7,
        "胡": 0.7,
        "高": 0.7,
        "赵": 0.7,
        "纪": 0.6,
        "廖": 0.6,
        "孙": 0.6,
        "马": 0.5,
        "康": 0.5,
        "施": 0.5,
        "方": 0.5,
        "钟": 0.5,
        "潘": 0.4,
        "沈": 0.4,
        "魏": 0.4,
        "颜": 0.4,
        "游": 0.4,
        "翁": 0.4,
        "邓": 0.4,
        "彭": 0.4,
        "梁": 0.4,
        "范": 0.3,
        "董": 0.3,
        "蒋": 0.3,
        "丁": 0.3,
        "薛": 0.3,
        "戴": 0.3,
        "姜": 0.3,
        "唐": 0.3,
        "曹": 0.3,
        "袁": 0.3,
        "傅": 0.3,
        "白": 0.2,
        "连": 0.2,
        "肖": 0.3,
        "程": 0.3,
        "冯": 0.3,
        "汤": 0.2,
        "章": 0.2,
        "侯": 0.2,
        "龚": 0.2,
        "万": 0.2,
        "阮": 0.2,
        "温": 0.2,
        "涂": 0.2,
        "卓": 0.2,
        "上官": 0.05,
        "欧阳": 0.08,
    }
)

_SYLLABLES = (
    "伟玮炜纬 志智治 明鸣铭 建健剑 华骅桦 文雯纹 军君钧 平萍苹 勇永咏 杰捷洁 辉晖慧惠 宏鸿弘红 龙隆 斌彬宾 "
    "鑫欣新馨 丽莉立俐 芳方 玲灵铃 英瑛颖 娟涓 秀绣 燕艳雁 霞侠 美镁 静婧靖 敏闽 婷亭廷 雪学 佳嘉家 怡宜仪 "
    "琳林霖 晨辰宸 浩昊皓 宇羽雨 涵晗含 泽择 轩萱 梓子紫 睿锐瑞 俊峻骏 豪毫 阳洋扬 东冬 金锦进 生胜升 福富 "
    "庆清卿 祥翔 德得 荣容蓉 贵桂 兰岚 珍真贞 凤峰锋 云芸 月悦玥 梅枚 春椿 超朝 飞菲 鹏朋 波博 涛韬 亮良 "
    "刚钢 毅艺逸 诚成程 凯恺 思斯 诗施 倩茜 玉钰裕 琴勤 丹单 莹盈 璐露 瑶遥 可珂 楠南 强墙 国郭 海孩 "
    "木沐 山珊 水睡 火伙 贤闲 忠中 义意 仁人 孝效 远源 晓小 彩采 素苏 香相 花华 淑书 宝保 添天 财才 河禾"
)
_SOUNDS_ALIKE = _SYLLABLES.split()
_MEN = Weighted(
    {
        sign: weight
        for signs, weight in (
            ("伟志明建华文军平勇杰", 5.0),
            ("辉宏龙斌鑫国海强峰荣", 4.0),
            ("俊浩宇泽睿晨阳东金生", 3.0),
            ("福庆祥德贵云超飞鹏波涛亮刚毅诚凯思忠义仁贤远晓宝添财河山木玉清瑞成家子轩博", 1.5),
        )
        for sign in signs
    }
)
_WOMEN = Weighted(
    {
        sign: weight
        for signs, weight in (
            ("丽芳玲英娟秀燕霞美静", 5.0),
            ("敏婷雪佳怡琳兰珍凤红", 4.0),
            ("涵萱梓欣雨晨诗倩玉琴", 3.0),
            ("莹璐瑶可楠梅云月丹彩素香花淑春晓颖慧雯洁婧嘉瑜珊华清卿思紫宜艺文君平", 1.5),
        )
        for sign in signs
    }
)
_ALIKE = {sign: signs.replace(sign, "") for signs in reversed(_SOUNDS_ALIKE) for sign in signs}
_VARIANTS = dict(
    zip(
        "陈黄吴张刘郑杨苏许叶谢庄赖卢罗赵纪孙马钟沈魏颜邓蒋龚万温国华东兰丽凤云龙伟荣庆宝刚",
        "陳黃吳張劉鄭楊蘇許葉謝莊賴盧羅趙紀孫馬鍾瀋魏顏鄧蔣龔萬溫國華東蘭麗鳳雲龍偉榮慶寶剛",
        strict=True,
    )
)
_SURNAME_ALIKE = {
    "林": "凌",
    "吴": "伍",
    "张": "章",
    "李": "黎",
    "许": "徐",
    "江": "姜",
    "余": "于",
    "傅": "付",
    "肖": "萧",
    "陈": "程",
    "王": "汪",
    "黄": "皇",
    "何": "贺",
    "洪": "红",
    "周": "邹",
    "郭": "国",
    "蔡": "菜",
    "曾": "增",
    "邱": "丘",
    "朱": "诸",
    "柯": "科",
    "胡": "吴",
    "高": "膏",
    "方": "房",
}

_BRAND = "鑫盛达宏远海隆兴泰恒信德润丰嘉汇创金鹭鼎瑞通利源顺诚安佳和旺华亿联腾昌茂荣立晟融博众聚优捷凯厦闽"
_LIMITED_WORDS: dict[str, tuple[str, ...]] = {
    "finance": ("金融服务", "融资服务"),
    "investment_consulting": ("投资咨询", "投资管理", "财富管理", "资产管理"),
    "business_services": ("商务咨询", "企业管理", "商务服务", "信息咨询"),
    "car_leasing": ("汽车租赁", "汽车服务"),
    "pawn": ("典当",),
    "factoring": ("商业保理",),
    "property_letting": ("房屋租赁", "公寓管理", "房产代理"),
    "property_management": ("物业管理", "物业服务"),
    "retail": ("贸易", "商贸", "电子商务", "百货"),
    "catering": ("餐饮管理", "食品", "餐饮服务"),
    "manufacturing": ("电子", "机械", "塑胶", "服饰", "五金"),
    "construction": ("建筑工程", "装饰工程", "建设"),
    "farming": ("农业发展", "生态农业", "水产"),
    "technology": ("网络科技", "信息技术", "软件", "科技"),
    "training": ("教育咨询", "文化传播", "教育科技"),
    "elder_care": ("养老服务", "健康管理"),
    "legal_services": ("法律咨询",),
    "other": ("物流", "广告", "文化传媒", "旅行社", "家政服务"),
}
_TRADER_WORDS: dict[str, tuple[str, ...]] = {
    "retail": ("便利店", "服装店", "五金店", "水果店", "手机店", "茶叶店", "食杂店"),
    "catering": ("小吃店", "沙茶面馆", "餐饮店", "奶茶店", "海鲜大排档"),
    "manufacturing": ("加工厂", "石材厂"),
    "construction": ("装修服务部",),
    "farming": ("种植场", "养殖场"),
    "technology": ("电脑维修部",),
    "training": ("书法工作室", "琴行"),
    "elder_care": ("护理服务部",),
    "car_leasing": ("汽车租赁行",),
    "business_services": ("信息服务部", "图文店"),
    "other": ("美发店", "洗车行", "货运部"),
}


def person_name(dice: Dice, male: bool, surname: str | None = None) -> str:
    """A name; children pass their family's surname."""
    signs = _MEN if male else _WOMEN
    given = dice.weighted(signs)
    if dice.chance(0.86):
        given += dice.weighted(signs)
    return (surname or dice.weighted(SURNAMES)) + given


def surname_of(name: str) -> str:
    """The surname at the head of a name, of one character or two."""
    return name[:2] if name[:2] in ("上官", "欧阳") else name[:1]


def misheard(dice: Dice, name: str) -> str:
    """The person's name as a clerk who heard it, or a machine with other characters, writes it; always another name."""
    options: list[tuple[int, str]] = []
    for place, sign in enumerate(name):
        if place > 0:
            options += [(place, other) for other in _ALIKE.get(sign, "")]
        elif sign in _SURNAME_ALIKE:
            options.append((place, _SURNAME_ALIKE[sign]))
        if _VARIANTS.get(sign, sign) != sign:
            options.append((place, _VARIANTS[sign]))
    if not options:
        return name + name[-1]
    place, other = dice.pick(options)
    return name[:place] + other + name[place + 1 :]


def company_name(dice: Dice, kind: str, industry: str, district_name: str) -> str:
    """A company's registered name; sole traders and co-operatives carry their district."""
    brand = "".join(dice.pick(_BRAND) for _ in range(3 if dice.chance(0.45) else 2))
    if kind == "sole_trader":
        return f"厦门市{district_name}{brand}{dice.pick(_TRADER_WORDS.get(industry, _TRADER_WORDS['other']))}"
    if kind == "cooperative":
        return f"厦门市{district_name}{brand}{dice.pick(('果蔬', '水产', '茶叶', '花卉'))}专业合作社"
    word = dice.pick(_LIMITED_WORDS[industry])
    if kind == "partnership":
        return f"厦门{brand}{word}合伙企业（有限合伙）"
    ending = "股份有限公司" if kind == "joint_stock" else "有限公司"
    if dice.chance(0.15):
        return f"{brand}（厦门）{word}{ending}"
    return f"厦门{dice.pick(('市', ''))}{brand}{word}{ending}"


def shortened(dice: Dice, name: str) -> str:
    """A company's name as somebody else writes it: shortened, its brackets or city moved, one sign wrong."""
    tries = [
        name.replace("股份有限公司", "公司").replace("有限公司", "公司"),
        name.replace("股份有限公司", "").replace("有限公司", ""),
        name.removeprefix("厦门市").removeprefix("厦门"),
        name.replace("（厦门）", ""),
        name.replace("（", "(").replace("）", ")"),
        name.replace("有限公司", "有限责任公司"),
        name[:4] + dice.pick(_BRAND) + name[5:],
    ]
    changed = [text for text in tries if text != name and len(text) >= 4]
    return dice.pick(changed) if changed else name + "（厦门）"
