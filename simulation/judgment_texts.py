"""Texts of judgments in private-lending suits, in the many ways in which courts write the same facts.

A text says what its row in civil_cases says. Lines of parties carry what courts write there as a matter of form, and
what nobody here may keep: sex and birth, often ethnicity, now and then a citizen id, a place of origin or of
registration. Ethnicity is drawn for the sheet of paper, not for a person: nobody in the city has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from simulation.companies import Company, Party
from simulation.dice import Dice, Weighted

if TYPE_CHECKING:
    from simulation.blocks import Block

JUDGED = ("for_plaintiff", "partly", "against_plaintiff")
"""Outcomes that a judgment states; a suit that was withdrawn or mediated ends without one."""

_NUMERALS = "〇一二三四五六七八九"
_ROLES = {"plaintiff": "原告", "defendant": "被告", "guarantor": "被告（保证人）"}
# Of 136 published judgments that were read, 98 name one.
_ETHNICITY_NAMED = 0.72
_ETHNICITIES = Weighted({"汉族": 0.96, "畲族": 0.02, "回族": 0.01, "土家族": 0.01})
_OFFICES = ("执行董事", "总经理", "董事长", "经理")
_CLAIMS = (
    "{plaintiff}向本院提出诉讼请求：1.判令被告偿还借款本金{principal}及相应利息；2.本案诉讼费用由被告承担。",
    "原告{plaintiff}诉称，被告因资金周转需要向其借款{principal}，到期未还，请求判令被告归还本金并支付利息。",
    "{plaintiff}诉请：被告立即归还借款{principal}，并按约定支付利息至实际清偿之日止。",
)
_ANSWERS = (
    "被告{defendant}辩称，借款属实，但现无力一次性偿还，请求分期支付。",
    "{defendant}答辩称，实际收到的款项少于借条所载金额，已支付的款项应予抵扣。",
    "被告{defendant}辩称，已陆续还款，原告主张的利息过高。",
)
_ABSENT = (
    "被告{defendant}经本院合法传唤，无正当理由拒不到庭参加诉讼，本院依法缺席审理。",
    "{defendant}未到庭应诉，亦未提交书面答辩意见。",
    "被告{defendant}经公告送达开庭传票，未到庭参加诉讼。",
)
_LENT = (
    "经审理查明：{lent}，{defendant}向{plaintiff}出具借条一份，载明借款{principal}",
    "本院经审理认定事实如下：{lent}，双方签订《借款合同》，约定{plaintiff}出借给{defendant}{principal}",
    "根据当事人陈述及经审查确认的证据，本院认定：{defendant}于{lent}向{plaintiff}借款{principal}",
)
_UNDATED = "经审理查明：{defendant}向{plaintiff}出具借条一份，载明借款{principal}，借条未写明出借日期"
_DUE = ("，约定于{due}前还清", "，借款期限至{due}止", "，还款日为{due}")
_NO_TERM = ("，未约定还款期限", "，双方对还款时间未作约定")
_NO_RATE = ("，双方未约定利息", "，借条未载明利率")
_ARRIVED = (
    "。原告通过银行转账实际交付{delivered}，差额部分未能举证证明已交付，本院认定借款本金为{delivered}",
    "。经核对银行流水，被告实际收到{delivered}，本院以实际交付的金额认定本金",
)
_ARRIVED_WHOLE = ("。上述款项{delivered}已通过银行转账足额交付", "。原告已依约交付{delivered}")
_REASONS = {
    "for_plaintiff": "本院认为，合法的借贷关系受法律保护。被告未按约还款，构成违约，原告的请求于法有据，本院予以支持。",
    "partly": "本院认为，双方之间民间借贷关系成立。原告诉讼请求中的合理部分，本院予以支持；超出部分，本院不予支持。",
    "against_plaintiff": "本院认为，原告提交的证据不足以证明其主张的借贷事实，应承担举证不能的法律后果。",
}


@dataclass(frozen=True)
class Standing:
    """Who stands in a suit as what; an agent for whom."""

    role: str
    party: Party
    acts_for: str | None = None


def write_judgment(block: Block, case: Mapping[str, Any], named: Sequence[Standing]) -> None:
    """The text of the judgment that ends a case; `case` is its row in civil_cases, `named` who stands in it as what."""
    if case["closed_on"] > block.timeline.end:
        return
    dice = block.dice("judgment text", case["case_no"])
    block.clerk.record(
        "judgment_texts",
        case["closed_on"],
        {
            "case_no": case["case_no"],
            "document_kind": "judgment",
            "court": case["court"],
            "judged_on": case["closed_on"],
            "document_text": _text(block, dice, case, named),
        },
    )


def _text(block: Block, dice: Dice, case: Mapping[str, Any], named: Sequence[Standing]) -> str:
    plaintiff = next(one.party for one in named if one.role == "plaintiff")
    defendant = next(one.party for one in named if one.role == "defendant")
    words = {
        "plaintiff": _name(plaintiff, case["filed_on"]),
        "defendant": _name(defendant, case["filed_on"]),
        "principal": _money(dice, case["principal_fen"]),
    }
    return "".join(
        (
            f"{case['court']}民事判决书{case['case_no']}。",
            *_party_lines(block, dice, named, case["filed_on"]),
            f"{words['plaintiff']}与{words['defendant']}民间借贷纠纷一案，本院于{_day(case['filed_on'])}立案后，依法适用"
            f"{dice.pick(('简易程序', '普通程序', '小额诉讼程序'))}公开开庭进行了审理。本案现已审理终结。",
            dice.pick(_CLAIMS).format(**words),
            dice.pick(_ANSWERS if case["contested"] else _ABSENT).format(**words),
            _facts(dice, case, words),
            _REASONS[case["outcome"]],
            _ruling(dice, case, words),
            f"审判员{dice.pick('陈林黄张李王')}{dice.pick('志立文国建')}。{_day_in_numerals(case['closed_on'])}",
        )
    )


def _name(party: Party, on: date) -> str:
    return party.name_on(on) if isinstance(party, Company) else party.name


def _party_lines(block: Block, dice: Dice, named: Sequence[Standing], on: date) -> list[str]:
    """The head of a judgment, an agent below who is represented."""
    order = list(_ROLES)
    lines = [
        (order.index(one.acts_for or one.role), one.role == "agent", _party_line(block, dice, one, on)) for one in named
    ]
    return [line for *_, line in sorted(lines, key=lambda at: at[:2])]


def _party_line(block: Block, dice: Dice, one: Standing, on: date) -> str:
    role, party = one.role, one.party
    if role == "agent":
        lawyer = any(party is known for known in block.institutions.lawyers)
        what = f"福建{dice.pick('鹭海闽厦')}{dice.pick('正信达衡')}律师事务所律师" if lawyer else "系原告推荐的公民"
        return f"委托诉讼代理人：{party.name}，{what}。"
    if isinstance(party, Company):
        return (
            f"{_ROLES[role]}：{party.name_on(on)}，住所地{party.address_on(on).standard}，统一社会信用代码{party.number}。"
            f"法定代表人：{party.owner.name}，{dice.pick(_OFFICES)}。"
        )
    parts = [party.name, "男" if party.male else "女", f"{_day(party.birth)}出生"]
    if dice.chance(_ETHNICITY_NAMED):
        parts.insert(3 if dice.chance(0.5) else 2, dice.weighted(_ETHNICITIES))
    if dice.chance(0.1):
        parts.append("福建省厦门市人")
    parts.append(f"住{party.address.standard}")
    if dice.chance(0.12):
        parts.append(f"户籍地{party.address.building.community.district}{party.address.building.short_address}")
    if dice.chance(0.4):
        parts.append(f"公民身份号码{party.number}")
    return f"{_ROLES[role]}：{'，'.join(parts)}。"


def _facts(dice: Dice, case: Mapping[str, Any], words: Mapping[str, str]) -> str:
    lent, due, rate, delivered = (case[name] for name in ("lent_on", "due_on", "agreed_rate_percent", "delivered_fen"))
    story = (dice.pick(_LENT) if lent else _UNDATED).format(lent=_day(lent) if lent else "", **words)
    story += dice.pick(_DUE).format(due=_day(due)) if due else dice.pick(_NO_TERM)
    story += dice.pick(_NO_RATE) if rate is None else f"，{_rate(dice, rate)}"
    if delivered is not None:
        whole = delivered == case["principal_fen"]
        story += dice.pick(_ARRIVED_WHOLE if whole else _ARRIVED).format(delivered=_money(dice, delivered))
    return story + "。"


def _ruling(dice: Dice, case: Mapping[str, Any], words: Mapping[str, str]) -> str:
    law = "依照《中华人民共和国民法典》第六百七十五条、《中华人民共和国民事诉讼法》第六十七条之规定，判决如下："
    if case["outcome"] == "against_plaintiff":
        return f"{law}驳回原告{words['plaintiff']}的诉讼请求。"
    owed = case["principal_fen"] if case["delivered_fen"] is None else case["delivered_fen"]
    paid = f"被告{words['defendant']}应于本判决生效之日起十日内偿还原告{words['plaintiff']}借款本金{_money(dice, owed)}"
    rest = "驳回原告的其他诉讼请求。" if case["outcome"] == "partly" else ""
    return f"{law}{paid}{dice.pick(('及利息', '并支付相应利息'))}。{rest}"


def _money(dice: Dice, fen: int) -> str:
    yuan = fen // 100
    if yuan % 1_000 == 0 and yuan >= 10_000 and dice.chance(0.4):
        return f"{yuan / 10_000:g}万元"
    return dice.pick((f"{yuan}元", f"人民币{yuan}元", f"{yuan:,}元"))


def _rate(dice: Dice, percent: float) -> str:
    monthly = round(percent / 12, 4)
    if abs(monthly * 12 - percent) < 1e-6 and dice.chance(0.5):
        return dice.pick((f"月利率为{monthly:g}%", f"利息按月利率{monthly:g}%计算", f"约定月息{monthly:g}分"))
    return dice.pick((f"约定年利率{percent:g}%", f"利息按年利率{percent:g}%计算", f"年化利率为{percent:g}%"))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _day_in_numerals(day: date) -> str:
    """二〇二四年十月二十一日, as under a judgment."""

    def number(value: int) -> str:
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
        return head + (_NUMERALS[ones] if ones else "")

    year = "".join(_NUMERALS[int(sign)] for sign in str(day.year))
    return f"{year}年{number(day.month)}月{number(day.day)}日"
