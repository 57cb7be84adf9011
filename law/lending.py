"""Thresholds that tell lending as a business from lending among acquaintances, and what notaries may not do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from law.loading import TABLES, Entry, read_table

Subject = Literal["person", "company"]
IllegalLendingMeasure = Literal["loans", "rate_above", "amount_lent", "amount_gained", "borrowers"]

_FEN_PER_YUAN = 100
_DAYS_PER_YEAR = 365


@dataclass(frozen=True)
class Threshold:
    """A number of the 2019-10-21 opinion. `at_least` is fen where `unit` is fen, percent a year for `rate_above`;
    `window_days` is null where the opinion names no period."""

    id: str
    measure: str
    at_least: float
    unit: str
    window_days: int | None
    law: str
    source: str


@dataclass(frozen=True)
class LenderTier:
    """One alternative of a court's test of a professional lender: this many suits within the window and, where
    `amount_at_least_fen` is set, at least that much in all. `complete` is false while the table lacks rules of the
    same document: then a lender under every tier is not cleared."""

    id: str
    suits_at_least: int
    window_days: int
    amount_at_least_fen: int | None
    court: str
    complete: bool
    law: str
    source: str


@dataclass(frozen=True)
class NotaryRule:
    """A kind of deed that notaries may not make from a day on."""

    id: str
    deed_kind: str
    title_zh: str
    title_en: str
    from_on: date
    source: str


@cache
def _illegal_lending(folder: Path) -> tuple[Entry, ...]:
    return read_table("illegal_lending", ("subject", "measure", "at_least", "unit", "window_years"), folder)


@cache
def _professional_lenders(folder: Path) -> tuple[Entry, ...]:
    columns = ("jurisdiction", "suits_at_least", "window_years", "amount_at_least_yuan", "court", "complete", "unit")
    return read_table("professional_lenders", columns, folder)


@cache
def _notary_rules(folder: Path) -> tuple[Entry, ...]:
    return read_table("notary_rules", ("deed_kind", "title_zh", "title_en"), folder)


@cache
def _exemptions(folder: Path) -> tuple[Entry, ...]:
    return read_table("cap_exemptions", ("licence_kind", "title_zh", "title_en"), folder)


def illegal_lending_threshold(
    measure: IllegalLendingMeasure, subject: Subject, on: date, folder: Path = TABLES
) -> Threshold | None:
    """The threshold in force on a day; null when there is none or nobody has checked it that far.

    Raises LawError when the table is malformed.
    """
    for entry in _illegal_lending(folder):
        if entry.text("measure") == measure and entry.text("subject") in (subject, "any") and _holds(entry, on):
            number, years, unit = entry.decimal("at_least"), entry.whole("window_years"), entry.text("unit")
            if number is None:
                return None
            in_fen = unit == "yuan"
            return Threshold(
                id=entry.id,
                measure=measure,
                at_least=float(number * _FEN_PER_YUAN if in_fen else number),
                unit="fen" if in_fen else unit,
                window_days=None if years is None else years * _DAYS_PER_YEAR,
                law="illegal_lending_2019",
                source=entry.source,
            )
    return None


def professional_lender_tiers(jurisdiction: str, on: date, folder: Path = TABLES) -> tuple[LenderTier, ...]:
    """The alternatives by which courts of a jurisdiction hold a plaintiff to be a professional lender; empty where we
    know of none (Fujian, and every jurisdiction that is not in the table). Suits of related plaintiffs count together,
    and mediated ones count. Raises LawError when the table is malformed."""
    tiers = []
    for entry in _professional_lenders(folder):
        suits, years = entry.whole("suits_at_least"), entry.whole("window_years")
        if entry.text("jurisdiction") != jurisdiction or suits is None or years is None or not _holds(entry, on):
            continue
        amount = entry.whole("amount_at_least_yuan")
        tiers.append(
            LenderTier(
                id=entry.id,
                suits_at_least=suits,
                window_days=years * _DAYS_PER_YEAR,
                amount_at_least_fen=None if amount is None else amount * _FEN_PER_YUAN,
                court=entry.text("court"),
                complete=entry.text("complete") == "yes",
                law=entry.id.rpartition("_")[0],
                source=entry.source,
            )
        )
    return tuple(tiers)


def notary_rules(folder: Path = TABLES) -> tuple[NotaryRule, ...]:
    """Every kind of deed that is forbidden to notaries, with the first day on which our source surely forbids it.

    Raises LawError when the table is malformed or a rule has no first day.
    """
    rules = []
    for entry in _notary_rules(folder):
        if entry.in_force_from is None:
            raise entry.error("in_force_from is empty, so every old deed would be hit")
        rules.append(
            NotaryRule(
                id=entry.id,
                deed_kind=entry.text("deed_kind"),
                title_zh=entry.text("title_zh"),
                title_en=entry.text("title_en"),
                from_on=entry.in_force_from,
                source=entry.source,
            )
        )
    return tuple(rules)


def cap_exempt_licences(on: date, folder: Path = TABLES) -> frozenset[str]:
    """Kinds of licence whose holders the cap on private-lending interest does not bind on a day (SPC reply 2020-27).

    A row that nobody has checked that far still exempts: whom the cap may not bind is not held against it. Raises
    LawError when the table is malformed.
    """
    return frozenset(entry.text("licence_kind") for entry in _exemptions(folder) if entry.in_force(on))


def _holds(entry: Entry, on: date) -> bool:
    return entry.in_force(on) and entry.checked(on)
