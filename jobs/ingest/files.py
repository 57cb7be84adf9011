"""One delivered file from its bytes to blocks of accepted and rejected rows, and one account of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, takewhile
from pathlib import Path

from expectations.sources.declaration import header_form
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.decode import CutOff, Decoded, Sheet, Undecodable, decode
from jobs.ingest.headers import LOOKED_THROUGH, Binding, Header, Refusal, bind, find, given, nothing_found
from jobs.ingest.plain_text import PlainText
from jobs.ingest.plans import NoPlan, Plan, plan_for
from jobs.ingest.repeats import SeenRecords
from jobs.ingest.rows import Block, Rejected, Row, RowReader, Written, only_year
from jobs.ingest.sheets import DECOMPRESSED_BYTES, BrokenLine
from jobs.landing import file_digest

BLOCK_ROWS = 20_000
"""Rows held at once as Python objects; of a file itself the whole text is held."""

NOT_JSON = "not_json"
ROW_ABOVE_HEADER = "row_above_header"
_HEADERS_IN_A_TITLE = 2
"""A title may happen to be a header's word; two of them in one row are a header."""

NO_HEADER = Refusal("sheet_without_header", None)
"""A note or an overview beside the sheet that holds the table: its rows are kept in quarantine, not read."""


@dataclass(frozen=True)
class DeliveredFile:
    """One row of `landing.files`."""

    source: str
    department: str
    table: str
    delivered: date
    known_on: date
    source_file: str
    uri: str
    bytes: int


@dataclass(frozen=True)
class Account:
    """What became of a file as a whole.

    `table` is the contract it was read under, null when none takes it. `status` is read, refused (a header is missing,
    unknown or double: every row is in quarantine), unmapped or unreadable; `reason` says why, or which optional columns
    a read file lacks. `rows_in` counts data rows: not the header or what repeats it, no titles above it, no blank rows;
    each line of a text that is no row counts as one.
    """

    table: str | None
    status: str
    reason: str | None
    encoding: str | None
    sha256: str
    rows_in: int


def read_file(
    file: DeliveredFile, pseudonyms: Pseudonyms, seen: SeenRecords, block_rows: int = BLOCK_ROWS
) -> Iterator[Block | Account]:
    """Blocks of rows in the file's order, then its account.

    Nothing that a file holds raises; what the disk does (OSError) does.
    """
    path = Path(file.uri)
    sha256 = file_digest(path)
    plan = plan_for(file.source, file.table, Path(file.source_file).name)
    try:
        decoded, why = decode(_content(path)), None
    except Undecodable as error:
        decoded, why = None, str(error)
    if isinstance(plan, NoPlan):
        yield Account(None, "unmapped", plan.reason, decoded.encoding if decoded else None, sha256, 0)
    elif decoded is None:
        yield Account(plan.table, "unreadable", why, None, sha256, 0)
    else:
        yield from _FileReader(file, plan, decoded, pseudonyms, seen, block_rows).read(sha256)


def _content(path: Path) -> bytes:
    """A file's bytes. Raises Undecodable for one that memory should not hold, and OSError."""
    if path.stat().st_size > DECOMPRESSED_BYTES:
        raise Undecodable("file_too_large")
    return path.read_bytes()


def why_refused(path: Path, source: str, table: str) -> str | None:
    """Why no row of a file would be read: what keeps it from being decoded, or the header it is refused for.

    None where rows would be read, and where no contract takes the file: that is another matter. Raises OSError.
    """
    plan = plan_for(source, table, path.name)
    if isinstance(plan, NoPlan):
        return None
    try:
        decoded = decode(_content(path))
    except Undecodable as error:
        return str(error)
    looked = [_Looked(sheet, plan) for sheet in decoded.sheets]
    bound = [bind(sheet.header, plan) for sheet in looked if sheet.header]
    if any(isinstance(one, Binding) for one in bound):
        return None
    if all(sheet.empty for sheet in looked):
        return "empty_file"
    return str(next((one for one in bound if isinstance(one, Refusal)), nothing_found(plan)))


@dataclass
class _FileReader:
    file: DeliveredFile
    plan: Plan
    decoded: Decoded
    pseudonyms: Pseudonyms
    seen: SeenRecords
    block_rows: int

    def read(self, sha256: str) -> Iterator[Block | Account]:
        looked = [_Looked(sheet, self.plan) for sheet in self.decoded.sheets]
        anywhere = any(sheet.header for sheet in looked)
        rows_in, read, reasons = 0, False, []
        for sheet in looked:
            if sheet.empty:
                continue
            bound = self._bound(sheet, anywhere)
            for rows, block in self._blocks(sheet, bound):
                rows_in += rows
                yield block
            if isinstance(bound, Binding):
                read = True
                reasons += [f"absent_columns:{'、'.join(bound.absent)}"] if bound.absent else []
            elif bound is not NO_HEADER:
                reasons.append(str(bound))
        if not rows_in and not anywhere:
            yield Account(self.plan.table, "unreadable", "empty_file", self.decoded.encoding, sha256, 0)
            return
        reason = "; ".join(dict.fromkeys(reasons)) or None
        status = "read" if read else "refused"
        yield Account(self.plan.table, status, reason, self.decoded.encoding, sha256, rows_in)

    def _bound(self, sheet: _Looked, anywhere: bool) -> Binding | Refusal:
        if sheet.header:
            return bind(sheet.header, self.plan)
        return NO_HEADER if anywhere else nothing_found(self.plan)

    def _blocks(self, sheet: _Looked, bound: Binding | Refusal) -> Iterator[tuple[int, Block]]:
        """Blocks, each with the rows it was made of as they were counted before anything read them."""
        if sheet.above:
            above = [Rejected(number, None, ROW_ABOVE_HEADER, "\t".join(cells)) for number, cells in sheet.above]
            yield len(above), Block(self.plan.table, None, above)
        if isinstance(bound, Binding):
            reader = self._reader(sheet, bound)
            if sheet.sheet.plain and not (self.plan.mapping and self.plan.mapping.given_header):
                yield from self._plain_blocks(sheet, sheet.sheet.plain, reader)
                return
            read: Callable[[list[Row]], Block] = reader.read
        else:
            read = _refuse(bound, self.plan.table)
        rows = sheet.data_rows()
        cut_off: CutOff | None = None
        while cut_off is None:
            batch: list[Row] = []
            try:
                for row in islice(rows, self.block_rows):
                    batch.append(row)
            except CutOff as error:
                cut_off = error
            if not batch:
                break
            yield len(batch), read(batch)
        left = [Rejected(number, None, NOT_JSON, line) for number, line in sheet.sheet.broken]
        if cut_off:
            left.append(Rejected(cut_off.number, None, cut_off.reason, ""))
        if left:
            yield len(left), Block(self.plan.table, None, left)

    def _plain_blocks(self, sheet: _Looked, text: PlainText, reader: RowReader) -> Iterator[tuple[int, Block]]:
        """Blocks of a text whose lines are its rows: taken apart many at once, or one by one where a line is odd."""
        forms = sheet.header.forms if sheet.header else ()
        for lines in text.blocks(sheet.last_above, self.block_rows):
            columns = lines.columns(forms, reader.binding.named)
            if columns is not None:
                yield len(lines), reader.read_written(Written(lines.numbers, columns, lines.text))
            elif rows := list(sheet.data_among(lines.rows())):
                yield len(rows), reader.read(rows)

    def _reader(self, sheet: _Looked, binding: Binding) -> RowReader:
        mapping = self.plan.mapping
        title_year = None
        if mapping and mapping.title_year:
            title_year = only_year(Path(self.file.source_file).stem, *sheet.titles)
        width = len(sheet.header.forms) if sheet.header else 0
        return RowReader(
            self.plan,
            binding,
            width,
            self.file.source_file,
            self.file.delivered,
            title_year,
            self.pseudonyms,
            self.seen,
            sheet.sheet.lies_under_a_merged_cell if sheet.sheet.merged else None,
        )


class _Looked:
    """A sheet whose top was looked through for its header.

    `titles` are the cells above it. `above` are rows there that are no titles: rows of data, and a header that lacks
    something, as where pages of several hands were put under one another.
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
        self.empty = not sheet.broken and self._cut_off is None and not any(any(cells) for _, cells in top)
        first = found.place + 1 if found else 0
        self.last_above = top[first - 1][0] if first else 0
        self._top, above = top[first:], top[: max(first - 1, 0)]
        if first and found and sheet.again:
            self._rows, self._top = sheet.again(len(found.forms)), []
            above = list(takewhile(lambda row: _forms(row[1]) != found.forms, _not_blank(self._rows)))
        titles = list(takewhile(lambda row: _is_title(row[1], found, plan), above)) if found else []
        self.titles = [cell for _, cells in titles for cell in cells]
        self.above = above[len(titles) :]

    def data_rows(self) -> Iterator[Row]:
        """Rows below the header without blank ones and those that repeat it. Raises CutOff where they end early."""
        return self.data_among(chain(self._top, self._rest()))

    def data_among(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Those of the rows that are not blank and do not repeat the header."""
        forms = self.header.forms if self.header else ()
        anchor = next((index for index, form in enumerate(forms) if form), None)
        for number, cells in _not_blank(rows):
            if (
                anchor is not None
                and len(cells) > anchor
                and header_form(cells[anchor]) == forms[anchor]
                and _forms(cells[: len(forms)]) == forms
            ):
                continue
            yield number, cells

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


def _refuse(refusal: Refusal, table: str) -> Callable[[list[Row]], Block]:
    def reject(rows: list[Row]) -> Block:
        rejected = [Rejected(number, refusal.header, refusal.rule, "\t".join(cells)) for number, cells in rows]
        return Block(table, None, rejected)

    return reject
