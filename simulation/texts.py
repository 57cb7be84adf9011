"""What people and officers write: many voices, and words that several kinds of quarrel share.

Wage protests and loud complainants use the words of soft violence (blocked doors, banners, crowds), as they do.
"""

from __future__ import annotations

from simulation.dice import Dice

_OPENINGS = ("来电人反映，", "群众反映：", "市民称", "报警人称，", "据反映，", "", "", "来电称")
_CLOSINGS = (
    "，希望相关部门尽快处理。",
    "，请求核实处理。",
    "，望有关部门介入。",
    "，要求给个说法。",
    "。",
    "。",
    "，诉求人情绪激动。",
)
_PLACES = ("家门口", "小区楼下", "单位门口", "店里", "楼道", "公司前台")
_TIMES = ("昨晚", "今天上午", "最近一周", "连续几天", "凌晨", "这个月以来", "前天下午", "中午")


def tell(dice: Dice, *parts: str) -> str:
    """A story as an office takes it down."""
    return dice.pick(_OPENINGS) + "".join(parts) + dice.pick(_CLOSINGS)


def in_words(fen: int) -> str:
    """An amount as people say it."""
    yuan = fen // 100
    return f"{yuan / 10_000:g}万元" if yuan >= 10_000 and yuan % 1000 == 0 else f"{yuan}元"


_HARSH = (
    "有多名男子到{place}堵门讨债，拉横幅并大声辱骂",
    "对方上门泼油漆、在墙上写欠债还钱",
    "催收的人不停打电话给其父母和同事，扬言要上门",
    "被几个人跟着，不还钱就不让走，在车里待了半天",
    "对方把门锁用胶水堵住，还在{place}放哀乐",
    "对方要求重新写一张更大的借条，不写就威胁家人",
    "被带到宾馆房间谈还款，一直有人看着不让离开",
    "催收人员在{place}贴大字报，公布其个人信息",
)
_MILD = (
    "对方多次打电话催还借款，语气较重",
    "对方到{place}要求还款，双方发生口角",
    "借款已还一部分，对方仍说利息没还清，天天来催",
    "对方发短信要求三天内还清，否则起诉",
    "出借人到{place}坐着不走，要求给个还款日期",
)
_TERMS = (
    "借条写{sum}，实际到手没有这么多，先扣了一个月的利息和手续费",
    "当时说是行规要交保证金和服务费",
    "签了一叠空白合同，自己没有留底",
    "到期那天一直联系不上对方，第二天就说违约",
    "银行流水走了一遍又取出来还给对方",
    "又介绍另一家公司借钱来还前面的，越滚越多",
    "借了{sum}",
)


def collection(dice: Dice, harshness: float, face_fen: int) -> str:
    """A borrower tells how a debt is collected; the harsher, the uglier; most do not tell the terms."""
    act = dice.pick(_HARSH if dice.chance(harshness) else _MILD)
    story = f"{dice.pick(_TIMES)}，{act}".format(place=dice.pick(_PLACES))
    if dice.chance(0.35 if harshness > 0.5 else 0.2):
        story += "，" + dice.pick(_TERMS if harshness > 0.5 else _TERMS[-1:]).format(sum=in_words(face_fen))
    return tell(dice, story)


_DISPUTES: dict[str, tuple[str, ...]] = {
    "neighbours": (
        "楼上深夜拖动家具噪音扰民，沟通无果",
        "邻居在楼道堆放杂物，双方多次争吵",
        "因漏水赔偿问题与楼下住户发生争执",
        "因停车位被占与邻居发生口角",
        "邻居养狗随地大小便，劝说后被骂",
        "空调外机滴水引发纠纷，对方用力砸门",
        "因阳台封闭遮挡采光争执不下",
    ),
    "family": (
        "夫妻因家庭琐事争吵，一方要求离婚",
        "因老人赡养费用兄弟之间起争执",
        "婆媳矛盾，双方互相推搡",
        "因孩子抚养权问题多次争吵",
        "一方酒后在家砸东西",
        "因房产分割问题兄妹反目",
    ),
    "debt": (
        "朋友之间借款到期未还，上门讨要发生争吵",
        "合伙做生意账目不清，要求退还投资款",
        "亲戚借钱多年不还，见面就吵",
        "货款拖欠半年，到店里讨要被推出门",
    ),
    "labour": (
        "工程完工后工资拖欠三个月，工人到{place}讨要说法",
        "被辞退后未拿到补偿金，与老板发生争执",
        "受伤后工厂不肯赔偿，双方僵持",
    ),
    "property_service": (
        "与物业因公共收益公示问题发生争执",
        "物业停水催缴费用，业主与保安推搡",
        "电梯长期维修不好，业主与物业争吵",
    ),
    "consumer": (
        "装修质量问题要求退款，商家态度恶劣",
        "购车定金不退，与销售发生争吵",
        "健身房关门不退卡，消费者与店员争执",
    ),
}
_THREATS = ("，对方扬言要让他好看", "，对方说再来就动手", "，威胁说要一起死", "，放话要找人来", "，说要弄死他")
_WEAPONS = ("，手里拿着菜刀", "，拿木棍敲门", "，从车上拿了铁管", "，手持酒瓶")


def quarrel(dice: Dice, kind: str, threat: bool, weapon: bool) -> str:
    """An event of a dispute; a threat or a weapon is mentioned most times."""
    story = dice.pick(_DISPUTES[kind]).format(place=dice.pick(_PLACES))
    if threat and dice.chance(0.8):
        story += dice.pick(_THREATS)
    if weapon and dice.chance(0.85):
        story += dice.pick(_WEAPONS)
    return tell(dice, f"{dice.pick(_TIMES)}，" if dice.chance(0.4) else "", story)


_VIOLENCE = (
    "双方发生肢体冲突，一方受伤送医",
    "争吵中一方将对方打伤，头部流血",
    "持物殴打对方致其受伤",
    "推搡中一方倒地受伤，已拨打120",
)


def violence(dice: Dice, kind: str) -> str:
    """A dispute come to blows."""
    return tell(dice, dice.pick(_DISPUTES[kind]).format(place=dice.pick(_PLACES)), "，", dice.pick(_VIOLENCE))


_WAGES = (
    "二十多名工人聚集在{place}拉横幅讨薪，堵住大门不让车进出",
    "工人堵在{place}要求老板出面，称不给钱就天天来",
    "包工头带人到老板{place}守着，喊还我血汗钱",
    "拖欠工资四个月，工友们在{place}静坐，现场有人拍视频",
    "工人多次上门讨要，老板说被骚扰",
)


def wage_protest(dice: Dice) -> str:
    """Workers who want their pay, in words that sound like collection."""
    return tell(dice, f"{dice.pick(_TIMES)}，", dice.pick(_WAGES).format(place=dice.pick(_PLACES)))


_LOUD = (
    "对该店铺的虚假宣传已反映十几次，再不处理就到{place}拉横幅",
    "每天都会打电话投诉直到退钱，已在网上曝光",
    "带全家到{place}坐着等说法，不给钱不走",
    "要求公司赔偿三倍，已向多个部门举报，扬言让其开不下去",
    "在对方{place}用喇叭喊话要求还钱，称自己才是受害者",
)


def loud_complaint(dice: Dice) -> str:
    """A complainant who has a case and says it loudly."""
    return tell(dice, dice.pick(_LOUD).format(place=dice.pick(_PLACES)))


_TICKETS: dict[str, tuple[str, ...]] = {
    "neighbours": ("楼下烧烤店油烟扰民", "隔壁装修早上七点就开始施工", "广场舞音响太大", "楼顶违建影响采光"),
    "property_service": ("小区路灯坏了一个月没人修", "电梯经常困人", "物业费上涨未征求业主意见", "垃圾清运不及时"),
    "consumer": ("网购家具与描述不符要求退货", "餐馆收取餐具费", "手机维修后仍有问题", "买到过期食品"),
    "wages": ("公司拖欠两个月工资", "离职后工资未结清", "工地结算拖延", "加班费没有发放"),
    "prepaid_card": ("理发店充值卡余额不退", "健身房更换老板后会员卡不能用", "培训机构课程未上完要求退费"),
    "investment": ("咨询某理财产品是否合法", "收到高回报投资推销电话", "亲友推荐入股，想核实公司资质"),
    "enquiry": ("咨询社保转移手续", "咨询落户政策", "询问公租房申请条件", "咨询不动产登记所需材料", "询问医保报销比例"),
    "other": ("道路积水", "共享单车乱停放", "公交线路调整建议", "路面破损", "树枝遮挡信号灯", "反映流浪犬较多"),
    "debt_collection": ("信用卡逾期收到催收电话，想协商分期", "网贷平台催收电话打到单位", "询问欠款是否会影响子女"),
}


def ticket(dice: Dice, category: str) -> str:
    """An everyday hotline ticket."""
    return tell(dice, dice.pick(_TICKETS[category]))


_PATROL = {
    "hazard": ("楼道堆放电动车充电", "井盖松动", "围墙开裂", "消防通道被占用", "燃气软管老化"),
    "sanitation": ("建筑垃圾未清运", "沿街占道经营", "绿化带有积水", "垃圾桶满溢"),
    "other": ("走访独居老人情况正常", "宣传防诈骗知识", "协助核对租户信息", "孩子走失已找到"),
    "theft": ("电动车电瓶被盗", "店内手机被偷", "住户门锁被撬", "工地电缆丢失"),
    "fraud": ("接到冒充客服电话被骗转账", "网上刷单被骗", "冒充熟人借钱被骗", "虚假购物链接被骗"),
    "police_other": ("捡到钱包交到派出所", "车辆刮擦已自行协商", "求助开锁", "噪音警情现场劝阻"),
}


def patrol(dice: Dice, kind: str) -> str:
    """An everyday entry of a grid officer or a police post."""
    return tell(dice, dice.pick(_PATROL[kind]))


_RETURNS = (
    "宣传年化{rate}%保本保息，业务员带老人去酒店听课",
    "承诺每月返息，年回报{rate}%，拉人头还有提成",
    "说是养老床位预订，每年返{rate}%，现在不能取钱",
    "门店关门，工作人员失联，本金取不出来",
    "发朋友圈和传单，说国资背景，年收益{rate}%",
    "以私募名义面向亲友募集，签的是借款协议，年息{rate}%",
)
_HONEST = (
    "充值送礼活动力度很大，担心跑路",
    "到处发传单办卡，问是否正规",
    "合作社让社员入股分红，想了解是否合法",
    "创业公司邀请投资入股，问有没有风险",
    "广告说充一千送五百，怀疑有问题",
)


def fundraising(dice: Dice, percent: float | None) -> str:
    """An investor's complaint about a company that takes money."""
    return tell(dice, dice.pick(_RETURNS).format(rate=f"{percent or 15:g}"))


def worried_customer(dice: Dice) -> str:
    """A question about an honest company that advertises loudly."""
    return tell(dice, dice.pick(_HONEST))
