"""The top of a sheet: its header, the titles above it, and where its rows begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile

from expectations.sources.declaration import header_form
from jobs.ingest.blocks import Row
from jobs.ingest.headers import LOOKED_THROUGH, Header, find, given
from jobs.ingest.plans import Plan
from jobs.ingest.sheets import ANOTHER_HEADER, BrokenLine, CutOff, Sheet

_HEADERS_IN_A_TITLE = 2
"""A title may happen to be a header's word; two of them in one row are a header."""


class LookedThrough:
    """A sheet whose top was looked through for its header.

    `titles` are the cells above it. `above` are rows there that are no titles: rows of data, and a header that lacks
    something, as where pages of several hands were put under one another. Above a header of one cell nothing tells a
    title from a row: whatever stands there is both. `under_another` is true while the rows last read stood below a row
    of declared headers in another order: which cell is which column is not known there, until the header comes again.
    """

    def __init__(self, sheet: Sheet, plan: Plan) -> None:
        self.sheet = sheet
        self.header: Header | None = None
        if sheet.header is not None:
            self.header = given(sheet.header)
        elif plan.mapping and plan.mapping.given_header:
            self.header = given(plan.mapping.given_header)
        self._rows = sheet.again(len(self.header.forms)) if self.header and sheet.again else sheet.rows
        top: list[Row] = []
        self._cut_off: CutOff | None = None
        try:
            for row in islice(_not_blank(self._rows), LOOKED_THROUGH):
                top.append(row)
        except CutOff as error:
            self._cut_off = error
        if plan.mapping and plan.mapping.given_header:
            top = [(number, [cell if header_form(cell) else "" for cell in cells]) for number, cells in top]
        found = self.header = self.header or find([cells for _, cells in top], plan)
        written = top[found.place][1] if found and found.place >= 0 else sheet.header or ()
        self._wanted = plan.wanted
        self.words = plan.headers.union(filter(None, written))
        self.under_another = False
        self.empty = not sheet.broken and self._cut_off is None and not any(any(cells) for _, cells in top)
        first = found.place + 1 if found else 0
        self.last_above = top[first - 1][0] if first else 0
        self._top, above = top[first:], top[: max(first - 1, 0)]
        if first and found and sheet.again:
            self._rows, self._top = sheet.again(len(found.forms)), []
            above = list(takewhile(lambda row: _forms(row[1]) != found.forms, _not_blank(self._rows)))
        titles = list(takewhile(lambda row: _is_title(row[1], found, plan), above)) if found else []
        self.titles = [cell for _, cells in titles for cell in cells]
        self.above = above[len(titles) :] if found and sum(map(bool, found.forms)) > 1 else above

    def data_rows(self) -> Iterator[Row]:
        """Rows below the header without blank ones and those that repeat it. Raises CutOff where they end early."""
        return self.data_among(chain(self._top, self._rest()))

    def data_among(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Those of the rows that are not blank and do not repeat the header; from another header on as broken lines."""
        forms = self.header.forms if self.header else ()
        anchor = next((index for index, form in enumerate(forms) if form), None)
        for number, cells in _not_blank(rows):
            if (
                anchor is not None
                and len(cells) > anchor
                and header_form(cells[anchor]) == forms[anchor]
                and _forms(cells[: len(forms)]) == forms
            ):
                self.under_another = False
                continue
            if forms and self._is_header(cells):
                self.under_another = self._columns(_forms(cells[: len(forms)])) != self._columns(forms)
                if not self.under_another:
                    continue
            yield number, BrokenLine("\t".join(cells), ANOTHER_HEADER) if self.under_another else cells

    def _is_header(self, cells: list[str]) -> bool:
        """Whether a row that does not repeat the header is one: half of its cells are words that headers are."""
        found = len(self.words.intersection(cells))
        return found >= _HEADERS_IN_A_TITLE and 2 * found >= sum(map(bool, cells))

    def _columns(self, forms: tuple[str, ...]) -> list[str]:
        """What stands under each header: the column that is read there, whichever of its names is written, else the
        header itself."""
        return [self._wanted.get(form, form) for form in forms]

    def _rest(self) -> Iterator[Row]:
        if self._cut_off:
            raise self._cut_off
        yield from self._rows


def _not_blank(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if any(map(str.strip, row[1])))


def _forms(cells: list[str]) -> tuple[str, ...]:
    return tuple(map(header_form, cells))


def _is_title(cells: list[str], header: Header, plan: Plan) -> bool:
    """Whether a row above the header fills at most half of its cells, as titles and captions over several columns do,
    and holds at most one of the declared headers."""
    forms = [form for form in _forms(cells) if form]
    narrow = len(forms) == 1 or 2 * len(forms) <= sum(map(bool, header.forms))
    return narrow and not isinstance(cells, BrokenLine) and len({*forms} & plan.wanted.keys()) < _HEADERS_IN_A_TITLE
