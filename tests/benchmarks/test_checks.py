"""The benchmark of checks runs: every column of the contract is drawn, and both ways find the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from benchmarks.checks import measure
from expectations import suites


def test_a_few_rows_are_checked_both_ways(
    spark: SparkSession, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The benchmark sets it to 0; put back what other tests expect.
    monkeypatch.setattr(suites, "PANDAS_ROWS", suites.PANDAS_ROWS)

    assert measure(spark, 400, tmp_path / "cases") == 0

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures.keys() >= {"rows", "gx_seconds", "aggregate_seconds", "ratio"}
    assert figures["rows"] == 400
