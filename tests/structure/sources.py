"""The project's own files, parsed once for every structure test."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ROOMS = (
    "dags",
    "jobs",
    "features",
    "models",
    "expectations",
    "notebooks",
    "law",
    "identifiers",
    "vetting",
    "review",
    "simulation",
    "benchmarks",
)


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, path from the root, text and syntax tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    def imports(self) -> Iterator[tuple[str, int]]:
        """(dotted name, line) of every import, at the top or inside a function, relative ones resolved."""
        package = self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parts = package.split(".")
                start = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
                origin = ".".join(part for part in (start, node.module or "") if part)
                yield from ((f"{origin}.{alias.name}", node.lineno) for alias in node.names)


def module(name: str, path: str, text: str) -> Module:
    """A module of the given text, for tests that draw their own."""
    return Module(name, path, text, ast.parse(text, path))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of every room, sorted by path; tests are not among them."""
    found = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            path = file.relative_to(ROOT)
            name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
            found.append(module(name, str(path), file.read_text(encoding="utf-8")))
    return tuple(found)


@cache
def committed_files() -> tuple[Path, ...]:
    """Files that are, or are about to be, in the repository; every file that is not ignored where git is missing."""
    asked = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        names = said.stdout.splitlines() if said.returncode == 0 else []
    except OSError:
        names = []
    files = [ROOT / name for name in names] or [path for room in ROOMS for path in (ROOT / room).rglob("*")]
    return tuple(sorted(path for path in files if path.is_file()))
