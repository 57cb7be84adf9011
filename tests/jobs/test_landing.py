"""Handing extracts over, and finding what no night has read yet."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from jobs import landing
from jobs.faults import Fault
from jobs.landing import deliveries, hand_over, look_through, one_source, stage, survey, text_of

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
    ("inner", "reason"),
    [
        ("f.csv", "not_in_a_delivery"),
        ("courts/f.csv", "not_in_a_delivery"),
        ("courts/civil_cases/f.csv", "not_in_a_delivery"),
        ("courts/civil_cases/_readme.txt", "hidden_name"),
        ("courts/civil_cases/January/f.csv", "not_in_a_folder_named_by_its_day"),
        ("courts/civil_cases/20260131/f.csv", "not_in_a_folder_named_by_its_day"),
        ("courts/civil_cases/2026-W05-6/f.csv", "not_in_a_folder_named_by_its_day"),
    ],
)
def test_a_misplaced_extract_is_passed_over_with_its_reason(tmp_path: Path, inner: str, reason: str) -> None:
    misplaced = extract((tmp_path / inner).parent, name=Path(inner).name)
    good = extract(tmp_path / "courts" / "civil_cases" / "2026-01-31")

    ((found,), passed) = survey(tmp_path, "xiamen")

    assert found.files == (good,)
    assert [(each.path, each.reason) for each in passed] == [(misplaced, reason)]


def test_what_is_no_file_to_read_is_passed_over_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "courts" / "civil_cases" / "2026-01-31"
    extract(folder)
    (folder / "gone.csv").symlink_to(tmp_path / "nowhere")
    (folder / "linked.csv").symlink_to(extract(tmp_path.parent / f"{tmp_path.name}_outside"))
    (folder / "elsewhere").symlink_to(tmp_path)
    (folder / ".c.csv").write_text("x")
    (folder / "_delivery.json").write_text("{}")
    os.mkfifo(folder / "pipe")
    (tmp_path / "courts/civil_cases/.2026-02-28.4711").mkdir()

    ((found,), passed) = survey(tmp_path, "xiamen")

    assert passed == [], "what `mingjing land` is still writing is not there yet"
    assert [path.name for path in found.files] == ["f.csv"]
    assert {each.path.name: each.reason for each in found.passed_over} == {
        ".c.csv": "hidden_name",
        "elsewhere": "linked_folder",
        "gone.csv": "broken_link",
        "linked.csv": "linked_file",
        "pipe": "not_a_file",
    }


@pytest.mark.parametrize("inner", ["courts", "courts/civil_cases", "courts/civil_cases/2026-01-30"])
def test_a_folder_in_landing_that_is_a_link_is_no_delivery_s(tmp_path: Path, inner: str) -> None:
    landed, outside = tmp_path / "landing", tmp_path / "outside"
    extract(outside / Path("courts/civil_cases/2026-01-30").relative_to(inner))
    good = extract(landed / "police" / "police_incidents" / "2026-01-31")
    (landed / inner).parent.mkdir(parents=True, exist_ok=True)
    (landed / inner).symlink_to(outside)

    ((found,), passed) = survey(landed, "xiamen")

    assert found.files == (good,)
    assert [(each.path, each.reason) for each in passed] == [(landed / inner, "linked_folder")]


def test_landing_itself_may_be_a_link(tmp_path: Path) -> None:
    extract(tmp_path / "volume" / "courts" / "civil_cases" / "2026-01-31")
    (tmp_path / "landing").symlink_to(tmp_path / "volume")

    assert [each.key for each in deliveries(tmp_path / "landing", "xiamen")] == ["courts/civil_cases/2026-01-31"]


def test_whose_a_delivery_is_says_no_link(tmp_path: Path) -> None:
    folder = tmp_path / "courts" / "civil_cases" / "2026-01-31"
    extract(folder)
    (tmp_path / "told.json").write_text('{"source": "elsewhere"}')
    (folder / "_delivery.json").symlink_to(tmp_path / "told.json")

    with pytest.raises(Fault, match=r"_delivery\.json is damaged or a link"):
        deliveries(tmp_path, "xiamen")


def test_a_folder_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path / "in")
    extract(tmp_path / "in" / "closed")
    real = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    files, passed = look_through(tmp_path / "in")

    assert [path.name for path in files] == ["f.csv"]
    assert [(each.path.name, each.reason) for each in passed] == [("closed", "folder_not_permitted")]


def test_a_path_of_any_bytes_is_told_as_text(tmp_path: Path) -> None:
    assert text_of(Path(os.fsdecode("罚".encode("gb18030") + b"\n.csv"))) == r"\xb7\xa3\x0a.csv"
    assert text_of(Path("流水.csv")) == "流水.csv"


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
        one_source(each.source for each in deliveries(tmp_path / "landing", "x"))
