"""Ingest takes what the city writes: every file is read under its contract, and only repeats and slips are refused."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from expectations.contracts import contracts
from identifiers.pseudonyms import Pseudonyms
from jobs.ingest.files import Account, DeliveredFile, read_file
from jobs.ingest.repeats import DUPLICATE_ROW, SeenRecords
from jobs.ingest.values import OUT_OF_BOUNDS
from tests.simulation.conftest import City


@pytest.mark.parametrize("table", sorted(contracts()))
def test_every_file_is_read_and_only_repeats_and_slips_are_refused(small_city: City, table: str) -> None:
    refused: Counter[str] = Counter()
    rows = 0
    for path in sorted(small_city.landing.glob(f"*/{table}/*/*")):
        if path.name == "_delivery.json":
            continue
        name = path.relative_to(small_city.landing).as_posix()
        day = date.fromisoformat(path.parent.name)
        department = contracts()[table].department
        file = DeliveredFile("synthetic_city", department, table, day, day, name, name, str(path), path.stat().st_size)
        for part in read_file(file, Pseudonyms(b"k" * 32), SeenRecords(), 20_000):
            if isinstance(part, Account):
                assert (part.status, part.reason) == ("read", None), name
                rows += part.rows_in
            else:
                refused.update(rejected.rule for rejected in part.rejected)
    # A slip that its department corrects later may lie beyond its column's bounds: a share of 106 percent.
    bounded = any(column.bounds for column in contracts()[table].columns)
    assert set(refused) <= {DUPLICATE_ROW, *([OUT_OF_BOUNDS] if bounded else [])}, refused
    assert sum(refused.values()) <= 0.03 * rows + 2
