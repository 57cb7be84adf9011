"""The landing folder: handing extracts over, and listing what no night has read yet.

    landing/<department>/<table>/<delivered>/<files>
    landing/<department>/<table>/<delivered>/_delivery.json     source, and the digest of each file, where known

A delivery is never changed once it is there. Extracts that no declared mapping takes are handed over too, under
`landing/<source>/unmapped/<delivered>/`, so that a night can name each with its reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobs.faults import Fault

SIDECAR = "_delivery.json"
UNMAPPED = "unmapped"


@dataclass(frozen=True)
class Delivery:
    """One landing folder: what one department handed over of one table on one day."""

    source: str
    department: str
    table: str
    delivered: date
    folder: str
    files: tuple[Path, ...]

    @property
    def key(self) -> str:
        return f"{self.department}/{self.table}/{self.delivered.isoformat()}"

    def name_of(self, path: Path) -> str:
        """A file's path within the delivery."""
        text = str(path)
        return text[text.index(self.folder) + len(self.folder) + 1 :]


def deliveries(landing: Path, default_source: str) -> list[Delivery]:
    """Every delivery under landing, sorted by its key.

    Folders that are not `<department>/<table>/<YYYY-MM-DD>` raise Fault, for a misplaced extract would otherwise
    vanish. Files whose name begins with a dot or underscore are not extracts.
    """
    found = []
    for folder in sorted(path for path in landing.glob("*/*/*") if not path.name.startswith((".", "_"))):
        if not folder.is_dir():
            raise Fault(
                f"{folder.relative_to(landing)} lies where a delivery's folder belongs",
                "Move it to landing/<department>/<table>/<YYYY-MM-DD>/, or hand it over with `mingjing land`",
            )
        try:
            delivered = date.fromisoformat(folder.name)
        except ValueError:
            raise Fault(
                f"{folder.relative_to(landing)} does not end in a date",
                "Name a delivery's folder by the day it was handed over, YYYY-MM-DD",
            ) from None
        files = tuple(
            sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "_")))
        )
        found.append(
            Delivery(
                _source_of(folder, default_source),
                folder.parent.parent.name,
                folder.parent.name,
                delivered,
                str(folder.relative_to(landing)),
                files,
            )
        )
    return found


def _source_of(folder: Path, default_source: str) -> str:
    sidecar = folder / SIDECAR
    if not sidecar.exists():
        return default_source
    try:
        return str(json.loads(sidecar.read_text(encoding="utf-8")).get("source", default_source))
    except (ValueError, AttributeError):
        raise Fault(
            f"{sidecar} is damaged, so nobody knows whose delivery it is",
            "Remove the folder it lies in and hand the delivery over again",
        ) from None


def one_source(found: Iterable[Delivery]) -> str | None:
    """The source that all deliveries share, None where there is no delivery.

    Raises Fault on two: a model trained on one must never meet the other's people in one warehouse.
    """
    sources = sorted({delivery.source for delivery in found})
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
        for path in files:
            inner = path.relative_to(relative_to)
            target = staging / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            held[str(inner)] = {"bytes": target.stat().st_size, "sha256": file_digest(target)}
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
    files_there = tuple(sorted(folder / name for name in held))
    where = str(folder.relative_to(landing))
    return Staged(Delivery(source, department, table, delivered, where, files_there), staging, folder)
