"""From true records to deliveries: damage, lateness, corrections, duplicates, then files.

A clerk serves one block: agents tell it what happened, it writes rows into the department's form and keeps them until
the block ends; then they are appended to the delivery's file. So memory is that of one block.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from expectations.contracts import contracts
from expectations.contracts.declaration import Contract
from simulation.companies import Party
from simulation.damage import Shares, department_shares, late_days, slip, write_party
from simulation.departments import Desk, desk
from simulation.dice import Dice, Streams
from simulation.identity_numbers import mobile_number
from simulation.timeline import Timeline
from simulation.truth import Truth
from simulation.writers import csv_bytes, file_entry, jsonl_bytes, write_workbook

SOURCE = "synthetic_city"
Row = tuple[list[str], tuple[str, ...], tuple[str, int] | None]
"""Written cells, truth of each mention (`role,uid,damage,code of its address`), and what is special about this
version."""
_ENTERED_AGAIN = {
    "hotline_tickets": ("ticket_no", "ticket"),
    "police_incidents": ("incident_no", "police"),
    "grid_incidents": ("incident_no", "grid"),
    "mediations": ("mediation_no", "mediation"),
}
"""Where two desks may enter one event, each under a number of its own: number column and series."""
_NO_DAMAGE = Shares(**dict.fromkeys((share.name for share in fields(Shares)), 0.0))


class Landing:
    """The landing folder as it grows: one file per table and delivery."""

    def __init__(self, folder: Path, timeline: Timeline, streams: Streams, truth: Truth) -> None:
        self.folder = folder
        self._timeline = timeline
        self._streams = streams
        self._truth = truth
        self._rows: Counter[tuple[str, int]] = Counter()
        self._desks = {table: desk(contract) for table, contract in contracts().items()}
        folder.mkdir(parents=True)

    def desk(self, table: str) -> Desk:
        return self._desks[table]

    def headers(self, contract: Contract, slot: int) -> list[str]:
        """The file's header row: now and then a clerk uses a synonym."""
        dice = self._streams.dice("headers", contract.table, slot)
        return [
            dice.pick(column.synonyms) if column.synonyms and dice.chance(0.1) else column.header
            for column in contract.columns
        ]

    def _path(self, table: str, slot: int) -> Path:
        contract, habit = self._desks[table].contract, self._desks[table].habit
        delivered = self._timeline.deliveries[slot]
        folder = self.folder / contract.department / table / delivered.isoformat()
        return folder / f"{contract.title}_{delivered:%Y%m%d}.{habit.file_format}"

    def append(self, table: str, slot: int, rows: Sequence[Row]) -> None:
        """Add a block's rows to the delivery's file, and the truth of each."""
        at, path = self._desks[table], self._path(table, slot)
        first = self._rows[table, slot] == 0
        if first:
            path.parent.mkdir(parents=True)
        offset = self._rows[table, slot] + (1 if at.habit.file_format == "jsonl" else 2)
        self._rows[table, slot] += len(rows)
        self._append_cells(at, path, slot, [cells for cells, _, _ in rows], first)
        name = path.relative_to(self.folder).as_posix()
        self._truth.add_lines(
            "records",
            (
                f"{name},{row},{mention}\n"
                for row, (_, mentions, _) in enumerate(rows, start=offset)
                for mention in mentions
            ),
        )
        self._truth.add_lines(
            "versions",
            (
                f"{name},{row},{special[0]},{special[1]}\n"
                for row, (_, _, special) in enumerate(rows, start=offset)
                if special is not None
            ),
        )

    def _append_cells(self, at: Desk, path: Path, slot: int, cells: list[list[str]], first: bool) -> None:
        habit = at.habit
        headers = self.headers(at.contract, slot)
        if habit.file_format == "jsonl":
            content = jsonl_bytes(cells, headers)
        elif habit.file_format == "xlsx":
            path = path.with_suffix(".rows")
            content = "".join(
                json.dumps(row, ensure_ascii=False) + "\n" for row in ([headers] if first else []) + cells
            ).encode()
        else:
            newline = "\n" if habit.encoding == "utf-8" else "\r\n"
            content = csv_bytes(([headers] if first else []) + cells, habit.encoding, newline)
            if first and habit.encoding == "utf-8-sig":
                content = b"\xef\xbb\xbf" + content
        with path.open("ab") as stream:
            stream.write(content)

    def finish(self) -> tuple[int, int]:
        """Turn spooled rows into workbooks and write every delivery's sidecar; returns (files, bytes)."""
        files = size = 0
        for table, slot in sorted(self._rows):
            contract, path = self._desks[table].contract, self._path(table, slot)
            if self._desks[table].habit.file_format == "xlsx":
                spool = path.with_suffix(".rows")
                write_workbook(path, _spooled(spool))
                spool.unlink()
            entry = file_entry(path)
            sidecar = {
                "source": SOURCE,
                "department": contract.department,
                "table": table,
                "delivered": self._timeline.deliveries[slot].isoformat(),
                "files": {path.name: entry},
            }
            (path.parent / "_delivery.json").write_text(
                json.dumps(sidecar, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8"
            )
            files, size = files + 1, size + int(entry["bytes"])
        return files, size

    @property
    def rows(self) -> dict[str, int]:
        """Rows written per table."""
        total: Counter[str] = Counter()
        for (table, _), count in self._rows.items():
            total[table] += count
        return dict(sorted(total.items()))


def _spooled(spool: Path) -> Iterator[list[str]]:
    with spool.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


class Clerk:
    """Writes the records of one block."""

    def __init__(
        self, landing: Landing, timeline: Timeline, streams: Streams, block: int, people: int, hardness: float
    ) -> None:
        self._landing = landing
        self._timeline = timeline
        self._block = block
        self._dice: dict[str, Dice] = {}
        self._streams = streams
        self._hardness = hardness
        self._shares: dict[str, Shares] = {}
        self._kept: dict[tuple[str, int], list[Row]] = {}
        self._serials: Counter[str] = Counter()
        dice = streams.dice("shared phones", block)
        self._shared_phones = [mobile_number(dice) for _ in range(max(2, people // 60))]

    def serial(self, series: str) -> int:
        """The next number of a series, unique in the city."""
        self._serials[series] += 1
        return self._block * 100_000 + self._serials[series]

    def _table(self, table: str) -> tuple[Desk, Dice, Shares]:
        at = self._landing.desk(table)
        department = at.contract.department
        if table not in self._dice:
            self._dice[table] = self._streams.dice("clerk", table, self._block)
        if department not in self._shares:
            self._shares[department] = department_shares(self._streams, department, self._hardness)
        return at, self._dice[table], self._shares[department]

    def record(
        self,
        table: str,
        known: date,
        values: Mapping[str, Any],
        parties: Iterable[tuple[str, Party | None]] = (),
        later: Sequence[tuple[date, Mapping[str, Any]]] = (),
        *,
        certain: bool = False,
    ) -> None:
        """One true record, known to its department on a day.

        `values` by column, `parties` by role (None: nobody named); `later` are the days on which the department
        learnt more, with the columns that changed: the record is handed over again under its key. A `certain` record
        is written with care and delivered in time.
        """
        self._take_down(table, known, values, tuple(parties), later, _NO_DAMAGE if certain else None, None)

    def _take_down(
        self,
        table: str,
        known: date,
        values: Mapping[str, Any],
        parties: tuple[tuple[str, Party | None], ...],
        later: Sequence[tuple[date, Mapping[str, Any]]],
        own_shares: Shares | None,
        special: tuple[str, int] | None,
    ) -> None:
        slot = self._timeline.slot(known)
        if slot is None:
            return
        at, dice, shares = self._table(table)
        shares = own_shares or shares
        cells: list[Any] = [None] * len(at.writers)
        phones = self._shared_phones
        mentions = {
            role: f"{role},{party.uid},{write_party(cells, at.mentions[role], party, known, dice, shares, phones)}"
            for role, party in parties
            if party is not None
        }
        for name, value in values.items():
            cells[at.places[name]] = value
        if known >= self._timeline.start and dice.random() < shares.late:
            days = late_days(dice)
            late_slot = self._timeline.slot_from(self._timeline.deliveries[slot] + timedelta(days=days))
            if late_slot is None:
                return
            slot, special = late_slot, ("late", days)
        pending = [(due, changes) for day, changes in later if (due := self._timeline.slot(day)) is not None]
        _learn(at, cells, pending, slot)
        if dice.random() < shares.corrected:
            slot, special = self._slip_first(at, dice, cells, mentions, slot, special)
            _learn(at, cells, pending, slot)
        self._keep(at, slot, cells, mentions, special)
        if dice.random() < shares.duplicate:
            if table in _ENTERED_AGAIN and dice.chance(0.4):
                column, series = _ENTERED_AGAIN[table]
                number = f"{str(values[column])[:-9]}{self.serial(series):09d}"
                self._take_down(table, known, {**values, column: number}, parties, later, None, ("entered_again", 0))
            else:
                again = slot + dice.integer(0, 1)
                if again == len(self._timeline.deliveries) or any(due == again for due, _ in pending):
                    again = slot
                self._keep(at, again, cells, mentions, ("duplicate", 0))
        while pending:
            slot = pending[0][0]
            _learn(at, cells, pending, slot)
            self._keep(at, slot, cells, mentions, ("update", 0))

    def _slip_first(
        self,
        at: Desk,
        dice: Dice,
        cells: list[Any],
        mentions: Mapping[str, str],
        slot: int,
        special: tuple[str, int] | None,
    ) -> tuple[int, tuple[str, int] | None]:
        """Hand over a first version with one slip; the right one follows at the returned delivery."""
        open_columns = [(place, column) for place, column in at.correctable if cells[place] is not None]
        later = self._timeline.slot_from(self._timeline.deliveries[slot] + timedelta(days=dice.integer(5, 60)))
        if not open_columns or later is None or later == slot:
            return slot, special
        place, column = dice.pick(open_columns)
        wrong = list(cells)
        wrong[place] = slip(dice, column, cells[place])
        self._keep(at, slot, wrong, mentions, ("to_be_corrected", 0))
        days = (self._timeline.deliveries[later] - self._timeline.deliveries[slot]).days
        return later, ("correction", days)

    def _keep(
        self, at: Desk, slot: int, cells: Sequence[Any], mentions: Mapping[str, str], special: tuple[str, int] | None
    ) -> None:
        """Take down one version of a record. A slip in an address means no building any more."""
        places = [at.mentions[role].address for role in mentions]
        codes = ("" if place is None else getattr(cells[place], "code", "") for place in places)
        truth = tuple(f"{said},{code}" for said, code in zip(mentions.values(), codes, strict=True))
        written = ["" if cell is None else write(cell) for write, cell in zip(at.writers, cells, strict=True)]
        self._kept.setdefault((at.contract.table, slot), []).append((written, truth, special))

    def flush(self) -> None:
        """Append what the block's departments hand over, rows in no telling order."""
        for table, slot in sorted(self._kept):
            rows = self._kept[table, slot]
            self._streams.dice("order", table, slot, self._block).shuffle(rows)
            self._landing.append(table, slot, rows)
        self._kept.clear()


def _learn(at: Desk, cells: list[Any], pending: list[tuple[int, Mapping[str, Any]]], slot: int) -> None:
    """Apply to the cells, in order, all that is learnt by a delivery, and take it off the list."""
    while pending and pending[0][0] <= slot:
        for name, value in pending.pop(0)[1].items():
            cells[at.places[name]] = value
