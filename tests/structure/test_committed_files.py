"""What lies in the repository: no machine's paths, no registry's hosts, no notebook output, no personal data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.structure.sources import ROOT, committed_files, module

# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    "(?<![\\w.])/(" + "|".join(["wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me", "Us" + "ers"]) + ")/"
)
HOSTS = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + "hosted",
            "npm" + "js",
            "debian" + r"\.org",
            "repo1" + r"\.maven",
            "ana" + "conda",
        ]
    )
)
WORKPLACE = re.compile("|".join(["farm" + "-", r"\.\./" + "shared", "/" + ".library"]))
TEXTS = {".py", ".md", ".cfg", ".toml", ".txt", ".json", ".ipynb", ".css", ".html", ".lock", ".csv", ""}
DIRECTORIES_OF_OTHERS = re.compile(r"^LICENSE$")


def texts() -> list[tuple[Path, str]]:
    """Every text file of the repository, by its path from the root."""
    return [
        (path.relative_to(ROOT), path.read_text(encoding="utf-8"))
        for path in committed_files()
        if path.suffix in TEXTS and not DIRECTORIES_OF_OTHERS.match(path.name)
    ]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, HOSTS, WORKPLACE], ids=["paths", "hosts", "workplace"])
def test_no_file_names_the_machine_it_was_written_on(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number} {line.strip()[:100]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "say it without the place:\n" + "\n".join(found)


def test_notebooks_are_committed_without_output() -> None:
    for path, text in texts():
        if path.suffix != ".ipynb":
            continue
        for cell in json.loads(text)["cells"]:
            if cell["cell_type"] == "code":
                assert not cell["outputs"], f"{path}: clear the output before committing"
                assert cell["execution_count"] is None, f"{path}: clear the counts before committing"


NOTEBOOKS_IMPORT = {"notebooks.reading"}
"""What pages show with comes through it too, so that a page reads and shows nothing by another way."""


def test_notebooks_import_the_reading_room_alone() -> None:
    for path, text in texts():
        if path.suffix != ".ipynb":
            continue
        cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        source = "\n".join("".join(cell["source"]) for cell in cells)
        others = {name for name, _ in module(path.stem, str(path), source).imports()} - NOTEBOOKS_IMPORT
        assert not others, f"{path} imports {sorted(others)}: notebooks import only {sorted(NOTEBOOKS_IMPORT)}"


def test_no_file_is_large() -> None:
    found = [f"{path.relative_to(ROOT)}" for path in committed_files() if path.stat().st_size > 1_000_000]
    assert not found, f"{found}: data and pictures over 1 MB do not belong in the repository"


def test_the_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATHS.search("see /" + "tm" + "p/x")
    assert not MACHINE_PATHS.search("the team's homework/rooting around")
    assert HOSTS.search("https://pypi" + ".org/simple")
