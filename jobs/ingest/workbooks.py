"""XLSX, XLS and ODS workbooks to rows of text. Runs in the process of `jobs.ingest.apart`, for a damaged one can abort
its reader."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from jobs.ingest.archives import ZIP, check_sizes
from jobs.ingest.cells import cell_text
from jobs.ingest.old_workbooks import read_old_workbook
from jobs.ingest.percent_cells import PercentCells, shown
from jobs.ingest.sheets import CELLS_IN_A_SHEET, SHEET_STEP, Sheet, Undecodable

_SHEETS = 100
"""Sheets of a workbook that hold tables; each is read whole."""

# A formula without the value a spreadsheet computes for it: programs that write workbooks leave it out. And one that
# failed, whose error the fast reader leaves out.
_NO_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<c\b[^>]*\bt=[\"']e[\"']")

# Newer programs write an `x15:workbookPr` of their own behind it, which says nothing of this.
_EPOCH_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=[\"'](?:1|true)[\"']")


def sheets(raw: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook, each to be read before the next. Raises Undecodable, and whatever the reader raises."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    is_archive = raw.startswith(ZIP)
    try:
        if is_archive:
            check_sizes(raw)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except PasswordError:
        raise Undecodable("encrypted_workbook") from None
    except Undecodable as error:
        raise Undecodable(str(error).replace("archive", "workbook")) from None
    tables = [
        (index, sheet.name)
        for index, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(tables) > _SHEETS:
        raise Undecodable("workbook_of_too_many_sheets")
    old = None if is_archive else read_old_workbook(raw)
    epoch_1904 = _counts_from_1904(raw) if old is None else old.epoch_1904
    formulas = is_archive and _lacks_values(raw)
    percents = PercentCells(raw).of if old is None else lambda index: old.percents[index]
    for place, (index, name) in enumerate(tables):
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height * sheet.width > CELLS_IN_A_SHEET:
            raise Undecodable("sheet_too_large")
        # The reader leaves empty rows above the first cell out; the numbers must not.
        first = place * SHEET_STEP + 1
        cells = sheet.to_python(skip_empty_area=True)
        corner = sheet.start or (0, 0)
        if old:
            _show_errors(cells, corner, old.errors[index])
        if formulas:
            width, corner = corner[1] + sheet.width, (0, 0)
            cells = _with_formulas(raw, name, width)
        rows = _numbered(_with_percentages(cells, corner, percents(index)), first + corner[0])
        merged = _below_first_rows(sheet.merged_cell_ranges or (), first)
        yield Sheet(rows, merged=merged, epoch_1904=epoch_1904)


def _show_errors(cells: list[list[Any]], start: tuple[int, int], errors: Mapping[tuple[int, int], str]) -> None:
    """Put errors into the cells that begin at `start`: the reader left them empty."""
    for (row, column), error in errors.items():
        cells[row - start[0]][column - start[1]] = error


def _with_percentages(
    rows: Iterable[list[Any]], start: tuple[int, int], places: Iterable[tuple[int, int]]
) -> Iterator[list[Any]]:
    """Rows that begin at `start`, with the numbers in some places as the percentages that they are shown as."""
    columns = defaultdict(list)
    for row, column in places:
        columns[row].append(column - start[1])
    for row, cells in enumerate(rows, start[0]):
        for column in columns.get(row, ()):
            value = cells[column] if 0 <= column < len(cells) else None
            if isinstance(value, int | float) and not isinstance(value, bool):
                cells[column] = shown(value)
        yield cells


def _numbered(rows: Iterable[Iterable[Any]], first: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, first):
        cells = [cell_text(value) for value in row]
        if any(cells):  # a million blank rows lie above a cell in the last one
            yield number, cells


def _below_first_rows(merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], first: int) -> tuple[range, ...]:
    """Rows that lie under the first row of a merged cell, as ranges that do not overlap."""
    found: list[range] = []
    for (top, _), (bottom, _) in sorted(merged):
        if bottom <= top:
            continue
        rows = range(first + top + 1, first + bottom + 1)
        if found and rows.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, rows.stop))
        else:
            found.append(rows)
    return tuple(found)


def _counts_from_1904(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return "xl/workbook.xml" in archive.namelist() and bool(_EPOCH_1904.search(archive.read("xl/workbook.xml")))


def _lacks_values(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return any(
            _NO_VALUE.search(archive.read(info))
            for info in archive.infolist()
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
        )


def _with_formulas(raw: bytes, name: str, width: int) -> Iterator[list[Any]]:
    """Rows of a sheet with the error of each formula that failed, and the text of each that has no value: they would be
    empty cells otherwise. All have so many cells at the least."""
    from openpyxl import load_workbook

    values, formulas = (
        load_workbook(io.BytesIO(raw), read_only=True, data_only=data_only)[name] for data_only in (True, False)
    )
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # rows would be filled up to the size that the sheet says it has
    both = zip_longest(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), fillvalue=())
    for row in both:
        cells = [formula if value is None else value for value, formula in zip_longest(*row)]
        yield cells + [None] * (width - len(cells))
