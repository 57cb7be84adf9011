"""What the linkage benchmark says of partitions, and of data that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.linkage import city
from benchmarks.linkage.__main__ import main
from benchmarks.linkage.pairs import pair_measures


def measures(answer: list[int], truth: list[int]) -> tuple[float, float, float]:
    return tuple(pair_measures(np.array(answer), np.array(truth)))  # type: ignore[return-value]


def test_pairs_within_clusters_are_counted() -> None:
    # Found: 0-1, 0-2, 1-2. Belonging: 0-1, 2-3. One is both.
    assert measures([5, 5, 5, 6], [1, 1, 2, 2]) == pytest.approx((1 / 3, 1 / 2, 2 / 5), abs=1e-6)


def test_the_same_partition_under_other_labels_is_right() -> None:
    assert measures([3, 3, 0, 1], [7, 7, 8, 9]) == (1.0, 1.0, 1.0)


def test_every_record_alone_finds_nothing() -> None:
    assert measures([0, 1, 2], [4, 4, 4]) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize("case", ["historical_people", "beijing_names"])
def test_missing_data_is_named(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--case", case])
    assert ended.value.code == 2
    assert f"--case {case} needs --data" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--case", case, "--data", str(tmp_path / "nowhere")])
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["--rules"]])
def test_a_city_is_linked_by_what_is_learnt_or_by_stated_rules(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(city, "_city", lambda _, home: (home, city.AS_OF))
    monkeypatch.setattr(city, "link_city", lambda *given: asked.append(given[-1]) or {})
    monkeypatch.setattr(city, "against", lambda *_: {})
    monkeypatch.setattr(city, "addresses_against", lambda *_: {})
    assert main(["--case", "city", *words]) == 0
    assert asked == [bool(words)]
    assert json.loads(capsys.readouterr().out)["by_rules"] == bool(words)
