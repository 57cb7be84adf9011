"""What a city's answer is measured by, on a drawn answer and truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.linkage.city_errors import against

TOLD = {"name": "陈国强", "masked_name": None, "id_seen": None, "birth_on": None, "address": None, "context": None}


def mention(row: int, entity: str, own_id: str | None = None, **said: Any) -> dict[str, Any]:
    place = {"source_file": "police/x.csv", "source_row": row, "role": "party", "kind": "person", "links_only": False}
    ids = {"entity": entity, "own_id": own_id, "borne": own_id}
    return {**place, **TOLD, "phone": None, "registration_no": None, **ids, **said}


def measured(folder: Path, answer: list[dict[str, Any]], truth: list[tuple[str, str]]) -> dict[str, object]:
    """Measures of an answer; `truth` is each row's entity and damage."""
    pd.DataFrame(answer).to_parquet(folder / "answer.parquet")
    rows = [("police/x.csv", row, "party", *one) for row, one in enumerate(truth, 2)]
    columns = ["file", "row", "role", "entity_id", "damage"]
    pd.DataFrame(rows, columns=columns).to_csv(folder / "records.csv", index=False)
    return against(folder, folder / "answer.parquet")


def test_pairs_are_counted_with_and_without_a_valid_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = [mention(2, "P1", "P1"), mention(3, "P1", "P1"), mention(4, "P1", phone="1"), mention(5, "Pa", phone="1")]
    made = measured(tmp_path, answer, [("p1", ""), ("p1", ""), ("p2", ""), ("p1", "id_missing")])
    # Made: 2-3, 2-4, 3-4. There: 2-3, 2-5, 3-5. Of those with a mention without an id none of either is right.
    assert (made["precision"], made["recall"]) == (pytest.approx(1 / 3, abs=1e-6), pytest.approx(1 / 3, abs=1e-6))
    assert (made["no_id_precision"], made["no_id_recall"]) == (0.0, 0.0)
    assert (made["company_precision"], made["two_id_clusters"]) == (1.0, 0)
    said = capsys.readouterr().err
    assert "person: false merges by kind, 2 pairs:\n        2  id | name+phone\n" in said
    assert "person: misses by kind, 2 pairs:\n        2  id | name+phone (id_missing)\n" in said
    assert "陈国强" not in said


def test_two_valid_ids_in_one_entity_are_counted(tmp_path: Path) -> None:
    answer = [mention(2, "P1", "P1"), mention(3, "P1", "P2"), mention(4, "P1", "P3", links_only=True)]
    assert measured(tmp_path, answer, [("p1", ""), ("p2", ""), ("p3", "")])["two_id_clusters"] == 1


def test_a_number_that_is_anothers_is_counted_apart(tmp_path: Path) -> None:
    answer = [mention(2, "P1", "P1"), mention(3, "P1", None, borne="P2"), mention(4, "Pa", None, borne="P2")]
    made = measured(tmp_path, answer, [("p1", ""), ("p1", "id_copied"), ("p2", "")])
    assert (made["two_id_clusters"], made["two_borne_id_clusters"]) == (0, 1)


def test_what_a_reporters_row_says_is_a_kind_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such a row links nobody else, so what is missed between it and another row is missed by rule."""
    answer = [mention(2, "P1", "P1", links_only=True), mention(3, "Pa", phone="1")]
    measured(tmp_path, answer, [("p1", ""), ("p1", "id_missing")])
    said = capsys.readouterr().err
    assert "misses by kind, 1 pairs:\n        1  id of a reporter | name+phone (id_missing)\n" in said
