"""Citations by id, for evidence rules and pages to name; and the tables that need somebody's eye.

The ids evidence rules use: trap_loan_2019 and trap_loan_2019_step1..5, rate_cap_2015, rate_cap_2020,
cap_exemption_2020, private_lending_invalid, _sham, _deducted and _renewed, illegal_lending_2019,
illegal_lending_2019_relatives, professional_lender_2019, professional_lender_zhejiang_2018, soft_violence_2019,
notary_2017_08 (_enforceable, _sale_power), regulation_737 (_licence, _promised_return, _unspecified_public).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from law.loading import TABLES, LawError, read_table

_COLUMNS: dict[str, tuple[str, ...]] = {
    "candidate_grounds": ("kind", "document", "title_zh", "title_en"),
    "cap_exemptions": ("licence_kind", "title_zh", "title_en"),
    "citations": ("title_zh", "title_en", "article"),
    "fundraising": ("measure", "value", "unit"),
    "illegal_lending": ("subject", "measure", "at_least", "unit", "window_years"),
    "lpr": ("percent", "unit"),
    "notary_rules": ("deed_kind", "title_zh", "title_en"),
    "professional_lenders": (
        "jurisdiction", "suits_at_least", "window_years", "amount_at_least_yuan", "court", "complete", "unit",
    ),
    "rate_caps": ("method", "percent", "void_above_percent", "multiple", "unit"),
}  # fmt: skip
"""Every table and its own columns."""


@dataclass(frozen=True)
class Citation:
    """A rule of law to name beside a piece of evidence. `article` is empty where it is the whole text or unverified;
    null dates are open or unknown ends."""

    id: str
    title_zh: str
    title_en: str
    article: str
    source: str
    in_force_from: date | None
    in_force_until: date | None
    note: str

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day."""
        started = self.in_force_from is None or self.in_force_from <= on
        return started and (self.in_force_until is None or on <= self.in_force_until)


@dataclass(frozen=True)
class StaleTable:
    """A table that nobody has checked as far as a night's day, and the sentences every page of that night prints."""

    table: str
    entry: str
    valid_through: date
    sentence_zh: str
    sentence_en: str


@cache
def citations(folder: Path = TABLES) -> dict[str, Citation]:
    """Every citation by its id. Raises LawError when the table is malformed."""
    return {
        entry.id: Citation(
            id=entry.id,
            title_zh=entry.text("title_zh"),
            title_en=entry.text("title_en"),
            article=entry.values["article"],
            source=entry.source,
            in_force_from=entry.in_force_from,
            in_force_until=entry.in_force_until,
            note=entry.note,
        )
        for entry in read_table("citations", _COLUMNS["citations"], folder)
    }


def citation(id: str) -> Citation:
    """The citation of that id; raises LawError when there is none, so that no rule cites what nobody wrote down."""
    try:
        return citations()[id]
    except KeyError:
        raise LawError(f"no citation {id!r}: add it to law/citations.csv with its source") from None


def stale_tables(as_of: date, folder: Path = TABLES) -> list[StaleTable]:
    """Tables with a row still in force that was last checked before `as_of`, by name; empty when all are fresh."""
    stale = []
    for table, columns in sorted(_COLUMNS.items()):
        for entry in read_table(table, columns, folder):
            if entry.valid_through is not None and entry.in_force(as_of) and not entry.checked(as_of):
                day = entry.valid_through
                stale.append(
                    StaleTable(
                        table,
                        entry.id,
                        day,
                        f"法律数据表 {table} 仅核对至 {day}，其后的答案为“未知”，请更新 law/{table}.csv。",
                        f"Legal table {table} was last checked through {day}; later answers are unknown until "
                        f"law/{table}.csv is updated.",
                    )
                )
    return stale
