"""How companies trade: tax filings, insured head counts, abnormal listings, penalties."""

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


def _quarters(block: Block) -> list[date]:
    """First days of the quarters that end within the simulated years."""
    first = block.timeline.start
    year, quarter = first.year, (first.month + 2) // 3
    days: list[date] = []
    while True:
        day = date(year, 3 * quarter - 2, 1)
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
        if date(year, 3 * quarter - 2, 1) > block.timeline.end:
            return days
        days.append(day)


def _next_quarter(day: date) -> date:
    return date(day.year + (day.month == 10), (day.month + 3 - 1) % 12 + 1, 1)


def _files_taxes(company: Company) -> bool:
    """Sole traders pay a fixed sum without filing, save the large ones."""
    return company.kind != "sole_trader" or company.scale > 900_000


def trade(block: Block) -> None:
    """Quarterly filings and counts of every company that files, in the block's order."""
    quarters = _quarters(block)
    for company in block.companies:
        if not _files_taxes(company):
            continue
        dice = block.dice("trade", company.uid)
        level = company.scale / 4
        for age, day in enumerate(quarters):
            end = _next_quarter(day)
            if company.established > day or company.closed_by(end):
                continue
            level *= company.growth**0.25 * dice.lognormal(1.0, 0.12)
            filed = end + timedelta(days=dice.integer(2, 20))
            if company.care < 0.04 and age > 4:
                continue
            revenue = round(level * (1.15 if day.month == 10 else 1.0)) * 100
            tax = round(revenue * 0.03)
            owes = dice.chance(0.01 if company.care > 0.15 else 0.12)
            block.clerk.record(
                "tax_filings",
                filed,
                {
                    "filing_no": f"SB{block.clerk.serial('filing'):010d}",
                    "period": f"{day.year}Q{day.month // 3 + 1}",
                    "filed_on": filed,
                    "revenue_fen": revenue,
                    "tax_due_fen": tax,
                    "arrears_fen": round(tax * dice.uniform(0.2, 1.0)) if owes else None,
                },
                (("company", company),),
            )
            if company.staff > 1 and dice.chance(0.97):
                counted = end - timedelta(days=1)
                staff = max(0, round(company.staff * company.growth ** (age / 4) * dice.uniform(0.9, 1.1)))
                block.clerk.record(
                    "insured_headcounts",
                    counted,
                    {
                        "count_no": f"CB{block.clerk.serial('count'):010d}",
                        "counted_on": counted,
                        "insured": staff,
                    },
                    (("company", company),),
                )


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
    """What careless companies come to: listings and penalties, and now and then an inspection or a permit."""
    for company in block.companies:
        dice = block.dice("order", company.uid)
        first = max(block.timeline.start, company.established)
        last = min(block.timeline.end, company.deregistered or block.timeline.end)
        if first >= last:
            continue
        years = (last - first).days / 365
        for _ in range(dice.count(years * 0.05 * (1 - company.care) ** 2)):
            penalise(block, dice, company, block.timeline.moment(dice, "office", first, last))
        if dice.chance(min(0.5, years * 0.05 * (1 - company.care) ** 2)):
            list_abnormal(block, dice, company, block.timeline.moment(dice, "office", first, last))
        if dice.chance(0.03 * years):
            on = block.timeline.moment(dice, "office", first, last)
            block.clerk.record(
                "inspections",
                on,
                {
                    "inspection_no": f"JC{on:%Y%m%d}{block.clerk.serial('inspection'):09d}",
                    "inspected_on": on,
                    "result": "发现问题已责令改正" if dice.chance(0.3 * (1 - company.care)) else "未发现问题",
                    "authority": dice.pick(_AUTHORITIES),
                },
                (("company", company),),
            )
