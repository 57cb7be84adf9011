"""What links to standard addresses are measured by, on a drawn list, answer and truth."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.linkage.city_addresses import addresses_against

LIST = [
    # The last two have one road and number in two communities of the district.
    ("a", "梧村街道", "文灶社区", "厦禾路1号"),
    ("b", "梧村街道", "文灶社区", "厦禾路2号"),
    ("c", "梧村街道", "文灶社区", "厦禾路3号"),
    ("d", "厦港街道", "福海社区", "厦禾路3号"),
]
WRITTEN = [
    # Text in normal form, its true building, and what a careful reader can do with it.
    ("厦门市思明区厦禾路1号", "a"),  # placed
    ("厦门市福海社区厦禾路3号-605", "d"),  # placed
    ("厦禾路3号605", "c"),  # nobody can tell
    ("厦禾路1-605", "b"),  # a slip of the writer's: linked, wrongly, and not for a reader to place
    ("金榜大厦某处厦禾路2号", "b"),  # placed by a reader, and not by us
    ("火车站", "a"),  # nobody can tell
]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "warehouse" / "bronze" / "standard_addresses" / "delivered=2026-01-05"
    folder.mkdir(parents=True)
    rows = [
        {
            "address_code": code,
            "full_address": f"福建省厦门市思明区{street}{community}{house}",
            "street": street,
            "community": community,
            "known_on": date(2026, 1, 5),
            "withdrawn": False,
            "source_file": "x",
            "source_row": place,
        }
        for place, (code, street, community, house) in enumerate(LIST)
    ]
    pd.DataFrame(rows).to_parquet(folder / "part.parquet")
    answer = [
        {"source_file": "police/x.csv", "source_row": place, "role": "resident", "address": text}
        for place, (text, _) in enumerate(WRITTEN, 2)
    ]
    pd.DataFrame(answer).to_parquet(tmp_path / "answer.parquet")
    return tmp_path


def truth(folder: Path, *columns: str) -> Path:
    rows = [("police/x.csv", place, "resident", "p1", "", code) for place, (_, code) in enumerate(WRITTEN, 2)]
    names = ["file", "row", "role", "entity_id", "damage", "address_code"]
    pd.DataFrame(rows, columns=names)[list(columns or names)].to_csv(folder / "records.csv", index=False)
    return folder


def test_links_are_held_against_true_buildings_and_recall_against_what_a_reader_could_place(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = addresses_against(truth(city), city / "answer.parquet", city, date(2026, 3, 4))
    assert (made["addresses"], made["address_placeable"]) == (6, 0.5)
    assert (made["address_precision"], made["address_recall"]) == (
        pytest.approx(2 / 3, abs=1e-6),
        pytest.approx(2 / 3, abs=1e-6),
    )
    said = capsys.readouterr().err
    assert "false links by kind, 1 texts:\n        1  door+only | resident (as it should be)" in said
    assert "misses by kind, 1 texts:\n        1  unknown_place | resident (as it should be)" in said
    assert "厦禾路" not in said


def test_a_truth_without_the_column_measures_nothing(city: Path) -> None:
    folder = truth(city, "file", "row", "role", "entity_id", "damage")
    assert addresses_against(folder, city / "answer.parquet", city, date(2026, 3, 4)) == {}
