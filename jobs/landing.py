"""The landing folder: handing extracts over, and listing what no night has read yet.

    landing/<department>/<table>/<delivered>/<files>
    landing/<department>/<table>/<delivered>/_delivery.json     source, and the digest of each file, where known

A delivery is never changed once it is there. What lies elsewhere, or is no file, is passed over and named. So is every
link: a night reads what was handed over and nothing that a link in landing points to. Extracts
that no declared mapping takes are handed over too, under `landing/<source>/unmapped/<delivered>/`, so that a night can
name each with its reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jobs.faults import Fault

SIDECAR = "_delivery.json"
UNMAPPED = "unmapped"


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DRAFT = re.compile(r"\.[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9]+")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class PassedOver:
    """Something that lies among extracts and is not read as one, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Delivery:
    """One landing folder: what one department handed over of one table on one day.

    `passed_over` is what lies in it besides files to read. `digests` maps a file's path within the delivery to the
    SHA-256 it was handed over with, where its sidecar says so.
    """

    source: str
    department: str
    table: str
    delivered: date
    folder: str
    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        return delivery_key(self.department, self.table, self.delivered)


def delivery_key(department: str, table: str, delivered: date) -> str:
    """What one delivery is called: `<department>/<table>/<YYYY-MM-DD>`, as its folder."""
    return f"{department}/{table}/{delivered.isoformat()}"


def text_of(path: Path) -> str:
    """A path as text that any encoding, log and table can hold: bytes that are not UTF-8 and control characters are
    written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _NOT_SHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def look_through(folder: Path) -> tuple[list[Path], list[PassedOver]]:
    """The files below a folder, sorted, and everything else that lies there, with the reason why it is no file to read.

    No link is followed: one leads back, or to what nobody handed over. Nor are folders looked through whose name begins
    with a dot or underscore.
    """
    files: list[Path] = []
    passed: list[PassedOver] = []

    def refused(error: OSError) -> None:
        passed.append(PassedOver(Path(error.filename), "folder_not_permitted"))

    for place, folders, names in os.walk(folder, onerror=refused):
        for name in [*folders, *names]:
            path = Path(place, name)
            reason = _why_passed_over(path, among_folders=name in folders)
            if reason:
                passed.append(PassedOver(path, reason))
            elif name not in folders:
                files.append(path)
        folders[:] = [name for name in folders if not _why_passed_over(Path(place, name), among_folders=True)]
    return sorted(files), sorted(passed, key=lambda each: each.path)


def _why_passed_over(path: Path, *, among_folders: bool) -> str | None:
    if path.name.startswith((".", "_")):
        return "hidden_name"
    if path.is_symlink():
        return "linked_folder" if among_folders else "linked_file" if path.exists() else "broken_link"
    return None if among_folders or path.is_file() else "not_a_file"


def deliveries(landing: Path, default_source: str) -> list[Delivery]:
    """Every delivery under landing, sorted by its key. Raises Fault where nobody knows whose a delivery is."""
    return survey(landing, default_source)[0]


def survey(landing: Path, default_source: str) -> tuple[list[Delivery], list[PassedOver]]:
    """Every delivery under landing, sorted by its key, and what lies in none: nothing is left unsaid.

    A delivery's folder is `<department>/<table>/<YYYY-MM-DD>`, literally: another way to write the day would be a
    second folder for it. Folders that `mingjing land` is still writing are not there yet.
    """
    found: list[Delivery] = []
    passed: list[PassedOver] = []
    tables = [table for department in _folders_in(landing, passed) for table in _folders_in(department, passed)]
    for folder in (folder for table in tables for folder in _folders_in(table, passed)):
        files, others = look_through(folder)
        if not _is_day(folder.name):
            passed += [*(PassedOver(path, "not_in_a_folder_named_by_its_day") for path in files), *others]
            continue
        sidecar = _sidecar(folder)
        found.append(
            Delivery(
                str(sidecar.get("source", default_source)),
                folder.parent.parent.name,
                folder.parent.name,
                date.fromisoformat(folder.name),
                str(folder.relative_to(landing)),
                tuple(files),
                tuple(other for other in others if other.path != folder / SIDECAR),
                _digests(sidecar),
            )
        )
    return sorted(found, key=lambda each: each.key), passed


def _folders_in(folder: Path, passed: list[PassedOver]) -> list[Path]:
    """The folders right in one, sorted; whatever else lies there is passed over."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        passed.append(PassedOver(folder, "folder_not_permitted"))
        return []
    entries = [entry for entry in entries if not _DRAFT.fullmatch(entry.name)]
    for entry in entries:
        if entry.name.startswith((".", "_")):
            passed.append(PassedOver(entry, "hidden_name"))
        elif entry.is_symlink() and entry.is_dir():
            passed.append(PassedOver(entry, "linked_folder"))
        elif not entry.is_dir():
            passed.append(PassedOver(entry, "not_in_a_delivery"))
    named = (entry for entry in entries if not entry.name.startswith((".", "_")))
    return [entry for entry in named if entry.is_dir() and not entry.is_symlink()]


def _is_day(name: str) -> bool:
    """Whether a folder's name is a day, written YYYY-MM-DD."""
    try:
        return _DAY.fullmatch(name) is not None and bool(date.fromisoformat(name))
    except ValueError:
        return False


def _sidecar(folder: Path) -> dict[str, object]:
    sidecar = folder / SIDECAR
    if not sidecar.exists():
        return {}
    try:
        held = None if sidecar.is_symlink() else json.loads(sidecar.read_text(encoding="utf-8"))
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise Fault(
            f"{sidecar} is damaged or a link, so nobody knows whose delivery it is",
            "Remove the folder it lies in and hand the delivery over again",
        )
    return held


def _digests(sidecar: Mapping[str, object]) -> dict[str, str]:
    files = sidecar.get("files")
    held = files.items() if isinstance(files, dict) else ()
    return {name: str(told["sha256"]) for name, told in held if isinstance(told, dict) and "sha256" in told}


def one_source(found: Iterable[str]) -> str | None:
    """The source that all deliveries share, given each one's, None where there is no delivery.

    Raises Fault on two: a model trained on one must never meet the other's people in one warehouse.
    """
    sources = sorted(set(found))
    if len(sources) > 1:
        raise Fault(
            f"landing mixes extracts of {' and '.join(sources)}",
            "Give each source a MINGJING_HOME of its own: take those out whose _delivery.json names the other source",
        )
    return sources[0] if sources else None


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class Staged:
    """A delivery copied whole beside its place, where no night looks."""

    delivery: Delivery
    staging: Path
    place: Path


def hand_over(staged: Sequence[Staged]) -> None:
    """Put staged deliveries in their places: all of them, or none where one cannot be."""
    placed: list[Staged] = []
    try:
        for each in staged:
            each.staging.rename(each.place)
            placed.append(each)
    except BaseException:
        for each in placed:
            each.place.rename(each.staging)
        raise


def take_back(staged: Iterable[Staged]) -> None:
    """Remove what was staged and is not in its place."""
    for each in staged:
        shutil.rmtree(each.staging, ignore_errors=True)


def stage(
    files: Iterable[Path],
    landing: Path,
    *,
    source: str,
    department: str,
    table: str,
    delivered: date,
    relative_to: Path,
) -> Staged:
    """Copy files beside the place of a new delivery, all of them or none, and write its sidecar.

    Raises Fault when that delivery is already there: what was delivered is never changed.
    """
    folder = landing / department / table / delivered.isoformat()
    if folder.exists():
        raise Fault(
            f"{department}/{table} was already delivered on {delivered}",
            "Hand corrections over under the day they arrive: --delivered YYYY-MM-DD",
        )
    staging = landing / department / table / f".{delivered.isoformat()}.{os.getpid()}"
    staging.mkdir(parents=True, mode=0o700)
    try:
        held: dict[str, dict[str, object]] = {}
        there: list[Path] = []
        for path in files:
            inner = path.relative_to(relative_to)
            target = staging / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            there.append(folder / inner)
            held[text_of(inner)] = {"bytes": target.stat().st_size, "sha256": file_digest(target)}
        (staging / SIDECAR).write_text(
            json.dumps(
                {
                    "source": source,
                    "department": department,
                    "table": table,
                    "delivered": delivered.isoformat(),
                    "files": held,
                },
                ensure_ascii=False,
                indent=1,
                sort_keys=True,
            ),
            encoding="utf-8",
        )
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    where = str(folder.relative_to(landing))
    return Staged(Delivery(source, department, table, delivered, where, tuple(sorted(there))), staging, folder)
