"""Whole columns at once: which cells are written so plainly that a look by pattern says what they are.

Most cells of an extract need no reading: a number with a right check digit, a name in Chinese characters, a day in ISO
form. They are found here for a whole column by Arrow and numpy; the others go one by one through `jobs.ingest.values`,
which alone says what a cell means. For every cell taken as plain the two agree exactly, with no rule broken and no
doubt raised, and a test holds them together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.contracts.declaration import Column
from identifiers import citizen_ids, credit_codes
from identifiers.amounts import MoneyUnit
from identifiers.redaction import MAY_HOLD
from jobs.ingest.values import LOST_CHARACTER


class Plain(NamedTuple):
    """Which cells of a column are plain, and what each of those is held as; of the others `values` says nothing."""

    mask: pa.BooleanArray
    values: pa.StringArray


Numbers = np.ndarray[Any, Any]
PlainCells = Callable[[pa.StringArray], Plain]

# Characters that half width and Unicode's normal form leave as they are.
_CHINESE = "一-\u9fa5"
_SIGNS = r"\-_./()#&+,:;'、。·〔〕《》"
_ONE_LINE = rf"^[0-9A-Za-z{_CHINESE}{_SIGNS}](?:[0-9A-Za-z{_CHINESE}{_SIGNS} ]*[0-9A-Za-z{_CHINESE}{_SIGNS}])?$"
# Marks for an empty cell have four characters at most and no digit.
_SURELY_NO_BLANK = "[0-9]|.{5}"
_DIGIT_THEN_E = "[0-9] *[eE]"
_NAME = rf"^(?:[{_CHINESE}]{{2,4}}|[{_CHINESE}A-Za-z0-9()]*[{_CHINESE}][{_CHINESE}A-Za-z0-9()]*)$"
_BLANK_NAMES = pa.array(["无", "空", "暂无", "未填"])
_ISO_DAY = r"^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])$"
_INTEGER = r"^(?:0|[1-9][0-9]{0,17})$"
_YUAN = r"^(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?$"
_MOBILE = r"^1[3-9][0-9]{9}$"
# Texts begin and end with a sign that no strip takes away, and are longer than any mark for an empty cell.
_TEXT_END = f"[0-9A-Za-z{_CHINESE}，。、；：！？（）(),.]"
_TEXT = rf"^{_TEXT_END}[^{LOST_CHARACTER}]{{7,}}{_TEXT_END}$"
_CITIZEN_ID = "^[1-8][0-9]{16}[0-9X]$"
_CREDIT_CODE = "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"


def plain_cells(column: Column, unit: MoneyUnit = "yuan", party: str | None = None) -> PlainCells | None:
    """How to find a column's plain cells; None where its cells repeat so much that each is read once anyway.

    `party` is the kind of the party whose number a `party_id` column holds.
    """
    if column.type == "party_id":
        return {"person": _citizen_ids, "company": _credit_codes}.get(party or "", _either_number)
    if column.type == "money":
        return _yuan if unit == "yuan" else None
    if column.type == "integer" and column.bounds:
        return _integer_within(*column.bounds)
    return _BY_TYPE.get(column.type)


def _matching(pattern: str) -> PlainCells:
    def find(written: pa.StringArray) -> Plain:
        return Plain(pc.match_substring_regex(written, pattern), written)

    return find


def _integer_within(least: int, most: int | None) -> PlainCells:
    def find(written: pa.StringArray) -> Plain:
        mask = pc.match_substring_regex(written, _INTEGER)
        numbers = pc.cast(pc.if_else(mask, written, str(least)), pa.int64())
        inside = pc.greater_equal(numbers, least)
        return Plain(pc.and_(mask, inside if most is None else pc.and_(inside, pc.less_equal(numbers, most))), written)

    return find


def _half_width_brackets(written: pa.StringArray) -> pa.StringArray:
    """Brackets as Unicode's normal form has them: case numbers and companies' names are full of the wide ones."""
    return pc.replace_substring(pc.replace_substring(written, "（", "("), "）", ")")


def _one_line(written: pa.StringArray) -> Plain:
    narrow = _half_width_brackets(written)
    kept = pc.and_(pc.match_substring_regex(narrow, _ONE_LINE), pc.match_substring_regex(narrow, _SURELY_NO_BLANK))
    return Plain(kept, narrow)


def _code(written: pa.StringArray) -> Plain:
    mask, narrow = _one_line(written)
    odd = pc.or_(pc.match_substring_regex(narrow, _DIGIT_THEN_E), pc.starts_with(narrow, "'"))
    return Plain(pc.and_not(mask, odd), narrow)


def _name(written: pa.StringArray) -> Plain:
    narrow = _half_width_brackets(written)
    return Plain(pc.and_not(pc.match_substring_regex(narrow, _NAME), pc.is_in(narrow, _BLANK_NAMES)), narrow)


def _text(written: pa.StringArray) -> Plain:
    whole, to_redact = (pc.match_substring_regex(written, pattern) for pattern in (_TEXT, MAY_HOLD))
    return Plain(pc.and_not(whole, to_redact), written)


def _yuan(written: pa.StringArray) -> Plain:
    mask = pc.match_substring_regex(written, _YUAN)
    amounts = pc.cast(pc.if_else(mask, written, "0"), pa.decimal128(16, 2))
    fen = pc.cast(pc.cast(pc.multiply(amounts, pa.scalar(100, pa.int64())), pa.int64()), pa.string())
    return Plain(mask, fen)


def _citizen_ids(written: pa.StringArray) -> Plain:
    return _numbers(written, _CITIZEN_ID, _right_citizen_ids)


def _credit_codes(written: pa.StringArray) -> Plain:
    mask, values = _numbers(written, _CREDIT_CODE, _right_credit_codes)
    return Plain(pc.and_not(mask, pc.match_substring_regex(written, _DIGIT_THEN_E)), values)


def _either_number(written: pa.StringArray) -> Plain:
    """Numbers whose party's kind is not known: a credit code where it is one, else a citizen id."""
    return Plain(pc.or_(_credit_codes(written).mask, _citizen_ids(written).mask), written)


def _numbers(written: pa.StringArray, pattern: str, right: Callable[[Numbers], Numbers]) -> Plain:
    """Numbers of 18 characters that match a pattern and whose characters, as a matrix of bytes, are found right."""
    mask = pc.match_substring_regex(written, pattern)
    chosen = written.filter(mask)
    if not len(chosen):
        return Plain(mask, written)
    matrix = np.frombuffer(chosen.buffers()[2], np.uint8, len(chosen) * 18).reshape(-1, 18)
    return Plain(pc.replace_with_mask(mask, mask, pa.array(right(matrix))), written)


def _right_citizen_ids(number: Numbers) -> Numbers:
    """Check digit, birth date and issuing office as `citizen_ids.check` wants them, no doubt left."""
    digits = number[:, :17].astype(np.int64) - ord("0")
    right = _CITIZEN_CHECKS[digits @ _CITIZEN_WEIGHTS % 11] == number[:, 17]
    year = digits[:, 6:10] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 10:12] @ _TENS, digits[:, 12:14] @ _TENS
    # The few born on a 29th, 30th or 31st are left to the calendar.
    right &= (year >= 1900) & (year <= 2099) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 28)
    province, city = digits[:, :2] @ _TENS, digits[:, 2:4] @ _TENS
    # Xiamen's codes are known one by one, with their years.
    elsewhere = (province != 35) | (city != 2)
    return right & _PROVINCES[province] & (elsewhere | _DISTRICTS[digits[:, 4:6] @ _TENS])


def _right_credit_codes(code: Numbers) -> Numbers:
    total = _CREDIT_VALUES[code[:, :17]] @ _CREDIT_WEIGHTS
    return _CREDIT_CHARACTERS[-total % 31] == code[:, 17]


_TENS = np.array([10, 1])
_CITIZEN_WEIGHTS = np.array([pow(2, 17 - place, 11) for place in range(17)])
_CITIZEN_CHECKS = np.frombuffer(citizen_ids.CHECK_CHARACTERS.encode(), np.uint8)
_PROVINCES = np.isin(np.arange(100), [int(code) for code in citizen_ids.PROVINCES])
_DISTRICTS = np.isin(np.arange(100), [int(code[4:]) for code in citizen_ids.XIAMEN_AT_ANY_TIME])
_CREDIT_CHARACTERS = np.frombuffer(credit_codes.ALPHABET.encode(), np.uint8)
_CREDIT_VALUES = np.zeros(256, np.int64)
_CREDIT_VALUES[_CREDIT_CHARACTERS] = np.arange(31)
_CREDIT_WEIGHTS = np.array([pow(3, place, 31) for place in range(17)])

_BY_TYPE: dict[str, PlainCells] = {
    "address": _one_line,
    "citizen_id": _citizen_ids,
    "code": _code,
    "company_name": _name,
    "credit_code": _credit_codes,
    "date": _matching(_ISO_DAY),
    "integer": _matching(_INTEGER),
    "party_name": _name,
    "person_name": _name,
    "phone": _matching(_MOBILE),
    "text": _text,
}
