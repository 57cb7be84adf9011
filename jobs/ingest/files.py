"""One delivered file from its bytes to blocks of accepted and rejected rows, and one account of the file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from expectations.contracts.declaration import WITHDRAWN
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.blocks import Block, Rejected, Row, Written
from jobs.ingest.decode import CutOff, Decoded, Undecodable, decode
from jobs.ingest.headers import Binding, Header, Refusal, bind, nothing_found
from jobs.ingest.looked_through import LookedThrough
from jobs.ingest.plain_text import PlainText
from jobs.ingest.plans import NoPlan, Plan, plan_for, under_title
from jobs.ingest.repeats import SeenRecords
from jobs.ingest.rows import RowReader, only_year
from jobs.ingest.sheets import DECOMPRESSED_BYTES
from jobs.landing import file_digest

BLOCK_ROWS = 20_000
"""Rows held at once as Python objects; of a file itself the whole text is held, and all rows of one that says of each
whether it is in force."""

NOT_AS_HANDED_OVER = "not_as_handed_over"
NOT_JSON = "not_json"
ROW_ABOVE_HEADER = "row_above_header"
OTHER_UNIT = Refusal("unit_of_title_contradicts_header", None)
NO_HEADER = Refusal("sheet_without_header", None)
"""A note or an overview beside the sheet that holds the table: its rows are kept in quarantine, not read."""


@dataclass(frozen=True)
class DeliveredFile:
    """One row of `landing.files` that may be opened."""

    source: str
    department: str
    table: str
    delivered: date
    known_on: date
    source_file: str
    source_place: str
    uri: str
    bytes: int
    handed_over_sha256: str | None = None


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
    if file.handed_over_sha256 and sha256 != file.handed_over_sha256:
        table = None if isinstance(plan, NoPlan) else plan.table
        yield Account(table, "unreadable", NOT_AS_HANDED_OVER, None, sha256, 0)
        return
    try:
        decoded, why = decode(_content(path), () if isinstance(plan, NoPlan) else plan.headers), None
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
        decoded = decode(_content(path), plan.headers)
    except Undecodable as error:
        return str(error)
    looked = [LookedThrough(sheet, plan) for sheet in decoded.sheets]
    bound = [_bound(sheet.header, sheet.titles, plan) for sheet in looked if sheet.header]
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
        looked = [LookedThrough(sheet, self.plan) for sheet in self.decoded.sheets]
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

    def _bound(self, sheet: LookedThrough, anywhere: bool) -> Binding | Refusal:
        if sheet.header:
            return _bound(sheet.header, sheet.titles, self.plan)
        return NO_HEADER if anywhere else nothing_found(self.plan)

    def _blocks(self, sheet: LookedThrough, bound: Binding | Refusal) -> Iterator[tuple[int, Block]]:
        """Blocks, each with the rows it was made of as they were counted before anything read them."""
        if sheet.above:
            above = [Rejected(number, None, ROW_ABOVE_HEADER, "\t".join(cells)) for number, cells in sheet.above]
            yield len(above), Block(self.plan.table, None, above)
        # What a file writes and takes back is known when all of it is.
        stated = isinstance(bound, Binding) and WITHDRAWN in bound.places
        size = sys.maxsize if stated else self.block_rows
        if isinstance(bound, Binding):
            reader = self._reader(sheet, bound)
            if sheet.sheet.plain and not (self.plan.mapping and self.plan.mapping.given_header):
                yield from self._plain_blocks(sheet, sheet.sheet.plain, reader, size)
                return
            read: Callable[[list[Row]], Block] = reader.read
        else:
            read = _refuse(bound, self.plan.table)
        rows = sheet.data_rows()
        cut_off: CutOff | None = None
        while cut_off is None:
            batch: list[Row] = []
            try:
                for row in islice(rows, size):
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

    def _plain_blocks(
        self, sheet: LookedThrough, text: PlainText, reader: RowReader, size: int
    ) -> Iterator[tuple[int, Block]]:
        """Blocks of a text whose lines are its rows: taken apart many at once, or one by one where a line is odd."""
        forms = sheet.header.forms if sheet.header else ()
        for lines in text.blocks(sheet.last_above, size):
            columns = None if sheet.under_another else lines.columns(forms, reader.binding.named, sheet.words)
            if columns is not None:
                yield len(lines), reader.read_written(Written(lines.numbers, columns, lines.text))
            elif rows := list(sheet.data_among(lines.rows())):
                yield len(rows), reader.read(rows)

    def _reader(self, sheet: LookedThrough, binding: Binding) -> RowReader:
        mapping = self.plan.mapping
        title_year = None
        if mapping and mapping.title_year:
            title_year = only_year(Path(self.file.source_file).stem, *sheet.titles)
        width = len(sheet.header.forms) if sheet.header else 0
        return RowReader(
            under_title(self.plan, sheet.titles, sheet.header.forms if sheet.header else ()) or self.plan,
            binding,
            width,
            self.file.source_file,
            self.file.delivered,
            title_year,
            self.pseudonyms,
            self.seen,
            sheet.sheet.lies_under_a_merged_cell if sheet.sheet.merged else None,
            sheet.sheet.epoch_1904,
        )


def _bound(header: Header, titles: Sequence[str], plan: Plan) -> Binding | Refusal:
    return bind(header, plan) if under_title(plan, titles, header.forms) else OTHER_UNIT


def _refuse(refusal: Refusal, table: str) -> Callable[[list[Row]], Block]:
    def reject(rows: list[Row]) -> Block:
        rejected = [Rejected(number, refusal.header, refusal.rule, "\t".join(cells)) for number, cells in rows]
        return Block(table, None, rejected)

    return reject
