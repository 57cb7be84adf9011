"""How companies trade: quarterly tax filings and insured head counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from simulation.companies import Company

if TYPE_CHECKING:
    from simulation.blocks import Block


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
