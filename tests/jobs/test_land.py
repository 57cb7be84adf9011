"""Handing a folder of extracts over, recognised by mappings or laid out as landing is."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from expectations.sources.declaration import Source, SourceFile, Unmapped
from jobs import land as landing_command
from jobs.faults import Fault
from jobs.land import land
from jobs.settings import Settings

DAY = date(2024, 12, 31)
NAME = "张三丰"
PLACE = Source(
    "place",
    (SourceFile(("罚*.csv",), "works", "company_penalties", headers={"company_name": "名"}),),
    (Unmapped(("目录.csv",), "a catalogue"),),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(landing_command, "sources", lambda: {"place": PLACE})
    made = tmp_path / "in"
    made.mkdir()
    return made


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("甲\n")


def test_files_go_where_their_mapping_says_and_the_others_are_named(folder: Path, settings: Settings) -> None:
    put(folder, "罚1.csv", "罚2.csv", "目录.csv", "新.csv")

    summary = land(folder, source="place", delivered=DAY, settings=settings, as_is=True)

    assert str(summary).splitlines() == [
        "file 1: unmapped, no declared mapping takes it",
        "file 2: unmapped, a catalogue",
        "file 3: company_penalties",
        "file 4: company_penalties",
        "4 files of place delivered on 2024-12-31: 2 mapped, 2 named as unmapped",
        "files are counted by their path in the folder",
    ]
    landed = sorted(str(path.relative_to(settings.landing)) for path in settings.landing.rglob("*.csv"))
    assert landed == [
        "place/unmapped/2024-12-31/新.csv",
        "place/unmapped/2024-12-31/目录.csv",
        "works/company_penalties/2024-12-31/罚1.csv",
        "works/company_penalties/2024-12-31/罚2.csv",
    ]


def test_many_files_show_how_far_it_is(folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, *(f"courts/civil_cases/{number}.csv" for number in range(40)), "tax/tax_filings/a.csv")
    put(folder, *(f"tax/tax_filings/{number}.csv" for number in range(19)))

    land(folder, source="xiamen", delivered=DAY, settings=settings, as_is=True)

    assert capsys.readouterr().err.splitlines() == [
        "[2024-12-31] land: copied 25 of 60 files",
        "[2024-12-31] land: copied 50 of 60 files",
    ]
    assert len(list(settings.landing.rglob("*.csv"))) == 60


def test_files_that_are_looked_into_are_counted_too(
    folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"civil_affairs/villages/{number}.csv" for number in range(25)]
    put(folder, *names)

    with pytest.raises(Fault, match="nor can 24 more"):
        land(folder, source="xiamen", delivered=DAY, settings=settings)

    assert capsys.readouterr().err.splitlines() == ["[2024-12-31] land: looked into 25 of 25 files"]


def test_a_citys_own_folder_is_taken_as_it_is_laid_out(folder: Path, settings: Settings) -> None:
    put(folder, "courts/civil_cases/a.csv", "courts/civil_cases/part/b.csv")

    land(folder, source="xiamen", delivered=DAY, settings=settings, as_is=True)

    assert (settings.landing / "courts/civil_cases/2024-12-31/part/b.csv").exists()


def test_another_department_than_the_tables_own_is_refused(folder: Path, settings: Settings) -> None:
    put(folder, "court/civil_cases/a.csv")

    with pytest.raises(Fault, match=r"civil_cases is delivered by courts, and file 1 lies under another"):
        land(folder, source="xiamen", delivered=DAY, settings=settings, as_is=True)
    assert not list(settings.landing.rglob("*.csv"))


def test_what_is_passed_over_is_named_with_its_reason(folder: Path, settings: Settings) -> None:
    put(folder, "罚1.csv", "_罚2.csv", "张三丰_11010519491231002X/.c.csv")
    (folder / "罚3.csv").symlink_to(folder / "nowhere")
    (folder / "罚4.csv").symlink_to(folder / "罚1.csv")
    (folder / "there").symlink_to(folder)

    with pytest.raises(Fault, match=r"file 2 cannot be read \(linked_folder\)"):
        land(folder, source="place", delivered=DAY, settings=settings)
    summary = land(folder, source="place", delivered=DAY, settings=settings, as_is=True)

    said = str(summary).splitlines()
    assert [line for line in said if "passed over," in line] == [
        "file 1: passed over, hidden_name",
        "file 2: passed over, linked_folder",
        "file 3: passed over, hidden_name",
        "file 5: passed over, broken_link",
        "file 6: passed over, linked_file",
    ]
    assert said[-2].endswith("1 mapped, 0 named as unmapped, 5 passed over")


@pytest.mark.parametrize("as_is", [False, True])
def test_nothing_that_is_printed_names_somebody(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str], as_is: bool
) -> None:
    put(tmp_path / "in", f"civil_affairs/villages/{NAME}_11010519491231002X.csv")
    (tmp_path / f"in/civil_affairs/villages/{NAME}_11010519491231002X.csv").write_text(f"{NAME},13800138000\n")

    try:
        said = str(land(tmp_path / "in", source="xiamen", delivered=DAY, settings=settings, as_is=as_is))
    except Fault as fault:
        said = str(fault)

    said += "".join(capsys.readouterr())
    assert "file 1" in said
    assert not [telling for telling in (NAME, "11010519491231002X", "13800138000") if telling in said]


def test_a_file_name_that_is_not_utf_8_is_asked_for_again_or_handed_over_as_it_is(
    folder: Path, settings: Settings
) -> None:
    name = os.fsdecode("罚".encode("gb18030") + b"1.csv")
    put(folder, name, "罚2.csv")

    with pytest.raises(Fault, match=r"file 2 cannot be read \(file_name_not_utf_8\)"):
        land(folder, source="place", delivered=DAY, settings=settings)
    summary = land(folder, source="place", delivered=DAY, settings=settings, as_is=True)

    assert "file 2: unmapped, no declared mapping takes it" in str(summary)
    assert (settings.landing / "place/unmapped/2024-12-31" / name).exists()


def test_an_unknown_source_lists_the_known_ones(folder: Path, settings: Settings) -> None:
    put(folder, "罚1.csv")

    with pytest.raises(Fault, match=r"no source is called plaec.*Known sources: place"):
        land(folder, source="plaec", delivered=DAY, settings=settings, as_is=True)


def test_a_missing_and_an_empty_folder_are_faults(folder: Path, settings: Settings) -> None:
    with pytest.raises(Fault, match="there is no folder"):
        land(folder / "none", source="place", delivered=DAY, settings=settings)
    with pytest.raises(Fault, match="holds no files"):
        land(folder, source="place", delivered=DAY, settings=settings)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04 cut off", "file 1 cannot be read"),
        (b"", r"file 1 cannot be read \(empty_file\)"),
        ("名称\n甲村\n".encode(), "file 1 cannot be read .(missing|unknown)_column:"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_while_it_can_still_be_asked_for(
    tmp_path: Path, settings: Settings, raw: bytes, why: str
) -> None:
    put(tmp_path / "in", "civil_affairs/villages/villages.csv")
    (tmp_path / "in/civil_affairs/villages/villages.csv").write_bytes(raw)

    with pytest.raises(Fault, match=why):
        land(tmp_path / "in", source="xiamen", delivered=DAY, settings=settings)
    assert not list(settings.landing.rglob("*.csv"))

    land(tmp_path / "in", source="xiamen", delivered=DAY, settings=settings, as_is=True)
    assert list(settings.landing.rglob("*.csv"))


def test_a_second_delivery_on_one_day_hands_nothing_over(folder: Path, settings: Settings) -> None:
    put(folder, "罚1.csv")
    land(folder, source="place", delivered=DAY, settings=settings, as_is=True)
    put(folder, "目录.csv")

    with pytest.raises(Fault, match="was already delivered on 2024-12-31"):
        land(folder, source="place", delivered=DAY, settings=settings, as_is=True)

    assert not list((settings.landing / "place").rglob("*.csv"))


def test_another_sources_extracts_are_refused_before_they_are_copied(folder: Path, settings: Settings) -> None:
    put(folder, "罚1.csv")
    land(folder, source="place", delivered=DAY, settings=settings, as_is=True)
    city = folder.parent / "city"
    put(city, "courts/civil_cases/a.csv")

    with pytest.raises(Fault, match=r"holds the extracts of place, and these are of xiamen\. Nothing was handed over"):
        land(city, source="xiamen", delivered=DAY, settings=settings, as_is=True)

    assert not (settings.landing / "courts").exists()


@pytest.mark.parametrize("fails", ["copyfile", "rename"])
def test_a_disk_that_fills_up_midway_leaves_nothing_and_a_second_try_works(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    put(folder, "罚1.csv", "目录.csv")
    calls = []
    if fails == "copyfile":
        monkeypatch.setattr(shutil, "copyfile", failing_second(shutil.copyfile, calls))
    else:
        monkeypatch.setattr(Path, "rename", failing_second(Path.rename, calls))

    with pytest.raises(OSError, match="No space left"):
        land(folder, source="place", delivered=DAY, settings=settings, as_is=True)

    assert not [path for path in settings.landing.rglob("*") if path.is_file()]
    monkeypatch.undo()
    monkeypatch.setattr(landing_command, "sources", lambda: {"place": PLACE})
    assert len(land(folder, source="place", delivered=DAY, settings=settings, as_is=True).files) == 2


def failing_second(real: Callable[..., object], calls: list[int]) -> Callable[..., object]:
    def call(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    return call
