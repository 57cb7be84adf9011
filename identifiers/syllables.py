"""Which Chinese characters sound alike, from the order of the character set GB 2312-80.

Its first level, 3,755 characters that cover all but a few of those in daily use, is sorted by Pinyin. Where each
syllable starts is thus enough to tell the sound of a character, without its tone. A character with several readings has
the one it is sorted under, and rarer characters, sorted by radical, have none.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

_FIRST_OF_SYLLABLE = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻哺擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋"
    "搭呆耽当刀德蹬堤颠碉跌丁丢东兜都端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣"
    "夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒"
    "雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠"
    "牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒"
    "腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜嗽酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖挖歪"
    "豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽淤鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝"
    "中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
"""The first character of each of the 396 syllables, in the standard's order."""

_FIRST_ROW, _LAST_OF_LEVEL = 0xB0, bytes((0xD7, 0xF9))


@cache
def _starts() -> tuple[bytes, ...]:
    return tuple(character.encode("gb2312") for character in _FIRST_OF_SYLLABLE)


@cache
def syllable(character: str) -> str | None:
    """The first character of the standard that sounds like this one; null for rare characters and other signs."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or code[0] < _FIRST_ROW or code > _LAST_OF_LEVEL:
        return None
    return _FIRST_OF_SYLLABLE[bisect_right(_starts(), code) - 1]
