"""The worked examples of CONTRIBUTING.md hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from expectations.contracts.declaration import SPARK_TYPES, Contract
from expectations.sources.declaration import Source, problems
from features.declaration import Condition, Feature, View, check
from tests.structure.sources import ROOT

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)


def _run(start: str, **known: Any) -> Mapping[str, Any]:
    block = next(block for block in BLOCKS if block.startswith(start))
    names: dict[str, Any] = dict(known)
    exec(block, names)
    return names


@pytest.fixture(scope="module")
def contract() -> Contract:
    (made,) = _run('"""Fire and rescue')["CONTRACTS"]
    assert isinstance(made, Contract)
    return made


def test_the_departments_contract_is_whole(contract: Contract) -> None:
    columns = {column.name for column in contract}
    named = {name for mention in contract.mentions for name in (mention.name, mention.id_number) if name}
    assert columns >= {*contract.key, *named, contract.event_on}
    assert all(column.allowed for column in contract if column.type == "category")


def test_the_declaration_is_all_that_a_department_needs(contract: Contract, tmp_path: Path) -> None:
    """With the example's file in its place a city is simulated, the registry knows the table and its file is read."""
    shutil.copytree(ROOT / "expectations", tmp_path / "expectations", ignore=shutil.ignore_patterns("__pycache__"))
    block = next(block for block in BLOCKS if block.startswith('"""Fire and rescue'))
    (tmp_path / "expectations" / "contracts" / "fire.py").write_text(block, encoding="utf-8")
    headers, row = [column.header for column in contract], ["1号", "2026-01-05", "甲有限公司", "", "合格", "100"]
    (tmp_path / "rooms.csv").write_text(",".join(headers) + "\n" + ",".join(row) + "\n", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", _ONBOARDED, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr[-2000:]
    assert said.stdout.split() == ["1", "0"], "one row accepted, none in quarantine"


_ONBOARDED = """
import sys
from datetime import date
from pathlib import Path
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.files import DeliveredFile
from jobs.ingest.records import FileReader
from jobs.registry import SOURCE_TABLES, job
from simulation import simulate

home, day = Path(sys.argv[1]), date(2026, 1, 31)
simulate(home / "landing", home / "truth", people=1000, seed=7, as_of=day, progress=lambda text: None)
assert "bronze.room_inspections" in SOURCE_TABLES
assert "bronze.room_inspections" in job("link_identities").reads
path = home / "rooms.csv"
name, size = path.name, path.stat().st_size
file = DeliveredFile("xiamen", "fire", "room_inspections", day, day, name, "file 1", str(path), size)
pieces = {piece.table: len(piece.rows) for piece in FileReader(Pseudonyms(bytes(32))).pieces([file])}
print(pieces.get("bronze.room_inspections", 0), pieces.get("quarantine.rejected_rows", 0))
"""


def test_the_mapping_fits_the_contract(contract: Contract) -> None:
    files = _run('"""Inspections of rented rooms')["FILES"]
    assert list(problems(Source("example", files, ()), {contract.table: contract})) == []


def test_the_feature_fits_its_view(contract: Contract) -> None:
    feature = _run("_FAILED", Feature=Feature, Condition=Condition)["_FAILED"]
    columns = tuple((column.name, SPARK_TYPES.get(column.type, "string"), column.null_means) for column in contract)
    view = View("room_inspections", "one inspection", ("room_inspections",), columns)
    assert check([feature], {"room_inspections": view}) == []
