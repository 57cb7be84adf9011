"""`python -m benchmarks.damage --files 10000 [--seed S]`: read damaged extracts, and account for each.

Small extracts of several departments' forms are damaged in their cells and bytes and read as delivered files are. The
last line on stdout is one JSON object; its keys are described with the function `measure`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import psutil

from benchmarks.damaged.extracts import FORMS, TABLES, extract
from benchmarks.damaged.kinds import BOMBS, BYTES, CELLS, RARE, bomb
from expectations.sources.declaration import header_form
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.decode import CutOff, Sheet, Undecodable, decode
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.headers import Header
from jobs.ingest.looked_through import LookedThrough
from jobs.ingest.plans import Plan, plan_for
from jobs.ingest.repeats import SeenRecords

DAY = date(2025, 12, 31)
BOMB_BYTES = 640 << 20
"""Larger than what is ever unpacked of one delivered file."""

ONE_BOMB_IN = 500
ONE_RARITY_IN = 100
SECONDS_FOR_A_FILE = 60.0
_MIB = 1 << 20
_TEXT_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")

Forms = tuple[str, ...]
"""Cells of a row as headers are compared."""


@dataclass
class _Findings:
    identity_exact: bool = True
    crashes: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    reasons: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)


class _Hang(BaseException):
    """A file took longer than it may; no handler of errors may take it for one."""


def main() -> None:
    """Measure, and print one JSON object; progress goes to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.damage", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(measure(options.files, options.seed), ensure_ascii=False, sort_keys=True))


def measure(
    files: int, seed: int, bomb_bytes: int = BOMB_BYTES, seconds_for_a_file: float | None = SECONDS_FOR_A_FILE
) -> dict[str, Any]:
    """Damage and read that many files.

    `crashes` and `hangs` (files that raised, or took longer than they may) and `inexact` name files by number, form and
    damage, so that `--seed` gives them again; `identity_exact`: for each file rows in = accepted + rejected, each row
    number once, and no row that is neither but headers, titles above them and blank rows; `slowest_seconds` and
    `slowest` one file; `peak_mb` growth of this process over its start, `reader_peak_mb` the largest of the processes
    that read workbooks and Parquet; `statuses` and `reasons` {what became of files, and why files and rows are refused:
    count}. Without `seconds_for_a_file` no clock is set.
    """
    found = _Findings()
    before = psutil.Process().memory_info().rss
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mingjing-damage-") as folder:
        for number in range(files):
            name, table, raw = damaged_file(number, seed, bomb_bytes)
            _read(name, table, raw, Path(folder) / "delivered.csv", found, seconds_for_a_file)
            if number % 1000 == 999:
                print(f"{number + 1} files, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return {
        "files": files,
        "seed": seed,
        "crashes": len(found.crashes),
        "crashed": found.crashes,
        "hangs": len(found.hangs),
        "hung": found.hangs,
        "identity_exact": not found.inexact,
        "inexact": found.inexact,
        "slowest_seconds": round(found.slowest[0], 2),
        "slowest": found.slowest[1],
        "seconds": round(time.monotonic() - begun, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before / _MIB, 1),
        "reader_peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
        "statuses": dict(sorted(found.statuses.items())),
        "reasons": dict(found.reasons.most_common()),
    }


def damaged_file(number: int, seed: int, bomb_bytes: int = BOMB_BYTES) -> tuple[str, str, bytes]:
    """(what was done to it, the contract it is delivered under, its bytes) of one file; the same for the same seed."""
    chance = Random(f"{seed}-{number}")
    table = chance.choice(TABLES)
    if not chance.randrange(ONE_BOMB_IN):
        return f"{number}:bomb", table, bomb(chance.randrange(BOMBS), bomb_bytes)
    form = chance.choices(list(FORMS), [weight for weight, _ in FORMS.values()])[0]
    rows = extract(table, chance.choice((0, 1, 5, 20)), chance)
    cells = [chance.choice(list(CELLS)) for _ in range(chance.choice((0, 0, 1, 2)))]
    for kind in cells:
        if rows and rows[0]:
            CELLS[kind](rows, chance)
    raw = FORMS[form][1](rows or [[""]])
    kinds = [chance.choice(list(BYTES)) for _ in range(chance.choice((0, 1, 1, 2)) if cells else 1)]
    if not chance.randrange(ONE_RARITY_IN):
        kinds = [chance.choice(list(RARE))]
    for kind in kinds:
        raw = (BYTES | RARE)[kind](raw, chance)
    return f"{number}:{form}:{'+'.join(cells + kinds)}", table, raw


def _read(name: str, table: str, raw: bytes, path: Path, found: _Findings, limit: float | None) -> None:
    path.write_bytes(raw)
    place = f"department/{table}/{path.name}"
    file = DeliveredFile("xiamen", "department", table, DAY, DAY, place, place, str(path), len(raw))
    begun = time.monotonic()
    numbers: list[int] = []
    account = None
    try:
        with _at_most(limit):
            for part in read_file(file, Pseudonyms(b"k" * 32), SeenRecords()):
                if isinstance(part, Account):
                    account = part
                    continue
                numbers += part.accepted.numbers.to_pylist() if part.accepted else []
                numbers += [row.number for row in part.rejected]
                found.reasons.update(f"row {row.rule}" for row in part.rejected)
                _check_writable(part)
        took = time.monotonic() - begun
        exact = (
            account is not None and account.rows_in == len(numbers) and _all_accounted_for(table, raw, account, numbers)
        )
    except _Hang:
        found.hangs.append(name)
        return
    except Exception as error:  # what must not happen, whatever it is
        found.crashes.append(f"{name}:{type(error).__name__}: {str(error)[:200]}")
        return
    if not exact:
        found.inexact.append(name)
    found.slowest = max(found.slowest, (took, name))
    if account is not None:
        found.statuses[account.status] += 1
        if account.reason and account.status != "read":
            found.reasons[f"file {_kind_of(account.reason)}"] += 1


def _kind_of(reason: str) -> str:
    """The reason without lines, places and headers."""
    last = reason.rsplit("archive:", 1)[-1]
    return last if last.startswith("damaged_") and "line" not in last else last.split(":", 1)[0]


def _check_writable(block: Any) -> None:
    """Raise where a text could not be written to Parquet."""
    for values in block.accepted.values if block.accepted else ():
        values.validate(full=True)
    for rejected in block.rejected:
        rejected.text.encode()


def _all_accounted_for(table: str, raw: bytes, account: Account, numbers: list[int]) -> bool:
    """Count again: what was neither accepted nor rejected is a header, a title or blank."""
    kept, plan = set(numbers), plan_for("xiamen", table, "")
    assert isinstance(plan, Plan)
    if not len(kept) == len(numbers) == account.rows_in:
        return False
    try:
        sheets = decode(raw, plan.headers).sheets
    except Undecodable:
        return account.status == "unreadable" and not kept
    tops = [LookedThrough(sheet, plan) for sheet in decode(raw, plan.headers).sheets]
    by_sheet = all(_sheet_accounted_for(sheet, top.header, kept, plan) for sheet, top in zip(sheets, tops, strict=True))
    return by_sheet and _lines_accounted_for(raw, account.encoding or "", kept, plan)


def _sheet_accounted_for(sheet: Sheet, header: Header | None, kept: set[int], plan: Plan) -> bool:
    if not {number for number, _ in sheet.broken} <= kept:
        return False
    left: list[Forms] = [] if sheet.header is None else [tuple(map(header_form, sheet.header))]
    try:
        for number, cells in sheet.again(len(header.forms)) if sheet.again and header else sheet.rows:
            if number not in kept and any(map(str.strip, cells)):
                left.append(tuple(map(header_form, cells)))
    except CutOff as cut_off:
        return cut_off.number in kept and _no_data(left, plan)
    return _no_data(left, plan)


def _lines_accounted_for(raw: bytes, encoding: str, kept: set[int], plan: Plan) -> bool:
    """The same with nothing of the reader's, where a line is a row: in texts of one delimiter without quotes."""
    if encoding not in _TEXT_ENCODINGS:
        return True
    text = raw.decode(encoding)
    used = [delimiter for delimiter in ",\t;|" if delimiter in text]
    if '"' in text or len(used) != 1 or text.lstrip().startswith("{"):
        return True
    lines = enumerate(re.split(r"\r\n|\r|\n", text.rstrip("\x1a")), 1)
    rows = ((number, line.split(used[0])) for number, line in lines if number not in kept)
    return _no_data([tuple(map(header_form, cells)) for _, cells in rows if any(map(str.strip, cells))], plan)


def _no_data(left: list[Forms], plan: Plan) -> bool:
    """Whether rows that were left out are a header, titles above it that fill at most half of it, and its repeats."""
    if not left:
        return True
    fullest = max(left, key=lambda forms: len(plan.wanted.keys() & set(forms)))
    # A header may lack what its repeats have behind it. Of a wider header one cell alone is a title like any other.
    least = min(2, len(fullest))
    place, header = next(
        (n, forms) for n, forms in enumerate(left) if fullest[: len(forms)] == forms and len(forms) >= least
    )
    width = sum(map(bool, header))
    titles = (sum(map(bool, forms)) for forms in left[:place])
    # A header that stands again below itself may have cells behind it, as any row may.
    repeats = all(forms[: len(header)] == header for forms in left[place:])
    return repeats and all(width > 1 and (filled == 1 or 2 * filled <= width) for filled in titles)


@contextmanager
def _at_most(seconds: float | None) -> Iterator[None]:
    if seconds is None:
        yield
        return

    def stop(*_: object) -> None:
        raise _Hang

    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


if __name__ == "__main__":
    main()
