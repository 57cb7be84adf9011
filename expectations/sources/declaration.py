"""The words a source mapping is written in: SourceFile, Unmapped, Source.

A source is a place whose departments publish or hand over files of their own making. A mapping says, file by file,
which contract a file is read under and what its headers mean; it is data, and nothing here opens a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeVar

from expectations.contracts.declaration import Contract
from identifiers.amounts import MoneyUnit
from identifiers.writing import half_width

_SPACE = re.compile(r"\s+")
_Declared = TypeVar("_Declared", "SourceFile", "Unmapped")


def header_form(header: str) -> str:
    """Normal form in which headers are compared: half width, no white space, no invisible marks.

    A name that pandas made up for a column without one (`Unnamed: 3`) is no header: "".
    """
    text = _SPACE.sub("", half_width(header))
    return "" if text.startswith("Unnamed:") else text


@dataclass(frozen=True)
class SourceFile:
    """Files of one form and the contract they are read under.

    `names` are file names or patterns (`*` and `?`). `headers` maps a contract's column to the file's header for it.
    Any other header must stand in `ignored` (their normal forms, which hold no space, with spaces between) or the whole
    file is refused: a new column is news, not noise. `ignores_unnamed`: columns without a header hold data too.

    `given_header` names the columns, from the left, of files that have no header row. `constants` are values that the
    file says once, in its title, for every row. `key` overrides the contract's key where this source's numbers are not
    unique; empty, only a row's place tells it apart. `person_when` names a header and the written values that mark a
    row's subject as a natural person. `title_year` reads the year of a row from the file's name or title, `year_header`
    from a column: such rows are dated to that year's first day with the basis `title_year`, so that no window counts
    them. `day_first` reads 5/12/2025 as 5 December, `month_first` as 12 May. `money_unit` is for headers that name
    neither 元 nor 万元. `note` says what a reader of the mapping must know.
    """

    names: tuple[str, ...]
    department: str
    table: str
    headers: Mapping[str, str]
    ignored: str = ""
    ignores_unnamed: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    given_header: tuple[str, ...] = ()
    key: tuple[str, ...] | None = None
    person_when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title_year: bool = False
    year_header: str | None = None
    day_first: bool = False
    month_first: bool = False
    money_unit: MoneyUnit | None = None
    note: str = ""

    @property
    def ignored_forms(self) -> tuple[str, ...]:
        """Normal forms of the ignored headers."""
        return tuple(header_form(header) for header in self.ignored.split())


@dataclass(frozen=True)
class Unmapped:
    """Files that no contract takes, and honestly why."""

    names: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Source:
    """Everything declared of one source."""

    name: str
    files: tuple[SourceFile, ...]
    unmapped: tuple[Unmapped, ...]

    def mapping_of(self, file_name: str) -> SourceFile | None:
        """The declaration that takes a file, or None. A name beats a pattern."""
        return _match(self.files, file_name)

    def why_unmapped(self, file_name: str) -> str:
        """Why no contract takes a file."""
        declared = _match(self.unmapped, file_name)
        return declared.reason if declared else NO_MAPPING


NO_MAPPING = "no declared mapping takes it"


def _match(declared: tuple[_Declared, ...], file_name: str) -> _Declared | None:
    name = unicodedata.normalize("NFC", file_name)
    by_pattern = None
    for entry in declared:
        for pattern in entry.names:
            if pattern == name:
                return entry
            if by_pattern is None and ("*" in pattern or "?" in pattern) and fnmatchcase(name, pattern):
                by_pattern = entry
    return by_pattern


def problems(source: Source, known: Mapping[str, Contract]) -> Iterator[str]:
    """What is wrong with a source's declarations, in words, given the contracts by table."""
    names = [name for file in source.files for name in file.names]
    names += [name for entry in source.unmapped for name in entry.names]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name} is declared twice"
    for file in source.files:
        for problem in _file_problems(file, known):
            yield f"{file.names[0]}: {problem}"


def _file_problems(file: SourceFile, known: Mapping[str, Contract]) -> Iterator[str]:
    contract = known.get(file.table)
    if contract is None:
        yield f"no contract is called {file.table!r}"
        return
    columns = {column.name for column in contract}
    for column in (*file.headers, *file.constants, *(file.key or ())):
        if column not in columns:
            yield f"{file.table} has no column {column!r}"
    for needed in contract:
        if needed.required and needed.name not in file.headers and needed.name not in file.constants:
            yield f"{file.table} needs {needed.name!r}"
    read = [header_form(header) for header in file.headers.values()]
    for header in sorted({header for header in read if read.count(header) > 1}):
        yield f"{header!r} is read into two columns"
    for header in sorted(set(read) & set(file.ignored_forms)):
        yield f"{header!r} is both read and ignored"
    if file.day_first and file.month_first:
        yield "dates cannot be day first and month first"
