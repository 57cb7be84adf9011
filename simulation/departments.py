"""How each department writes: file format, encoding, dates, money and words.

A department keeps one form for all its tables, save that small tables of some come as workbooks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from expectations.contracts.declaration import Column, Contract, Mention

FileFormat = Literal["csv", "xlsx", "jsonl"]


@dataclass(frozen=True)
class Habit:
    """A department's form. `party_word` picks among the written words for person and company; `grouped` money has
    thousands separators."""

    file_format: FileFormat
    encoding: str
    date_style: str
    party_word: int = 0
    grouped: bool = False


USUAL = Habit("csv", "utf-8", "{0:04d}-{1:02d}-{2:02d}")
"""The form of a department whose habits nobody described yet."""

HABITS: dict[str, Habit] = {
    "banks": Habit("csv", "gb18030", "{0:04d}{1:02d}{2:02d}", grouped=True),
    "civil_affairs": Habit("xlsx", "", "{0}年{1}月{2}日"),
    "courts": Habit("csv", "utf-8", "{0:04d}-{1:02d}-{2:02d}"),
    "finance": Habit("xlsx", "", "{0}/{1}/{2}"),
    "grid": Habit("jsonl", "utf-8", "{0:04d}-{1:02d}-{2:02d}", party_word=1),
    "hotline": Habit("jsonl", "utf-8", "{0}/{1}/{2}"),
    "housing": Habit("csv", "gb18030", "{0:04d}{1:02d}{2:02d}"),
    "justice": Habit("xlsx", "", "{0}年{1}月{2}日", party_word=1),
    "market": Habit("csv", "utf-8-sig", "{0:04d}-{1:02d}-{2:02d}"),
    "notaries": Habit("xlsx", "", "{0:04d}-{1:02d}-{2:02d}"),
    "petition_offices": Habit("xlsx", "", "{0}年{1}月{2}日"),
    "police": Habit("csv", "gb18030", "{0:04d}{1:02d}{2:02d}", party_word=1),
    "social_security": Habit("csv", "utf-8", "{0:04d}-{1:02d}-{2:02d}"),
    "tax": Habit("csv", "gb18030", "{0}年{1}月{2}日", grouped=True),
}
"""Banks, the police and housing write 20230507; tax and justice 2023年5月7日; the hotline and finance 2023/5/7."""


@dataclass(frozen=True)
class MentionCells:
    """Where in a row a mention's cells stand; None for cells that the contract does not have."""

    role: str
    name: int
    number: int | None
    kind: int | None
    birth: int | None
    phone: int | None
    address: int | None


@dataclass(frozen=True)
class Desk:
    """How one table is written: `writers[i]` turns the true value of column i into the department's text."""

    contract: Contract
    habit: Habit
    places: dict[str, int]
    key: tuple[int, ...]
    writers: tuple[Callable[[Any], str], ...]
    mentions: dict[str, MentionCells]
    correctable: tuple[tuple[int, Column], ...]


def _date_writer(style: str) -> Callable[[date], str]:
    @cache
    def write(day: date) -> str:
        return style.format(day.year, day.month, day.day)

    return write


def _money_writer(column: Column, grouped: bool) -> Callable[[int], str]:
    if "万元" in column.header:
        return lambda fen: f"{fen / 1_000_000:.6f}".rstrip("0").rstrip(".")
    if grouped:
        return lambda fen: f"{fen // 100:,}.{fen % 100:02d}"
    return lambda fen: str(fen // 100) if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02d}"


def _category_writer(column: Column, word: int) -> Callable[[str], str]:
    written: dict[str, list[str]] = {}
    for text, held in column.allowed:
        written.setdefault(held, []).append(text)
    chosen = {held: texts[min(word, len(texts) - 1)] for held, texts in written.items()}
    return lambda held: chosen[held]


def _writer(column: Column, habit: Habit) -> Callable[[Any], str]:
    if column.type == "date":
        return _date_writer(habit.date_style)
    if column.type == "money":
        return _money_writer(column, habit.grouped)
    if column.type == "category":
        return _category_writer(column, habit.party_word)
    if column.type == "boolean":
        return lambda truth: "是" if truth else "否"
    if column.type == "percent":
        return lambda percent: f"{percent:.4f}".rstrip("0").rstrip(".")
    return str


_NEVER_WRONG = ("outcome", "status", "role", "charge", "cause", "category", "injury", "licence_kind", "occupancy")


def _can_be_wrong(contract: Contract, column: Column) -> bool:
    """Columns in which a clerk's slip is later corrected: not the key, not who, not what the row is about."""
    if column.name in contract.key or column.name == contract.event_on or column.name in _NEVER_WRONG:
        return False
    return column.type in ("money", "percent", "integer", "boolean", "phone", "address", "category") and not (
        column.name.endswith("_kind")
    )


def _cells(mention: Mention, places: dict[str, int]) -> MentionCells:
    def place(column: str | None) -> int | None:
        return None if column is None else places[column]

    return MentionCells(
        role=mention.role,
        name=places[mention.name],
        number=place(mention.id_number),
        kind=place(mention.kind_column),
        birth=place(mention.birth_on),
        phone=place(mention.phone),
        address=place(mention.address),
    )


def desk(contract: Contract) -> Desk:
    """The desk at which a contract's rows are written."""
    habit = HABITS.get(contract.department, USUAL)
    places = {column.name: place for place, column in enumerate(contract.columns)}
    return Desk(
        contract=contract,
        habit=habit,
        places=places,
        key=tuple(places[name] for name in contract.key),
        writers=tuple(_writer(column, habit) for column in contract.columns),
        mentions={mention.role: _cells(mention, places) for mention in contract.mentions},
        correctable=tuple(
            (places[column.name], column) for column in contract.columns if _can_be_wrong(contract, column)
        ),
    )
