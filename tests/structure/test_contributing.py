"""The worked examples of CONTRIBUTING.md hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def test_the_mapping_fits_the_contract(contract: Contract) -> None:
    files = _run('"""Inspections of rented rooms')["FILES"]
    assert list(problems(Source("example", files, ()), {contract.table: contract})) == []


def test_the_feature_fits_its_view(contract: Contract) -> None:
    feature = _run("_FAILED", Feature=Feature, Condition=Condition)["_FAILED"]
    columns = tuple((column.name, SPARK_TYPES.get(column.type, "string"), column.null_means) for column in contract)
    view = View("room_inspections", "one inspection", ("room_inspections",), columns)
    assert check([feature], {"room_inspections": view}) == []
