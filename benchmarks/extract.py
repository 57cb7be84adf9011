"""A large extract for measuring: enforcement cases as a court writes them, any number of rows, same seed same bytes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from expectations.contracts import contracts
from identifiers import citizen_ids, credit_codes

TABLE = "enforcements"

_SURNAMES = "陈林黄张李王吴刘蔡杨许郑谢郭洪曾周叶苏庄"
_GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文丽红梅晓燕海龙"
_TRADES = ("商贸", "投资咨询", "小额贷款", "建筑工程", "物业管理", "汽车租赁", "典当", "餐饮管理")
_ROADS = ("湖滨南路", "嘉禾路", "厦禾路", "莲前西路", "集美大道", "同集中路", "翔安南路", "沧虹路")


def write_extract(path: Path, rows: int, seed: int = 7) -> None:
    """Write `rows` enforcement cases as CSV in UTF-8 under the contract's own headers, with departments' usual damage.

    A tenth of the parties' numbers is missing or wrong, a quarter of the phones is missing, dates are in ISO form.
    """
    dice = np.random.default_rng(seed)
    headers = [column.header for column in contracts()[TABLE]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(headers) + "\n")
        for first in range(0, rows, 50_000):
            size = min(50_000, rows - first)
            applicants, debtors = (_parties(dice, size) for _ in range(2))
            days = dice.integers(0, 3650, size)
            fen = dice.integers(100_000, 900_000_000, size)
            basis = dice.integers(0, 3, size)
            for row in range(size):
                number = first + row
                filed = date(2014, 1, 1) + timedelta(days=int(days[row]))
                yuan = f"{fen[row] // 100}.{fen[row] % 100:02d}"
                words = ("判决", "调解书", "公证债权文书")[basis[row]]
                stream.write(
                    f"（{filed.year}）闽0203执{number}号,{words},（{filed.year}）闽0203民初{number}号,{filed},{yuan},"
                    f"{applicants[row]},{debtors[row]}\n"
                )


def _parties(dice: np.random.Generator, size: int) -> list[str]:
    """The five cells of one party, as many as asked for."""
    company = dice.random(size) < 0.4
    surnames, given = dice.integers(0, len(_SURNAMES), size), dice.integers(0, len(_GIVEN), (size, 2))
    trades, roads = dice.integers(0, len(_TRADES), size), dice.integers(0, len(_ROADS), size)
    digits, doors = dice.integers(0, 10**9, size), dice.integers(1, 900, size)
    years, months, days = dice.integers(1950, 2005, size), dice.integers(1, 13, size), dice.integers(1, 29, size)
    damage, silent = dice.random(size), dice.random(size) < 0.25
    made = []
    for row in range(size):
        if company[row]:
            name = f"厦门{_GIVEN[given[row, 0]]}{_GIVEN[given[row, 1]]}{_TRADES[trades[row]]}有限公司"
            body = f"91350200MA{digits[row]:07d}"[:17]
            kind, number = "法人", body + credit_codes.check_character(body)
        else:
            name = f"{_SURNAMES[surnames[row]]}{_GIVEN[given[row, 0]]}{_GIVEN[given[row, 1]]}"
            body = f"3502{('03', '06', '11', '12')[trades[row] % 4]}{years[row]}{months[row]:02d}{days[row]:02d}"
            body += f"{digits[row] % 1000:03d}"
            kind, number = "自然人", body + citizen_ids.check_digit(body)
        if damage[row] < 0.1:
            number = "" if damage[row] < 0.08 else number[:6] + "0" + number[7:]
        phone = "" if silent[row] else f"1{3 + digits[row] % 7}{digits[row]:09d}"
        made.append(f"{name},{kind},{number},{phone},思明区{_ROADS[roads[row]]}{doors[row]}号")
    return made
