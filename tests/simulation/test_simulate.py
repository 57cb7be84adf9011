"""The whole: same seed same bytes, nothing half written, nothing overwritten, truth apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simulation import simulate
from simulation.truth import TRUTH_FILES
from simulation.writers import file_entry
from tests.simulation.conftest import AS_OF, NIGHTS, City
from tests.simulation.extracts import delivered, truth_rows


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_writes_the_same_bytes(small_city: City, write_city: Callable[..., City]) -> None:
    again = write_city()
    assert contents(again.landing) == contents(small_city.landing)
    assert contents(again.truth) == contents(small_city.truth)


def test_another_seed_writes_another_city(small_city: City, write_city: Callable[..., City]) -> None:
    other = write_city(seed=8)
    ours, theirs = contents(small_city.landing), contents(other.landing)
    same = [name for name in ours if not name.endswith("_delivery.json") and ours[name] == theirs.get(name)]
    assert same == []


def test_a_city_is_never_overwritten(small_city: City, tmp_path: Path) -> None:
    before = contents(small_city.landing)
    with pytest.raises(FileExistsError, match="delete it, or name another folder"):
        simulate(small_city.landing, tmp_path / "truth", people=1_500, as_of=AS_OF, progress=print)
    with pytest.raises(FileExistsError, match="truth"):
        simulate(tmp_path / "landing", small_city.truth, people=1_500, as_of=AS_OF, progress=print)
    assert contents(small_city.landing) == before


def test_truth_under_landing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside it"):
        simulate(tmp_path / "landing", tmp_path / "landing" / "truth", people=1_500, as_of=AS_OF, progress=print)


@pytest.mark.parametrize(
    ("option", "message"),
    [({"people": 999}, "at least 1000"), ({"hardness": -0.1}, "hardness"), ({"nights": -1}, "nights")],
)
def test_options_that_make_no_city_are_refused(option: dict[str, float], message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        simulate(tmp_path / "landing", tmp_path / "truth", as_of=AS_OF, progress=print, **option)  # type: ignore[arg-type]


def test_a_killed_run_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    def stop(message: str) -> None:
        raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt):
        simulate(tmp_path / "landing", tmp_path / "truth", people=1_500, as_of=AS_OF, progress=stop)
    assert not (tmp_path / "landing").exists()
    assert not (tmp_path / "truth").exists()
    simulate(tmp_path / "landing", tmp_path / "truth", people=1_500, as_of=AS_OF, progress=lambda message: None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["landing", "truth"]


def test_every_file_stands_in_its_sidecar(small_city: City) -> None:
    for sidecar in small_city.landing.glob("*/*/*/_delivery.json"):
        told = json.loads(sidecar.read_text("utf-8"))
        folder = sidecar.parent
        there = {path.name: file_entry(path) for path in folder.iterdir() if path != sidecar}
        department, table, day = folder.relative_to(small_city.landing).parts
        assert told == {
            "source": "synthetic_city", "department": department, "table": table, "delivered": day, "files": there,
        }  # fmt: skip
        assert there, folder


def test_deliveries_are_monthly_and_then_nightly(small_city: City) -> None:
    days = sorted({one.day for one in delivered(small_city.landing)})
    nights = [AS_OF + timedelta(days=night) for night in range(NIGHTS)]
    assert days[-NIGHTS:] == nights
    monthly = days[:-NIGHTS]
    assert len(monthly) == 36
    assert monthly[-1] == AS_OF - timedelta(days=1)
    assert all(3 <= day.day <= 6 for day in monthly[:-1])
    assert len({(day.year, day.month) for day in monthly[:-1]}) == 35


def test_every_truth_file_has_its_columns(small_city: City) -> None:
    for name, columns in TRUTH_FILES.items():
        first = (small_city.truth / f"{name}.csv").read_text("utf-8").splitlines()[0]
        assert first == ",".join(columns)


def test_truth_of_records_names_the_very_row(small_city: City) -> None:
    """A mention without a damaged name or number carries its person's name and number in that file and row."""
    who = {row["person_id"]: row for row in truth_rows(small_city.truth, "people")}
    told = {
        (row["file"], int(row["row"]), row["role"]): row
        for row in truth_rows(small_city.truth, "records")
        if row["entity_id"] in who
    }
    seen = 0
    for one in delivered(small_city.landing):
        for mention in one.contract.mentions:
            for row, cells in enumerate(one.rows, start=one.first_row):
                truth = told.get((one.name, row, mention.role))
                if truth is None:
                    continue
                seen += 1
                person, damage = who[truth["entity_id"]], set(truth["damage"].split(";"))
                assert (cells[mention.name] == person["name"]) != ("name_variant" in damage)
                if mention.id_number and one.contract.table != "nominations":
                    spoilt = damage & {"id_missing", "id_wrong", "id_masked"}
                    assert (cells[mention.id_number] == person["citizen_id"]) == (not spoilt)
    assert seen == len(told) > 1_500


def test_people_and_progress_are_reported(small_city: City) -> None:
    people = [row for row in truth_rows(small_city.truth, "people") if row["household"] != "0"]
    namesakes = len(truth_rows(small_city.truth, "people")) - len(people)
    assert small_city.summary.people == 1_500
    assert abs(len(people) - 1_500) <= namesakes
    assert any("block 1 of" in line for line in small_city.told)
    assert "best possible dispute AUC" in small_city.told[-1]
