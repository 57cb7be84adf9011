"""How companies trade: quarterly tax filings, debts of tax, insured head counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company

if TYPE_CHECKING:
    from simulation.blocks import Block


def quarters(block: Block) -> list[date]:
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


def next_quarter(day: date) -> date:
    """The first day of the quarter after the one that begins on a day."""
    return date(day.year + (day.month == 10), (day.month + 3 - 1) % 12 + 1, 1)


def _files_taxes(company: Company) -> bool:
    """Sole traders pay a fixed sum without filing, save the large ones."""
    return company.kind != "sole_trader" or company.scale > 900_000


def _publish_arrears(block: Block, company: Company, filed: date, tax: int) -> None:
    """The tax office waits for most debtors; the debt of one that fails, or seldom pays, is published in the end."""
    dice = block.dice("arrears", company.uid, filed.isoformat())
    failing = company.growth < 0.9 or company.care < 0.15 or company.deregistered is not None or bool(company.revoked)
    if not dice.chance(0.5 if failing else 0.1):
        return
    published = filed + timedelta(days=dice.integer(60, 200))
    paid = published + timedelta(days=dice.integer(20, 400)) if dice.chance(0.2 if failing else 0.8) else None
    block.clerk.record(
        "tax_arrears",
        published,
        {
            "arrears_no": f"QS{published:%Y%m%d}{block.clerk.serial('arrears'):09d}",
            "tax_kind": dice.pick(("value_added", "value_added", "company_income", "city_maintenance", "other")),
            "owed_fen": max(100, round(tax * dice.uniform(0.3, 3.0) / 100) * 100),
            "due_on": filed,
            "published_on": published,
        },
        (("company", company),),
        later=[(paid, {"paid_on": paid})] if paid else (),
    )


def trade(block: Block) -> None:
    """Quarterly filings and counts of every company that files, in the block's order."""
    known = quarters(block)
    for company in block.companies:
        if not _files_taxes(company):
            continue
        dice = block.dice("trade", company.uid)
        level = company.scale / 4
        for age, day in enumerate(known):
            end = next_quarter(day)
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
            if owes:
                _publish_arrears(block, company, filed, tax)
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
