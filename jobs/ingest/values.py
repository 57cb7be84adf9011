"""Reading one cell under its column's type: a value as bronze holds it, or the rule it broke, and doubts beside it.

Values are text here, in the one form that Spark casts without loss (ISO dates, whole fen, plain digits). A rule rejects
the row; a doubt is a flag and the value stays, because departments' numbers are wrong more often than their rows are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from expectations.contracts.declaration import Column
from identifiers import addresses, citizen_ids, credit_codes, phones
from identifiers.amounts import MoneyUnit, parse_fen
from identifiers.booleans import parse_boolean
from identifiers.dates import parse_date, parse_month
from identifiers.numerals import parse_integer
from identifiers.percents import parse_percent
from identifiers.redaction import redact
from identifiers.writing import half_width, is_blank

DESTROYED = "identifier_destroyed_by_spreadsheet"
MISSING = "missing_required"
UNKNOWN_CATEGORY = "unknown_category"
OUT_OF_BOUNDS = "out_of_bounds"
SPREADSHEET_ERROR = "spreadsheet_error"
_SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"}
)
"""What a spreadsheet shows where a formula failed: something stood there, and it is not known what."""

_NUMBER_TYPES = frozenset({"code", "citizen_id", "credit_code", "party_id"})
"""Types whose values are names of something, so that scientific notation means their digits are lost."""

_MARK_OF_ERRORS = ("#", "＃")
_LONGEST_BLANK_MARK = 8
"""Marks for an empty cell have four characters at most; some stand between spaces."""

CHARACTERS_LOST = "characters_lost"
LOST_CHARACTER = "\ufffd"
"""What programs write for a character that they could not read."""

_AS_TEXT = re.compile(r'="([^"]*)"')
"""How programs write numbers for spreadsheets that would drop their leading noughts."""

_TEXT_MARK = "'"
"""What is typed before a number so that a spreadsheet takes it for a text."""

_NO_END = frozenset({"长期", "长期有效", "永久", "永久有效", "无期限", "无固定期限"})

_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_INTEGER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+|[+-]?\d{1,18}(?:\.0+)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(\s+\d{1,2}:\d{2}(?::\d{2})?)?")


class Cell(NamedTuple):
    """What one written cell turned out to be. `value` is null for a blank and for what could not be read; `doubt` is a
    flag; `redacted` counts what was removed from a text."""

    value: str | None
    rule: str | None = None
    doubt: str | None = None
    redacted: int = 0


class DateOrder(NamedTuple):
    """How a file writes dates with slashes where the year comes last; neither means it never does.

    `epoch_1904` says that a spreadsheet's numbers count days from 1904-01-01.
    """

    day_first: bool = False
    month_first: bool = False
    epoch_1904: bool = False


BLANK = Cell(None)
YEAR_FIRST = DateOrder()
CellReader = Callable[[str], Cell]


def reader(column: Column, unit: MoneyUnit = "yuan", order: DateOrder = YEAR_FIRST) -> CellReader:
    """The function that reads a column's cells; `unit` counts for money, `order` for dates."""
    read, within = _typed(column, unit, order), _within(column)
    blank = Cell(None, MISSING) if column.required else BLANK
    lost, is_own_number = f"{CHARACTERS_LOST}:{column.name}", column.type == "code" and column.required
    is_number, is_answer = column.type in _NUMBER_TYPES, column.type == "boolean"
    words = {half_width(word) for word, _ in column.allowed}
    null_is_no_end = column.null_is_no_end
    # As null it would say what nobody wrote: that money was paid in cash, that an entry is still in force.
    harmless = column.null_is_unknown and not column.required
    error = Cell(None, doubt=f"{SPREADSHEET_ERROR}:{column.name}") if harmless else Cell(None, SPREADSHEET_ERROR)

    def read_cell(written: str) -> Cell:
        if written.startswith("=") and (as_text := _AS_TEXT.fullmatch(written.strip())):
            written = as_text[1]
        # 无 answers a yes-or-no question, says what a declared word says, and is a blank everywhere else.
        may_be_blank = len(written) <= _LONGEST_BLANK_MARK or written.isspace()
        if (
            may_be_blank
            and is_blank(written)
            and not (is_answer and written.strip())
            and half_width(written) not in words
        ):
            return blank
        if written.lstrip()[:1] in _MARK_OF_ERRORS and half_width(written).upper() in _SPREADSHEET_ERRORS:
            return error
        if null_is_no_end and half_width(written) in _NO_END:
            return BLANK
        if is_number and "E" in written.upper() and credit_codes.destroyed_by_spreadsheet(written):
            return Cell(None, DESTROYED)
        cell = read(written)
        if cell.value is None:
            return blank if cell.rule is None else cell
        if LOST_CHARACTER in written:
            # A record's own number would be another record's.
            return Cell(None, CHARACTERS_LOST) if is_own_number else cell._replace(doubt=lost)
        return cell if within(cell.value) else Cell(None, OUT_OF_BOUNDS)

    return read_cell


def _within(column: Column) -> Callable[[str], bool]:
    """Whether a number that was read is one that the column can hold."""
    if column.bounds is None:
        return lambda value: True
    least, most = column.bounds
    return lambda value: least <= float(value) and (most is None or float(value) <= most)


def _typed(column: Column, unit: MoneyUnit, order: DateOrder) -> CellReader:
    name = column.name
    readers: dict[str, CellReader] = {
        "text": _text,
        "short_text": lambda written: _text(_one_line(written)),
        "code": lambda written: Cell(_one_line(written).removeprefix(_TEXT_MARK) or None),
        "category": _category(column),
        "date": lambda written: _date(name, written, order),
        "integer": _integer,
        "money": lambda written: _money(written, unit),
        "percent": _percent,
        "boolean": _boolean,
        "citizen_id": lambda written: _citizen_id(name, written),
        "credit_code": lambda written: _credit_code(name, written),
        "party_id": lambda written: party_id(name, written, None),
        "phone": lambda written: _phone(name, written),
        "address": lambda written: Cell(_one_line(written)),
        "standard_address": lambda written: _standard_address(name, written),
        "person_name": _name,
        "company_name": _name,
        "party_name": _name,
    }
    return readers[column.type]


def party_id(name: str, written: str, kind: str | None) -> Cell:
    """A citizen id or credit code, by the kind of the party (person, company, or null: whichever it fits)."""
    code = credit_codes.check(written)
    if kind == "company" or (kind is None and code.valid):
        return _credit_code(name, written)
    number = citizen_ids.check(written)
    if kind == "person" or number.valid:
        return _citizen_id(name, written)
    return Cell(number.number, doubt=f"{name}_{'masked' if number.status == 'masked' else 'invalid'}")


def _text(written: str) -> Cell:
    text, hits = redact(written.strip())
    return Cell(text, redacted=sum(hits.values())) if hits else Cell(text)


def _one_line(written: str) -> str:
    text = half_width(written)
    return _LINE_BREAK.sub("", text) if "\n" in text or "\r" in text else text


def _standard_address(name: str, written: str) -> Cell:
    found = addresses.check(written)
    doubt = (found.flags[0] if found.flags else None) if found.valid else found.status
    return Cell(_one_line(written), doubt=f"{name}_{doubt}" if doubt else None)


def _name(written: str) -> Cell:
    name = _one_line(written)
    # A number or a row of signs in a name's place names nobody.
    return Cell(name) if any(map(str.isalpha, name)) or "*" in name else Cell(None, "not_a_name")


def _category(column: Column) -> CellReader:
    held = {half_width(written): value for written, value in column.allowed}

    def read(written: str) -> Cell:
        value = held.get(half_width(written))
        return Cell(value) if value is not None else Cell(None, UNKNOWN_CATEGORY)

    return read


def _date(name: str, written: str, order: DateOrder) -> Cell:
    text = half_width(written)
    found = _SLASHED.fullmatch(text) if order.day_first or order.month_first else None
    if found:
        first, second, year, time = found.groups()
        day, month = (first, second) if order.day_first else (second, first)
        text = f"{year}-{month}-{day}{time or ''}"
    try:
        day_read = parse_date(text, epoch_1904=order.epoch_1904)
    except ValueError:
        return _month(name, text)
    return Cell(day_read.isoformat()) if day_read else BLANK


def _month(name: str, text: str) -> Cell:
    try:
        first = parse_month(text)
    except ValueError:
        return Cell(None, "not_a_date")
    return Cell(first.isoformat(), doubt=month_only(name))


def month_only(name: str) -> str:
    """The doubt of a date that names a month alone and is held as its first day."""
    return f"{name}_month_only"


def _integer(written: str) -> Cell:
    text = half_width(written)
    if _INTEGER.fullmatch(text):
        return Cell(str(int(text.replace(",", "").split(".")[0])))
    try:
        number = parse_integer(text)
    except ValueError:
        return Cell(None, "not_a_number")
    return Cell(str(number)) if number < 1 << 63 else Cell(None, "not_a_number")


def _money(written: str, unit: MoneyUnit) -> Cell:
    try:
        fen = parse_fen(written, unit)
    except (ValueError, ArithmeticError):
        return Cell(None, "not_an_amount")
    if fen is None:
        return BLANK
    return Cell(str(fen)) if abs(fen) < 1 << 63 else Cell(None, "not_an_amount")


def _percent(written: str) -> Cell:
    try:
        share = parse_percent(written)
    except (ValueError, ArithmeticError):
        return Cell(None, "not_a_percentage")
    return Cell(repr(share)) if share is not None else BLANK


def _boolean(written: str) -> Cell:
    try:
        answer = parse_boolean(written)
    except ValueError:
        return Cell(None, "not_yes_or_no")
    return BLANK if answer is None else Cell("true" if answer else "false")


def _citizen_id(name: str, written: str) -> Cell:
    found = citizen_ids.check(written)
    if found.valid:
        return Cell(found.number, doubt=f"{name}_{found.flags[0]}" if found.flags else None)
    return Cell(found.number, doubt=f"{name}_{found.status}") if found.number else BLANK


def _credit_code(name: str, written: str) -> Cell:
    found = credit_codes.check(written)
    if found.valid:
        return Cell(found.code)
    return Cell(found.code, doubt=f"{name}_{found.status}") if found.code else BLANK


def _phone(name: str, written: str) -> Cell:
    found = phones.check(written)
    if found.valid:
        return Cell(found.number)
    return Cell(found.number, doubt=f"{name}_{found.status}") if found.number else BLANK
