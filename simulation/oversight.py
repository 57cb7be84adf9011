"""What offices do about companies: penalties, abnormal listings, inspections, permits, honours, tax penalties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company
from simulation.dice import Dice

if TYPE_CHECKING:
    from simulation.blocks import Block

_REASONS = ("通过登记的住所或者经营场所无法联系", "未依照规定的期限公示年度报告", "公示企业信息隐瞒真实情况、弄虚作假")
_VIOLATIONS = (
    "未按规定公示信息",
    "虚假宣传",
    "未取得许可从事经营",
    "销售不合格商品",
    "占道经营",
    "未明码标价",
    "违反广告法",
    "侵害消费者权益",
)
_AUTHORITIES = (
    "厦门市市场监督管理局",
    "厦门市思明区市场监督管理局",
    "厦门市湖里区市场监督管理局",
    "厦门市集美区市场监督管理局",
    "厦门市同安区市场监督管理局",
)
_PERMITS = {
    "catering": "食品经营许可",
    "retail": "食品经营许可",
    "construction": "建筑施工安全生产许可",
    "training": "民办学校办学许可",
    "elder_care": "养老机构备案",
    "car_leasing": "小微型客车租赁经营备案",
    "other": "道路运输经营许可",
}
_HONOURS = {
    "technology": "高新技术企业",
    "manufacturing": "专精特新中小企业",
    "farming": "农业产业化龙头企业",
    "retail": "守合同重信用企业",
    "construction": "守合同重信用企业",
    "catering": "餐饮服务食品安全示范单位",
}
_TAX_OFFENCES = ("逾期未申报", "未按规定开具发票", "少缴税款", "未按规定保管发票")


def penalise(block: Block, dice: Dice, company: Company, on: date, violation: str | None = None) -> None:
    """An administrative penalty."""
    fine = dice.pick((None, 50_000, 100_000, 300_000, 500_000, 1_000_000, 5_000_000))
    block.clerk.record(
        "company_penalties",
        on,
        {
            "decision_no": f"厦市监罚决〔{on.year}〕{block.clerk.serial('penalty')}号",
            "violation": violation or dice.pick(_VIOLATIONS),
            "penalty_kind": "警告" if fine is None else "罚款",
            "fine_fen": fine,
            "decided_on": on,
            "authority": dice.pick(_AUTHORITIES),
        },
        (("company", company),),
    )


def list_abnormal(block: Block, dice: Dice, company: Company, on: date, reason: str | None = None) -> None:
    """A listing for abnormal operation; half mend their ways."""
    removed = on + timedelta(days=dice.integer(30, 500)) if dice.chance(0.5) else None
    block.clerk.record(
        "abnormal_listings",
        on,
        {
            "listing_no": f"YC{on:%Y%m%d}{block.clerk.serial('abnormal'):09d}",
            "reason": reason or dice.pick(_REASONS),
            "listed_on": on,
        },
        (("company", company),),
        later=[(removed, {"removed_on": removed})] if removed else (),
    )


def keep_order(block: Block) -> None:
    """What careless companies come to, what careful ones are given, and what everybody needs."""
    for company in block.companies:
        dice = block.dice("order", company.uid)
        first = max(block.timeline.start, company.established)
        last = min(block.timeline.end, company.deregistered or block.timeline.end)
        if first < last:
            _look_after(block, dice, company, first, last)


def _look_after(block: Block, dice: Dice, company: Company, first: date, last: date) -> None:
    years = (last - first).days / 365
    careless = (1 - company.care) ** 2
    for _ in range(dice.count(years * 0.05 * careless)):
        penalise(block, dice, company, block.timeline.moment(dice, "office", first, last))
    if dice.chance(min(0.5, years * 0.05 * careless)):
        list_abnormal(block, dice, company, block.timeline.moment(dice, "office", first, last))
    on, known = block.timeline.moment(dice, "office", first, last), (("company", company),)
    authority = dice.pick(_AUTHORITIES)
    if dice.chance(0.03 * years):
        block.clerk.record(
            "inspections",
            on,
            {
                "inspection_no": f"JC{on:%Y%m%d}{block.clerk.serial('inspection'):09d}",
                "inspected_on": on,
                "result": "发现问题已责令改正" if dice.chance(0.3 * (1 - company.care)) else "未发现问题",
                "authority": authority,
            },
            known,
        )
    if company.industry in _PERMITS and dice.chance(0.08 * years):
        block.clerk.record(
            "permits",
            on,
            {
                "permit_no": f"XK{on:%Y}{block.clerk.serial('permit'):09d}",
                "permit_kind": _PERMITS[company.industry],
                "granted_on": on,
                "valid_until": on + timedelta(days=5 * 365),
                "authority": authority,
            },
            known,
        )
    if company.industry in _HONOURS and company.kind != "sole_trader" and dice.chance(0.03 * years * company.care):
        block.clerk.record(
            "honours",
            on,
            {
                "honour_no": f"RD{on:%Y}{block.clerk.serial('honour'):09d}",
                "honour_kind": _HONOURS[company.industry],
                "granted_on": on,
                "authority": "厦门市工业和信息化局",
            },
            known,
        )
    if company.kind != "sole_trader" and dice.chance(0.03 * years * careless):
        block.clerk.record(
            "tax_penalties",
            on,
            {
                "decision_no": f"厦税罚〔{on.year}〕{block.clerk.serial('tax penalty')}号",
                "violation": dice.pick(_TAX_OFFENCES),
                "fine_fen": dice.pick((5_000, 20_000, 100_000, 1_000_000)),
                "decided_on": on,
                "authority": "国家税务总局厦门市税务局",
            },
            known,
        )
