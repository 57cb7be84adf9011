"""Handing a folder of extracts over to landing/: what `mingjing land` does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from expectations.contracts import contracts
from expectations.sources import sources
from expectations.sources.declaration import Source
from identifiers.redaction import redact
from jobs import landing
from jobs.faults import Fault
from jobs.fresh_files import UNREADABLE, is_utf_8
from jobs.ingest.files import why_refused
from jobs.progress import counted
from jobs.settings import Settings
from jobs.warehouse import Warehouse


@dataclass(frozen=True)
class Landed:
    """One file that was handed over: where it went, and why no contract takes it, if none does."""

    name: str
    department: str
    table: str
    reason: str | None = None

    def __str__(self) -> str:
        name = _shown(Path(self.name))
        return f"{name}: unmapped, {self.reason}" if self.reason else f"{name}: {self.table}"


@dataclass(frozen=True)
class Summary:
    """Every file that was handed over, in the order of their names, and what lay beside them and was not."""

    source: str
    delivered: date
    files: tuple[Landed, ...]
    passed_over: tuple[landing.PassedOver, ...] = ()

    def __str__(self) -> str:
        unmapped = sum(file.reason is not None for file in self.files)
        counted = (
            f"{len(self.files)} files of {self.source} delivered on {self.delivered}: "
            f"{len(self.files) - unmapped} mapped, {unmapped} named as unmapped"
        )
        if not self.passed_over:
            return "\n".join((*map(str, self.files), counted))
        passed = (f"{_shown(each.path)}: passed over, {each.reason}" for each in self.passed_over)
        return "\n".join((*map(str, self.files), *passed, f"{counted}, {len(self.passed_over)} passed over"))


def _shown(path: Path) -> str:
    """A path for the terminal: any bytes of it can be written, and the numbers of people are left out."""
    return redact(landing.text_of(path))[0]


def land(folder: Path, *, source: str, delivered: date, settings: Settings, as_is: bool = False) -> Summary:
    """Copy a folder's files into deliveries of one day, each under the department and table that its mapping declares.

    Files that no mapping takes go to `landing/<source>/unmapped/`, so that a night names each with its reason. A source
    without mappings is a city's own: its folder is laid out as `<department>/<table>/<files>` and taken as it is.
    What is no file to read (a broken link, a hidden name) is passed over and named.
    All deliveries are handed over, or none is. With `as_is` files of which nothing can be read are handed over too, and
    the night names them in quarantine. Raises Fault when the folder is missing or empty, when MINGJING_HOME holds
    another source's extracts, when the source is unknown and the folder not laid out so, when one of the deliveries is
    already there, and, without `as_is`, when nothing of a file could be read: whoever hands it over can ask again.
    """
    if not folder.is_dir():
        raise Fault(f"there is no folder {folder}", "Name the folder that holds the extracts")
    files, passed = landing.look_through(folder)
    if not files:
        besides = f" to hand over: {_shown(passed[0].path)} is passed over, {passed[0].reason}" if passed else ""
        raise Fault(f"{folder} holds no files{besides}", "Name the folder that holds the extracts")
    _require_one_source(source, settings)
    known = sources().get(source)
    placed = {path: _by_mapping(known, path) if known else _by_place(path, folder, source) for path in files}
    if not as_is:
        _require_readable(placed, passed, source, delivered)
    _hand_over(placed, folder, source, delivered, settings)
    beside = (landing.PassedOver(each.path.relative_to(folder), each.reason) for each in passed)
    return Summary(source, delivered, tuple(placed.values()), tuple(beside))


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


def _by_mapping(source: Source, path: Path) -> Landed:
    mapping = source.mapping_of(path.name)
    if mapping:
        return Landed(path.name, mapping.department, mapping.table)
    return Landed(path.name, source.name, landing.UNMAPPED, source.why_unmapped(path.name))


def _by_place(path: Path, folder: Path, source: str) -> Landed:
    inner = path.relative_to(folder).parts
    department, table = (inner[0], inner[1]) if len(inner) > 2 else ("", "")
    if table not in contracts():
        raise Fault(
            f"no source is called {source}, and {_shown(Path(*inner))} does not lie under <department>/<table>/",
            f"Known sources: {', '.join(sources())}. Lay a city's own extracts out as <department>/<table>/<files>; "
            f"tables are {', '.join(contracts())}",
        )
    expected = contracts()[table].department
    if department != expected:
        raise Fault(
            f"{table} is delivered by {expected}, and {_shown(Path(department))} hands it over",
            f"Nothing was handed over: lay it out as {expected}/{table}/<files>",
        )
    return Landed("/".join(inner), department, table)


def _require_readable(
    placed: dict[Path, Landed], passed: Iterable[landing.PassedOver], source: str, delivered: date
) -> None:
    refused = [(each.path, each.reason) for each in passed if each.reason in UNREADABLE]
    refused += [(path, "file_name_not_utf_8") for path in placed if not is_utf_8(path)]
    refused += [
        (path, why)
        for path, landed in counted("land", delivered, "looked into", list(placed.items()))
        if landed.reason is None and (why := why_refused(path, source, landed.table))
    ]
    if refused:
        others = f", nor can {len(refused) - 1} more" if len(refused) > 1 else ""
        raise Fault(
            f"{_shown(Path(refused[0][0].name))} cannot be read ({refused[0][1]}){others}",
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
