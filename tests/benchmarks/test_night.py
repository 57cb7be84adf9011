"""A night that is measured: what is said when a command fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import night


def test_a_command_that_fails_is_told_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    in_the_way = tmp_path / "home"
    in_the_way.write_text("no folder")

    code = night.main(["--people", "1500", "--home", str(in_the_way)])

    said = capfd.readouterr()
    assert code == 1
    assert said.out == "", "no figures"
    assert "Traceback" not in said.err
    first, last = said.err.strip().splitlines()[-2:]
    assert last.startswith("night: `mingjing simulate --if-empty --people 1500 --seed 7 --as-of 2026-03-04` failed: ")
    assert first.removeprefix("mingjing: ") in last, "the command's own cause and remedy"
