"""Handing extracts over, and finding what no night has read yet."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jobs import landing
from jobs.faults import Fault
from jobs.landing import deliveries, hand_over, one_source, stage

DAY = date(2026, 1, 31)


def extract(folder: Path, text: str = "a,b\n1,2\n", name: str = "f.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_a_delivery_is_copied_whole_with_its_digests(tmp_path: Path) -> None:
    path = extract(tmp_path / "in")

    staged = stage(
        [path],
        tmp_path / "landing",
        source="xiamen",
        department="courts",
        table="civil_cases",
        delivered=DAY,
        relative_to=tmp_path / "in",
    )

    hand_over([staged])
    made = staged.delivery

    assert [file.name for file in made.files] == ["f.csv"]
    sidecar = json.loads((tmp_path / "landing/courts/civil_cases/2026-01-31/_delivery.json").read_text())
    assert sidecar["source"] == "xiamen"
    assert sidecar["files"]["f.csv"] == {"bytes": 8, "sha256": landing.file_digest(path)}
    assert deliveries(tmp_path / "landing", "other") == [made]


def test_what_was_delivered_is_never_changed(tmp_path: Path) -> None:
    path = extract(tmp_path / "in")
    given = {"source": "s", "department": "d", "table": "t", "delivered": DAY, "relative_to": tmp_path / "in"}
    hand_over([stage([path], tmp_path / "landing", **given)])

    with pytest.raises(
        Fault, match=r"already delivered on 2026-01-31\. Hand corrections over under the day they arrive"
    ):
        stage([path], tmp_path / "landing", **given)


def test_a_delivery_that_cannot_be_copied_leaves_nothing(tmp_path: Path) -> None:
    path = extract(tmp_path / "in")

    with pytest.raises(FileNotFoundError):
        stage(
            [path, tmp_path / "in" / "gone.csv"],
            tmp_path / "landing",
            source="s",
            department="d",
            table="t",
            delivered=DAY,
            relative_to=tmp_path / "in",
        )
    assert deliveries(tmp_path / "landing", "s") == []
    assert not list((tmp_path / "landing").rglob("*.csv"))


def test_files_dropped_without_a_sidecar_belong_to_the_default_source(tmp_path: Path) -> None:
    extract(tmp_path / "courts" / "civil_cases" / "2026-01-31")

    (found,) = deliveries(tmp_path, "xiamen")
    assert (found.source, found.key) == ("xiamen", "courts/civil_cases/2026-01-31")


@pytest.mark.parametrize(
    ("inner", "cause"),
    [
        ("courts/civil_cases/f.csv", "lies where a delivery's folder belongs"),
        ("courts/civil_cases/January/f.csv", "does not end in a date"),
    ],
)
def test_a_misplaced_extract_is_named_and_does_not_vanish(tmp_path: Path, inner: str, cause: str) -> None:
    extract((tmp_path / inner).parent, name="f.csv")

    with pytest.raises(Fault, match=cause):
        deliveries(tmp_path, "xiamen")


@pytest.mark.parametrize("text", ["", "[]", "{cut"])
def test_a_damaged_sidecar_is_named(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "civil_affairs" / "villages" / "2026-03-01"
    folder.mkdir(parents=True)
    (folder / "villages.csv").write_text("x")
    (folder / "_delivery.json").write_text(text)

    with pytest.raises(Fault, match=r"_delivery\.json is damaged"):
        deliveries(tmp_path, "xiamen")


def test_two_sources_never_share_a_home(tmp_path: Path) -> None:
    for source, day in (("synthetic_city", 30), ("xiamen", 31)):
        delivered = date(2026, 1, day)
        paths, place = [extract(tmp_path / "in")], {"department": "d", "table": "t"}
        landed = tmp_path / "landing"
        hand_over([stage(paths, landed, source=source, delivered=delivered, relative_to=tmp_path / "in", **place)])

    with pytest.raises(Fault, match=r"synthetic_city and xiamen\. Give each source a MINGJING_HOME of its own"):
        one_source(deliveries(tmp_path / "landing", "x"))
