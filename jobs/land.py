"""Handing a folder of extracts over to landing/: what `mingjing land` does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from expectations.contracts import contracts
from expectations.sources import sources
from expectations.sources.declaration import Source
from jobs import landing
from jobs.faults import Fault
from jobs.fresh_files import UNREADABLE, is_utf_8
from jobs.ingest.files import why_refused
from jobs.progress import counted
from jobs.settings import Settings
from jobs.warehouse import Warehouse


@dataclass(frozen=True)
class Landed:
    """One file that was handed over: where it went, and why no contract takes it, if none does.

    `number` is its place among all that lies in the folder, by path: a file may be named after somebody.
    """

    number: int
    department: str
    table: str
    reason: str | None = None

    def __str__(self) -> str:
        return f"file {self.number}: {f'unmapped, {self.reason}' if self.reason else self.table}"


@dataclass(frozen=True)
class Summary:
    """Every file that was handed over, by number, and the number and reason of what lay beside them and was not."""

    source: str
    delivered: date
    files: tuple[Landed, ...]
    passed_over: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        unmapped = sum(file.reason is not None for file in self.files)
        passed = [f"file {number}: passed over, {reason}" for number, reason in self.passed_over]
        counted = (
            f"{len(self.files)} files of {self.source} delivered on {self.delivered}: "
            f"{len(self.files) - unmapped} mapped, {unmapped} named as unmapped"
        )
        return "\n".join(
            (*map(str, self.files), *passed, f"{counted}, {len(passed)} passed over" if passed else counted, COUNTED)
        )


COUNTED = "files are counted by their path in the folder"
"""What is printed may be kept: it tells places and rules, no name of a file and nothing that stands in one."""


def land(folder: Path, *, source: str, delivered: date, settings: Settings, as_is: bool = False) -> Summary:
    """Copy a folder's files into deliveries of one day, each under the department and table that its mapping declares.

    Files that no mapping takes go to `landing/<source>/unmapped/`, so that a night names each with its reason. A source
    without mappings is a city's own: its folder is laid out as `<department>/<table>/<files>` and taken as it is.
    What is no file to read (a broken link, a hidden name) is passed over and counted.
    All deliveries are handed over, or none is. With `as_is` files of which nothing can be read are handed over too, and
    the night names them in quarantine. Raises Fault when the folder is missing or empty, when MINGJING_HOME holds
    another source's extracts, when the source is unknown and the folder not laid out so, when one of the deliveries is
    already there, and, without `as_is`, when nothing of a file could be read: whoever hands it over can ask again.
    """
    if not folder.is_dir():
        raise Fault(f"there is no folder {folder}", "Name the folder that holds the extracts")
    files, passed = landing.look_through(folder)
    if not files:
        besides = f" to hand over: {len(passed)} are passed over, one of them as {passed[0].reason}" if passed else ""
        raise Fault(f"{folder} holds no files{besides}", "Name the folder that holds the extracts")
    _require_one_source(source, settings)
    known = sources().get(source)
    beside = {each.path: each.reason for each in passed}
    numbers = {path: number for number, path in enumerate(sorted((*files, *beside)), start=1)}
    placed = {
        path: _by_mapping(known, path, numbers[path]) if known else _by_place(path, folder, source, numbers[path])
        for path in files
    }
    if not as_is:
        _require_readable(placed, {numbers[path]: reason for path, reason in beside.items()}, source, delivered)
    _hand_over(placed, folder, source, delivered, settings)
    return Summary(source, delivered, tuple(placed.values()), tuple((numbers[path], beside[path]) for path in beside))


def _require_one_source(source: str, settings: Settings) -> None:
    # Once both lie in one home no night runs there, and what is in landing/ nobody takes out again.
    batches = Warehouse(settings.warehouse).batches("ingest_extracts")
    held = batches[0].source if batches else None
    held = held or landing.one_source(each.source for each in landing.deliveries(settings.landing, settings.source))
    if held and held != source:
        raise Fault(
            f"{settings.home} holds the extracts of {held}, and these are of {source}",
            "Nothing was handed over: set MINGJING_HOME to a folder for this source alone",
        )


def _by_mapping(source: Source, path: Path, number: int) -> Landed:
    mapping = source.mapping_of(path.name)
    if mapping:
        return Landed(number, mapping.department, mapping.table)
    return Landed(number, source.name, landing.UNMAPPED, source.why_unmapped(path.name))


def _by_place(path: Path, folder: Path, source: str, number: int) -> Landed:
    inner = path.relative_to(folder).parts
    department, table = (inner[0], inner[1]) if len(inner) > 2 else ("", "")
    if table not in contracts():
        raise Fault(
            f"no source is called {source}, and file {number} does not lie under <department>/<table>/; {COUNTED}",
            f"Known sources: {', '.join(sources())}. Lay a city's own extracts out as <department>/<table>/<files>; "
            f"tables are {', '.join(contracts())}",
        )
    expected = contracts()[table].department
    if department != expected:
        raise Fault(
            f"{table} is delivered by {expected}, and file {number} lies under another department; {COUNTED}",
            f"Nothing was handed over: lay it out as {expected}/{table}/<files>",
        )
    return Landed(number, department, table)


def _require_readable(placed: dict[Path, Landed], passed: Mapping[int, str], source: str, delivered: date) -> None:
    refused = [(number, reason) for number, reason in passed.items() if reason in UNREADABLE]
    refused += [(landed.number, "file_name_not_utf_8") for path, landed in placed.items() if not is_utf_8(path)]
    refused += [
        (landed.number, why)
        for path, landed in counted("land", delivered, "looked into", list(placed.items()))
        if landed.reason is None and (why := why_refused(path, source, landed.table))
    ]
    if refused:
        others = f", nor can {len(refused) - 1} more" if len(refused) > 1 else ""
        raise Fault(
            f"file {refused[0][0]} cannot be read ({refused[0][1]}){others}; {COUNTED}",
            "Nothing was handed over: ask for it again, or add --as-is and the night keeps it in quarantine",
        )


def _hand_over(placed: dict[Path, Landed], folder: Path, source: str, delivered: date, settings: Settings) -> None:
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path, landed in placed.items():
        groups[landed.department, landed.table].append(path)
    own = source not in sources()
    ordered = sorted(groups.items())
    copying = counted("land", delivered, "copied", [path for _, paths in ordered for path in paths])
    staged: list[landing.Staged] = []
    try:
        for (department, table), paths in ordered:
            staged.append(
                landing.stage(
                    islice(copying, len(paths)),
                    settings.landing,
                    source=source,
                    department=department,
                    table=table,
                    delivered=delivered,
                    relative_to=folder / department / table if own else folder,
                )
            )
        landing.hand_over(staged)
    finally:
        landing.take_back(staged)
