"""What a night has to account for: everything under landing that no committed batch covers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from expectations.contracts import contracts
from expectations.sources import sources
from identifiers.pseudonyms import Pseudonyms
from jobs.faults import Fault
from jobs.landing import UNMAPPED, Delivery, delivery_key, file_digest, one_source, survey, text_of
from jobs.settings import Settings
from jobs.warehouse import Warehouse

UNREADABLE = ("folder_not_permitted", "broken_link", "linked_file", "linked_folder")
"""Reasons for passing something over in a delivery by which an extract may be missing; the others are no extracts."""


CHANGED = "changed_since_read"
"""Reason of a file that has another size than when a night read it: it was still being written, or was written over."""


@dataclass(frozen=True)
class FreshFile:
    """One file, or whatever else lies under landing, that a batch has to account for.

    `source_file` is its path under landing as text, `file_id` the keyed id of that, `delivery` the key of its delivery
    in words that are declared, and `source_place` that and the file's number there, for a file may be named after
    somebody.
    `status` and `reason` say why it is not opened: null where it is. `handed_over_sha256` is the digest that its
    delivery's sidecar says, null where it says none.
    """

    source: str
    department: str
    table: str
    delivered: date
    known_on: date
    path: Path
    source_file: str
    file_id: str
    source_place: str = ""
    status: str | None = None
    reason: str | None = None
    handed_over_sha256: str | None = None

    @property
    def delivery(self) -> str:
        return delivery_key(self.department, self.table, self.delivered)

    @property
    def bytes(self) -> int:
        """Size of what can be opened; 0 of anything else."""
        return self.path.stat().st_size if self.path.is_file() and not self.path.is_symlink() else 0


@dataclass(frozen=True)
class FreshFiles:
    """Files that a night may read, by delivery and name, and those that wait for a later one."""

    due: tuple[FreshFile, ...]
    waiting: tuple[FreshFile, ...]

    @property
    def told(self) -> str:
        """What waits and until when, in words; empty where nothing does."""
        if not self.waiting:
            return ""
        first = min(self.waiting, key=lambda file: (file.known_on, file.delivery))
        held = f"{len(self.waiting)} files wait" if len(self.waiting) > 1 else "1 file waits"
        return f"{held}, {first.delivery} among them, for a night after {first.known_on}"


def fresh_files(settings: Settings, warehouse: Warehouse, pseudonyms: Pseudonyms, as_of: date) -> FreshFiles:
    """What no batch covers, by file and not by folder: what a department adds to a folder must not vanish.

    Nor may what it writes over a file that was read: such a file is named, once for each content, and not read again.
    Raises Fault when landing holds no extract at all, or extracts of two sources.
    """
    found, strays = survey(settings.landing, settings.source)
    if not any(delivery.files for delivery in found):
        besides = f"; {len(strays)} files lie there in no delivery's folder" if strays else ""
        raise Fault(
            f"no extract lies under {settings.landing}{besides}",
            "Hand extracts over with `mingjing land FOLDER --source NAME`, "
            "or make a synthetic city with `mingjing simulate`",
        )
    source = one_source(delivery.source for delivery in found) or settings.source
    last_night = warehouse.last_night()
    covered, sizes = warehouse.covered_files(), warehouse.sizes_read()
    # What lies in no delivery has no day of its own: it is known since the day before the night that first saw it.
    stray = Delivery(source, source, UNMAPPED, as_of - timedelta(days=1), "", (), tuple(strays))
    fresh = []
    for delivery in (*found, stray):
        # A folder that turns up behind a night that was already run must not change that night's rerun: its rows count
        # as known from the last night on.
        known_on = max(delivery.delivered, last_night) if last_night else delivery.delivered
        for path, status, reason in _contents(delivery, settings.landing):
            name = text_of(path.relative_to(settings.landing))
            file_id = pseudonyms.of("file", name)
            if status is None and (known_on < as_of or file_id in covered):
                status, reason = _why_unopened(delivery, path, settings.landing)
            if status is None and sizes.get(file_id, size := path.stat().st_size) != size:
                file_id = pseudonyms.of("file", name, file_digest(path))
                status, reason = "unreadable", CHANGED
            if file_id in covered:
                continue
            department = delivery.department if delivery.department in departments(source) else source
            table = delivery.table if status != "unmapped" and _is_table(delivery.table) else UNMAPPED
            told = delivery.digests.get(text_of(path.relative_to(settings.landing / delivery.folder)))
            place = (source, department, table, delivery.delivered, known_on)
            fresh.append(FreshFile(*place, path, name, file_id, "", status, reason, told))
    fresh = _numbered(fresh, covered.values())
    return FreshFiles(
        tuple(file for file in fresh if file.known_on < as_of),
        tuple(file for file in fresh if file.known_on >= as_of),
    )


def _numbered(files: Iterable[FreshFile], covered: Iterable[str]) -> list[FreshFile]:
    """The files by delivery, day and name, each with its place.

    Numbers go on where earlier batches of the same delivery ended: what was cited once keeps its place.
    """
    last = Counter(covered)
    numbered = []
    for file in sorted(files, key=lambda file: (file.delivery, file.known_on, file.source_file)):
        last[file.delivery] += 1
        numbered.append(replace(file, source_place=f"{file.delivery}, file {last[file.delivery]}"))
    return numbered


def departments(source: str) -> frozenset[str]:
    """Names under which a source's extracts may lie: the contracts' departments, its mappings' and its own."""
    known = sources().get(source)
    mapped = {file.department for file in known.files} if known else set()
    return frozenset({contract.department for contract in contracts().values()} | mapped | {source})


def _is_table(name: str) -> bool:
    return name in contracts() or name == UNMAPPED


def _contents(delivery: Delivery, landing: Path) -> Iterator[tuple[Path, str | None, str | None]]:
    """Everything of a delivery: path, and status and reason where a look at its folder says them."""
    folder = landing / delivery.folder
    for path in delivery.files:
        yield path, None, None
    for passed in delivery.passed_over:
        in_delivery = delivery.folder and passed.reason in UNREADABLE
        yield passed.path, "unreadable" if in_delivery else "unmapped", passed.reason
    there = {text_of(path.relative_to(folder)) for path in delivery.files}
    there |= {text_of(passed.path.relative_to(folder)) for passed in delivery.passed_over}
    for name in sorted(set(delivery.digests) - there):
        yield folder / name, "unreadable", "lost_since_handed_over"


def _why_unopened(delivery: Delivery, path: Path, landing: Path) -> tuple[str | None, str | None]:
    """Status and reason of a file that must not be read; null where it may be."""
    wrong = why_misplaced(delivery.source, delivery.department, delivery.table, path.name)
    if wrong:
        return "unmapped", wrong
    if not is_utf_8(path.relative_to(landing)):
        return "unreadable", "file_name_not_utf_8"
    if not os.access(path, os.R_OK):
        return "unreadable", "file_not_permitted"
    return None, None


def why_misplaced(source: str, department: str, table: str, file_name: str) -> str | None:
    """Why a file does not belong under a department and table, or null where it does.

    Two departments' records count for more than one's: a mistyped folder must not make another department.
    """
    if table == UNMAPPED:
        return None
    known = sources().get(source)
    mapping = known.mapping_of(file_name) if known else None
    contract = contracts().get(mapping.table if mapping else table)
    if contract is None or contract.table != table:
        return "no_table_of_that_name"
    expected = mapping.department if mapping else contract.department
    return None if department == expected else "not_the_tables_department"


def is_utf_8(path: Path) -> bool:
    """Whether a path's bytes are text: tables and manifests can hold no other."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
