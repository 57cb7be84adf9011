"""What people tell of a ring's firm: those who thought they were its customers, their neighbours and families."""

from __future__ import annotations

from simulation.dice import Dice
from simulation.texts import in_words, tell

_PLEDGED = {
    "goods": ("金项链", "一批烟酒", "几台手机", "金镯子", "一批茶叶", "名表"),
    "car": ("小轿车", "面包车", "越野车"),
    "home": ("自己的房子", "老家安置房"),
}
_WITHHELD = (
    "把{thing}卖给这家店，说好一个月内加钱买回，到期去赎店门关着，过后说已经卖掉了",
    "拿{thing}换了周转的钱，到期带钱去赎，店里说要先交保管费才给东西",
    "在店里押了{thing}，每次续期都要重新签一份，金额越写越高，现在不让赎回",
    "店家让签的是买卖合同不是借款，{thing}值的钱是拿到手的两倍，逾期一天就说归他们了",
)


def pledge_withheld(dice: Dice, kind: str) -> str:
    """A trader who sold something to buy it back, and cannot."""
    return tell(dice, dice.pick(_WITHHELD).format(thing=dice.pick(_PLEDGED[kind])))


_LOCKED_OUT = (
    "租房时签了一叠材料，后来才知道是以我名义借了一年房租，现在被赶出来还要还全部的钱",
    "中介把门锁换了，水电也停了，说我违约，押金不退",
    "公寓说是分期付租金，钱打到我卡上又当场转走，住了几个月就说我违规要收回房子",
    "租房押一付一办的是贷款，房东说没收到租金让我搬走，公寓联系不上",
    "公寓管家说养宠物算违约，押金和服务费全部扣掉，还要一次付清剩下的房租",
)


def locked_out(dice: Dice) -> str:
    """A tenant who was made to leave and is to pay the whole year."""
    return tell(dice, dice.pick(_LOCKED_OUT))


_CARDS = (
    "楼下饭馆后面每晚有人打牌赌钱，吵到凌晨三四点",
    "这家店白天不怎么开门，半夜门口停很多车，里面像是在聚众赌博",
    "隔壁店二楼摆了几张桌子打牌，进出都有人在路口看着",
    "店里通宵打牌，喊叫声很大，说了几次都不听",
)
_CARDS_AT_HOME = (
    "家人被熟人带到这家店打牌，一晚上欠了{sum}，当场逼着写了借条",
    "丈夫在店里打牌输钱，里面的人借钱给他接着打，写了好几张借条，家里根本没见过这些钱",
    "家人在店后面赌钱，第二天卡里进来一笔钱又马上取走了，现在有人拿着借条上门要{sum}",
    "儿子在这家店赌博欠债，被带走一天才放回来，要求查处这个赌窝",
)


def cards_at_night(dice: Dice) -> str:
    """A neighbour of a room where cards are played for money."""
    return tell(dice, dice.pick(_CARDS))


def cards_in_the_family(dice: Dice, face_fen: int) -> str:
    """The family of somebody who lost there, and signed for it."""
    return tell(dice, dice.pick(_CARDS_AT_HOME).format(sum=in_words(face_fen)))


_MISSED = (
    "向合作社借的互助金每个月都按时交，上个月去祠堂交钱没人收，现在说我断了一期要全部还清还要罚款",
    "合作社说晚交三天就算违约，剩下的一次性付清，还要另外写一张条子",
    "借互助金的时候没说有罚金，现在一期没交上，要收的比借的还多",
    "村里合作社的人要我重新签字，把罚款算进本金，不签就停我家的水",
)


def missed_a_month(dice: Dice) -> str:
    """A member who is to pay back everything because of one month."""
    return tell(dice, dice.pick(_MISSED))


_BANK_SAID_NO = (
    "经人介绍借钱过桥还银行贷款，说好三天就续贷，贷款还进去银行不放了，现在每天按违约金算",
    "公司周转找人垫资，担保续贷没问题，结果没批下来，对方又找另一个人借钱给我还，越写越多",
    "垫资还银行贷款时先扣了利息和服务费，到期续不了贷，对方要我把公司股份转过去",
    "对方说银行有熟人包续贷，到期才说材料不齐，要求重新签合同，把违约金算成本金",
)


def bank_said_no(dice: Dice) -> str:
    """An owner who was promised that the bank would lend again, and now owes for every day."""
    return tell(dice, dice.pick(_BANK_SAID_NO))


_HIRED = (
    "急用钱被介绍去租手机，当场卖给隔壁回收，到手只有一半，现在要按买断价还{sum}",
    "租机平台说不看征信，签的是租赁合同，手机根本没拿到，晚交一天就说全部到期",
    "前面的租金还不上，店里让我再租一台卖掉来还，几个月租了好几台，越欠越多",
    "租了手机每个月租金比买还贵，逾期后给我通讯录里的人打电话，说我诈骗",
    "说是免押金租手机，另外让我写了一张{sum}的借条给店老板，现在拿借条找我",
)


def hired_a_phone(dice: Dice, face_fen: int) -> str:
    """Somebody in need who hired a phone to sell it, and is to pay twice its price."""
    return tell(dice, dice.pick(_HIRED).format(sum=in_words(face_fen)))
