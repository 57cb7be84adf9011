"""Notebooks as they are committed, and the pages they become."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jobs import pages
from jobs.algorithm_record import algorithm_record
from jobs.reader import NightReader
from jobs.registry import job
from jobs.run import Run
from tests.notebooks.conftest import OpenNight
from tests.notebooks.drawn_night import CITIZEN_ID, COMPANY, DISPUTE, LENDER, NAME, PHONE, full_night, write_night

COMMITTED = sorted(pages.NOTEBOOKS.glob("*.ipynb"))


def _code(path: Path) -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_notebooks_are_committed_without_output(path: Path) -> None:
    assert [cell["outputs"] for cell in _code(path)] == [[]] * len(_code(path))
    assert {cell["execution_count"] for cell in _code(path)} == {None}


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_notebooks_import_only_reading(path: Path) -> None:
    lines = "".join("".join(cell["source"]) + "\n" for cell in _code(path)).splitlines()

    assert [line for line in lines if re.match(r"\s*(import|from)\b", line)] == ["from notebooks import reading"]


def test_every_notebook_is_published() -> None:
    assert {path.stem for path in COMMITTED} == set(pages.TITLES)


def test_pages_hold_the_nights_lines_and_no_personal_data(drawn_run: Run) -> None:
    write_night(drawn_run.settings, full_night())
    record = json.dumps(algorithm_record(drawn_run), ensure_ascii=False)
    (drawn_run.pages / "algorithm_record.json").write_text(record, encoding="utf-8")

    made = pages.write_pages(drawn_run)

    html = {page.name: page.path.read_text(encoding="utf-8") for page in made}
    assert sorted(html) == sorted(pages.TITLES)
    for subject in (LENDER, COMPANY, DISPUTE):
        assert subject in html["ranked_lists"]
    assert "n2" in html["candidate_checks"]
    assert "vet_candidates" in html["algorithm_record"]
    assert "mingjing judge must_not_link r10/party_a r11/party_b" in html["identity_doubts"]
    assert 'href="ranked_lists.html"' in html["index"]
    for name, page in html.items():
        for secret in (NAME, CITIZEN_ID, PHONE):
            assert secret not in page, name
        assert not re.search(r"<script|https?://(?!www\.w3\.org)|\bIn \[", page), name
    assert max(page.bytes for page in made) < 2_000_000


def test_the_publisher_names_every_table_that_a_page_shows(
    open_night: OpenNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its manifest says what the pages were made from."""
    open_night()
    read, shown = NightReader.table, set()

    def table(reader: NightReader, name: str, *only: object) -> object:
        shown.add(name)
        return read(reader, name, *only)

    monkeypatch.setattr(NightReader, "table", table)
    for path in COMMITTED:
        exec("\n".join("".join(cell["source"]) for cell in _code(path)), {})

    assert {"lists.lenders", "graph.members"} <= shown
    assert shown <= set(job("publish_reports").reads), "name it in jobs/registry.py"


def test_a_notebook_that_fails_leaves_no_page_and_says_which(drawn_run: Run) -> None:
    with pytest.raises(RuntimeError, match=r"index\.ipynb failed: Fault"):
        pages.write_pages(drawn_run, ("index",))

    assert list(drawn_run.pages.iterdir()) == []
